//! The rule `duplicate-treaty`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, Within, glyphs};
use crate::model::workspace::normal;
use crate::model::{Document, MemberId};

declare_rule! {
    /// Finds one `@treaty` id for two treaties that are not versions of each other in two languages.
    ///
    /// ## Why
    ///
    /// Other files cite a treaty by its id; with two of them nobody can tell which is meant. Versions of one
    /// treaty share the id: name each in the other with `@parallel`.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @treaty peace
    ///
    /// # Treaty of Peace
    ///
    /// ## Article 1
    ///
    /// There is peace.
    ///
    /// ## Annex I Agreement on Consultations
    ///
    /// @treaty peace
    ///
    /// ### Article 1
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @treaty peace
    ///
    /// # Treaty of Peace
    ///
    /// ## Article 1
    ///
    /// There is peace.
    ///
    /// ## Annex I Agreement on Consultations
    ///
    /// @treaty consultations
    ///
    /// ### Article 1
    ///
    /// The Parties consult.
    /// ```
    DUPLICATE_TREATY {
        name: "duplicate-treaty",
        group: Markup,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let declared = &document.declarations().treaties;
    for (index, id) in declared.iter().enumerate() {
        let clause = document.treaty_of(id.place.block);
        let same = |other: &&crate::model::declaration::Declared| other.text == id.text;
        let mut before = declared.get(..index).unwrap_or_default().iter();
        let twice = before.rfind(same).map(|other| document.treaty_of(other.place.block));
        let message = match twice {
            Some(first) if first != clause => {
                format!("the id `{}` is that of another treaty in this file: choose another", id.text)
            }
            Some(_) => format!("the id `{}` is given twice: take one out", id.text),
            None => match subject.within.and_then(|within| other_file(document, within, &id.text)) {
                Some(file) => format!(
                    "the id `{}` is that of {} too: choose another, or name that file in an @parallel if both are one treaty",
                    id.text,
                    glyphs::quoted(&file)
                ),
                None => continue,
            },
        };
        report.at(id.place, message);
    }
}

/// The name of a file that has the id too and is no other version of the document.
fn other_file(document: &Document, within: Within<'_>, id: &str) -> Option<String> {
    let workspace = within.workspace;
    let other = workspace.treaties(id).iter().map(|treaty| treaty.member).find(|other| {
        *other != within.member
            && !names(document, within, within.member, *other)
            && !names(&workspace.member(*other).document, within, *other, within.member)
    })?;
    let path = workspace.member(other).path.as_ref()?;
    Some(path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
}

/// Whether a document names a file as another version of it.
fn names(document: &Document, within: Within<'_>, own: MemberId, other: MemberId) -> bool {
    let own = within.workspace.member(own).path.as_deref();
    let Some(folder) = own.and_then(|path| path.parent()) else { return false };
    let parallels = document.declarations().parallels.iter();
    let mut named = parallels.map(|pair| normal(&folder.join(&pair.value.text)));
    named.any(|path| within.workspace.at_path(&path) == Some(other))
}
