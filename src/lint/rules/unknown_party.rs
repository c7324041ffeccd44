//! The rule `unknown-party`.

use crate::config::nearest;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::declaration::Declared;
use crate::model::gloss::{GlossProblem, KINDS};
use crate::model::{BlockId, Document, Gloss, Place};
use crate::syntax::ast;
use crate::text::{Edit, LocalSpan};

declare_rule! {
    /// Finds a party, actor or instrument in a gloss or a link that no declaration names.
    ///
    /// ## Why
    ///
    /// The gloss is attributed to nobody, and the link leads nowhere.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia consults.
    ///
    /// > [reservation b] Borduria does not.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia consults.
    ///
    /// > [reservation a 2024-06-19] Only once a year.
    /// ```
    UNKNOWN_PARTY {
        name: "unknown-party",
        group: Parties,
        default: Level::On(Severity::Error),
        fixes: Unsafe,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let declarations = document.declarations();
    let parties: Vec<&str> = declarations.parties.iter().map(|party| party.id.text.as_str()).collect();
    let instruments = declarations.instruments.iter().map(|instrument| instrument.id.text.as_str());
    let treaties = declarations.treaties.iter().map(|treaty| treaty.text.as_str());
    let known: Vec<&str> = parties.iter().copied().chain(instruments).chain(treaties).collect();
    // Names that another file declares are not known here.
    let knows_all = declarations.uses.is_empty();
    for gloss in document.glosses().iter().filter(|gloss| is_gloss(subject, gloss)) {
        let authors = gloss.authors.iter().filter(|author| knows_all || is_figures(&author.text));
        for author in authors.filter(|author| !parties.contains(&author.text.as_str())) {
            unknown(document, report, &author.text, author.place, &parties);
        }
        for problem in &gloss.problems {
            if let GlossProblem::UnknownArgument(argument) = problem {
                unreadable(document, report, argument, &parties);
            }
        }
    }
    for (index, block) in document.blocks().iter().enumerate().filter(|_| knows_all) {
        for link in ast::links(block) {
            let Some(id) = link.target.text.strip_prefix('@') else { continue };
            if !known.contains(&id) {
                let span = LocalSpan::new(link.target.span.start as usize + 1, link.target.span.end as usize);
                unknown(document, report, id, Place { block: BlockId::new(index), span }, &known);
            }
        }
    }
}

/// Whether the brackets of a gloss are its head: those of an unknown kind may be text.
fn is_gloss(subject: &Subject<'_>, gloss: &Gloss) -> bool {
    let name = gloss.kind_name();
    KINDS.iter().any(|(kind, _)| *kind == name) || subject.gloss_kinds.iter().any(|kind| kind == name)
}

/// Whether a word was meant as a date.
fn is_figures(word: &str) -> bool {
    word.contains('-') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn unknown(document: &Document, report: &mut Report<'_>, id: &str, place: Place, known: &[&str]) {
    if is_figures(id) {
        report.at(place, format!("`{id}` is no date; write 2024, 2024-07 or 2024-06-19"));
        return;
    }
    // A short id is near many: a reservation would be ascribed to another State.
    const SHORTEST: usize = 4;
    let near = nearest(id, known.iter().copied()).filter(|near| id.len().min(near.len()) >= SHORTEST);
    let advice = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "declare it with @party or @actor".to_owned(),
    };
    let diagnostic = report.at(place, format!("no declaration names `{id}`; {advice}"));
    diagnostic.fixes = near.map(|near| write(document, place, near)).into_iter().collect();
}

/// A word of a head that is nothing that a head can hold.
fn unreadable(document: &Document, report: &mut Report<'_>, argument: &Declared, parties: &[&str]) {
    let word = argument.text.as_str();
    let small = word.to_lowercase();
    if let Some(party) = parties.iter().find(|party| **party == small) {
        let message = format!("`{word}` is no party; did you mean `{party}`?");
        report.at(argument.place, message).fixes = vec![write(document, argument.place, party)];
        return;
    }
    let message = format!(
        "`{word}` is no party, date, target, quoted words or anchor; write one of these in the head of the gloss"
    );
    report.at(argument.place, message);
}

fn write(document: &Document, place: Place, word: &str) -> Fix {
    let edits = vec![Edit::replace(document.absolute(place), word)];
    Fix { title: format!("Write `{word}`"), edits, safe: false }
}
