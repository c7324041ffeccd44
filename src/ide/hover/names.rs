//! What a hover says of parties, instruments and terms.

use super::super::page::{Page, Run};
use super::super::words;
use super::clause::times;
use crate::model::declaration::{DateDeclaration, Declared, Instrument, Party, PartyRole};
use crate::model::name::is_common_word;
use crate::model::{ClauseId, ClauseKind, Document, Gloss, Named, Term, TermKind};

/// The most places that are listed where something is mentioned.
const PLACES: usize = 8;

/// What a name means.
pub(super) fn page(document: &Document, named: Named) -> Page {
    let declarations = document.declarations();
    match named {
        Named::Party(index, _) => {
            declarations.parties.get(index).map(|found| party(document, index, found)).unwrap_or_default()
        }
        Named::AllParties => all_parties(document),
        Named::Instrument(index) => {
            let found = declarations.instruments.get(index);
            found.map(|found| instrument(document, index, found)).unwrap_or_default()
        }
        Named::Term(index) => {
            document.terms().terms.get(index).map(|found| term(document, index, found)).unwrap_or_default()
        }
    }
}

fn party(document: &Document, index: usize, party: &Party) -> Page {
    let mut page = Page::default();
    let role = match party.role {
        PartyRole::Party => "party",
        PartyRole::Actor => "actor, not a party",
    };
    page.paragraph(head(party.name(), role, &party.id.text));
    let mut facts = Vec::new();
    let mut fact = |label: &str, names: &[Declared]| {
        if !names.is_empty() {
            facts.push(vec![Run::Words(format!("{label}: {}", list(names)))]);
        }
    };
    fact("Other names", party.names.get(1..).unwrap_or_default());
    fact("Adjective", &party.adjectives);
    fact("Seat", &party.seats);
    fact("Signatory", &party.signatories);
    facts.extend(party.dates.iter().map(date));
    page.list(facts);
    page.words(mentioned(document, |named| matches!(named, Named::Party(found, _) if found == index)));
    page
}

/// The name of something declared, what it is, and its id.
fn head(name: &str, what: &str, id: &str) -> [Run; 3] {
    [Run::Strong(name.to_owned()), Run::Words(format!(", {what} ")), Run::Code(format!("@{id}"))]
}

fn list(names: &[Declared]) -> String {
    names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join("; ")
}

fn date(date: &DateDeclaration) -> Vec<Run> {
    let event = date.event.text.replace('-', " ");
    let first = event.chars().next().into_iter().flat_map(char::to_uppercase);
    let event: String = first.chain(event.chars().skip(1)).collect();
    vec![Run::Words(format!("{event}: {}", date.date))]
}

/// How often and in which clauses something is mentioned.
fn mentioned(document: &Document, is: impl Fn(Named) -> bool) -> String {
    let mentions = document.mentions().iter().filter(|mention| is(mention.named));
    let mut count = 0;
    let mut places: Vec<String> = Vec::new();
    for mention in mentions {
        count += 1;
        let clause = document.clause_at(mention.place.start());
        let printed = document.enclosing(clause, |clause| clause.kind != ClauseKind::Paragraph);
        let place = document.pinpoint(printed.unwrap_or(ClauseId::ROOT));
        if !place.is_empty() && places.last() != Some(&place) {
            places.push(place);
        }
    }
    if count == 0 {
        return "Not mentioned in this document.".to_owned();
    }
    let more = places.len().saturating_sub(PLACES);
    places.truncate(PLACES);
    let mut sentence = times("Mentioned", count);
    if !places.is_empty() {
        sentence += &format!(": {}", places.join(", "));
    }
    if more > 0 {
        sentence += &format!(" and {more} more");
    }
    sentence + "."
}

fn all_parties(document: &Document) -> Page {
    let parties = document.declarations().parties.iter().filter(|party| party.role == PartyRole::Party);
    let items = parties.map(|party| {
        vec![
            Run::Strong(party.name().to_owned()),
            Run::Words(" ".to_owned()),
            Run::Code(format!("@{}", party.id.text)),
        ]
    });
    let mut page = Page::default();
    page.words("All parties:");
    page.list(items.collect());
    page
}

fn instrument(document: &Document, index: usize, instrument: &Instrument) -> Page {
    let mut page = Page::default();
    page.paragraph(head(instrument.name(), "instrument", &instrument.id.text));
    let mut facts = Vec::new();
    let others = instrument.names.get(1..).unwrap_or_default();
    if !others.is_empty() {
        facts.push(vec![Run::Words(format!("Other names: {}", list(others)))]);
    }
    facts.extend(instrument.dates.iter().map(date));
    if let Some(url) = instrument.url.as_ref().filter(|url| is_web(&url.text)) {
        facts.push(vec![Run::Link(url.text.clone())]);
    }
    page.list(facts);
    let is = |named| matches!(named, Named::Instrument(found) if found == index);
    page.words(mentioned(document, is));
    page
}

/// Whether a link may be shown: only to the web.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn term(document: &Document, index: usize, term: &Term) -> Page {
    let mut page = Page::default();
    let kind = match term.kind {
        TermKind::Declared | TermKind::Meaning | TermKind::Partly => "term",
        TermKind::ShortName | TermKind::Parties => "short name",
    };
    let place = Some(document.pinpoint(term.clause)).filter(|place| !place.is_empty());
    let mut head = vec![Run::Strong(term.name.text.clone()), Run::Words(format!(", {kind}"))];
    if let Some(place) = place {
        head.extend([Run::Words(" defined in ".to_owned()), Run::Code(place)]);
    }
    page.paragraph(head);
    match document.declarations().terms.get(index).filter(|_| term.kind == TermKind::Declared) {
        Some(declared) => page.quote(vec![declared.meaning.text.clone()]),
        None => page.quote(words::of_extent(document, term.definition)),
    }
    if term.scope != ClauseId::ROOT {
        page.words(format!("Holds in {}.", words::name(document, term.scope).0));
    }
    if term.kind != TermKind::Declared && is_common_word(&term.name.text) {
        page.words("It is a common word too: only its uses in quotation marks are found.");
        return page;
    }
    let is = |named| matches!(named, Named::Term(found) if found == index);
    page.words(mentioned(document, is));
    page
}

/// Who made a gloss, in words.
pub(super) fn authors(document: &Document, gloss: &Gloss) -> String {
    let declarations = document.declarations();
    let name =
        |id: &Declared| declarations.party(&id.text).map_or(id.text.clone(), |party| party.name().to_owned());
    gloss.authors.iter().map(name).collect::<Vec<_>>().join(" and ")
}
