//! The modes of injection, a class of the table each: which characters, at which places, and what is held
//! of the answer.

#[path = "pages.rs"]
mod pages;

use super::random::Random;
use super::table::{self, Script};
use super::text::{Letter, Text};
use pages::{code_page_letter, code_page_mistakes, mojibake_character, mojibake_word};
use std::ops::Range;

/// Something put into a clean text.
pub(crate) struct Injection {
    /// The bytes of the clean text that it replaces; what stood there is what a mend must restore.
    pub(crate) range: Range<usize>,
    /// What is put there.
    pub(crate) put: String,
    /// The parts of it that are wrong, each of which must be found.
    pub(crate) faults: Vec<Range<usize>>,
    /// The words of the clean text that it takes up, so that no other injection meets it.
    pub(crate) words: Range<usize>,
}

/// What is held of the answer to a mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Found, never mended wrongly, and the first suggestion is right.
    Mend,
    /// Found and never mended wrongly: whether it stands for a letter or for nothing cannot be told where both
    /// make words, and what strays in is held to the first.
    Either,
    /// Found and never mended wrongly: what was there is lost, so there is nothing to suggest, or little.
    Find,
    /// Never mended wrongly; it is found only where another reading is known.
    Apart,
}

pub(crate) struct Mode {
    pub(crate) name: &'static str,
    pub(crate) goal: Goal,
    /// The characters that are drawn from; empty if the mode has no place in texts of these scripts.
    pub(crate) characters: fn(&Text) -> Vec<char>,
    /// Puts the character at a place drawn at random; `None` if the class's test does not hold there.
    pub(crate) draw: fn(&mut Random, &Text, char) -> Option<Injection>,
}

const fn mode(
    name: &'static str,
    goal: Goal,
    characters: fn(&Text) -> Vec<char>,
    draw: fn(&mut Random, &Text, char) -> Option<Injection>,
) -> Mode {
    Mode { name, goal, characters, draw }
}

pub(crate) const MODES: &[Mode] = &[
    mode("foreign character inserted", Goal::Mend, |t| table::foreign_characters(t.scripts), foreign),
    mode("foreign character, script first", Goal::Mend, foreign_by_script, foreign),
    mode("homoglyph for a letter", Goal::Mend, |t| table::homoglyphs(t.scripts), homoglyph),
    mode("ASCII letter in a Cyrillic word", Goal::Mend, ascii_homoglyphs, homoglyph),
    mode(
        "homoglyphs, several in a word",
        Goal::Mend,
        |t| only(t, &[Script::Latin, Script::Cyrillic], vec!['\0']),
        homoglyphs,
    ),
    mode("whole-word homoglyph", Goal::Mend, |t| only(t, &[Script::Latin], vec!['\0']), whole_word),
    mode("punctuation look-alike", Goal::Mend, punctuation_look_alikes, punctuation),
    mode("symbol in a word", Goal::Mend, |t| symbols(t, table::symbols()), symbol_inside),
    mode("symbol at a word's edge", Goal::Mend, |t| symbols(t, table::edge_symbols()), symbol_at_edge),
    mode("lone symbol", Goal::Mend, |_| table::lone_symbols(), lone_symbol),
    mode("mark on the wrong base", Goal::Mend, |t| table::foreign_marks(t.scripts), mark),
    mode(
        "mark without a base",
        Goal::Mend,
        |_| table::all(|c| table::is_mark(c) && !table::is_variation_or_filler(c)),
        baseless_mark,
    ),
    mode("mathematical letter inserted", Goal::Mend, |_| table::all(table::is_styled), insert_at_letter),
    mode("mathematical letter for a letter", Goal::Either, |_| table::all(table::is_styled), form_for_letter),
    mode("enclosed letter inserted", Goal::Mend, |_| table::all(table::is_circled), enclosed),
    mode("direction control", Goal::Mend, |t| table::direction_controls(t.scripts), direction_control),
    mode("invisible in a word", Goal::Mend, |t| table::invisible(t.scripts), insert_inside),
    mode("soft hyphen", Goal::Mend, |_| vec!['\u{AD}'], insert_inside),
    mode("exotic space for a space", Goal::Mend, |t| table::exotic_spaces(t.scripts), exotic_space),
    mode(
        "line separator for a line end",
        Goal::Mend,
        |_| vec!['\u{2028}', '\u{2029}', '\u{B}', '\u{C}', '\u{85}'],
        line_separator,
    ),
    mode("control", Goal::Mend, |_| table::controls(), insert_at_letter),
    mode("C1 control for its sign", Goal::Mend, c1_controls, c1_control),
    mode("private use", Goal::Find, |_| table::private_use(), insert_at_letter),
    mode("replacement or noncharacter", Goal::Find, |_| table::lost(), insert_at_letter),
    mode("U+FFFD for a letter", Goal::Find, |_| vec!['\u{FFFD}'], lost_letter),
    mode("question mark for a ligature", Goal::Mend, |t| only(t, &[Script::Latin], vec!['?']), lost_ligature),
    mode("unassigned", Goal::Find, |_| table::unassigned(), insert_at_letter),
    mode("full width", Goal::Mend, full_width_characters, full_width),
    mode("ligature", Goal::Mend, |_| table::all(|c| matches!(c, '\u{FB00}'..='\u{FB06}')), ligature),
    mode("mojibake of a character", Goal::Mend, |t| t.characters(|c| !c.is_ascii()), mojibake_character),
    mode("mojibake of a word", Goal::Mend, |_| vec!['\0'], mojibake_word),
    mode(
        "letter of another code page",
        Goal::Mend,
        |t| t.characters(|c| !code_page_mistakes(c).is_empty()),
        code_page_letter,
    ),
    mode("wrong accent", Goal::Apart, |t| only(t, &[Script::Latin], vec!['\0']), wrong_accent),
    mode("digit for a letter", Goal::Mend, |t| only(t, &[Script::Latin], vec!['0', '1']), digit_for_letter),
    mode(
        "letter for a digit",
        Goal::Mend,
        |t| only(t, &[Script::Latin], vec!['l', 'I', 'O']),
        letter_for_digit,
    ),
    mode("not composed", Goal::Mend, |t| t.characters(|c| decomposed(c).is_some()), not_composed),
];

