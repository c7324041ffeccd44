//! The settings of a session: `glossator.toml` files, found when they are needed, looked at again when something
//! was saved, opened or asked for. A file with errors leaves its last good settings in force; the errors are its
//! diagnostics.

use super::diagnostics;
use super::state::{State, lock};
use super::to_proto;
use crate::project::settings::{Finder, NAME, Settings, SettingsError};
use crate::project::walk::ENDING;
use crate::text::{Offset, Span, Text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, PublishDiagnosticsParams,
    Registration, Url,
};

/// How long settings are trusted without a look at the disk.
const TRUST: Duration = Duration::from_secs(2);

/// The settings of the files of a session, at one moment.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// The first folder of the workspace: what has no path is read as if it stood there.
    root: Option<PathBuf>,
    finder: Mutex<Finder>,
    /// When the disk was last looked at.
    checked: Mutex<Option<Instant>>,
    /// The settings files with errors that the client was told of, and how many of each.
    told: Mutex<BTreeMap<PathBuf, usize>>,
}

impl Project {
    /// A project whose settings are found when they are needed.
    pub(super) fn new(root: Option<PathBuf>) -> Self {
        Self { root, ..Self::default() }
    }

    /// The settings of a file. It reads the disk the first time.
    pub(super) fn settings_for(&self, path: Option<&Path>) -> Arc<Settings> {
        let mut finder = lock(&self.finder);
        match (path, &self.root) {
            (Some(path), _) => finder.settings_for(path),
            (None, Some(root)) => finder.settings_of(root),
            (None, None) => Arc::default(),
        }
    }

    /// Whether the disk was not looked at for a while; if so, it counts as looked at now.
    fn is_due(&self) -> bool {
        let mut checked = lock(&self.checked);
        let due = checked.is_none_or(|last| last.elapsed() >= TRUST);
        if due {
            *checked = Some(Instant::now());
        }
        due
    }

    /// The project as the disk is now; none if nothing has changed.
    fn renewed(&self) -> Option<Self> {
        let finder = lock(&self.finder);
        if finder.is_fresh() {
            return None;
        }
        let told = lock(&self.told).clone();
        Some(Self {
            root: self.root.clone(),
            finder: Mutex::new(finder.renewed()),
            checked: Mutex::new(Some(Instant::now())),
            told: Mutex::new(told),
        })
    }
}

/// Looks whether settings have changed, at once or only if they were not looked at for a while, and puts the
/// new ones in force. The disk is read on a worker.
pub(super) fn look(state: &Arc<State>, when: When) {
    let project = state.project();
    if when == When::Due && !project.is_due() {
        return;
    }
    let state = state.clone();
    tokio::spawn(async move {
        let renewed = state.workers.run(move |_| project.renewed()).await;
        if let Ok(Some(renewed)) = renewed {
            let uris = state.set_project(&Arc::new(renewed));
            diagnostics::refresh(&state, uris);
        }
    });
}

/// When the disk is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    /// If it is some time ago.
    Due,
    /// Something may have changed.
    Now,
}

/// Tells the client of the errors in the settings files that were read, and that those are mended which were
/// told of before.
pub(super) fn publish_errors(state: &State, project: &Project) {
    let errors: Vec<SettingsError> = lock(&project.finder).errors.clone();
    let mut told = lock(&project.told);
    let mut now: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for error in &errors {
        *now.entry(error.path.clone()).or_default() += error.errors.len();
    }
    if *told == now {
        return;
    }
    let paths = told.keys().chain(now.keys());
    for path in paths {
        let of_path = errors.iter().filter(|error| error.path == *path);
        let found = of_path.flat_map(|error| {
            let text = Text::new(&error.text);
            error.errors.iter().map(move |found| {
                let span = Span::new(Offset::new(found.span.start), Offset::new(found.span.end));
                to_proto::settings_error(&text, span, &found.message, state.client().encoding)
            })
        });
        if let Ok(uri) = Url::from_file_path(path) {
            let diagnostics = found.collect();
            state.outbox.publish_diagnostics(&PublishDiagnosticsParams { uri, diagnostics, version: None });
        }
    }
    *told = now;
}

/// What the client is asked to watch.
pub(super) fn watchers() -> Registration {
    let watcher =
        |pattern: String| FileSystemWatcher { glob_pattern: GlobPattern::String(pattern), kind: None };
    let patterns = [format!("**/{NAME}"), format!("**/*.{ENDING}")];
    let options =
        DidChangeWatchedFilesRegistrationOptions { watchers: patterns.into_iter().map(watcher).collect() };
    Registration {
        id: "glossator-watched-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}
