//! `glossator parse`: the syntax tree, for whoever compares another parser of the markup with this one. It is in no
//! help page.

use super::args::{OutlineFormat, Parse};
use super::report::write_json;
use super::terminal::safe;
use super::{CLEAN, Failure};
use crate::project::{Source, source};
use crate::syntax::{self, Block, NodeRef};
use serde::Serialize;
use std::io::Write;
use std::sync::Arc;

/// A node with the bytes of the file that it covers. Kinds are those of `grammar/SPEC.md`.
#[derive(Serialize)]
struct Node {
    kind: &'static str,
    bytes: [u64; 2],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<Node>,
}

/// Shows the syntax tree of a file.
pub(super) fn run(arguments: &Parse) -> Result<u8, Failure> {
    let read =
        if arguments.file.as_os_str() == "-" { source::read_stdin() } else { source::read(&arguments.file) };
    let source =
        read.map_err(|error| Failure::Message(format!("{} {error}", safe(&error.path.to_string_lossy()))))?;
    let blocks = syntax::parse(&source.text);
    let mut out = anstream::stdout().lock();
    match arguments.format {
        OutlineFormat::Json => write_json(&mut out, &document(&source, &blocks))?,
        OutlineFormat::Text => blocks.iter().try_for_each(|block| {
            block.to_string().lines().try_for_each(|line| writeln!(out, "{}", safe(line)))
        })?,
    }
    out.flush()?;
    Ok(CLEAN)
}

fn document(source: &Source, blocks: &[Arc<Block>]) -> Node {
    let mut origin = 0;
    let mut children = Vec::new();
    for block in blocks {
        children.push(node(source, block.root(), origin));
        origin += block.text().len();
    }
    Node { kind: "document", bytes: [0, source.file_offset(origin)], children }
}

/// `node`, whose block stands at byte `origin` of the text.
fn node(source: &Source, node_ref: NodeRef<'_>, origin: usize) -> Node {
    let span = node_ref.span();
    Node {
        kind: node_ref.name(),
        bytes: [span.start, span.end].map(|at| source.file_offset(origin + at as usize)),
        children: node_ref.children().map(|child| node(source, child, origin)).collect(),
    }
}
