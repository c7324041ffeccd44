//! Symbols of the whole workspace: the divisions of all its treaties, looked for by words such as
//! `un-charter 51` or `mutual assistance`.

use super::symbols::{SymbolKind, division_kind, division_name};
use super::words;
use crate::model::workspace::Treaty;
use crate::model::{ClauseId, ClauseKind, MemberId, Workspace};
use crate::text::Span;

/// A division that fits a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its document.
    pub member: MemberId,
    /// Its heading.
    pub name: String,
    /// The id of its treaty, else the title.
    pub container: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The bytes of its heading.
    pub span: Span,
}

/// The most symbols that are given.
pub const MOST: usize = 256;

/// The divisions that every word of `query` fits: a number the number of the division, another word a part of
/// its heading, of its pinpoint or of the id or title of its treaty, in whatever case. Those that are named by the
/// query's numbers come first, then in the order of the files. All of them for a query without words.
pub fn workspace_symbols(workspace: &Workspace, query: &str) -> Vec<Found> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (member, file) in workspace.members() {
        let document = &file.document;
        let id = workspace.id_of(Treaty { member, clause: ClauseId::ROOT });
        let title = document.title().map_or(String::new(), words::one_line);
        let container = id.map_or_else(|| title.clone(), str::to_owned);
        let around = format!("{} {}", container, title).to_lowercase();
        for (index, clause) in document.clauses().iter().enumerate() {
            let ClauseKind::Division(_) = clause.kind else { continue };
            let clause_id = ClauseId::new(index);
            let name = words::name(document, clause_id).0;
            let own = format!("{} {}", name, document.pinpoint(clause_id)).to_lowercase();
            let number = clause.number.as_ref().map_or(String::new(), |number| number.step().to_lowercase());
            let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
            let fits = |word: &&str| match is_number(word) {
                true => number == **word,
                false => own.contains(*word) || around.contains(*word),
            };
            if words.iter().all(fits) {
                let named = words.iter().filter(|word| number == **word || own.contains(**word)).count();
                let span = division_name(document, clause_id);
                let kind = division_kind(document, clause_id);
                found.push((named, Found { member, name, container: container.clone(), kind, span }));
            }
        }
    }
    found.sort_by_key(|(named, _)| std::cmp::Reverse(*named));
    found.into_iter().map(|(_, found)| found).take(MOST).collect()
}
