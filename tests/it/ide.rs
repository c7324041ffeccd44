//! What an editor asks: `tests/ide/<feature>.md`. A case is a treaty with the cursor `$0` in it.

use crate::document::{Case, Document};
use glossator::ide::symbols::Symbol;
use glossator::ide::{
    File, actions, definition, folding, highlight, hover, links, references, selection, symbols,
};
use glossator::lint::Settings;
use glossator::model::{Defaults, Format};
use glossator::text::{Offset, Span, apply_edits};
use std::fmt::Write as _;

/// The treaty of a case, and where the cursor is in it.
fn file(case: &Case) -> (File, Offset, String) {
    let source = case.sources[0].source();
    let cursor = source.find("$0").unwrap_or(0);
    let text = source.replacen("$0", "", 1);
    let defaults = Defaults { languages: vec!["en".to_owned()] };
    let plain = case.sources[0].words.iter().any(|word| word == "plain");
    let format = if plain { Format::Plain } else { Format::Treaty };
    (File::new(&text, format, &defaults, Settings::default()), Offset::new(cursor), text)
}

fn line(text: &str, offset: Offset) -> usize {
    text[..offset.to_usize()].matches('\n').count() + 1
}

/// The lines of a span and its words: `3-5 "Article 4"`.
fn place(text: &str, extent: Span, selection: Span) -> String {
    let (first, last) =
        (line(text, extent.start), line(text, Offset(extent.end.0.max(extent.start.0 + 1) - 1)));
    let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
    format!("{lines} {:?}", &text[selection.range()])
}

fn hover_answer(case: &Case, plain: bool) -> String {
    let (file, offset, text) = file(case);
    match hover::hover(&file, offset) {
        Some(hover) => {
            let page = if plain { hover.page.plain() } else { hover.page.markdown() };
            format!("{:?}\n\n{page}\n", &text[hover.span.range()])
        }
        None => "nothing\n".to_owned(),
    }
}

fn definition_answer(case: &Case) -> String {
    let (file, offset, text) = file(case);
    let mut answer = String::new();
    for target in definition::definition(&file, offset) {
        let _ = writeln!(
            answer,
            "{:?} -> {}",
            &text[target.origin.range()],
            place(&text, target.extent, target.selection)
        );
    }
    if answer.is_empty() { "nothing\n".to_owned() } else { answer }
}

fn symbols_answer(case: &Case) -> String {
    let (file, _, text) = file(case);
    let mut answer = String::new();
    write_symbols(&symbols::symbols(&file), &text, 0, &mut answer);
    answer
}

fn write_symbols(symbols: &[Symbol], text: &str, depth: usize, answer: &mut String) {
    for symbol in symbols {
        assert!(symbol.extent.start <= symbol.selection.start && symbol.selection.end <= symbol.extent.end);
        let kind = format!("{:?}", symbol.kind).to_lowercase();
        let place = place(text, symbol.extent, symbol.selection);
        let _ = write!(answer, "{}{kind} {} @ {place}", "  ".repeat(depth), symbol.name);
        answer.push_str(&if symbol.detail.is_empty() {
            "\n".to_owned()
        } else {
            format!(" | {}\n", symbol.detail)
        });
        write_symbols(&symbol.children, text, depth + 1, answer);
    }
}

fn references_answer(case: &Case, ask: fn(&File, Offset) -> Vec<references::Reference>) -> String {
    let (file, offset, text) = file(case);
    let mut answer = String::new();
    for found in ask(&file, offset) {
        let declares = if found.declares { " (declares)" } else { "" };
        let _ = writeln!(answer, "{}{declares}", place(&text, found.span, found.span));
    }
    if answer.is_empty() { "nothing\n".to_owned() } else { answer }
}

fn folding_answer(case: &Case) -> String {
    let (file, _, text) = file(case);
    let mut answer = String::new();
    for fold in folding::folds(&file) {
        let (first, last) = (line(&text, fold.span.start), line(&text, fold.span.end));
        assert!(first < last);
        let kind = format!("{:?}", fold.kind).to_lowercase();
        let stays = text[..fold.span.start.to_usize()].lines().last().unwrap_or_default();
        let _ = writeln!(answer, "{first}-{last} {kind} | {stays}");
    }
    if answer.is_empty() { "nothing\n".to_owned() } else { answer }
}

fn links_answer(case: &Case) -> String {
    let (file, _, text) = file(case);
    let found = links::links(&file);
    let lines = found.iter().map(|link| format!("{} -> {}\n", place(&text, link.span, link.span), link.url));
    if found.is_empty() { "nothing\n".to_owned() } else { lines.collect() }
}

fn selection_answer(case: &Case) -> String {
    let (file, offset, text) = file(case);
    let steps = selection::selections(&file, offset);
    for pair in steps.windows(2) {
        assert!(pair[1].start <= pair[0].start && pair[0].end <= pair[1].end && pair[0] != pair[1]);
    }
    steps.iter().map(|span| format!("{:?}\n", &text[span.range()])).collect()
}

fn actions_answer(case: &Case) -> String {
    let (file, offset, text) = file(case);
    let mut answer = String::new();
    for action in actions::actions(&file, Span::new(offset, offset), |_| true) {
        let preferred = if action.preferred { " (preferred)" } else { "" };
        let line = line(&text, action.edits[0].span.start);
        let after = apply_edits(&text, &action.edits);
        let _ = writeln!(
            answer,
            "{:?}: {}{preferred}\n  -> {:?}",
            action.kind,
            action.title,
            after.lines().nth(line - 1).unwrap_or_default()
        );
    }
    if answer.is_empty() { "nothing\n".to_owned() } else { answer }
}

#[test]
fn test_documents_hold() {
    for feature in [
        "hover",
        "definition",
        "references",
        "highlight",
        "symbols",
        "terms",
        "folding",
        "selection",
        "links",
        "actions",
    ] {
        let path = format!("tests/ide/{feature}.md");
        let document = Document::read(&path, |kind| kind == "treaty");
        assert!(!document.cases.is_empty(), "{path}");
        let default = if feature == "terms" { "hover" } else { feature };
        document.check(&[default], |case, kind| match kind {
            "hover" => hover_answer(case, false),
            "hover-plain" => hover_answer(case, true),
            "definition" => definition_answer(case),
            "references" => references_answer(case, references::references),
            "uses" => references_answer(case, references::uses),
            "highlight" => references_answer(case, highlight::highlights),
            "folding" => folding_answer(case),
            "selection" => selection_answer(case),
            "links" => links_answer(case),
            "symbols" => symbols_answer(case),
            "actions" => actions_answer(case),
            other => panic!("unknown answer `{other}` in {path}"),
        });
    }
}
