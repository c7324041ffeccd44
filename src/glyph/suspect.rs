//! A suspect: a place of a text that is wrong, with what could be put there, before evidence decides.

use super::class::Class;
use crate::config::Severity;
use std::ops::Range;

/// A place that is wrong.
#[derive(Clone, Debug)]
pub(super) struct Suspect {
    /// The bytes of the text that are reported.
    pub(super) range: Range<usize>,
    pub(super) class: Class,
    pub(super) severity: Severity,
    /// What could be put there. Empty if nothing is known.
    pub(super) choices: Vec<Choice>,
    pub(super) trust: Trust,
}

/// When the best choice may be made without being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Always: nothing else can be meant.
    Certain,
    /// If what comes out is known and nothing else that is known could be meant.
    ByEvidence,
    /// Never.
    Confirm,
}

/// Something that could be put in the place of a suspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) action: Action,
    /// The bytes that are replaced: those of the suspect and sometimes a neighbour's.
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// How likely it is before words are looked up, in tenths of a power of ten below the likeliest.
    pub(super) prior: i32,
}

/// What a repair does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It takes the character out.
    Remove,
    /// It puts another in its place.
    Replace,
    /// It puts a space in its place.
    Space,
}

impl Suspect {
    pub(super) fn new(range: Range<usize>, class: Class) -> Self {
        Self { range, class, severity: class.severity(), choices: Vec::new(), trust: Trust::ByEvidence }
    }

    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(super) fn trust(mut self, trust: Trust) -> Self {
        self.trust = trust;
        self
    }

    pub(super) fn remove(self, prior: i32) -> Self {
        let range = self.range.clone();
        self.choice(Action::Remove, range, "", prior)
    }

    pub(super) fn space(self, prior: i32) -> Self {
        let range = self.range.clone();
        self.choice(Action::Space, range, " ", prior)
    }

    pub(super) fn replace(self, text: &str, prior: i32) -> Self {
        let range = self.range.clone();
        self.choice(Action::Replace, range, text, prior)
    }

    pub(super) fn choice(mut self, action: Action, range: Range<usize>, text: &str, prior: i32) -> Self {
        let choice = Choice { action, range, text: text.to_owned(), prior };
        if !self.choices.iter().any(|known| known.range == choice.range && known.text == choice.text) {
            self.choices.push(choice);
        }
        self
    }
}
