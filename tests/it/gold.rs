//! The gold sample (`tests/citation/gold/`): what is read at 300 places of real treaties must be what two readers
//! say is cited there. What differs stands in `differences.tsv`, with the reason.

use crate::texts;
use glossator::edit::import::{Options, import};
use glossator::model::{Citation, Defaults, Document, Format, Status};
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

/// What is read at the words of an item, status and targets: of the first citation there, and of all of them.
fn read(document: &Document, text: &str, raw: &str, item: &Item) -> [(String, String); 2] {
    let (raw_letters, letters) = (letters(raw), letters(text));
    let start = place(raw, &raw_letters, item);
    let words: Vec<char> = self::letters(&item.words).into_iter().map(|(c, _)| c).collect();
    let begins =
        |at: &usize| letters[*at..].iter().map(|(c, _)| *c).take(words.len()).eq(words.iter().copied());
    let places = (0..letters.len()).filter(begins);
    let best = places.max_by_key(|at| likeness((&raw_letters, start), (&letters, *at), words.len()));
    let best = best.expect("the words stand in the import");
    let (from, to) = (letters[best].1, letters[best + words.len() - 1].1 + 1);
    let touched: Vec<&Citation> = document
        .citations()
        .iter()
        .filter(|citation| {
            let span = document.absolute(citation.place).range();
            span.start < to && span.end > from
        })
        .collect();
    [reading(touched.get(..1).unwrap_or_default()), reading(&touched)]
}

fn reading(citations: &[&Citation]) -> (String, String) {
    let targets: Vec<_> = citations.iter().flat_map(|citation| &citation.targets).collect();
    let worst = targets.iter().map(|target| target.status).find(|status| *status != Status::Resolved);
    let status = match worst {
        _ if targets.is_empty() => "none",
        Some(status) => status.name(),
        None => "resolved",
    };
    let mut pinpoints: Vec<String> = targets.iter().map(|target| target.pinpoint.replace(' ', "_")).collect();
    pinpoints.dedup();
    (status.to_owned(), pinpoints.join(" "))
}

/// A list of targets without what is only a way of writing: `XV:2` for `XV(2)`.
fn plain(targets: &str) -> String {
    let mut plain = String::new();
    let mut parts = targets.split(':');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        plain.push_str(&format!("({}){}", &part[..digits], &part[digits..]));
    }
    plain
}

fn is_right(item: &Item, (status, targets): &(String, String)) -> bool {
    let same = |wanted: &str| plain(targets) == plain(wanted);
    let unnamed = matches!(item.status.as_str(), "ambiguous" | "none");
    *status == item.status && (unnamed || same(&item.targets) || !item.also.is_empty() && same(&item.also))
        || *status == item.also
}

#[test]
fn what_is_read_is_what_two_readers_say() {
    let treaties = texts::treaties();
    let mut known: BTreeMap<String, String> =
        table("differences.tsv").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let mut by_file: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in items() {
        by_file.entry(item.file.clone()).or_default().push(item);
    }
    let (mut compared, mut wrong) = (0, Vec::new());
    for (file, items) in by_file {
        let Some((_, raw)) = treaties.iter().find(|(name, _)| *name == file) else {
            items.iter().for_each(|item| {
                known.remove(&item.id);
            });
            continue;
        };
        let imported = import(raw, &Options::default());
        let document = Document::new(&imported.text, Format::Treaty, &Defaults::default());
        for item in items {
            compared += 1;
            let readings = read(&document, &imported.text, raw, &item);
            let right = readings.iter().any(|reading| is_right(&item, reading));
            let all = format!("{} {}", readings[1].0, readings[1].1).trim_end().to_owned();
            let said = known.remove(&item.id);
            if right == said.is_some() || said.is_some_and(|said| said != all) {
                wrong.push(format!("{} {}:{} “{}”: {all}", item.id, item.file, item.line, item.words));
            }
        }
    }
    assert!(compared >= 10, "{compared} places were compared");
    assert!(wrong.is_empty() && known.is_empty(), "{}\nnot found: {known:?}", wrong.join("\n"));
}
