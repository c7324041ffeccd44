//! Signs: symbols in or against words and between spaces, styled letters, full-width forms, ligatures, signs
//! that look like apostrophes, and punctuation of other scripts.

use super::class::Class;
use super::evidence::Standing;
use super::inspect::{Context, Tone};
use super::suspect::{Action, Suspect, Trust};
use super::token::{Around, Cell};
use super::word::{Surrounding, is_unspaced_letter};
use super::{fold, letters, math};
use crate::unicode::{self, Category, Script};
use std::ops::Range;

/// A sign that treaties print: wrong only where it stands in a word, or against one on its wrong side.
pub(super) fn honest(context: &Context<'_>, cell: &Cell) -> Option<Suspect> {
    let range = cell.start..cell.end;
    let around = Around::new(context, &range);
    let wrong = match cell.character {
        '‚' => return around.between_letters().then(|| apostrophe(context, range)),
        '×' | '÷' | '±' | '−' | '√' | '≤' | '≥' | '→' => {
            around.between_letters() && !Sides::of(context, &range).any_single()
        }
        '∆' => {
            let single = Sides::of(context, &range).behind == 1;
            around.between_letters() || around.letter_behind && !single
        }
        '●' | '■' | '♦' | '□' | '☐' | '○' => {
            around.against_letter() && !begins_line(context, range.start)
        }
        '™' | '©' | '®' | '°' | '№' if !around.letter_before => {
            around.letter_behind && is_put_before_word(context, cell.character, &range)
        }
        c => around.between_letters() && !is_formula(context, c, &range),
    };
    wrong.then(|| symbol(context, cell.character, range))
}

/// Whether a sign that belongs behind a word or number stands before a word instead. `°C`, `№А` and a notice
/// of copyright are honest.
fn is_put_before_word(context: &Context<'_>, sign: char, range: &Range<usize>) -> bool {
    let before = context.text.get(..range.start).unwrap_or_default();
    let behind = context.text.get(range.end..).unwrap_or_default();
    let degrees =
        sign == '°' && before.trim_end_matches([' ', '\u{A0}']).ends_with(|c: char| c.is_ascii_digit());
    let notice = sign == '©' && behind.starts_with(char::is_uppercase);
    Sides::of(context, range).behind > 1 && !degrees && !notice
}

/// Whether a mathematical sign stands between two single letters that are no word together: `x≠y`.
fn is_formula(context: &Context<'_>, sign: char, range: &Range<usize>) -> bool {
    let sides = Sides::of(context, range);
    let (Some(before), Some(behind)) = (sides.letter_before, sides.letter_behind) else { return false };
    let spaced = !is_unspaced_letter(before) && !is_unspaced_letter(behind);
    let single = sides.before == 1 && sides.behind == 1 && spaced;
    let word = format!("{before}{behind}");
    unicode::category(sign) == Category::MathSymbol
        && single
        && context.evidence.standing(&word) == Standing::Unknown
}

/// A character that is neither letter nor mark, nor hidden, nor an honest sign. Gives how many characters
/// were taken.
pub(super) fn suspect(context: &Context<'_>, rest: &[Cell]) -> (Vec<Suspect>, usize) {
    let Some(cell) = rest.first() else { return (Vec::new(), 1) };
    let range = cell.start..cell.end;
    let around = Around::new(context, &range);
    let one = |suspect: Option<Suspect>| (suspect.into_iter().collect(), 1);
    match cell.character {
        '\u{FB00}'..='\u{FB06}' => one(Some(ligature(context, range))),
        '\u{FF01}'..='\u{FFEE}' => one(wide(context, cell.character, range, &around)),
        '\u{37E}' => one(Some(Suspect::new(range, Class::Punctuation).replace(";", 0).trust(Trust::Certain))),
        '\u{201F}' | '´' | '˚' => one(look_alike(context, cell.character, range, &around)),
        '\u{2C6}'..='\u{2CB}' => {
            one(around.between_letters().then(|| symbol(context, cell.character, range)))
        }
        '¬' => one(around.between_letters().then(|| line_end_hyphen(range))),
        c if math::is_styled(c) && (around.against_letter() || !unicode::is_pictograph(c)) => {
            one(Some(styled(context, c, range)))
        }
        c if math::is_enclosed(c) && (around.against_letter() || !unicode::is_pictograph(c)) => {
            one(enclosed(context, c, range, &around))
        }
        c if unicode::is_pictograph(c) => pictograph(context, rest),
        c => one(other(context, c, range, &around)),
    }
}

