//! `glossator check`: finding the files, running the rules over them, mending. What is said of it is in `output`.

mod baseline;
mod output;

use super::Failure;
use super::args::Check;
use super::report::FileReport;
use super::terminal::safe;
use crate::edit::diff;
use crate::edit::mend::{self, Extent, Mended};
use crate::lint::{self, Diagnostic, Selection, Undecoded};
use crate::model::{Defaults, Document, Member, Workspace};
use crate::project::git::{self, Changed};
use crate::project::settings::{Finder, SettingsError};
use crate::project::{ReadError, Source, source, walk, workspace, write};
use baseline::{Baseline, Fault};
use output::Output;
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What is done with what is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Show,
    Fix(Extent),
    Diff(Extent),
}

/// What became of a file.
#[derive(Default)]
struct Outcome {
    report: Option<FileReport>,
    /// How many findings were mended, or would be.
    mended: usize,
    /// What the file would become, with `--diff`.
    diff: String,
    /// The mended text of standard input, with `--fix`.
    output: Option<String>,
    /// What could not be done.
    failure: Option<String>,
    /// What each finding is known by, where there is a baseline.
    faults: Vec<Fault>,
    /// How many findings are left out, since the baseline holds them.
    known: usize,
}

/// Checks the files that the arguments name.
pub(super) fn run(arguments: &Check) -> Result<u8, Failure> {
    let selection = selection_check(arguments)?;
    let baseline = arguments.baseline.as_deref().map(Baseline::read).transpose()?;
    let extent = if arguments.unsafe_fixes { Extent::All } else { Extent::Safe };
    let action = match (arguments.fix, arguments.diff) {
        (true, _) => Action::Fix(extent),
        (_, true) => Action::Diff(extent),
        _ => Action::Show,
    };
    let mut finder = Finder::default();
    let here = std::env::current_dir().map_err(Failure::Output)?;
    let settings = finder.settings_of(&here);
    let excluded =
        walk::patterns(settings.config.exclude.iter().map(String::as_str)).map_err(Failure::Message)?;
    let stdin = arguments.paths.iter().any(|path| path.as_os_str() == "-");
    let named: Vec<PathBuf> =
        arguments.paths.iter().filter(|path| path.as_os_str() != "-").cloned().collect();
    let (files, errors) = walk::files(&named, &excluded);
    if arguments.show_settings {
        return super::settings::show(arguments, &files, &errors, &mut finder);
    }
    let output = Output::new(arguments, action, &files)?;
    let changed = changed_lines(arguments, &files)?;
    let mut failures: Vec<String> = errors.iter().map(|e| format!("{} {e}", safe(&shown(&e.path)))).collect();
    let mut jobs: Vec<Job> =
        files.into_iter().map(|path| Job::new(path, Origin::File, &mut finder, &selection)).collect();
    if stdin {
        let name = arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>.treaty".into());
        jobs.push(Job::new(name, Origin::Stdin, &mut finder, &selection));
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|error| Failure::Message(format!("cannot start the threads: {error}")))?;
    let mut outcomes = pool.install(|| {
        jobs.par_iter_mut().for_each(Job::read);
        let members: Vec<Member> = jobs.iter().filter_map(Job::member).collect();
        let workspace = workspace::complete(members, &mut finder);
        let progress = Progress::new(jobs.len(), arguments.quiet);
        let baseline = arguments.baseline.as_deref().or(arguments.write_baseline.as_deref());
        let runner = Runner { action, workspace, baseline, progress };
        let outcomes: Vec<Outcome> = jobs.into_par_iter().map(|job| runner.run(job)).collect();
        runner.progress.clear();
        outcomes
    });
    failures.extend(finder.errors.iter().flat_map(settings_messages));
    failures.extend(outcomes.iter_mut().filter_map(|outcome| outcome.failure.take()));
    match (&arguments.write_baseline, baseline) {
        (Some(path), _) => failures.extend(write_baseline(path, &mut outcomes, failures.is_empty())?),
        (None, Some(baseline)) => leave_out_known(&baseline, &mut outcomes),
        (None, None) => {}
    }
    if let Some(changed) = changed {
        leave_out_unchanged(&changed, &mut outcomes);
    }
    output.finish(outcomes, &failures)
}

