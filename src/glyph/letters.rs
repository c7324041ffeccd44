//! Runs of letters: foreign letters and look-alikes in a word, whole words that only look like words of
//! another script, and what is honest about mixed scripts.

use super::class::Class;
use super::evidence::Standing;
use super::fold::{self, FoldKind};
use super::inspect::Context;
use super::setting::{Group, Kind};
use super::suspect::{Action, Suspect, Trust};
use super::token::{Cell, is_word_letter};
use super::{alphabet, marks, math};
use crate::syntax::marker::is_roman;
use crate::unicode::{self, Script};

/// The suspects among a run of letters and their marks.
pub(super) fn suspects(context: &Context<'_>, run: &[Cell]) -> Vec<Suspect> {
    let mut suspects = marks::suspects(context, run);
    // Chinese characters have no word boundaries, so a run of another script among them is a word of its own.
    let mut rest = run;
    while let Some(first) = rest.first() {
        let cjk = is_cjk(first);
        let length = rest.iter().take_while(|cell| is_cjk(cell) == cjk || cell.kind == Kind::Mark).count();
        let (part, behind) = rest.split_at(length.max(1));
        rest = behind;
        suspects.extend(if cjk { ideographs(context, part) } else { word(context, part) });
    }
    suspects
}

fn is_cjk(cell: &Cell) -> bool {
    cell.kind == Kind::Letter(Group::Cjk)
}

/// Chinese, Japanese or Korean where none is expected: against a word of an expected script they are strays,
/// by themselves they are words.
fn ideographs(context: &Context<'_>, part: &[Cell]) -> Vec<Suspect> {
    if context.setting.is_cjk() {
        return Vec::new();
    }
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return Vec::new() };
    let neighbour = |c: Option<char>| c.is_some_and(|c| is_word_letter(context, c));
    let before = context.text.get(..first.start).and_then(|text| text.chars().next_back());
    let behind = context.text.get(last.end..).and_then(|text| text.chars().next());
    if !neighbour(before) && !neighbour(behind) {
        return Vec::new();
    }
    part.iter().map(|cell| stray(context, cell.start..cell.end)).collect()
}

/// A part of a run without Chinese characters.
fn word(context: &Context<'_>, part: &[Cell]) -> Vec<Suspect> {
    let letters: Vec<&Cell> = part.iter().filter(|cell| cell.kind != Kind::Mark).collect();
    let Some(first) = letters.first() else { return Vec::new() };
    let script = first.script;
    if letters.iter().all(|cell| cell.script == script) {
        return one_script(context, part, script);
    }
    if is_honest_mixture(context, &letters) {
        return Vec::new();
    }
    let host = host(context, &letters);
    let mut suspects = Vec::new();
    let mut at = 0;
    while let Some(cell) = part.get(at) {
        let marks = part.iter().skip(at + 1).take_while(|cell| cell.kind == Kind::Mark).count();
        if cell.kind != Kind::Mark && cell.script != host {
            let end = part.get(at + marks).map_or(cell.end, |last| last.end);
            suspects.push(intruder(context, cell.start..end, host));
        }
        at += 1 + marks;
    }
    suspects
}

/// A word of one script: of an expected one its letters may be unlikely; of another it is a foreign word,
/// unless it only looks like one, or is a single letter against a word without spaces.
fn one_script(context: &Context<'_>, part: &[Cell], script: Script) -> Vec<Suspect> {
    if let [cell] = part
        && is_among_ideographs(context, cell)
        && !is_word_among_ideographs(context, cell, script)
    {
        return vec![stray(context, cell.start..cell.end)];
    }
    if script == Script::Latin {
        return alphabet::suspects(context, part);
    }
    if context.setting.expects(script) {
        return Vec::new();
    }
    whole_word(context, part, script).into_iter().collect()
}

