//! The workspace of a run of the command line: the files that it names, and beside them the treaties of the
//! same project that they cite.

use super::settings::{Finder, NAME, Settings};
use super::source::{self, ReadError, Source};
use super::walk;
use crate::model::workspace::normal;
use crate::model::{Document, Foreign, Member, Status, Workspace};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file as read and parsed.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its path, as it was named.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// What it is.
    pub document: Arc<Document>,
}

impl Loaded {
    /// Reads and parses the file at `path`.
    ///
    /// # Errors
    ///
    /// As [`source::read`].
    pub fn read(path: &Path, settings: &Settings) -> Result<Self, ReadError> {
        let source = source::read(path)?;
        let document = Arc::new(Document::new(&source.text, walk::format_of(path), &settings.defaults));
        Ok(Self { path: path.to_owned(), source, document })
    }

    /// The file in a workspace.
    pub fn member(&self) -> Member {
        Member { path: Some(absolute(&self.path)), document: self.document.clone() }
    }
}

/// The treaties of `paths`, files and folders, read in parallel; and what could not be read.
pub fn read(paths: &[PathBuf], finder: &mut Finder) -> Result<(Vec<Loaded>, Vec<ReadError>), String> {
    let here =
        std::env::current_dir().map_err(|error| format!("the working folder is not known: {error}"))?;
    let settings = finder.settings_of(&here);
    let excluded = walk::patterns(settings.config.exclude.iter().map(String::as_str))?;
    let (files, mut errors) = walk::files(paths, &excluded);
    let jobs: Vec<(PathBuf, Arc<Settings>)> =
        files.into_iter().map(|path| (path.clone(), finder.settings_for(&path))).collect();
    let read: Vec<Result<Loaded, ReadError>> =
        jobs.par_iter().map(|(path, settings)| Loaded::read(path, settings)).collect();
    let mut loaded = Vec::new();
    for file in read {
        match file {
            Ok(file) => loaded.push(file),
            Err(error) => errors.push(error),
        }
    }
    Ok((loaded, errors))
}

/// The workspace of `members` and of the treaties that they cite: the files that their links lead to, and,
/// where an id or a name is none of theirs, every file of their project that has an `@treaty`. The project is
/// the folder with the nearest `glossator.toml`, else with `.git`; a file outside of one stands alone.
pub fn complete(members: Vec<Member>, finder: &mut Finder) -> Workspace {
    members.par_iter().for_each(|member| {
        member.document.citations();
    });
    let mut workspace = Workspace::new(members);
    let (linked, roots) = wanted(&workspace);
    if linked.is_empty() && roots.is_empty() {
        return workspace;
    }
    let mut paths: BTreeSet<PathBuf> = linked.clone();
    for root in roots {
        let settings = finder.settings_of(&root);
        // What is wrong with the patterns was said when the settings were read.
        let excluded = walk::patterns(settings.config.exclude.iter().map(String::as_str)).unwrap_or_default();
        paths.extend(walk::files(&[root], &excluded).0);
    }
    // A file that was named through a link is not another file.
    let known: BTreeSet<PathBuf> =
        workspace.members().filter_map(|(_, member)| real(member.path.as_deref()?)).collect();
    paths.retain(|path| real(path).is_none_or(|path| !known.contains(&path)));
    let jobs: Vec<(PathBuf, Arc<Settings>)> =
        paths.into_iter().map(|path| (path.clone(), finder.settings_for(&path))).collect();
    let found: Vec<Member> = jobs
        .par_iter()
        .filter_map(|(path, settings)| {
            // A neighbour that cannot be read is not what the run is about.
            let source = source::read(path).ok()?;
            let cited = linked.contains(path) || source.text.contains("@treaty");
            cited.then(|| {
                let document = Document::new(&source.text, walk::format_of(path), &settings.defaults);
                Member { path: Some(path.clone()), document: Arc::new(document) }
            })
        })
        .collect();
    workspace.extend(found);
    workspace
}

/// The files that links lead to and that are no members, and the projects in which other cited treaties may be.
fn wanted(workspace: &Workspace) -> (BTreeSet<PathBuf>, BTreeSet<PathBuf>) {
    let (mut linked, mut roots) = (BTreeSet::new(), BTreeSet::new());
    for (_, member) in workspace.members() {
        let Some(path) = &member.path else { continue };
        let root = root_of(path);
        let targets = member.document.citations().iter().flat_map(|citation| &citation.targets);
        for outside in
            targets.filter(|target| target.status == Status::External).filter_map(|t| t.outside.as_ref())
        {
            if workspace.treaty(outside, &member.document, Some(path)).is_some() {
                continue;
            }
            match &outside.instrument {
                Foreign::Linked(file) if file.ends_with(".treaty") => {
                    let folder = path.parent().unwrap_or(Path::new("/"));
                    let file = normal(&folder.join(file));
                    // A document leads to no file outside of its project.
                    if file.starts_with(root.as_deref().unwrap_or(folder)) && file.is_file() {
                        linked.insert(file);
                    }
                }
                _ => roots.extend(root.clone()),
            }
        }
    }
    (linked, roots)
}

/// The folder of the project that a file belongs to.
fn root_of(path: &Path) -> Option<PathBuf> {
    for folder in path.ancestors().skip(1) {
        if folder.join(NAME).is_file() || folder.join(".git").exists() {
            return Some(folder.to_owned());
        }
    }
    None
}

/// The path of a file itself, links on the way to it followed; none for a file that is not there.
pub fn real(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

/// An absolute path without `.` and `..`.
pub fn absolute(path: &Path) -> PathBuf {
    normal(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}
