; What can be folded.
[
  (section)
  (quoted_block)
  (declaration)
  (gloss)
  (footnote)
  (table)
  (verbatim)
] @fold
