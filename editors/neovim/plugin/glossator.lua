-- Starts the language server in every treaty that is opened.

if vim.g.loaded_glossator then
  return
end
vim.g.loaded_glossator = 1

if vim.fn.has('nvim-0.11') == 1 then
  vim.lsp.enable('glossator')
else
  vim.notify_once('Glossator needs Neovim 0.11 or later', vim.log.levels.WARN)
end
