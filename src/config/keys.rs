//! The keys of `glossator.toml`, one table: what `glossator init` writes and `config-schema` describes.

/// A key that settings may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The table that it stands in; empty for the top.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it says, in one sentence.
    pub summary: &'static str,
    /// A value, as TOML.
    pub example: &'static str,
}

/// What a key may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
}

const fn key(
    table: &'static str,
    name: &'static str,
    kind: Kind,
    example: &'static str,
    summary: &'static str,
) -> Key {
    Key { table, name, kind, summary, example }
}

/// All keys but those of `rules` and `per-file`, which are the names of rules and patterns.
pub const KEYS: [Key; 7] = [
    key("", "extend", Kind::Text, "\"../shared.toml\"", "Settings that these add to, by their path."),
    key("files", "exclude", Kind::Texts, "[\"drafts/**\"]", "Patterns of files that are left out."),
    key("text", "languages", Kind::Texts, "[\"en\"]", "The languages of texts that declare none (BCP 47)."),
    key("text", "scripts", Kind::Texts, "[\"Hangul\"]", "Further scripts that are expected in every text."),
    key("text", "allow", Kind::Text, "\"§№°\"", "Characters that are never reported."),
    key(
        "text",
        "words",
        Kind::Text,
        "\"vocabulary.txt\"",
        "A list of words that are known, one a line, by its path from here.",
    ),
    key("gloss", "kinds", Kind::Texts, "[\"policy\"]", "Further kinds of glosses."),
];

/// What `[rules]` is, in one sentence.
pub const RULES: &str = "Rules and groups of rules, and how grave what they find is; the later line counts.";
/// What `[per-file."pattern"]` is, in one sentence.
pub const PER_FILE: &str = "Rules for the files that a pattern matches, from here.";

/// A `glossator.toml` in which nothing is set yet.
pub fn sample() -> String {
    let mut text = "# Settings of Glossator, for the treaties of this folder and of those below it.\n\
        # What stands behind a `#` without a space is not set; take the `#` out to set it.\n"
        .to_owned();
    let mut table = "";
    for key in KEYS.iter().filter(|key| key.table != "gloss") {
        push(&mut text, &mut table, key);
    }
    text.push_str(&format!(
        "\n[rules]\n# {RULES}\n# They are \"off\", \"error\", \"warning\", \"info\" or \"hint\"; `glossator rules` lists \
         them.\n#open-query = \"warning\"\n#quotes = \"off\"\n\n# {PER_FILE}\n#[per-file.\"annexes/**\"]\n\
         #number-gap = \"off\"\n"
    ));
    for key in KEYS.iter().filter(|key| key.table == "gloss") {
        push(&mut text, &mut table, key);
    }
    text
}

/// Adds a key that is not set, and its table where that begins.
fn push(text: &mut String, table: &mut &'static str, key: &Key) {
    text.push('\n');
    if *table != key.table {
        *table = key.table;
        text.push_str(&format!("[{table}]\n"));
    }
    text.push_str(&format!("# {}\n#{} = {}\n", key.summary, key.name, key.example));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, parse};

    #[test]
    fn the_sample_sets_nothing_and_shows_everything() {
        assert_eq!(parse(&sample()), (Config::default(), vec![]));
        let lines = sample();
        let set =
            |line: &str| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).map(str::to_owned);
        let all: Vec<String> = lines.lines().map(|line| set(line).unwrap_or(line.to_owned())).collect();
        let (config, errors) = parse(&all.join("\n"));
        assert_eq!(errors, []);
        let Config { extend, exclude, languages, scripts, allow, words, rules, per_file, gloss_kinds } =
            config;
        assert_eq!((extend.as_deref(), words.as_deref()), (Some("../shared.toml"), Some("vocabulary.txt")));
        assert_eq!((exclude.len(), languages.len(), scripts.len(), gloss_kinds.len()), (1, 1, 1, 1));
        assert_eq!((allow.as_str(), rules.len(), per_file.len()), ("§№°", 2, 1));
    }

    /// The keys that the parser says are known where it meets one that is not.
    fn known(table: &str) -> Vec<String> {
        let head = if table.is_empty() { String::new() } else { format!("[{table}]\n") };
        let (_, errors) = parse(&format!("{head}no-such-key = 1\n"));
        let message = errors.into_iter().next().expect("the key is not known").message;
        let (_, list) = message.split_once("known are ").expect("a list");
        list.split(", ").map(|word| word.trim_matches('`').to_owned()).collect()
    }

    #[test]
    fn the_table_holds_what_the_parser_takes() {
        for table in ["files", "text", "gloss"] {
            let names: Vec<&str> = KEYS.iter().filter(|key| key.table == table).map(|key| key.name).collect();
            assert_eq!(known(table), names, "{table}");
        }
        let mut top: Vec<&str> =
            KEYS.iter().map(|key| if key.table.is_empty() { key.name } else { key.table }).collect();
        top.dedup();
        top.extend(["rules", "per-file"]);
        top.sort_unstable();
        let mut parsed = known("");
        parsed.sort_unstable();
        assert_eq!(parsed, top);
        for key in KEYS {
            let head = if key.table.is_empty() { String::new() } else { format!("[{}]\n", key.table) };
            let parse = |value: &str| parse(&format!("{head}{} = {value}\n", key.name)).1.len();
            let (text, texts) = if key.kind == Kind::Text { (0, 1) } else { (1, 0) };
            assert_eq!(
                (parse(key.example), parse("\"a\""), parse("[\"a\"]")),
                (0, text, texts),
                "{}",
                key.name
            );
        }
    }
}
