//! What a hover says of clauses and of citations of them.

use super::super::page::{Page, Run};
use super::super::{File, words};
use super::names;
use crate::model::workspace::Led;
use crate::model::{
    Citation, CitedTarget, ClauseId, Document, Gloss, LinkTarget, Lookup, MemberId, Named, Pinpoint, Status,
};
use std::collections::BTreeSet;

/// The most glosses that are shown, and the most characters of each.
const GLOSSES: usize = 6;
const GLOSS_CHARACTERS: usize = 240;

/// The words of a clause, its glosses, and how often it is cited.
pub(super) fn page(document: &Document, id: ClauseId) -> Page {
    let mut page = Page::default();
    page.paragraph(title(document, id));
    page.quote(words::of_clause(document, id));
    let glosses: Vec<&Gloss> =
        document.glosses().iter().filter(|gloss| gloss.depth == 1 && gloss.is_about(document, id)).collect();
    let mut items: Vec<Vec<Run>> =
        glosses.iter().take(GLOSSES).map(|gloss| gloss_line(document, gloss)).collect();
    if glosses.len() > GLOSSES {
        items.push(vec![Run::Words(format!("and {} more", glosses.len() - GLOSSES))]);
    }
    page.list(items);
    let cited = document.citations_to(id).filter(|citation| !is_inside(document, citation.at, id)).count();
    if cited > 0 {
        page.words(times("Cited", cited) + " in the rest of this document.");
    }
    page
}

/// The same for a clause of the file, with how often other files cite it.
pub(super) fn page_in(file: &File, id: ClauseId) -> Page {
    let mut page = page(file.document(), id);
    let within = file.surroundings();
    let wanted = |first, last| file.document().leads_to((first, last), (id, id));
    let incoming = within.workspace.citing(within.member, wanted);
    if !incoming.is_empty() {
        let files: BTreeSet<MemberId> = incoming.iter().map(|incoming| incoming.member).collect();
        let files =
            if files.len() == 1 { "another file".to_owned() } else { format!("{} other files", files.len()) };
        page.words(times("Cited", incoming.len()) + " in " + &files + ".");
    }
    page
}

/// Whether a clause is another or a part of it.
fn is_inside(document: &Document, id: ClauseId, outer: ClauseId) -> bool {
    id >= outer && id < document.clause(outer).end
}

/// "Cited once", "Cited 3 times".
pub(super) fn times(what: &str, count: usize) -> String {
    match count {
        1 => format!("{what} once"),
        2 => format!("{what} twice"),
        count => format!("{what} {count} times"),
    }
}

fn title(document: &Document, id: ClauseId) -> Vec<Run> {
    let (heading, part) = words::name(document, id);
    let mut runs = vec![Run::Strong(heading)];
    if let Some(part) = part {
        runs.extend([Run::Words(" ".to_owned()), Run::Code(part)]);
    }
    runs
}

fn gloss_line(document: &Document, gloss: &Gloss) -> Vec<Run> {
    let mut head = vec![];
    let of = names::authors(document, gloss);
    if !of.is_empty() {
        head.push(of);
    }
    head.extend(gloss.date.map(|date| date.to_string()));
    head.extend(gloss.lemma.as_ref().map(|lemma| format!("“{}”", lemma.text)));
    let head = if head.is_empty() { String::new() } else { format!(", {}", head.join(", ")) };
    vec![
        Run::Strong(gloss.kind_name().to_owned()),
        Run::Words(format!("{head}: {}", words::of_gloss(document, gloss, GLOSS_CHARACTERS))),
    ]
}

/// A clause, or the names of the first and the last of a range.
pub(super) fn range(document: &Document, first: ClauseId, last: ClauseId) -> Page {
    if first == last {
        return page(document, first);
    }
    let mut range = Page::default();
    range.list(vec![title(document, first), title(document, last)]);
    range
}

/// What a citation leads to: one of its targets, or all of them.
pub(super) fn cited(file: &File, citation: &Citation, target: Option<usize>) -> Page {
    let document = file.document();
    let targets: Vec<&CitedTarget> = match target {
        Some(index) => citation.targets.get(index).into_iter().collect(),
        None => citation.targets.iter().collect(),
    };
    let [one] = targets.as_slice() else {
        let mut all = Page::default();
        all.list(targets.iter().map(|target| summary(document, target)).collect());
        return all;
    };
    match (one.clauses, one.status) {
        (Some((first, last)), _) if first == last => page_in(file, first),
        (Some((first, last)), _) => range(document, first, last),
        (None, Status::External | Status::Quoted) => external(file, one),
        (None, _) => {
            let mut page = Page::default();
            page.paragraph(summary(document, one));
            page
        }
    }
}

/// One line on a target.
fn summary(document: &Document, target: &CitedTarget) -> Vec<Run> {
    match (target.clauses, target.status) {
        (Some((first, last)), _) if first == last => title(document, first),
        (Some((first, last)), _) => {
            let mut runs = title(document, first);
            runs.push(Run::Words(" to ".to_owned()));
            runs.extend(title(document, last));
            runs
        }
        (None, Status::Ambiguous) => {
            vec![
                Run::Words("More than one clause could be meant by ".to_owned()),
                Run::Code(target.pinpoint.clone()),
            ]
        }
        (None, Status::External | Status::Quoted) => vec![Run::Code(target.pinpoint.clone())],
        (None, _) => {
            vec![
                Run::Words("There is no clause ".to_owned()),
                Run::Code(target.pinpoint.clone()),
                Run::Words(".".to_owned()),
            ]
        }
    }
}

/// A clause of another instrument: its words where the workspace has them.
fn external(file: &File, target: &CitedTarget) -> Page {
    let (document, within) = (file.document(), file.surroundings());
    if let Some(found) = within.follow(target, document) {
        let other = &within.workspace.member(found.treaty.member).document;
        let title = other.title().map_or("another treaty".to_owned(), words::one_line);
        return match found.led {
            Led::Clauses(first, last) => {
                let mut page = range(other, first, last);
                page.words(format!("In {title}."));
                page
            }
            Led::Missing(pinpoint) => {
                let mut page = Page::default();
                page.paragraph([Run::Words(format!("{title} has no clause ")), Run::Code(pinpoint)]);
                page
            }
            Led::Ambiguous => {
                let mut page = Page::default();
                page.words(format!("More than one clause of {title} could be meant."));
                page
            }
        };
    }
    let index = target.declared().and_then(|id| {
        document.declarations().instruments.iter().position(|instrument| instrument.id.text == id)
    });
    let mut page = Page::default();
    page.paragraph([Run::Code(target.pinpoint.clone())]);
    match index {
        Some(index) => page.append(names::page(document, Named::Instrument(index))),
        None => page.words("A clause of another instrument, which no @instrument declares."),
    }
    page
}

/// The clause that the head of a gloss names.
pub(super) fn gloss_target(document: &Document, gloss: &Gloss, target: usize) -> Option<Page> {
    let written = &gloss.targets.get(target)?.text;
    let LinkTarget::Clause(pinpoint) = LinkTarget::parse(written)? else { return None };
    match document.look_up(&Pinpoint::parse(pinpoint)?, gloss.clause) {
        Lookup::Found(first, _) => Some(page(document, first)),
        _ => None,
    }
}
