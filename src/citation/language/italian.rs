//! Italian.

use super::Language;
use crate::citation::Unit;

pub(super) const TABLE: Language = Language {
    tag: "it",
    unspaced: false,
    units: &[
        (Unit::Preamble, &["preambolo"]),
        (Unit::Part, &["parte", "parti"]),
        (Unit::Title, &["titolo", "titoli"]),
        (Unit::Chapter, &["capo", "capi", "capitolo", "capitoli"]),
        (Unit::Section, &["sezione", "sezioni"]),
        (Unit::Subsection, &["sottosezione", "sottosezioni"]),
        (Unit::Article, &["articolo", "articoli", "art.", "artt."]),
        (Unit::Rule, &["regola", "regole"]),
        (Unit::Regulation, &["regolamento", "regolamenti"]),
        (Unit::Recital, &["considerando"]),
        (Unit::Annex, &["allegato", "allegati"]),
        (Unit::Appendix, &["appendice", "appendici"]),
        (Unit::Protocol, &["protocollo", "protocolli"]),
        (Unit::Agreement, &["accordo", "accordi"]),
        (Unit::Understanding, &["intesa", "intese"]),
        (Unit::Decision, &["decisione", "decisioni"]),
        (Unit::Declaration, &["dichiarazione", "dichiarazioni"]),
        (Unit::Note, &["nota", "note"]),
        (Unit::List, &["elenco", "elenchi"]),
        (Unit::Paragraph, &["paragrafo", "paragrafi", "comma", "commi", "par."]),
        (Unit::Point, &["lettera", "lettere", "punto", "punti"]),
        (Unit::Indent, &["trattino", "trattini"]),
        (Unit::Sentence, &["frase", "frasi", "periodo"]),
    ],
    ordinals: &[
        &["primo", "prima", "unico"],
        &["secondo", "seconda"],
        &["terzo", "terza"],
        &["quarto", "quarta"],
        &["quinto", "quinta"],
        &["sesto", "sesta"],
        &["settimo", "settima"],
        &["ottavo", "ottava"],
        &["nono", "nona"],
        &["decimo", "decima"],
    ],
    cardinals: &["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"],
    formulas: &[
        "convenuto quanto segue",
        "convengono quanto segue",
        "hanno convenuto le disposizioni seguenti",
    ],
    testimonia: &["in fede di che", "fatto a ", "fatto in "],
    about: &["nota all'", "nota all’", "ad"],
};
