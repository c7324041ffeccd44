//! `glossator show`.

use super::Failure;
use super::args::{OutlineFormat, Show};
use super::citations::{self, Row};
use super::corpus::{Clauses, Corpus};
use super::report::write_json;
use super::terminal::safe;
use crate::ide::words;
use crate::model::declaration::Party;
use crate::model::{ClauseId, Named};
use serde::Serialize;
use std::io::{self, Write};

/// A clause as it is shown. Its keys are promised stable.
#[derive(Serialize)]
struct ClauseView {
    file: String,
    pinpoint: String,
    heading: String,
    at: String,
    words: Vec<String>,
    glosses: Vec<GlossView>,
}

#[derive(Serialize)]
struct GlossView {
    kind: String,
    at: String,
    words: String,
}

#[derive(Serialize)]
struct ClausesView {
    clauses: Vec<ClauseView>,
    cited_by: Vec<Row>,
}

/// A party as it is shown. Its keys are promised stable.
#[derive(Serialize)]
struct PartyView {
    file: String,
    id: String,
    names: Vec<String>,
    mentions: Vec<MentionView>,
}

#[derive(Serialize)]
struct MentionView {
    at: String,
    pinpoint: String,
    words: String,
}

/// Shows what a target is.
pub(super) fn run(arguments: &Show) -> Result<u8, Failure> {
    let corpus = Corpus::read(&arguments.paths)?;
    let mut out = anstream::stdout().lock();
    if let Some(id) = arguments.target.strip_prefix('@') {
        let parties = parties(&corpus, id)?;
        match arguments.format {
            OutlineFormat::Json => write_json(&mut out, &parties)?,
            OutlineFormat::Text => parties.iter().try_for_each(|party| write_party(&mut out, party))?,
        }
    } else {
        let wanted = corpus.clauses(&arguments.target)?;
        let clauses = wanted.iter().flat_map(|range| views(&corpus, *range)).collect();
        let view = ClausesView { clauses, cited_by: citations::rows(&corpus, Some(&wanted)) };
        match arguments.format {
            OutlineFormat::Json => write_json(&mut out, &view)?,
            OutlineFormat::Text => write_clauses(&mut out, &view)?,
        }
    }
    out.flush()?;
    Ok(corpus.finish())
}

fn views(corpus: &Corpus, (member, first, last): Clauses) -> Vec<ClauseView> {
    let document = &corpus.workspace.member(member).document;
    let ranged = crate::ide::definition::range(document, first, last);
    let view = |id: ClauseId| {
        let glosses = document.glosses().iter().filter(|gloss| gloss.is_about(document, id));
        ClauseView {
            file: corpus.name(member),
            pinpoint: document.pinpoint(id),
            heading: words::name(document, id).0,
            at: corpus.at(member, document.clause(id).name),
            words: words::all_of_clause(document, id),
            glosses: glosses
                .map(|gloss| GlossView {
                    kind: gloss.kind_name().to_owned(),
                    at: corpus.at(member, crate::model::gloss::body(document, gloss)),
                    words: words::of_gloss(document, gloss, usize::MAX),
                })
                .collect(),
        }
    };
    ranged.into_iter().map(view).collect()
}

fn write_clauses(out: &mut dyn Write, view: &ClausesView) -> io::Result<()> {
    for clause in &view.clauses {
        let pinpoint =
            if clause.pinpoint.is_empty() { String::new() } else { format!("  #{}", clause.pinpoint) };
        writeln!(out, "{}{}  {}", safe(&clause.heading), safe(&pinpoint), clause.at)?;
        writeln!(out)?;
        for line in &clause.words {
            writeln!(out, "    {}", safe(line))?;
        }
        writeln!(out)?;
        for gloss in &clause.glosses {
            writeln!(out, "  > [{}] {}  {}", safe(&gloss.kind), safe(&gloss.words), gloss.at)?;
        }
    }
    let count = view.cited_by.len();
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    writeln!(out, "{}", if count == 0 { "Not cited.".to_owned() } else { format!("Cited {times}:") })?;
    view.cited_by.iter().try_for_each(|row| {
        write!(out, "  ")?;
        citations::write_text(out, row)
    })
}

/// A party in each file that declares it.
fn parties(corpus: &Corpus, id: &str) -> Result<Vec<PartyView>, Failure> {
    let mut found = Vec::new();
    for member in corpus.named() {
        let document = &corpus.workspace.member(member).document;
        let parties = document.declarations().parties.iter().enumerate();
        for (index, party) in parties.filter(|(_, party)| party.id.text == id) {
            let is_meant = |named: Named| matches!(named, Named::Party(other, _) if other == index);
            let mentions = document.mentions().iter().filter(|mention| is_meant(mention.named));
            let mentions = mentions.map(|mention| MentionView {
                at: corpus.at(member, mention.place),
                pinpoint: document.pinpoint(document.clause_at(mention.place.start())),
                words: words::one_line(document.words(mention.place)),
            });
            let mentions = mentions.collect();
            found.push(PartyView {
                file: corpus.name(member),
                id: id.to_owned(),
                names: names(party),
                mentions,
            });
        }
    }
    if found.is_empty() {
        return Err(Failure::Message(format!(
            "no file declares a party or actor `@{}`; `@party` and `@actor` lines name the ids",
            safe(id)
        )));
    }
    Ok(found)
}

fn names(party: &Party) -> Vec<String> {
    party.names.iter().map(|name| name.text.clone()).collect()
}

fn write_party(out: &mut dyn Write, party: &PartyView) -> io::Result<()> {
    let names = party.names.iter().map(|name| safe(name)).collect::<Vec<_>>().join("; ");
    writeln!(out, "@{}: {names}  {}", safe(&party.id), safe(&party.file))?;
    for mention in &party.mentions {
        let clause =
            if mention.pinpoint.is_empty() { "the document".to_owned() } else { safe(&mention.pinpoint) };
        writeln!(out, "  {}: {clause}: “{}”", mention.at, safe(&mention.words))?;
    }
    Ok(())
}
