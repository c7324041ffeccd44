//! `glossator citations`.

use super::Failure;
use super::args::{CitationFormat, Citations};
use super::corpus::{Clauses, Corpus, Range};
use super::csv;
use super::report::write_json;
use super::terminal::safe;
use crate::citation::malformed;
use crate::model::workspace::Reading;
use crate::model::{BlockId, Citation, Form, MemberId, Place, Prose, Status};
use serde::Serialize;
use std::io::Write;

/// A citation. Its keys are promised stable.
#[derive(Serialize)]
pub(super) struct Row {
    file: String,
    at: String,
    text: String,
    range: Option<Range>,
    bytes: [usize; 2],
    targets: Vec<String>,
    status: &'static str,
}

/// Lists the citations of files.
pub(super) fn run(arguments: &Citations) -> Result<u8, Failure> {
    let corpus = Corpus::read(&arguments.paths)?;
    let wanted = arguments.to.as_deref().map(|target| corpus.clauses(target)).transpose()?;
    let rows = rows(&corpus, wanted.as_deref());
    let mut out = anstream::stdout().lock();
    match arguments.format {
        CitationFormat::Json => write_json(&mut out, &rows)?,
        CitationFormat::Text => rows.iter().try_for_each(|row| write_text(&mut out, row))?,
        CitationFormat::Csv => {
            csv::row(&mut out, ["file", "line", "column", "at", "text", "targets", "status"])?;
            for row in &rows {
                let start =
                    row.range.map(|range| (range.start.line.to_string(), range.start.column.to_string()));
                let (line, column) = start.unwrap_or_default();
                let targets = row.targets.join(" ");
                let fields = [&row.file, &line, &column, &row.at, &row.text, &targets, row.status];
                csv::row(&mut out, fields)?;
            }
        }
    }
    out.flush()?;
    Ok(corpus.finish())
}

/// The citations of the named files; only those of the clauses that are `wanted`, and of their parts.
pub(super) fn rows(corpus: &Corpus, wanted: Option<&[Clauses]>) -> Vec<Row> {
    let mut rows = Vec::new();
    for member in corpus.named() {
        let document = &corpus.workspace.member(member).document;
        let first = rows.len();
        for citation in document.citations() {
            let targets = citation.targets.iter().map(|target| corpus.workspace.reading(member, target));
            let targets: Vec<Reading> = targets.collect();
            let leads = |reading: &Reading| wanted.is_none_or(|wanted| is_wanted(corpus, reading, wanted));
            if targets.iter().any(leads) {
                rows.push(row(corpus, member, citation, &targets));
            }
        }
        if wanted.is_none() {
            rows.extend(malformed(corpus, member));
            rows.get_mut(first..).unwrap_or_default().sort_by_key(|row| row.bytes);
        }
    }
    rows
}

fn is_wanted(corpus: &Corpus, reading: &Reading, wanted: &[Clauses]) -> bool {
    let Some((member, first, last)) = reading.to else { return false };
    let document = &corpus.workspace.member(member).document;
    let mut inside = wanted.iter().filter(|(of, ..)| *of == member);
    inside.any(|(_, from, to)| document.leads_to((first, last), (*from, *to)))
}

/// What was meant to be a citation and is none.
fn malformed(corpus: &Corpus, member: MemberId) -> Vec<Row> {
    let document = &corpus.workspace.member(member).document;
    let languages = document.language_tables();
    let mut rows = Vec::new();
    for index in 0..document.blocks().len() {
        let block = BlockId::new(index);
        let prose = Prose::of(document.block(block));
        for found in malformed::find(&prose.text, &prose.lower, &languages) {
            let place = Place { block, span: prose.source(&found.range) };
            let at = document.clause_at(place.start());
            let status = Status::Malformed;
            rows.push(row(
                corpus,
                member,
                &Citation { form: Form::Words, place, at, targets: Vec::new(), status },
                &[],
            ));
        }
    }
    rows
}

fn row(corpus: &Corpus, member: MemberId, citation: &Citation, targets: &[Reading]) -> Row {
    let document = &corpus.workspace.member(member).document;
    let span = document.absolute(citation.place);
    let status = targets.iter().map(|target| target.status).max().unwrap_or(Status::Malformed);
    Row {
        file: corpus.name(member),
        at: document.pinpoint(citation.at),
        text: document.words(citation.place).split_whitespace().collect::<Vec<_>>().join(" "),
        range: corpus.range(member, span),
        bytes: [span.start.to_usize(), span.end.to_usize()],
        targets: targets.iter().map(|target| target.address.clone()).collect(),
        status: status.name(),
    }
}

/// A citation in a line of text.
pub(super) fn write_text(out: &mut dyn Write, row: &Row) -> std::io::Result<()> {
    let start =
        row.range.map_or(String::new(), |range| format!(":{}:{}", range.start.line, range.start.column));
    let at = if row.at.is_empty() { "the document".to_owned() } else { safe(&row.at) };
    let targets: String = row.targets.iter().map(|target| format!(" {}", safe(target))).collect();
    let arrow = if targets.is_empty() { "" } else { " →" };
    let status = if row.status == "resolved" { String::new() } else { format!(" ({})", row.status) };
    writeln!(out, "{}{start}: {at}: “{}”{arrow}{targets}{status}", safe(&row.file), safe(&row.text))
}
