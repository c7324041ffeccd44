//! Whose clauses a citation names: what stands behind it ("of the Charter"), before it ("the Charter's
//! Article 51"), and how an owner spreads over the citations that are joined to it.

use super::language::{Grammar, Word};
use super::lexer::{Lexer, TokenKind};
use super::reader::{Citation, Owner, Step};
use crate::syntax::marker::is_roman;
use std::ops::Range;

/// The owner that stands behind a chain that ends at `end`, and where it ends.
pub(super) fn behind(lexer: &Lexer<'_>, end: usize) -> Option<(Owner, usize)> {
    let mut token = lexer.token(end);
    let mut at = end;
    if token.kind == TokenKind::Comma {
        at = token.range.end;
        token = lexer.token(at);
    }
    match token.kind {
        TokenKind::Word(Word::Hereof) => return Some((Owner::This, token.range.end)),
        TokenKind::Word(Word::Thereof) => return Some((Owner::Same(None), token.range.end)),
        _ => {}
    }
    if at == end
        && let Some(name) = acronym(lexer, end)
    {
        return Some((Owner::Named(name.clone()), name.end));
    }
    let word = lexer.lower.get(token.range.clone()).unwrap_or_default();
    if at != end && lexer.has(|grammar| grammar.loose.contains(&word)) {
        return None;
    }
    let (mut next, juxtaposed) = if token.kind == TokenKind::Word(Word::Of) {
        (lexer.token(token.range.end), false)
    } else {
        let contracted = lexer.has(|grammar| grammar.contracted.contains(&word));
        if at != end || !(contracted || lexer.puts(|grammar| grammar.genitive)) {
            return None;
        }
        (token, true)
    };
    match next.kind {
        TokenKind::Word(Word::This) => {
            return noun(lexer, next.range.end).map(|noun| (Owner::This, noun.end));
        }
        TokenKind::Word(Word::Same) => {
            return noun(lexer, next.range.end).map(|noun| (Owner::Same(Some(noun.clone())), noun.end));
        }
        TokenKind::Word(Word::The) => next = lexer.token(next.range.end),
        _ => {}
    }
    let name = name(lexer, next.range.start)?;
    // Without a word between, only what is an instrument owns.
    if juxtaposed && noun(lexer, name.start).is_none() {
        return None;
    }
    Some((Owner::Named(name.clone()), name.end))
}

/// The noun of an instrument at or behind byte `at`.
fn noun(lexer: &Lexer<'_>, at: usize) -> Option<Range<usize>> {
    let start = at + lexer.space(at);
    let rest = lexer.lower.get(start..)?;
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = rest.get(..length)?;
    lexer.languages.iter().any(|language| language.is_instrument(word)).then_some(start..start + length)
}

/// An acronym right behind a number, with its year: `ECHR`, `GATT 1994`.
fn acronym(lexer: &Lexer<'_>, end: usize) -> Option<Range<usize>> {
    let start = end + lexer.space(end);
    let rest = lexer.text.get(start..)?;
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = rest.get(..length)?;
    let capitals = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && !is_roman(word);
    capitals.then(|| start..start + length + year_length(rest, length))
}

/// The bytes of a year behind a name, with its space.
fn year_length(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let Some(digits) = rest.strip_prefix(' ') else { return 0 };
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if count == 4 { 5 } else { 0 }
}

/// The proper name at byte `start`: capitalised words with small words between them, numbers and signs in
/// brackets; or a resolution by its number; or the bare noun of an instrument.
fn name(lexer: &Lexer<'_>, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    let mut at = start;
    let mut words = 0;
    let mut continued = None;
    loop {
        let word = word_length(lexer.text, at);
        if word == 0 {
            break;
        }
        match part(lexer, at..at + word, words) {
            Part::Proper => (end, words) = (at + word, words + 1),
            Part::Joiner => {}
            // "convention sur le droit": it is not the bare noun.
            Part::Continues => continued = Some(at + word),
            // One word in small letters goes with it; more only if a capitalised one ends them.
            Part::Other if continued.is_some() && words == 1 => (end, words) = (at + word, 2),
            Part::Other => break,
        }
        at += word;
        let gap = lexer.space(at);
        if gap == 0 {
            break;
        }
        at += gap;
    }
    if words == 1 {
        end = continued.unwrap_or(end);
    }
    (words > 0).then_some(start..end)
}

