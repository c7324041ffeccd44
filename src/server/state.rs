//! The files of a session: those that are open, and beside them those of the disk. A file is replaced at each change, never changed: what a request took when it
//! came stays as it was, whatever follows on the wire.

use super::client::Client;
use super::from_proto;
use super::settings::Project;
use super::to_proto::Edge;
use super::transport::json::Json;
use super::transport::worker::Workers;
use super::transport::writer::Outbox;
use super::workspace::Disk;
use crate::ide::{File, Parsed};
use crate::model::{Format, Member, MemberId, Workspace};
use crate::project::walk;
use crate::project::workspace::real;
use crate::text::{Encoding, Offset, Span, Text};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidOpenTextDocumentParams, Range,
    TextDocumentPositionParams, Url, WorkspaceFolder,
};

/// The longest text that is read, in bytes: offsets are 32 bits wide.
const LONGEST: usize = u32::MAX as usize;

/// What all handlers share.
pub(super) struct State {
    pub(super) outbox: Outbox,
    pub(super) workers: Workers,
    pub(super) router: tower_lsp::Client,
    pub(super) disk: Disk,
    client: OnceLock<Arc<Client>>,
    files: Mutex<Files>,
    /// The folders of the workspace that are gone through.
    roots: Mutex<Vec<PathBuf>>,
}

/// The open files, those on the disk beside them, and the settings that they are read under.
struct Files {
    open: HashMap<Url, Open>,
    /// The treaties of the workspace that were read from the disk, by path.
    disk: BTreeMap<PathBuf, Arc<OpenFile>>,
    /// All of them as they are now; none since something has changed.
    folder: Option<Arc<Folder>>,
    project: Arc<Project>,
}

impl Files {
    /// All files at this moment, the open ones first: what is open counts, whatever the disk says.
    fn folder(&mut self) -> Arc<Folder> {
        if let Some(folder) = &self.folder {
            return folder.clone();
        }
        let mut open: Vec<Arc<OpenFile>> = self.open.values().map(|open| open.file.clone()).collect();
        open.sort_by(|one, other| one.uri.cmp(&other.uri));
        let is_open: HashSet<&Path> = open.iter().filter_map(|file| file.identity()).collect();
        let is_closed = |file: &&Arc<OpenFile>| file.identity().is_none_or(|own| !is_open.contains(own));
        let closed: Vec<Arc<OpenFile>> = self.disk.values().filter(is_closed).cloned().collect();
        let folder = Arc::new(Folder::new(open.into_iter().chain(closed).collect()));
        self.folder = Some(folder.clone());
        folder
    }
}

/// All files of a session at one moment.
pub(super) struct Folder {
    /// Different for every moment.
    pub(super) id: u64,
    files: Vec<Arc<OpenFile>>,
    places: HashMap<Url, usize>,
    workspace: OnceLock<Arc<Workspace>>,
}

impl Folder {
    fn new(files: Vec<Arc<OpenFile>>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let places = files.iter().enumerate().map(|(place, file)| (file.uri.clone(), place)).collect();
        Self { id: NEXT.fetch_add(1, Ordering::Relaxed), files, places, workspace: OnceLock::new() }
    }

    /// The documents together. The first call reads those that were not read: it belongs on a worker.
    pub(super) fn workspace(&self) -> &Arc<Workspace> {
        self.workspace.get_or_init(|| {
            let members = self
                .files
                .iter()
                .map(|file| Member { path: file.path.clone(), document: file.parsed().document().clone() });
            Arc::new(Workspace::new(members.collect()))
        })
    }

    /// The file of a document.
    pub(super) fn file(&self, member: MemberId) -> Option<&Arc<OpenFile>> {
        self.files.get(member.index())
    }

    /// A file with what is known of it among the others.
    pub(super) fn view(&self, file: &OpenFile) -> Arc<File> {
        let mut seen = lock(&file.seen);
        if let Some((id, view)) = seen.as_ref()
            && *id == self.id
        {
            return view.clone();
        }
        let view = match self.places.get(&file.uri) {
            Some(place) => {
                File::within(file.parsed().clone(), self.workspace().clone(), MemberId::new(*place))
            }
            // It was closed since: it stands alone.
            None => {
                let member = Member { path: file.path.clone(), document: file.parsed().document().clone() };
                let alone = Arc::new(Workspace::new(vec![member]));
                File::within(file.parsed().clone(), alone, MemberId::default())
            }
        };
        let view = Arc::new(view);
        *seen = Some((self.id, view.clone()));
        view
    }
}

