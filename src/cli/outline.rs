//! `glossator outline`.

use super::args::{Outline, OutlineFormat};
use super::report::{LineColumn, Locator, write_json};
use super::terminal::safe;
use super::{CLEAN, Failure};
use crate::model::{ClauseId, ClauseKind, Defaults, Document, Format, Gloss, Place};
use crate::project::source;
use crate::text::{LocalSpan, Span};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Node {
    kind: &'static str,
    number: Option<String>,
    marker: Option<String>,
    caption: Option<String>,
    pinpoint: String,
    range: Range,
    bytes: [usize; 2],
    children: Vec<Node>,
}

#[derive(Serialize)]
struct Range {
    start: LineColumn,
    end: LineColumn,
}

/// Shows the outline of a file.
pub(super) fn run(arguments: &Outline) -> Result<u8, Failure> {
    let read =
        if arguments.file.as_os_str() == "-" { source::read_stdin() } else { source::read(&arguments.file) };
    let source =
        read.map_err(|error| Failure::Message(format!("{} {error}", safe(&error.path.to_string_lossy()))))?;
    let document = Document::new(&source.text, Format::Treaty, &Defaults::default());
    let locator = Locator::new(&source.text);
    let root = node(&document, &locator, ClauseId::ROOT, arguments.items);
    let mut out = anstream::stdout().lock();
    match arguments.format {
        OutlineFormat::Json => write_json(&mut out, &root)?,
        OutlineFormat::Text => {
            let title = document.title().unwrap_or("(without a title)");
            writeln!(out, "{}", safe(title))?;
            root.children.iter().try_for_each(|child| write_text(&mut out, child, 1))?;
        }
    }
    out.flush()?;
    Ok(CLEAN)
}

fn node(document: &Document, locator: &Locator, id: ClauseId, items: bool) -> Node {
    let clause = document.clause(id);
    let is_item = |id: ClauseId| matches!(document.clause(id).kind, ClauseKind::Item | ClauseKind::Paragraph);
    let children = document.children(id).filter(|child| items || !is_item(*child));
    let span = document.absolute_extent(clause.extent);
    let mut children: Vec<Node> = children.map(|child| node(document, locator, child, items)).collect();
    if items {
        let glosses = document.glosses().iter().filter(|gloss| gloss.clause == id);
        children.extend(glosses.map(|gloss| gloss_node(document, locator, gloss)));
        children.sort_by_key(|child| child.bytes);
    }
    Node {
        kind: clause.kind_name(),
        number: clause.number.as_ref().map(|number| number.text.clone()),
        marker: clause.marker.clone(),
        caption: clause.caption.as_ref().map(|caption| caption.text.clone()),
        pinpoint: document.pinpoint(id),
        range: range(locator, span),
        bytes: [span.start.to_usize(), span.end.to_usize()],
        children,
    }
}

/// A gloss: as caption its kind, its authors and its date; as pinpoint its own id, else the clause it stands at.
fn gloss_node(document: &Document, locator: &Locator, gloss: &Gloss) -> Node {
    let length = document.blocks().get(gloss.block.index()).map_or(0, |block| block.text().trim_end().len());
    let span = document.absolute(Place { block: gloss.block, span: LocalSpan::new(0, length) });
    let authors = gloss.authors.iter().map(|author| author.text.clone());
    let date = gloss.date.map(|date| date.to_string());
    let head: Vec<String> = [gloss.kind_name().to_owned()].into_iter().chain(authors).chain(date).collect();
    Node {
        kind: "gloss",
        number: None,
        marker: None,
        caption: Some(head.join(" ")),
        pinpoint: gloss.id.as_ref().map_or_else(|| document.pinpoint(gloss.clause), |id| id.text.clone()),
        range: range(locator, span),
        bytes: [span.start.to_usize(), span.end.to_usize()],
        children: Vec::new(),
    }
}

fn range(locator: &Locator, span: Span) -> Range {
    Range { start: locator.locate(span.start), end: locator.locate(span.end) }
}

fn write_text(out: &mut dyn Write, node: &Node, depth: usize) -> std::io::Result<()> {
    let name = match (&node.marker, node.kind) {
        (Some(marker), _) => marker.clone(),
        (None, "paragraph") => "¶".to_owned(),
        (None, "gloss") => ">".to_owned(),
        _ => node.number.as_ref().map_or(node.kind.to_owned(), |number| format!("{} {number}", node.kind)),
    };
    let caption = node.caption.as_ref().map_or(String::new(), |caption| format!("  {}", safe(caption)));
    let line = node.range.start.line;
    writeln!(
        out,
        "{:indent$}{}{caption}  #{} (line {line})",
        "",
        safe(&name),
        safe(&node.pinpoint),
        indent = depth * 2
    )?;
    node.children.iter().try_for_each(|child| write_text(out, child, depth + 1))
}
