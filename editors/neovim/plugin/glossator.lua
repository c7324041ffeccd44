-- Starts the language server in every treaty that is opened.

if vim.g.loaded_glossator then
  return
end
vim.g.loaded_glossator = 1

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify_once('Glossator needs Neovim 0.11 or later', vim.log.levels.WARN)
  return
end

vim.lsp.enable('glossator')

-- Neovim passes over a server whose program is missing without a word.
vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('glossator', {}),
  pattern = 'treaty',
  desc = 'Tell once that the program is missing',
  callback = function(event)
    -- The first versions of Neovim 0.11 cannot say what is enabled.
    local off = vim.lsp.is_enabled and not vim.lsp.is_enabled('glossator')
    local config = vim.lsp.config.glossator
    local cmd = config and config.cmd
    if off or vim.bo[event.buf].buftype ~= '' or type(cmd) ~= 'table' or vim.fn.executable(cmd[1]) == 1 then
      return
    end
    local message = ('Glossator: `%s` cannot be run; `:checkhealth glossator` says more'):format(cmd[1])
    vim.notify_once(message, vim.log.levels.WARN)
  end,
})