/// What a word does in a name.
enum Part {
    Proper,
    Joiner,
    Continues,
    Other,
}

/// What the word at `range` does behind so many words of a name.
fn part(lexer: &Lexer<'_>, range: Range<usize>, words: usize) -> Part {
    let text = lexer.text.get(range.clone()).unwrap_or_default();
    let lower = lexer.lower.get(range.clone()).unwrap_or_default();
    let proper = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '(');
    if words == 0 {
        let noun = lexer.languages.iter().any(|language| language.is_instrument(lower));
        return if proper || noun { Part::Proper } else { Part::Other };
    }
    let before = lexer.lower.get(..range.start).unwrap_or_default().trim_end();
    let mut behind = before.rsplit(char::is_whitespace);
    let noun = behind.next().unwrap_or_default();
    if let TokenKind::Unit(unit) = lexer.token(range.start).kind {
        // "of the Convention and the Annex thereto": the annex is not in its name.
        let mut front = std::iter::once(noun).chain(behind.take(1));
        let joined = front.any(|word| lexer.has_word(Word::And, word));
        if cites_behind(lexer, range.start) || joined && unit.is_appended() {
            return Part::Other;
        }
    }
    let goes_on = |grammar: &Grammar| {
        let construct = grammar.definite.is_some_and(|definite| !noun.starts_with(definite));
        words == 1 && (construct || grammar.continues.contains(&lower))
    };
    match () {
        () if proper => Part::Proper,
        () if lexer.has(goes_on) => Part::Continues,
        () if text == "&" || lexer.has(|grammar| grammar.joiners.contains(&lower)) => Part::Joiner,
        () => Part::Other,
    }
}

/// Whether the unit at `at` has a number: then it begins another citation.
fn cites_behind(lexer: &Lexer<'_>, at: usize) -> bool {
    let unit = lexer.token(at);
    matches!(lexer.token(unit.range.end).kind, TokenKind::Number(_) | TokenKind::Label(_))
}

/// The bytes of a word of a name: letters, digits, hyphens, apostrophes, or a bracketed sign.
fn word_length(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with('&') {
        return 1;
    }
    if rest.starts_with('(') {
        let close = rest.find(')').filter(|close| *close < 8);
        return close.map_or(0, |close| close + 1);
    }
    let word = rest
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\'' | '/')))
        .unwrap_or(rest.len());
    // "No." keeps its stop.
    let number_sign =
        rest.get(..word) == Some("No") && rest.get(word..).is_some_and(|rest| rest.starts_with('.'));
    word + usize::from(number_sign)
}

/// The owner that stands before a chain at `start`: "the Charter's Article 51", "UN Charter Article 51".
pub(super) fn before(lexer: &Lexer<'_>, start: usize, floor: usize) -> Option<Owner> {
    let front = lexer.text.get(floor..start)?;
    let trimmed = front.trim_end();
    if trimmed.len() == front.len() {
        return None;
    }
    if let Some(named) = trimmed.strip_suffix(',')
        && let Some(name) = long_name(lexer, floor + named.len(), floor)
        && lexer.text.get(name.clone())?.contains(char::is_whitespace)
    {
        return Some(Owner::Named(name));
    }
    let trimmed = trimmed.strip_suffix(',').unwrap_or(trimmed);
    let possessive = ["’s", "'s"].into_iter().find_map(|ending| trimmed.strip_suffix(ending));
    let named = possessive.unwrap_or(trimmed);
    let length: usize = named
        .split_whitespace()
        .rev()
        .take(3)
        .take_while(|word| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphanumeric))
        .map(|word| word.len() + 1)
        .sum();
    let end = floor + named.len();
    let begin = end.checked_sub(length.checked_sub(1)?)?;
    let words = lexer.text.get(begin..end)?;
    let last = words.rsplit(char::is_whitespace).next()?;
    let lower = last.to_lowercase();
    let is_noun = lexer.languages.iter().any(|language| language.is_instrument(&lower));
    let is_acronym = last.len() > 2 && last.bytes().all(|byte| byte.is_ascii_uppercase()) && !is_roman(last);
    // "The Convention" at a sentence's start is no owner without a possessive.
    let several = words.contains(char::is_whitespace) || is_acronym;
    (is_noun && (possessive.is_some() || several) || is_acronym).then_some(Owner::Named(begin..end))
}

