//! What the client can do, read once from its `initialize`, as it stands on the wire: the protocol's types for
//! Rust lack some of it.

use crate::text::Encoding;
use serde::Deserialize;
use serde_json::Value;
use std::path::PathBuf;
use tower_lsp::lsp_types::{InitializeParams, MarkupKind, PositionEncodingKind, Url};

/// The abilities of a client that change what it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Client {
    /// How columns are counted in the session.
    pub(super) encoding: Encoding,
    /// It asks for diagnostics and can be told to ask again; they are not pushed then.
    pub(super) pulls_diagnostics: bool,
    /// It shows Markdown in hovers.
    pub(super) hover_markdown: bool,
    /// It wants the range of what leads to a definition.
    pub(super) definition_links: bool,
    /// The most folds that it takes.
    pub(super) most_folds: Option<u32>,
    /// It shows an outline with levels.
    pub(super) nested_symbols: bool,
    /// It takes edits with the version of the document that they are for.
    pub(super) versioned_edits: bool,
    /// It takes code actions that are not commands.
    pub(super) code_actions: bool,
    /// It shows further places beside a diagnostic.
    pub(super) related_information: bool,
    /// It watches files that it is asked to watch.
    pub(super) watches_files: bool,
    /// It shows how far longer work is.
    pub(super) shows_progress: bool,
    /// The folders of the workspace.
    pub(super) roots: Vec<PathBuf>,
}

/// What the types of the protocol's version 3.17 for Rust leave out.
#[derive(Default, Deserialize)]
struct Missing {
    #[serde(default)]
    capabilities: Value,
}

impl Client {
    /// Reads the params of `initialize`.
    pub(super) fn read(params: &str) -> Result<Self, serde_json::Error> {
        let typed: InitializeParams = serde_json::from_str(params)?;
        let raw: Missing = serde_json::from_str(params)?;
        let refresh = raw.capabilities.pointer("/workspace/diagnostics/refreshSupport");
        let capabilities = typed.capabilities;
        let document = capabilities.text_document.unwrap_or_default();
        let workspace = capabilities.workspace.unwrap_or_default();
        let encodings = capabilities.general.and_then(|general| general.position_encodings);
        let hover = document.hover.and_then(|hover| hover.content_format).unwrap_or_default();
        let edits = workspace.workspace_edit.as_ref().and_then(|edit| edit.document_changes);
        let watched = workspace.did_change_watched_files.and_then(|watched| watched.dynamic_registration);
        Ok(Self {
            encoding: encoding(&encodings.unwrap_or_default()),
            pulls_diagnostics: document.diagnostic.is_some() && refresh == Some(&Value::Bool(true)),
            hover_markdown: hover.first() == Some(&MarkupKind::Markdown),
            definition_links: document.definition.and_then(|found| found.link_support) == Some(true),
            most_folds: document.folding_range.and_then(|folding| folding.range_limit),
            nested_symbols: document
                .document_symbol
                .and_then(|symbols| symbols.hierarchical_document_symbol_support)
                == Some(true),
            versioned_edits: edits == Some(true),
            code_actions: document
                .code_action
                .is_some_and(|action| action.code_action_literal_support.is_some()),
            related_information: document
                .publish_diagnostics
                .and_then(|diagnostics| diagnostics.related_information)
                == Some(true),
            watches_files: watched == Some(true),
            shows_progress: capabilities.window.and_then(|window| window.work_done_progress) == Some(true),
            roots: roots(
                typed.workspace_folders.unwrap_or_default().into_iter().map(|folder| folder.uri),
                typed.root_uri,
            ),
        })
    }
}

/// The first encoding of the client's list that is known; UTF-16 if it names none (LSP 3.17,
/// `positionEncodings`).
fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    let known = offered.iter().find_map(|kind| {
        [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]
            .into_iter()
            .find(|encoding| kind_of(*encoding) == *kind)
    });
    known.unwrap_or_default()
}

/// The protocol's name of an encoding.
pub(super) fn kind_of(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

fn roots(folders: impl Iterator<Item = Url>, root: Option<Url>) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = folders.filter_map(|uri| uri.to_file_path().ok()).collect();
    if folders.is_empty() {
        return root.and_then(|root| root.to_file_path().ok()).into_iter().collect();
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_pulls_only_if_it_can_be_told_to_pull_again() {
        let pulls = |params: &str| Client::read(params).unwrap().pulls_diagnostics;
        let document = r#"{"processId":null,"rootUri":null,"capabilities":{"textDocument":{"diagnostic":{}}"#;
        assert!(!pulls(&format!("{document}}}}}")));
        assert!(pulls(&format!(r#"{document},"workspace":{{"diagnostics":{{"refreshSupport":true}}}}}}}}"#)));
    }

    #[test]
    fn the_first_known_encoding_is_taken() {
        let read = |list: &str| {
            let params = format!(
                r#"{{"processId":null,"rootUri":null,"capabilities":{{"general":{{"positionEncodings":{list}}}}}}}"#
            );
            Client::read(&params).unwrap().encoding
        };
        assert_eq!(read(r#"["utf-32","utf-8"]"#), Encoding::Utf32);
        assert_eq!(read(r#"["latin-1","utf-8"]"#), Encoding::Utf8);
        assert_eq!(read("[]"), Encoding::Utf16);
    }
}
