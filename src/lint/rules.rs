//! The table of all rules, in the order in which they are listed.

mod bidi_control;
mod compatibility_form;
mod confusable_character;
mod control_character;
mod denormalized_text;
mod digit_for_letter;
mod invalid_utf8;
mod invisible_character;
mod mojibake;
mod stray_glyph;
mod unlikely_letter;
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
];