/// Whether a character of the expected scripts without word boundaries stands on either side of a letter.
fn is_among_ideographs(context: &Context<'_>, cell: &Cell) -> bool {
    let before = context.text.get(..cell.start).unwrap_or_default().chars().next_back();
    let behind = context.text.get(cell.end..).unwrap_or_default().chars().next();
    let ideograph = |c: char| context.setting.kind(c) == Kind::Letter(Group::Cjk);
    context.setting.is_cjk() && before.into_iter().chain(behind).any(ideograph)
}

/// Whether a letter that stands alone among Chinese characters is a word: one of an expected script, or a
/// Latin or Greek one that is no look-alike of a character (`A类`).
fn is_word_among_ideographs(context: &Context<'_>, cell: &Cell, script: Script) -> bool {
    let known_abroad = matches!(script, Script::Greek | Script::Latin);
    let mut buffer = [0; 4];
    let own: &str = cell.character.encode_utf8(&mut buffer);
    let alike = !own.is_ascii() && folds_into(own, Script::Han).next().is_some();
    context.setting.expects(script) || known_abroad && !alike
}

/// Scripts that stand together in honest words: a Greek letter with one Latin one or with capitals (`μV`,
/// `ΔT`, `PPARδ`), unless a word comes out when it is folded; a roman number with a Cyrillic ending.
fn is_honest_mixture(context: &Context<'_>, letters: &[&Cell]) -> bool {
    let of = |script| letters.iter().filter(|cell| cell.script == script).count();
    let (latin, greek, cyrillic) = (of(Script::Latin), of(Script::Greek), of(Script::Cyrillic));
    let all = letters.len();
    if greek == 1 && latin + greek == all {
        let symbol = latin <= 1 || is_greek_suffix(context, letters);
        return symbol
            && !(look_alike(letters, Script::Latin) && folds_to_known(context, letters, Script::Latin));
    }
    if cyrillic > 0 && latin > 0 && latin + cyrillic == all {
        let front: String = letters
            .iter()
            .take_while(|cell| cell.script == Script::Latin)
            .map(|cell| cell.character)
            .collect();
        let number =
            front.len() == latin && front.bytes().all(|b| b.is_ascii_uppercase()) && is_roman(&front);
        let ending = letters.iter().skip(latin).all(|cell| cell.character.is_lowercase()) && cyrillic <= 3;
        return number && ending && context.setting.expects(Script::Cyrillic);
    }
    false
}

/// Whether a Greek letter stands before or behind capitals that are no word by themselves: `PPARδ`.
fn is_greek_suffix(context: &Context<'_>, letters: &[&Cell]) -> bool {
    let is_latin = |cell: &&&Cell| cell.script == Script::Latin;
    let latin: String = letters.iter().filter(is_latin).map(|cell| cell.character).collect();
    let at_edge = [letters.first(), letters.last()].iter().flatten().any(|cell| !is_latin(cell));
    at_edge && latin.chars().all(char::is_uppercase) && context.evidence.standing(&latin) == Standing::Unknown
}

/// The script that a mixed word is of: an expected one, of several the one into which the others fold to a
/// known word, else that of most of its letters. A word of which most letters are of another script, and not
/// all of those look like letters of the expected one, is a word of that other script.
fn host(context: &Context<'_>, letters: &[&Cell]) -> Script {
    let mut scripts: Vec<(Script, usize)> = Vec::new();
    for cell in letters {
        let script = cell.script;
        match scripts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => scripts.push((script, 1)),
        }
    }
    let expected: Vec<_> =
        scripts.iter().copied().filter(|(script, _)| context.setting.expects(*script)).collect();
    let most = scripts.iter().max_by_key(|(_, count)| *count).copied();
    if let (Some((script, count)), [(only, few)]) = (most, expected.as_slice())
        && script != *only
        && count > *few
        && !look_alike(letters, *only)
    {
        return script;
    }
    let candidates = if expected.is_empty() { &scripts } else { &expected };
    let known = candidates
        .iter()
        .find(|(script, _)| candidates.len() > 1 && folds_to_known(context, letters, *script));
    let rank = |script: Script| context.setting.scripts().iter().position(|known| *known == script);
    let most = candidates.iter().max_by_key(|(script, count)| (*count, std::cmp::Reverse(rank(*script))));
    known.or(most).map_or(Script::Latin, |(script, _)| *script)
}

