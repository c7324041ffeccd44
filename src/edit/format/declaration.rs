//! What stands in a declaration: its word, the parts of its argument, and the lines of its attributes.

use super::block::one_space;
use super::spacing::{Spacing, is_space, lead, trimmed};
use crate::syntax::ast::{Attribute, Declaration, Words};
use crate::syntax::{Block, NodeKind, NodeRef};
use crate::text::LocalSpan;

/// Before an attribute.
const INDENT: &str = "  ";

/// What parts an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Nothing: it is one text.
    Text,
    /// A separator between the parts of a list.
    List(char),
    /// A colon behind the first part; behind it a text.
    Pair,
    /// A colon behind an id; behind it a list of names.
    Named,
    /// A list of rules; behind a colon a text.
    Allow,
    /// Spaces behind the first word.
    Words,
}

impl Shape {
    fn of_directive(directive: &str) -> Self {
        match directive {
            "party" | "actor" | "instrument" => Self::Named,
            "term" | "parallel" | "part-of" => Self::Pair,
            "short" => Self::List(';'),
            "language" | "script" => Self::List(','),
            "allow" => Self::Allow,
            "date" => Self::Words,
            _ => Self::Text,
        }
    }

    fn of_key(key: &str) -> Self {
        match key {
            "adjective" | "seat" | "signatory" | "not" => Self::List(';'),
            _ => Self::Text,
        }
    }
}

/// Puts a declaration into its canonical form.
pub(super) fn format(block: &Block, spacing: &mut Spacing<'_>) {
    let text = block.text();
    let Some(declaration) = Declaration::cast(block) else { return };
    one_space(text, declaration.directive.span.end as usize, spacing);
    argument(declaration.argument, Shape::of_directive(declaration.directive.text), spacing);
    for line in block.root().children() {
        match line.kind() {
            NodeKind::Attribute | NodeKind::MalformedAttribute => indent(line, spacing),
            _ => {}
        }
    }
    for Attribute { key, value } in declaration.attributes {
        let shape = Shape::of_key(key.text);
        one_space(text, key.span.end as usize + ":".len(), spacing);
        if !value.text.is_empty() {
            argument(value, shape, spacing);
        }
    }
}

/// The indentation of an attribute; a line of nothing else is no attribute.
fn indent(line: NodeRef<'_>, spacing: &mut Spacing<'_>) {
    let start = line.span().start as usize;
    spacing.set(start..start + lead(line.text()), INDENT);
}

/// The spaces around the separators of an argument, if it has the same parts without them.
fn argument(words: Words<'_>, shape: Shape, spacing: &mut Spacing<'_>) {
    let text = words.text;
    let mut part = Spacing::part(text);
    match shape {
        Shape::Text => {}
        Shape::Words => {
            let first = text.find(is_space).unwrap_or(text.len());
            one_space(text, first, &mut part);
        }
        Shape::List(separator) => list(text, 0, text.len(), separator, &mut part),
        Shape::Pair => {
            colon(text, &mut part);
        }
        Shape::Named => {
            if let Some(end) = colon(text, &mut part) {
                list(text, end, text.len(), ';', &mut part);
            }
        }
        Shape::Allow => {
            let end = colon(text, &mut part).map_or(text.len(), |end| end - 1);
            list(text, 0, trimmed(text.get(..end).unwrap_or_default()), ',', &mut part);
        }
    }
    if !part.is_empty() {
        let after = part.applied();
        if parts(&after, shape) == parts(text, shape) {
            spacing.take(words.span.start as usize, part);
        }
    }
}

/// The spaces around the first colon that is not escaped; gives the byte behind it.
fn colon(text: &str, part: &mut Spacing<'_>) -> Option<usize> {
    let at = separators(text, 0, text.len(), ':').next()?;
    part.set(trimmed(text.get(..at)?)..at, "");
    one_space(text, at + 1, part);
    Some(at + 1)
}

/// The spaces around the separators between bytes `start` and `end`: none before one, one behind it.
fn list(text: &str, start: usize, end: usize, separator: char, part: &mut Spacing<'_>) {
    let mut from = start;
    for at in separators(text, start, end, separator).chain([end]) {
        let words = text.get(from..at).unwrap_or_default();
        let is_behind = from > start;
        if trimmed(words) > 0 {
            if is_behind {
                one_space(text, from, part);
            }
            part.set(from + trimmed(words)..at, "");
        } else if is_behind {
            part.set(from..at, "");
        }
        from = at + 1;
    }
}

/// Where `separator` stands between bytes `start` and `end`, not escaped.
fn separators(text: &str, start: usize, end: usize, separator: char) -> impl Iterator<Item = usize> {
    let mut escaped = false;
    let part = text.get(..end).unwrap_or_default();
    part.char_indices().filter_map(move |(at, character)| {
        let found = character == separator && !escaped;
        escaped = character == '\\' && !escaped;
        (found && at >= start).then_some(at)
    })
}

/// What an argument says: its parts, as the model reads them.
fn parts(text: &str, shape: Shape) -> Vec<&str> {
    let words = Words { text, span: LocalSpan::new(0, text.len()) };
    let empty = words.part(text.len(), text.len());
    let (first, rest) = words.split_once(':').unwrap_or((words, empty));
    match shape {
        Shape::Text => vec![text],
        Shape::Words => text.splitn(2, is_space).map(str::trim).collect(),
        Shape::List(separator) => list_of(words, separator),
        Shape::Pair => vec![first.text, rest.text],
        Shape::Named => [vec![first.text], list_of(rest, ';')].concat(),
        Shape::Allow => [list_of(first, ','), vec![rest.text]].concat(),
    }
}

fn list_of(words: Words<'_>, separator: char) -> Vec<&str> {
    words.split(separator).into_iter().map(|words| words.text).collect()
}