/// What --since asks git for: the lines of each file that were changed.
fn changed_lines(arguments: &Check, files: &[PathBuf]) -> Result<Option<Vec<Changed>>, Failure> {
    let Some(revision) = &arguments.since else { return Ok(None) };
    if arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        let message = "git knows nothing of standard input; name files, or leave --since out";
        return Err(Failure::Message(message.to_owned()));
    }
    let changed = git::changed(files, revision);
    changed.map(Some).map_err(|message| Failure::Message(safe(&message)))
}

/// Leaves out of the report what does not stand in lines that were changed.
fn leave_out_unchanged(changed: &[Changed], outcomes: &mut [Outcome]) {
    for (changed, outcome) in changed.iter().zip(outcomes) {
        let Some(report) = &mut outcome.report else { continue };
        let ends: Vec<usize> = report.source.text.match_indices('\n').map(|(at, _)| at).collect();
        let line = |offset: usize| ends.partition_point(|end| *end < offset);
        report.diagnostics.retain(|found| {
            let span = found.span.range();
            // What ends with a line does not stand in the next one.
            let last = span.end.saturating_sub(1).max(span.start);
            changed.touches(&(line(span.start)..line(last) + 1))
        });
    }
}

/// Writes what was found as the baseline, and leaves it out of the report. A run that did not see every file
/// writes none, and says so.
fn write_baseline(path: &Path, outcomes: &mut [Outcome], complete: bool) -> Result<Option<String>, Failure> {
    if !complete {
        let name = safe(&shown(path));
        return Ok(Some(format!("{name} was not written, since not everything could be checked")));
    }
    baseline::write(path, outcomes.iter().flat_map(|outcome| &outcome.faults).collect())?;
    for outcome in outcomes {
        if let Some(report) = &mut outcome.report {
            outcome.known = report.diagnostics.len();
            report.diagnostics.clear();
        }
    }
    Ok(None)
}

/// Leaves out of the report what the baseline holds.
fn leave_out_known(baseline: &Baseline, outcomes: &mut [Outcome]) {
    let faults: Vec<&Fault> = outcomes.iter().flat_map(|outcome| &outcome.faults).collect();
    let mut known = baseline.known(&faults).into_iter();
    for outcome in outcomes {
        if let Some(report) = &mut outcome.report {
            let before = report.diagnostics.len();
            // There is a fault for each finding, in the same order.
            report.diagnostics.retain(|_| known.next() != Some(true));
            outcome.known = before - report.diagnostics.len();
        }
    }
}

/// The names of `--select` and `--ignore` must be known.
fn selection_check(arguments: &Check) -> Result<(Vec<String>, Vec<String>), Failure> {
    let mut selection = Selection::default();
    let mut unknown = selection.select(&arguments.select);
    unknown.extend(selection.ignore(&arguments.ignore));
    match unknown.first() {
        Some(first) => Err(Failure::Message(safe(&first.message))),
        None => Ok((arguments.select.clone(), arguments.ignore.clone())),
    }
}

pub(super) fn settings_messages(error: &SettingsError) -> Vec<String> {
    let name = safe(&shown(&error.path));
    let line = |at: usize| error.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let messages = error.errors.iter().map(|found| {
        if error.text.is_empty() {
            format!("{name} {}", safe(&found.message))
        } else {
            format!("{name}:{}: {}", line(found.span.start), safe(&found.message))
        }
    });
    messages.collect()
}

/// A path as it is shown: relative to the working folder where it is inside, with `/`.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    slashes(path)
}

/// A path with `/`.
fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    File,
    Stdin,
}

