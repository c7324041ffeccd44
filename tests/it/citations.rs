//! Clause citations: the sentences of `tests/citation/citations.json`, each put into the model treaty at its
//! place, must cite what a lawyer says they cite. Other languages have a model treaty and sentences of their own.

use glossator::model::{Defaults, Document, Format, Lookup, Pinpoint, Status};
use serde::Deserialize;

#[derive(Deserialize)]
struct CitationCase {
    id: String,
    at: String,
    sentence: String,
    targets: Vec<String>,
}

fn read(path: &str) -> String {
    let path = format!("{}/tests/citation/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the fixture can be read")
}

fn document(text: &str) -> Document {
    Document::new(text, Format::Treaty, &Defaults::default())
}

/// The model treaty with `sentence` as a further sentence of the clause at `pinpoint`.
fn with_sentence(model: &str, pinpoint: &str, sentence: &str) -> (String, usize) {
    let treaty = document(model);
    let parsed = Pinpoint::parse(pinpoint).expect("a pinpoint");
    let Lookup::Found(clause, _) = treaty.look_up(&parsed, Default::default()) else {
        panic!("{pinpoint} is not in the model treaty");
    };
    // The end of the clause's own words: of its first block.
    let block = treaty.clause(clause).blocks.0;
    let own = if treaty.clause(clause).unit().is_some() { block.index() + 2 } else { block.index() };
    let id = glossator::model::BlockId::new(own);
    let end = treaty.start(id).to_usize() + treaty.block(id).text().trim_end().len();
    let mut text = model.to_owned();
    text.insert_str(end, &format!(" {sentence}"));
    (text, end + 1)
}

fn targets(text: &str, from: usize, length: usize) -> Vec<String> {
    let treaty = document(text);
    let citations = treaty.read_citations();
    let inside = citations.iter().filter(|citation| {
        let start = treaty.absolute(citation.place).start.to_usize();
        (from..from + length).contains(&start)
    });
    inside
        .flat_map(|citation| &citation.targets)
        .filter(|target| target.status != Status::Ambiguous)
        .map(|target| target.pinpoint.clone())
        .collect()
}

/// The cases of a file of sentences that cite otherwise in a model treaty than a lawyer says.
fn wrong_in(model: &str, sentences: &str, at_least: usize) -> Vec<String> {
    let model = read(model);
    let cases: Vec<CitationCase> = serde_json::from_str(&read(sentences)).expect("the cases are JSON");
    assert!(cases.len() >= at_least, "{sentences} has {} sentences", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let (text, from) = with_sentence(&model, &case.at, &case.sentence);
        let found = targets(&text, from, case.sentence.len());
        if found != case.targets {
            wrong.push(format!("{} {:?}: {found:?}, expected {:?}", case.id, case.sentence, case.targets));
        }
    }
    wrong
}

#[test]
fn sentences_cite_what_a_lawyer_says_they_cite() {
    let wrong = wrong_in("model-treaty.treaty", "citations.json", 60);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn sentences_in_other_languages_cite_what_they_do_in_english() {
    let mut wrong = Vec::new();
    let official = ["fr", "es", "ru", "zh", "ar"].map(|language| (language, 20));
    for (language, at_least) in official.into_iter().chain(["de", "it", "pt", "nl"].map(|other| (other, 10)))
    {
        let model = format!("model-treaty.{language}.treaty");
        wrong.extend(wrong_in(&model, &format!("citations.{language}.json"), at_least));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
