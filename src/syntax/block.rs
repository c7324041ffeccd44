//! Which block a line belongs to (`grammar/SPEC.md`, "Blocks"). The decision needs the line and three facts
//! of the lines before: which block is open, how the last text line ended, and whether the open paragraph
//! is the single line under a heading. An editor's grammar can follow it line by line.

use super::line::{self, Line, Lines};
use super::marker::{self, IsNumber, starts_with_marker};
use super::scan;

/// What a block is, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A byte order mark at the start of the text.
    ByteOrderMark,
    /// Lines of nothing but spaces and tabs, all that follow each other.
    Blank,
    /// One to nine `#` and a space.
    Heading {
        /// The number of `#`.
        level: u8,
    },
    /// `@word`, with the indented lines below it.
    Declaration,
    /// `>` lines of one depth under one head.
    Gloss {
        /// The number of `>`: one is a gloss, more is an answer to the gloss above.
        depth: u32,
    },
    /// `[^id]:` and the text that runs on behind it.
    Footnote,
    /// `|` lines.
    Table,
    /// Text between lines of three backticks.
    Verbatim,
    /// `::: target`: the text of another instrument begins.
    QuoteOpen,
    /// `:::`: it ends.
    QuoteClose,
    /// A `%%` line.
    Comment,
    /// A run of text lines.
    Paragraph,
    /// A run of text lines whose first begins with a marker.
    Item,
}

/// The blocks of `text` with their sources, which join to `text`.
pub(super) fn split(text: &str) -> impl Iterator<Item = (BlockKind, &str)> {
    Splitter { rest: text, lines: Lines::new(text), open: Open::START, at_start: true }
}

/// The start of an opening fence, and all of a closing one but white space.
pub(super) const FENCE: &str = "```";

/// What the lines before a line leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Open {
    block: Option<BlockKind>,
    /// Whether the open paragraph is one line that stands directly under a heading.
    caption: bool,
    /// How the last text line of the open block ended.
    end: LineEnd,
}

impl Open {
    const START: Self = Self { block: None, caption: false, end: LineEnd::Weak };

    fn block(block: BlockKind) -> Self {
        Self { block: Some(block), ..Self::START }
    }
}

/// How a text line ends, which decides whether a marker on the next one opens an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    /// In mid-sentence: the next line runs on.
    Weak,
    /// With a comma: an item follows if its marker is not a number.
    Comma,
    /// With a stop, a colon, a dash, "and", "or", or it is only a marker.
    Strong,
}

struct Splitter<'a> {
    /// What no block holds yet.
    rest: &'a str,
    /// The lines of `rest` behind the block that is being cut.
    lines: Lines<'a>,
    open: Open,
    at_start: bool,
}

impl<'a> Iterator for Splitter<'a> {
    type Item = (BlockKind, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        if std::mem::take(&mut self.at_start) && self.rest.starts_with('\u{FEFF}') {
            let (mark, rest) = self.rest.split_at('\u{FEFF}'.len_utf8());
            self.rest = rest;
            self.lines = Lines::new(rest);
            return Some((BlockKind::ByteOrderMark, mark));
        }
        let first = self.lines.next()?;
        let (kind, _) = self.classify(first);
        let mut length = first.len();
        self.open = self.after(first, kind, true);
        loop {
            let before = self.lines.clone();
            let Some(next) = self.lines.next() else { break };
            if kind == BlockKind::Footnote && line::is_blank(next.content) {
                match self.indented_behind_blanks(next) {
                    Some(taken) => length += taken,
                    None => {
                        self.lines = before;
                        break;
                    }
                }
                continue;
            }
            let (next_kind, starts) = self.classify(next);
            if starts || next_kind != kind {
                self.lines = before;
                break;
            }
            length += next.len();
            self.open = self.after(next, kind, false);
        }
        let (source, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some((kind, source))
    }
}

impl Splitter<'_> {
    /// The block of `line`, and whether the line starts a block of its own even if one of its kind is open.
    fn classify(&self, line: Line<'_>) -> (BlockKind, bool) {
        let content = line.content;
        let open = self.open.block;
        if open == Some(BlockKind::Verbatim) {
            return (BlockKind::Verbatim, false);
        }
        if line::is_blank(content) {
            return (BlockKind::Blank, false);
        }
        match content.as_bytes() {
            [b' ' | b'\t', ..] if open == Some(BlockKind::Declaration) => (BlockKind::Declaration, false),
            [b'#', ..] if let Some(level) = heading_level(content) => (BlockKind::Heading { level }, true),
            [b'@', ..] if is_declaration(content) => (BlockKind::Declaration, true),
            [b'>', ..] => {
                let depth = gloss_depth(content);
                (BlockKind::Gloss { depth }, gloss_head(content).is_some())
            }
            [b'[', b'^', ..] if footnote_label(content).is_some() => (BlockKind::Footnote, true),
            [b'|', ..] => (BlockKind::Table, false),
            [b'`', ..] if content.starts_with(FENCE) => (BlockKind::Verbatim, true),
            [b':', ..] if let Some(target) = quote_target(content) => {
                (if target.is_empty() { BlockKind::QuoteClose } else { BlockKind::QuoteOpen }, true)
            }
            [b'%', b'%', ..] if content.get(2..).is_some_and(line::is_separate) => (BlockKind::Comment, true),
            _ => self.classify_text(content),
        }
    }

