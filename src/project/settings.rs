//! The settings of a file: the nearest `glossator.toml` from its folder upwards, as far as the folder that
//! holds `.git`, with what it extends.

use crate::config::{self, Config, ConfigError};
use crate::glyph;
use crate::lint::{self, Selection};
use crate::model::Defaults;
use crate::project::walk;
use globset::GlobMatcher;
use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The name of settings files.
pub const NAME: &str = "glossator.toml";
/// The largest file that settings may name, in bytes.
const LARGEST: u64 = 64 << 20;

/// Settings that hold for the files of a folder.
#[derive(Debug, Default)]
pub struct Settings {
    /// The file that they come from.
    pub path: Option<PathBuf>,
    /// As read.
    pub config: Config,
    /// What texts are that do not say it themselves.
    pub defaults: Defaults,
    /// What holds for all files.
    pub common: lint::Settings,
    /// The files that they were read from.
    pub sources: Vec<PathBuf>,
    per_file: Vec<(GlobMatcher, Vec<config::RuleSetting>)>,
}

/// What is wrong with a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// The file.
    pub path: PathBuf,
    /// The text of the file, empty if it could not be read.
    pub text: String,
    /// What is wrong and where.
    pub errors: Vec<ConfigError>,
}

impl Settings {
    /// What holds for a file, by its path as it was named.
    pub fn of_file(&self, path: &Path) -> lint::Settings {
        let mut settings = self.common.clone();
        for (_, rules) in self.patterns_of(path) {
            // Names were checked when the settings were read.
            settings.selection.configure(rules);
        }
        settings
    }

    /// How it comes to the rules of a file: what each part of the settings adds, with the name of the part.
    pub fn steps(&self, path: &Path) -> Vec<(String, Selection)> {
        let mut selection = self.common.selection.clone();
        let mut steps = vec![("[rules]".to_owned(), selection.clone())];
        for (pattern, rules) in self.patterns_of(path) {
            selection.configure(rules);
            steps.push((format!("[per-file.\"{}\"]", pattern.glob()), selection.clone()));
        }
        steps
    }

    /// The patterns that match a file, with their rules.
    fn patterns_of(&self, path: &Path) -> impl Iterator<Item = &(GlobMatcher, Vec<config::RuleSetting>)> {
        let folder = self.path.as_deref().and_then(Path::parent);
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let inside = folder.and_then(|folder| absolute.strip_prefix(folder).ok()).unwrap_or(path).to_owned();
        self.per_file.iter().filter(move |(pattern, _)| pattern.is_match(&inside))
    }
}

/// Finds and keeps the settings of folders.
#[derive(Debug, Default)]
pub struct Finder {
    folders: HashMap<PathBuf, Arc<Settings>>,
    /// What is wrong with the settings that were found, each file once.
    pub errors: Vec<SettingsError>,
    /// The state of every file that was looked for; `None` for one that was not there.
    stamps: HashMap<PathBuf, Option<Stamp>>,
    /// The last settings of each file that had no errors.
    good: HashMap<PathBuf, Arc<Settings>>,
}

/// What tells that a file has changed: its size in bytes, and when it was last written.
type Stamp = (u64, Option<SystemTime>);

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

impl Finder {
    /// The settings for the file at `path`.
    pub fn settings_for(&mut self, path: &Path) -> Arc<Settings> {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = absolute.parent().unwrap_or(Path::new("/")).to_owned();
        self.settings_of(&folder)
    }

    /// The settings for the files of `folder`, an absolute path.
    pub fn settings_of(&mut self, folder: &Path) -> Arc<Settings> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let file = folder.join(NAME);
        let found = stamp(&file);
        self.stamps.insert(file.clone(), found);
        let settings = if found.is_some() {
            self.load(&file)
        } else {
            match folder.parent() {
                Some(parent) if !folder.join(".git").exists() => self.settings_of(parent),
                _ => Arc::default(),
            }
        };
        self.folders.insert(folder.to_owned(), settings.clone());
        settings
    }

    /// Settings with errors give way to the last good ones of the file, if there were any.
    fn load(&mut self, file: &Path) -> Arc<Settings> {
        let (settings, errors) = load(file);
        let settings = Arc::new(settings);
        for source in &settings.sources {
            self.stamps.insert(source.clone(), stamp(source));
        }
        if errors.is_empty() {
            self.good.insert(file.to_owned(), settings.clone());
            return settings;
        }
        self.errors.extend(errors);
        self.good.get(file).cloned().unwrap_or(settings)
    }

    /// Whether all files that were looked for are as they were then.
    pub fn is_fresh(&self) -> bool {
        self.stamps.iter().all(|(path, known)| stamp(path) == *known)
    }

    /// A finder that looks for everything anew and falls back on what was good before.
    pub fn renewed(&self) -> Self {
        Self { good: self.good.clone(), ..Self::default() }
    }
}

