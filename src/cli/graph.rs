//! `glossator graph`: which division cites which, in all files. A treaty in several languages counts once.

use super::args::{Graph as Arguments, GraphFormat};
use super::corpus::Corpus;
use super::report::write_json;
use super::terminal::safe;
use super::xml::escape;
use super::{Failure, csv};
use crate::ide::words;
use crate::model::workspace::Treaty;
use crate::model::{ClauseId, Document, MemberId, Status};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// The graph. Its keys are promised stable.
#[derive(Serialize)]
struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

/// A division: an article, an annex, the preamble.
#[derive(Serialize)]
struct Node {
    id: String,
    document: String,
    pinpoint: String,
    caption: Option<String>,
}

/// How often one division cites another.
#[derive(Serialize)]
struct Edge {
    from: String,
    to: String,
    count: usize,
}

/// Draws the citations of files.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let corpus = Corpus::read(&arguments.paths)?;
    let graph = Graph::of(&corpus);
    let mut out = anstream::stdout().lock();
    match arguments.format {
        GraphFormat::Json => write_json(&mut out, &graph)?,
        GraphFormat::Csv => graph.write_csv(&mut out)?,
        GraphFormat::Dot => graph.write_dot(&mut out)?,
        GraphFormat::Mermaid => graph.write_mermaid(&mut out)?,
        GraphFormat::Graphml => graph.write_graphml(&mut out)?,
    }
    out.flush()?;
    Ok(corpus.finish())
}

impl Graph {
    fn of(corpus: &Corpus) -> Self {
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for member in corpus.named() {
            let document = &corpus.workspace.member(member).document;
            let id = corpus.workspace.id_of(Treaty { member, clause: ClauseId::ROOT });
            // Of a treaty in several languages the first version speaks for all.
            if id.is_some_and(|id| !seen.insert(id.to_owned())) {
                continue;
            }
            for citation in document.citations() {
                let from = division(corpus, member, citation.at);
                for target in &citation.targets {
                    let reading = corpus.workspace.reading(member, target);
                    let to = match (reading.to, reading.status) {
                        (Some((member, first, _)), _) => division(corpus, member, first),
                        (None, Status::External) => outside(&reading.address),
                        _ => continue,
                    };
                    *counts.entry((from.id.clone(), to.id.clone())).or_default() += 1;
                    nodes.entry(to.id.clone()).or_insert(to);
                }
                if counts
                    .range((from.id.clone(), String::new())..)
                    .next()
                    .is_some_and(|((id, _), _)| *id == from.id)
                {
                    nodes.entry(from.id.clone()).or_insert(from);
                }
            }
        }
        let edges = counts.into_iter().map(|((from, to), count)| Edge { from, to, count });
        Self { edges: edges.collect(), nodes: nodes.into_values().collect() }
    }

    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::row(out, ["from", "to", "count"])?;
        self.edges.iter().try_for_each(|edge| csv::row(out, [&edge.from, &edge.to, &edge.count.to_string()]))
    }

    fn write_dot(&self, out: &mut dyn Write) -> io::Result<()> {
        let quoted = |text: &str| format!("\"{}\"", safe(text).replace('\\', "\\\\").replace('"', "\\\""));
        writeln!(out, "digraph citations {{")?;
        for node in &self.nodes {
            writeln!(out, "  {} [label={}];", quoted(&node.id), quoted(&node.label()))?;
        }
        for edge in &self.edges {
            let (from, to) = (quoted(&edge.from), quoted(&edge.to));
            writeln!(out, "  {from} -> {to} [weight={0}, label=\"{0}\"];", edge.count)?;
        }
        writeln!(out, "}}")
    }

    fn write_mermaid(&self, out: &mut dyn Write) -> io::Result<()> {
        // Mermaid reads no free text in the names of nodes: they are numbered. Entities are its own.
        let label = |node: &Node| escape(&node.label().replace('#', "#35;")).replace('&', "#");
        writeln!(out, "flowchart LR")?;
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, node) in self.nodes.iter().enumerate() {
            numbers.insert(&node.id, index);
            writeln!(out, "  n{index}[\"{}\"]", label(node))?;
        }
        for edge in &self.edges {
            let number = |id: &str| numbers.get(id).copied().unwrap_or_default();
            writeln!(out, "  n{} -->|{}| n{}", number(&edge.from), edge.count, number(&edge.to))?;
        }
        Ok(())
    }

    fn write_graphml(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
        for (key, of, kind) in [
            ("document", "node", "string"),
            ("pinpoint", "node", "string"),
            ("caption", "node", "string"),
            ("count", "edge", "int"),
        ] {
            writeln!(out, "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{key}\" attr.type=\"{kind}\"/>")?;
        }
        writeln!(out, "  <graph id=\"citations\" edgedefault=\"directed\">")?;
        for node in &self.nodes {
            writeln!(out, "    <node id=\"{}\">", escape(&node.id))?;
            let caption = node.caption.as_deref().map(|caption| ("caption", caption));
            let data = [("document", node.document.as_str()), ("pinpoint", node.pinpoint.as_str())];
            for (key, value) in data.into_iter().chain(caption) {
                writeln!(out, "      <data key=\"{key}\">{}</data>", escape(value))?;
            }
            writeln!(out, "    </node>")?;
        }
        for edge in &self.edges {
            writeln!(
                out,
                "    <edge source=\"{}\" target=\"{}\"><data key=\"count\">{}</data></edge>",
                escape(&edge.from),
                escape(&edge.to),
                edge.count
            )?;
        }
        writeln!(out, "  </graph>\n</graphml>")
    }
}

impl Node {
    fn label(&self) -> String {
        match &self.caption {
            Some(caption) => format!("{} {caption}", self.id),
            None => self.id.clone(),
        }
    }
}

/// The node of the division that a clause stands in.
fn division(corpus: &Corpus, member: MemberId, clause: ClauseId) -> Node {
    let document = &corpus.workspace.member(member).document;
    let division = document.division_of(clause);
    let (name, scope) = treaty(corpus, member, document, division);
    let pinpoint = document.pinpoint_in(scope, division);
    let id = if pinpoint.is_empty() { name.clone() } else { format!("{name}#{pinpoint}") };
    let caption = document.clause(division).caption.as_ref().map(|caption| words::one_line(&caption.text));
    Node { id, document: name, pinpoint, caption }
}

/// The id of the innermost treaty around a division and its clause; the name of the file where it has none.
fn treaty(corpus: &Corpus, member: MemberId, document: &Document, division: ClauseId) -> (String, ClauseId) {
    let mut scope = document.scope_of(division);
    loop {
        if let Some(id) = corpus.workspace.id_of(Treaty { member, clause: scope }) {
            return (id.to_owned(), scope);
        }
        if scope == ClauseId::ROOT {
            return (corpus.name(member), ClauseId::ROOT);
        }
        scope = document.clause(scope).scope;
    }
}

/// The node of a clause of a treaty that is not among the files: without the labels of its paragraphs.
fn outside(address: &str) -> Node {
    let (document, pinpoint) = address.split_once('#').unwrap_or((address, ""));
    let pinpoint = pinpoint.split("..").next().unwrap_or_default().split('(').next().unwrap_or_default();
    let id = if pinpoint.is_empty() { document.to_owned() } else { format!("{document}#{pinpoint}") };
    Node { id, document: document.to_owned(), pinpoint: pinpoint.to_owned(), caption: None }
}