    fn classify_text(&self, content: &str) -> (BlockKind, bool) {
        let running = match self.open.block {
            Some(BlockKind::Footnote) => return (BlockKind::Footnote, false),
            Some(kind @ (BlockKind::Paragraph | BlockKind::Item)) => Some(kind),
            _ => None,
        };
        let text = content.get(line::indentation(content)..).unwrap_or_default();
        match (starts_with_marker(text), running) {
            (Some(number), Some(kind)) => {
                let ended = match self.open.end {
                    LineEnd::Strong => true,
                    LineEnd::Comma => number == IsNumber::No,
                    LineEnd::Weak => false,
                };
                if ended || self.open.caption { (BlockKind::Item, true) } else { (kind, false) }
            }
            (Some(_), None) => (BlockKind::Item, true),
            (None, Some(kind)) => (kind, false),
            (None, None) => (BlockKind::Paragraph, true),
        }
    }

    /// What is open behind `line`, which belongs to a block of `kind` and is or is not its first line.
    fn after(&self, line: Line<'_>, kind: BlockKind, first: bool) -> Open {
        match kind {
            BlockKind::Verbatim if !first && is_closing_fence(line.content) => Open::START,
            BlockKind::Paragraph | BlockKind::Item => Open {
                block: Some(kind),
                caption: first
                    && kind == BlockKind::Paragraph
                    && matches!(self.open.block, Some(BlockKind::Heading { .. })),
                end: line_end(line.content),
            },
            _ => Open::block(kind),
        }
    }

    /// After a blank line below a footnote: takes the blank lines and the indented line behind them, if
    /// there is one, and gives their length in bytes.
    fn indented_behind_blanks(&mut self, blank: Line<'_>) -> Option<usize> {
        let mut length = blank.len();
        for line in self.lines.by_ref() {
            length += line.len();
            if !line::is_blank(line.content) {
                return line.content.starts_with([' ', '\t']).then_some(length);
            }
        }
        None
    }
}

/// The level of a heading line: one to nine `#` and a space or tab.
pub(super) fn heading_level(content: &str) -> Option<u8> {
    let signs = scan::prefix(content, |c| c == '#');
    let spaced = content.get(signs..)?.starts_with(line::is_space);
    u8::try_from(signs).ok().filter(|level| (1..=9).contains(level) && spaced)
}

/// Whether a line is `@` with a word of a–z and `-`, then a space, a tab or its end.
fn is_declaration(content: &str) -> bool {
    let word = directive_length(content);
    word > 1 && content.get(word..).is_some_and(line::is_separate)
}

/// The bytes of `@word`.
pub(super) fn directive_length(content: &str) -> usize {
    1 + word_length(content.get(1..).unwrap_or_default())
}

/// The bytes of small letters and `-` that `text` begins with.
fn word_length(text: &str) -> usize {
    scan::prefix(text, |c| c.is_ascii_lowercase() || c == '-')
}

/// The number of `>` that a line begins with.
pub(super) fn gloss_depth(content: &str) -> u32 {
    u32::try_from(scan::prefix(content, |c| c == '>')).unwrap_or(u32::MAX)
}