/// Whether all letters of other scripts look like letters of `host`.
fn look_alike(letters: &[&Cell], host: Script) -> bool {
    letters.iter().filter(|cell| cell.script != host).all(|cell| {
        let mut buffer = [0; 4];
        let mut folds = folds_into(cell.character.encode_utf8(&mut buffer), host);
        folds.any(|(_, kind)| kind == FoldKind::Alike)
    })
}

/// Whether all letters of other scripts fold into `host` and a known word comes out.
fn folds_to_known(context: &Context<'_>, letters: &[&Cell], host: Script) -> bool {
    let known = |word: &String| word.chars().nth(1).is_some() && context.evidence.is_known_or_numeral(word);
    readings(letters, host, |_| true).iter().any(known)
}

/// The words that come out when the letters of other scripts are read as letters of `host` that are `wanted`;
/// none if one of them folds to no such letter.
fn readings(letters: &[&Cell], host: Script, wanted: fn(&str) -> bool) -> Vec<String> {
    const FOLDS: usize = 2;
    const MOST: usize = 16;
    let mut readings = vec![String::new()];
    for cell in letters {
        let mut buffer = [0; 4];
        let own: &str = cell.character.encode_utf8(&mut buffer);
        let kept = (cell.script == host).then_some(own);
        let folds = folds_into(own, host).map(|(fold, _)| fold).filter(|fold| wanted(fold));
        let choices: Vec<&str> =
            if kept.is_some() { kept.into_iter().collect() } else { folds.take(FOLDS).collect() };
        let longer =
            |front: &String| choices.iter().map(|choice| format!("{front}{choice}")).collect::<Vec<_>>();
        readings = readings.iter().flat_map(longer).take(MOST).collect();
    }
    readings
}