/// The characters if the text is in one of `scripts`.
fn only(text: &Text, scripts: &[Script], characters: Vec<char>) -> Vec<char> {
    if text.scripts.iter().any(|script| scripts.contains(script)) { characters } else { Vec::new() }
}

// Places.

/// A place before or behind a letter.
struct Place {
    at: usize,
    word: usize,
    letter_before: bool,
    letter_behind: bool,
}

/// Before or behind a letter drawn at random.
fn place(random: &mut Random, text: &Text) -> Option<Place> {
    let letter = random.pick(&text.letters)?;
    let at = if random.flip() { letter.range.start } else { letter.range.end };
    let word = text.words.get(letter.word)?;
    text.is_sound(at).then_some(())?;
    Some(Place { at, word: letter.word, letter_before: word.start < at, letter_behind: at < word.end })
}

fn insert(place: &Place, put: String) -> Injection {
    let fault = 0..put.len();
    Injection { range: place.at..place.at, put, faults: vec![fault], words: place.word..place.word + 1 }
}

fn replace(text: &Text, range: Range<usize>, put: String) -> Option<Injection> {
    let word = text.word_at(range.start)?;
    let fault = 0..put.len();
    Some(Injection { range, put, faults: vec![fault], words: word..word + 1 })
}

fn insert_at_letter(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    Some(insert(&place(random, text)?, character.to_string()))
}

fn insert_inside(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let place = place(random, text)?;
    (place.letter_before && place.letter_behind).then(|| insert(&place, character.to_string()))
}

/// One of the places of some letters, each place as likely as the others.
fn place_of<'t>(random: &mut Random, text: &'t Text, letters: &[char]) -> Option<&'t Letter> {
    let able: Vec<&Vec<usize>> = letters.iter().filter_map(|letter| text.places.get(letter)).collect();
    let mut chosen = random.below(able.iter().map(|places| places.len()).sum());
    for places in able {
        if let Some(at) = places.get(chosen) {
            return text.letter_at(*at);
        }
        chosen -= places.len();
    }
    None
}

/// One of the places where a string stands, drawn at random.
fn occurrence(random: &mut Random, text: &Text, wanted: &str) -> Option<Range<usize>> {
    random.pick(&text.occurrences(wanted)).cloned()
}

// The classes.