/// The head of a gloss line, from its `[` to its `]`, as a range of bytes of the line.
pub(super) fn gloss_head(content: &str) -> Option<std::ops::Range<usize>> {
    let signs = gloss_depth(content) as usize;
    let start = signs + line::space(content.get(signs..)?);
    let head = content.get(start..)?.strip_prefix('[')?;
    let word = word_length(head);
    let arguments = head.get(word..)?;
    let close = scan::find(arguments, |c| matches!(c, '[' | ']'))?;
    let end = start + 1 + word + close + 1;
    let closes = arguments.get(close..)?.starts_with(']');
    let separate = line::is_separate(arguments.get(..close)?);
    let followed = line::is_separate(content.get(end..)?);
    (start > signs && word > 0 && closes && separate && followed).then_some(start..end)
}

/// The bytes of `[^id]:`.
pub(super) fn footnote_label(content: &str) -> Option<usize> {
    let mark = super::inline::footnote_mark(content)?;
    content.get(mark..)?.starts_with(':').then_some(mark + 1)
}

/// The target of a `:::` line, empty for a closing one: a single word that begins with a letter, a digit
/// or one of `#./`.
pub(super) fn quote_target(content: &str) -> Option<&str> {
    let behind = content.strip_prefix(":::")?;
    let target = line::trim_end(behind.get(line::space(behind)..)?);
    let begins = target.chars().next().is_none_or(|c| c.is_alphanumeric() || matches!(c, '#' | '.' | '/'));
    (begins && scan::find(target, line::is_space).is_none()).then_some(target)
}

/// A line of three backticks.
pub(super) fn is_closing_fence(content: &str) -> bool {
    line::trim_end(content) == FENCE
}

/// How a text line ends. Closing quotes and brackets, stars, footnote marks and the white space between them
/// are passed over.
fn line_end(content: &str) -> LineEnd {
    let mut text = content;
    loop {
        text = text.get(..text.len() - scan::suffix(text, char::is_whitespace)).unwrap_or_default();
        // A mark goes before its bracket alone would.
        match without_footnote_mark(text).or_else(|| text.strip_suffix(is_closing)) {
            Some(shorter) => text = shorter,
            None => break,
        }
    }
    match text.chars().next_back() {
        Some('.' | ';' | ':' | '–' | '—' | '-' | '。' | '；' | '：' | '，' | '、' | '؛' | '،') => {
            LineEnd::Strong
        }
        Some(',') => LineEnd::Comma,
        _ if ends_with_conjunction(text) || is_only_marker(content) => LineEnd::Strong,
        _ => LineEnd::Weak,
    }
}

fn is_closing(character: char) -> bool {
    ")]}）］】》〉」』\"'”’“‘»›*".contains(character)
}

/// The text before the footnote mark at its end, if there is one.
fn without_footnote_mark(text: &str) -> Option<&str> {
    let inside = text.strip_suffix(']')?;
    let start = scan::rfind(inside, |c| matches!(c, '[' | ']') || c.is_whitespace())?;
    let id = inside.get(start..)?.strip_prefix("[^")?;
    if id.is_empty() { None } else { inside.get(..start) }
}

/// "and" and "or" of the languages in which they cannot be mistaken for a word that stands in mid-sentence
/// in another: Dutch `en` and `of` are a French and an English preposition and are left out.
const CONJUNCTIONS: [&str; 15] =
    ["and", "or", "et", "ou", "y", "o", "e", "u", "и", "или", "und", "oder", "ed", "od", "أو"];

fn ends_with_conjunction(text: &str) -> bool {
    // Digits and combining marks belong to the word: "4e" and a decomposed "formée" do not end in an "e".
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
    let word = text.get(text.len() - scan::suffix(text, in_word)..).unwrap_or_default();
    CONJUNCTIONS.contains(&word) || text.ends_with(['和', '及', '或', '并', '並'])
}

fn is_only_marker(content: &str) -> bool {
    let text = content.get(line::indentation(content)..).unwrap_or_default();
    let text = text.get(..text.len() - scan::suffix(text, |c| line::is_space(c) || c == '\u{3000}'));
    text.is_some_and(|text| marker::markers(text).last().is_some_and(|m| m.span.end as usize == text.len()))
}
