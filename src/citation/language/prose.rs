//! The words that the text around headings and citations is told by: read by import.

/// What a language has beside the words of its citations. All in lower case but for the words that open a sentence.
#[derive(Debug)]
pub struct Prose {
    /// The language's code as detectors of languages name it (ISO 639-3).
    pub code: &'static str,
    /// Words with a capital that a sentence begins with and no caption goes on with: "The", "Each".
    pub openers: &'static [&'static str],
    /// Small words of captions behind which a capital opens no sentence: "of", "the".
    pub prepositions: &'static [&'static str],
    /// Verbs that make a line a sentence: "shall".
    pub verbs: &'static [&'static str],
    /// The headings of tables of contents.
    pub contents: &'static [&'static str],
    /// The word before the number of a page, and the words between it and the number of pages.
    pub pages: (&'static [&'static str], &'static [&'static str]),
    /// How the final act of a conference is named: decisions and declarations are adopted with it.
    pub final_acts: &'static [&'static str],
    /// What can stand before the noun of an instrument where its name begins: "general agreement".
    pub general: &'static [&'static str],
    /// How "Government of" stands before the name of a State, to the last letter before the name.
    pub governments: &'static [&'static str],
    /// The nouns that say what a State is, in its name: "republic".
    pub states: &'static [&'static str],
    /// Small words inside the names of States.
    pub joints: &'static [&'static str],
    /// The names of each month, from January on, in the form that dates have; none where months are numbers.
    pub months: &'static [&'static [&'static str]],
    /// What the words of a year before its tens say, and the words: "nineteen hundred", "one thousand nine hundred".
    pub centuries: &'static [(u32, &'static [&'static str])],
}

impl Prose {
    /// A language of which nothing is known; no code names it.
    pub const PLAIN: Self = Self {
        code: "",
        openers: &[],
        prepositions: &[],
        verbs: &[],
        contents: &[],
        pages: (&[], &[]),
        final_acts: &[],
        general: &[],
        governments: &[],
        states: &[],
        joints: &[],
        months: &[],
        centuries: &[],
    };
}
