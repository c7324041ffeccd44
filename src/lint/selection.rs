//! Which rules run, and how grave what they find is: the defaults, then the settings of the project, then
//! what was asked for on the command line.

use super::rule::{Group, Rule};
use super::rules::RULES;
use crate::config::{Level, RuleSetting, Severity, nearest};

/// What each rule is set to.
#[derive(Clone, Debug)]
pub struct Selection {
    /// In the order of [`RULES`]: the level, and whether it was set on purpose.
    levels: Vec<(Level, bool)>,
}

impl Default for Selection {
    fn default() -> Self {
        Self { levels: RULES.iter().map(|rule| (rule.default, false)).collect() }
    }
}

/// A name that is neither a rule nor a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// What is wrong and what to write instead.
    pub message: String,
    /// Where it stands in the settings, in bytes; nothing for an argument.
    pub span: Option<std::ops::Range<usize>>,
}

impl Selection {
    /// Applies settings; the later one counts. Names that are not known are given back.
    pub fn configure(&mut self, settings: &[RuleSetting]) -> Vec<UnknownName> {
        let mut unknown = Vec::new();
        for setting in settings {
            match rules_named(&setting.name) {
                Ok(named) => {
                    for (rule, slot) in RULES.iter().zip(&mut self.levels) {
                        if named(rule) {
                            *slot = (setting.level, true);
                        }
                    }
                }
                Err(message) => unknown.push(UnknownName { message, span: Some(setting.span.clone()) }),
            }
        }
        unknown
    }

    /// Keeps only the rules and groups of `names`; one that is off by default runs if it is named.
    pub fn select(&mut self, names: &[String]) -> Vec<UnknownName> {
        let (named, unknown) = resolve(names);
        if names.is_empty() {
            return unknown;
        }
        for (rule, slot) in RULES.iter().zip(&mut self.levels) {
            let wanted = named.iter().any(|is| is(rule));
            slot.0 = match (wanted, slot.0) {
                (false, _) => Level::Off,
                (true, Level::Off) => Level::On(Severity::Warning),
                (true, on) => on,
            };
        }
        unknown
    }

    /// Turns the rules and groups of `names` off.
    pub fn ignore(&mut self, names: &[String]) -> Vec<UnknownName> {
        let (named, unknown) = resolve(names);
        for (rule, slot) in RULES.iter().zip(&mut self.levels) {
            if named.iter().any(|is| is(rule)) {
                slot.0 = Level::Off;
            }
        }
        unknown
    }

    /// What a rule is set to.
    pub fn level(&self, rule: &Rule) -> Level {
        self.severity(rule).map_or(Level::Off, |(severity, _)| Level::On(severity))
    }

    /// How grave what a rule finds is, and whether that was set on purpose; `None` if it does not run.
    pub(super) fn severity(&self, rule: &Rule) -> Option<(Severity, bool)> {
        let index = RULES.iter().position(|known| known.name == rule.name)?;
        match self.levels.get(index)? {
            (Level::On(severity), fixed) => Some((*severity, *fixed)),
            (Level::Off, _) => None,
        }
    }

    /// The rules that run.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        RULES.iter().copied().filter(|rule| self.severity(rule).is_some())
    }
}

type Named = Box<dyn Fn(&Rule) -> bool>;

/// The rules that a name means: one rule, or all of a group.
fn rules_named(name: &str) -> Result<Named, String> {
    if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == name) {
        return Ok(Box::new(move |rule| rule.group == group));
    }
    if let Some(known) = find(name) {
        let known = known.name;
        return Ok(Box::new(move |rule| rule.name == known));
    }
    let groups = Group::ALL.into_iter().map(Group::name);
    let near = nearest(name, RULES.iter().map(|rule| rule.name).chain(groups));
    let advice = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`glossator rules` lists them".to_owned(),
    };
    Err(format!("there is no rule or group `{name}`; {advice}"))
}

fn resolve(names: &[String]) -> (Vec<Named>, Vec<UnknownName>) {
    let mut named = Vec::new();
    let mut unknown = Vec::new();
    for name in names {
        match rules_named(name) {
            Ok(is) => named.push(is),
            Err(message) => unknown.push(UnknownName { message, span: None }),
        }
    }
    (named, unknown)
}

/// The rule with a name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
