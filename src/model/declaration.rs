//! What a document declares about itself: its name, languages, parties, instruments, terms and what it lets
//! pass. Read from the `@` blocks into plain data; what is wrong with them is kept beside it, for the rules.

mod read;

use super::date::Date;
use super::name::{NameRole, Named};
use super::place::{BlockId, Place};
use crate::syntax::Block;
use std::sync::Arc;

/// Everything that a document declares, in the order in which it stands.
#[derive(Clone, Debug, Default)]
pub struct Declarations {
    /// `@treaty`: the ids of the document and of divisions that are treaties of their own.
    pub treaties: Vec<Declared>,
    /// `@title`.
    pub titles: Vec<Declared>,
    /// `@short`: names by which the treaty calls itself.
    pub shorts: Vec<Declared>,
    /// `@language`: tags, each on its own; of one declaration the first is the language of the text.
    pub languages: Vec<LanguageDeclaration>,
    /// `@script`: names of further scripts that are expected.
    pub scripts: Vec<Declared>,
    /// `@date`.
    pub dates: Vec<DateDeclaration>,
    /// `@party` and `@actor`.
    pub parties: Vec<Party>,
    /// `@instrument`.
    pub instruments: Vec<Instrument>,
    /// `@term`.
    pub terms: Vec<Term>,
    /// `@parallel`: the language and path of other versions.
    pub parallels: Vec<Pair>,
    /// `@use`: paths of files whose names hold here too.
    pub uses: Vec<Declared>,
    /// `@part-of`: the treaty and the division in it that this file is.
    pub parts: Vec<Pair>,
    /// `@allow`: rules that are let pass, and why.
    pub allows: Vec<Allow>,
    /// What is wrong with the declarations.
    pub problems: Vec<DeclarationProblem>,
}

/// A declared word or name and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// As written, escapes resolved.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// `key: value` in a declaration's line.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Before the colon.
    pub key: Declared,
    /// Behind it.
    pub value: Declared,
}

/// `@language en, ru`.
#[derive(Clone, Debug)]
pub struct LanguageDeclaration {
    /// The tags in their order.
    pub tags: Vec<Declared>,
    /// The declaration.
    pub block: BlockId,
}

/// `@date signed 2024-06-19`.
#[derive(Clone, Debug)]
pub struct DateDeclaration {
    /// What happened, such as `signed` or `in-force`.
    pub event: Declared,
    /// When.
    pub date: Date,
}

/// Whether a declared person or State is bound by the treaty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyRole {
    /// `@party`.
    Party,
    /// `@actor`: a State, organisation or person that is not a party.
    Actor,
}

/// A party or actor with every name that the text uses for it.
#[derive(Clone, Debug)]
pub struct Party {
    /// The id before the colon.
    pub id: Declared,
    /// Party or actor.
    pub role: PartyRole,
    /// Its names, the official one first.
    pub names: Vec<Declared>,
    /// Adjectives that lead to it: `Russian`.
    pub adjectives: Vec<Declared>,
    /// Its seats: a place behind "at" and "in", the party behind "between" and "with".
    pub seats: Vec<Declared>,
    /// Those who signed for it, each with the names that the text uses.
    pub signatories: Vec<Declared>,
    /// Words that hold one of its names and do not mean it.
    pub excluded: Vec<Declared>,
    /// Dates such as `ratified`.
    pub dates: Vec<DateDeclaration>,
    /// The declaration.
    pub block: BlockId,
}

/// Another treaty, by every name that the text uses for it.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// The id before the colon: the `@treaty` id of the file that holds it, if there is one.
    pub id: Declared,
    /// Its names.
    pub names: Vec<Declared>,
    /// Where it can be read.
    pub url: Option<Declared>,
    /// Words that hold one of its names and do not mean it.
    pub excluded: Vec<Declared>,
    /// Dates such as `adopted`.
    pub dates: Vec<DateDeclaration>,
    /// The declaration.
    pub block: BlockId,
}

/// A term that the text itself does not define.
#[derive(Clone, Debug)]
pub struct Term {
    /// The term.
    pub name: Declared,
    /// What it means.
    pub meaning: Declared,
    /// The declaration.
    pub block: BlockId,
}

/// `@allow rule: reason`.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The rule, as written.
    pub rule: Declared,
    /// Why; empty if no reason is given.
    pub reason: String,
    /// The declaration.
    pub block: BlockId,
}

/// What is wrong with a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclarationProblem {
    /// What it is.
    pub kind: DeclarationProblemKind,
    /// Where.
    pub place: Place,
}

/// The kinds of things that are wrong with declarations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclarationProblemKind {
    /// `@prty`.
    UnknownDirective(String),
    /// `  seet: …`: the directive that it stands below, and the key.
    UnknownKey(String, String),
    /// It lacks what the text says.
    Missing(&'static str),
    /// An indented line without a key.
    NotAnAttribute,
    /// An id with other characters than a–z, digits and `-`.
    BadId(String),
    /// A date of none of the three forms.
    NotADate(String),
    /// A day that the calendar does not have.
    ImpossibleDate(String),
}

