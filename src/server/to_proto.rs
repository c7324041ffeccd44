//! From answers to the protocol's types: spans become ranges in the encoding of the session.

use super::client::Client;
use super::diagnostics::SOURCE;
use super::from_proto;
use super::state::{Folder, OpenFile};
use crate::config::Severity;
use crate::ide::File;
use crate::ide::actions::{Action, ActionKind};
use crate::ide::definition::Target;
use crate::ide::folding::{self, Fold, FoldKind};
use crate::ide::hover;
use crate::ide::links::WebLink;
use crate::ide::references::Reference;
use crate::ide::symbols::{Symbol, SymbolKind};
use crate::ide::workspace_symbols::Found;
use crate::lint;
use crate::model::MemberId;
use crate::text::{Edit, Encoding, Offset, Span, Text};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    self, CodeAction, CodeActionKind, CodeActionOrCommand, Diagnostic, DiagnosticRelatedInformation,
    DiagnosticSeverity, DocumentChanges, DocumentHighlight, DocumentHighlightKind, DocumentLink,
    DocumentSymbol, FoldingRange, FoldingRangeKind, GotoDefinitionResponse, Hover, HoverContents, Location,
    LocationLink, MarkupContent, MarkupKind, NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier,
    Position, Range, SelectionRange, SymbolInformation, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

/// A file where it meets the client: its text, and what the client can do.
pub(super) struct Edge {
    pub(super) file: Arc<OpenFile>,
    pub(super) folder: Arc<Folder>,
    client: Arc<Client>,
}

impl Edge {
    pub(super) fn new(file: Arc<OpenFile>, folder: Arc<Folder>, client: Arc<Client>) -> Self {
        Self { file, folder, client }
    }

    /// What is known of the file. It can take time: it belongs on a worker.
    pub(super) fn view(&self) -> Arc<File> {
        self.folder.view(&self.file)
    }

    /// The range of bytes of another document, of the file itself where none is named.
    fn place(&self, member: Option<MemberId>, span: Span) -> (Url, Range) {
        let file = member.and_then(|member| self.folder.file(member)).unwrap_or(&self.file);
        (file.uri.clone(), range(&file.text, span, self.client.encoding))
    }

    /// The offset at a position.
    pub(super) fn offset(&self, position: Position) -> Offset {
        from_proto::offset(&self.file.text, position, self.client.encoding)
    }

    /// The bytes of a range.
    pub(super) fn span(&self, range: Range) -> Result<Span> {
        from_proto::span(&self.file.text, range, self.client.encoding)
    }

    /// The range of bytes.
    pub(super) fn range(&self, span: Span) -> Range {
        range(&self.file.text, span, self.client.encoding)
    }

    /// A finding of the checker.
    pub(super) fn diagnostic(&self, found: &lint::Diagnostic) -> Diagnostic {
        let related = found.related.iter().map(|related| DiagnosticRelatedInformation {
            location: Location { uri: self.file.uri.clone(), range: self.range(related.span) },
            message: related.message.clone(),
        });
        let related: Vec<_> = if self.client.related_information { related.collect() } else { Vec::new() };
        Diagnostic {
            range: self.range(found.span),
            severity: Some(severity(found.severity)),
            code: Some(NumberOrString::String(found.rule.to_owned())),
            source: Some(SOURCE.to_owned()),
            message: found.message.clone(),
            related_information: (!related.is_empty()).then_some(related),
            ..Diagnostic::default()
        }
    }

    /// What a hover shows.
    pub(super) fn hover(&self, hover: Option<hover::Hover>) -> Option<Hover> {
        let hover = hover?;
        let (kind, value) = if self.client.hover_markdown {
            (MarkupKind::Markdown, hover.page.markdown())
        } else {
            (MarkupKind::PlainText, hover.page.plain())
        };
        let contents = HoverContents::Markup(MarkupContent { kind, value });
        Some(Hover { contents, range: Some(self.range(hover.span)) })
    }

