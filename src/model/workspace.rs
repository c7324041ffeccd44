//! The documents of a workspace together: which treaty an id, a name or a path means, where a citation of
//! another treaty leads in it, and who cites a clause.

use super::citations::{CitedTarget, Foreign, Outside, Part, Status};
use super::clause::ClauseId;
use super::document::Document;
use super::instrument::plain;
use super::pinpoint::{Lookup, Pinpoint};
use super::resolve::{Context, Reach};
use crate::citation::Step;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The place of a document in its workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(usize);

impl MemberId {
    /// The document at a place among the documents, from 0.
    pub fn new(index: usize) -> Self {
        Self(index)
    }

    /// Its place among the documents, from 0.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A document of a workspace.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its file, absolute; none for a text that was never written.
    pub path: Option<PathBuf>,
    /// What it is.
    pub document: Arc<Document>,
}

/// A treaty of a workspace: a document, or a division of one that has an `@treaty` of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Treaty {
    /// Its document.
    pub member: MemberId,
    /// The clause that it is; the root for the whole document.
    pub clause: ClauseId,
}

/// Where a citation of another treaty leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The treaty.
    pub treaty: Treaty,
    /// The clauses in its document.
    pub led: Led,
}

/// What a citation finds in the document that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Led {
    /// One clause, or the first and the last of a range.
    Clauses(ClauseId, ClauseId),
    /// Nothing: the pinpoint, in its document, of what is not there.
    Missing(String),
    /// More than one clause.
    Ambiguous,
}

/// What a target of a citation is once all of the workspace is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// How it ends: what is external to its document is found or missing in the workspace.
    pub status: Status,
    /// The pinpoint, behind the id of the treaty where that is another: `4(1)`, `un-charter#51`.
    pub address: String,
    /// The clauses that it leads to, the first and the last of a range, and their document.
    pub to: Option<(MemberId, ClauseId, ClauseId)>,
}

/// A citation that leads from one document to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Incoming {
    /// The citing document.
    pub member: MemberId,
    /// The place of the citation among those of the document.
    pub citation: usize,
    /// The place of the target among those of the citation.
    pub target: usize,
}

/// The documents of a workspace. It never changes: a new one is made when a document does.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    members: Vec<Member>,
    /// The treaties by id; more than one where it stands in several languages.
    ids: FxHashMap<String, Vec<Treaty>>,
    /// The ids by title and short names; nothing for a name that several treaties have.
    names: FxHashMap<String, Option<String>>,
    /// The words of the longest name.
    longest_name: usize,
    paths: FxHashMap<PathBuf, MemberId>,
    /// The citations of each treaty in the documents that are not it.
    incoming: OnceLock<FxHashMap<Cited, Vec<Incoming>>>,
}

/// What is cited: a treaty by its id, in whatever language, or the one document that a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Cited {
    Treaty(String),
    Document(MemberId),
}

impl Workspace {
    /// The workspace of `members`, in the order in which they are preferred where nothing else decides.
    pub fn new(members: Vec<Member>) -> Self {
        let mut workspace = Self::default();
        workspace.extend(members);
        workspace
    }

    /// Adds documents behind the others.
    pub fn extend(&mut self, members: impl IntoIterator<Item = Member>) {
        for member in members {
            let id = MemberId(self.members.len());
            self.members.push(member);
            self.add(id);
        }
        self.incoming = OnceLock::new();
    }

