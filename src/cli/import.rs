//! `glossator import`.

use super::args::{Import as Arguments, OutlineFormat};
use super::report::write_json;
use super::terminal::safe;
use super::{CLEAN, Failure};
use crate::edit::import::{self, Change, ChangeKind, Import, Options};
use crate::project::{source, write};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// Turns a text into markup.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let name = arguments.file.to_string_lossy();
    let read = if name == "-" { source::read_stdin_bytes() } else { source::read_bytes(&arguments.file) };
    let bytes =
        read.map_err(|error| Failure::Message(format!("{} {error}", safe(&error.path.to_string_lossy()))))?;
    let text = source::decode_as(bytes, arguments.encoding.as_deref())
        .map_err(|error| Failure::Message(format!("{} {error}", safe(&name))))?;
    let options = Options { language: arguments.language.clone(), unwrap: arguments.unwrap };
    let imported = import::import(&text, &options);
    match &arguments.output {
        Some(path) => put(&arguments.file, path, &imported.text)?,
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(imported.text.as_bytes())?;
            out.flush()?;
        }
    }
    let mut report = anstream::stderr().lock();
    match arguments.format {
        OutlineFormat::Json => write_json(&mut report, &json(&imported))?,
        OutlineFormat::Text => text_report(&mut report, &imported)?,
    }
    report.flush()?;
    Ok(CLEAN)
}

/// Writes the markup, but not over the text that it was read from.
fn put(source: &Path, path: &Path, text: &str) -> Result<(), Failure> {
    if write::is_same(source, path) {
        let path = path.to_string_lossy();
        return Err(Failure::Message(format!("{} is the text itself; name another file", safe(&path))));
    }
    write::put(path, text.as_bytes())
        .map_err(|error| Failure::Message(format!("{} {error}", safe(&path.to_string_lossy()))))
}

#[derive(Serialize)]
struct Report<'a> {
    language: Option<&'a str>,
    headings: Vec<HeadingLine<'a>>,
    changes: Vec<ChangeLine<'a>>,
}

#[derive(Serialize)]
struct HeadingLine<'a> {
    line: usize,
    output_line: usize,
    level: u8,
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct ChangeLine<'a> {
    line: usize,
    kind: &'static str,
    text: &'a str,
}

fn json(imported: &Import) -> Report<'_> {
    let headings = imported.headings.iter().map(|heading| HeadingLine {
        line: heading.line,
        output_line: heading.written,
        level: heading.level,
        kind: heading.kind.name(),
        text: &heading.text,
    });
    let changes = imported.changes.iter().map(|change| ChangeLine {
        line: change.line,
        kind: change.kind.name(),
        text: &change.text,
    });
    Report {
        language: imported.language.as_deref(),
        headings: headings.collect(),
        changes: changes.collect(),
    }
}

fn text_report(out: &mut dyn Write, imported: &Import) -> std::io::Result<()> {
    for Change { line, kind, text } in &imported.changes {
        writeln!(out, "line {line}: {}: {}", said(*kind), safe(text))?;
    }
    let count = |kind| imported.changes.iter().filter(|change| change.kind == kind).count();
    writeln!(
        out,
        "{} headings marked, {} lines left out, {} joined, {} words rejoined, {} markers spaced; language: {}",
        imported.headings.len(),
        count(ChangeKind::LeftOut),
        count(ChangeKind::Joined),
        count(ChangeKind::Rejoined),
        count(ChangeKind::Spaced),
        imported.language.as_deref().unwrap_or("not found out; name it with --language"),
    )
}

fn said(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::LeftOut => "left out",
        ChangeKind::Joined => "joined",
        ChangeKind::Rejoined => "word rejoined",
        ChangeKind::Spaced => "space behind the marker",
        ChangeKind::Noted => "marked as a footnote",
    }
}
