//! From the text of `glossator.toml` to settings. Every error says where it is and what to write instead.

use super::{Config, Level, RuleSetting, Severity, nearest};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong with settings, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// What is wrong and what to do.
    pub message: String,
    /// Where, in bytes of the file.
    pub span: Range<usize>,
}

type Entry<'a> = (&'a Spanned<std::borrow::Cow<'a, str>>, &'a Spanned<DeValue<'a>>);

/// Reads settings. All errors are given, with what could be read.
pub fn parse(text: &str) -> (Config, Vec<ConfigError>) {
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or(0..text.len().min(1));
            let message = format!("this is not valid TOML: {}", error.message());
            return (Config::default(), vec![ConfigError { message, span }]);
        }
    };
    let mut reader = Reader { config: Config::default(), errors: Vec::new() };
    for entry in table.get_ref() {
        reader.top(entry);
    }
    (reader.config, reader.errors)
}

struct Reader {
    config: Config,
    errors: Vec<ConfigError>,
}

/// The keys that a table of the file may have.
const TOP: [&str; 6] = ["extend", "files", "text", "rules", "per-file", "gloss"];

impl Reader {
    fn error(&mut self, span: Range<usize>, message: String) {
        self.errors.push(ConfigError { message, span });
    }

    fn top(&mut self, (key, value): Entry<'_>) {
        match key.get_ref().as_ref() {
            "extend" => self.config.extend = self.string(value),
            "files" => self.table(value, |reader, (key, value)| match key.get_ref().as_ref() {
                "exclude" => reader.config.exclude = reader.strings(value),
                _ => reader.unknown(key, "files", &["exclude"]),
            }),
            "text" => self.table(value, Self::text),
            "gloss" => self.table(value, |reader, (key, value)| match key.get_ref().as_ref() {
                "kinds" => reader.config.gloss_kinds = reader.strings(value),
                _ => reader.unknown(key, "gloss", &["kinds"]),
            }),
            "rules" => self.config.rules = self.rules(value),
            "per-file" => self.table(value, |reader, (key, value)| {
                let rules = reader.rules(value);
                reader.config.per_file.push((key.get_ref().to_string(), rules));
            }),
            _ => self.unknown(key, "", &TOP),
        }
    }

    fn text(&mut self, (key, value): Entry<'_>) {
        match key.get_ref().as_ref() {
            "languages" => self.config.languages = self.strings(value),
            "scripts" => self.config.scripts = self.strings(value),
            "allow" => self.config.allow = self.string(value).unwrap_or_default(),
            "words" => self.config.words = self.string(value),
            _ => self.unknown(key, "text", &["languages", "scripts", "allow", "words"]),
        }
    }

    fn unknown(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, table: &str, known: &[&str]) {
        let name = key.get_ref();
        let place = if table.is_empty() { String::new() } else { format!(" in [{table}]") };
        let advice = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", list(known)),
        };
        self.error(key.span(), format!("unknown key `{name}`{place}; {advice}"));
    }

    fn table(&mut self, value: &Spanned<DeValue<'_>>, mut read: impl FnMut(&mut Self, Entry<'_>)) {
        match value.get_ref() {
            DeValue::Table(table) => {
                for entry in table {
                    read(self, entry);
                }
            }
            other => self.error(value.span(), format!("expected a table, found {}", other.type_str())),
        }
    }

    fn string(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => {
                self.error(value.span(), format!("expected a string in quotes, found {}", other.type_str()));
                None
            }
        }
    }

    fn strings(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.string(item)).collect(),
            other => {
                let found = other.type_str();
                self.error(value.span(), format!("expected a list such as [\"a\", \"b\"], found {found}"));
                Vec::new()
            }
        }
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<RuleSetting> {
        let mut rules = Vec::new();
        self.table(value, |reader, (key, value)| {
            if let Some(level) = reader.level(value) {
                rules.push(RuleSetting { name: key.get_ref().to_string(), level, span: key.span() });
            }
        });
        rules
    }

    fn level(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Level> {
        let word = self.string(value)?;
        if word == "off" {
            return Some(Level::Off);
        }
        let severity = Severity::ALL.into_iter().find(|severity| severity.name() == word);
        if severity.is_none() {
            let names = ["off", "error", "warning", "info", "hint"];
            let advice = match nearest(&word, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are {}", list(&names)),
            };
            self.error(value.span(), format!("unknown severity `{word}`; {advice}"));
        }
        severity.map(Level::On)
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read() {
        let (config, errors) = parse(
            r#"
extend = "../shared.toml"
[files]
exclude = ["drafts/**"]
[text]
languages = ["en"]
scripts = ["Hangul"]
allow = "§№°"
words = "vocabulary.txt"
[rules]
open-query = "warning"
quotes = "off"
[per-file."annexes/**"]
number-gap = "off"
[gloss]
kinds = ["policy"]
"#,
        );
        assert_eq!(errors, []);
        assert_eq!(config.extend.as_deref(), Some("../shared.toml"));
        assert_eq!(config.exclude, ["drafts/**"]);
        assert_eq!(config.languages, ["en"]);
        assert_eq!(config.allow, "§№°");
        let levels: Vec<_> = config.rules.iter().map(|rule| (rule.name.as_str(), rule.level)).collect();
        assert_eq!(levels, [("open-query", Level::On(Severity::Warning)), ("quotes", Level::Off)]);
        assert_eq!(
            config.per_file.first().map(|(pattern, rules)| (pattern.as_str(), rules.len())),
            Some(("annexes/**", 1))
        );
        assert_eq!(config.gloss_kinds, ["policy"]);
    }

    #[test]
    fn errors_say_where_and_what_to_write() {
        let source = "[rule]\na = 1\n[text]\nlangages = [\"en\"]\nwords = 4\n[rules]\nopen-query = \"warn\"\nx = \"loud\"\n";
        let (_, errors) = parse(source);
        let found: Vec<_> = errors
            .iter()
            .map(|e| (source.get(e.span.clone()).unwrap_or_default(), e.message.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("rule", "unknown key `rule`; did you mean `rules`?"),
                ("\"warn\"", "unknown severity `warn`; known are `off`, `error`, `warning`, `info`, `hint`"),
                ("\"loud\"", "unknown severity `loud`; known are `off`, `error`, `warning`, `info`, `hint`"),
                ("langages", "unknown key `langages` in [text]; did you mean `languages`?"),
                ("4", "expected a string in quotes, found integer"),
            ]
        );
        assert!(parse("a = = 2").1.first().is_some_and(|e| e.message.starts_with("this is not valid TOML")));
    }
}
