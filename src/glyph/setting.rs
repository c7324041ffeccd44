//! What is expected of a text: its scripts, the letters of its languages, and what the project allows. From
//! it the kind of each character follows, in tables that are filled as characters are met.

use crate::unicode::language::{has_joiners, is_cjk, is_right_to_left, scripts};
use crate::unicode::{self, Category, Script, alphabet};
use std::sync::OnceLock;

/// What a text may hold.
pub struct Setting {
    scripts: Vec<Script>,
    languages: Vec<String>,
    allow: Vec<char>,
    pages: Vec<OnceLock<Box<[Kind; PAGE]>>>,
}

/// What a character is at first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// White space that separates words.
    Space,
    /// A digit or a sign that is honest wherever it stands.
    Plain,
    /// A sign that is honest unless it stands against a letter.
    Sign,
    /// A mark that may stand on letters of the expected scripts.
    Mark,
    /// A letter, of a group of scripts that are told apart.
    Letter(Group),
    /// A Latin letter that none of the languages has.
    OddLetter,
    /// Anything else: it must be looked at.
    Check,
}

/// Scripts that are told apart within a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    /// Chinese, Japanese and Korean characters, between which there are no word boundaries.
    Cjk,
    /// Another script that is expected.
    Expected,
    /// A script that is not expected.
    Foreign,
}

const PAGE: usize = 256;

impl Setting {
    /// A setting for texts in `languages`, in which also `extra` scripts are expected and the characters of
    /// `allow` are never reported. Without a language that is listed, `fallback` scripts are expected.
    pub fn new(languages: Vec<String>, extra: &[Script], fallback: &[Script], allow: &str) -> Self {
        let mut expected: Vec<Script> = languages.iter().flat_map(|tag| scripts(tag)).copied().collect();
        if expected.is_empty() {
            expected.extend_from_slice(fallback);
        }
        expected.extend_from_slice(extra);
        let mut seen = Vec::new();
        expected.retain(|script| {
            let new = !seen.contains(script);
            seen.push(*script);
            new
        });
        let pages = (0..=u16::MAX as usize / PAGE).map(|_| OnceLock::new()).collect();
        Self { scripts: expected, languages, allow: allow.chars().collect(), pages }
    }

    /// The scripts that are expected, that of the first language first.
    pub fn scripts(&self) -> &[Script] {
        &self.scripts
    }

    /// The language tags, that of the text first.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Whether a script is expected.
    pub(super) fn expects(&self, script: Script) -> bool {
        self.scripts.contains(&script)
    }

    /// Whether the project lets a character pass.
    pub(super) fn allows(&self, character: char) -> bool {
        self.allow.contains(&character)
    }

    /// Whether Chinese, Japanese or Korean text is expected.
    pub(super) fn is_cjk(&self) -> bool {
        self.scripts.iter().any(|script| is_cjk(*script))
    }

