//! The open files of a session. A file is replaced at each change, never changed: what a request took when it
//! came stays as it was, whatever follows on the wire.

use super::client::Client;
use super::from_proto;
use super::settings::Project;
use super::to_proto::Edge;
use super::transport::json::Json;
use super::transport::worker::Workers;
use super::transport::writer::Outbox;
use crate::ide::File;
use crate::model::Format;
use crate::project::walk;
use crate::text::{Offset, Span, Text};
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, Range, TextDocumentPositionParams, Url,
};

/// The longest text that is read, in bytes: offsets are 32 bits wide.
const LONGEST: usize = u32::MAX as usize;

/// What all handlers share.
pub(super) struct State {
    pub(super) outbox: Outbox,
    pub(super) workers: Workers,
    pub(super) router: tower_lsp::Client,
    client: OnceLock<Arc<Client>>,
    files: Mutex<Files>,
}

/// The open files and the settings that they are read under.
struct Files {
    open: HashMap<Url, Open>,
    project: Arc<Project>,
}

struct Open {
    file: Arc<OpenFile>,
    /// Whether a task is at work on its diagnostics.
    diagnosing: bool,
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
    project: Arc<Project>,
    file: OnceLock<File>,
}

impl OpenFile {
    fn new(source: Source, version: i32, text: Text, project: Arc<Project>) -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let Source { uri, path, format } = source;
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Arc::new(Self { id, uri, version, text, format, path, project, file: OnceLock::new() })
    }

    fn source(&self) -> Source {
        Source { uri: self.uri.clone(), path: self.path.clone(), format: self.format }
    }

    /// What is known of it. The first call works it out, which takes time: it belongs on a worker.
    pub(super) fn file(&self) -> &File {
        self.file.get_or_init(|| {
            let settings = self.project.settings_for(self.path.as_deref());
            let own = match &self.path {
                Some(path) => settings.of_file(path),
                None => settings.common.clone(),
            };
            File::new(&self.text.to_string(), self.format, &settings.defaults, own)
        })
    }
}

/// What a file is, whatever its text.
struct Source {
    uri: Url,
    path: Option<PathBuf>,
    format: Format,
}

impl Source {
    /// A file is a treaty if the client or its ending says so; anything else that is opened is plain text.
    fn new(uri: Url, language: &str) -> Self {
        let path = uri.to_file_path().ok();
        let treaty = language == "treaty" || path.as_deref().is_some_and(walk::is_treaty);
        Self { uri, path, format: if treaty { Format::Treaty } else { Format::Plain } }
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
            client: OnceLock::new(),
            files: Mutex::new(Files { open: HashMap::new(), project: Arc::default() }),
        }
    }

    /// Keeps what the client can do; a second `initialize` is refused before it comes here.
    pub(super) fn begin(&self, client: Client) {
        lock(&self.files).project = Arc::new(Project::new(client.roots.first().cloned()));
        // The transport lets one `initialize` through.
        let _ = self.client.set(Arc::new(client));
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
        let diagnosing = files.open.get(&document.uri).is_some_and(|open| open.diagnosing);
        files.open.insert(document.uri.clone(), Open { file, diagnosing });
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
        }
        changed.map(|()| uri)
    }

    /// Closes a file.
    pub(super) fn close(&self, uri: &Url) {
        lock(&self.files).open.remove(uri);
    }

    /// A file as it is now.
    pub(super) fn file(&self, uri: &Url) -> Result<Arc<OpenFile>> {
        lock(&self.files).open.get(uri).map(|open| open.file.clone()).ok_or_else(|| not_open(uri))
    }

    /// Takes over the diagnostics of a file; false if another task has them, which will look again when it is
    /// done.
    pub(super) fn begin_diagnosing(&self, uri: &Url) -> bool {
        let mut files = lock(&self.files);
        let Some(open) = files.open.get_mut(uri) else { return false };
        !std::mem::replace(&mut open.diagnosing, true)
    }

    /// If `file` is still what is open, does `publish` before anything can change it. True if there is nothing
    /// more to do: the file is as it was, or closed.
    pub(super) fn end_diagnosing(&self, file: &OpenFile, publish: impl FnOnce()) -> bool {
        let mut files = lock(&self.files);
        let Some(open) = files.open.get_mut(&file.uri) else { return true };
        if open.file.id != file.id {
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

    /// A file as it is now, where it meets the client.
    pub(super) fn edge(&self, uri: &Url) -> Result<Edge> {
        Ok(Edge::new(self.file(uri)?, self.client()))
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
        let answer = move |_: &_| convert(&edge, ask(edge.file.file(), edge.offset(place.position)));
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
        let work = move |_: &_| Ok(answer(&edge, edge.file.file(), edge.span(range)?));
        self.workers.run(work).await?
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
            workers.answer(move |_| Ok(answer(&edge, edge.file.file()))).await
        }
    }
}

fn not_open(uri: &Url) -> Error {
    Error::invalid_params(format!("{uri} is not open"))
}
