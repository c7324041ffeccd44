//! What an editor asks of a document, one file a feature. Answers are plain: spans in bytes, words and edits;
//! the protocol's own types begin in [`crate::server`].
//!
//! - `hover`: what is under the cursor; `page` is what it shows.
//! - `definition`: where it is said what is under the cursor.
//! - `references`: every place that means what is under the cursor; `highlight` marks them.
//! - `symbols`: the outline; `workspace_symbols`: the divisions of all files, by words.
//! - `folding`: the lines that can be hidden.
//! - `selection`: what is around the cursor, step by step.
//! - `links`: what leads to the web.
//! - `actions`: how findings are mended.
//! - `formatting`: the canonical form of the markup.
//! - `words`: the words of clauses and glosses, away from their place.

pub mod actions;
pub mod definition;
pub mod folding;
pub mod formatting;
pub mod highlight;
pub mod hover;
pub mod links;
pub mod page;
pub mod references;
pub mod selection;
pub mod symbols;
pub mod words;
pub mod workspace_symbols;

pub use page::Page;

use crate::edit::import;
use crate::edit::mend::{self, Extent};
use crate::lint::{self, Diagnostic};
use crate::model::{Defaults, Document, Format, Member, MemberId, Workspace};
use crate::text::Edit;
use std::sync::{Arc, OnceLock};

/// A text as read, whatever stands beside it.
#[derive(Debug)]
pub struct Parsed {
    document: Arc<Document>,
    settings: lint::Settings,
    defaults: Defaults,
}

impl Parsed {
    /// Reads `text` under the settings that hold for it.
    pub fn new(text: &str, format: Format, defaults: &Defaults, settings: lint::Settings) -> Self {
        let document = Arc::new(Document::new(text, format, defaults));
        Self { document, settings, defaults: defaults.clone() }
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }
}

/// A text at one moment with what is known of it and of the files beside it. What takes time is worked out
/// once, when it is asked for.
#[derive(Debug)]
pub struct File {
    parsed: Arc<Parsed>,
    workspace: Arc<Workspace>,
    member: MemberId,
    diagnostics: OnceLock<Vec<Diagnostic>>,
    mended: OnceLock<(Vec<Edit>, usize)>,
    marked: OnceLock<Vec<Edit>>,
}

impl File {
    /// Reads `text` as the only file there is.
    pub fn new(text: &str, format: Format, defaults: &Defaults, settings: lint::Settings) -> Self {
        let parsed = Arc::new(Parsed::new(text, format, defaults, settings));
        let member = Member { path: None, document: parsed.document.clone() };
        Self::within(parsed, Arc::new(Workspace::new(vec![member])), MemberId::default())
    }

    /// A text that was read, as the document `member` of `workspace`.
    pub fn within(parsed: Arc<Parsed>, workspace: Arc<Workspace>, member: MemberId) -> Self {
        Self {
            parsed,
            workspace,
            member,
            diagnostics: OnceLock::new(),
            mended: OnceLock::new(),
            marked: OnceLock::new(),
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.parsed.document
    }

    /// The documents that it stands among, and its place there.
    pub fn surroundings(&self) -> lint::Within<'_> {
        lint::Within { workspace: &self.workspace, member: self.member }
    }

    /// The settings that hold for it.
    pub fn settings(&self) -> &lint::Settings {
        &self.parsed.settings
    }

    /// What its rules find, in the order of the text.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| self.check(self.document()))
    }

    fn check(&self, document: &Document) -> Vec<Diagnostic> {
        self.settings().check(document, &[], Some(self.surroundings()))
    }

    /// The edits that make all safe fixes, and how many they make. It is checked again and again, as `--fix`
    /// does, until there is none left.
    pub fn mended(&self) -> &(Vec<Edit>, usize) {
        self.mended.get_or_init(|| {
            let format = self.document().format();
            let check = |text: &str| self.check(&Document::new(text, format, &self.parsed.defaults));
            let found = self.diagnostics();
            if !found.iter().any(|found| mend::fix_of(found, Extent::Safe).is_some()) {
                return (Vec::new(), 0);
            }
            let text: String = self.document().blocks().iter().map(|block| block.text()).collect();
            let mended = mend::mend_found(&text, found.to_vec(), Extent::Safe, check);
            (mended.edits, mended.count)
        })
    }

    /// The edits that mark its headings that are not marked, one a heading.
    pub fn marked(&self) -> &[Edit] {
        self.marked.get_or_init(|| import::mark(self.document()))
    }
}
