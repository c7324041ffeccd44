//! A second reader of lines, written from the words of `grammar/SPEC.md` and from nothing else: a state
//! machine that decides for each line which block it belongs to, from the line and what is open above it.
//! `agreement` compares it with the parser, so that a sentence of the specification that two readers
//! understand in two ways is found.

/// What the lines above leave open.
#[derive(Default)]
struct State {
    /// The kind of the open block; empty if none is open.
    open: String,
    /// Whether the open paragraph is the one line under a heading.
    caption: bool,
    end: End,
    /// Whether nothing but blank lines stands between here and a footnote.
    below_footnote: bool,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum End {
    #[default]
    Weak,
    Comma,
    Strong,
}

/// The blocks of `text`: the name of each, with the level of a heading and the depth of a gloss, and its source.
pub(crate) fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if body.len() < text.len() {
        blocks.push(("byte-order-mark".into(), "\u{FEFF}".into()));
    }
    let mut state = State::default();
    for line in lines(body) {
        let content = line.trim_end_matches(['\r', '\n']);
        let (kind, mut starts) = classify(&state, content);
        if kind == "footnote" && state.below_footnote {
            // The blank run turns out to stand inside the footnote.
            let blank = blocks.pop().expect("a blank run was read");
            blocks.last_mut().expect("a footnote was read").1.push_str(&blank.1);
            starts = false;
        } else if kind != state.open {
            starts = true;
        }
        match blocks.last_mut() {
            Some(block) if !starts => block.1.push_str(line),
            _ => blocks.push((kind.clone(), line.to_owned())),
        }
        let closes = kind == "verbatim" && !starts && is_fence(content);
        state = State {
            caption: starts && kind == "paragraph" && state.open.starts_with("heading"),
            end: line_end(content),
            below_footnote: kind == "blank" && (state.open == "footnote" || state.below_footnote),
            open: if closes { String::new() } else { kind },
        };
    }
    blocks
}

