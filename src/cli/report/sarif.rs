//! SARIF 2.1.0, which code scanning services read: the rules with their pages, the findings with their fixes.

use super::fingerprint::Fingerprints;
use super::{FileReport, Locator, Report, write_json};
use crate::cli::terminal::safe;
use crate::config::{Level, Severity};
use crate::lint::{Diagnostic, Fix, RULES, Rule};
use crate::text::Span;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) struct Sarif;

impl Report for Sarif {
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        let mut fingerprints = Fingerprints::default();
        let mut results = Vec::new();
        for file in files {
            let place = Place { locator: Locator::new(&file.source.text), uri: uri(&file.name) };
            for diagnostic in &file.diagnostics {
                results.push(result(&place, diagnostic, &fingerprints.of(file, diagnostic)));
            }
        }
        let driver = json!({
            "name": "glossator",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
        });
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": driver },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        write_json(out, &log)
    }

    fn is_for_programs(&self) -> bool {
        true
    }

    fn least(&self) -> Severity {
        Severity::Hint
    }
}

fn descriptor(rule: &Rule) -> Value {
    let (enabled, level) = match rule.default {
        Level::Off => (false, "warning"),
        Level::On(severity) => (true, level(severity)),
    };
    let page = rule.page();
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary() },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "enabled": enabled, "level": level },
        "properties": { "tags": [rule.group.name()] },
    })
}

/// SARIF knows nothing slighter than a note.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

/// A file in which places are named.
struct Place {
    locator: Locator,
    uri: String,
}

impl Place {
    fn region(&self, span: Span) -> Value {
        let (start, end) = self.locator.ends(span);
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        })
    }

    fn location(&self, span: Span) -> Value {
        json!({ "artifactLocation": { "uri": self.uri }, "region": self.region(span) })
    }
}

fn result(place: &Place, diagnostic: &Diagnostic, fingerprint: &str) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "level": level(diagnostic.severity),
        "message": { "text": safe(&diagnostic.message) },
        "locations": [{ "physicalLocation": place.location(diagnostic.span) }],
        "partialFingerprints": { "glossator/v1": fingerprint },
    });
    let Some(members) = result.as_object_mut() else { return result };
    if let Some(index) = RULES.iter().position(|rule| rule.name == diagnostic.rule) {
        members.insert("ruleIndex".to_owned(), index.into());
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|related| {
            json!({
                "physicalLocation": place.location(related.span),
                "message": { "text": safe(&related.message) },
            })
        });
        members.insert("relatedLocations".to_owned(), related.collect());
    }
    if !diagnostic.fixes.is_empty() {
        members
            .insert("fixes".to_owned(), diagnostic.fixes.iter().map(|fix| sarif_fix(place, fix)).collect());
    }
    result
}

fn sarif_fix(place: &Place, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let mut replacement = json!({ "deletedRegion": place.region(edit.span) });
        if let (Some(members), false) = (replacement.as_object_mut(), edit.text.is_empty()) {
            members.insert("insertedContent".to_owned(), json!({ "text": edit.text }));
        }
        replacement
    });
    json!({
        "description": { "text": safe(&fix.title) },
        "artifactChanges": [{
            "artifactLocation": { "uri": place.uri },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
        "properties": { "safe": fix.safe },
    })
}

/// The name of a file as a URI: relative as the name is, else with its scheme.
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    if name.starts_with('/') {
        uri.push_str("file://");
    } else if name.as_bytes().get(1..3) == Some(b":/") {
        uri.push_str("file:///");
    }
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