/// The instrument that is named last before a citation in its sentence: "the Treaty on …, and in particular
/// Article 16 thereof".
pub(super) fn named_before(lexer: &Lexer<'_>, start: usize, floor: usize) -> Option<Owner> {
    const FAR: usize = 240;
    let from = lexer.text.floor_char_boundary(start.saturating_sub(FAR)).max(floor);
    let front = lexer.text.get(from..start)?;
    let sentence = front.rfind(['.', ';', '。']).map_or(from, |stop| from + stop + 1);
    let front = lexer.text.get(sentence..start)?;
    let noun = front.char_indices().rev().find_map(|(at, c)| {
        let begins =
            c.is_uppercase() && front.get(..at).is_none_or(|front| !front.ends_with(char::is_alphanumeric));
        (begins && noun(lexer, sentence + at)?.start == sentence + at).then_some(sentence + at)
    })?;
    let end = name(lexer, noun)?.end;
    // "the Stockholm Act": the words before the noun that are capitalised too.
    let mut start = noun;
    while let Some(before) = lexer.text.get(sentence..start).and_then(|front| front.strip_suffix(' ')) {
        let word = before.rsplit(' ').next().unwrap_or_default();
        let capital = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphanumeric);
        let article = lexer.has_word(Word::The, &word.to_lowercase());
        if !capital || article {
            break;
        }
        start -= word.len() + 1;
    }
    Some(Owner::Named(start..end))
}

/// The name that ends before a comma: "the Agreement on Rules of Origin, Article 7".
fn long_name(lexer: &Lexer<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    const FAR: usize = 120;
    let from = lexer.text.floor_char_boundary(end.saturating_sub(FAR)).max(floor);
    let front = lexer.text.get(from..end)?;
    let begins = |(at, c): &(usize, char)| {
        c.is_uppercase() && front.get(..*at).is_none_or(|front| !front.ends_with(char::is_alphanumeric))
    };
    let mut starts = front.char_indices().filter(begins).map(|(at, _)| from + at);
    starts.find_map(|start| {
        noun(lexer, start).filter(|noun| noun.start == start)?;
        name(lexer, start).filter(|name| name.end == end)
    })
}

/// An owner spreads leftward over citations that are joined to it and have none of their own: "Article 2 and
/// Article 3(2) of Regulation …". "Article 51 of which" takes the name before it.
pub(super) fn spread(lexer: &Lexer<'_>, citations: &mut [Citation]) {
    for index in (1..citations.len()).rev() {
        let (front, rest) = citations.split_at_mut(index);
        let (Some(left), Some(right)) = (front.last_mut(), rest.first()) else { continue };
        let joined = is_joint(lexer, left.range.end..right.range.start);
        // "this Article and Article XI of GATT": this Article is nobody else's.
        let own = left.targets.iter().any(|target| matches!(target.steps.first(), Some(Step::This(_))));
        if left.owner == Owner::Unsaid
            && joined
            && !own
            && matches!(right.owner, Owner::Named(_) | Owner::Same(_) | Owner::This)
        {
            left.owner = right.owner.clone();
        }
    }
}

/// Whether nothing but what joins citations stands in a gap: ", and the", "et de l'".
fn is_joint(lexer: &Lexer<'_>, gap: Range<usize>) -> bool {
    let mut at = gap.start;
    let mut place = 0;
    let mut joined = lexer.is_glued(gap.end);
    while at + lexer.space(at) < gap.end {
        let token = lexer.token(at);
        let rank = match token.kind {
            TokenKind::Comma => 1,
            TokenKind::Word(Word::And) => 2,
            TokenKind::Word(Word::Of) if place == 2 => 3,
            TokenKind::Word(Word::The) => 4,
            _ => return false,
        };
        if rank <= place {
            return false;
        }
        joined |= rank < 3;
        place = rank;
        at = token.range.end;
    }
    joined
}
