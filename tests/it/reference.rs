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
        if kind == "footnote" && state.below_footnote && content.starts_with(is_space) {
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

const STRONG: &str = ".;:–—-。；：，、؛،";
const CLOSING: &str = ")]}）］】》〉」』\"'”’“‘»›*";
const JUNCTIONS: &str = "and or et ou y e o u ed od und oder и или أو";
const SUFFIXES: &str = "bis ter quater quinquies sexies septies octies nonies novies decies undecies \
                        duodecies terdecies quaterdecies";
const CHINESE: &str =
    "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";

fn line_end(line: &str) -> End {
    let text = line.trim_matches([' ', '\t', '\u{3000}']);
    if marker(text).is_some_and(|(behind, _)| behind.is_empty()) {
        return End::Strong;
    }
    let mut rest = text.trim_end();
    loop {
        let mark = rest.rfind("[^").filter(|at| footnote_mark(&rest[*at..]) == Some(rest.len() - at));
        let without = mark.map(|at| &rest[..at]).or_else(|| rest.strip_suffix(|c| CLOSING.contains(c)));
        let Some(shorter) = without else { break };
        rest = shorter.trim_end();
    }
    let is_word = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c);
    let word = rest.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    match rest.chars().last() {
        Some(last) if STRONG.contains(last) || "和及或并並".contains(last) => End::Strong,
        Some(',') => End::Comma,
        _ if JUNCTIONS.split(' ').any(|junction| junction == word) => End::Strong,
        _ => End::Weak,
    }
}

/// What stands behind the marker that `text` begins with, and whether its label begins with a digit.
fn marker(text: &str) -> Option<(&str, bool)> {
    let behind = bracketed(text).or_else(|| stopped(text)).or_else(|| sign(text))?;
    let marker = &text[..text.len() - behind.len()];
    let wide = marker.ends_with(['）', '．', '、']);
    let apart = behind.is_empty() || behind.starts_with(char::is_whitespace);
    let name = is_initial(text) && is_initial(behind.trim_start());
    let number = text.trim_start_matches(['(', '（']).starts_with(is_digit);
    ((wide || apart) && !(name && marker.chars().count() == 2)).then_some((behind, number))
}

/// `(x)` and `x)`.
fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(['(', '（']).unwrap_or(text);
    let (number, behind) = split(inside, is_digit);
    let inserted = !number.is_empty() && !behind.starts_with(is_space) && suffix(behind).is_some();
    let any = |c| is_digit(c) || is_letter(c) || CHINESE.contains(c);
    let (label, behind) = if inserted { (number, behind) } else { split(inside, any) };
    let fits = (1..=5).contains(&label.chars().count()) || is_roman(label);
    closed(behind, &[")", "）"]).filter(|_| fits)
}

/// A label with a stop: numbers, dotted numbers, letters, roman and Chinese numerals, Arabic letters.
fn stopped(text: &str) -> Option<&str> {
    let (number, mut rest) = split(text, is_digit);
    let first = rest.len();
    while let Some((more, behind)) = rest.strip_prefix('.').map(|rest| split(rest, is_digit)) {
        if number.is_empty() || more.is_empty() {
            break;
        }
        rest = behind;
    }
    if rest.len() < first {
        return closed(rest, &[".", ")", ""]);
    }
    let (word, behind) = split(text, is_letter);
    let (chinese, behind_chinese) = split(text.strip_prefix('第').unwrap_or(text), |c| CHINESE.contains(c));
    let letters: Vec<char> = word.chars().collect();
    match letters[..] {
        _ if !number.is_empty() => closed(rest, &[".", "．", "、"]),
        _ if !chinese.is_empty() && behind_chinese.starts_with(is_letter) => None,
        _ if !chinese.is_empty() => closed(behind_chinese, &["．", "、"]),
        [letter] | [letter, '\u{640}'] if is_arabic(letter) => closed(behind, &["-", " -"]),
        [letter] if !is_arabic(letter) => closed(behind, &[".", "．", "、"]),
        [one, two] if one == two && !is_arabic(one) => closed(behind, &[".", "．", "、"]),
        _ if is_roman(word) => closed(behind, &[".", "．", "、"]),
        _ => None,
    }
}

/// What stands behind one of `delimiters`, a suffix before it or behind it.
fn closed<'a>(label_end: &'a str, delimiters: &[&str]) -> Option<&'a str> {
    let before = suffix(label_end);
    let at = before.unwrap_or(label_end);
    let behind = delimiters.iter().find_map(|delimiter| at.strip_prefix(delimiter))?;
    let word = suffix(behind).filter(|_| before.is_none());
    let rest = word.map(|rest| rest.strip_prefix(['.', ')']).unwrap_or(rest));
    let apart = |rest: &&str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    Some(rest.filter(apart).unwrap_or(behind))
}

/// A dash or a bullet.
fn sign(text: &str) -> Option<&str> {
    text.strip_prefix(['–', '—', '-', '•'])
}

/// What stands behind a suffix, and one space before it or none, at the start of `text`.
fn suffix(text: &str) -> Option<&str> {
    let (word, behind) = split(text.strip_prefix(is_space).unwrap_or(text), |c| c.is_ascii_lowercase());
    SUFFIXES.split_whitespace().any(|suffix| suffix == word).then_some(behind)
}

/// The characters at the start of `text` that are accepted, and the others.
fn split(text: &str, accept: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !accept(c)).unwrap_or(text.len()))
}

fn is_digit(character: char) -> bool {
    "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９".contains(character)
}

fn is_arabic(character: char) -> bool {
    ('\u{621}'..='\u{64A}').contains(&character)
}

fn is_letter(character: char) -> bool {
    character < '\u{530}' && character.is_alphabetic() || is_arabic(character)
}

/// A capital, a stop, and white space or nothing.
fn is_initial(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| is_letter(c) && c.is_uppercase())
        && characters.next() == Some('.')
        && characters.next().is_none_or(char::is_whitespace)
}

/// A roman numeral below 4,000 in its usual form: thousands, hundreds, tens and ones in this order.
fn is_roman(label: &str) -> bool {
    let capitals = label.to_ascii_uppercase();
    let mut rest = capitals.as_str();
    for [one, five, ten] in ["M  ", "CDM", "XLC", "IVX"].map(|place| [&place[..1], &place[1..2], &place[2..]])
    {
        let pair = [ten, five].into_iter().find_map(|more| rest.strip_prefix(one)?.strip_prefix(more));
        rest = pair.unwrap_or_else(|| {
            let ones = rest.strip_prefix(five).unwrap_or(rest);
            (0..3).fold(ones, |rest, _| rest.strip_prefix(one).unwrap_or(rest))
        });
    }
    !label.is_empty() && rest.is_empty() && (label == capitals || label == label.to_ascii_lowercase())
}
