//! What the words before a citation say of it: the clauses cited so far, which "the same Article" goes back
//! to, and the quotation marks that are open. Both are kept as the paragraph is read, so that no citation
//! goes over those before it again.

use super::clause::{ClauseId, ClauseKind};
use super::document::Document;
use crate::citation::{Step, Unit};
use rustc_hash::FxHashMap;

/// The clauses cited so far in a paragraph: of each unit the last one.
#[derive(Debug, Default)]
pub(super) struct Cited {
    /// The last clause of a unit that was cited, or that holds what was cited; nothing for one that is not of
    /// this document.
    divisions: FxHashMap<Unit, Option<ClauseId>>,
    /// The outermost item around the last item that was cited.
    outermost: Option<ClauseId>,
    /// The last item that was cited.
    item: Option<ClauseId>,
}

impl Cited {
    /// Adds a clause that is cited.
    pub(super) fn add(&mut self, document: &Document, id: ClauseId) {
        let around = |id: &ClauseId| document.clause(*id).parent;
        let is_item = |id: &ClauseId| document.clause(*id).kind == ClauseKind::Item;
        if is_item(&id) {
            self.item = Some(id);
            self.outermost = std::iter::successors(Some(id), around).take_while(is_item).last();
        }
        let mut units: Vec<Unit> = Vec::new();
        for id in std::iter::successors(Some(id), around) {
            if let Some(unit) = document.clause(id).unit()
                && !units.contains(&unit)
            {
                units.push(unit);
                self.divisions.insert(unit, Some(id));
            }
        }
    }

    /// Forgets the clauses of the units that are cited of another instrument: which "the same" are then is not
    /// known.
    pub(super) fn add_outside(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Numbered(Unit::Paragraph, _) => self.outermost = None,
                Step::Numbered(Unit::Point, _) | Step::Label(_) => self.item = None,
                Step::Numbered(unit, _) => {
                    self.divisions.insert(*unit, None);
                }
                _ => {}
            }
        }
    }

    /// The clause of a unit that was cited last.
    pub(super) fn last(&self, unit: Unit) -> Option<ClauseId> {
        match unit {
            Unit::Paragraph => self.outermost,
            Unit::Point => self.item,
            unit => self.divisions.get(&unit).copied().flatten(),
        }
    }
}

/// Which parts of a paragraph stand in quotation marks.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    /// Each quotation mark, and whether a quotation is open behind it.
    marks: Vec<(usize, bool)>,
}

impl Quotations {
    pub(super) fn of(text: &str) -> Self {
        let (mut open, mut closed, mut straight) = (0, 0, 0);
        let marks = text.match_indices(['“', '«', '„', '「', '”', '»', '」', '"']).map(|(at, mark)| {
            match mark {
                "\"" => straight += 1,
                "“" | "«" | "„" | "「" => open += 1,
                _ => closed += 1,
            }
            (at, open > closed || straight % 2 == 1)
        });
        Self { marks: marks.collect() }
    }

    /// Whether byte `at` of the text stands in quotation marks.
    pub(super) fn holds(&self, at: usize) -> bool {
        let before = self.marks.partition_point(|(mark, _)| *mark < at);
        before.checked_sub(1).and_then(|last| self.marks.get(last)).is_some_and(|(_, open)| *open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Defaults, Format};

    #[test]
    fn what_is_quoted_is_what_counting_from_the_start_says() {
        let text = "a “b „c” d” e \"f “g\" h” «i» 」「j” k";
        let quotations = Quotations::of(text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let front = text.get(..at).unwrap_or_default();
            let open = front.matches(['“', '«', '„', '「']).count();
            let closed = front.matches(['”', '»', '」']).count();
            let expected = open > closed || front.matches('"').count() % 2 == 1;
            assert_eq!(quotations.holds(at), expected, "{front:?}");
        }
        assert_eq!(quotations.marks.len(), 13);
    }

    #[test]
    fn of_each_unit_the_clause_cited_last_is_kept_and_no_more() {
        let text =
            "# Treaty\n\n## Part I\n\n### Article 1\n\n1. One:\n\n(a) two.\n\n### Article 2\n\nThree.\n";
        let document = Document::new(text, Format::Treaty, &Defaults::default());
        let ids: Vec<ClauseId> = (0..document.clauses().len()).map(|index| ClauseId(index as u32)).collect();
        let at = |pinpoint: &str| {
            ids.iter().copied().find(|id| document.pinpoint(*id) == pinpoint).expect("there is such a clause")
        };
        let mut cited = Cited::default();
        assert_eq!(cited.last(Unit::Article), None);
        for _ in 0..1000 {
            cited.add(&document, at("1(1)(a)"));
            cited.add(&document, at("2"));
        }
        assert_eq!(cited.last(Unit::Article), Some(at("2")));
        assert_eq!(cited.last(Unit::Paragraph), Some(at("1(1)")));
        assert_eq!(cited.last(Unit::Point), Some(at("1(1)(a)")));
        assert_eq!(cited.last(Unit::Annex), None);
        assert_eq!(cited.divisions.len(), 2);
    }
}
