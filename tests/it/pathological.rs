//! Texts made to be slow to read. Reading is linear: twice the text takes twice the work, and no byte is
//! looked at more than a few times. Work is counted, not timed; the clock is only a guard against a hang.

use crate::spec::leaves;
use glossator::model::{Defaults, Document, Format};
use glossator::syntax;
use glossator::text::{Encoding, Offset, Position, Span, Text};
use std::sync::mpsc;
use std::time::Duration;

/// How long one test may take before it counts as hung; each takes a second or so.
const HANG: Duration = Duration::from_mins(2);

/// The most bytes that may be looked at for a byte of the text. Ordinary treaties take about eight.
const MOST_LOOKS: u64 = 40;

/// A text of size `n`, by a name that a failure shows.
pub(crate) type Shape = (&'static str, fn(usize) -> String);

/// Signs that look ahead for a partner that never comes, or comes late.
pub(crate) const INLINE: [Shape; 27] = [
    ("open brackets", |n| "[".repeat(n)),
    ("brackets with words", |n| "[a ".repeat(n)),
    ("nested brackets", |n| "[".repeat(n) + &"](#4)".repeat(n)),
    ("links that do not close", |n| "[a](#(".repeat(n)),
    ("targets that do not close", |n| "[a](#4".repeat(n)),
    ("balanced parentheses in a target", |n| format!("[a](#{}", "()".repeat(n))),
    ("footnote marks that do not close", |n| "[^".repeat(n)),
    ("footnote marks and words", |n| "[^a".repeat(n)),
    ("language spans that do not close", |n| "[a]{ru-".repeat(n)),
    ("subtags", |n| format!("[a]{{ru{}", "-a".repeat(n))),
    ("stars", |n| "*".repeat(n)),
    ("openers of emphasis", |n| "*a ".repeat(n)),
    ("openers of strong", |n| "**a ".repeat(n)),
    ("an opener before a run of stars", |n| format!("*a{}", "*".repeat(n))),
    ("stars that escapes follow", |n| format!("*a{}", r"\*".repeat(n))),
    ("brackets that escapes follow", |n| format!("[a{}", r"\]".repeat(n))),
    ("alternate stars and brackets", |n| "*a[".repeat(n)),
    ("parentheses", |n| "(".repeat(n)),
    ("backslashes", |n| "\\".repeat(n)),
    ("braces in a heading", |n| format!("# {}", "{#".repeat(n))),
    ("anchors in a heading", |n| format!("# {}", "{#a}".repeat(n))),
    ("backslashes before an anchor", |n| format!("# {}{{#a}}", "\\".repeat(n))),
    ("quotes in a gloss head", |n| format!("> [note {}]", "\"a ".repeat(n))),
    ("bars", |n| "|".repeat(n)),
    ("escaped bars", |n| format!("|{}", r"\|".repeat(n))),
    ("rows that might be delimiters", |n| format!("|a|\n|{}a", "-".repeat(n))),
    ("one long line", |n| "word ".repeat(40 * n)),
];

/// Lines whose block is decided late, and lines that end in much that is passed over.
pub(crate) const LINES: [Shape; 24] = [
    ("glosses in each other", |n| ">".repeat(n)),
    ("glosses of growing depth", |n| (0..n).map(|i| format!("{} a\n", ">".repeat(1 + i % 50))).collect()),
    ("hash signs", |n| "#".repeat(n)),
    ("directives", |n| format!("@{}", "a".repeat(n))),
    ("carriage returns", |n| "\r".repeat(n)),
    ("blank lines", |n| "\n".repeat(20 * n)),
    ("lines of spaces", |n| "          \n".repeat(n)),
    ("declarations", |n| "@title a\n".repeat(20 * n)),
    ("attributes", |n| format!("@party ru: Russia\n{}", "  seat: Moscow\n".repeat(n))),
    ("open fences", |n| "```\na\n``` b\n".repeat(n)),
    ("open quoted blocks", |n| "::: a\nb\n".repeat(4 * n)),
    ("footnotes with blank runs", |n| "[^1]: a\n\n\n".repeat(n)),
    ("a footnote before many blank lines", |n| format!("[^1]: a\n{}b", "\n".repeat(n))),
    ("a footnote of indented paragraphs", |n| format!("[^1]: a\n{}", "\n b\n".repeat(n))),
    ("a footnote and lines of spaces", |n| format!("[^1]: a\n{}b", " \n".repeat(n))),
    ("markers before spaces", |n| "(a) ".repeat(n) + &" ".repeat(n)),
    ("dotted numbers", |n| "1.".repeat(n)),
    ("digits", |n| "1".repeat(n)),
    ("markers before a long word", |n| format!("1. {}", "a".repeat(n))),
    ("footnote marks at a line's end", |n| format!("a{}\n(b) c", "[^1]".repeat(n))),
    ("brackets at a line's end", |n| format!("a{}\n(b) c", "] ".repeat(n))),
    ("brackets and ideographic spaces at a line's end", |n| {
        format!("a{}\n(b) c", ")\u{3000}]\u{3000}".repeat(n))
    }),
    ("a long word at a line's end", |n| format!("{}]\n(b) c", "a".repeat(n))),
    ("rows", |n| "| a | b |\n".repeat(n)),
];

/// Headings and items, whose nesting is found in the document as a whole.
pub(crate) const STRUCTURE: [Shape; 18] = [
    ("headings of alternating depth", |n| {
        (0..4 * n).map(|i| format!("{} A\n", "#".repeat(1 + i * 5 % 9))).collect()
    }),
    ("annexes", |n| (0..n).map(|i| format!("# Annex {i}\n\na\n\n")).collect()),
    ("articles with items", |n| "## Article 1\n1. a;\n2. b;\n".repeat(n)),
    ("transparent headings", |n| format!("# Article 1\n\na\n\n{}", "## A\n\n1. b\n\n".repeat(n))),
    ("a flat list", |n| (1..=4 * n).map(|i| format!("{i}. a;\n")).collect()),
    ("a list that goes back and forth", |n| {
        let back: String = (0..n).map(|i| format!("{}. a;\n", n - i % 7)).collect();
        (1..=n).map(|i| format!("{i}. a;\n")).collect::<String>() + &back
    }),
    ("items in turn", |n| (0..4 * n).map(|i| format!("{} a;\n", ["(a)", "(i)", "1.", "–"][i % 4])).collect()),
    ("letter or roman", |n| "(i) a;\n".repeat(n)),
    ("dashes", |n| "– a;\n".repeat(n)),
    ("markers on one line", |n| "(a) ".repeat(n) + "b"),
    ("dotted numbers of ever new fronts", |n| (1..=n).map(|i| format!("{i}.1 a;\n{i}.2 b;\n")).collect()),
    ("dotted numbers in each other", |n| {
        // The text of a nest of depth d is as long as the square of d.
        (1..=n.isqrt()).map(|depth| format!("1{} a;\n", ".1".repeat(depth))).collect()
    }),
    ("suffixes", |n| "1 bis. a;\n1 ter. b;\n".repeat(n)),
    ("numbers at the end of their range", |n| {
        (0..n as u32).map(|i| format!("{}. a;\n", u32::MAX - n as u32 + i + 1)).collect()
    }),
    ("closing words", |n| format!("1. a;\n\n{}(a) b;\n\n{}2. c\n", "P.\n\n".repeat(n), "q.\n\n".repeat(n))),
    ("declarations under a heading and treaties below", |n| {
        format!("# A\n\n## B\n{}c\n{}", "@title d\n".repeat(n), "@treaty e\n".repeat(n))
    }),
    ("testimonia", |n| "IN WITNESS WHEREOF a\n\n".repeat(n)),
    ("a great Chinese number", |n| format!("# 第{}条", "千".repeat(200 * n))),
];

/// One paragraph of nothing but citations, in languages that put them together in different ways.
const CITATIONS: [Shape; 7] = [
    ("English citations", |n| "Article 4, paragraph 2, and ".repeat(n)),
    ("French citations", |n| "l'alinéa b) du paragraphe 1 de l'article 4 et ".repeat(n)),
    ("Spanish citations", |n| "inciso c, párrafo 1, del Artículo 4 y ".repeat(n)),
    ("Russian citations", |n| "пункта 1 b) статьи 4 и ".repeat(n)),
    ("Chinese citations", |n| "第四条第二款、".repeat(n)),
    ("Chinese numbers without a unit", |n| "第四、".repeat(n)),
    ("Arabic citations", |n| "الفقرة 2 من المادة 4 و ".repeat(n)),
];

/// Does `work` on another thread, and fails if it does not end.
pub(crate) fn guarded(name: &'static str, work: impl FnOnce() + Send + 'static) {
    let (sender, receiver) = mpsc::channel();
    let worker = std::thread::spawn(move || {
        work();
        // The receiver is gone only if the test has failed already.
        let _ = sender.send(());
    });
    match receiver.recv_timeout(HANG) {
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{name}: not done after {HANG:?}"),
        _ => worker.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)),
    }
}

