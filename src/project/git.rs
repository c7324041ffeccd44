//! What changed since a revision, as git says. Nothing of the repository but git itself is run for it: no
//! external diff, no conversion of texts.

use super::workspace::absolute;
use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What git puts into the environment of its hooks and what would lead to another repository than that of the
/// file.
const LEFT_OUT: [&str; 6] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"];

/// Which lines of a file were changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// All: git does not know the file, or did not know it then.
    All,
    /// These lines, counted from 0, in order.
    Lines(Vec<Range<usize>>),
}

impl Changed {
    /// Whether one of `lines` was changed, counted from 0.
    pub fn touches(&self, lines: &Range<usize>) -> bool {
        match self {
            Self::All => true,
            Self::Lines(changed) => {
                let first = changed.partition_point(|range| range.end <= lines.start);
                changed.get(first).is_some_and(|range| range.start < lines.end)
            }
        }
    }
}

/// What changed in each of `files` since `revision`, in their order.
///
/// # Errors
///
/// If git cannot say it, with what to do: a file is in no repository, or the revision is not known.
pub fn changed(files: &[PathBuf], revision: &OsStr) -> Result<Vec<Changed>, String> {
    let mut repositories = HashMap::new();
    let mut folders: HashMap<PathBuf, PathBuf> = HashMap::new();
    let mut changes = Vec::new();
    for file in files {
        let path = fs::canonicalize(file).unwrap_or_else(|_| absolute(file));
        let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
        let top = match folders.get(&folder) {
            Some(top) => top.clone(),
            None => top_of(&folder)?,
        };
        folders.insert(folder, top.clone());
        if !repositories.contains_key(&top) {
            repositories.insert(top.clone(), Repository::new(&top, revision)?);
        }
        if let Some(repository) = repositories.get(&top) {
            changes.push(repository.changes(&path)?);
        }
    }
    Ok(changes)
}

/// The folder of the repository that holds `folder`.
fn top_of(folder: &Path) -> Result<PathBuf, String> {
    let shown = folder.display();
    let top = git(folder, &["rev-parse", "--show-toplevel"], &[])?;
    match top.strip_suffix(b"\n").filter(|_| !top.is_empty()) {
        Some(top) => fs::canonicalize(path_of(top)).map_err(|error| format!("{shown}: {error}")),
        None => Err(format!(
            "{shown} is in no git repository, so that nothing is known of its changes; leave --since out"
        )),
    }
}

/// A repository, and what changed in it since a revision.
struct Repository {
    top: PathBuf,
    /// The name of the commit.
    commit: OsString,
    /// The files that git keeps now, from `top`.
    kept: HashSet<Vec<u8>>,
    /// The files that differ.
    differ: HashSet<Vec<u8>>,
}

impl Repository {
    fn new(top: &Path, revision: &OsStr) -> Result<Self, String> {
        let mut wanted = revision.to_owned();
        wanted.push("^{commit}");
        let found = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options"], &[&wanted])?;
        let commit = String::from_utf8_lossy(&found).trim().to_owned();
        // A range or an option gives more than one name, or none.
        if commit.is_empty() || !commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(unknown(top, revision)?);
        }
        let commit = OsString::from(commit);
        let names = |output: Vec<u8>| output.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect();
        let kept = names(git(top, &["ls-files", "-z"], &[])?);
        let options = ["diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-relative"];
        let listed = [&options[..], &["--name-only", "-z", "--end-of-options"]].concat();
        let differ = names(git(top, &listed, &[&commit])?);
        Ok(Self { top: top.to_owned(), commit, kept, differ })
    }

    fn changes(&self, file: &Path) -> Result<Changed, String> {
        let Ok(inside) = file.strip_prefix(&self.top) else { return Ok(Changed::All) };
        let name = bytes_of(inside);
        if !self.kept.contains(&name) {
            return Ok(Changed::All);
        }
        if !self.differ.contains(&name) {
            return Ok(Changed::Lines(Vec::new()));
        }
        let options =
            ["diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-relative", "--no-color"];
        let shape = ["--text", "-U0", "--inter-hunk-context=0", "--end-of-options"];
        let options = [&options[..], &shape].concat();
        let diff = git(&self.top, &options, &[&self.commit, OsStr::new("--"), inside.as_os_str()])?;
        Ok(Changed::Lines(hunks(&diff)))
    }
}

