; What a new line is indented by: below an attribute another one follows.

(declaration
  (attribute)) @indent.begin

(verbatim) @indent.ignore
