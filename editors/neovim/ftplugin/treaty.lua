-- Options of a buffer that holds a treaty.

if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

local buffer = vim.bo
buffer.commentstring = '%% %s'
-- `>` opens a gloss, `>>` a reply to it; `%%` needs a blank after it.
buffer.comments = 'n:>,b:%%'

-- The words of a treaty are not wrapped while they are typed: a line that happens to begin with a number or with
-- `(a)` could become an item. Glosses and comments are, where 'textwidth' is set, and Enter goes on with their mark.
vim.opt_local.formatoptions:remove({ 't', 'a', 'w' })
vim.opt_local.formatoptions:append('crqnlj')
-- What `gq` takes for an item: `1.`, `1)`, `(a)`, `a)`, `2.1.`, or a dash.
buffer.formatlistpat = [[^\s*\%((\w\{1,5})\|\w\{1,5})\|\d\+\%(\.\d\+\)*[.)]\|[–—•-]\)\s\+]]

-- Nothing is folded until the reader asks for it with `zi`.
vim.wo[0][0].foldenable = false

-- Colours, where the parser for tree-sitter is installed; the server needs none.
local loaded, added = pcall(vim.treesitter.language.add, 'treaty')
local highlighted = loaded and added
if highlighted then
  vim.treesitter.start()
end

vim.b.undo_ftplugin = 'setlocal commentstring< comments< formatoptions< formatlistpat< foldenable<'
if highlighted then
  vim.b.undo_ftplugin = vim.b.undo_ftplugin .. ' | lua vim.treesitter.stop()'
end
