; Footnotes and anchors, and what refers to them.

(document) @local.scope

(footnote_label
  (footnote_id) @local.definition)

(footnote_mark
  (footnote_id) @local.reference)

(anchor
  (anchor_id) @local.definition)