    /// Places to go to.
    pub(super) fn definition(&self, targets: Vec<Target>) -> Option<GotoDefinitionResponse> {
        if targets.is_empty() {
            return None;
        }
        if !self.client.definition_links {
            let place = |target: Target| {
                let (uri, range) = self.place(target.member, target.selection);
                Location { uri, range }
            };
            return Some(GotoDefinitionResponse::Array(targets.into_iter().map(place).collect()));
        }
        let link = |target: Target| {
            let (target_uri, target_range) = self.place(target.member, target.extent);
            LocationLink {
                origin_selection_range: Some(self.range(target.origin)),
                target_uri,
                target_range,
                target_selection_range: self.place(target.member, target.selection).1,
            }
        };
        Some(GotoDefinitionResponse::Link(targets.into_iter().map(link).collect()))
    }

    /// Places that mean what was asked for.
    pub(super) fn references(&self, references: Vec<Reference>) -> Vec<Location> {
        let place = |found: Reference| {
            let (uri, range) = self.place(found.member, found.span);
            Location { uri, range }
        };
        references.into_iter().map(place).collect()
    }

    /// Places to mark; none at all lets the client mark by itself.
    pub(super) fn highlights(&self, found: Vec<Reference>) -> Option<Vec<DocumentHighlight>> {
        let mark = |found: Reference| {
            let kind =
                if found.declares { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ };
            DocumentHighlight { range: self.range(found.span), kind: Some(kind) }
        };
        let marks: Vec<DocumentHighlight> = found.into_iter().map(mark).collect();
        (!marks.is_empty()).then_some(marks)
    }

    /// Lines that can be hidden.
    pub(super) fn folds(&self, folds: Vec<Fold>) -> Vec<FoldingRange> {
        let range = |fold: Fold| {
            let Range { start, end } = self.range(fold.span);
            FoldingRange {
                start_line: start.line,
                start_character: Some(start.character),
                end_line: end.line,
                end_character: Some(end.character),
                kind: fold_kind(fold.kind),
                collapsed_text: None,
            }
        };
        let most = self.client.most_folds.map_or(usize::MAX, |most| most as usize);
        folding::outermost(folds, most).into_iter().map(range).collect()
    }

    /// For each place the spans around it, the smallest first and never none: each becomes the parent of the
    /// one before it.
    pub(super) fn selections(&self, places: impl Iterator<Item = Vec<Span>>) -> Vec<SelectionRange> {
        let chain = |spans: Vec<Span>| {
            spans.into_iter().rev().fold(None, |parent, span| {
                Some(SelectionRange { range: self.range(span), parent: parent.map(Box::new) })
            })
        };
        places.filter_map(chain).collect()
    }

    /// Links to the web; those whose address cannot be read are left out.
    pub(super) fn links(&self, links: Vec<WebLink>) -> Vec<DocumentLink> {
        let link = |link: WebLink| {
            let target = Url::parse(&link.url).ok()?;
            let range = self.range(link.span);
            Some(DocumentLink { range, target: Some(target), tooltip: None, data: None })
        };
        links.into_iter().filter_map(link).collect()
    }

    /// The outline, with levels or flat, as the client can show it.
    pub(super) fn symbols(&self, symbols: Vec<Symbol>) -> Symbols {
        if self.client.nested_symbols {
            return Symbols::Nested(symbols.into_iter().map(|symbol| self.symbol(symbol)).collect());
        }
        let mut flat = Vec::new();
        symbols.into_iter().for_each(|symbol| self.flatten(symbol, None, &mut flat));
        Symbols::Flat(flat)
    }

    fn symbol(&self, symbol: Symbol) -> DocumentSymbol {
        let children: Vec<DocumentSymbol> =
            symbol.children.into_iter().map(|child| self.symbol(child)).collect();
        #[expect(deprecated, reason = "the type has a deprecated field")]
        DocumentSymbol {
            name: symbol.name,
            detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: self.range(symbol.extent),
            selection_range: self.range(symbol.selection),
            children: (!children.is_empty()).then_some(children),
        }
    }

