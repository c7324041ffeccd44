//! The treaty markup for [tree-sitter](https://tree-sitter.github.io/): the language and its queries.
//!
//! Every text has a tree without an error in it. What the nodes are is in `src/node-types.json`, and in the
//! specification of the markup.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_treaty() -> *const ();
}

/// The language, for `tree_sitter::Parser::set_language`.
// SAFETY: the function is the generated parser's own and returns its static language.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_treaty) };

/// The kinds of nodes and what may stand in them, as JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// What is coloured how.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
/// What holds another language.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");
/// Footnotes and anchors, and what refers to them.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");
/// What has a name by which it is found.
pub const TAGS_QUERY: &str = include_str!("../../queries/tags.scm");
/// What can be folded.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");
/// What a new line is indented by.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");
