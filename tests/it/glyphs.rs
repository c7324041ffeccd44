//! Stray glyphs: cases with known answers, lines that must stay silent, and the dirt of real treaties.

use crate::document::unescape;
use glossator::edit::mend::{Extent, mend};
use glossator::glyph::{Action, Finding, Project, survey};
use glossator::lint::{self, Diagnostic, Selection, Subject};
use glossator::model::{Defaults, Document, Format};

fn read(path: &str) -> String {
    let path = format!("{}/tests/glyph/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the fixture can be read")
}

fn document(text: &str, languages: &str, format: Format) -> Document {
    let languages = languages.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    Document::new(text, format, &Defaults { languages })
}

fn findings(text: &str, languages: &str, format: Format) -> Vec<Finding> {
    let document = document(text, languages, format);
    survey(&document, &Project::default(), None, &[]).into_iter().map(|(_, finding)| finding).collect()
}

fn diagnostics(text: &str, languages: &str, format: Format) -> Vec<Diagnostic> {
    let document = document(text, languages, format);
    let project = Project::default();
    let mut selection = Selection::default();
    selection.select(&["glyphs".to_owned()]);
    lint::check(&Subject::new(&document, &project), &selection)
}

fn points(text: &str) -> String {
    text.chars().map(|c| format!("U+{:04X}", c as u32)).collect::<Vec<_>>().join(" ")
}

/// A finding in the notation of `glyphs.tsv`: `U+0430:homoglyph:replace=U+0061`.
fn notation(finding: &Finding) -> String {
    let characters: String = finding.characters.iter().collect();
    let repair = finding.repairs.first().map_or("none".to_owned(), |repair| match repair.action {
        Action::Remove => "remove".to_owned(),
        Action::Space => "space".to_owned(),
        Action::Replace if finding.class.name() == "non-nfc" => format!("compose={}", points(&repair.text)),
        Action::Replace => format!("replace={}", points(&repair.text)),
    });
    format!("{}:{}:{repair}", points(&characters), finding.class.name())
}

#[test]
fn cases_are_found_and_mended() {
    let mut checked = 0;
    let mut wrong = Vec::new();
    for row in read("glyphs.tsv").lines().filter(|row| !row.starts_with('#') && !row.starts_with("id\t")) {
        let fields: Vec<&str> = row.split('\t').collect();
        let (input, repaired) = (unescape(fields[1]), unescape(fields[4]));
        let found: Vec<String> = findings(&input, fields[2], Format::Treaty).iter().map(notation).collect();
        let found = if found.is_empty() { "none".to_owned() } else { found.join(" ; ") };
        let mended = mend(&input, Extent::All, |text| diagnostics(text, fields[2], Format::Treaty)).text;
        if found != fields[3] || mended != repaired {
            wrong.push(format!(
                "{}: {found}, expected {}\n  {mended:?}\n  {repaired:?}",
                fields[0], fields[3]
            ));
        }
        checked += 1;
    }
    assert!(checked >= 14, "only {checked} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn honest_typography_stays_silent() {
    let mut checked = 0;
    let mut wrong = Vec::new();
    for row in read("golden.tsv").lines().filter(|row| !row.starts_with('#')) {
        let (languages, text) = row.split_once('\t').expect("languages and a text");
        let text = unescape(text);
        for format in [Format::Treaty, Format::Plain] {
            let found: Vec<String> = findings(&text, languages, format).iter().map(notation).collect();
            if !found.is_empty() {
                wrong.push(format!("{text}: {}", found.join(" ; ")));
            }
        }
        checked += 1;
    }
    assert!(checked >= 40, "only {checked} lines");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_article_has_twenty_strays_and_becomes_the_clean_one() {
    let (dirty, clean) = (read("article-2024.txt"), read("article-2024.clean.txt"));
    let found = diagnostics(&dirty, "", Format::Plain);
    let places: Vec<(usize, String)> =
        found.iter().map(|d| (d.span.start.to_usize(), dirty[d.span.range()].to_owned())).collect();
    // What is not in the clean text are the strays, in order.
    let mut expected = Vec::new();
    let mut rest = clean.as_str();
    for (at, character) in dirty.char_indices() {
        match rest.strip_prefix(character) {
            Some(behind) => rest = behind,
            None => expected.push((at, character.to_string())),
        }
    }
    assert_eq!(expected.len(), 20);
    assert_eq!(places, expected);
    assert!(found.iter().all(|d| d.fixes[0].safe));
    let mended = mend(&dirty, Extent::Safe, |text| diagnostics(text, "", Format::Plain));
    assert_eq!(mended.text, clean);
    assert_eq!(mended.left, []);
}

#[test]
fn a_fix_is_made_once_and_for_all() {
    let mut checked = 0;
    for row in read("glyphs.tsv").lines().filter(|row| !row.starts_with('#') && !row.starts_with("id\t")) {
        let fields: Vec<&str> = row.split('\t').collect();
        let check = |text: &str| diagnostics(text, fields[2], Format::Treaty);
        let once = mend(&unescape(fields[1]), Extent::All, check).text;
        let twice = mend(&once, Extent::All, check);
        assert_eq!((twice.text.as_str(), twice.count), (once.as_str(), 0), "{}", fields[0]);
        checked += 1;
    }
    assert!(checked >= 14);
}