/// A text to check.
struct Job {
    path: PathBuf,
    origin: Origin,
    rules: lint::Settings,
    defaults: Defaults,
    /// What was read, once it was.
    source: Option<Result<Source, ReadError>>,
    /// What it is; nothing where no rule needs to know.
    document: Option<Arc<Document>>,
}

impl Job {
    fn new(
        path: PathBuf,
        origin: Origin,
        finder: &mut Finder,
        selection: &(Vec<String>, Vec<String>),
    ) -> Self {
        let settings = finder.settings_for(&path);
        let mut rules = settings.of_file(&path);
        // The names were checked before.
        rules.selection.select(&selection.0);
        rules.selection.ignore(&selection.1);
        Self { path, origin, rules, defaults: settings.defaults.clone(), source: None, document: None }
    }

    fn read(&mut self) {
        let source = match self.origin {
            Origin::File => source::read(&self.path),
            Origin::Stdin => source::read_stdin(),
        };
        if let Ok(source) = &source
            && !self.is_clean_at_a_glance(source)
        {
            self.document = Some(Arc::new(self.parse(&source.text)));
        }
        self.source = Some(source);
    }

    /// Whether only rules run that find nothing in plain ASCII, and the text is that.
    fn is_clean_at_a_glance(&self, source: &Source) -> bool {
        source.invalid.is_empty()
            && self.rules.selection.rules().all(|rule| rule.group == lint::Group::Glyphs)
            && crate::glyph::is_plain(&source.text)
    }

    fn parse(&self, text: &str) -> Document {
        Document::new(text, walk::format_of(&self.path), &self.defaults)
    }

    fn member(&self) -> Option<Member> {
        let document = self.document.clone()?;
        Some(Member { path: Some(workspace::absolute(&self.path)), document })
    }
}

/// Checks texts beside the other documents of their workspace.
struct Runner<'a> {
    action: Action,
    workspace: Workspace,
    /// The baseline that findings are written to or looked for in.
    baseline: Option<&'a Path>,
    progress: Progress,
}

impl Runner<'_> {
    fn run(&self, mut job: Job) -> Outcome {
        let name = shown(&job.path);
        let outcome = match job.source.take() {
            Some(Ok(source)) => self.source(&name, &job, source),
            Some(Err(error)) => {
                let from =
                    if job.origin == Origin::Stdin { "standard input".to_owned() } else { safe(&name) };
                Outcome { failure: Some(format!("{from} {error}")), ..Outcome::default() }
            }
            None => Outcome::default(),
        };
        self.progress.step();
        let mut outcome = match job.origin {
            Origin::File => self.written(&name, &job, outcome),
            Origin::Stdin => self.passed_on(outcome),
        };
        if let Some(baseline) = self.baseline {
            outcome.faults = faults(&job, &outcome, baseline);
        }
        outcome
    }

    /// Writes what a file becomes.
    fn written(&self, name: &str, job: &Job, outcome: Outcome) -> Outcome {
        let Some(text) = &outcome.output else { return outcome };
        let before = outcome.report.as_ref().map_or("", |report| report.source.text.as_str());
        match write::replace(&job.path, before, text) {
            Ok(()) => {
                let text = outcome.output.unwrap_or_default();
                let diagnostics = self.check(job, &job.parse(&text), &[]);
                let source = Source { text, invalid: Vec::new() };
                let report = Some(FileReport { name: name.to_owned(), source, diagnostics });
                Outcome { report, output: None, ..outcome }
            }
            Err(error) => {
                let failure = Some(format!("{} {error}", safe(name)));
                Outcome { failure, output: None, mended: 0, ..outcome }
            }
        }
    }

    /// With `--fix` the text of standard input goes to standard output, mended or not.
    fn passed_on(&self, outcome: Outcome) -> Outcome {
        match (self.action, outcome) {
            (Action::Fix(_), Outcome { output: None, report: Some(report), failure, .. }) => Outcome {
                output: Some(report.source.text.clone()),
                report: Some(report),
                failure,
                ..Outcome::default()
            },
            (_, outcome) => outcome,
        }
    }

    fn source(&self, name: &str, job: &Job, source: Source) -> Outcome {
        let diagnostics = match &job.document {
            Some(document) => self.check(job, document, &source.invalid),
            None => Vec::new(),
        };
        let (Action::Fix(extent) | Action::Diff(extent)) = self.action else {
            return Outcome {
                report: Some(FileReport { name: name.to_owned(), source, diagnostics }),
                ..Outcome::default()
            };
        };
        let mendable = diagnostics.iter().any(|diagnostic| mend::fix_of(diagnostic, extent).is_some());
        if mendable && !source.invalid.is_empty() {
            let failure = Some(format!("{} is not UTF-8 and was not mended; convert it first", safe(name)));
            let report = Some(FileReport { name: name.to_owned(), source, diagnostics });
            return Outcome { report, failure, ..Outcome::default() };
        }
        let Mended { text, count, left, .. } = if mendable {
            mend::mend_found(&source.text, diagnostics, extent, |text| self.check(job, &job.parse(text), &[]))
        } else {
            Mended { text: source.text.clone(), count: 0, edits: Vec::new(), left: diagnostics }
        };
        let changed = text != source.text;
        let diff = match self.action {
            Action::Diff(_) => diff::unified(&source.text, &text, &safe(name)),
            _ => String::new(),
        };
        let output = (changed && matches!(self.action, Action::Fix(_))).then_some(text);
        let report = Some(FileReport { name: name.to_owned(), source, diagnostics: left });
        Outcome { report, mended: count, diff, output, ..Outcome::default() }
    }

    fn check(&self, job: &Job, document: &Document, undecoded: &[Undecoded]) -> Vec<Diagnostic> {
        let member = self.workspace.at_path(&workspace::absolute(&job.path));
        let within = member.map(|member| lint::Within { workspace: &self.workspace, member });
        job.rules.check(document, undecoded, within)
    }
}

