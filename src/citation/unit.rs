//! The units that a treaty is divided into, in the terms of treaty practice.

/// A kind of division, or a smaller unit that a citation can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// What stands before the first article: parties, motives, the words of agreement.
    Preamble,
    /// A part; a book of a code.
    Part,
    /// A title, between part and chapter.
    Title,
    /// A chapter.
    Chapter,
    /// A section.
    Section,
    /// A part of a section.
    Subsection,
    /// An article.
    Article,
    /// A rule.
    Rule,
    /// A regulation of an annex.
    Regulation,
    /// A paragraph of a preamble.
    Recital,
    /// An annex.
    Annex,
    /// An appendix, most often of an annex.
    Appendix,
    /// A schedule.
    Schedule,
    /// An attachment.
    Attachment,
    /// A protocol to the treaty.
    Protocol,
    /// An agreement inside another instrument.
    Agreement,
    /// An understanding on another text.
    Understanding,
    /// A decision.
    Decision,
    /// A declaration.
    Declaration,
    /// A note.
    Note,
    /// A list.
    List,
    /// The testimonium, place, date and signatures.
    Conclusions,
    /// A division of no named kind.
    Division,
    /// A paragraph of an article.
    Paragraph,
    /// A subparagraph, point, letter or item of a list.
    Point,
    /// An indent: an item with a dash.
    Indent,
    /// A sentence.
    Sentence,
}

impl Unit {
    /// The units that a heading can name.
    pub const DIVISIONS: [Self; 23] = [
        Self::Preamble,
        Self::Part,
        Self::Title,
        Self::Chapter,
        Self::Section,
        Self::Subsection,
        Self::Article,
        Self::Rule,
        Self::Regulation,
        Self::Recital,
        Self::Annex,
        Self::Appendix,
        Self::Schedule,
        Self::Attachment,
        Self::Protocol,
        Self::Agreement,
        Self::Understanding,
        Self::Decision,
        Self::Declaration,
        Self::Note,
        Self::List,
        Self::Conclusions,
        Self::Division,
    ];

    /// The name of the kind, as pinpoints and the outline write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Part => "part",
            Self::Title => "title",
            Self::Chapter => "chapter",
            Self::Section => "section",
            Self::Subsection => "subsection",
            Self::Article => "article",
            Self::Rule => "rule",
            Self::Regulation => "regulation",
            Self::Recital => "recital",
            Self::Annex => "annex",
            Self::Appendix => "appendix",
            Self::Schedule => "schedule",
            Self::Attachment => "attachment",
            Self::Protocol => "protocol",
            Self::Agreement => "agreement",
            Self::Understanding => "understanding",
            Self::Decision => "decision",
            Self::Declaration => "declaration",
            Self::Note => "note",
            Self::List => "list",
            Self::Conclusions => "conclusions",
            Self::Division => "division",
            Self::Paragraph => "paragraph",
            Self::Point => "point",
            Self::Indent => "indent",
            Self::Sentence => "sentence",
        }
    }

    /// The kind of division with `name`.
    pub fn division_named(name: &str) -> Option<Self> {
        Self::DIVISIONS.into_iter().find(|unit| unit.name() == name)
    }

    /// Whether numbers start anew in a division of this kind: it has articles, a preamble, conclusions and
    /// short names of its own.
    pub fn is_scope(self) -> bool {
        matches!(
            self,
            Self::Annex
                | Self::Appendix
                | Self::Schedule
                | Self::Attachment
                | Self::Protocol
                | Self::Agreement
                | Self::Understanding
        )
    }

    /// Whether the unit is one that is appended to a treaty.
    pub fn is_appended(self) -> bool {
        matches!(
            self,
            Self::Annex
                | Self::Appendix
                | Self::Schedule
                | Self::Attachment
                | Self::List
                | Self::Protocol
                | Self::Note
        )
    }

    /// Whether the unit is an instrument of its own kind, which a heading may name without a number.
    pub fn is_instrument(self) -> bool {
        matches!(
            self,
            Self::Protocol | Self::Agreement | Self::Understanding | Self::Decision | Self::Declaration
        )
    }
}
