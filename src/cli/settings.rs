//! `glossator init`, `glossator config-schema`, and the settings that `check --show-settings` shows.

use super::args::Check;
use super::check::{settings_messages, shown};
use super::report::write_json;
use super::terminal::safe;
use super::{CLEAN, FAILED, Failure};
use crate::config::keys::{self, KEYS, Kind};
use crate::config::{Level, Severity};
use crate::lint::{Group, RULES, Selection};
use crate::project::settings::{Finder, NAME, Settings};
use crate::project::{ReadError, write};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes a `glossator.toml` in which nothing is set yet.
pub(super) fn init() -> Result<u8, Failure> {
    write::create(Path::new(NAME), keys::sample().as_bytes())
        .map_err(|error| Failure::Message(format!("{NAME} {error}")))?;
    writeln!(anstream::stdout(), "Wrote {NAME}")?;
    Ok(CLEAN)
}

/// Writes the JSON Schema of `glossator.toml`.
pub(super) fn schema() -> Result<u8, Failure> {
    let mut out = anstream::stdout().lock();
    let mut top = Map::new();
    for key in KEYS.iter().filter(|key| key.table.is_empty()) {
        top.insert(key.name.to_owned(), value(key));
    }
    for table in ["files", "text", "gloss"] {
        let keys = KEYS.iter().filter(|key| key.table == table);
        let properties: Map<String, Value> = keys.map(|key| (key.name.to_owned(), value(key))).collect();
        top.insert(table.to_owned(), object(properties));
    }
    let rules = json!({ "$ref": "#/definitions/rules" });
    top.insert("rules".to_owned(), json!({ "description": keys::RULES, "allOf": [rules] }));
    let per_file = json!({ "description": keys::PER_FILE, "type": "object", "additionalProperties": rules });
    top.insert("per-file".to_owned(), per_file);
    let mut schema = object(top);
    if let Some(members) = schema.as_object_mut() {
        members.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
        members.insert("title".to_owned(), format!("{NAME}, the settings of Glossator").into());
        let definitions = json!({ "rules": object(levels()), "level": level() });
        members.insert("definitions".to_owned(), definitions);
    }
    write_json(&mut out, &schema)?;
    Ok(CLEAN)
}

fn object(properties: Map<String, Value>) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn value(key: &keys::Key) -> Value {
    match key.kind {
        Kind::Text => json!({ "description": key.summary, "type": "string" }),
        Kind::Texts => {
            json!({ "description": key.summary, "type": "array", "items": { "type": "string" } })
        }
    }
}

/// Every rule and group.
fn levels() -> Map<String, Value> {
    let level =
        |summary: String| json!({ "description": summary, "allOf": [{ "$ref": "#/definitions/level" }] });
    let groups = Group::ALL
        .into_iter()
        .map(|group| (group.name().to_owned(), level(format!("All rules of the group {}.", group.name()))));
    let rules = RULES.iter().map(|rule| (rule.name.to_owned(), level(rule.summary())));
    groups.chain(rules).collect()
}

fn level() -> Value {
    let names: Vec<&str> = ["off"].into_iter().chain(Severity::ALL.map(Severity::name)).collect();
    json!({ "enum": names })
}

/// Shows the settings that hold for each file, as a `glossator.toml` would say them, and where they come from.
/// Files with the same settings stand together; `errors` are the files that could not be looked at.
pub(super) fn show(
    arguments: &Check,
    files: &[PathBuf],
    errors: &[ReadError],
    finder: &mut Finder,
) -> Result<u8, Failure> {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let settings = finder.settings_for(file);
        groups.entry(page(arguments, &settings, file)).or_default().push(safe(&shown(file)));
    }
    let mut groups: Vec<(String, Vec<String>)> = groups.into_iter().collect();
    groups.sort_by(|one, other| one.1.cmp(&other.1));
    let mut out = anstream::stdout().lock();
    for (index, (page, files)) in groups.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        for file in files {
            writeln!(out, "# {file}")?;
        }
        write!(out, "{page}")?;
    }
    out.flush()?;
    let mut failures: Vec<String> =
        errors.iter().map(|error| format!("{} {error}", safe(&shown(&error.path)))).collect();
    failures.extend(finder.errors.iter().flat_map(settings_messages));
    for failure in &failures {
        anstream::eprintln!("glossator: {failure}");
    }
    Ok(if failures.is_empty() { CLEAN } else { FAILED })
}

/// The settings of a file.
fn page(arguments: &Check, settings: &Settings, file: &Path) -> String {
    let config = &settings.config;
    let mut lines = Vec::new();
    let sources: Vec<String> = settings.sources.iter().map(|source| safe(&shown(source))).collect();
    lines.push(match sources.is_empty() {
        true => format!("# no {NAME}: what holds unless it is set"),
        false => format!("# from {}", sources.join(", ")),
    });
    lines.push(format!("[files]\nexclude = {}", list(&config.exclude)));
    lines.push(format!("[text]\nlanguages = {}", list(&config.languages)));
    lines.push(format!("scripts = {}\nallow = {}", list(&config.scripts), quoted(&config.allow)));
    if let Some(words) = &config.words {
        lines.push(format!("words = {}", quoted(words)));
    }
    lines.push(format!("[gloss]\nkinds = {}\n[rules]", list(&config.gloss_kinds)));
    let mut steps = settings.steps(file);
    if let Some(last) = steps.last().map(|(_, selection)| selection.clone()) {
        let (mut selected, mut left) = (last.clone(), last);
        selected.select(&arguments.select);
        left.select(&arguments.select);
        left.ignore(&arguments.ignore);
        steps.push(("--select".to_owned(), selected));
        steps.push(("--ignore".to_owned(), left));
    }
    lines.extend(RULES.iter().map(|rule| rule_line(rule, &steps)));
    lines.join("\n") + "\n"
}

/// The level of a rule, and what set it last.
fn rule_line(rule: &crate::lint::Rule, steps: &[(String, Selection)]) -> String {
    let mut level = rule.default;
    let mut from = "default";
    for (name, selection) in steps {
        let next = selection.level(rule);
        if next != level {
            (level, from) = (next, name);
        }
    }
    let word = match level {
        Level::Off => "off",
        Level::On(severity) => severity.name(),
    };
    format!("{} = \"{word}\" # {}", rule.name, safe(from))
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            drawn if crate::unicode::is_drawn(drawn) => quoted.push(drawn),
            other => quoted.push_str(&format!("\\U{:08X}", u32::from(other))),
        }
    }
    quoted.push('"');
    quoted
}
