; What holds another language.

((comment_text) @injection.content
  (#set! injection.language "comment"))

; A formula.
((verbatim
  .
  (fence) @_fence
  (verbatim_line) @injection.content)
  (#match? @_fence "^```(math|latex|tex)$")
  (#set! injection.language "latex")
  (#set! injection.combined))
