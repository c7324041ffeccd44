//! Each finding with its line and what to do, for people at a terminal.

use super::{FileReport, Locator, Report};
use crate::cli::terminal::{Excerpt, safe};
use crate::config::Severity;
use crate::lint::Diagnostic;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};

/// Wider than any excerpt: what is shown of a line was decided before.
const WIDEST: usize = 400;

pub(super) struct Full;

impl Report for Full {
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        let renderer = Renderer::styled().term_width(WIDEST);
        for file in files {
            let locator = Locator::new(&file.source.text);
            for diagnostic in &file.diagnostics {
                writeln!(out, "{}\n", render(&renderer, file, &locator, diagnostic))?;
            }
        }
        Ok(())
    }

    fn is_for_programs(&self) -> bool {
        false
    }
}

fn render(renderer: &Renderer, file: &FileReport, locator: &Locator, diagnostic: &Diagnostic) -> String {
    let at = locator.locate(diagnostic.span.start);
    let excerpt = Excerpt::new(&file.source.text, diagnostic.span.range());
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let origin = Origin::path(safe(&file.name)).line(at.line as usize).char_column(at.column as usize);
    let snippet = Snippet::source(excerpt.line)
        .line_start(at.line as usize)
        .annotation(AnnotationKind::Primary.span(excerpt.span));
    let help = diagnostic.fixes.iter().map(|fix| {
        let safety = if fix.safe { "" } else { " (with --unsafe-fixes, or by hand)" };
        Level::HELP.message(format!("{}{safety}", safe(&fix.title)))
    });
    let related = diagnostic.related.iter().map(|related| {
        let at = locator.locate(related.span.start);
        Level::NOTE.message(format!("{} (line {})", safe(&related.message), at.line))
    });
    let title = level.clone().primary_title(safe(&diagnostic.message)).id(diagnostic.rule);
    // The origin is a group of its own: its column is that of the file, not that of the excerpt.
    let head = renderer.render(&[title.element(origin)]);
    let body = Group::with_level(level).element(snippet).elements(related).elements(help.take(1));
    format!("{head}\n{}", renderer.render(&[body]))
}
