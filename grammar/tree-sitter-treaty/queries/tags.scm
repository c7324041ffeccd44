; What has a name by which it is found.

(heading
  .
  (heading_marker)
  .
  (text) @name) @definition.section

(anchor
  (anchor_id) @name) @definition.anchor

((declaration
  (argument) @name) @definition.constant
  (#match? @definition.constant "^@(treaty|party|actor|instrument|term)[ \t]"))

(footnote_label
  (footnote_id) @name) @definition.footnote

(footnote_mark
  (footnote_id) @name) @reference.footnote

(link
  (target) @name) @reference.link

(quote_open
  (quote_target) @name) @reference.quote
