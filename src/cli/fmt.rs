//! `glossator fmt`: finding the files, bringing them into the canonical form, writing them or showing what would
//! change.

use super::args::Fmt;
use super::check::{settings_messages, shown};
use super::terminal::safe;
use super::{CLEAN, FAILED, FOUND, Failure};
use crate::edit::{diff, format};
use crate::project::settings::{Finder, Settings};
use crate::project::source::{ReadError, Source};
use crate::project::{source, walk, write};
use rayon::prelude::*;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is done with the form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Write,
    Check,
    Diff,
}

/// What became of a file.
enum Outcome {
    /// It was in its form before.
    Unchanged,
    /// It was written, or would be: its name, and what would change with `--diff`.
    Changed { name: String, diff: String },
    /// What could not be done.
    Failed(String),
}

/// A file to format, and the settings that hold for it.
type Job = (PathBuf, Arc<Settings>);

/// Formats the files that the arguments name.
pub(super) fn run(arguments: &Fmt) -> Result<u8, Failure> {
    let action = match (arguments.diff, arguments.check) {
        (true, _) => Action::Diff,
        (_, true) => Action::Check,
        _ => Action::Write,
    };
    let mut finder = Finder::default();
    let (jobs, errors) = jobs(arguments, &mut finder)?;
    let outcomes = all(&jobs, action, arguments.jobs)?;
    let from_stdin = arguments.paths.iter().any(|path| is_stdin(path));
    let is_counted = !from_stdin || !jobs.is_empty();
    let mut changed = report(&outcomes, action, is_counted && !arguments.quiet)?;
    let mut failures: Vec<String> = errors.iter().map(|error| read_message(&error.path, error)).collect();
    failures.extend(outcomes.into_iter().filter_map(Outcome::failure));
    if from_stdin {
        let name = arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>.treaty".into());
        let outcome = stdin(&name, &finder.settings_for(&name), action)?;
        changed |= matches!(outcome, Outcome::Changed { .. });
        failures.extend(outcome.failure());
    }
    failures.extend(finder.errors.iter().flat_map(settings_messages));
    for failure in &failures {
        anstream::eprintln!("glossator: {failure}");
    }
    Ok(match (failures.is_empty(), action) {
        (false, _) => FAILED,
        (true, Action::Check | Action::Diff) if changed => FOUND,
        _ => CLEAN,
    })
}

impl Outcome {
    fn failure(self) -> Option<String> {
        match self {
            Self::Failed(message) => Some(message),
            Self::Unchanged | Self::Changed { .. } => None,
        }
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The files that the arguments mean, and what could not be looked at.
fn jobs(arguments: &Fmt, finder: &mut Finder) -> Result<(Vec<Job>, Vec<ReadError>), Failure> {
    let here = std::env::current_dir().map_err(Failure::Output)?;
    let settings = finder.settings_of(&here);
    let excluded =
        walk::patterns(settings.config.exclude.iter().map(String::as_str)).map_err(Failure::Message)?;
    let named: Vec<PathBuf> = arguments.paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    let (files, errors) = walk::files(&named, &excluded);
    let jobs = files.into_iter().map(|path| (path.clone(), finder.settings_for(&path)));
    Ok((jobs.collect(), errors))
}

fn read_message(path: &Path, error: &ReadError) -> String {
    format!("{} {error}", safe(&shown(path)))
}

/// Formats files on as many threads as are asked for; the outcomes are in the order of the files.
fn all(jobs: &[Job], action: Action, threads: Option<usize>) -> Result<Vec<Outcome>, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
    let pool = pool.map_err(|error| Failure::Message(format!("cannot start the threads: {error}")))?;
    Ok(pool.install(|| jobs.par_iter().map(|(path, settings)| file(path, settings, action)).collect()))
}

fn file(path: &Path, settings: &Settings, action: Action) -> Outcome {
    let read = match source::read(path) {
        Ok(read) => read,
        Err(error) => return Outcome::Failed(read_message(path, &error)),
    };
    let name = safe(&shown(path));
    let (before, after) = match form(&name, read, settings) {
        Ok(forms) => forms,
        Err(message) => return Outcome::Failed(message),
    };
    if before == after {
        return Outcome::Unchanged;
    }
    match action {
        Action::Write => match write::replace(path, &before, &after) {
            Ok(()) => Outcome::Changed { name, diff: String::new() },
            Err(error) => Outcome::Failed(format!("{name} {error}")),
        },
        Action::Check => Outcome::Changed { name, diff: String::new() },
        Action::Diff => Outcome::Changed { diff: diff::unified(&before, &after, &name), name },
    }
}

/// A text and its canonical form, or why it has none.
fn form(name: &str, source: Source, settings: &Settings) -> Result<(String, String), String> {
    if !source.invalid.is_empty() {
        return Err(format!("{name} is not UTF-8 and was not formatted; convert it first"));
    }
    let after = format::format(&source.text, &settings.defaults);
    Ok((source.text, after))
}

/// Formats standard input to standard output, which takes the text whether it changes or not.
fn stdin(path: &Path, settings: &Settings, action: Action) -> Result<Outcome, Failure> {
    let read = match source::read_stdin() {
        Ok(read) => read,
        Err(error) => return Ok(Outcome::Failed(format!("standard input {error}"))),
    };
    let name = safe(&shown(path));
    let (before, after) = match form(&name, read, settings) {
        Ok(forms) => forms,
        Err(message) => return Ok(Outcome::Failed(message)),
    };
    let mut out = anstream::stdout().lock();
    match action {
        Action::Write => write_whole(&after)?,
        Action::Check if before != after => writeln!(out, "Would reformat: {name}")?,
        Action::Check => {}
        Action::Diff => write!(out, "{}", diff::unified(&before, &after, &name))?,
    }
    out.flush()?;
    Ok(if before == after { Outcome::Unchanged } else { Outcome::Changed { name, diff: String::new() } })
}

/// Writes a text as it is: what looks like a colour in it is a part of it.
fn write_whole(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Says what became of the files; whether any was, or would be, changed.
fn report(outcomes: &[Outcome], action: Action, summary: bool) -> Result<bool, Failure> {
    let mut out = anstream::stdout().lock();
    let mut changed = 0;
    for outcome in outcomes {
        let Outcome::Changed { name, diff } = outcome else { continue };
        changed += 1;
        match action {
            Action::Write => {}
            Action::Check => writeln!(out, "Would reformat: {name}")?,
            Action::Diff => write!(out, "{diff}")?,
        }
    }
    out.flush()?;
    let unchanged = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Unchanged)).count();
    if summary && (changed + unchanged > 0 || outcomes.is_empty()) {
        anstream::eprintln!("{}", sentence(changed, unchanged, action));
    }
    Ok(changed > 0)
}

/// `3 files reformatted, 1 file left unchanged`.
fn sentence(changed: usize, unchanged: usize, action: Action) -> String {
    let files = |count: usize| format!("{count} file{}", if count == 1 { "" } else { "s" });
    let (did, left) = match action {
        Action::Write => ("reformatted", "left unchanged"),
        Action::Check | Action::Diff => ("would be reformatted", "already formatted"),
    };
    match (changed, unchanged) {
        (0, _) => format!("{} {left}", files(unchanged)),
        (_, 0) => format!("{} {did}", files(changed)),
        _ => format!("{} {did}, {} {left}", files(changed), files(unchanged)),
    }
}
