-- What `:checkhealth glossator` reports: whether Neovim is new enough, and whether the program is there and runs.

local M = {}

local health = vim.health

local INSTALL = {
  'Build it with `cargo build --release`, and put target/release/glossator into a folder of $PATH',
  "Or name it: `vim.lsp.config('glossator', { cmd = { '/path/to/glossator', 'server' } })`",
}

--- Where a program would be looked for.
---@param program string
---@return string[]
local function places(program)
  if program:find('[/\\]') then
    return { program }
  end
  local separator = vim.fn.has('win32') == 1 and ';' or ':'
  return vim
    .iter(vim.split(vim.env.PATH or '', separator, { plain = true, trimempty = true }))
    :map(function(folder)
      return vim.fs.joinpath(folder, program)
    end)
    :totable()
end

--- The path of a program that can be run; it reports why there is none.
---@param program string
---@return string?
local function executable(program)
  local path = vim.fn.exepath(program)
  if path ~= '' then
    return path
  end
  for _, place in ipairs(places(program)) do
    local found = vim.uv.fs_stat(place)
    if found and found.type == 'file' then
      health.error(('`%s` is not executable'):format(place), { ('Run `chmod +x %s`'):format(place) })
      return nil
    end
  end
  health.error(('`%s` was not found'):format(program), INSTALL)
end

--- Runs the program for its version.
---@param path string
local function version(path)
  local started, process = pcall(vim.system, { path, '--version' }, { text = true })
  if not started then
    health.error(('`%s` cannot be run: %s'):format(path, process), INSTALL)
    return
  end
  local done = process:wait(5000)
  local said = vim.trim(done.stdout or '')
  if done.code ~= 0 then
    health.error(('`%s --version` ended with %d'):format(path, done.code), INSTALL)
  elseif not said:find('^glossator %d') then
    health.error(('`%s` is another program: its version is “%s”'):format(path, said), INSTALL)
  else
    health.ok(('%s, `%s`'):format(said, path))
  end
end

--- The program that the server is started with.
local function command()
  local config = vim.lsp.config.glossator
  local cmd = config and config.cmd
  if type(cmd) == 'function' then
    health.info('`cmd` is a function; what it starts is not looked at')
  elseif type(cmd) ~= 'table' or type(cmd[1]) ~= 'string' then
    health.error('The server has no `cmd`', { 'Put the whole plugin folder on the runtime path' })
  else
    local path = executable(cmd[1])
    if path then
      version(path)
    end
  end
end

--- Which buffers the server looks after.
local function clients()
  -- The first versions of Neovim 0.11 cannot be asked.
  if vim.lsp.is_enabled and not vim.lsp.is_enabled('glossator') then
    health.warn('The server is not enabled', { "Call `vim.lsp.enable('glossator')`" })
    return
  end
  local running = vim.lsp.get_clients({ name = 'glossator' })
  if #running == 0 then
    health.info('The server is not running; it starts with the first treaty')
  end
  for _, client in ipairs(running) do
    local buffers = vim.tbl_count(client.attached_buffers)
    health.ok(('The server is running for `%s`, open files: %d'):format(client.root_dir or 'no folder', buffers))
  end
end

function M.check()
  health.start('Glossator')
  if vim.fn.has('nvim-0.11') == 0 then
    health.error('Neovim is older than 0.11', { 'Update Neovim' })
    return
  end
  local neovim = vim.version()
  health.ok(('Neovim %d.%d.%d'):format(neovim.major, neovim.minor, neovim.patch))
  if vim.filetype.match({ filename = 'a.treaty' }) ~= 'treaty' then
    health.error('`*.treaty` has another file type', { 'Put the whole plugin folder on the runtime path' })
  end
  command()
  clients()
end

return M
