/**
 * @file The treaty markup for tree-sitter: `grammar/SPEC.md` is what it follows.
 *
 * Which block a line belongs to, and whether a bracket or a star begins a mark, is decided by looking ahead on the
 * line, as the specification does; `src/scanner.c` decides it and hands out tokens. So no two rules here ever
 * compete: every text has one tree, without an error in it.
 *
 * A token that says what comes is empty; `_taken` then takes the characters that the scanner has counted.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** @param {GrammarSymbols<string>} $ @param {number[]} levels */
const sections = ($, levels) => choice(...levels.map(level => alias($[`_section_${level}`], $.section)));

/** @type {Record<string, ($: GrammarSymbols<string>) => RuleOrLiteral>} */
const headings = {};
for (const level of LEVELS) {
  const deeper = LEVELS.filter(other => other > level);
  headings[`_section_${level}`] = $ => prec.right(seq(
    alias($[`_heading_${level}`], $.heading),
    repeat($._block),
    ...(deeper.length > 0 ? [repeat(sections($, deeper))] : []),
  ));
  headings[`_heading_${level}`] = $ => seq($[`_heading_start_${level}`], $._heading_line);
}

module.exports = grammar({
  name: 'treaty',

  extras: _ => [],

  // In the order of `enum Token` in src/scanner.c.
  externals: $ => [
    // What a line begins.
    $._heading_start_1,
    $._heading_start_2,
    $._heading_start_3,
    $._heading_start_4,
    $._heading_start_5,
    $._heading_start_6,
    $._heading_start_7,
    $._heading_start_8,
    $._heading_start_9,
    $._declaration_start,
    $._gloss_start,
    $._headed_gloss_start,
    $._footnote_start,
    $._row_start,
    $._delimiter_row_start,
    $._verbatim_start,
    $._quote_open_start,
    $._quote_close_start,
    $._comment_start,
    $._paragraph_start,
    $._item_start,
    $.blank,
    // What a line goes on with.
    $._attribute_start,
    $._malformed_attribute_start,
    $._gloss_line,
    $._footnote_line,
    $._footnote_resumed,
    $._text_line,
    $._verbatim_text,
    $._verbatim_blank,
    $._verbatim_end,
    // Inside a line.
    $._taken,
    $._gap,
    $._rest,
    $._newline,
    $._more_markers,
    $._item_text,
    $.gloss_argument,
    // Marks.
    $._text,
    $.escape,
    $.line_break,
    $._anchor_open,
    $.anchor_id,
    $._bar,
    $._footnote_open,
    $.footnote_id,
    $._link_open,
    $._span_open,
    $._label_start,
    $._label_end,
    $.target,
    $._emphasis_open,
    $._emphasis_close,
    $._strong_open,
    $._strong_close,
    // Never part of a rule: valid only while the parser mends an error.
    $._error,
  ],

  rules: {
    document: $ => seq(repeat($._block), repeat(sections($, LEVELS))),

    ...headings,

    _heading_line: $ => seq(
      alias($._taken, $.heading_marker),
      $._gap,
      repeat($._inline),
      optional(seq($.anchor, $._gap)),
      $._newline,
    ),

    anchor: $ => seq(alias($._anchor_open, '{'), '#', $.anchor_id, '}'),

    _block: $ => choice($._plain_block, $.quoted_block, $.quote_close),

    _plain_block: $ => choice(
      $.blank,
      $.declaration,
      $.gloss,
      $.footnote,
      $.table,
      $.verbatim,
      $.comment,
      $.paragraph,
      $.item,
    ),

    // Up to its closing line, the next opening line, the next heading or the end.
    quoted_block: $ => prec.right(seq($.quote_open, repeat($._plain_block), optional($.quote_close))),

    quote_open: $ => seq(
      $._quote_open_start,
      alias($._taken, $.quote_marker),
      $._gap,
      alias($._rest, $.quote_target),
      $._gap,
      $._newline,
    ),

    quote_close: $ => seq($._quote_close_start, alias($._taken, $.quote_marker), $._gap, $._newline),

    declaration: $ => seq(
      $._declaration_start,
      alias($._taken, $.directive),
      $._gap,
      optional(seq(alias($._rest, $.argument), $._gap)),
      $._newline,
      repeat(seq(choice($.attribute, $.malformed_attribute), $._newline)),
    ),

    attribute: $ => seq(
      $._attribute_start,
      $._gap,
      alias($._taken, $.key),
      ':',
      $._gap,
      optional(seq(alias($._rest, $.value), $._gap)),
    ),

    malformed_attribute: $ => seq($._malformed_attribute_start, $._taken),

    gloss: $ => seq(
      choice(
        seq($._gloss_start, alias($._taken, $.gloss_marker), $._gap),
        seq($._headed_gloss_start, alias($._taken, $.gloss_marker), $._gap, $.gloss_head, $._gap),
      ),
      $._line,
      repeat(seq($._gloss_line, alias($._taken, $.gloss_marker), $._gap, $._line)),
    ),

    gloss_head: $ => seq('[', $.gloss_kind, repeat(choice($._space, $.gloss_argument)), ']'),

    gloss_kind: _ => /[a-z-]+/,

    _space: _ => /[ \t]+/,

    footnote: $ => seq(
      $._footnote_start,
      $.footnote_label,
      $._gap,
      $._line,
      repeat(choice(seq($._footnote_line, $._taken, $._line), seq($._footnote_resumed, $._line))),
    ),

    footnote_label: $ => seq(alias($._taken, '['), '^', $.footnote_id, ']:'),

    table: $ => prec.right(repeat1(seq(choice($.row, $.delimiter_row), $._newline))),

    row: $ => seq($._row_start, $._cells),

    delimiter_row: $ => seq($._delimiter_row_start, $._cells),

    _cells: $ => repeat1(seq(alias($._bar, '|'), optional($.cell))),

    cell: $ => repeat1(choice($.text, $._mark)),

    verbatim: $ => seq(
      $._verbatim_start,
      alias($._taken, $.fence),
      $._newline,
      repeat(choice(seq($._verbatim_text, alias($._taken, $.verbatim_line), $._newline), $._verbatim_blank)),
      optional(seq($._verbatim_end, alias($._taken, $.fence), $._newline)),
    ),

    comment: $ => seq($._comment_start, alias($._taken, $.comment_text), $._newline),

    paragraph: $ => seq($._paragraph_start, $._taken, $._line, repeat(seq($._text_line, $._taken, $._line))),

    item: $ => seq(
      $._item_start,
      $._taken,
      alias($._taken, $.marker),
      repeat(seq($._more_markers, $._taken, alias($._taken, $.marker))),
      $._item_text,
      $._taken,
      $._line,
      repeat(seq($._text_line, $._taken, $._line)),
    ),

    _line: $ => seq(repeat($._inline), $._newline),

    _inline: $ => choice($.text, $._mark, $.line_break),

    _mark: $ => choice($.footnote_mark, $.link, $.language_span, $._label_mark),

    // The marks that a label may hold.
    _label_mark: $ => choice($.escape, $.emphasis, $.strong),

    text: $ => prec.right(repeat1($._text)),

    footnote_mark: $ => seq(alias($._footnote_open, '['), '^', $.footnote_id, ']'),

    link: $ => seq(alias($._link_open, '['), $.label, alias($._label_end, ']('), $.target, ')'),

    language_span: $ => seq(
      alias($._span_open, '['),
      $.label,
      alias($._label_end, ']{'),
      $.language_tag,
      '}',
    ),

    label: $ => seq($._label_start, repeat(choice($.text, $._label_mark))),

    language_tag: _ => /[a-z]{2,3}(-[A-Za-z0-9]{1,8})*/,

    // The scanner lets emphasis open only before its content; `repeat` tells it that the closing stars may come.
    emphasis: $ => seq(
      alias($._emphasis_open, '*'),
      repeat(choice($.text, $.escape)),
      alias($._emphasis_close, '*'),
    ),

    strong: $ => seq(
      alias($._strong_open, '**'),
      repeat(choice($.text, $.escape)),
      alias($._strong_close, '**'),
    ),
  },
});
