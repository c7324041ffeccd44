//! Which files a command is about: those named outright, and the `*.treaty` files of folders, hidden files
//! and what `.gitignore` leaves out passed over.

use super::source::{ReadError, ReadErrorKind};
use crate::model::Format;
use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// The ending of treaty files.
pub const ENDING: &str = "treaty";

/// Whether a file is a treaty, by its ending.
pub fn is_treaty(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

/// How the file at `path` is read: what has another ending is plain text.
pub fn format_of(path: &Path) -> Format {
    if is_treaty(path) { Format::Treaty } else { Format::Plain }
}

/// The files that `paths` mean, sorted, each once; and what could not be looked at.
pub fn files(paths: &[PathBuf], excluded: &GlobSet) -> (Vec<PathBuf>, Vec<ReadError>) {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, excluded, &mut files, &mut errors),
            Ok(_) => files.push(path.clone()),
            Err(error) => errors.push(ReadError { path: path.clone(), kind: ReadErrorKind::Io(error) }),
        }
    }
    files.sort();
    files.dedup();
    (files, errors)
}

fn walk(folder: &Path, excluded: &GlobSet, files: &mut Vec<PathBuf>, errors: &mut Vec<ReadError>) {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let treaty = is_treaty(entry.path());
                let file = entry.file_type().is_some_and(|kind| !kind.is_dir());
                let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                if treaty && file && !excluded.is_match(inside) {
                    let path = entry.into_path();
                    // `glossator check .` names files as they are seen from the folder.
                    files.push(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path));
                }
            }
            Err(error) => {
                let path = error_path(&error).unwrap_or(folder).to_owned();
                let message = error.to_string();
                let kind = error.into_io_error().unwrap_or_else(|| std::io::Error::other(message));
                errors.push(ReadError { path, kind: ReadErrorKind::Io(kind) });
            }
        }
    }
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}

/// Patterns as one matcher.
///
/// # Errors
///
/// If one of them is not a pattern: its text and what is wrong.
pub fn patterns<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<GlobSet, String> {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        let glob =
            Glob::new(pattern).map_err(|error| format!("`{pattern}` is no pattern: {}", error.kind()))?;
        builder.add(glob);
    }
    builder.build().map_err(|error| error.to_string())
}