fn foreign(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let place = place(random, text)?;
    let word = text.word(place.word);
    let at_edge = !(place.letter_before && place.letter_behind);
    let never = match table::script(character) {
        // `μV`, `ρn`, and a Greek letter at the edge of an acronym, `PPARδ`.
        Script::Greek => word.chars().count() <= 1 || at_edge && is_acronym(word),
        // A roman number with a Cyrillic ending.
        Script::Latin => "IVXLCDM".contains(character) && !place.letter_before,
        _ => false,
    };
    (!never).then(|| insert(&place, character.to_string()))
}

fn is_acronym(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Of each script a few characters, so that the small scripts are drawn as often as Chinese.
fn foreign_by_script(text: &Text) -> Vec<char> {
    const OF_EACH: usize = 12;
    let mut groups: Vec<(Script, Vec<char>)> = Vec::new();
    for character in table::foreign_characters(text.scripts) {
        let script = table::script(character);
        match groups.iter_mut().find(|(known, _)| *known == script) {
            Some((_, group)) => group.push(character),
            None => groups.push((script, vec![character])),
        }
    }
    let sample = |(_, group): (Script, Vec<char>)| {
        let step = group.len().div_ceil(OF_EACH);
        group.into_iter().step_by(step)
    };
    groups.into_iter().flat_map(sample).collect()
}

fn ascii_homoglyphs(text: &Text) -> Vec<char> {
    let mut characters = table::homoglyphs(text.scripts);
    characters.retain(char::is_ascii);
    only(text, &[Script::Cyrillic], characters)
}

fn homoglyph(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let alike = text.skeletons.get(&table::skeleton(character))?;
    let letter = place_of(random, text, alike).filter(|letter| letter.character != character)?;
    let word = text.word(letter.word);
    let expected = |c: char| table::is_mark(c) || text.scripts.contains(&table::script(c));
    if text.text[letter.range.clone()].chars().nth(1).is_some() || !word.chars().all(expected) {
        return None;
    }
    let others = word.chars().filter(|c| table::is_letter(*c)).count() - 1;
    // A word of one letter is a whole word of the other script then.
    let whole = others == 0;
    // One Greek letter with at most one Latin one, unless the fold is a known word.
    let symbol =
        table::script(character) == Script::Greek && (others <= 1 || is_acronym(word)) && !text.knows(word);
    // A roman number with a Cyrillic ending.
    let number = "IVXLCDM".contains(character) && word.starts_with(letter.character);
    if whole || symbol || number {
        return None;
    }
    replace(text, letter.range.clone(), character.to_string())
}

/// The ASCII look-alikes of Cyrillic and the Cyrillic ones of ASCII.
fn other_script(letter: char) -> Option<char> {
    const PAIRS: [(char, char); 32] = [
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('i', 'і'),
        ('j', 'ј'),
        ('o', 'о'),
        ('p', 'р'),
        ('s', 'ѕ'),
        ('x', 'х'),
        ('y', 'у'),
        ('h', 'һ'),
        ('q', 'ԛ'),
        ('w', 'ԝ'),
        ('d', 'ԁ'),
        ('l', 'ӏ'),
        ('v', 'ѵ'),
        ('A', 'А'),
        ('B', 'В'),
        ('C', 'С'),
        ('E', 'Е'),
        ('H', 'Н'),
        ('I', 'І'),
        ('J', 'Ј'),
        ('K', 'К'),
        ('M', 'М'),
        ('O', 'О'),
        ('P', 'Р'),
        ('S', 'Ѕ'),
        ('T', 'Т'),
        ('X', 'Х'),
        ('Y', 'Ү'),
        ('G', 'Ԍ'),
    ];
    PAIRS.iter().find_map(|(latin, cyrillic)| {
        (letter == *latin).then_some(*cyrillic).or((letter == *cyrillic).then_some(*latin))
    })
}

/// Some letters of a word by those of the other script that look like them; one at least stays.
fn homoglyphs(random: &mut Random, text: &Text, _: char) -> Option<Injection> {
    let index = random.below(text.words.len());
    let (word, range) = (text.word(index), text.words.get(index)?.clone());
    let expected = word.chars().all(|c| text.scripts.contains(&table::script(c)));
    let mut put = String::new();
    let mut faults = Vec::new();
    let mut kept = 0;
    for letter in word.chars() {
        match other_script(letter).filter(|_| random.flip()) {
            Some(other) => {
                faults.push(put.len()..put.len() + other.len_utf8());
                put.push(other);
            }
            None => {
                kept += 1;
                put.push(letter);
            }
        }
    }
    // A roman number before the rest would be one.
    let number = put.starts_with(|c: char| c.is_ascii_uppercase() && "IVXLCDM".contains(c));
    (faults.len() > 1 && expected && kept > 0 && !number && text.knows(word)).then(|| Injection {
        range,
        put,
        faults,
        words: index..index + 1,
    })
}

/// Every letter of a known word of three letters or more.
fn whole_word(random: &mut Random, text: &Text, _: char) -> Option<Injection> {
    let able = |index: &usize| {
        let word = text.word(*index);
        word.len() > 2 && text.knows(word) && word.chars().all(|c| c.is_ascii() && other_script(c).is_some())
    };
    let able: Vec<usize> = (0..text.words.len()).filter(able).collect();
    let index = *random.pick(&able)?;
    let range = text.words.get(index)?.clone();
    let put: String = text.word(index).chars().filter_map(other_script).collect();
    let quoted = "\"'«“‘([";
    let closing = text.behind(range.end).is_some_and(|c| "\"»“”)]".contains(c));
    if closing || text.before(range.start).is_some_and(|c| quoted.contains(c)) {
        return None;
    }
    let fault = 0..put.len();
    // The neighbours are kept clean: beside a word of its script it would be one.
    Some(Injection { range, put, faults: vec![fault], words: index.saturating_sub(1)..index + 2 })
}

const LOOK_ALIKES: [(char, &str); 11] = [
    ('\u{37E}', ";"),
    ('\u{201F}', "’'"),
    ('\u{201A}', "’'"),
    ('´', "’'"),
    ('˚', "°"),
    ('．', "."),
    ('，', ","),
    ('：', ":"),
    ('；', ";"),
    ('！', "!"),
    ('？', "?"),
];

fn punctuation_look_alikes(text: &Text) -> Vec<char> {
    // Full-width stops are honest in Chinese, and the apostrophe is one between letters alone.
    let usable = |(c, meant): &(char, &str)| {
        let wide = matches!(c, '\u{FF01}'..='\u{FF5E}');
        (!wide || text.scripts.contains(&Script::Latin)) && text.text.contains(|c| meant.contains(c))
    };
    LOOK_ALIKES.iter().filter(|row| usable(row)).map(|(c, _)| *c).collect()
}

fn punctuation(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let (_, meant) = LOOK_ALIKES.iter().find(|(known, _)| *known == character)?;
    let places: Vec<(usize, char)> = text.text.char_indices().filter(|(_, c)| meant.contains(*c)).collect();
    let (at, sign) = *random.pick(&places)?;
    let end = at + sign.len_utf8();
    let letters =
        text.before(at).is_some_and(table::is_letter) && text.behind(end).is_some_and(table::is_letter);
    let degree = text.before(at).is_some_and(|c| c.is_ascii_digit());
    let holds = match character {
        '\u{201F}' | '\u{201A}' | '´' => letters,
        '˚' => degree,
        _ => true,
    };
    // The mend is the typographic apostrophe; the text is made to have it.
    if !holds || sign == '\'' {
        return None;
    }
    replace(text, at..end, character.to_string())
}

/// The symbols, less those that stand for a letter of the text: radicals for Chinese characters.
fn symbols(text: &Text, symbols: Vec<char>) -> Vec<char> {
    let chinese = text.scripts.contains(&Script::Han);
    symbols.into_iter().filter(|c| !(chinese && matches!(c, '\u{2E80}'..='\u{2FDF}'))).collect()
}

fn symbol_inside(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let place = place(random, text)?;
    let word = text.words.get(place.word)?;
    let single = |part: &str| part.chars().filter(|c| table::is_letter(*c)).count() == 1;
    let by_single = single(&text.text[word.start..place.at]) || single(&text.text[place.at..word.end]);
    let inside = place.letter_before && place.letter_behind;
    (inside && !(table::is_operator(character) && by_single)).then(|| insert(&place, character.to_string()))
}

fn symbol_at_edge(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let place = place(random, text)?;
    let edge = place.letter_before != place.letter_behind;
    let never = place.letter_before && table::may_follow(character)
        || table::is_bullet(character) && text.before(place.at).is_none_or(|c| matches!(c, '\n' | '|'))
        || character == '∆';
    (edge && !never).then(|| insert(&place, character.to_string()))
}

fn lone_symbol(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let space = space_between_letters(random, text)?;
    let place =
        Place { at: space.end, word: text.word_at(space.end)?, letter_before: false, letter_behind: true };
    let mut injection = insert(&place, format!("{character} "));
    injection.faults = std::iter::once(0..character.len_utf8()).collect();
    Some(injection)
}

fn space_between_letters(random: &mut Random, text: &Text) -> Option<Range<usize>> {
    let space = occurrence(random, text, " ")?;
    let letter = |c: Option<char>| c.is_some_and(|c| table::is_letter(c) || table::is_mark(c));
    (letter(text.before(space.start)) && letter(text.behind(space.end))).then_some(space)
}

fn mark(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let letter = random.pick(&text.letters)?;
    let place = Place { at: letter.range.end, word: letter.word, letter_before: true, letter_behind: false };
    table::is_foreign(character, &[table::script(letter.character)])
        .then(|| insert(&place, character.to_string()))
}

fn baseless_mark(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let place = place(random, text)?;
    let bare = text.before(place.at).is_none_or(char::is_whitespace);
    bare.then(|| insert(&place, character.to_string()))
}

/// A character whose compatibility form is the letter.
fn form_for_letter(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let mut buffer = [0; 4];
    let normalizer = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc();
    let plain = normalizer.normalize(character.encode_utf8(&mut buffer)).into_owned();
    let letter = place_of(random, text, &plain.chars().collect::<Vec<_>>())
        .filter(|_| plain.chars().nth(1).is_none())?;
    let alone = text.word(letter.word).chars().nth(1).is_none();
    let marked = text.text[letter.range.clone()] != plain;
    if alone || marked { None } else { replace(text, letter.range.clone(), character.to_string()) }
}

fn enclosed(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    // Enclosed numbers are labels and marks of notes in Chinese.
    let chinese = text.scripts.contains(&Script::Han);
    if chinese { None } else { insert_at_letter(random, text, character) }
}

/// One a line, so that no two of them happen to be a pair.
fn direction_control(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let place = place(random, text)?;
    let start = text.text[..place.at].rfind('\n').unwrap_or(0);
    let end = text.text[place.at..].find('\n').map_or(text.text.len(), |length| place.at + length);
    let first = text.words.partition_point(|word| word.end <= start);
    let last = text.words.partition_point(|word| word.start < end);
    Some(Injection { words: first..last, ..insert(&place, character.to_string()) })
}

fn exotic_space(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let space = space_between_letters(random, text)?;
    replace(text, space, character.to_string())
}

fn line_separator(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let end = occurrence(random, text, "\n")?;
    let inside = |c: Option<char>| c.is_some_and(|c| !matches!(c, '\n' | '\r'));
    if !inside(text.before(end.start)) || !inside(text.behind(end.end)) {
        return None;
    }
    let words = text.words.partition_point(|word| word.end < end.start);
    let fault = 0..character.len_utf8();
    Some(Injection { range: end, put: character.to_string(), faults: vec![fault], words: words..words + 1 })
}

fn c1_controls(text: &Text) -> Vec<char> {
    let signs = table::WINDOWS_1252.chars().enumerate();
    let used = signs.filter(|(place, sign)| *sign != '\0' && *place != 5 && text.text.contains(*sign));
    used.filter_map(|(place, _)| char::from_u32(0x80 + place as u32)).collect()
}

fn c1_control(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let sign = table::WINDOWS_1252.chars().nth(character as usize - 0x80)?;
    let range = occurrence(random, text, sign.encode_utf8(&mut [0; 4]))?;
    replace(text, range, character.to_string())
}

fn lost_letter(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let letter = random.pick(&text.letters)?;
    replace(text, letter.range.clone(), character.to_string())
}

fn lost_ligature(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let ligature = *random.pick(&["fi", "fl", "ff", "ffi", "ffl"])?;
    let range = occurrence(random, text, ligature)?;
    let word = text.word_at(range.start)?;
    let bounds = text.words.get(word)?;
    let (front, rear) = (&text.text[bounds.start..range.start], &text.text[range.end..bounds.end]);
    // Between two words of the text a question mark is honest.
    let holds = !front.is_empty() && !rear.is_empty() && text.knows(text.word(word));
    (holds && text.count(front) == 0 && text.count(rear) == 0)
        .then(|| replace(text, range, character.to_string()))
        .flatten()
}

fn full_width_characters(text: &Text) -> Vec<char> {
    let stops = "．，：；！？";
    let wide = table::all(|c| matches!(c, '\u{FF01}'..='\u{FF5E}') && !stops.contains(c));
    let used = wide.into_iter().filter(|c| text.text.contains(plain_width(*c))).collect();
    only(text, &[Script::Latin, Script::Cyrillic, Script::Arabic], used)
}

fn plain_width(character: char) -> char {
    char::from_u32(u32::from(character) - 0xFEE0).unwrap_or('\0')
}

fn full_width(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let range = occurrence(random, text, plain_width(character).encode_utf8(&mut [0; 4]))?;
    let word = text.words.partition_point(|word| word.end < range.start);
    let fault = 0..character.len_utf8();
    Some(Injection { range, put: character.to_string(), faults: vec![fault], words: word..word + 1 })
}

fn ligature(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let letters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
    let plain = letters.get(character as usize - 0xFB00)?;
    let range = occurrence(random, text, plain)?;
    replace(text, range, character.to_string())
}

/// A letter of the word with another accent than its own, or without it for a vowel.
fn wrong_accent(random: &mut Random, text: &Text, _: char) -> Option<Injection> {
    let accents = ['\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{308}', '\u{30C}', '\u{304}'];
    let letter = random.pick(&text.letters)?;
    let normalizer = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
    let base = normalizer.normalize(&text.text[letter.range.clone()]).chars().next()?;
    let composer = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
    let put = composer.normalize(&format!("{base}{}", random.pick(&accents)?)).into_owned();
    let odd = |c: char| !table::alphabet(text.tag).contains(c);
    let one = put.chars().nth(1).is_none() && put.to_lowercase().chars().all(odd);
    let word = text.word(letter.word);
    (one && word.chars().count() > 3 && text.knows(word))
        .then(|| replace(text, letter.range.clone(), put))
        .flatten()
}

fn digit_for_letter(random: &mut Random, text: &Text, digit: char) -> Option<Injection> {
    let letters = if digit == '0' { ['o', 'O'] } else { ['l', 'I'] };
    let letter = place_of(random, text, &letters)?;
    let word = text.word(letter.word);
    let range = text.words.get(letter.word)?;
    let apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",;:.)".contains(c));
    let holds = word.is_ascii() && word.len() > 2 && text.knows(word) && !is_acronym(word);
    let sound = text.is_sound(range.start) && text.is_sound(letter.range.start);
    if !sound || !holds || !apart(text.before(range.start)) || !apart(text.behind(range.end)) {
        return None;
    }
    replace(text, letter.range.clone(), digit.to_string())
}