/// Reads the settings file at `path` with what it extends. What is wrong is given beside what could be read.
pub fn load(path: &Path) -> (Settings, Vec<SettingsError>) {
    let mut errors = Vec::new();
    let mut chain = Vec::new();
    let config = read(path, &mut chain, &mut errors);
    let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
    let mut settings = Settings { path: Some(path.to_owned()), sources: chain, ..Settings::default() };
    settings.sources.extend(config.words.iter().map(|words| folder.join(words)));
    let mut found: Vec<ConfigError> = Vec::new();
    let mut add = |message: String, span| found.push(ConfigError { message, span });
    for unknown in settings.common.selection.configure(&config.rules) {
        add(unknown.message, unknown.span.unwrap_or_default());
    }
    for (pattern, rules) in &config.per_file {
        for unknown in Selection::default().configure(rules) {
            add(unknown.message, unknown.span.unwrap_or_default());
        }
        match globset::Glob::new(pattern) {
            Ok(glob) => settings.per_file.push((glob.compile_matcher(), rules.clone())),
            Err(error) => add(format!("`{pattern}` is no pattern: {}", error.kind()), 0..0),
        }
    }
    if let Err(message) = walk::patterns(config.exclude.iter().map(String::as_str)) {
        add(message, 0..0);
    }
    for name in &config.scripts {
        if crate::unicode::language::script_named(name).is_none() {
            add(format!("there is no script `{name}`; write its English name, such as `Hangul`"), 0..0);
        }
    }
    let words = match config.words.as_deref().map(|words| read_inside(&folder, words)) {
        Some(Ok(text)) => {
            text.lines().map(|line| line.trim().to_lowercase()).filter(|line| !line.is_empty()).collect()
        }
        Some(Err(message)) => {
            add(message, 0..0);
            Default::default()
        }
        None => Default::default(),
    };
    if !found.is_empty() {
        let text = fs::read_to_string(path).unwrap_or_default();
        errors.push(SettingsError { path: path.to_owned(), text, errors: found });
    }
    settings.defaults.languages.clone_from(&config.languages);
    settings.common.glyphs =
        Arc::new(glyph::Project { scripts: config.scripts.clone(), allow: config.allow.clone(), words });
    settings.common.gloss_kinds = config.gloss_kinds.clone().into();
    settings.config = config;
    (settings, errors)
}

/// Reads a settings file and those that it extends.
fn read(path: &Path, chain: &mut Vec<PathBuf>, errors: &mut Vec<SettingsError>) -> Config {
    let whole = |message: String| SettingsError {
        path: path.to_owned(),
        text: String::new(),
        errors: vec![ConfigError { message, span: 0..0 }],
    };
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if chain.contains(&real) {
        errors
            .push(whole("extends itself, through other files or at once; take one `extend` out".to_owned()));
        return Config::default();
    }
    chain.push(real);
    let text = match read_limited(path) {
        Ok(text) => text,
        Err(message) => {
            errors.push(whole(message));
            return Config::default();
        }
    };
    let (config, found) = config::parse(&text);
    if !found.is_empty() {
        errors.push(SettingsError { path: path.to_owned(), text, errors: found });
    }
    match &config.extend {
        Some(base) => {
            let base = path.parent().unwrap_or(Path::new(".")).join(base);
            let base = read(&base, chain, errors);
            config.over(base)
        }
        None => config,
    }
}

fn read_limited(path: &Path) -> Result<String, String> {
    let metadata = fs::metadata(path).map_err(|error| format!("cannot be read: {error}"))?;
    if !metadata.is_file() {
        return Err("is not a regular file".to_owned());
    }
    if metadata.len() > LARGEST {
        return Err("is larger than 64 MB".to_owned());
    }
    fs::read_to_string(path).map_err(|error| format!("cannot be read: {error}"))
}

/// Reads a file that settings name: relative, and inside their folder.
fn read_inside(folder: &Path, name: &str) -> Result<String, String> {
    let relative = Path::new(name);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err(format!(
            "`{name}` is not inside the folder of the settings; write a relative path without `..`"
        ));
    }
    read_limited(&folder.join(relative)).map_err(|message| format!("`{name}` {message}"))
}