/// How many letters stand on each side of a place: none, one, or two and more.
struct Sides {
    before: usize,
    behind: usize,
    letter_before: Option<char>,
    letter_behind: Option<char>,
}

impl Sides {
    fn of(context: &Context<'_>, range: &Range<usize>) -> Self {
        let letter = |c: &char| unicode::is_letter(*c);
        let mut before = context.text.get(..range.start).unwrap_or_default().chars().rev().take_while(letter);
        let mut behind = context.text.get(range.end..).unwrap_or_default().chars().take_while(letter);
        let (letter_before, letter_behind) = (before.next(), behind.next());
        let count = |first: Option<char>, more: bool| first.map_or(0, |_| 1 + usize::from(more));
        Self {
            before: count(letter_before, before.next().is_some()),
            behind: count(letter_behind, behind.next().is_some()),
            letter_before,
            letter_behind,
        }
    }

    fn any_single(&self) -> bool {
        self.before == 1 || self.behind == 1
    }
}

/// Whether byte `at` begins a line or a table cell, white space left aside.
fn begins_line(context: &Context<'_>, at: usize) -> bool {
    let before = context.text.get(..at).unwrap_or_default().chars().rev();
    let first = before.take(64).find(|c| !matches!(c, ' ' | '\t' | '\u{A0}'));
    first.is_none_or(|c| matches!(c, '\n' | '\r' | '|' | '>'))
}

fn ligature(context: &Context<'_>, range: Range<usize>) -> Suspect {
    let own = context.text.get(range.clone()).unwrap_or_default();
    Suspect::new(range, Class::Ligature).replace(&unicode::compatibility(own), 0).trust(Trust::Certain)
}

/// Full-width and half-width forms, which only texts in Chinese, Japanese and Korean have.
fn wide(context: &Context<'_>, character: char, range: Range<usize>, around: &Around) -> Option<Suspect> {
    let cjk = |c: Option<char>| c.is_some_and(|c| unicode::language::is_cjk(unicode::script(c)));
    if context.setting.is_cjk() || cjk(around.before) || cjk(around.behind) {
        return None;
    }
    let mut buffer = [0; 4];
    let plain = unicode::compatibility(character.encode_utf8(&mut buffer));
    let stop = matches!(character, '．' | '，' | '：' | '；' | '！' | '？' | '｡' | '､');
    let class = if stop { Class::Punctuation } else { Class::Fullwidth };
    let plain = match plain.as_str() {
        "。" => ".",
        "、" => ",",
        other => other,
    };
    Some(Suspect::new(range, class).replace(plain, 0).trust(Trust::Certain))
}

/// A sign between letters that looks like an apostrophe. In a text of an old code page it may be a letter.
fn apostrophe(context: &Context<'_>, range: Range<usize>) -> Suspect {
    let own = context.text.get(range.clone()).unwrap_or_default();
    let meant = own.chars().next().map_or(&[][..], fold::code_page_letters).iter().map(char::to_string);
    let word = Surrounding::of(context.text, &range);
    let known = |letter: &String| {
        let standing = context.evidence.standing(&word.with(letter));
        context.setting.is_of_alphabet(letter) && standing > Standing::Unknown
    };
    let letters: Vec<String> = meant.filter(known).collect();
    let suspect = Suspect::new(range.clone(), Class::Punctuation);
    if letters.is_empty() {
        return suspect.replace("’", 0).trust(Trust::Certain);
    }
    letters.iter().fold(suspect.replace("’", 0), |suspect, letter| suspect.replace(letter, -6))
}

/// `Party‟s`, `l´article`, `30˚`.
fn look_alike(
    context: &Context<'_>,
    character: char,
    range: Range<usize>,
    around: &Around,
) -> Option<Suspect> {
    match character {
        '˚' if around.before.is_some_and(|c| c.is_ascii_digit()) => {
            Some(Suspect::new(range, Class::Punctuation).replace("°", 0).trust(Trust::Certain))
        }
        // A ring above that came apart from its letter.
        '˚' => around.against_letter().then(|| symbol(context, character, range)),
        _ if around.between_letters() => Some(apostrophe(context, range)),
        '´' if around.letter_before => Some(apostrophe(context, range).trust(Trust::Confirm)),
        _ => None,
    }
}

/// `¬` is what a line-end hyphen becomes: the word goes on, with or without a hyphen.
fn line_end_hyphen(range: Range<usize>) -> Suspect {
    Suspect::new(range, Class::Symbol).remove(0).replace("-", -3)
}

