//! What an editor asks of a document, one file a feature. Answers are plain: spans in bytes, words and edits;
//! the protocol's own types begin in [`crate::server`].
//!
//! - `hover`: what is under the cursor; `page` is what it shows.
//! - `definition`: where it is said what is under the cursor.
//! - `references`: every place that means what is under the cursor; `highlight` marks them.
//! - `symbols`: the outline.
//! - `folding`: the lines that can be hidden.
//! - `selection`: what is around the cursor, step by step.
//! - `links`: what leads to the web.
//! - `actions`: how findings are mended.
//! - `formatting`: the canonical form of the markup.

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
mod words;

pub use page::Page;

use crate::edit::import;
use crate::edit::mend::{self, Extent};
use crate::lint::{self, Diagnostic};
use crate::model::{Defaults, Document, Format};
use crate::text::Edit;
use std::sync::OnceLock;

/// A text at one moment with what is known of it. What takes time is worked out once, when it is asked for.
#[derive(Debug)]
pub struct File {
    document: Document,
    settings: lint::Settings,
    defaults: Defaults,
    diagnostics: OnceLock<Vec<Diagnostic>>,
    mended: OnceLock<(Vec<Edit>, usize)>,
    marked: OnceLock<Vec<Edit>>,
}

impl File {
    /// Reads `text` under the settings that hold for it.
    pub fn new(text: &str, format: Format, defaults: &Defaults, settings: lint::Settings) -> Self {
        let document = Document::new(text, format, defaults);
        let defaults = defaults.clone();
        Self {
            document,
            settings,
            defaults,
            diagnostics: OnceLock::new(),
            mended: OnceLock::new(),
            marked: OnceLock::new(),
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The settings that hold for it.
    pub fn settings(&self) -> &lint::Settings {
        &self.settings
    }

    /// What its rules find, in the order of the text.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| self.settings.check(&self.document, &[]))
    }

    /// The edits that make all safe fixes, and how many they make. It is checked again and again, as `--fix`
    /// does, until there is none left.
    pub fn mended(&self) -> &(Vec<Edit>, usize) {
        self.mended.get_or_init(|| {
            let format = self.document.format();
            let check = |text: &str| self.settings.check(&Document::new(text, format, &self.defaults), &[]);
            let found = self.diagnostics();
            if !found.iter().any(|found| mend::fix_of(found, Extent::Safe).is_some()) {
                return (Vec::new(), 0);
            }
            let text: String = self.document.blocks().iter().map(|block| block.text()).collect();
            let mended = mend::mend_found(&text, found.to_vec(), Extent::Safe, check);
            (mended.edits, mended.count)
        })
    }

    /// The edits that mark its headings that are not marked, one a heading.
    pub fn marked(&self) -> &[Edit] {
        self.marked.get_or_init(|| import::mark(&self.document))
    }
}