/// The lines with their ends: LF, CR or CRLF.
fn lines(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    for at in 0..bytes.len() {
        let ends = bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        if ends {
            lines.push(&text[start..=at]);
            start = at + 1;
        }
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

/// The block of a line, and whether the line starts one of its own.
fn classify(state: &State, line: &str) -> (String, bool) {
    let signs = |sign| line.chars().take_while(|c| *c == sign).count();
    let blank = line.chars().all(is_space);
    let indented = line.starts_with(is_space);
    let spaced = |rest: &str| rest.is_empty() || rest.starts_with(is_space);
    let word = |text: &str| text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').count();
    let of = |name: &str, starts| (name.to_owned(), starts);
    match line.chars().next() {
        _ if state.open == "verbatim" => of("verbatim", false),
        _ if blank => of("blank", false),
        _ if indented && state.open == "declaration" => of("declaration", false),
        _ if indented && state.below_footnote => of("footnote", false),
        Some('#') if signs('#') <= 9 && line[signs('#')..].starts_with(is_space) => {
            (format!("heading {}", signs('#')), true)
        }
        Some('@') if word(&line[1..]) > 0 && spaced(&line[1 + word(&line[1..])..]) => of("declaration", true),
        Some('>') => (format!("gloss {}", signs('>')), has_head(&line[signs('>')..])),
        Some('[') if footnote_mark(line).is_some_and(|length| line[length..].starts_with(':')) => {
            of("footnote", true)
        }
        Some('|') => of("table", false),
        Some('`') if signs('`') >= 3 => of("verbatim", true),
        Some(':') if signs(':') == 3 && line[3..].chars().all(is_space) => of("quote-close", true),
        Some(':') if signs(':') == 3 && is_target(line[3..].trim_matches(is_space)) => of("quote-open", true),
        Some('%') if line.starts_with("%%") && spaced(&line[2..]) => of("comment", true),
        _ => classify_text(state, line),
    }
}

fn classify_text(state: &State, line: &str) -> (String, bool) {
    let open = state.open.as_str();
    let marker = marker(line.trim_start_matches([' ', '\t', '\u{3000}']));
    let runs_on = matches!(open, "paragraph" | "item");
    let opens = match marker {
        None => false,
        Some(_) if !runs_on || state.caption => true,
        Some((_, number)) => state.end == End::Strong || state.end == End::Comma && !number,
    };
    match open {
        "footnote" => (open.into(), false),
        _ if opens => ("item".into(), true),
        "paragraph" | "item" => (open.into(), false),
        _ => ("paragraph".into(), true),
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t')
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches(is_space) == "```"
}

/// Whether what stands behind the `>`s begins with a gloss head.
fn has_head(rest: &str) -> bool {
    let Some(head) = rest.trim_start_matches(is_space).strip_prefix('[') else { return false };
    let Some((inside, behind)) = head.split_once(']') else { return false };
    let word = inside.split(is_space).next().unwrap_or_default();
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let spaced = behind.is_empty() || behind.starts_with(is_space);
    rest.starts_with(is_space) && is_word && !inside.contains('[') && spaced
}

/// The length of `[^id]` at the start of `text`.
fn footnote_mark(text: &str) -> Option<usize> {
    let (id, _) = text.strip_prefix("[^")?.split_once(']')?;
    let plain = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c == '[');
    plain.then_some("[^]".len() + id.len())
}

fn is_target(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphanumeric() || "#./".contains(c)) && !word.contains(is_space)
}

const CLOSING: &str = "\"'”’»›)]}*）」』》】〕";
const JUNCTIONS: &[&str] =
    &["and", "or", "et", "ou", "y", "e", "o", "u", "ed", "od", "und", "oder", "и", "или", "و", "أو"];

fn line_end(line: &str) -> End {
    let text = line.trim_matches([' ', '\t', '\u{3000}']);
    if marker(text).is_some_and(|(length, _)| length == text.len()) {
        return End::Strong;
    }
    let mut rest = text;
    loop {
        let mark = rest.rfind("[^").filter(|at| footnote_mark(&rest[*at..]) == Some(rest.len() - at));
        let shorter = rest[..mark.unwrap_or(rest.len())].trim_end_matches(|c| CLOSING.contains(c)).trim_end();
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let last_word = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    match rest.chars().last() {
        Some(last) if ".;:–—-。；：，、؛،".contains(last) => End::Strong,
        Some(last) if "和或及与與并並".contains(last) => End::Strong,
        Some(',') => End::Comma,
        _ if JUNCTIONS.contains(&last_word.to_lowercase().as_str()) => End::Strong,
        _ => End::Weak,
    }
}

const SUFFIXES: &[&str] = &[
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "novies", "decies",
];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
const NUMERALS: &str = "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾";

/// The length of the marker that `text` begins with, and whether it is a number.
fn marker(text: &str) -> Option<(usize, bool)> {
    if let Some(length) = chinese(text) {
        return Some((length, true));
    }
    let open = usize::from(text.starts_with('('));
    let label_end = |text: &str, from: usize| {
        from + text[from..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - from)
    };
    let mut end = label_end(text, open);
    let label = text[open..end].to_owned();
    let number = label.starts_with(char::is_numeric);
    let mut dotted = false;
    while number && text[end..].starts_with('.') && text[end + 1..].starts_with(char::is_numeric) {
        (dotted, end) = (true, label_end(text, end + 1));
    }
    if let Some(dash) = text.chars().next().filter(|c| "–—-•".contains(*c)) {
        return spaced(text, dash.len_utf8()).map(|length| (length, false));
    }
    let own = SUFFIXES.iter().find_map(|suffix| label.strip_suffix(suffix)).filter(|own| !own.is_empty());
    let label = own.filter(|own| number == own.chars().all(char::is_numeric)).unwrap_or(&label);
    let arabic = label.trim_end_matches('ـ').chars().count() == 1 && label.chars().all(is_arabic_letter);
    let inner = suffix(&text[end..]).map_or(end, |length| end + length);
    let dash = if arabic && text[end..].trim_start_matches(' ').starts_with('-') {
        text.find('-').expect("just seen")
    } else {
        inner
    };
    let delimiter = text[dash..].chars().next().filter(|c| ".)-".contains(*c));
    let all_digits = !label.is_empty() && label.chars().all(char::is_numeric);
    let short = (1..=5).contains(&label.chars().count());
    let doubled = label.chars().all(|c| label.starts_with(c)) && (1..=2).contains(&label.chars().count());
    let fits = match delimiter {
        Some(')') => dotted && open == 0 || !dotted && (short || all_digits && open == 0 || is_roman(label)),
        Some('.') => open == 0 && (all_digits || !arabic && !number && (doubled || is_roman(label))),
        Some('-') => open == 0 && arabic,
        _ => false,
    };
    let length = match delimiter {
        Some(c) if fits => dash + c.len_utf8(),
        _ if dotted && open == 0 => end,
        _ => return None,
    };
    let behind = suffix(&text[length..]).map_or(length, |more| length + more);
    let behind = behind + usize::from(behind > length && text[behind..].starts_with(['.', ')']));
    let length = spaced(text, behind).or_else(|| spaced(text, length))?;
    (!is_name(text)).then_some((length, all_digits))
}

fn spaced(text: &str, length: usize) -> Option<usize> {
    (length == text.len() || text[length..].starts_with(char::is_whitespace)).then_some(length)
}

fn is_arabic_letter(character: char) -> bool {
    matches!(character, '\u{621}'..='\u{64A}')
}

/// The length of a Latin suffix at the start of `text`, the space before it included.
fn suffix(text: &str) -> Option<usize> {
    let word = text.strip_prefix(' ').unwrap_or(text);
    let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    SUFFIXES.contains(&&word[..length]).then_some(text.len() - word.len() + length)
}

fn is_roman(label: &str) -> bool {
    let of = |letters: &str| label.chars().all(|c| letters.contains(c));
    !label.is_empty() && (of("ivxlcdm") || of("IVXLCDM"))
}

/// `A. B.`
fn is_name(text: &str) -> bool {
    let characters: Vec<char> = text.chars().take(5).collect();
    matches!(characters[..], [a, '.', ' ', b, '.'] if a.is_uppercase() && b.is_uppercase())
}

/// The length of a Chinese marker at the start of `text`.
fn chinese(text: &str) -> Option<usize> {
    let bracketed = text.strip_prefix('（');
    let inside = bracketed.unwrap_or(text);
    let label = inside.strip_prefix('第').unwrap_or(inside);
    let behind = label.trim_start_matches(|c| NUMERALS.contains(c) || STEMS.contains(c));
    let close = if bracketed.is_some() { '）' } else { '、' };
    let rest = behind.strip_prefix(close)?;
    (behind.len() < label.len()).then_some(text.len() - rest.len())
}