fn styled(context: &Context<'_>, character: char, range: Range<usize>) -> Suspect {
    let sides = Sides::of(context, &range);
    let near: Vec<Script> =
        [sides.letter_before, sides.letter_behind].into_iter().flatten().map(unicode::script).collect();
    let fits = |c: char| {
        !unicode::is_letter(c)
            || unicode::is_used_in(c, context.setting.scripts())
            || near.contains(&unicode::script(c))
    };
    let plain = math::plain(character).filter(|plain| plain.chars().all(fits));
    let suspect = Suspect::new(range, Class::MathLetter);
    match plain {
        // A letter in a style is put for a plain one as often as it strays in: a capital before small letters
        // is one, a digit in a word never.
        Some(plain) if plain.chars().all(unicode::is_letter) => {
            let initial = plain.chars().all(char::is_uppercase)
                && sides.before == 0
                && sides.letter_behind.is_some_and(char::is_lowercase);
            suspect.remove(0).replace(&plain, if initial { 4 } else { 1 }).space(-10)
        }
        Some(plain) => suspect.remove(0).space(-10).replace(&plain, -12),
        None => suspect.remove(0).space(-10),
    }
}

/// A letter or digit in a circle, in or against a word. Chinese, Japanese and Korean texts number and mark
/// their notes with the digits and characters of their own scripts in circles.
fn enclosed(context: &Context<'_>, character: char, range: Range<usize>, around: &Around) -> Option<Suspect> {
    let own = math::plain(character).is_some_and(|plain| {
        plain.chars().all(|c| {
            let script = unicode::script(c);
            c.is_ascii_digit() || unicode::language::is_cjk(script) && context.setting.expects(script)
        })
    });
    let label = context.setting.is_cjk() && own;
    (around.against_letter() && !label).then(|| styled(context, character, range))
}

/// A pictograph with its joiners, selectors and modifiers: one cluster.
fn pictograph(context: &Context<'_>, rest: &[Cell]) -> (Vec<Suspect>, usize) {
    let Some(first) = rest.first() else { return (Vec::new(), 1) };
    let text = context.text.get(first.start..).unwrap_or_default();
    let head: usize = text.chars().take(32).map(char::len_utf8).sum();
    let length =
        unicode::cluster_ends(text.get(..head).unwrap_or(text)).next().unwrap_or(first.end - first.start);
    let end = first.start + length;
    let taken = rest.iter().take_while(|cell| cell.start < end).count();
    // A foreign mark on a pictograph is part of its cluster; letters never are.
    let range = first.start..end;
    let around = Around::new(context, &range);
    let bullet = matches!(first.character, '▪' | '▫' | '◾' | '◽' | '◼' | '◻' | '▶' | '☑' | '✔');
    let suspect = if around.against_letter() {
        Some(symbol(context, first.character, range))
    } else if bullet && begins_line(context, range.start) {
        None
    } else {
        lone(context, range)
    };
    (suspect.into_iter().collect(), taken.max(1))
}

/// A pictograph by itself in the treaty's words: it goes with one of the spaces around it.
fn lone(context: &Context<'_>, range: Range<usize>) -> Option<Suspect> {
    if context.tone == Tone::Commentary {
        return None;
    }
    let before = context.text.get(..range.start).unwrap_or_default().chars().next_back();
    let behind = context.text.get(range.end..).unwrap_or_default().chars().next();
    let space = |c: Option<char>| c == Some(' ');
    let with_space = if space(behind) && before.is_none_or(char::is_whitespace) {
        range.start..range.end + 1
    } else if space(before) && behind.is_none_or(|c| c.is_whitespace() || ".,;:)".contains(c)) {
        range.start - 1..range.end
    } else {
        range.clone()
    };
    let suspect = Suspect::new(range, Class::Emoji);
    Some(suspect.choice(Action::Remove, with_space, "", 0).trust(Trust::Confirm))
}

