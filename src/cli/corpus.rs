//! The files that `show`, `citations` and `graph` are about, and what their targets mean.

use super::check::{settings_messages, shown};
use super::report::{LineColumn, Locator};
use super::terminal::safe;
use super::{CLEAN, FAILED, Failure};
use crate::model::workspace::Treaty;
use crate::model::{ClauseId, Lookup, MemberId, Pinpoint, Place, Workspace};
use crate::project::settings::Finder;
use crate::project::workspace::{self, Loaded};
use crate::text::Span;
use serde::Serialize;
use std::path::PathBuf;

/// The files of a run, in the order of their names, and the treaties beside them that they cite.
pub(super) struct Corpus {
    pub(super) workspace: Workspace,
    loaded: Vec<Loaded>,
    locators: Vec<Locator>,
    failures: Vec<String>,
}

/// Clauses of a document: the first and the last of a range.
pub(super) type Clauses = (MemberId, ClauseId, ClauseId);

/// Where something begins and ends.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Range {
    pub(super) start: LineColumn,
    pub(super) end: LineColumn,
}

impl Corpus {
    /// Reads the files that `paths` name.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut finder = Finder::default();
        let (loaded, errors) = workspace::read(paths, &mut finder).map_err(Failure::Message)?;
        let members = loaded.iter().map(Loaded::member).collect();
        let workspace = workspace::complete(members, &mut finder);
        let locators = loaded.iter().map(|file| Locator::new(&file.source.text)).collect();
        let mut failures: Vec<String> =
            errors.iter().map(|error| format!("{} {error}", safe(&shown(&error.path)))).collect();
        failures.extend(finder.errors.iter().flat_map(settings_messages));
        Ok(Self { workspace, loaded, locators, failures })
    }

    /// The named files; the others of the workspace are only what they cite.
    pub(super) fn named(&self) -> impl Iterator<Item = MemberId> {
        self.workspace.members().map(|(id, _)| id).take(self.loaded.len())
    }

    /// The name of a file, as it is shown.
    pub(super) fn name(&self, id: MemberId) -> String {
        let path = match self.loaded.get(id.index()) {
            Some(loaded) => Some(&loaded.path),
            None => self.workspace.member(id).path.as_ref(),
        };
        path.map_or(String::new(), |path| shown(path))
    }

    /// The lines and columns of bytes of a named file; `None` for the others.
    pub(super) fn range(&self, id: MemberId, span: Span) -> Option<Range> {
        let (start, end) = self.locators.get(id.index())?.ends(span);
        Some(Range { start, end })
    }

    /// `file:line:column` of a place; the name alone of a file that was not named.
    pub(super) fn at(&self, id: MemberId, place: Place) -> String {
        let span = self.workspace.member(id).document.absolute(place);
        let name = safe(&self.name(id));
        match self.range(id, span) {
            Some(Range { start, .. }) => format!("{name}:{}:{}", start.line, start.column),
            None => name,
        }
    }

    /// What a target such as `un-charter#51` means: clauses of each language version of the treaty.
    pub(super) fn clauses(&self, target: &str) -> Result<Vec<Clauses>, Failure> {
        let (name, pinpoint) = target.split_once('#').unwrap_or((target, ""));
        let treaties = self.treaties(name);
        if treaties.is_empty() {
            return Err(Failure::Message(self.unknown_treaty(name)));
        }
        let parsed = Pinpoint::parse(pinpoint);
        if parsed.is_none() && !pinpoint.is_empty() {
            let message =
                format!("`{}` is no pinpoint; write one such as 4(1)(b) or annex-II/3", safe(pinpoint));
            return Err(Failure::Message(message));
        }
        let mut found = Vec::new();
        let mut nearest = None;
        for treaty in &treaties {
            let document = &self.workspace.member(treaty.member).document;
            let lookup = match &parsed {
                Some(pinpoint) => document.look_up_in(treaty.clause, pinpoint, treaty.clause),
                None => Lookup::Found(treaty.clause, treaty.clause),
            };
            match lookup {
                Lookup::Found(first, last) => found.push((treaty.member, first, last)),
                Lookup::Ambiguous(several) => {
                    found.extend(several.iter().map(|id| (treaty.member, *id, *id)))
                }
                Lookup::Missing(_) => {
                    let close = parsed.as_ref().and_then(|pinpoint| document.nearest(pinpoint));
                    nearest = close.map(|close| document.pinpoint(close)).or(nearest);
                }
            }
        }
        if found.is_empty() {
            let nearest =
                nearest.map_or(String::new(), |nearest| format!(", the nearest is {}", safe(&nearest)));
            let message = format!("`{}` has no clause {}{nearest}", safe(name), safe(pinpoint));
            return Err(Failure::Message(message));
        }
        Ok(found)
    }

    /// The treaties with an id, or that of the file at a path, in all its languages; without a name that of the
    /// only file.
    fn treaties(&self, name: &str) -> Vec<Treaty> {
        let whole = |member| Treaty { member, clause: ClauseId::ROOT };
        let known = self.workspace.treaties(name);
        if !known.is_empty() {
            return known.to_vec();
        }
        let mut named = self.named();
        let member = match (name, named.next(), named.next()) {
            ("", Some(only), None) => Some(only),
            _ => self.workspace.at_path(&workspace::absolute(name.as_ref())),
        };
        let treaty = member.map(whole);
        match treaty.and_then(|treaty| self.workspace.id_of(treaty)) {
            Some(id) => self.workspace.treaties(id).to_vec(),
            None => treaty.into_iter().collect(),
        }
    }

    fn unknown_treaty(&self, name: &str) -> String {
        if name.is_empty() {
            return "there is more than one file: say whose clause it is, such as `peace.treaty#4`"
                .to_owned();
        }
        let ids: Vec<&str> = self.workspace.ids().into_iter().map(|(id, _)| id).collect();
        let score = |id: &&str| (strsim::jaro_winkler(id, name) * 1000.0) as u32;
        let near = ids.iter().copied().filter(|id| score(id) > 800).max_by_key(score);
        let hint = near.map_or(String::new(), |near| format!("; the nearest id is `{}`", safe(near)));
        format!("no file has the path or the @treaty id `{}`{hint}", safe(name))
    }

    /// Says what could not be read and gives the exit code.
    pub(super) fn finish(&self) -> u8 {
        for failure in &self.failures {
            anstream::eprintln!("glossator: {failure}");
        }
        if self.failures.is_empty() { CLEAN } else { FAILED }
    }
}
