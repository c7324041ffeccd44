//! Texts to try things on: fragments of markup in random order, and real treaties.
//!
//! Everything random is seeded, so that a failure names the seed that shows it again.

use std::path::{Path, PathBuf};

/// What a random text is put together from. Signs and line ends are there more than once, so that they meet.
#[rustfmt::skip]
pub(crate) const FRAGMENTS: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n",
    "\n",
    "\n",
    "\r",
    "\r\n",
    "\r\n",
    "\n\n",
    "\n\n",
    " \t\n",
    " ",
    " ",
    " ",
    "\t",
    "\u{3000}",
    "\u{A0}",
    "\u{FEFF}",
    "\0",
    "\u{B}",
    "\u{85}",
    "\u{2028}",
    "a",
    "b",
    "The Parties",
    "é",
    "e\u{301}",
    "ж",
    "ي",
    "文",
    "🦂",
    "𝒜",
    "\u{200D}",
    "#",
    "#",
    "##",
    "# ",
    "## ",
    "### Article 4",
    "######### ",
    "########## ",
    "{#a}",
    "{#a b}",
    "{#",
    "{",
    "}",
    "}",
    "@",
    "@title ",
    "@party ru: Russia",
    "@allow",
    "@Geneva",
    "\n  seat: Moscow",
    "\n\tkey:",
    ":",
    ">",
    ">",
    ">>",
    "> ",
    "> [note] ",
    "> [query ru \"x y\"]",
    "> [T]he",
    "[",
    "[",
    "]",
    "]",
    "(",
    ")",
    "[^1]",
    "[^1]:",
    "\n[^a]: ",
    "\n\n  ",
    "[^",
    "](",
    "](#4)",
    "](#4(1)(b))",
    "[a](#4)",
    "[a](@ru)",
    "[a](x.treaty)",
    "[a](https://x.y/)",
    "]{ru}",
    "[ж]{ru}",
    "|",
    "|",
    "\n| a | b |\n",
    "|---|",
    "\\",
    "\\",
    "\\|",
    "\\\n",
    "```",
    "\n```\n",
    "\n``` a\n",
    "`",
    ":::",
    "\n:::\n",
    "\n::: quote\n",
    "::: #4",
    "%%",
    "\n%% a\n",
    "*",
    "*",
    "**",
    "***",
    "*a*",
    "**b**",
    "1.",
    "1. ",
    "(a) ",
    "\n(b) ",
    "a) ",
    "(i) ",
    "iv. ",
    "1.2 ",
    "1.2. ",
    "– ",
    "- ",
    "• ",
    "一、",
    "（二）",
    "第三、",
    "أ) ",
    "ب - ",
    "1 bis. ",
    "2. bis. ",
    "(a bis) ",
    "A. B. ",
    "A. ",
    "1961. ",
    ".",
    ";",
    ";",
    ",",
    ",",
    "–",
    "-",
    "and",
    " or",
    " ou",
    "、",
    "。",
    "؛",
    "“",
    "”",
    "\"",
    "'",
    "…",
    "(5)",
    "(second) ",
    "ab. ",
    "Art. ",
];

/// What a line that may begin with a marker is put together from.
#[rustfmt::skip]
const MARKER_PIECES: &[&str] = &[
    "(", "(", ")", ")", ")", "（", "）", "1", "2", "12", "7654321", "４", "١", "a", "b", "b", "A", "B", "ж", "Ж", "iv", "xl", "MCM",
    "ixi", "一", "十", "甲", "第", "أ", "هـ", "ـ", ".", ".", ".", ".", "．", "、", "，", "-", "–", "•", " ", " ", " ", "  ", "\t", "\u{A0}",
    "\u{3000}", "bis", " bis", "ter", "his", "quaterdecies", "text", "é", "가", ",", ";", "*", "[^1]", "”",
];

/// A line of the random pieces of `seed` that markers are made of, between two lines of text.
pub(crate) fn random_marker(seed: u64) -> String {
    let mut random = Random(seed);
    let count = 1 + random.below(9);
    let line: String = (0..count).map(|_| *random.pick(MARKER_PIECES)).collect();
    format!("a:\n{line}\n(b) c\n")
}

/// Random numbers from a seed: `SplitMix64`, which any program can repeat.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    /// A number below `bound`, 0 if `bound` is.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).expect("below a usize")
    }

    /// One of `choices`.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// The random text of `seed`: up to sixty fragments.
pub(crate) fn random(seed: u64) -> String {
    let mut random = Random(seed);
    let count = 1 + random.below(60);
    (0..count).map(|_| *random.pick(FRAGMENTS)).collect()
}

/// The real treaties that can be read, sorted by name: those in `tests/corpus` and, where the variable
/// `GLOSSATOR_CORPUS` names a folder, those in it. Says which of the two were not there.
pub(crate) fn treaties() -> Vec<(String, String)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut folders = vec![own];
    match std::env::var_os("GLOSSATOR_CORPUS") {
        Some(folder) => folders.push(PathBuf::from(folder)),
        None => println!("left out: treaties without a free licence (GLOSSATOR_CORPUS names no folder)"),
    }
    let mut found: Vec<(String, String)> = folders.iter().flat_map(|folder| texts_in(folder)).collect();
    found.sort();
    found.dedup_by(|one, other| one.0 == other.0);
    found
}

fn texts_in(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "txt" || end == "treaty"));
    texts
        .map(|path| {
            let bytes = std::fs::read(&path).expect("the treaty can be read");
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}
