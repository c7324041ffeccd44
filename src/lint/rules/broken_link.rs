//! The rule `broken-link`.

use super::unresolved_citation::missing;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};
use crate::model::workspace::Led;
use crate::model::{CitedTarget, Foreign, Form, Status};

declare_rule! {
    /// Finds an explicit link whose target is not there.
    ///
    /// ## Why
    ///
    /// A link was made so that it can be followed. Links to other treaties are followed where the workspace
    /// is known; a link to a file or an id that it does not hold is broken too.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The [rules on disputes](#22) apply.
    ///
    /// ## Article 2
    ///
    /// Disputes are settled by consultation.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The [rules on disputes](#2) apply.
    ///
    /// ## Article 2
    ///
    /// Disputes are settled by consultation.
    /// ```
    BROKEN_LINK {
        name: "broken-link",
        group: Citations,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let links = subject.document.citations().iter().filter(|citation| citation.form == Form::Link);
    for target in links.flat_map(|citation| &citation.targets) {
        if let Some(fault) = fault(subject, target) {
            report.at(target.place, fault);
        }
    }
}

/// What is wrong with the target of a link.
fn fault(subject: &Subject<'_>, target: &CitedTarget) -> Option<String> {
    let document = subject.document;
    let written = glyphs::quoted(document.words(target.place));
    if target.status == Status::Missing {
        return Some(format!(
            "{written} leads nowhere: {}",
            missing(document, &target.pinpoint, "this treaty")
        ));
    }
    let within = subject.within?;
    let outside = target.outside.as_ref()?;
    if let Some(found) = within.follow(target, document) {
        let Led::Missing(pinpoint) = found.led else { return None };
        let other = &within.workspace.member(found.treaty.member).document;
        let title = other.title().map_or("that treaty".to_owned(), glyphs::quoted);
        return Some(format!("{written} leads nowhere in {title}: {}", missing(other, &pinpoint, "it")));
    }
    let path = within.workspace.member(within.member).path.as_deref();
    match &outside.instrument {
        Foreign::Linked(_) if within.workspace.treaty(outside, document, path).is_some() => None,
        Foreign::Linked(file) if file.ends_with(".treaty") => {
            let file = glyphs::quoted(file);
            Some(format!("{written} leads nowhere: the workspace has no file {file}; correct the path"))
        }
        Foreign::Linked(id) => {
            let id = glyphs::quoted(id);
            Some(format!(
                "{written} leads nowhere: no file of the workspace has the id {id}, and no @instrument declares it"
            ))
        }
        Foreign::Declared(_) | Foreign::Named(_) => None,
    }
}