/// Other signs: symbols by their neighbours, and punctuation, digits and signs of scripts that are not
/// expected.
fn other(context: &Context<'_>, character: char, range: Range<usize>, around: &Around) -> Option<Suspect> {
    let category = unicode::category(character);
    let foreign = !unicode::is_used_in(character, context.setting.scripts());
    let own_script = |c: Option<char>| {
        let script = unicode::script(character);
        c.is_some_and(|c| {
            unicode::script(c) == script && !matches!(script, Script::Common | Script::Inherited)
        })
    };
    if foreign && (own_script(around.before) || own_script(around.behind)) {
        return None;
    }
    match category {
        Category::OtherSymbol | Category::ModifierSymbol if around.against_letter() => {
            Some(symbol(context, character, range))
        }
        Category::MathSymbol | Category::CurrencySymbol | Category::OtherNumber
            if around.between_letters() && !is_formula(context, character, &range) =>
        {
            Some(symbol(context, character, range))
        }
        Category::OtherSymbol if is_letterlike(character) => lone(context, range),
        _ if foreign && around.against_letter() => {
            let stop = if around.between_letters() { None } else { stop(character, &range) };
            Some(stop.unwrap_or_else(|| letters::stray(context, range)))
        }
        _ => None,
    }
}

/// Stops of Chinese and Arabic texts in a text of another script.
fn stop(character: char, range: &Range<usize>) -> Option<Suspect> {
    let plain = match character {
        '。' => ".",
        '、' | '،' => ",",
        '؛' => ";",
        '؟' => "?",
        _ => return None,
    };
    Some(Suspect::new(range.clone(), Class::Punctuation).replace(plain, 0).trust(Trust::Confirm))
}

/// Whether a letterlike symbol is none that stands alone in honest lines, as a unit does.
fn is_letterlike(character: char) -> bool {
    matches!(character, '\u{2100}'..='\u{214F}') && !matches!(character, '℃' | '℉' | '№' | '™')
}

/// A symbol in or against a word: first what it stands for, if a word comes out, else it goes.
fn symbol(context: &Context<'_>, character: char, range: Range<usize>) -> Suspect {
    if matches!(character, '○' | '◯') && is_between_numerals(context, &range) {
        return Suspect::new(range, Class::Symbol).replace("〇", 0).trust(Trust::Certain);
    }
    let mut buffer = [0; 4];
    let own = character.encode_utf8(&mut buffer);
    let mut suspect = Suspect::new(range.clone(), Class::Symbol);
    let accents = spacing_accent(context, character, &range);
    for (accented, letter) in accents {
        suspect = suspect.choice(Action::Replace, accented, &letter.to_string(), -6);
    }
    let meant = fold::code_page_letters(character).iter().map(|letter| (letter.to_string(), 0));
    let meant = meant.filter(|(letter, _)| context.setting.is_of_alphabet(letter));
    let folds = fold::folds(own).iter().map(|(fold, _)| ((*fold).to_owned(), -10));
    for (letter, prior) in meant.chain(folds) {
        let fits = letter.chars().all(|c| unicode::is_used_in(c, context.setting.scripts()));
        if fits {
            suspect = suspect.replace(&letter, prior);
        }
    }
    suspect.remove(0).space(-16)
}

/// Whether a circle is the zero of a Chinese number: `二〇三○年`.
fn is_between_numerals(context: &Context<'_>, range: &Range<usize>) -> bool {
    let numeral = |c: char| "〇一二三四五六七八九十百千年".contains(c);
    let before = context.text.get(..range.start).is_some_and(|text| text.ends_with(numeral));
    before && context.text.get(range.end..).is_some_and(|text| text.starts_with(numeral))
}

/// `c¸` and `¸c` for `ç`: an accent that came apart from its letter.
fn spacing_accent(context: &Context<'_>, character: char, range: &Range<usize>) -> Vec<(Range<usize>, char)> {
    let combining = match character {
        '¸' => '\u{327}',
        '¨' => '\u{308}',
        '´' => '\u{301}',
        '`' => '\u{300}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        'ˇ' => '\u{30C}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '˛' => '\u{328}',
        '˝' => '\u{30B}',
        '¯' => '\u{304}',
        '˚' => '\u{30A}',
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut add = |letter: Option<char>, range: Range<usize>| {
        let Some(letter) = letter else { return };
        let composed = unicode::compose(&format!("{}{combining}", if letter == 'ı' { 'i' } else { letter }));
        let mut characters = composed.chars();
        if let (Some(one), None) = (characters.next(), characters.next()) {
            found.push((range, one));
        }
    };
    let before = context.text.get(..range.start).and_then(|text| text.chars().next_back());
    let behind = context.text.get(range.end..).and_then(|text| text.chars().next());
    add(before, range.start - before.map_or(0, char::len_utf8)..range.end);
    add(behind, range.start..range.end + behind.map_or(0, char::len_utf8));
    found
}
