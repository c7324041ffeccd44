//! Which instrument a name in the text means: this treaty, one that it declares, or an appended one.

use super::clause::{Clause, ClauseId, ClauseKind};
use super::document::Document;
use super::prose::Prose;
use crate::citation::Language;
use crate::citation::language::Word;
use rustc_hash::FxHashMap;

/// What a name in an owner's place means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This treaty.
    This,
    /// A declared instrument, by its id.
    Declared(String),
    /// A division of this document that has the name: an appended agreement, a named annex.
    Division(ClauseId),
    /// An instrument that nobody declared, by the words of its name.
    Unknown(String),
    /// No instrument at all.
    Nobody,
}

impl Document {
    /// What the words of an owner mean, as they stand behind "of the" or before a citation.
    pub fn named_instrument(&self, words: &str, languages: &[&Language]) -> Whose {
        let name = plain(words);
        let name = without_acronym(&name).to_owned();
        if let Some(id) = self.declared_instrument(&name) {
            return Whose::Declared(id);
        }
        if self.is_own_name(&name, languages) {
            return Whose::This;
        }
        if let Some(division) = self.division_named(&name) {
            return Whose::Division(division);
        }
        if names_instrument(&name, languages) { Whose::Unknown(name) } else { Whose::Nobody }
    }

    /// The declared instrument of which one name is `name` or begins it as whole words: the longest.
    fn declared_instrument(&self, name: &str) -> Option<String> {
        let instruments = self.declarations().instruments.iter();
        let names =
            instruments.flat_map(|instrument| instrument.names.iter().map(move |name| (instrument, name)));
        names
            .map(|(instrument, known)| (instrument, plain(&known.text)))
            .filter(|(_, known)| begins(name, known))
            .max_by_key(|(_, known)| known.len())
            .map(|(instrument, _)| instrument.id.text.clone())
    }

    /// Whether a name is one of this treaty's: its title, a short name, or the bare noun of what it is.
    pub(super) fn is_own_name(&self, name: &str, languages: &[&Language]) -> bool {
        let declarations = self.declarations();
        let own = declarations.titles.iter().chain(&declarations.shorts).map(|own| plain(&own.text));
        let title = self.title().map(plain);
        // A title may be printed in capitals.
        if own.chain(title.clone()).any(|own| !own.is_empty() && own.to_lowercase() == name.to_lowercase()) {
            return true;
        }
        let noun = self.own_noun();
        let lower = name.to_lowercase();
        noun.is_some_and(|noun| {
            noun.form == lower || languages.iter().any(|table| table.is_form(&lower, noun.entry))
        })
    }

    /// The only scope whose caption or quoted short name is `name`.
    pub(super) fn division_named(&self, name: &str) -> Option<ClauseId> {
        let named = self.division_names();
        let found = [named.captions.get(&name.to_lowercase()), named.quoted.get(name)];
        let mut found = found.into_iter().flatten().copied();
        let first = found.next()?;
        if found.all(|other| other == first) { first } else { None }
    }
}

/// The names of scopes; `None` for a name that several have.
#[derive(Clone, Debug, Default)]
pub(super) struct DivisionNames {
    /// Captions in small letters.
    captions: FxHashMap<String, Option<ClauseId>>,
    /// Short names that stand in captions in quotation marks.
    quoted: FxHashMap<String, Option<ClauseId>>,
}

impl DivisionNames {
    pub(super) fn of(clauses: &[Clause]) -> Self {
        let mut names = Self::default();
        let scopes = clauses.iter().enumerate().skip(1);
        let scopes =
            scopes.filter(|(_, clause)| clause.is_scope && matches!(clause.kind, ClauseKind::Division(_)));
        for (index, clause) in scopes {
            let id = ClauseId::new(index);
            let caption = clause.caption.as_ref().map_or("", |caption| caption.text.as_str());
            let add = |map: &mut FxHashMap<String, Option<ClauseId>>, name: String| {
                map.entry(name).and_modify(|known| *known = None).or_insert(Some(id));
            };
            if !caption.is_empty() {
                add(&mut names.captions, caption.to_lowercase());
            }
            if let Some(quoted) = quoted_name(caption) {
                add(&mut names.quoted, plain(quoted));
            }
        }
        names
    }
}