    fn add(&mut self, id: MemberId) {
        let Some(member) = self.members.get(id.0) else { return };
        let document = member.document.clone();
        if let Some(path) = &member.path {
            self.paths.insert(path.clone(), id);
        }
        for declared in &document.declarations().treaties {
            let treaty = Treaty { member: id, clause: document.treaty_of(declared.place.block) };
            self.ids.entry(declared.text.clone()).or_default().push(treaty);
            let mut names: Vec<&str> = Vec::new();
            if treaty.clause == ClauseId::ROOT {
                names.extend(document.title());
                names.extend(document.declarations().shorts.iter().map(|short| short.text.as_str()));
            } else {
                names.extend(
                    document.clause(treaty.clause).caption.iter().map(|caption| caption.text.as_str()),
                );
            }
            for name in names.into_iter().map(plain).filter(|name| name.contains(' ') || is_acronym(name)) {
                let name = name.to_lowercase();
                self.longest_name = self.longest_name.max(name.split(' ').count());
                let known = self.names.entry(name).or_insert_with(|| Some(declared.text.clone()));
                if known.as_ref() != Some(&declared.text) {
                    *known = None;
                }
            }
        }
    }

    /// The documents.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.members.iter().enumerate().map(|(index, member)| (MemberId(index), member))
    }

    /// The document with `id`.
    pub fn member(&self, id: MemberId) -> &Member {
        self.members.get(id.0).expect("member ids are made for their workspace")
    }

    /// The document of a file, by its absolute path.
    pub fn at_path(&self, path: &Path) -> Option<MemberId> {
        self.paths.get(path).copied()
    }

    /// The treaties with an `@treaty` id: one, or one a language.
    pub fn treaties(&self, id: &str) -> &[Treaty] {
        self.ids.get(id).map_or(&[], Vec::as_slice)
    }

    /// All ids, each with its treaties, sorted.
    pub fn ids(&self) -> Vec<(&str, &[Treaty])> {
        let mut ids: Vec<_> =
            self.ids.iter().map(|(id, treaties)| (id.as_str(), treaties.as_slice())).collect();
        ids.sort_unstable_by_key(|(id, _)| *id);
        ids
    }

    /// The id of the treaty that a name of a document means, where the document does not declare it.
    pub fn id_named(&self, words: &str) -> Option<&str> {
        let name = plain(words).to_lowercase();
        let ends = name.match_indices(' ').map(|(end, _)| end).take(self.longest_name);
        let mut ends: Vec<usize> = ends.collect();
        if ends.len() < self.longest_name {
            ends.push(name.len());
        }
        let mut beginnings = ends.into_iter().rev().filter_map(|end| name.split_at_checked(end));
        let known = |(beginning, rest): (&str, &str)| {
            self.names.get(beginning).filter(|_| rest.is_empty() || is_date(rest.trim_start()))
        };
        beginnings.find_map(known)?.as_deref()
    }

    /// The treaty that a citation in `document`, a file at `path`, names: of several language versions that of
    /// the document's language, else the first.
    pub fn treaty(&self, outside: &Outside, document: &Document, path: Option<&Path>) -> Option<Treaty> {
        match self.cited(outside, path)? {
            Cited::Document(member) => Some(Treaty { member, clause: ClauseId::ROOT }),
            Cited::Treaty(id) => {
                let language = document.languages().first();
                let versions = self.treaties(&id);
                let own =
                    |version: &&Treaty| self.member(version.member).document.languages().first() == language;
                versions.iter().find(own).or(versions.first()).copied()
            }
        }
    }

    fn cited(&self, outside: &Outside, from: Option<&Path>) -> Option<Cited> {
        match &outside.instrument {
            Foreign::Declared(id) => Some(Cited::Treaty(id.clone())),
            Foreign::Named(words) => Some(Cited::Treaty(self.id_named(words)?.to_owned())),
            Foreign::Linked(target) => Some(match from.and_then(|from| self.linked(target, from)) {
                Some(member) => Cited::Document(member),
                None => Cited::Treaty(target.clone()),
            }),
        }
    }

    /// The document that a link names by its path, relative to the folder of the file at `from`.
    fn linked(&self, target: &str, from: &Path) -> Option<MemberId> {
        self.at_path(&normal(&from.parent()?.join(target)))
    }

    /// Where a target leads that is in another treaty; none where no document of the workspace is that
    /// treaty, or nothing certain can be said.
    pub fn follow(&self, target: &CitedTarget, document: &Document, path: Option<&Path>) -> Option<Found> {
        let outside = outside(target)?;
        let treaty = self.treaty(outside, document, path)?;
        let led = self.member(treaty.member).document.part(&outside.part, treaty.clause)?;
        Some(Found { treaty, led })
    }

    /// What a target of a citation in the document `from` is.
    pub fn reading(&self, from: MemberId, target: &CitedTarget) -> Reading {
        let member = self.member(from);
        let to = target.clauses.map(|(first, last)| (from, first, last));
        let own = Reading { status: target.status, address: target.pinpoint.clone(), to };
        let Some(Found { treaty, led }) = self.follow(target, &member.document, member.path.as_deref())
        else {
            return own;
        };
        let document = &self.member(treaty.member).document;
        let name = match self.id_of(treaty) {
            Some(id) => id,
            None => target.pinpoint.split('#').next().unwrap_or_default(),
        };
        match led {
            Led::Clauses(first, last) => {
                let mut address = name.to_owned();
                let from = document.pinpoint_in(treaty.clause, first);
                if !from.is_empty() {
                    address = format!("{address}#{from}");
                }
                if first != last {
                    address = format!("{address}..{}", document.pinpoint_in(treaty.clause, last));
                }
                Reading { status: Status::Resolved, address, to: Some((treaty.member, first, last)) }
            }
            Led::Missing(_) => {
                let part = target.pinpoint.split_once('#').map_or("", |(_, part)| part);
                Reading { status: Status::Missing, address: format!("{name}#{part}"), to: None }
            }
            Led::Ambiguous => Reading { status: Status::Ambiguous, ..own },
        }
    }

    /// The `@treaty` id of a treaty.
    pub fn id_of(&self, treaty: Treaty) -> Option<&str> {
        let document = &self.member(treaty.member).document;
        let declared = document.declarations().treaties.iter();
        let mut own = declared.filter(|id| document.treaty_of(id.place.block) == treaty.clause);
        own.next().map(|id| id.text.as_str())
    }

    /// The citations of clauses of `to` in the other documents, in their order: those of which `wanted` accepts
    /// the first and the last clause that they lead to in it. A treaty that stands in several languages is
    /// cited by whoever cites one of them.
    pub fn citing(&self, to: MemberId, wanted: impl Fn(ClauseId, ClauseId) -> bool) -> Vec<Incoming> {
        let incoming = self.incoming.get_or_init(|| self.read_incoming());
        let document = &self.member(to).document;
        let treaties = document.declarations().treaties.iter();
        let keys = treaties.map(|id| (Cited::Treaty(id.text.clone()), document.treaty_of(id.place.block)));
        let keys = keys.chain([(Cited::Document(to), ClauseId::ROOT)]);
        let mut found = Vec::new();
        for (key, scope) in keys {
            let of_key = incoming.get(&key).into_iter().flatten().filter(|incoming| incoming.member != to);
            found.extend(of_key.copied().filter(|incoming| {
                let part = self.target(*incoming).and_then(outside).map(|outside| &outside.part);
                let led = part.and_then(|part| document.part(part, scope));
                matches!(led, Some(Led::Clauses(first, last)) if wanted(first, last))
            }));
        }
        found.sort_unstable();
        found
    }

    /// The target of a citation.
    pub fn target(&self, incoming: Incoming) -> Option<&CitedTarget> {
        let citations = self.member(incoming.member).document.citations();
        citations.get(incoming.citation)?.targets.get(incoming.target)
    }

    fn read_incoming(&self) -> FxHashMap<Cited, Vec<Incoming>> {
        let of_member = |(index, member): (usize, &Member)| -> Vec<(Cited, Incoming)> {
            let mut found = Vec::new();
            for (citation, cited) in member.document.citations().iter().enumerate() {
                for (target, cited) in cited.targets.iter().enumerate() {
                    let cited =
                        outside(cited).and_then(|outside| self.cited(outside, member.path.as_deref()));
                    found.extend(
                        cited.map(|key| (key, Incoming { member: MemberId(index), citation, target })),
                    );
                }
            }
            found
        };
        let all = self.members.iter().enumerate().flat_map(of_member);
        let mut incoming: FxHashMap<Cited, Vec<Incoming>> = FxHashMap::default();
        for (key, found) in all {
            incoming.entry(key).or_default().push(found);
        }
        incoming
    }
}

