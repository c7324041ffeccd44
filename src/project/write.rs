//! Writing a file: a new one beside it, put in its place by rename, so that it is never half there.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why a file was not written. It is as it was.
#[derive(Debug)]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub kind: WriteErrorKind,
}

/// What keeps a file from being written.
#[derive(Debug)]
pub enum WriteErrorKind {
    /// It is not as it was when it was read.
    Changed,
    /// Its permissions forbid it.
    ReadOnly,
    /// The system says why.
    Io(io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            WriteErrorKind::Changed => {
                write!(formatter, "changed while it was checked and was not written; run again")
            }
            WriteErrorKind::ReadOnly => {
                write!(formatter, "is read-only and was not written; change its permissions")
            }
            WriteErrorKind::Io(error) => write!(formatter, "was not written: {error}"),
        }
    }
}

impl std::error::Error for WriteError {}

/// Replaces the contents of the file at `path`, which were `before`, by `after`. Its permissions stay.
///
/// # Errors
///
/// If it is read-only, is no longer `before`, or the system refuses. The file is then as it was.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), WriteError> {
    let fail = |kind| WriteError { path: path.to_owned(), kind };
    let io = |error| fail(WriteErrorKind::Io(error));
    // A symbolic link stays one: its target is what is written.
    let target = fs::canonicalize(path).map_err(io)?;
    let permissions = fs::metadata(&target).map_err(io)?.permissions();
    if permissions.readonly() {
        return Err(fail(WriteErrorKind::ReadOnly));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder).map_err(io)?;
    file.write_all(after.as_bytes()).map_err(io)?;
    file.as_file().set_permissions(permissions).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    // As late as can be: whoever writes between this and the rename is not seen.
    if fs::read(&target).map_err(io)? != before.as_bytes() {
        return Err(fail(WriteErrorKind::Changed));
    }
    file.persist(&target).map_err(|error| io(error.error))?;
    Ok(())
}