/// A name without the article before it, the possessive behind it, and its white space as single spaces.
pub fn plain(words: &str) -> String {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    let name = joined.strip_prefix("the ").or_else(|| joined.strip_prefix("The ")).unwrap_or(&joined);
    name.strip_suffix("'s").unwrap_or(name).to_owned()
}

/// A name without the acronym that stands behind it in brackets: "(TFEU)".
fn without_acronym(name: &str) -> &str {
    let front = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    match front {
        Some((front, acronym))
            if acronym.len() > 1 && acronym.bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            front
        }
        _ => name,
    }
}

/// Whether `name` is `known` or goes on behind it with another word.
fn begins(name: &str, known: &str) -> bool {
    !known.is_empty() && name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The noun by which a treaty calls itself, as it stands in the title and as a table has it.
#[derive(Clone, Debug)]
pub(super) struct TypeNoun {
    form: String,
    entry: &'static str,
}

impl TypeNoun {
    /// Whether a noun of a table is a form of this one: inflected, or definite.
    pub(super) fn is_form_of(&self, noun: &str, languages: &[&Language]) -> bool {
        let bare = |word: &str| {
            let definite = languages.iter().filter_map(|language| language.grammar.definite);
            let stem = word.trim_end_matches('~');
            definite.filter_map(|definite| stem.strip_prefix(definite)).next().unwrap_or(stem).to_owned()
        };
        let (own, other) = (bare(self.entry), bare(noun));
        own.starts_with(&other) || other.starts_with(&own)
    }

    /// The noun of a treaty's title; without a title the one that it calls "this" most often.
    pub(super) fn of(document: &Document) -> Option<Self> {
        let languages = document.language_tables();
        match document.title() {
            Some(title) => Self::of_title(&plain(title), &languages),
            None => Self::of_text(document, &languages),
        }
    }

    /// The first noun of an instrument in a title; where words are not spaced, the one that it ends in.
    fn of_title(title: &str, languages: &[&Language]) -> Option<Self> {
        let entry_of = |word: &str| languages.iter().find_map(|language| language.instrument(word));
        let words = title.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let spaced = words.into_iter().find_map(|form| entry_of(&form).map(|entry| Self { form, entry }));
        spaced.or_else(|| {
            let unspaced = languages.iter().filter(|language| language.unspaced);
            let nouns = unspaced.flat_map(|language| language.instruments).copied();
            let entry = nouns.filter(|noun| title.ends_with(noun)).max_by_key(|noun| noun.len())?;
            Some(Self { form: entry.to_owned(), entry })
        })
    }

    /// The noun that stands most often behind "this".
    fn of_text(document: &Document, languages: &[&Language]) -> Option<Self> {
        let mut counts: FxHashMap<&'static str, usize> = FxHashMap::default();
        for block in document.blocks() {
            let lower = Prose::of(block).lower;
            for language in languages {
                let behind = language.ends_of(Word::This, &lower).into_iter();
                let behind = behind.filter_map(|end| lower.get(end..)).map(str::trim_start);
                for noun in behind.filter_map(|rest| language.instrument_at(rest)) {
                    *counts.entry(noun).or_default() += 1;
                }
            }
        }
        let (entry, _) = counts.into_iter().max_by_key(|(noun, count)| (*count, *noun))?;
        Some(Self { form: entry.to_owned(), entry })
    }
}

/// Whether a name holds the noun of an instrument, or is an acronym with or without a year.
fn names_instrument(name: &str, languages: &[&Language]) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.clone().next().unwrap_or_default();
    let acronym = first.len() > 2 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    let noun = |language: &&Language, word: &str| {
        language.is_instrument(word)
            || language.unspaced && language.instruments.iter().any(|noun| word.ends_with(noun))
    };
    acronym || words.any(|word| languages.iter().any(|language| noun(language, &word.to_lowercase())))
}

/// The short name in quotation marks in a caption: `("Verification Annex")`.
fn quoted_name(caption: &str) -> Option<&str> {
    let open = caption.find(['“', '"'])?;
    let rest = caption.get(open..)?;
    let inside = rest.get(rest.chars().next()?.len_utf8()..)?;
    inside.get(..inside.find(['”', '"'])?)
}
