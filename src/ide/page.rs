//! What a hover shows: paragraphs with a little form, written as Markdown or as plain text. Words of a treaty
//! are words in both: nothing in them makes a link, an image or a heading.

use crate::unicode;
use crate::unicode::name::code_point;
use std::fmt::Write as _;

/// Paragraphs to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Paragraph(Vec<Run>),
    /// Lines of a treaty.
    Quote(Vec<String>),
    List(Vec<Vec<Run>>),
    Rule,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Plain words.
    Words(String),
    /// Words that stand out.
    Strong(String),
    /// A pinpoint, an id, a code point.
    Code(String),
    /// A link to the web.
    Link(String),
}

impl Page {
    /// Adds a paragraph.
    pub fn paragraph(&mut self, runs: impl IntoIterator<Item = Run>) {
        self.parts.push(Part::Paragraph(runs.into_iter().collect()));
    }

    /// Adds a paragraph of plain words.
    pub fn words(&mut self, words: impl Into<String>) {
        self.paragraph([Run::Words(words.into())]);
    }

    /// Adds lines of a treaty, each a paragraph of the quotation.
    pub fn quote(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.parts.push(Part::Quote(lines));
        }
    }

    /// Adds a list.
    pub fn list(&mut self, items: Vec<Vec<Run>>) {
        if !items.is_empty() {
            self.parts.push(Part::List(items));
        }
    }

    /// Adds another page below a line.
    pub fn append(&mut self, other: Page) {
        if !self.parts.is_empty() && !other.parts.is_empty() {
            self.parts.push(Part::Rule);
        }
        self.parts.extend(other.parts);
    }

    /// Whether nothing would be shown.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        self.render(&Markdown)
    }

    /// As plain text.
    pub fn plain(&self) -> String {
        self.render(&Plain)
    }

    fn render(&self, form: &dyn Form) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Paragraph(runs) => line(form, runs),
            Part::Quote(lines) => lines
                .iter()
                .map(|line| form.quoted(&form.run(&Run::Words(line.clone()))))
                .collect::<Vec<_>>()
                .join(&format!("\n{}\n", form.quoted("").trim_end())),
            Part::List(items) => {
                items.iter().map(|runs| format!("- {}", line(form, runs))).collect::<Vec<_>>().join("\n")
            }
            Part::Rule => "---".to_owned(),
        });
        parts.collect::<Vec<_>>().join("\n\n")
    }
}

fn line(form: &dyn Form, runs: &[Run]) -> String {
    runs.iter().map(|run| form.run(run)).collect()
}

/// How a page is written.
trait Form {
    fn run(&self, run: &Run) -> String;
    fn quoted(&self, line: &str) -> String;
}

struct Markdown;

impl Form for Markdown {
    fn run(&self, run: &Run) -> String {
        match run {
            Run::Words(words) => escape(words),
            Run::Strong(words) => format!("**{}**", escape(words.trim())),
            Run::Code(code) => format!("`{}`", visible(code).replace('`', "'")),
            Run::Link(url) => format!("[{}]({})", escape(url), escape_url(url)),
        }
    }

    fn quoted(&self, line: &str) -> String {
        format!("> {line}")
    }
}

struct Plain;

impl Form for Plain {
    fn run(&self, run: &Run) -> String {
        match run {
            Run::Words(words) | Run::Strong(words) | Run::Code(words) | Run::Link(words) => visible(words),
        }
    }

    fn quoted(&self, line: &str) -> String {
        format!("  {line}")
    }
}

/// Words with what cannot be seen in them as code points, in one line. Joiners stay: some scripts need them.
fn visible(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '\n' | '\t' => shown.push(' '),
            '\u{200C}' | '\u{200D}' => shown.push(character),
            _ if unicode::is_drawn(character) => shown.push(character),
            _ => {
                let _ = write!(shown, "<{}>", code_point(character));
            }
        }
    }
    shown
}

/// Words as Markdown that shows just them. Signs that could begin a mark, an entity, a tag, a table or an
/// automatic link are escaped (CommonMark 0.31.2, section 2.4; GitHub's autolinks).
fn escape(words: &str) -> String {
    let shown = visible(words);
    let mut escaped = String::with_capacity(shown.len());
    let mut begins = true;
    for (at, character) in shown.char_indices() {
        let marks = matches!(
            character,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '~' | '|' | '&' | '$' | '@' | '!'
        );
        let front = shown.get(..at).unwrap_or_default();
        let behind = shown.get(at + character.len_utf8()..).unwrap_or_default();
        let joined = !behind.is_empty() && !behind.starts_with(char::is_whitespace);
        let links =
            character == ':' && joined || character == '.' && front.to_ascii_lowercase().ends_with("www");
        let opens = begins && matches!(character, '#' | '+' | '-' | '=');
        let numbers = matches!(character, '.' | ')') && is_number(front.trim_start());
        if marks || links || opens || numbers {
            escaped.push('\\');
        }
        escaped.push(character);
        begins = begins && character.is_whitespace();
    }
    escaped
}

fn is_number(front: &str) -> bool {
    !front.is_empty() && front.len() < 10 && front.bytes().all(|byte| byte.is_ascii_digit())
}

fn escape_url(url: &str) -> String {
    url.chars()
        .map(|c| match c {
            '(' => "%28".to_owned(),
            ')' => "%29".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '\\' => "%5C".to_owned(),
            c if c.is_whitespace() || c.is_control() => String::new(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(words: &str) -> String {
        let mut page = Page::default();
        page.words(words);
        page.markdown()
    }

    #[test]
    fn words_of_a_treaty_make_no_markup() {
        assert_eq!(markdown("![x](command:y)"), "\\!\\[x\\](command\\:y)");
        assert_eq!(markdown("<b> & *c* www.un.org"), "\\<b\\> \\& \\*c\\* www\\.un.org");
        assert_eq!(markdown("1. The Parties"), "1\\. The Parties");
        assert_eq!(markdown("12) No. 1."), "12\\) No. 1.");
        assert_eq!(markdown("- # a-b"), "\\- # a-b");
        assert_eq!(markdown("a\u{200B}b\u{202E}"), "a\\<U+200B\\>b\\<U+202E\\>");
        assert_eq!(markdown("http://a"), "http\\://a");
    }

    #[test]
    fn plain_text_has_no_signs_of_markup() {
        let mut page = Page::default();
        page.paragraph([Run::Strong("Article 4".to_owned()), Run::Words(" (a) ".to_owned())]);
        page.quote(vec!["1. One".to_owned(), "2. Two".to_owned()]);
        page.list(vec![vec![Run::Link("https://un.org".to_owned())]]);
        assert_eq!(page.plain(), "Article 4 (a) \n\n  1. One\n\n  2. Two\n\n- https://un.org");
        assert_eq!(
            page.markdown(),
            "**Article 4** (a) \n\n> 1\\. One\n>\n> 2\\. Two\n\n- [https\\://un.org](https://un.org)"
        );
    }
}
