//! The marks inside a line or a table cell (`grammar/SPEC.md`, "Inline marks"): from left to right, the
//! first that fits; whatever does not fit is text. No mark crosses a line end.
//!
//! Every look ahead ends at the next character that could begin a mark of the same kind, so that a line is
//! read in time linear in its length, whatever stands in it.

use super::build::Builder;
use super::scan;
use super::tree::NodeKind;
use std::ops::Range;

/// Puts the marks and the text of `range`, a part of the builder's text without line ends, into the tree.
/// A `\` before a line end is the last thing in the range; `at_line_end` says whether it is one.
pub(super) fn marks(builder: &mut Builder<'_>, range: Range<usize>, at_line_end: AtLineEnd) {
    let text = builder.text.get(..range.end).unwrap_or_default();
    let mut reader = Reader { text, done: range.start, mark_end: range.start };
    let mut at = range.start;
    while let Some(found) = scan::sign(text, at) {
        at = reader.sign(builder, found, at_line_end);
    }
    builder.leaf(NodeKind::Text, reader.done..range.end);
}

/// Whether a range of inline text reaches to the end of its line, where a `\` keeps the break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtLineEnd {
    Yes,
    No,
}

struct Reader<'a> {
    text: &'a str,
    /// Where the text begins that is in no node yet.
    done: usize,
    /// Where the last mark ended: emphasis may open there.
    mark_end: usize,
}

impl Reader<'_> {
    /// Reads what begins at the sign at `at`. Gives where to go on.
    fn sign(&mut self, builder: &mut Builder<'_>, at: usize, at_line_end: AtLineEnd) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        match rest.as_bytes() {
            [b'\\'] if at_line_end == AtLineEnd::Yes => {
                self.leaf_mark(builder, NodeKind::LineBreak, at..at + 1)
            }
            [b'\\', next, ..] if next.is_ascii_punctuation() => {
                self.leaf_mark(builder, NodeKind::Escape, at..at + 2)
            }
            [b'[', ..] => {
                if let Some(length) = footnote_mark(rest) {
                    return self.leaf_mark(builder, NodeKind::FootnoteMark, at..at + length);
                }
                match bracket(rest) {
                    Some(mark) => self.bracket_mark(builder, at, &mark),
                    None => at + 1,
                }
            }
            [b'*', ..] => self.stars(builder, at, rest),
            _ => at + 1,
        }
    }

    fn leaf_mark(&mut self, builder: &mut Builder<'_>, kind: NodeKind, range: Range<usize>) -> usize {
        builder.leaf(NodeKind::Text, self.done..range.start);
        builder.leaf(kind, range.clone());
        self.finish(range.end)
    }

    fn finish(&mut self, end: usize) -> usize {
        self.done = end;
        self.mark_end = end;
        end
    }

    fn bracket_mark(&mut self, builder: &mut Builder<'_>, at: usize, mark: &Bracket) -> usize {
        let (kind, inner) = match mark.form {
            BracketForm::Link => (NodeKind::Link, NodeKind::Target),
            BracketForm::LanguageSpan => (NodeKind::LanguageSpan, NodeKind::LanguageTag),
        };
        let label = at + 1..at + mark.label_end;
        let end = at + mark.end;
        builder.leaf(NodeKind::Text, self.done..at);
        builder.open(kind, at);
        builder.leaf(NodeKind::Punctuation, at..at + 1);
        builder.open(NodeKind::Label, label.start);
        marks(builder, label.clone(), AtLineEnd::No);
        builder.close(label.end);
        builder.leaf(NodeKind::Punctuation, label.end..label.end + 2);
        builder.leaf(inner, label.end + 2..end - 1);
        builder.leaf(NodeKind::Punctuation, end - 1..end);
        builder.close(end);
        self.finish(end)
    }

    /// Reads a run of stars at `at`: emphasis, strong, or text.
    fn stars(&mut self, builder: &mut Builder<'_>, at: usize, rest: &str) -> usize {
        let run = scan::prefix(rest, |c| c == '*');
        let before = self.text.get(..at).and_then(|text| text.chars().next_back());
        let may_open = at == self.mark_end || before.is_some_and(opens_emphasis_behind);
        let Some(content) = emphasis_content(rest, run).filter(|_| may_open) else { return at + run };
        let kind = if run == 1 { NodeKind::Emphasis } else { NodeKind::Strong };
        let (start, end) = (at + run, at + run + content);
        builder.leaf(NodeKind::Text, self.done..at);
        builder.open(kind, at);
        builder.leaf(NodeKind::Punctuation, at..start);
        escapes(builder, start..end);
        builder.leaf(NodeKind::Punctuation, end..end + run);
        builder.close(end + run);
        self.finish(end + run)
    }
}