    fn flatten(&self, symbol: Symbol, container: Option<&str>, flat: &mut Vec<SymbolInformation>) {
        #[expect(deprecated, reason = "the type has a deprecated field")]
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: self.file.uri.clone(), range: self.range(symbol.extent) },
            container_name: container.map(str::to_owned),
        });
        for child in symbol.children {
            self.flatten(child, Some(&symbol.name), flat);
        }
    }

    /// What can be done.
    pub(super) fn actions(&self, actions: Vec<Action<'_>>) -> Vec<CodeActionOrCommand> {
        let action = |action: Action<'_>| {
            let mended: Vec<Diagnostic> =
                action.diagnostics.iter().map(|found| self.diagnostic(found)).collect();
            CodeActionOrCommand::CodeAction(CodeAction {
                title: action.title,
                kind: Some(action_kind(action.kind)),
                diagnostics: (!mended.is_empty()).then_some(mended),
                edit: Some(self.edit(&action.edits)),
                is_preferred: action.preferred.then_some(true),
                ..CodeAction::default()
            })
        };
        actions.into_iter().map(action).collect()
    }

    /// Edits of the text.
    pub(super) fn edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        let edit = |edit: &Edit| TextEdit { range: self.range(edit.span), new_text: edit.text.clone() };
        edits.iter().map(edit).collect()
    }

    /// Edits of the file, for the version that they were made for where the client checks that.
    fn edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let edits = self.edits(edits);
        let uri = self.file.uri.clone();
        if !self.client.versioned_edits {
            return WorkspaceEdit::new(HashMap::from([(uri, edits)]));
        }
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(self.file.version) };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }])),
            ..WorkspaceEdit::default()
        }
    }
}

/// The divisions of all files that were looked for.
pub(super) fn workspace_symbols(
    folder: &Folder,
    encoding: Encoding,
    found: Vec<Found>,
) -> Vec<SymbolInformation> {
    let symbol = |found: Found| {
        let file = folder.file(found.member)?;
        #[expect(deprecated, reason = "the type has a deprecated field")]
        Some(SymbolInformation {
            name: found.name,
            kind: symbol_kind(found.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: file.uri.clone(), range: range(&file.text, found.span, encoding) },
            container_name: (!found.container.is_empty()).then_some(found.container),
        })
    };
    found.into_iter().filter_map(symbol).collect()
}

/// The outline as it is sent.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Symbols {
    Nested(Vec<DocumentSymbol>),
    Flat(Vec<SymbolInformation>),
}

/// An error in a settings file.
pub(super) fn settings_error(text: &Text, span: Span, message: &str, encoding: Encoding) -> Diagnostic {
    Diagnostic {
        range: range(text, span, encoding),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: message.to_owned(),
        ..Diagnostic::default()
    }
}

fn range(text: &Text, span: Span, encoding: Encoding) -> Range {
    let position = |offset| {
        let position = text.position(offset, encoding);
        Position::new(position.line, position.column)
    };
    Range::new(position(span.start), position(span.end))
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

fn symbol_kind(kind: SymbolKind) -> lsp_types::SymbolKind {
    match kind {
        SymbolKind::Title => lsp_types::SymbolKind::FILE,
        SymbolKind::Container => lsp_types::SymbolKind::NAMESPACE,
        SymbolKind::Article => lsp_types::SymbolKind::CLASS,
        SymbolKind::Frame => lsp_types::SymbolKind::MODULE,
        SymbolKind::Item => lsp_types::SymbolKind::FIELD,
        SymbolKind::Gloss => lsp_types::SymbolKind::STRING,
    }
}

/// The kinds that clients have a command for: "fold all comments" folds the glosses.
fn fold_kind(kind: FoldKind) -> Option<FoldingRangeKind> {
    match kind {
        FoldKind::Glosses => Some(FoldingRangeKind::Comment),
        FoldKind::Declarations => Some(FoldingRangeKind::Imports),
        FoldKind::Division | FoldKind::Quote | FoldKind::Verbatim => None,
    }
}

/// The kind of the action that makes all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.glossator";

/// The kind of the action that marks all headings.
pub(super) const MARK_HEADINGS: &str = "source.markHeadings.glossator";

fn action_kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::FixAll => CodeActionKind::new(FIX_ALL),
        ActionKind::MarkHeadings => CodeActionKind::new(MARK_HEADINGS),
    }
}

/// Whether a client that asks for `only` these kinds wants one: kinds hold those below them (LSP 3.17,
/// `CodeActionKind`).
pub(super) fn is_wanted(only: Option<&[CodeActionKind]>, kind: ActionKind) -> bool {
    let kind = action_kind(kind);
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let rest = kind.as_str().strip_prefix(asked.as_str());
            asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}
