//! The treaties of the workspace's folders that nobody has opened: read in the background when a session
//! begins, and again when they have changed on the disk. Hidden files and what `.gitignore` leaves out are passed
//! over. A home folder, or the root of a disk, is never gone through.

use super::diagnostics;
use super::progress::Progress;
use super::settings::{Project, When};
use super::state::{OpenFile, State, lock};
use crate::project::workspace::absolute;
use crate::project::{source, walk};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

/// How long files are trusted without a look at the disk.
const TRUST: Duration = Duration::from_secs(2);

/// How many files are read in one piece of work, so that requests get their turn between.
const PIECE: usize = 8;

/// What tells that a file has changed: its size in bytes, and when it was last written.
type Stamp = (u64, Option<SystemTime>);

/// A file that was read, or one that is gone.
type Read = (PathBuf, Option<Arc<OpenFile>>);

/// What is known of the files of the disk.
#[derive(Default)]
pub(super) struct Disk {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    stamps: HashMap<PathBuf, Stamp>,
    /// When the disk was last looked at.
    looked: Option<Instant>,
    /// Whether a task is at work.
    running: bool,
    /// What is to be done once it is.
    again: Option<When>,
}

impl Disk {
    /// Whether the caller is to look at the disk now; else nothing is due, or the task at work will do it.
    fn begin(&self, when: When) -> bool {
        let mut known = lock(&self.known);
        let due = known.looked.is_none_or(|last| last.elapsed() >= TRUST);
        if when == When::Due && (!due || known.looked.is_none()) {
            return false;
        }
        if known.running {
            known.again = known.again.max(Some(when));
            return false;
        }
        (known.running, known.looked) = (true, Some(Instant::now()));
        true
    }

    /// What came up while the task was at work; nothing ends it.
    fn next(&self) -> Option<When> {
        let mut known = lock(&self.known);
        let again = known.again.take();
        known.running = again.is_some();
        again
    }
}

/// Looks for treaties that are new, changed or gone: at once through the folders, or when it is due at those
/// that are known. The disk is read on workers.
pub(super) fn look(state: &Arc<State>, when: When) {
    if state.roots().is_empty() || !state.disk.begin(when) {
        return;
    }
    let state = state.clone();
    tokio::spawn(async move {
        let mut when = Some(when);
        while let Some(now) = when {
            take(&state, now).await;
            when = state.disk.next();
        }
    });
}

async fn take(state: &Arc<State>, when: When) {
    let there = state.clone();
    let Ok((changed, gone)) = state.workers.run(move |_| changed(&there, when)).await else { return };
    if changed.is_empty() && gone.is_empty() {
        return;
    }
    state.set_disk(gone.into_iter().map(|path| (path, None)));
    let progress = Progress::begin(state, "Reading treaties", changed.len()).await;
    let project = state.project();
    let mut work = tokio::task::JoinSet::new();
    for piece in changed.chunks(PIECE) {
        let (workers, project, piece) = (state.workers.clone(), project.clone(), piece.to_vec());
        work.spawn(async move {
            workers
                .run(move |_| piece.into_iter().map(|path| read(path, &project)).collect::<Vec<Read>>())
                .await
        });
    }
    let mut done = 0;
    while let Some(read) = work.join_next().await {
        // A fault in a file is logged where it happens; the others are taken all the same.
        if let Ok(Ok(read)) = read {
            done += read.len();
            state.set_disk(read);
            progress.report(done);
        }
    }
    progress.end();
    diagnostics::refresh(state, state.open_files());
}

/// The files that are not as they were, and those that are no longer there.
fn changed(state: &State, when: When) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let before = lock(&state.disk.known).stamps.clone();
    let now: BTreeSet<PathBuf> = match when {
        When::Due => before.keys().cloned().collect(),
        When::Now => {
            let project = state.project();
            state.roots().iter().flat_map(|root| treaties(root, &project)).collect()
        }
    };
    let mut stamps = HashMap::new();
    let mut changed = Vec::new();
    for path in now {
        let Some(stamp) = stamp(&path) else { continue };
        if before.get(&path) != Some(&stamp) {
            changed.push(path.clone());
        }
        stamps.insert(path, stamp);
    }
    let gone = before.into_keys().filter(|path| !stamps.contains_key(path)).collect();
    lock(&state.disk.known).stamps = stamps;
    (changed, gone)
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some((metadata.len(), metadata.modified().ok()))
}

/// The treaties under a folder.
fn treaties(root: &Path, project: &Project) -> Vec<PathBuf> {
    let settings = project.settings_for(Some(&root.join("any.treaty")));
    // What is wrong with the patterns is among the errors of the settings.
    let excluded = walk::patterns(settings.config.exclude.iter().map(String::as_str)).unwrap_or_default();
    let (files, errors) = walk::files(&[root.to_owned()], &excluded);
    for error in errors {
        tracing::warn!(%error, path = %error.path.display(), "cannot be looked at");
    }
    files.iter().map(|path| absolute(path)).collect()
}

fn read(path: PathBuf, project: &Arc<Project>) -> Read {
    let file = match source::read(&path) {
        Ok(source) => OpenFile::of_disk(path.clone(), &source.text, project.clone()),
        Err(error) => {
            if path.exists() {
                tracing::warn!(%error, path = %path.display(), "cannot be read");
            }
            None
        }
    };
    if let Some(file) = &file {
        // Whoever asks later finds it read.
        file.parsed().document().citations();
    }
    (path, file)
}
