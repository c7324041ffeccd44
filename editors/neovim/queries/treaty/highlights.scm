; What is coloured how, in the names that Neovim uses and other editors know.

; Headings

((heading
  (heading_marker) @_level) @markup.heading.1
  (#eq? @_level "#"))

((heading
  (heading_marker) @_level) @markup.heading.2
  (#eq? @_level "##"))

((heading
  (heading_marker) @_level) @markup.heading.3
  (#eq? @_level "###"))

((heading
  (heading_marker) @_level) @markup.heading.4
  (#eq? @_level "####"))

((heading
  (heading_marker) @_level) @markup.heading.5
  (#eq? @_level "#####"))

((heading
  (heading_marker) @_level) @markup.heading.6
  (#match? @_level "^######"))

(heading_marker) @punctuation.special

(anchor) @label

; Declarations

(directive) @keyword.directive

(argument) @string

(key) @property

(value) @string

(attribute
  ":" @punctuation.delimiter)

(malformed_attribute) @comment.error

; Glosses

(gloss) @markup.quote

(gloss_marker) @punctuation.special

(gloss_head
  [
    "["
    "]"
  ] @punctuation.bracket)

(gloss_kind) @keyword

(gloss_argument) @attribute

; Footnotes

(footnote_label) @markup.link.label

(footnote_mark) @markup.link.label

; Tables

(row
  "|" @punctuation.delimiter)

(delimiter_row) @punctuation.delimiter

; Verbatim text

(verbatim_line) @markup.raw.block

(fence) @punctuation.special

; Quoted blocks

(quote_marker) @punctuation.special

(quote_target) @markup.link.url

; Comments

(comment_text) @comment @spell

; Paragraphs and items

(marker) @markup.list

(text) @spell

; Marks

(escape) @string.escape

(line_break) @string.escape

(emphasis) @markup.italic

(strong) @markup.strong

(emphasis
  "*" @punctuation.delimiter)

(strong
  "**" @punctuation.delimiter)

(link
  (label) @markup.link.label)

(target) @markup.link.url

(language_span
  (label) @nospell)

(language_tag) @constant

(link
  [
    "["
    "]("
    ")"
  ] @punctuation.bracket)

(language_span
  [
    "["
    "]{"
    "}"
  ] @punctuation.bracket)
