//! The settings of a project, `glossator.toml`, as plain data: parsed from a string, with the place of what
//! is wrong. Rule names stay strings here; `lint` checks them.

pub mod keys;
mod parse;

pub use parse::{ConfigError, parse};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It is wrong.
    Error,
    /// It is most likely wrong.
    Warning,
    /// It is worth knowing.
    Info,
    /// It could be better. Never fails a run.
    Hint,
}

impl Severity {
    /// All severities, the gravest first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Hint];

    /// The name, as settings and output write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        }
    }
}

/// What a rule or a group of rules is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, and what it finds is so grave.
    On(Severity),
}

/// A rule or group and what it is set to, in the order of the file: the later one counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetting {
    /// The name as written.
    pub name: String,
    /// The level.
    pub level: Level,
    /// Where the name stands, in bytes of the file.
    pub span: std::ops::Range<usize>,
}

/// The settings of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `extend`: the path of settings that these add to.
    pub extend: Option<String>,
    /// `[files] exclude`: patterns of files that a walk leaves out.
    pub exclude: Vec<String>,
    /// `[text] languages`: of texts that declare none.
    pub languages: Vec<String>,
    /// `[text] scripts`: names of further scripts that are expected everywhere.
    pub scripts: Vec<String>,
    /// `[text] allow`: characters that are never reported.
    pub allow: String,
    /// `[text] words`: the path of a list of words, one a line.
    pub words: Option<String>,
    /// `[rules]`.
    pub rules: Vec<RuleSetting>,
    /// `[per-file."pattern"]`: rules for the files that match.
    pub per_file: Vec<(String, Vec<RuleSetting>)>,
    /// `[gloss] kinds`: further kinds of glosses.
    pub gloss_kinds: Vec<String>,
}

impl Config {
    /// These settings added to `base`: lists of patterns, scripts, kinds and rules are joined, what is set
    /// here replaces what is set there.
    #[must_use]
    pub fn over(self, base: Config) -> Config {
        let join = |mut base: Vec<String>, own: Vec<String>| {
            base.extend(own);
            base
        };
        let mut rules = base.rules;
        rules.extend(self.rules);
        let mut per_file = base.per_file;
        per_file.extend(self.per_file);
        Config {
            extend: self.extend,
            exclude: join(base.exclude, self.exclude),
            languages: if self.languages.is_empty() { base.languages } else { self.languages },
            scripts: join(base.scripts, self.scripts),
            allow: base.allow + &self.allow,
            words: self.words.or(base.words),
            rules,
            per_file,
            gloss_kinds: join(base.gloss_kinds, self.gloss_kinds),
        }
    }
}

/// The entry of `known` that is nearest to `word`, if it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    let distance = |known: &&'a str| strsim::osa_distance(word, known);
    known.into_iter().filter(|known| distance(known) <= limit).min_by_key(distance)
}
