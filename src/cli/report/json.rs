//! One JSON array of objects, a finding each. Its keys are promised stable.

use super::{FileReport, LineColumn, Locator, Report};
use crate::cli::terminal::Around;
use crate::config::Severity;
use crate::lint::{Diagnostic, Fix};
use crate::project::Source;
use crate::unicode::language::script_name;
use crate::unicode::name::{code_point, name};
use crate::unicode::{is_drawn, script};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

pub(super) struct Json;

#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    severity: &'static str,
    message: &'a str,
    range: Range,
    bytes: [u64; 2],
    snippet: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    characters: Option<Vec<Character>>,
    fix: Option<FixRow<'a>>,
}

#[derive(Serialize)]
struct Range {
    start: LineColumn,
    end: LineColumn,
}

#[derive(Serialize)]
struct Character {
    codepoint: String,
    name: String,
    script: String,
}

#[derive(Serialize)]
struct FixRow<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditRow<'a>>,
}

#[derive(Serialize)]
struct EditRow<'a> {
    bytes: [u64; 2],
    text: &'a str,
}

impl Report for Json {
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        let rows = files.iter().flat_map(|file| {
            let locator = Locator::new(&file.source.text);
            file.diagnostics.iter().map(move |diagnostic| row(file, &locator, diagnostic))
        });
        write_json(out, &rows.collect::<Vec<_>>())
    }

    fn is_for_programs(&self) -> bool {
        true
    }

    fn least(&self) -> Severity {
        Severity::Hint
    }
}

fn row<'a>(file: &'a FileReport, locator: &Locator, diagnostic: &'a Diagnostic) -> Row<'a> {
    let source = &file.source;
    let characters = diagnostic.glyph.as_ref().map(|glyph| {
        let described = glyph.characters.iter().map(|character| Character {
            codepoint: code_point(*character),
            name: name(*character),
            script: script_name(script(*character)),
        });
        described.collect()
    });
    Row {
        file: &file.name,
        rule: diagnostic.rule,
        class: diagnostic.glyph.as_ref().map(|glyph| glyph.class.name()),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        range: Range {
            start: locator.locate(diagnostic.span.start),
            end: locator.locate(diagnostic.span.end),
        },
        bytes: bytes(source, diagnostic.span),
        snippet: snippet(&source.text, diagnostic.span.start.to_usize()),
        characters,
        fix: diagnostic.fixes.first().map(|fix| fix_row(source, fix)),
    }
}

fn fix_row<'a>(source: &Source, fix: &'a Fix) -> FixRow<'a> {
    let edits = fix.edits.iter().map(|edit| EditRow { bytes: bytes(source, edit.span), text: &edit.text });
    FixRow { title: &fix.title, safe: fix.safe, edits: edits.collect() }
}

/// A span in bytes of the file as it was read.
fn bytes(source: &Source, span: crate::text::Span) -> [u64; 2] {
    [source.file_offset(span.start.to_usize()), source.file_offset(span.end.to_usize())]
}

/// The line that byte `at` is in, at most 160 characters of it, the finding among them.
fn snippet(text: &str, at: usize) -> String {
    const LONGEST: usize = 160;
    const BEFORE: usize = 80;
    let around = Around::new(text, at, (LONGEST, BEFORE), |before, behind| before + behind > LONGEST);
    around.front.chars().chain(around.behind.chars()).take(LONGEST).collect()
}

/// Writes a value as indented JSON with a line end. Characters that a terminal must not see are escaped.
pub(crate) fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Safe { inner: PrettyFormatter::new() });
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// JSON in which every character that is not drawn is written as an escape: the same value, harmless on a
/// terminal.
struct Safe<'a> {
    inner: PrettyFormatter<'a>,
}

impl Formatter for Safe<'_> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, character) in fragment.char_indices().filter(|(_, character)| !is_drawn(*character)) {
            CompactFormatter.write_string_fragment(writer, fragment.get(done..at).unwrap_or_default())?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            done = at + character.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, fragment.get(done..).unwrap_or_default())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.inner.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.inner.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object_value(writer)
    }
}
