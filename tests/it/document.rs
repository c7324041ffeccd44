//! Test documents: Markdown in which fences are sources and expected answers. A case is a run of source
//! fences and the run of answer fences behind it; its name is the heading above it and its place there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A file of cases.
pub(crate) struct Document {
    path: PathBuf,
    lines: Vec<String>,
    pub(crate) cases: Vec<Case>,
}

/// Sources and the answers that they should give.
pub(crate) struct Case {
    /// The heading above the case, and which case under it this is, from 1.
    pub(crate) name: String,
    pub(crate) sources: Vec<Fence>,
    pub(crate) answers: Vec<Fence>,
}

impl Case {
    /// A text as the answer fence of `kind` writes it: in the notation of an escaped source if it is marked so.
    pub(crate) fn written(&self, kind: &str, text: String) -> String {
        let fence = self.answers.iter().find(|answer| answer.kind == kind);
        let escaped = fence.is_some_and(|fence| fence.words.iter().any(|word| word == "escaped"));
        if escaped { escape(&text) + "\n" } else { text }
    }
}

/// A fenced block.
#[derive(Clone)]
pub(crate) struct Fence {
    /// The first word behind the backticks.
    pub(crate) kind: String,
    /// The other words behind the backticks.
    pub(crate) words: Vec<String>,
    /// Its lines, each with its line end.
    pub(crate) text: String,
    /// The lines of the document between the two fence lines.
    lines: std::ops::Range<usize>,
}

impl Fence {
    /// The source that the fence stands for: escapes resolved if it is marked `escaped`.
    pub(crate) fn source(&self) -> String {
        if !self.words.iter().any(|word| word == "escaped") {
            return self.text.clone();
        }
        unescape(&self.text.replace('\n', ""))
    }
}

impl Fence {
    /// The bytes that the fence stands for: a fence marked `bytes` writes them as `\xHH`.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        if !self.words.iter().any(|word| word == "bytes") {
            return self.source().into_bytes();
        }
        let text = self.text.replace('\n', "");
        let mut parts = text.split("\\x");
        let mut bytes = unescape(parts.next().unwrap_or_default()).into_bytes();
        for part in parts {
            bytes.push(u8::from_str_radix(&part[..2], 16).expect("two hexadecimal digits"));
            bytes.extend(unescape(&part[2..]).into_bytes());
        }
        bytes
    }
}

/// Resolves `\n`, `\r`, `\t`, `\0`, `\\` and `\u{hex}`.
pub(crate) fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        result.push_str(&rest[..at]);
        let (character, length) = match &rest.as_bytes()[at + 1] {
            b'n' => ('\n', 2),
            b'r' => ('\r', 2),
            b't' => ('\t', 2),
            b'0' => ('\0', 2),
            b'\\' => ('\\', 2),
            b'u' => {
                let end = rest[at..].find('}').expect("\\u{ has its }");
                let value = u32::from_str_radix(&rest[at + 3..at + end], 16).expect("a hexadecimal number");
                (char::from_u32(value).expect("a scalar value"), end + 1)
            }
            other => panic!("unknown escape \\{}", *other as char),
        };
        result.push(character);
        rest = &rest[at + length..];
    }
    result + rest
}

/// Writes what [`unescape`] reads: line ends, backslashes and what cannot be seen as escapes.
pub(crate) fn escape(text: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() || c == ' ' || c.is_alphanumeric() || "–—‘’“”•…".contains(c);
    let mut result = String::new();
    for character in text.chars() {
        match character {
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            '\0' => result.push_str("\\0"),
            '\\' => result.push_str("\\\\"),
            c if plain(c) => result.push(c),
            c => result.push_str(&format!("\\u{{{:X}}}", c as u32)),
        }
    }
    result
}

impl Document {
    /// Reads the document at `path`, relative to the repository. `is_source` says which fences are sources.
    pub(crate) fn read(path: &str, is_source: fn(&str) -> bool) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = std::fs::read_to_string(&path).expect("the test document can be read");
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let mut document = Self { path, lines, cases: Vec::new() };
        document.find_cases(is_source);
        document
    }

    fn find_cases(&mut self, is_source: fn(&str) -> bool) {
        let mut heading = String::new();
        let mut under_heading = 0;
        let mut at = 0;
        while at < self.lines.len() {
            let line = &self.lines[at];
            let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
            if ticks >= 3 {
                let fence = self.fence(at, ticks);
                at = fence.lines.end + 1;
                if is_source(&fence.kind) {
                    let answered = self.cases.last().is_none_or(|case| !case.answers.is_empty());
                    let bare = self.cases.last().is_some_and(|case| !case.name.starts_with(&heading));
                    if answered || bare || fence.words.iter().all(|word| !word.starts_with("file=")) {
                        under_heading += 1;
                        let name = format!("{heading} {under_heading}");
                        self.cases.push(Case { name, sources: Vec::new(), answers: Vec::new() });
                    }
                    self.cases.last_mut().expect("just pushed").sources.push(fence);
                } else if let Some(case) = self.cases.last_mut() {
                    case.answers.push(fence);
                }
                continue;
            }
            if line.starts_with('#') {
                heading = line.trim_start_matches('#').trim().to_owned();
                under_heading = 0;
            }
            at += 1;
        }
    }

    fn fence(&self, start: usize, ticks: usize) -> Fence {
        let info = self.lines[start][ticks..].split_whitespace().map(str::to_owned);
        let mut words: Vec<String> = info.collect();
        let kind = if words.is_empty() { String::new() } else { words.remove(0) };
        let close = "`".repeat(ticks);
        let length = self.lines[start + 1..].iter().position(|line| *line == close);
        let end =
            start + 1 + length.unwrap_or_else(|| panic!("{}:{}: open fence", self.path.display(), start + 1));
        let text = self.lines[start + 1..end].iter().fold(String::new(), |text, line| text + line + "\n");
        Fence { kind, words, text, lines: start + 1..end }
    }

    /// Compares what each answer fence says with what `answer` gives; a case without any gets those of
    /// `default` when the document is rewritten. Panics with all differences.
    pub(crate) fn check(mut self, default: &[&str], answer: impl Fn(&Case, &str) -> String) {
        let update = std::env::var_os("GLOSSATOR_UPDATE").is_some();
        let mut failures = String::new();
        let mut replacements = Vec::new();
        for case in &self.cases {
            if case.answers.is_empty() {
                let mut text = Vec::new();
                for kind in default {
                    text.extend([String::new(), format!("```{kind}")]);
                    text.extend(answer(case, kind).lines().map(str::to_owned));
                    text.push("```".into());
                }
                let after = case.sources.last().expect("a case has a source").lines.end + 1;
                replacements.push((after..after, text));
                let _ = writeln!(failures, "{}: no answer", case.name);
            }
            for fence in &case.answers {
                let actual = answer(case, &fence.kind);
                if actual != fence.text {
                    let _ = writeln!(failures, "{}: expected\n{}but got\n{actual}", case.name, fence.text);
                    replacements.push((fence.lines.clone(), actual.lines().map(str::to_owned).collect()));
                }
            }
        }
        if update {
            for (range, text) in replacements.into_iter().rev() {
                self.lines.splice(range, text);
            }
            std::fs::write(&self.path, self.lines.join("\n")).expect("the test document can be written");
        } else if !failures.is_empty() {
            panic!("{}\n{failures}", self.path.display());
        }
        assert!(!self.cases.is_empty(), "{} holds no case", self.path.display());
    }
}