    /// Whether text from right to left is expected.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.scripts.iter().any(|script| is_right_to_left(*script))
    }

    /// Whether the letter belongs to the main alphabet of one of the languages.
    pub(super) fn has_letter(&self, letter: char) -> bool {
        self.languages.iter().any(|tag| alphabet::is_main(tag, letter))
    }

    /// Whether all letters of `text`, small or capital, belong to the alphabets of the languages.
    pub(super) fn is_of_alphabet(&self, text: &str) -> bool {
        text.chars().all(|letter| letter.to_lowercase().next().is_some_and(|small| self.has_letter(small)))
    }

    /// The kind of a character.
    pub(super) fn kind(&self, character: char) -> Kind {
        let code = character as usize;
        match self.pages.get(code / PAGE) {
            Some(page) => {
                let page = page.get_or_init(|| self.fill(code / PAGE));
                page.get(code % PAGE).copied().unwrap_or(Kind::Check)
            }
            None => self.kind_of(character),
        }
    }

    fn fill(&self, page: usize) -> Box<[Kind; PAGE]> {
        let mut kinds = Box::new([Kind::Check; PAGE]);
        for (index, kind) in kinds.iter_mut().enumerate() {
            if let Some(character) = char::from_u32((page * PAGE + index) as u32) {
                *kind = self.kind_of(character);
            }
        }
        kinds
    }

    fn kind_of(&self, character: char) -> Kind {
        if self.allows(character) {
            return Kind::Plain;
        }
        match character {
            // No-break spaces are set before numbers, units and signs in many languages.
            ' ' | '\t' | '\n' | '\r' | '\u{A0}' | '\u{202F}' => return Kind::Space,
            '\u{3000}' if self.is_cjk() => return Kind::Space,
            _ if is_plain_sign(character) => return Kind::Plain,
            _ if is_honest_sign(character) => return Kind::Sign,
            _ if character.is_ascii() => {
                return match character {
                    'a'..='z' | 'A'..='Z' => Kind::Letter(Group::Latin),
                    '\u{20}'..='\u{7E}' => Kind::Plain,
                    _ => Kind::Check,
                };
            }
            _ => {}
        }
        self.kind_by_category(character)
    }

    fn kind_by_category(&self, character: char) -> Kind {
        let script = unicode::script(character);
        match unicode::category(character) {
            _ if is_special(character) || unicode::is_pictograph(character) => Kind::Check,
            Category::UppercaseLetter
            | Category::LowercaseLetter
            | Category::TitlecaseLetter
            | Category::ModifierLetter
            | Category::OtherLetter => self.letter_kind(character, script),
            Category::NonspacingMark | Category::SpacingMark
                if unicode::is_used_in(character, &self.scripts) =>
            {
                Kind::Mark
            }
            Category::DecimalNumber
            | Category::DashPunctuation
            | Category::OpenPunctuation
            | Category::ClosePunctuation
            | Category::InitialPunctuation
            | Category::FinalPunctuation
            | Category::ConnectorPunctuation
            | Category::OtherPunctuation
                if unicode::is_used_in(character, &self.scripts) =>
            {
                Kind::Plain
            }
            _ => Kind::Check,
        }
    }

    fn letter_kind(&self, character: char, script: Script) -> Kind {
        let group = match script {
            Script::Latin => Group::Latin,
            Script::Greek => Group::Greek,
            Script::Cyrillic => Group::Cyrillic,
            Script::Armenian => Group::Armenian,
            Script::Hebrew => Group::Hebrew,
            Script::Arabic => Group::Arabic,
            // Kana among Chinese characters is as foreign as any other script.
            script if is_cjk(script) && (self.expects(script) || !self.is_cjk()) => Group::Cjk,
            // Modifier letters such as ʼ and ʻ are common to all scripts, others to a few.
            Script::Common | Script::Inherited if unicode::is_used_in(character, &self.scripts) => {
                return Kind::Plain;
            }
            script if self.expects(script) => Group::Expected,
            _ => Group::Foreign,
        };
        let mut buffer = [0; 4];
        let alphabets = self.languages.iter().any(|tag| alphabet::is_known(tag));
        if group == Group::Latin && alphabets && !self.is_of_alphabet(character.encode_utf8(&mut buffer)) {
            return Kind::OddLetter;
        }
        Kind::Letter(group)
    }

    /// Whether whole words of a group are nothing to look at: of an expected script, or Latin.
    pub(super) fn is_ordinary(&self, group: Group) -> bool {
        match group {
            Group::Latin | Group::Expected => true,
            Group::Cjk => self.is_cjk(),
            Group::Foreign => false,
            Group::Greek => self.expects(Script::Greek),
            Group::Cyrillic => self.expects(Script::Cyrillic),
            Group::Armenian => self.expects(Script::Armenian),
            Group::Hebrew => self.expects(Script::Hebrew),
            Group::Arabic => self.expects(Script::Arabic),
        }
    }

    /// Whether joiners are spelling between letters of the expected scripts, or of `script`.
    pub(super) fn has_joiners(&self, script: Script) -> bool {
        has_joiners(script)
    }
}

/// Signs of punctuation that are honest wherever they stand.
fn is_plain_sign(character: char) -> bool {
    matches!(
        character,
        '–' | '—'
            | '‑'
            | '‐'
            | '―'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '·'
            | '•'
            | '′'
            | '″'
            | '¹'
            | '²'
            | '³'
            | '\u{2BB}'
            | '\u{2BC}'
            | '\u{2BE}'
            | '\u{2BF}'
            | '½'
            | '¼'
            | '¾'
            | '†'
            | '‡'
            | '‰'
    )
}

/// Signs that treaties print, honest unless they stand against or between letters.
fn is_honest_sign(character: char) -> bool {
    matches!(
        character,
        '§' | '№'
            | '°'
            | '€'
            | '£'
            | '¥'
            | '¢'
            | '×'
            | '÷'
            | '±'
            | '−'
            | '√'
            | '≤'
            | '≥'
            | '≠'
            | '→'
            | '←'
            | '●'
            | '■'
            | '♦'
            | '□'
            | '☐'
            | '○'
            | '™'
            | '©'
            | '®'
            | '¶'
            | '¿'
            | '¡'
            | '∆'
            | '⁄'
            | '‚'
    )
}

/// Characters whose category hides that they are forms of others: full width, half width, ligatures,
/// mathematical and enclosed letters, fillers.
fn is_special(character: char) -> bool {
    matches!(
        character,
        '\u{FF01}'..='\u{FFEE}'
            | '\u{FB00}'..='\u{FB06}'
            | '\u{1D400}'..='\u{1D7FF}'
            | '\u{24B6}'..='\u{24E9}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{34F}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{E0100}'..='\u{E01EF}'
            | '\u{37E}'
            | '\u{201F}'
            // Accents that stand alone: ˆ ˇ ˈ ˉ ˊ ˋ.
            | '\u{2C6}'..='\u{2CB}'
    ) || super::math::is_styled(character)
}
