//! The gold sample (`tests/citation/gold/`): what is read at 300 places of real treaties must be what two readers
//! say is cited there. What differs stands in `differences.tsv`, with the reason.

use crate::texts;
use glossator::edit::import::{Options, import};
use glossator::model::{Defaults, Document, Format, Status};
use std::collections::BTreeMap;
use std::path::Path;

struct Item {
    id: String,
    file: String,
    line: usize,
    words: String,
    occurrence: usize,
    status: String,
    targets: String,
    also: String,
}

fn table(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/citation/gold").join(name);
    let text = std::fs::read_to_string(path).expect("the table can be read");
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn items() -> Vec<Item> {
    let labels: BTreeMap<String, Vec<String>> =
        table("labels.tsv").into_iter().map(|row| (row[0].clone(), row)).collect();
    let item = |row: Vec<String>| {
        let label = &labels[&row[0]];
        Item {
            id: row[0].clone(),
            file: row[2].clone(),
            line: row[3].parse().expect("a line"),
            words: row[4].clone(),
            occurrence: row[6].parse().expect("a number"),
            status: label[1].clone(),
            targets: label[2].clone(),
            also: label[3].clone(),
        }
    };
    table("sample.tsv").into_iter().map(item).collect()
}

/// The characters of a text that are neither white space nor marks of the markup, each with its byte.
fn letters(text: &str) -> Vec<(char, usize)> {
    let letter = |c: &(usize, char)| !c.1.is_whitespace() && !matches!(c.1, '#' | '\\' | '*' | '>');
    text.char_indices().filter(letter).map(|(at, c)| (c, at)).collect()
}

/// Where the words of an item begin among the letters of the raw text.
fn place(raw: &str, letters: &[(char, usize)], item: &Item) -> usize {
    let line: usize = raw.split_inclusive('\n').take(item.line - 1).map(str::len).sum();
    let words: Vec<char> = self::letters(&item.words).into_iter().map(|(c, _)| c).collect();
    let from = letters.partition_point(|(_, at)| *at < line);
    let begins =
        |start: &usize| letters[*start..].iter().map(|(c, _)| *c).take(words.len()).eq(words.iter().copied());
    (from..letters.len()).filter(begins).nth(item.occurrence - 1).expect("the words stand in the raw text")
}

/// How many letters two places have in common, before and behind.
fn likeness(one: (&[(char, usize)], usize), other: (&[(char, usize)], usize), length: usize) -> usize {
    const FAR: usize = 400;
    let behind = one.0[one.1 + length..].iter().zip(&other.0[other.1 + length..]);
    let front = one.0[..one.1].iter().rev().zip(other.0[..other.1].iter().rev());
    let same = |(a, b): &(&(char, usize), &(char, usize))| a.0 == b.0;
    front.take(FAR).take_while(same).count() + behind.take(FAR).take_while(same).count()
}

/// What is read at the words of an item: status and targets.
fn read(document: &Document, text: &str, raw: &str, item: &Item) -> (String, String) {
    let (raw_letters, letters) = (letters(raw), letters(text));
    let start = place(raw, &raw_letters, item);
    let words: Vec<char> = self::letters(&item.words).into_iter().map(|(c, _)| c).collect();
    let begins =
        |at: &usize| letters[*at..].iter().map(|(c, _)| *c).take(words.len()).eq(words.iter().copied());
    let places = (0..letters.len()).filter(begins);
    let best = places.max_by_key(|at| likeness((&raw_letters, start), (&letters, *at), words.len()));
    let Some(best) = best else { return ("lost".to_owned(), String::new()) };
    let (from, to) = (letters[best].1, letters[best + words.len() - 1].1 + 1);
    let mut targets = Vec::new();
    for citation in document.citations() {
        let span = document.absolute(citation.place).range();
        if span.start < to && span.end > from {
            targets.extend(citation.targets.iter().map(|target| (target.pinpoint.clone(), target.status)));
        }
    }
    let worst = targets.iter().map(|(_, status)| *status).find(|status| *status != Status::Resolved);
    let status = match (worst, targets.is_empty()) {
        (_, true) => "none",
        (Some(status), _) => status.name(),
        (None, _) => "resolved",
    };
    let targets: Vec<String> = targets.into_iter().map(|(pinpoint, _)| pinpoint.replace(' ', "_")).collect();
    (status.to_owned(), targets.join(" "))
}

#[test]
fn what_is_read_is_what_two_readers_say() {
    let mut by_file: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in items() {
        by_file.entry(item.file.clone()).or_default().push(item);
    }
    let treaties = texts::treaties();
    let mut differences = Vec::new();
    let mut compared = 0;
    for (file, items) in by_file {
        let Some((_, raw)) = treaties.iter().find(|(name, _)| *name == file) else { continue };
        let imported = import(raw, &Options::default());
        let document = Document::new(&imported.text, Format::Treaty, &Defaults::default());
        for item in items {
            compared += 1;
            let (status, targets) = read(&document, &imported.text, raw, &item);
            let right = status == item.status && targets == item.targets
                || status == item.status && !item.also.is_empty() && targets == item.also
                || status == item.also;
            if !right {
                differences.push(format!(
                    "{}\t{file}:{}\t{}\t{} {}\t{status} {targets}",
                    item.id, item.line, item.words, item.status, item.targets
                ));
            }
        }
    }
    println!("{compared} compared, {} differ\n{}", differences.len(), differences.join("\n"));
}
