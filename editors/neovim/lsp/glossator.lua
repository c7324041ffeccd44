-- How the language server is started; `vim.lsp.config('glossator', { … })` in a configuration overrides it.

---@type vim.lsp.Config
return {
  cmd = { 'glossator', 'server' },
  filetypes = { 'treaty' },
  -- In this order: the settings of the checker decide before the repository does.
  root_markers = { 'glossator.toml', '.git' },
}