/// What `source` may stand for in the letters of `script`.
fn folds_into(source: &str, script: Script) -> impl Iterator<Item = (&'static str, FoldKind)> {
    let of_script =
        move |(fold, _): &(&'static str, FoldKind)| fold.chars().all(|c| unicode::script(c) == script);
    fold::folds(source).iter().copied().filter(of_script)
}

/// A letter of another script in a word of `host`: a look-alike if it folds, else a foreign character.
fn intruder(context: &Context<'_>, range: std::ops::Range<usize>, host: Script) -> Suspect {
    let own = context.text.get(range.clone()).unwrap_or_default();
    let folds: Vec<_> = folds_into(own, host).collect();
    if folds.is_empty() {
        return foreign(context, range);
    }
    let mut suspect = Suspect::new(range.clone(), Class::Homoglyph);
    let alike = folds.iter().any(|(_, kind)| *kind == FoldKind::Alike);
    for (fold, kind) in folds {
        let usual = host != Script::Latin || fold.is_ascii() || context.setting.is_of_alphabet(fold);
        let mistaken = if alike && kind == FoldKind::Mistaken { -6 } else { 0 };
        suspect = suspect.replace(fold, if usual { mistaken } else { mistaken - 4 });
    }
    // What looks like a letter of the word hardly ever stands for nothing; what scanners take for one does
    // in one case of six.
    sequences(context, suspect, host).remove(if alike { -40 } else { -7 })
}

/// How likely a sequence stands for one letter.
const SEQUENCE: i32 = -3;

/// A few characters together can stand for one: `τn` for `m`.
fn sequences(context: &Context<'_>, mut suspect: Suspect, host: Script) -> Suspect {
    let start = suspect.range.start;
    let behind = context.text.get(start..).unwrap_or_default();
    for length in 2..=3 {
        let end: usize = behind.chars().take(length).map(char::len_utf8).sum();
        let Some(sequence) = behind.get(..end) else { continue };
        for (fold, _) in folds_into(sequence, host) {
            suspect = suspect.choice(Action::Replace, start..start + end, fold, SEQUENCE);
        }
    }
    let Some(before) = context.text.get(..start).and_then(|text| text.chars().next_back()) else {
        return suspect;
    };
    let from = start - before.len_utf8();
    let end = suspect.range.end;
    if let Some(sequence) = context.text.get(from..end) {
        for (fold, _) in folds_into(sequence, host) {
            suspect = suspect.choice(Action::Replace, from..end, fold, SEQUENCE);
        }
    }
    suspect
}

/// A character of another script in or against a word whose script its neighbours tell.
pub(super) fn stray(context: &Context<'_>, range: std::ops::Range<usize>) -> Suspect {
    let before = context.text.get(..range.start).unwrap_or_default().chars().rev();
    let behind = context.text.get(range.end..).unwrap_or_default().chars();
    let expected = |c: char| Some(unicode::script(c)).filter(|script| context.setting.expects(*script));
    let host = before.take(REACH).chain(behind.take(REACH)).find_map(expected);
    let usual = context.setting.scripts().first().copied();
    intruder(context, range, host.or(usual).unwrap_or(Script::Latin))
}

/// How far the letters of the word around a stray are looked for.
const REACH: usize = 4;

/// A character that nothing of the expected scripts looks like.
fn foreign(context: &Context<'_>, range: std::ops::Range<usize>) -> Suspect {
    let own = context.text.get(range.clone()).unwrap_or_default();
    let mut suspect = Suspect::new(range, Class::ForeignCharacter).remove(0).space(-10);
    let styled = own.chars().next().and_then(math::plain);
    for fold in fold::folds(own).iter().map(|(fold, _)| *fold).chain(styled.as_deref()) {
        if fold.chars().all(|c| unicode::is_used_in(c, context.setting.scripts())) {
            suspect = suspect.replace(fold, -12);
        }
    }
    suspect
}

/// A word of another script whose letters all look like those of a word that is known. Among other words of
/// its script, in quotation marks or brackets it is what it is.
fn whole_word(context: &Context<'_>, part: &[Cell], script: Script) -> Option<Suspect> {
    let (first, last) = (part.first()?, part.last()?);
    if part.len() < 3
        || !context.setting.expects(Script::Latin)
        || has_company(context, first.start, last.end, script)
    {
        return None;
    }
    let letters: Vec<&Cell> = part.iter().collect();
    let readings = readings(&letters, Script::Latin, str::is_ascii);
    let known = readings.into_iter().find(|word| context.evidence.is_known_or_numeral(word))?;
    let suspect = Suspect::new(first.start..last.end, Class::WholeWordHomoglyph);
    Some(suspect.replace(&known, 0).trust(Trust::Confirm))
}

/// Whether the word at `start..end` stands in quotation marks or brackets, or beside a word of its script.
fn has_company(context: &Context<'_>, start: usize, end: usize, script: Script) -> bool {
    let before = context.text.get(..start).unwrap_or_default();
    let behind = context.text.get(end..).unwrap_or_default();
    // An apostrophe with a letter behind it is one: `сһіӏԁ's`.
    let closing = behind.strip_prefix(super::word::is_apostrophe);
    let possessive = closing.is_some_and(|rest| rest.starts_with(super::word::is_word));
    let quoted = before.ends_with(|c: char| "\"'“‘«„‹([{*".contains(c))
        || behind.starts_with(|c: char| "\"'”’»“›)]}*".contains(c)) && !possessive;
    let is_own = |c: char| unicode::script(c) == script;
    let letter = |c: &char| unicode::is_letter(*c);
    let next = behind.chars().take(40).find(letter).is_some_and(is_own);
    let previous = before.chars().rev().take(40).find(letter).is_some_and(is_own);
    quoted || next || previous
}