/// What to say of a revision that is not there.
fn unknown(top: &Path, revision: &OsStr) -> Result<String, String> {
    let name = revision.to_string_lossy();
    let shallow = git(top, &["rev-parse", "--is-shallow-repository"], &[])?;
    Ok(if shallow.starts_with(b"true") {
        format!(
            "there is no revision `{name}` in this shallow clone; fetch more of its history, as `git fetch --unshallow` \
             does, or `fetch-depth: 0` of a workflow"
        )
    } else {
        format!("there is no revision `{name}`; write a commit, a branch or a tag that `git rev-parse` knows")
    })
}

/// What git writes, run in `folder` with the options and then the words, which it does not take for options.
/// Nothing where it ends with an error that the caller is to explain.
fn git(folder: &Path, options: &[&str], words: &[&OsStr]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(options).args(words);
    command.env("GIT_LITERAL_PATHSPECS", "1").env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    for name in LEFT_OUT {
        command.env_remove(name);
    }
    let output = command.stdin(Stdio::null()).output();
    let output =
        output.map_err(|error| format!("git cannot be run: {error}; install it, or leave --since out"))?;
    let is_question = options.first() == Some(&"rev-parse");
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    // Another one's repository is one that git does not read: what it says holds what to do.
    if is_question && !said.contains("dubious ownership") {
        return Ok(Vec::new());
    }
    Err(format!("git cannot say what changed: {said}"))
}

/// The lines that a diff without context adds or changes, counted from 0.
fn hunks(diff: &[u8]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut rest = 0;
    for line in diff.split(|byte| *byte == b'\n') {
        // Lines of the file are counted off, so that none of them is taken for a head.
        if rest > 0 && matches!(line.first(), Some(b'+' | b'-')) {
            rest -= 1;
            continue;
        }
        let Some((old, new)) = head(line) else { continue };
        rest = old.len() + new.len();
        if !new.is_empty() {
            ranges.push(new);
        }
    }
    ranges
}

/// The lines of `@@ -1,2 +3,4 @@`, counted from 0, before and after.
fn head(line: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let line = std::str::from_utf8(line.get(..line.len().min(80))?.split(|b| !b.is_ascii()).next()?).ok()?;
    let mut words = line.strip_prefix("@@ ")?.split(' ');
    let lines = |word: &str| {
        let (start, count) = word.split_once(',').unwrap_or((word, "1"));
        let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
        let start = start.saturating_sub(1);
        Some(start..start.saturating_add(count))
    };
    let old = lines(words.next()?.strip_prefix('-')?)?;
    let new = lines(words.next()?.strip_prefix('+')?)?;
    Some((old, new))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// A path as git writes it.
fn bytes_of(path: &Path) -> Vec<u8> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        path.as_os_str().as_bytes().to_vec()
    }
    #[cfg(not(unix))]
    path.to_string_lossy().replace('\\', "/").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_hunks_are_told_from_lines_that_look_like_them() {
        let diff =
            b"diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@ Caf\xE9\n-old\n+@@ -9,9 +9,9 @@\n+new\n\
                     \\ No newline at end of file\n@@ -5,2 +6,0 @@\n-x\n-y\n@@ -9,0 +9 @@\n+z\n";
        assert_eq!(hunks(diff), [0..2, 8..9]);
    }

    #[test]
    fn lines_touch_what_overlaps_them() {
        let changed = Changed::Lines(vec![0..2, 8..9]);
        let touched: Vec<usize> = (0..12).filter(|&line| changed.touches(&(line..line + 1))).collect();
        assert_eq!(touched, [0, 1, 8]);
        assert!(changed.touches(&(5..9)) && !changed.touches(&(3..8)));
        assert!(Changed::All.touches(&(4..5)));
    }
}
