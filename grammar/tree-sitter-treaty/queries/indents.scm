; indents
