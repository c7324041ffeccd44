//! From the `@` blocks of a document to [`Declarations`]: one function a shape of declaration.

use super::{
    Allow, DIRECTIVES, DateDeclaration, DeclarationProblem, DeclarationProblemKind, Declarations, Declared,
    Instrument, LanguageDeclaration, Pair, Party, PartyRole, Term, is_id, keys,
};
use crate::model::date::{Date, DateError};
use crate::model::place::{BlockId, Place};
use crate::syntax::ast::{Declaration, Words, unescape};
use crate::syntax::{Block, BlockKind};
use crate::text::LocalSpan;
use std::sync::Arc;

pub(super) fn declarations(blocks: &[Arc<Block>]) -> Declarations {
    let mut declarations = Declarations::default();
    for (index, block) in blocks.iter().enumerate() {
        if block.kind() == BlockKind::Declaration
            && let Some(declaration) = Declaration::cast(block)
        {
            Reader { block: BlockId::new(index), into: &mut declarations }.read(&declaration);
        }
    }
    declarations
}

struct Reader<'a> {
    block: BlockId,
    into: &'a mut Declarations,
}

impl Reader<'_> {
    fn read(&mut self, declaration: &Declaration<'_>) {
        for line in &declaration.malformed {
            self.problem(DeclarationProblemKind::NotAnAttribute, line.span);
        }
        let directive = declaration.directive.text;
        if !DIRECTIVES.contains(&directive) {
            let kind = DeclarationProblemKind::UnknownDirective(directive.to_owned());
            return self.problem(kind, declaration.directive.span);
        }
        for attribute in &declaration.attributes {
            if !keys(directive).contains(&attribute.key.text) {
                let key = attribute.key.text.to_owned();
                let kind = DeclarationProblemKind::UnknownKey(directive.to_owned(), key);
                self.problem(kind, attribute.key.span);
            }
        }
        match directive {
            "party" => self.party(declaration, PartyRole::Party),
            "actor" => self.party(declaration, PartyRole::Actor),
            "instrument" => self.instrument(declaration),
            "date" => self.date(declaration),
            "language" => self.languages(declaration),
            "term" | "parallel" | "part-of" => self.pair(declaration),
            "allow" => self.allow(declaration),
            _ => self.simple(declaration),
        }
    }

    fn problem(&mut self, kind: DeclarationProblemKind, span: LocalSpan) {
        self.into.problems.push(DeclarationProblem { kind, place: Place { block: self.block, span } });
    }

    fn declared(&self, words: Words<'_>) -> Declared {
        Declared { text: unescape(words.text), place: Place { block: self.block, span: words.span } }
    }

    fn list(&self, words: Words<'_>, separator: char) -> Vec<Declared> {
        let parts = words.split(separator).into_iter().filter(|part| !part.text.is_empty());
        parts.map(|part| self.declared(part)).collect()
    }

    /// The argument, or a problem if there is none.
    fn argument<'a>(&mut self, declaration: &Declaration<'a>, what: &'static str) -> Option<Words<'a>> {
        if declaration.argument.text.is_empty() {
            self.problem(DeclarationProblemKind::Missing(what), declaration.directive.span);
            return None;
        }
        Some(declaration.argument)
    }

    fn simple(&mut self, declaration: &Declaration<'_>) {
        let directive = declaration.directive.text;
        let what = match directive {
            "treaty" => "an id",
            "use" => "the path of a file",
            "script" => "the name of a script",
            _ => "a text",
        };
        let Some(argument) = self.argument(declaration, what) else { return };
        if directive == "treaty" && !is_id(argument.text) {
            return self.problem(DeclarationProblemKind::BadId(argument.text.to_owned()), argument.span);
        }
        match directive {
            "treaty" => {
                let declared = self.declared(argument);
                self.into.treaties.push(declared);
            }
            "title" => {
                let declared = self.declared(argument);
                self.into.titles.push(declared);
            }
            "short" => {
                let names = self.list(argument, ';');
                self.into.shorts.extend(names);
            }
            "script" => {
                let names = self.list(argument, ',');
                self.into.scripts.extend(names);
            }
            _ => {
                let declared = self.declared(argument);
                self.into.uses.push(declared);
            }
        }
    }

    fn languages(&mut self, declaration: &Declaration<'_>) {
        let Some(argument) = self.argument(declaration, "a language tag") else { return };
        let tags = self.list(argument, ',');
        self.into.languages.push(LanguageDeclaration { tags, block: self.block });
    }

    fn date(&mut self, declaration: &Declaration<'_>) {
        let Some(argument) = self.argument(declaration, "an event and a date") else { return };
        let Some(at) = argument.text.find([' ', '\t']) else {
            return self.problem(DeclarationProblemKind::Missing("a date behind the event"), argument.span);
        };
        let (event, date) = (argument.part(0, at), argument.part(at, argument.text.len()));
        if let Some(date) = self.read_date(event, date) {
            self.into.dates.push(date);
        }
    }

    fn read_date(&mut self, event: Words<'_>, date: Words<'_>) -> Option<DateDeclaration> {
        match Date::parse(date.text) {
            Ok(parsed) => return Some(DateDeclaration { event: self.declared(event), date: parsed }),
            Err(DateError::Impossible) => {
                self.problem(DeclarationProblemKind::ImpossibleDate(date.text.to_owned()), date.span);
            }
            Err(DateError::NotADate) => {
                self.problem(DeclarationProblemKind::NotADate(date.text.to_owned()), date.span);
            }
        }
        None
    }

    /// `id: rest`, with a problem if it is not so.
    fn id_and_rest<'a>(&mut self, declaration: &Declaration<'a>) -> Option<(Declared, Words<'a>)> {
        let argument = self.argument(declaration, "an id and names")?;
        let (id, rest) = match argument.split_once(':') {
            Some(split) => split,
            None => (argument, argument.part(argument.text.len(), argument.text.len())),
        };
        if !is_id(id.text) {
            self.problem(DeclarationProblemKind::BadId(id.text.to_owned()), id.span);
            return None;
        }
        if rest.text.is_empty() {
            self.problem(DeclarationProblemKind::Missing("a name behind the id and a colon"), id.span);
        }
        Some((self.declared(id), rest))
    }

    fn party(&mut self, declaration: &Declaration<'_>, role: PartyRole) {
        let Some((id, names)) = self.id_and_rest(declaration) else { return };
        let mut party = Party {
            id,
            role,
            names: self.list(names, ';'),
            adjectives: Vec::new(),
            seats: Vec::new(),
            signatories: Vec::new(),
            excluded: Vec::new(),
            dates: Vec::new(),
            block: self.block,
        };
        for attribute in &declaration.attributes {
            let values = self.list(attribute.value, ';');
            match attribute.key.text {
                "adjective" => party.adjectives.extend(values),
                "seat" => party.seats.extend(values),
                "signatory" => party.signatories.extend(values),
                "not" => party.excluded.extend(values),
                key if keys("party").contains(&key) => {
                    party.dates.extend(self.read_date(attribute.key, attribute.value))
                }
                _ => {}
            }
        }
        self.into.parties.push(party);
    }

    fn instrument(&mut self, declaration: &Declaration<'_>) {
        let Some((id, names)) = self.id_and_rest(declaration) else { return };
        let names = self.list(names, ';');
        let mut instrument =
            Instrument { id, names, url: None, excluded: Vec::new(), dates: Vec::new(), block: self.block };
        for attribute in &declaration.attributes {
            match attribute.key.text {
                "url" => instrument.url = Some(self.declared(attribute.value)),
                "not" => instrument.excluded = self.list(attribute.value, ';'),
                key if keys("instrument").contains(&key) => {
                    instrument.dates.extend(self.read_date(attribute.key, attribute.value));
                }
                _ => {}
            }
        }
        self.into.instruments.push(instrument);
    }

    /// `@term name: meaning`, `@parallel fr: path`, `@part-of wto: annex-1A`.
    fn pair(&mut self, declaration: &Declaration<'_>) {
        let what = "two parts with a colon between them";
        let Some(argument) = self.argument(declaration, what) else { return };
        let Some((key, value)) =
            argument.split_once(':').filter(|(key, value)| !key.text.is_empty() && !value.text.is_empty())
        else {
            return self.problem(DeclarationProblemKind::Missing(what), argument.span);
        };
        let (key, value) = (self.declared(key), self.declared(value));
        match declaration.directive.text {
            "term" => self.into.terms.push(Term { name: key, meaning: value, block: self.block }),
            "parallel" => self.into.parallels.push(Pair { key, value }),
            _ => self.into.parts.push(Pair { key, value }),
        }
    }

    fn allow(&mut self, declaration: &Declaration<'_>) {
        let Some(argument) = self.argument(declaration, "a rule and a reason") else { return };
        let (rules, reason) = match argument.split_once(':') {
            Some((rules, reason)) => (rules, reason.text),
            None => (argument, ""),
        };
        if reason.is_empty() {
            self.problem(DeclarationProblemKind::Missing("a reason behind the rule and a colon"), rules.span);
        }
        for rule in self.list(rules, ',') {
            self.into.allows.push(Allow { rule, reason: unescape(reason), block: self.block });
        }
    }
}