/// In the number of an article: `Article I0`.
fn letter_for_digit(random: &mut Random, text: &Text, letter: char) -> Option<Injection> {
    let digit = if letter == 'O' { "0" } else { "1" };
    let range = occurrence(random, text, digit)?;
    let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (before, behind) = (text.before(range.start), text.behind(range.end));
    let head = text.text[..range.start].trim_end_matches(|c: char| c.is_ascii_digit());
    let article = head.ends_with("Article ") || head.ends_with("Articles ") || head.ends_with("Artículo ");
    if !article || !(digits(before) || digits(behind)) {
        return None;
    }
    let word = text.words.partition_point(|word| word.end < range.start);
    let start = head.len();
    let length = text.text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let number = start..start + length;
    let put = format!("{}{letter}{}", &text.text[start..range.start], &text.text[range.end..number.end]);
    let fault = 0..put.len();
    Some(Injection { range: number, put, faults: vec![fault], words: word.saturating_sub(1)..word + 1 })
}

fn decomposed(character: char) -> Option<String> {
    let normalizer = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
    let mut buffer = [0; 4];
    let own = character.encode_utf8(&mut buffer);
    let apart = normalizer.normalize(own).into_owned();
    (apart != *own && !table::is_mark(character)).then_some(apart)
}

fn not_composed(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let range = occurrence(random, text, character.encode_utf8(&mut [0; 4]))?;
    replace(text, range, decomposed(character)?)
}