/// That reading `shape` takes work in proportion to its size, and gives it back.
fn assert_linear((name, text): Shape, n: usize) {
    let (once, twice) = (text(n), text(2 * n));
    let (first, second) = (syntax::parse_measured(&once).1, syntax::parse_measured(&twice).1);
    let (small, large) = (once.len() as u64, twice.len() as u64);
    let scanned = |looks: u64, length: u64| format!("{name}: {looks} looks at {length} bytes");
    assert!(first.bytes_scanned >= small, "{}", scanned(first.bytes_scanned, small));
    assert!(second.bytes_scanned <= MOST_LOOKS * large + 1000, "{}", scanned(second.bytes_scanned, large));
    // Per byte the larger text takes no more than the smaller one, but for what a few lines more or less do.
    let per_byte = |looks: u64, length: u64| looks as f64 / length.max(1) as f64;
    let (before, after) = (per_byte(first.bytes_scanned, small), per_byte(second.bytes_scanned, large));
    assert!(after <= before * 1.1 + 0.1, "{name}: {before:.2} looks a byte, then {after:.2}");
    assert!(leaves(&twice) == twice, "{name}: the text does not come back");
}

fn assert_all(shapes: &'static [Shape], n: usize) {
    for shape in shapes {
        guarded(shape.0, move || {
            assert_linear(*shape, n);
            let text = shape.1(n);
            let document = Document::new(&text, Format::Treaty, &Defaults::default());
            assert_eq!(document.len(), text.len(), "{}", shape.0);
        });
    }
}

