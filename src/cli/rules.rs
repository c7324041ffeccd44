//! `glossator rules` and `glossator explain`.

use super::args::{Explain, OutlineFormat, Rules};
use super::{CLEAN, Failure};
use crate::config::{Level, nearest};
use crate::lint::{RULES, Rule, selection};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct RuleRow {
    name: &'static str,
    group: &'static str,
    default: &'static str,
    fix: &'static str,
    summary: String,
}

fn level(rule: &Rule) -> &'static str {
    match rule.default {
        Level::Off => "off",
        Level::On(severity) => severity.name(),
    }
}

/// Lists all rules.
pub(super) fn list(arguments: &Rules) -> Result<u8, Failure> {
    let mut out = anstream::stdout().lock();
    let rows = RULES.iter().map(|rule| RuleRow {
        name: rule.name,
        group: rule.group.name(),
        default: level(rule),
        fix: rule.fixes.name(),
        summary: rule.summary(),
    });
    match arguments.format {
        OutlineFormat::Json => {
            let rows: Vec<RuleRow> = rows.collect();
            super::report::write_json(&mut out, &rows)?;
        }
        OutlineFormat::Text => {
            for row in rows {
                writeln!(
                    out,
                    "{:<10} {:<22} {:<8} {:<11} {}",
                    row.group, row.name, row.default, row.fix, row.summary
                )?;
            }
        }
    }
    Ok(CLEAN)
}

/// Shows the page of a rule.
pub(super) fn explain(arguments: &Explain) -> Result<u8, Failure> {
    let Some(rule) = selection::find(&arguments.rule) else {
        let advice = match nearest(&arguments.rule, RULES.iter().map(|rule| rule.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`glossator rules` lists them".to_owned(),
        };
        let name = super::terminal::safe(&arguments.rule);
        return Err(Failure::Message(format!("there is no rule `{name}`; {advice}")));
    };
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "# {}\n\nGroup {}, default {}, {}.\n",
        rule.name,
        rule.group.name(),
        level(rule),
        rule.fixes.name()
    )?;
    write!(out, "{}", rule.page())?;
    Ok(CLEAN)
}
