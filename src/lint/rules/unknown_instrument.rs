//! The rule `unknown-instrument`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject, glyphs};
use crate::model::declaration::Declarations;
use crate::model::{BlockId, Document, Foreign, Status};
use crate::syntax::{Block, BlockKind};
use crate::text::{Edit, Offset, Span};
use rustc_hash::FxHashSet;
use std::sync::Arc;

declare_rule! {
    /// Finds a cited treaty that no `@instrument` names and no file of the workspace is: once for each name.
    ///
    /// ## Why
    ///
    /// A declared instrument can be followed, into its file or to the web, and all its citations are known
    /// together. The fix declares it; look its names through, since the text may use others too.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Article 51 of the Charter of the United Nations is not affected.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @instrument un-charter: Charter of the United Nations
    ///   url: https://www.un.org/en/about-us/un-charter
    ///
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Article 51 of the Charter of the United Nations is not affected.
    /// ```
    UNKNOWN_INSTRUMENT {
        name: "unknown-instrument",
        group: Citations,
        default: Level::On(Severity::Hint),
        fixes: Unsafe,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let mut told: FxHashSet<&str> = FxHashSet::default();
    let all = document.citations().iter();
    for (citation, target) in
        all.flat_map(|citation| citation.targets.iter().map(move |target| (citation, target)))
    {
        let Some(Foreign::Named(name)) = target.outside.as_ref().map(|outside| &outside.instrument) else {
            continue;
        };
        let known = subject.within.is_some_and(|within| within.workspace.id_named(name).is_some());
        if target.status != Status::External || known || !told.insert(name) {
            continue;
        }
        let shown = glyphs::quoted(name);
        let message = format!(
            "{shown} is cited and not declared: name it in an @instrument, so that it can be followed"
        );
        report.at(citation.place, message).fixes.extend(declaration(document, name));
    }
}

/// The declaration of an instrument, below the last one.
fn declaration(document: &Document, name: &str) -> Option<Fix> {
    let id = id(name, document.declarations())?;
    let name = name.replace(';', "\\;").replace(':', "\\:");
    let blocks = document.blocks();
    let in_head = |block: &&Arc<Block>| matches!(block.kind(), BlockKind::Declaration | BlockKind::Blank);
    let head = blocks.iter().take_while(in_head).count();
    let is_declaration = |index: &usize| {
        blocks.get(*index).is_some_and(|block| matches!(block.kind(), BlockKind::Declaration))
    };
    let (at, text) = match (0..head).rev().find(is_declaration) {
        Some(index) => {
            let block = blocks.get(index).map_or("", |block| block.text());
            let end = document.start(BlockId::new(index)).to_usize() + block.trim_end().len();
            (end, format!("\n@instrument {id}: {name}"))
        }
        None => (0, format!("@instrument {id}: {name}\n\n")),
    };
    let at = Offset::new(at);
    Some(Fix {
        title: format!("Declare {}", glyphs::quoted(&name)),
        edits: vec![Edit::replace(Span::new(at, at), text)],
        safe: false,
    })
}

/// An id for a name that nothing has yet: its words in small letters, joined by hyphens.
fn id(name: &str, declarations: &Declarations) -> Option<String> {
    let small = ["of", "the", "on", "and", "for", "to", "in", "a"];
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> =
        words.map(str::to_ascii_lowercase).filter(|word| !small.contains(&word.as_str())).take(5).collect();
    let base = words.join("-");
    let base = if base.is_empty() { "instrument".to_owned() } else { base };
    let numbered = (2..1000).map(|count| format!("{base}-{count}"));
    std::iter::once(base.clone()).chain(numbered).find(|id| declarations.named(id).is_none())
}
