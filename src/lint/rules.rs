//! The table of all rules, in the order in which they are listed.

mod alias_conflict;
mod ambiguous_citation;
mod bidi_control;
mod broken_link;
mod compatibility_form;
mod conflict_marker;
mod confusable_character;
mod control_character;
mod denormalized_text;
mod digit_for_letter;
mod duplicate_anchor;
mod duplicate_declaration;
mod duplicate_footnote;
mod duplicate_number;
mod duplicate_term;
mod duplicate_treaty;
mod empty_division;
mod heading_level_jump;
mod impossible_date;
mod inconsistent_term;
mod instrument_not_found;
mod invalid_utf8;
mod invisible_character;
mod malformed_citation;
mod malformed_declaration;
mod mismatched_quotes;
mod mojibake;
mod number_gap;
mod number_order;
mod open_query;
mod reversed_range;
mod stray_glyph;
mod stray_markup;
mod unattached_gloss;
mod unclosed_quote_block;
mod undefined_footnote;
mod unjoined_caption;
mod unknown_declaration;
mod unknown_gloss_kind;
mod unknown_instrument;
mod unknown_party;
mod unknown_suppression;
mod unlikely_letter;
mod unmarked_heading;
mod unresolved_citation;
mod unused_footnote;
mod unused_party;
mod unused_suppression;
mod unused_term;
mod unusual_space;

use super::Rule;

/// All rules.
pub const RULES: &[&Rule] = &[
    &stray_glyph::STRAY_GLYPH,
    &confusable_character::CONFUSABLE_CHARACTER,
    &compatibility_form::COMPATIBILITY_FORM,
    &invisible_character::INVISIBLE_CHARACTER,
    &bidi_control::BIDI_CONTROL,
    &control_character::CONTROL_CHARACTER,
    &mojibake::MOJIBAKE,
    &unusual_space::UNUSUAL_SPACE,
    &denormalized_text::DENORMALIZED_TEXT,
    &unlikely_letter::UNLIKELY_LETTER,
    &digit_for_letter::DIGIT_FOR_LETTER,
    &invalid_utf8::INVALID_UTF8,
    &mismatched_quotes::MISMATCHED_QUOTES,
    &unmarked_heading::UNMARKED_HEADING,
    &duplicate_number::DUPLICATE_NUMBER,
    &unjoined_caption::UNJOINED_CAPTION,
    &number_gap::NUMBER_GAP,
    &number_order::NUMBER_ORDER,
    &heading_level_jump::HEADING_LEVEL_JUMP,
    &empty_division::EMPTY_DIVISION,
    &duplicate_anchor::DUPLICATE_ANCHOR,
    &unresolved_citation::UNRESOLVED_CITATION,
    &malformed_citation::MALFORMED_CITATION,
    &reversed_range::REVERSED_RANGE,
    &ambiguous_citation::AMBIGUOUS_CITATION,
    &broken_link::BROKEN_LINK,
    &unknown_instrument::UNKNOWN_INSTRUMENT,
    &instrument_not_found::INSTRUMENT_NOT_FOUND,
    &unused_party::UNUSED_PARTY,
    &alias_conflict::ALIAS_CONFLICT,
    &unknown_party::UNKNOWN_PARTY,
    &unused_term::UNUSED_TERM,
    &duplicate_term::DUPLICATE_TERM,
    &inconsistent_term::INCONSISTENT_TERM,
    &unattached_gloss::UNATTACHED_GLOSS,
    &unknown_gloss_kind::UNKNOWN_GLOSS_KIND,
    &open_query::OPEN_QUERY,
    &undefined_footnote::UNDEFINED_FOOTNOTE,
    &unused_footnote::UNUSED_FOOTNOTE,
    &duplicate_footnote::DUPLICATE_FOOTNOTE,
    &impossible_date::IMPOSSIBLE_DATE,
    &unknown_declaration::UNKNOWN_DECLARATION,
    &malformed_declaration::MALFORMED_DECLARATION,
    &duplicate_declaration::DUPLICATE_DECLARATION,
    &duplicate_treaty::DUPLICATE_TREATY,
    &unclosed_quote_block::UNCLOSED_QUOTE_BLOCK,
    &stray_markup::STRAY_MARKUP,
    &conflict_marker::CONFLICT_MARKER,
    &unknown_suppression::UNKNOWN_SUPPRESSION,
    &unused_suppression::UNUSED_SUPPRESSION,
];
