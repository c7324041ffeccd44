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
    /// It is there, and is not to be replaced.
    Exists,
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
            WriteErrorKind::Exists => {
                write!(formatter, "is there already and was not written; remove it first to begin anew")
            }
            WriteErrorKind::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                write!(formatter, "was not written; change its permissions or those of its folder")
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
    // The system's words name a file of chance; its kind does not.
    let mut file = NamedTempFile::new_in(folder).map_err(|error| io(error.kind().into()))?;
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

/// Puts `contents` at `path`, whatever was there: as a new file that takes its place, so that no reader sees
/// half of it. What is no regular file, as a pipe, is written to.
///
/// # Errors
///
/// If it is read-only or the system refuses. A file that was there is then as it was.
pub fn put(path: &Path, contents: &[u8]) -> Result<(), WriteError> {
    let fail = |kind| WriteError { path: path.to_owned(), kind };
    let io = |error| fail(WriteErrorKind::Io(error));
    let metadata = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return fs::write(path, contents).map_err(io),
        Ok(metadata) if metadata.permissions().readonly() => return Err(fail(WriteErrorKind::ReadOnly)),
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(io(error)),
    };
    let target = if metadata.is_some() { fs::canonicalize(path).map_err(io)? } else { path.to_owned() };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".glossator-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Those of a file that is made without saying more: the system takes away what its mask does.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // The system's words name a file of chance; its kind does not.
    let mut file = builder.tempfile_in(folder).map_err(|error| io(error.kind().into()))?;
    file.write_all(contents).map_err(io)?;
    if let Some(metadata) = metadata {
        file.as_file().set_permissions(metadata.permissions()).map_err(io)?;
    }
    file.as_file().sync_all().map_err(io)?;
    file.persist(&target).map_err(|error| io(error.error))?;
    Ok(())
}

/// Makes the file at `path`, which must not be there yet.
///
/// # Errors
///
/// If it is there, whatever it is, or the system refuses.
pub fn create(path: &Path, contents: &[u8]) -> Result<(), WriteError> {
    let fail = |kind| WriteError { path: path.to_owned(), kind };
    let made = fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => fail(WriteErrorKind::Exists),
        _ => fail(WriteErrorKind::Io(error)),
    })?;
    file.write_all(contents).map_err(|error| fail(WriteErrorKind::Io(error)))
}

/// Whether both paths lead to the same file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_meanwhile_is_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.treaty");
        fs::write(&path, "as somebody else left it").expect("a file");
        let error = replace(&path, "as it was read", "as it is mended").expect_err("it has changed");
        assert!(error.to_string().contains("changed while it was checked"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "as somebody else left it");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }
}