struct Open {
    file: Arc<OpenFile>,
    /// Whether a task is at work on its diagnostics.
    diagnosing: bool,
    /// Whether something has changed since the task took what it works on.
    again: bool,
    /// What other files see of it, as they were last told.
    facts: Option<u64>,
}

/// An open file at one moment.
pub(super) struct OpenFile {
    /// Different for every moment of every file.
    pub(super) id: u64,
    pub(super) uri: Url,
    pub(super) version: i32,
    pub(super) text: Text,
    format: Format,
    path: Option<PathBuf>,
    /// Where it is once links are followed.
    real: Option<PathBuf>,
    project: Arc<Project>,
    parsed: OnceLock<Arc<Parsed>>,
    /// What is known of it among the files of one moment.
    seen: Mutex<Option<(u64, Arc<File>)>>,
}

impl OpenFile {
    fn new(source: Source, version: i32, text: Text, project: Arc<Project>) -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let Source { uri, path, real, format } = source;
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let (parsed, seen) = (OnceLock::new(), Mutex::default());
        Arc::new(Self { id, uri, version, text, format, path, real, project, parsed, seen })
    }

    fn source(&self) -> Source {
        Source {
            uri: self.uri.clone(),
            path: self.path.clone(),
            real: self.real.clone(),
            format: self.format,
        }
    }

    /// What tells whether two files are one: a link and what it leads to are.
    fn identity(&self) -> Option<&Path> {
        self.real.as_deref().or(self.path.as_deref())
    }

    /// What it is. The first call reads it, which takes time: it belongs on a worker.
    pub(super) fn parsed(&self) -> &Arc<Parsed> {
        self.parsed.get_or_init(|| {
            let settings = self.project.settings_for(self.path.as_deref());
            let own = match &self.path {
                Some(path) => settings.of_file(path),
                None => settings.common.clone(),
            };
            Arc::new(Parsed::new(&self.text.to_string(), self.format, &settings.defaults, own))
        })
    }

    /// What other files see of it, as one number: its ids and names, its languages, and its clauses.
    pub(super) fn facts(&self) -> u64 {
        self.parsed().document().facts()
    }

    /// A file of the disk, which nobody has opened; none if its path has no URI.
    pub(super) fn of_disk(path: PathBuf, text: &str, project: Arc<Project>) -> Option<Arc<Self>> {
        let uri = Url::from_file_path(&path).ok()?;
        let source = Source { uri, format: walk::format_of(&path), real: real(&path), path: Some(path) };
        Some(Self::new(source, 0, Text::new(text), project))
    }
}

/// What a file is, whatever its text.
struct Source {
    uri: Url,
    path: Option<PathBuf>,
    /// The same with links followed.
    real: Option<PathBuf>,
    format: Format,
}

impl Source {
    /// A file is a treaty if the client or its ending says so; anything else that is opened is plain text.
    fn new(uri: Url, language: &str) -> Self {
        let path = uri.to_file_path().ok();
        let treaty = language == "treaty" || path.as_deref().is_some_and(walk::is_treaty);
        let format = if treaty { Format::Treaty } else { Format::Plain };
        Self { uri, real: path.as_deref().and_then(real), path, format }
    }
}

