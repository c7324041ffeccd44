//! What a rule is, and the macro that makes its documentation comment its page.

use super::{Report, Subject};
use crate::config::Level;

/// A rule of the checker.
pub struct Rule {
    /// Its name, which never changes: it names the fault and reads after "allow".
    pub name: &'static str,
    /// The group that it is selected with.
    pub group: Group,
    /// Whether it runs by default, and how grave what it finds is.
    pub default: Level,
    /// Whether what it finds can be mended.
    pub fixes: Fixes,
    /// Whether it runs on plain text too.
    pub plain_text: bool,
    /// Its page, in Markdown: the first paragraph says what it finds.
    pub docs: &'static str,
    /// Puts what it finds into the report.
    pub check: fn(&Subject<'_>, &mut Report<'_>),
}

/// Rules that belong together and can be selected together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Characters that do not belong to the text.
    Glyphs,
    /// Quotation marks.
    Quotes,
    /// Divisions and their numbers.
    Structure,
    /// Citations of clauses.
    Citations,
    /// Parties and actors.
    Parties,
    /// Defined terms.
    Terms,
    /// Glosses and footnotes.
    Glosses,
    /// The markup itself.
    Markup,
}

impl Group {
    /// All groups, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Glyphs,
        Self::Quotes,
        Self::Structure,
        Self::Citations,
        Self::Parties,
        Self::Terms,
        Self::Glosses,
        Self::Markup,
    ];

    /// The name, as options and settings write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Glyphs => "glyphs",
            Self::Quotes => "quotes",
            Self::Structure => "structure",
            Self::Citations => "citations",
            Self::Parties => "parties",
            Self::Terms => "terms",
            Self::Glosses => "glosses",
            Self::Markup => "markup",
        }
    }
}

/// Whether the findings of a rule can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// Never by the checker.
    Never,
    /// Some or all, safely.
    Safe,
    /// Some or all, but only when asked for.
    Unsafe,
    /// Some safely, some only when asked for.
    Some,
}

impl Fixes {
    /// The word for it in lists of rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "no fix",
            Self::Safe => "safe fix",
            Self::Unsafe => "unsafe fix",
            Self::Some => "fix by case",
        }
    }
}

impl Rule {
    /// What the rule finds, in one sentence: the first paragraph of its page.
    pub fn summary(&self) -> String {
        let lines = self.docs.lines().map(str::trim).skip_while(|line| line.is_empty());
        lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Its page without the space that begins each line of a documentation comment.
    pub fn page(&self) -> String {
        let lines = self.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned() + "\n"
    }
}

/// Declares the rule of a file. The documentation comment is the rule's page: what it finds in one sentence,
/// then the headings Why, Bad, Good and, where there are any, Options.
macro_rules! declare_rule {
    (
        $(#[doc = $line:literal])*
        $identifier:ident {
            name: $name:literal,
            group: $group:ident,
            default: $default:expr,
            fixes: $fixes:ident,
            plain_text: $plain:literal,
        }
    ) => {
        pub(crate) static $identifier: crate::lint::Rule = crate::lint::Rule {
            name: $name,
            group: crate::lint::Group::$group,
            default: $default,
            fixes: crate::lint::Fixes::$fixes,
            plain_text: $plain,
            docs: concat!($($line, "\n"),*),
            check,
        };
    };
}
pub(crate) use declare_rule;
