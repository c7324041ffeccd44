//! How a language puts the words of a citation together, where languages differ in more than their words.

/// The order and the forms of the words of a citation. [`Grammar::PLAIN`] is what most languages share.
#[derive(Debug)]
pub struct Grammar {
    /// The sign before an ordinal that stands before its unit: `第四条`.
    pub ordinal_sign: Option<&'static str>,
    /// Whether what a clause belongs to follows it without a word between: `пункт 2 статьи 4`.
    pub genitive: bool,
    /// Whether ordinals stand behind the unit as its number: `article premier`.
    pub ordinals_behind: bool,
    /// Whether labels have a bracket behind them alone: `alinéa b)`.
    pub half_brackets: bool,
    /// Whether a small container may bear a single roman figure: `capítulo V`. In English "part I" may end
    /// before a pronoun.
    pub small_containers: bool,
    /// What makes digits ordinal: `1er`.
    pub ordinal_endings: &'static [&'static str],
    /// Words for paragraphs that are points if a letter follows: `alinéa b)`.
    pub lettered: &'static [&'static str],
    /// Words that are written without a space before a number: Arabic "and".
    pub glued: &'static [&'static str],
    /// How a definite noun begins, where a noun without that goes on with the name behind it.
    pub definite: Option<&'static str>,
    /// Words for "the said" that hold the "of" before them: `dudit`.
    pub contracted: &'static [&'static str],
    /// Words before a range: `المواد من 33 إلى 37`, `статьи с 4 по 7`.
    pub openers: &'static [&'static str],
    /// Words for "of" that say whose a clause is only right behind it: `в`.
    pub loose: &'static [&'static str],
    /// Words for a part that mean a party as well: `esa Parte`.
    pub parties: &'static [&'static str],
    /// Words of an instrument's name that begin with a small letter.
    pub joiners: &'static [&'static str],
    /// Words behind an instrument's noun after which it goes on in small letters: `convention sur le droit`.
    pub continues: &'static [&'static str],
    /// Words that begin like a unit or another word of a citation and are none: `条约`, `de acuerdo`.
    pub idioms: &'static [&'static str],
    /// What stands between a name and a citation behind it, and ends the name before it.
    pub stops: &'static [&'static str],
}

impl Grammar {
    /// Units before numbers, "of" between clauses, labels in brackets.
    pub const PLAIN: Self = Self {
        ordinal_sign: None,
        genitive: false,
        ordinals_behind: false,
        half_brackets: false,
        small_containers: false,
        ordinal_endings: &[],
        lettered: &[],
        glued: &[],
        definite: None,
        contracted: &[],
        parties: &[],
        openers: &[],
        loose: &[],
        joiners: &[],
        continues: &[],
        idioms: &[],
        stops: &[],
    };

    /// What the languages of Europe but English have in common.
    pub const EUROPEAN: Self =
        Self { ordinals_behind: true, half_brackets: true, small_containers: true, ..Self::PLAIN };
}