/// What a target names in another treaty; nothing for one that stands in quoted words.
fn outside(target: &CitedTarget) -> Option<&Outside> {
    target.outside.as_ref().filter(|_| target.status == Status::External)
}

impl Document {
    /// The clause that an `@treaty` declaration in `block` makes a treaty of.
    pub fn treaty_of(&self, block: super::place::BlockId) -> ClauseId {
        let owner = self.outline().owners.get(block.index()).copied().unwrap_or_default();
        self.scope_of(owner)
    }

    /// What other documents see of this one, as one number: ids, names, languages, versions and clauses.
    pub fn facts(&self) -> u64 {
        let declarations = self.declarations();
        let mut hasher = FxHasher::default();
        let declared = declarations.treaties.iter().chain(&declarations.shorts);
        declared.for_each(|declared| declared.text.hash(&mut hasher));
        let paths = declarations.parallels.iter();
        paths.for_each(|pair| (&pair.key.text, &pair.value.text).hash(&mut hasher));
        (self.title(), self.languages()).hash(&mut hasher);
        for clause in self.clauses() {
            (&clause.step, clause.base, clause.scope, clause.parent).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Where a citation from outside leads in the treaty that `scope` is; none if nothing certain can be said.
    /// What an article that prints no numbers does not have leads to the article.
    pub fn part(&self, part: &Part, scope: ClauseId) -> Option<Led> {
        match part {
            Part::Whole => Some(Led::Clauses(scope, scope)),
            Part::Pinpoint(written) => {
                let found = Pinpoint::parse(written).map(|pinpoint| self.look_up_in(scope, &pinpoint, scope));
                Some(match found {
                    Some(Lookup::Found(first, last)) => Led::Clauses(first, last),
                    Some(Lookup::Ambiguous(_)) => Led::Ambiguous,
                    Some(Lookup::Missing(_)) | None => Led::Missing(self.inside(scope, written)),
                })
            }
            Part::Steps(first, last) => {
                let cited = super::cited::Cited::default();
                let context = Context { document: self, at: scope, scope: Some(scope), cited: &cited };
                let reach = |steps: &Vec<Step>| match context.reach(steps) {
                    Reach::Clause(clause, _) => Some(Led::Clauses(clause, clause)),
                    Reach::Missing(missing) => Some(Led::Missing(missing)),
                    Reach::Ambiguous(_) => Some(Led::Ambiguous),
                    Reach::Unknown => None,
                };
                match (reach(first)?, last.as_ref()) {
                    (Led::Clauses(from, _), Some(last)) => Some(match reach(last)? {
                        Led::Clauses(to, _) => Led::Clauses(from, to),
                        other => other,
                    }),
                    (found, _) => Some(found),
                }
            }
        }
    }

    /// A pinpoint that is counted from `scope`, counted from the root.
    fn inside(&self, scope: ClauseId, written: &str) -> String {
        let prefix = self.pinpoint(scope);
        if prefix.is_empty() || written.starts_with('(') {
            prefix + written
        } else {
            format!("{prefix}/{written}")
        }
    }
}

/// Whether what goes on behind a name makes no other name of it: "of 8 May 2000", "1994", "(GATT)".
fn is_date(rest: &str) -> bool {
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '(')
}

fn is_acronym(name: &str) -> bool {
    name.chars().count() > 2 && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// A path without `.` and `..`, by its words alone.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}