/// What the findings of a file are known by.
fn faults(job: &Job, outcome: &Outcome, baseline: &Path) -> Vec<Fault> {
    let Some(report) = outcome.report.as_ref().filter(|report| !report.diagnostics.is_empty()) else {
        return Vec::new();
    };
    let text = outcome.output.as_deref().unwrap_or(&report.source.text);
    let document = match &job.document {
        Some(document) if outcome.mended == 0 => document.clone(),
        _ => Arc::new(job.parse(text)),
    };
    let name = match job.origin {
        Origin::File => baseline::name(&job.path, baseline),
        Origin::Stdin => shown(&job.path),
    };
    let faults = report.diagnostics.iter().map(|found| Fault::new(&name, found, &document, text));
    faults.collect()
}

/// How far a long run is, on a terminal.
struct Progress {
    shown: bool,
    all: usize,
    done: AtomicUsize,
    start: Instant,
    /// Milliseconds after the start at which it is next written.
    next: AtomicUsize,
}

impl Progress {
    /// A run shorter than this shows nothing.
    const DELAY: Duration = Duration::from_millis(500);
    const STEP: usize = 100;

    fn new(all: usize, quiet: bool) -> Self {
        Self {
            shown: !quiet && std::io::stderr().is_terminal(),
            all,
            done: AtomicUsize::new(0),
            start: Instant::now(),
            next: AtomicUsize::new(Self::DELAY.as_millis() as usize),
        }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let elapsed = self.start.elapsed().as_millis() as usize;
        let next = self.next.load(Ordering::Relaxed);
        let due = elapsed >= next
            && self
                .next
                .compare_exchange(next, elapsed + Self::STEP, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok();
        if self.shown && due {
            anstream::eprint!("\rchecked {done} of {} files", self.all);
        }
    }

    /// Takes the line away.
    fn clear(&self) {
        if self.shown && self.start.elapsed() >= Self::DELAY {
            anstream::eprint!("\r\u{1B}[K");
        }
    }
}