/// Locks a mutex, also after a panic in another holder: under it values are only replaced.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// A session that has not begun.
    pub(super) fn new(outbox: Outbox, router: tower_lsp::Client) -> Self {
        Self {
            outbox,
            workers: Workers::per_core(),
            router,
            disk: Disk::default(),
            client: OnceLock::new(),
            roots: Mutex::default(),
            files: Mutex::new(Files {
                open: HashMap::new(),
                disk: BTreeMap::new(),
                folder: None,
                project: Arc::default(),
            }),
        }
    }

    /// Keeps what the client can do; a second `initialize` is refused before it comes here.
    pub(super) fn begin(&self, client: Client) {
        lock(&self.files).project = Arc::new(Project::new(client.roots.first().cloned()));
        *lock(&self.roots) = client.roots.iter().filter(|root| is_searched(root)).cloned().collect();
        // The transport lets one `initialize` through.
        let _ = self.client.set(Arc::new(client));
    }

    /// The folders of the workspace that are gone through.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        lock(&self.roots).clone()
    }

    /// Changes the folders of the workspace.
    pub(super) fn change_roots(&self, params: DidChangeWorkspaceFoldersParams) {
        let path = |folder: WorkspaceFolder| folder.uri.to_file_path().ok();
        let gone: Vec<PathBuf> = params.event.removed.into_iter().filter_map(path).collect();
        let mut roots = lock(&self.roots);
        roots.retain(|root| !gone.contains(root));
        let added = params.event.added.into_iter().filter_map(path).filter(|root| is_searched(root));
        for root in added {
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
    }

    /// What the client can do.
    pub(super) fn client(&self) -> Arc<Client> {
        self.client.get().cloned().unwrap_or_default()
    }

    /// The settings that hold now.
    pub(super) fn project(&self) -> Arc<Project> {
        lock(&self.files).project.clone()
    }

    /// Puts settings in force and reads every open file under them anew.
    pub(super) fn set_project(&self, project: &Arc<Project>) -> Vec<Url> {
        let mut files = lock(&self.files);
        files.project = project.clone();
        for open in files.open.values_mut() {
            let file = &open.file;
            open.file = OpenFile::new(file.source(), file.version, file.text.clone(), project.clone());
        }
        for file in files.disk.values_mut() {
            *file = OpenFile::new(file.source(), 0, file.text.clone(), project.clone());
        }
        files.folder = None;
        files.open.keys().cloned().collect()
    }

    /// Opens a file.
    pub(super) fn open(&self, params: DidOpenTextDocumentParams) -> Result<Url> {
        let document = params.text_document;
        if document.text.len() > LONGEST {
            return Err(Error::invalid_params(format!("{} is longer than 4 GiB", document.uri)));
        }
        let source = Source::new(document.uri.clone(), &document.language_id);
        let mut files = lock(&self.files);
        let file = OpenFile::new(source, document.version, Text::new(&document.text), files.project.clone());
        let before = files.open.get(&document.uri);
        let (diagnosing, facts) = before.map_or((false, None), |open| (open.diagnosing, open.facts));
        files.open.insert(document.uri.clone(), Open { file, diagnosing, again: true, facts });
        files.folder = None;
        Ok(document.uri)
    }

    /// Changes an open file.
    pub(super) fn change(&self, params: DidChangeTextDocumentParams) -> Result<Url> {
        let uri = params.text_document.uri;
        let encoding = self.client().encoding;
        let mut files = lock(&self.files);
        let project = files.project.clone();
        let open = files.open.get_mut(&uri).ok_or_else(|| not_open(&uri))?;
        let mut text = open.file.text.clone();
        let changed = params
            .content_changes
            .into_iter()
            .try_for_each(|change| from_proto::apply(&mut text, &change, encoding));
        if text.len() <= LONGEST {
            open.file = OpenFile::new(open.file.source(), params.text_document.version, text, project);
            files.folder = None;
        }
        changed.map(|()| uri)
    }

    /// Closes a file.
    pub(super) fn close(&self, uri: &Url) {
        let mut files = lock(&self.files);
        files.open.remove(uri);
        files.folder = None;
    }

    /// Takes over the diagnostics of a file; false if another task has them, which will look again when it is
    /// done.
    pub(super) fn begin_diagnosing(&self, uri: &Url) -> bool {
        let mut files = lock(&self.files);
        let Some(open) = files.open.get_mut(uri) else { return false };
        open.again = true;
        !std::mem::replace(&mut open.diagnosing, true)
    }

    /// If `file` is still what is open, does `publish` before anything can change it. True if there is nothing
    /// more to do: the file is as it was, or closed.
    pub(super) fn end_diagnosing(&self, file: &OpenFile, publish: impl FnOnce()) -> bool {
        let mut files = lock(&self.files);
        let Some(open) = files.open.get_mut(&file.uri) else { return true };
        if open.file.id != file.id || open.again {
            return false;
        }
        open.diagnosing = false;
        publish();
        true
    }

    /// Gives up the diagnostics of a file after a fault.
    pub(super) fn abandon_diagnosing(&self, uri: &Url) {
        if let Some(open) = lock(&self.files).open.get_mut(uri) {
            open.diagnosing = false;
        }
    }

    /// Takes over what was read from the disk: files by path, those that are gone as nothing.
    pub(super) fn set_disk(&self, read: impl IntoIterator<Item = (PathBuf, Option<Arc<OpenFile>>)>) {
        let mut files = lock(&self.files);
        for (path, file) in read {
            match file {
                Some(file) => files.disk.insert(path, file),
                None => files.disk.remove(&path),
            };
        }
        files.folder = None;
    }

    /// Keeps what other files see of an open file; true if it is not what they saw before.
    pub(super) fn take_facts(&self, uri: &Url, facts: u64) -> bool {
        let mut files = lock(&self.files);
        let Some(open) = files.open.get_mut(uri) else { return false };
        open.facts.replace(facts).is_none_or(|before| before != facts)
    }

    /// The files that are open, by URI.
    pub(super) fn open_files(&self) -> Vec<Url> {
        lock(&self.files).open.keys().cloned().collect()
    }

    /// What the diagnostics of a file are worked out from: all files as they are now.
    pub(super) fn edge_to_diagnose(&self, uri: &Url) -> Result<Edge> {
        if let Some(open) = lock(&self.files).open.get_mut(uri) {
            open.again = false;
        }
        self.edge(uri)
    }

    /// A file as it is now, among the others, where it meets the client.
    pub(super) fn edge(&self, uri: &Url) -> Result<Edge> {
        let client = self.client();
        let mut files = lock(&self.files);
        let file = files.open.get(uri).map(|open| open.file.clone()).ok_or_else(|| not_open(uri))?;
        Ok(Edge::new(file, files.folder(), client))
    }

    /// Answers a question about a place of a file: the one door of such requests. The snapshot is taken before
    /// anything is waited for.
    pub(super) async fn at<T: 'static, R: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        ask: fn(&File, Offset) -> T,
        convert: fn(&Edge, T) -> R,
    ) -> Result<R> {
        let edge = self.edge(&place.text_document.uri)?;
        let answer = move |_: &_| convert(&edge, ask(&edge.view(), edge.offset(place.position)));
        self.workers.run(answer).await
    }

    /// Answers a question about a range of a file.
    pub(super) async fn over<R: Send + 'static>(
        &self,
        uri: &Url,
        range: Range,
        answer: impl FnOnce(&Edge, &File, Span) -> R + Send + 'static,
    ) -> Result<R> {
        let edge = self.edge(uri)?;
        let work = move |_: &_| Ok(answer(&edge, &edge.view(), edge.span(range)?));
        self.workers.run(work).await?
    }

    /// Answers a question about all files, in bytes.
    pub(super) fn everywhere<T, F>(&self, answer: F) -> impl Future<Output = Result<Json>> + use<T, F>
    where
        T: Serialize,
        F: FnOnce(&Folder, Encoding) -> T + Send + 'static,
    {
        let folder = lock(&self.files).folder();
        let encoding = self.client().encoding;
        let workers = self.workers.clone();
        async move { workers.answer(move |_| Ok(answer(&folder, encoding))).await }
    }

    /// Answers a question about a whole file, in bytes. The snapshot is taken by the call itself, which is made
    /// in the order of the wire.
    pub(super) fn whole<T, F>(&self, uri: &Url, answer: F) -> impl Future<Output = Result<Json>> + use<T, F>
    where
        T: Serialize,
        F: FnOnce(&Edge, &File) -> T + Send + 'static,
    {
        let edge = self.edge(uri);
        let workers = self.workers.clone();
        async move {
            let edge = edge?;
            workers.answer(move |_| Ok(answer(&edge, &edge.view()))).await
        }
    }
}

/// Whether a folder of the workspace is gone through for treaties: a home folder or all of a disk is not.
fn is_searched(root: &Path) -> bool {
    let home = std::env::home_dir();
    root.parent().is_some() && home.as_deref() != Some(root)
}

fn not_open(uri: &Url) -> Error {
    Error::invalid_params(format!("{uri} is not open"))
}