/// The text and the escapes inside emphasis, which holds no other mark.
fn escapes(builder: &mut Builder<'_>, range: Range<usize>) {
    let text = builder.text.get(..range.end).unwrap_or_default();
    let mut done = range.start;
    let mut at = range.start;
    while let Some(found) = text.get(at..).and_then(|rest| scan::find(rest, |c| c == '\\')) {
        let start = at + found;
        at = start + 1;
        if text.as_bytes().get(at).is_some_and(u8::is_ascii_punctuation) {
            at += 1;
            builder.leaf(NodeKind::Text, done..start);
            builder.leaf(NodeKind::Escape, start..at);
            done = at;
        }
    }
    builder.leaf(NodeKind::Text, done..range.end);
}

/// The bytes of `[^id]` at the start of `text`: an id without white space or brackets.
pub(super) fn footnote_mark(text: &str) -> Option<usize> {
    let id = text.strip_prefix("[^")?;
    let end = scan::find(id, |c| c.is_whitespace() || matches!(c, '[' | ']'))?;
    (end > 0 && id.get(end..)?.starts_with(']')).then_some(end + 3)
}

struct Bracket {
    form: BracketForm,
    /// Where the label's `]` stands, in bytes from the `[`.
    label_end: usize,
    /// Where the mark ends.
    end: usize,
}

enum BracketForm {
    Link,
    LanguageSpan,
}

/// A link or a language span at the start of `text`, which begins with `[`.
fn bracket(text: &str) -> Option<Bracket> {
    let label_end = label_end(text)?;
    let behind = text.get(label_end + 1..)?;
    let (form, inner) = if let Some(target) = behind.strip_prefix('(') {
        (BracketForm::Link, target_length(target)?)
    } else {
        (BracketForm::LanguageSpan, language_tag_length(behind.strip_prefix('{')?)?)
    };
    Some(Bracket { form, label_end, end: label_end + 2 + inner + 1 })
}

/// Where the `]` of a label stands: the label holds no unescaped `[`, `]`, `|` or `{`.
fn label_end(text: &str) -> Option<usize> {
    let end = scan::unescaped(text, 1, |byte| matches!(byte, b']' | b'[' | b'|' | b'{'))?;
    (text.as_bytes().get(end) == Some(&b']')).then_some(end)
}

/// The bytes of a link's target that `text` begins with and that its `)` follows.
fn target_length(text: &str) -> Option<usize> {
    let mut inside = false;
    let end = scan::find(text, |c| match c {
        '(' if !inside => {
            inside = true;
            false
        }
        ')' if inside => {
            inside = false;
            false
        }
        c => c.is_whitespace() || matches!(c, '(' | ')'),
    })?;
    (text.get(end..)?.starts_with(')') && is_target(text.get(..end)?)).then_some(end)
}

/// Whether a word may be the target of a link: a place in this document or another, a party, a web
/// address or a treaty file. So `[Regulation](EC)` stays text.
fn is_target(word: &str) -> bool {
    if word.starts_with(['#', '@']) {
        return word.len() > 1;
    }
    let name = scan::prefix(word, |c| !matches!(c, '#' | '(' | ')'));
    let named = word.get(name..).is_some_and(|rest| rest.starts_with('#'));
    let more = |rest: Option<&str>| rest.is_some_and(|rest| !rest.is_empty());
    let web = ["http:", "https:", "mailto:"].iter().any(|scheme| more(word.strip_prefix(scheme)));
    named || web || more(word.strip_suffix(".treaty"))
}

/// The bytes of a language tag (BCP 47, a primary subtag of two or three letters) before a `}`.
fn language_tag_length(text: &str) -> Option<usize> {
    let mut end = scan::prefix(text, |c| c.is_ascii_lowercase());
    if !(2..=3).contains(&end) {
        return None;
    }
    while let Some(rest) = text.get(end..)?.strip_prefix('-') {
        let subtag = scan::prefix(rest, |c| c.is_ascii_alphanumeric());
        if !(1..=8).contains(&subtag) {
            return None;
        }
        end += 1 + subtag;
    }
    text.get(end..)?.starts_with('}').then_some(end)
}

/// Whether emphasis may open behind `character`.
fn opens_emphasis_behind(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '(' | '[' | '{' | ')' | ']' | '}' | '|' | '"' | '\'' | '“' | '‘' | '«' | '„')
}

/// The bytes of the content of emphasis that a run of `run` stars opens at the start of `text`.
fn emphasis_content(text: &str, run: usize) -> Option<usize> {
    if run > 2 {
        return None;
    }
    let content = text.get(run..)?;
    let first = content.chars().next()?;
    if first.is_whitespace() || ".,;:)/\"'”’»+*[]|{".contains(first) {
        return None;
    }
    let at = scan::unescaped(content, 0, |byte| matches!(byte, b'*' | b'[' | b']' | b'|' | b'{' | b'}'))?;
    let same_run = scan::prefix(content.get(at..)?, |c| c == '*') == run;
    let after_text = content.get(..at)?.chars().next_back().is_some_and(|c| !c.is_whitespace());
    (same_run && after_text).then_some(at)
}