#[test]
fn marks_are_read_in_linear_time() {
    assert_all(&INLINE, 25_000);
}

#[test]
fn lines_are_read_in_linear_time() {
    assert_all(&LINES, 25_000);
}

#[test]
fn structure_is_read_in_linear_time() {
    // The outline counts no work of its own: only a square with a large factor outlasts the guard.
    assert_all(&STRUCTURE, 25_000);
}

#[test]
fn citations_are_read_in_linear_time() {
    // Like the outline, the reader counts no work: the guard finds a square.
    for (name, text) in CITATIONS {
        guarded(name, move || {
            let languages = "@language en fr es ru zh ar\n@title Model Treaty\n\n";
            let text = format!("{languages}# Article 4\n\n1. {}\n", text(10_000));
            let document = Document::new(&text, Format::Treaty, &Defaults::default());
            let targets: usize = document.citations().iter().map(|citation| citation.targets.len()).sum();
            let none = name == "Chinese numbers without a unit";
            assert_eq!(targets > 5_000, !none, "{name}: {targets} targets");
        });
    }
}

#[test]
fn ordinary_text_is_looked_at_a_few_times() {
    let text = "## Article 4. Mutual assistance\n\n1. Each Party, without delay, shall [act](#5) as follows:\n(a) one; and\n(b) two.\n\n".repeat(1000);
    let (blocks, work) = syntax::parse_measured(&text);
    assert_eq!(blocks.len(), 6000);
    let looks = work.bytes_scanned / text.len() as u64;
    assert!((1..=8).contains(&looks), "{looks} looks a byte");
}

/// The check itself: a reader that goes back over the whole text for every sign is found out.
#[test]
#[should_panic(expected = "looks a byte")]
fn work_that_grows_with_the_square_is_found() {
    // Each part of this text is linear; that the parts grow is what the count shows.
    assert_linear(("squares", |n| if n < 20 { "a ".repeat(n) } else { "(a) ".repeat(n) }), 10);
}

#[test]
fn a_long_line_is_edited_and_counted_without_going_over_it() {
    guarded("a line of ten megabytes", || {
        let source = "wörd🦂 ".repeat(1_000_000);
        let mut text = Text::new(&source);
        let middle = Offset::new(source.len() / 2);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for _ in 0..20_000 {
                let position = text.position(middle, encoding);
                assert_eq!((position.line, text.offset(position, encoding)), (0, middle));
            }
        }
        for _ in 0..20_000 {
            text.replace(Span::new(middle, middle), "a\n");
        }
        assert_eq!(text.position(Offset::new(text.len()), Encoding::Utf8).line, 20_000);
        assert_eq!(text.offset(Position { line: 20_001, column: 0 }, Encoding::Utf16).to_usize(), text.len());
    });
}
