//! The code quality report of GitLab: one JSON array, a finding each.

use super::fingerprint::Fingerprints;
use super::{FileReport, Locator, Report, write_json};
use crate::cli::terminal::safe;
use crate::config::Severity;
use serde::Serialize;
use std::io::{self, Write};

pub(super) struct Gitlab;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Report for Gitlab {
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        let mut fingerprints = Fingerprints::default();
        let mut issues = Vec::new();
        for file in files {
            let locator = Locator::new(&file.source.text);
            for diagnostic in &file.diagnostics {
                let (start, end) = locator.ends(diagnostic.span);
                issues.push(Issue {
                    description: safe(&diagnostic.message),
                    check_name: diagnostic.rule,
                    fingerprint: fingerprints.of(file, diagnostic),
                    severity: match diagnostic.severity {
                        Severity::Error => "major",
                        Severity::Warning => "minor",
                        Severity::Info | Severity::Hint => "info",
                    },
                    location: Location {
                        path: &file.name,
                        lines: Lines { begin: start.line, end: end.line },
                    },
                });
            }
        }
        write_json(out, &issues)
    }

    fn is_for_programs(&self) -> bool {
        true
    }
}
