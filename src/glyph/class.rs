//! The classes of stray glyphs: what they are called, which rule reports them, how grave they are.

use crate::config::Severity;

/// What is wrong with a character or a run of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A character of a script that is not expected, in or against a word of one that is.
    ForeignCharacter,
    /// A character that looks like a letter of the word's script.
    Homoglyph,
    /// A lone word whose every letter looks like a letter of another script, and which is a word then.
    WholeWordHomoglyph,
    /// A sign that looks like an apostrophe, a semicolon, a degree sign or a stop.
    Punctuation,
    /// A symbol in or against a word.
    Symbol,
    /// A pictograph or letterlike symbol between spaces.
    Emoji,
    /// A mark on a base that it does not belong to, or on none.
    Mark,
    /// A mathematical or enclosed letter or digit.
    MathLetter,
    /// A control of the direction of writing.
    Bidi,
    /// A character that is drawn as nothing.
    Invisible,
    /// A soft hyphen.
    SoftHyphen,
    /// A space of unusual width.
    Space,
    /// A line end that is none.
    LineSeparator,
    /// A control character.
    Control,
    /// A character that stands for a lost one.
    Replacement,
    /// A private-use character.
    PrivateUse,
    /// A code point without a character.
    Unassigned,
    /// A full-width or half-width form.
    Fullwidth,
    /// A ligature of Latin letters.
    Ligature,
    /// Text of one encoding that was read in another.
    Mojibake,
    /// A whole line of it, or of a broken font.
    ShiftedLine,
    /// A letter that the language does not have.
    Alphabet,
    /// A digit for a letter, or a letter for a digit.
    DigitLetter,
    /// Text that is not in Normalization Form C.
    NonNfc,
    /// Bytes that are no UTF-8.
    Encoding,
}

impl Class {
    /// The name, as JSON output writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ForeignCharacter => "foreign-character",
            Self::Homoglyph => "homoglyph",
            Self::WholeWordHomoglyph => "whole-word-homoglyph",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Emoji => "emoji",
            Self::Mark => "mark",
            Self::MathLetter => "math-letter",
            Self::Bidi => "bidi",
            Self::Invisible => "invisible",
            Self::SoftHyphen => "soft-hyphen",
            Self::Space => "space",
            Self::LineSeparator => "line-separator",
            Self::Control => "control",
            Self::Replacement => "replacement",
            Self::PrivateUse => "private-use",
            Self::Unassigned => "unassigned",
            Self::Fullwidth => "fullwidth",
            Self::Ligature => "ligature",
            Self::Mojibake => "mojibake",
            Self::ShiftedLine => "shifted-line",
            Self::Alphabet => "alphabet",
            Self::DigitLetter => "digit-letter",
            Self::NonNfc => "non-nfc",
            Self::Encoding => "encoding",
        }
    }

    /// What is wrong, as a sentence without its stop.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::ForeignCharacter => "a character of a script that is not used here",
            Self::Homoglyph => "it looks like a letter of the word and is one of another script",
            Self::WholeWordHomoglyph => {
                "the word is made of letters of another script that look like its own"
            }
            Self::Punctuation => "it looks like another sign",
            Self::Symbol => "a symbol in a word",
            Self::Emoji => "a pictograph or symbol among words",
            Self::Mark => "a mark on nothing, or on what does not bear it",
            Self::MathLetter => "a styled letter or digit",
            Self::Bidi => "it changes the direction of writing and cannot be seen",
            Self::Invisible => "it cannot be seen",
            Self::SoftHyphen => "a place to part a word, which cannot be seen",
            Self::Space => "a space of unusual width",
            Self::LineSeparator => "a line end that most programs take for none",
            Self::Control => "a control character",
            Self::Replacement => "it stands for a character that was lost",
            Self::PrivateUse => "it means what a font makes of it",
            Self::Unassigned => "no character has this code point",
            Self::Fullwidth => "a form of another width",
            Self::Ligature => "several letters in one character",
            Self::Mojibake => "characters of one encoding that were read in another",
            Self::ShiftedLine => "a line that was read in a wrong encoding, or with a broken font",
            Self::Alphabet => "a letter that the language does not have",
            Self::DigitLetter => "a digit for a letter, or a letter for a digit",
            Self::NonNfc => "not composed as Unicode recommends (Normalization Form C)",
            Self::Encoding => "a byte that is no UTF-8",
        }
    }

    /// The rule that reports it.
    pub fn rule(self) -> &'static str {
        match self {
            Self::ForeignCharacter | Self::Symbol | Self::Emoji | Self::Mark | Self::MathLetter => {
                "stray-glyph"
            }
            Self::Homoglyph | Self::WholeWordHomoglyph | Self::Punctuation => "confusable-character",
            Self::Bidi => "bidi-control",
            Self::Invisible | Self::SoftHyphen => "invisible-character",
            Self::Space | Self::LineSeparator => "unusual-space",
            Self::Control | Self::Replacement | Self::PrivateUse | Self::Unassigned => "control-character",
            Self::Fullwidth | Self::Ligature => "compatibility-form",
            Self::Mojibake | Self::ShiftedLine => "mojibake",
            Self::Alphabet => "unlikely-letter",
            Self::DigitLetter => "digit-for-letter",
            Self::NonNfc => "denormalized-text",
            Self::Encoding => "invalid-utf8",
        }
    }

    /// How grave it usually is; single findings can be milder.
    pub fn severity(self) -> Severity {
        match self {
            Self::Punctuation
            | Self::Emoji
            | Self::SoftHyphen
            | Self::Space
            | Self::Unassigned
            | Self::Fullwidth
            | Self::Ligature
            | Self::Alphabet
            | Self::DigitLetter => Severity::Warning,
            Self::NonNfc => Severity::Hint,
            _ => Severity::Error,
        }
    }
}
