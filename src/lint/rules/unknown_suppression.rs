//! The rule `unknown-suppression`.

use crate::config::nearest;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Group, RULES, Report, Subject, selection};
use crate::text::Edit;

declare_rule! {
    /// Finds an `@allow` of a rule that does not exist.
    ///
    /// ## Why
    ///
    /// It lets nothing pass, and the finding that it was written for comes back.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @allow stray-glyf: the seal is reproduced as printed
    ///
    /// # Treaty
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// @allow stray-glyph: the seal is reproduced as printed
    /// The Parties a꧃nd others consult.
    /// ```
    UNKNOWN_SUPPRESSION {
        name: "unknown-suppression",
        group: Markup,
        default: Level::On(Severity::Warning),
        fixes: Unsafe,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for allow in &document.declarations().allows {
        let name = allow.rule.text.as_str();
        if selection::find(name).is_some() || Group::ALL.into_iter().any(|group| group.name() == name) {
            continue;
        }
        let groups = Group::ALL.into_iter().map(Group::name);
        let small = name.to_lowercase();
        let near = nearest(&small, RULES.iter().map(|rule| rule.name).chain(groups));
        let advice = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`glossator rules` lists them".to_owned(),
        };
        let span = document.absolute(allow.rule.place);
        let diagnostic = report.at(allow.rule.place, format!("there is no rule or group `{name}`; {advice}"));
        if let Some(near) = near {
            diagnostic.fixes = vec![Fix {
                title: format!("Write `{near}`"),
                edits: vec![Edit::replace(span, near)],
                safe: false,
            }];
        }
    }
}
