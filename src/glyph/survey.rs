//! The stray glyphs of a whole document: each block judged by the languages of its division, with the words
//! of all blocks as evidence.

use super::evidence::{Evidence, Vocabulary};
use super::inspect::{Tone, inspect};
use super::setting::Setting;
use super::{Finding, guess, scan};
use crate::model::{BlockId, Document};
use crate::syntax::{BlockKind, ast};
use crate::text::LocalSpan;
use crate::unicode::words::{WordList, for_tag};
use crate::unicode::{Script, language};
use rustc_hash::FxHashSet;
use std::cell::LazyCell;
use std::ops::Range;

/// What a project says of its texts, as far as glyphs are concerned.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Names of further scripts that are expected everywhere.
    pub scripts: Vec<String>,
    /// Characters that are never reported.
    pub allow: String,
    /// Words in small letters that count as known.
    pub words: FxHashSet<String>,
}

/// The stray glyphs of `document`, in order, each with its block. `undecoded` are the bytes of the whole
/// text, in order, that stand for what was no UTF-8. `workspace` has the words of other documents.
pub fn survey(
    document: &Document,
    project: &Project,
    workspace: Option<&Vocabulary>,
    undecoded: &[usize],
) -> Vec<(BlockId, Finding)> {
    if document.blocks().iter().all(|block| is_plain(block.text())) {
        return Vec::new();
    }
    let settings = Settings::new(document, project);
    let words = LazyCell::new(|| vocabulary(document, &settings));
    let mut findings = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        let Some(tone) = tone(block.kind()) else { continue };
        let setting = settings.of(id);
        let evidence = Evidence {
            document: &words,
            workspace,
            lists: &setting.lists,
            words: &project.words,
            languages: setting.setting.languages(),
        };
        let skip = skipped(document, id, undecoded);
        let found = inspect(block.text(), &setting.setting, &evidence, tone, &skip);
        findings.extend(found.into_iter().map(|finding| (id, finding)));
    }
    findings
}

/// Whether a text has no character that could be reported, so that nothing else need be asked.
pub fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    scan::next_hit(bytes, 0).is_none()
        && scan::next_ascii_suspect(bytes, 0).is_none()
        && !super::shifted::may_be_shifted(text)
}

/// The tone of a kind of block; `None` for comments, which are not exported and may hold anything.
fn tone(kind: BlockKind) -> Option<Tone> {
    match kind {
        BlockKind::Comment | BlockKind::ByteOrderMark => None,
        BlockKind::Gloss { .. } | BlockKind::Declaration => Some(Tone::Commentary),
        _ => Some(Tone::Treaty),
    }
}

/// The words of a document that are clean.
fn vocabulary(document: &Document, settings: &Settings) -> Vocabulary {
    let mut words = Vocabulary::default();
    for (index, block) in document.blocks().iter().enumerate() {
        if tone(block.kind()).is_some() {
            words.add(block.text(), &settings.of(BlockId::new(index)).setting);
        }
    }
    words
}

/// The parts of a block that are not looked at: bytes that were no UTF-8, words in another language whose
/// script is expected there.
fn skipped(document: &Document, id: BlockId, undecoded: &[usize]) -> Vec<Range<usize>> {
    let block = document.block(id);
    let start = document.start(id).to_usize();
    let first = undecoded.partition_point(|offset| *offset < start);
    let inside = undecoded.iter().skip(first).take_while(|offset| **offset < start + block.text().len());
    let width = char::REPLACEMENT_CHARACTER.len_utf8();
    let mut ranges: Vec<Range<usize>> = inside.map(|offset| offset - start..offset - start + width).collect();
    ranges.extend(ast::language_spans(block).map(|(words, _)| LocalSpan::range(words.span)));
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// The settings of the divisions of a document.
struct Settings {
    settings: Vec<Judged>,
    /// Where another setting begins, and which: of a division that declares its language, and behind it.
    changes: Vec<(BlockId, usize)>,
}

struct Judged {
    setting: Setting,
    lists: Vec<&'static WordList>,
}

impl Judged {
    fn new(languages: Vec<String>, scripts: &[Script], fallback: &[Script], project: &Project) -> Self {
        let lists = languages.iter().filter_map(|tag| for_tag(tag)).collect();
        Self { setting: Setting::new(languages, scripts, fallback, &project.allow), lists }
    }
}

impl Settings {
    fn new(document: &Document, project: &Project) -> Self {
        let texts = || {
            document.blocks().iter().filter(|block| tone(block.kind()).is_some()).map(|block| block.text())
        };
        let mut languages = document.languages().to_vec();
        let mut fallback = Vec::new();
        if languages.is_empty() {
            fallback = guess::scripts(texts());
            languages.extend(guess::language(&fallback, texts()).map(str::to_owned));
        }
        let declared = document.declarations().scripts.iter().map(|script| script.text.as_str());
        let named = declared.chain(project.scripts.iter().map(String::as_str));
        let scripts: Vec<Script> = named.filter_map(language::script_named).collect();
        // Guessed scripts are expected beside those of the guessed language.
        let mut extra = scripts.clone();
        extra.extend(&fallback);
        let mut settings = vec![Judged::new(languages, &extra, &fallback, project)];
        let mut changes = Vec::new();
        for declaration in document.declarations().languages.iter().skip(1) {
            let owner = document.clause_at(crate::model::Point { block: declaration.block, offset: 0 });
            let division = document.division_of(owner);
            let tags = declaration.tags.iter().map(|tag| tag.text.clone()).collect();
            settings.push(Judged::new(tags, &scripts, &[], project));
            let (first, end) = document.clause(division).blocks;
            changes.push((first, settings.len() - 1));
            changes.push((end, 0));
        }
        changes.sort();
        Self { settings, changes }
    }

    fn of(&self, block: BlockId) -> &Judged {
        let before = self.changes.partition_point(|(start, _)| *start <= block);
        let index =
            before.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(0, |(_, index)| *index);
        self.settings
            .get(index)
            .or(self.settings.first())
            .expect("there is always the document's own setting")
    }
}
