//! The rule `unknown-party`.

use crate::config::nearest;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
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
    // Names that another file declares are not known here.
    if !declarations.uses.is_empty() {
        return;
    }
    let parties = || declarations.parties.iter().map(|party| party.id.text.as_str());
    let instruments = || declarations.instruments.iter().map(|instrument| instrument.id.text.as_str());
    for gloss in document.glosses().iter().filter(|gloss| is_gloss(subject, gloss)) {
        for author in gloss.authors.iter().filter(|author| declarations.party(&author.text).is_none()) {
            add(document, report, &author.text, author.place, &parties().collect::<Vec<_>>());
        }
        for problem in &gloss.problems {
            if let GlossProblem::UnknownArgument(argument) = problem {
                let message = format!(
                    "`{}` is no party, date, target, quoted words or anchor; write one of these in the head of the gloss",
                    argument.text
                );
                report.at(argument.place, message);
            }
        }
    }
    for (index, block) in document.blocks().iter().enumerate() {
        for link in ast::links(block) {
            let Some(id) = link.target.text.strip_prefix('@') else { continue };
            let known: Vec<&str> = parties().chain(instruments()).collect();
            if !known.contains(&id) {
                let span = LocalSpan::new(link.target.span.start as usize + 1, link.target.span.end as usize);
                add(document, report, id, Place { block: BlockId::new(index), span }, &known);
            }
        }
    }
}

/// Whether the brackets of a gloss are its head: those of an unknown kind may be text.
fn is_gloss(subject: &Subject<'_>, gloss: &Gloss) -> bool {
    let name = gloss.kind_name();
    KINDS.iter().any(|(kind, _)| *kind == name) || subject.gloss_kinds.iter().any(|kind| kind == name)
}

fn add(document: &Document, report: &mut Report<'_>, id: &str, place: Place, known: &[&str]) {
    let near = nearest(id, known.iter().copied());
    let advice = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "declare it with @party or @actor".to_owned(),
    };
    let diagnostic = report.at(place, format!("no declaration names `{id}`; {advice}"));
    if let Some(near) = near {
        diagnostic.fixes = vec![Fix {
            title: format!("Write `{near}`"),
            edits: vec![Edit::replace(document.absolute(place), near)],
            safe: false,
        }];
    }
}
