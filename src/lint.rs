//! The checker: rules over documents, what they find, and how it can be mended.
//!
//! - `rules` is the table of all rules; `rules/<rule>.rs` is one rule each: its page, its facts, its words.
//! - `rule` is what a rule is, and the macro by which its page becomes its documentation.
//! - `selection` says which rules run and how grave what they find is.
//! - `suppression` applies `@allow`.
//!
//! Adding a rule is adding one file, its `mod` line and its row in the table.

mod certainty;
mod footnotes;
mod glyphs;
mod numbering;
pub mod rule;
mod rules;
pub mod selection;
mod suppression;

pub use rule::{Fixes, Group, Rule};
pub use rules::RULES;
pub use selection::Selection;

use crate::config::Severity;
use crate::glyph::{self, Class, Vocabulary};
use crate::model::workspace::Found;
use crate::model::{BlockId, CitedTarget, Document, Extent, MemberId, Place, Workspace};
use crate::text::{Edit, Span};
use std::cell::OnceCell;
use std::sync::Arc;

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where, in bytes of the whole text.
    pub span: Span,
    /// What is wrong, why, and what to do.
    pub message: String,
    /// For rules of the group glyphs: the class and the characters.
    pub glyph: Option<GlyphFacts>,
    /// How it can be mended, the best first.
    pub fixes: Vec<Fix>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

/// What a stray glyph is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphFacts {
    /// Its class.
    pub class: Class,
    /// Its characters.
    pub characters: Vec<char>,
    /// The word around it, as printed; empty where there is none.
    pub word: String,
    /// What the fixes give, in their order.
    pub outcomes: Vec<GlyphOutcome>,
}

/// What the text around a stray glyph becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphOutcome {
    /// The words as they read then.
    pub words: String,
    /// Whether they are known from the text, the workspace or the language.
    pub known: bool,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where, in bytes of the whole text of the same document.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command: "Remove U+A9C3".
    pub title: String,
    /// Its edits, sorted and apart from each other.
    pub edits: Vec<Edit>,
    /// Whether it changes only what cannot belong to the text, white space or markup.
    pub safe: bool,
}

/// A byte that is no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecoded {
    /// The byte.
    pub byte: u8,
    /// Its place in the file, in bytes.
    pub file_offset: u64,
    /// The place of the character that stands for it in the text, in bytes.
    pub text_offset: usize,
}

/// What a project says of the files that it holds.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Which rules run.
    pub selection: Selection,
    /// What it says of glyphs.
    pub glyphs: Arc<glyph::Project>,
    /// The kinds of glosses that it adds.
    pub gloss_kinds: Arc<[String]>,
}

impl Settings {
    /// What the selected rules find in a document; `undecoded` are its bytes that are no UTF-8, `within` is
    /// the workspace that it belongs to.
    pub fn check(
        &self,
        document: &Document,
        undecoded: &[Undecoded],
        within: Option<Within<'_>>,
    ) -> Vec<Diagnostic> {
        let mut subject = Subject::new(document, &self.glyphs);
        subject.undecoded = undecoded;
        subject.gloss_kinds = &self.gloss_kinds;
        subject.within = within;
        check(&subject, &self.selection)
    }
}

/// The workspace that a document belongs to, and its place there. What is checked may be a newer text than
/// the one that the workspace holds.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The document in it.
    pub member: MemberId,
}

impl Within<'_> {
    /// Where a target of `document` leads that is in another treaty.
    pub fn follow(&self, target: &CitedTarget, document: &Document) -> Option<Found> {
        let path = self.workspace.member(self.member).path.as_deref();
        self.workspace.follow(target, document, path)
    }
}

/// A document with all that its rules look at.
pub struct Subject<'a> {
    /// The document.
    pub document: &'a Document,
    /// What the project says of glyphs.
    pub glyphs: &'a glyph::Project,
    /// The words of the other documents of the workspace.
    pub words: Option<&'a Vocabulary>,
    /// The bytes that are no UTF-8, in order.
    pub undecoded: &'a [Undecoded],
    /// The kinds of glosses that the project adds.
    pub gloss_kinds: &'a [String],
    /// The workspace that it belongs to.
    pub within: Option<Within<'a>>,
    findings: OnceCell<Vec<(BlockId, glyph::Finding)>>,
}

impl<'a> Subject<'a> {
    /// A document that is checked by itself.
    pub fn new(document: &'a Document, glyphs: &'a glyph::Project) -> Self {
        Self {
            document,
            glyphs,
            words: None,
            undecoded: &[],
            gloss_kinds: &[],
            within: None,
            findings: OnceCell::new(),
        }
    }

    /// The stray glyphs, found once for all rules of their group.
    fn findings(&self) -> &[(BlockId, glyph::Finding)] {
        self.findings.get_or_init(|| {
            let undecoded: Vec<usize> = self.undecoded.iter().map(|byte| byte.text_offset).collect();
            glyph::survey(self.document, self.glyphs, self.words, &undecoded)
        })
    }
}

/// Where a rule puts what it finds.
pub struct Report<'a> {
    document: &'a Document,
    rule: &'static str,
    severity: Severity,
    /// Whether the severity was set by the project, so that classes do not change it.
    fixed_severity: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Report<'_> {
    /// Adds a finding at `place`.
    pub fn at(&mut self, place: Place, message: impl Into<String>) -> &mut Diagnostic {
        self.push(self.document.absolute(place), message.into())
    }

    /// Adds a finding that reaches over blocks.
    pub fn over(&mut self, extent: Extent, message: impl Into<String>) -> &mut Diagnostic {
        self.push(self.document.absolute_extent(extent), message.into())
    }

    fn push(&mut self, span: Span, message: String) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            rule: self.rule,
            severity: self.severity,
            span,
            message,
            glyph: None,
            fixes: Vec::new(),
            related: Vec::new(),
        });
        self.diagnostics.last_mut().expect("a diagnostic was pushed")
    }
}

/// What the selected rules find in a document, in the order of the text.
pub fn check(subject: &Subject<'_>, selection: &Selection) -> Vec<Diagnostic> {
    let plain = subject.document.format() == crate::model::Format::Plain;
    let mut diagnostics = Vec::new();
    for rule in RULES {
        let Some((severity, fixed)) = selection.severity(rule) else { continue };
        if plain && !rule.plain_text {
            continue;
        }
        let mut report = Report {
            document: subject.document,
            rule: rule.name,
            severity,
            fixed_severity: fixed,
            diagnostics: Vec::new(),
        };
        (rule.check)(subject, &mut report);
        diagnostics.append(&mut report.diagnostics);
    }
    suppression::apply(subject, selection, &mut diagnostics);
    diagnostics.sort_by(|one, other| {
        (one.span, one.rule, &one.message).cmp(&(other.span, other.rule, &other.message))
    });
    diagnostics
}