/// The directives that exist.
pub const DIRECTIVES: [&str; 14] = [
    "treaty",
    "title",
    "short",
    "language",
    "script",
    "date",
    "party",
    "actor",
    "instrument",
    "term",
    "parallel",
    "use",
    "allow",
    "part-of",
];

/// What a directive declares.
pub fn meaning(directive: &str) -> Option<&'static str> {
    Some(match directive {
        "treaty" => "the id by which other files cite this treaty: `@treaty un-charter`",
        "title" => "the title of the treaty, where its first heading is not the title",
        "short" => "names by which the treaty calls itself: `@short the Treaty; CSPT`",
        "language" => "the language of the text, then others whose scripts are expected: `@language en, ru`",
        "script" => "a further script that is expected in the text: `@script Hangul`",
        "date" => "what happened to the treaty and when: `@date signed 2024-06-19`",
        "party" => {
            "a party with every name that the text uses for it: `@party ru: Russian Federation; Russia`"
        }
        "actor" => "a State, organisation or person that the text names and that is not a party",
        "instrument" => {
            "another treaty with every name that the text uses for it: `@instrument un-charter: Charter of the \
             United Nations; the Charter`"
        }
        "term" => {
            "a term that the text does not define, and what it means: `@term Party: each of the two States`"
        }
        "parallel" => "the same treaty in another language: `@parallel fr: treaty.fr.treaty`",
        "use" => "a file whose parties, actors, instruments and terms hold here too: `@use parties.treaty`",
        "allow" => {
            "a rule that may be broken in the next block, or in the whole file where it stands at its head, and \
             why: `@allow stray-glyph: the seal is reproduced as printed`"
        }
        "part-of" => "the division of another treaty that this file is: `@part-of wto: annex-1A`",
        _ => return None,
    })
}

/// What the value of a key is.
pub fn key_meaning(key: &str) -> Option<&'static str> {
    Some(match key {
        "adjective" => "adjectives that lead to the party: `Russian`",
        "seat" => "places that are named for the party behind \"between\", \"by\" and \"with\": `Moscow`",
        "signatory" => "who signed for the party, with the names that the text uses",
        "not" => "words that hold one of the names and do not mean it",
        "url" => "where the instrument can be read",
        "adopted" => "the date of adoption",
        "signed" => "the date of signature",
        "ratified" => "the date of ratification",
        "accepted" => "the date of acceptance",
        "approved" => "the date of approval",
        "acceded" => "the date of accession",
        "succeeded" => "the date of succession",
        "in-force" => "the date from which it is in force",
        "denounced" => "the date of denunciation",
        "withdrawn" => "the date of withdrawal",
        _ => return None,
    })
}

/// The keys that attributes of `directive` may have.
pub fn keys(directive: &str) -> &'static [&'static str] {
    match directive {
        "party" | "actor" => &[
            "adjective",
            "seat",
            "signatory",
            "not",
            "signed",
            "ratified",
            "accepted",
            "approved",
            "acceded",
            "succeeded",
            "in-force",
            "denounced",
            "withdrawn",
        ],
        "instrument" => &["url", "not", "adopted", "signed", "in-force"],
        _ => &[],
    }
}

impl Declarations {
    /// Reads the declarations among `blocks`.
    pub fn read(blocks: &[Arc<Block>]) -> Self {
        read::declarations(blocks)
    }

    /// The party or actor with `id`.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id.text == id)
    }

    /// The instrument with `id`.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.id.text == id)
    }
}

impl Declarations {
    /// What an id names: a party, an actor or an instrument.
    pub fn named(&self, id: &str) -> Option<Named> {
        let party = self.parties.iter().position(|party| party.id.text == id);
        let instrument = || self.instruments.iter().position(|instrument| instrument.id.text == id);
        party.map(|index| Named::Party(index, NameRole::Name)).or_else(|| instrument().map(Named::Instrument))
    }
}

impl Party {
    /// The official name, else the id.
    pub fn name(&self) -> &str {
        &self.names.first().unwrap_or(&self.id).text
    }

    /// Every name by which the text may mean it, and how each leads to it.
    pub fn all_names(&self) -> impl Iterator<Item = (&Declared, NameRole)> {
        let lists = [
            (&self.names, NameRole::Name),
            (&self.adjectives, NameRole::Adjective),
            (&self.seats, NameRole::Seat),
            (&self.signatories, NameRole::Signatory),
        ];
        lists.into_iter().flat_map(|(names, role)| names.iter().map(move |name| (name, role)))
    }
}

impl Instrument {
    /// The official name, else the id.
    pub fn name(&self) -> &str {
        &self.names.first().unwrap_or(&self.id).text
    }
}

/// Whether a word may be an id: letters a–z, digits and `-`, a letter or digit first.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
