-- What a writer sees in Neovim, asked of Neovim itself; `neovim.sh` installs the plugin and runs this.

local SAMPLE = assert(vim.env.SAMPLE, 'SAMPLE names an empty folder')
local FROM_PACKAGE = vim.env.WAY == 'package'

-- U+A9C3 in line 8, U+0430 in line 13.
local FRIENDSHIP = {
  '@treaty friendship',
  '@title Treaty of Friendship',
  '@party ar: Republic of Arcadia; Arcadia',
  '@party bo: Kingdom of Borduria; Borduria',
  '',
  '# Treaty of Friendship',
  '',
  'The Republic of Arcadia a\u{A9C3}nd the Kingdom of Borduria have agreed as follows:',
  '',
  '## Article 1. Consultations',
  '',
  '1. The Parties shall consult each other.',
  '2. Each P\u{430}rty shall bear its own costs:',
  '',
  '   (a) of travel;',
  '   (b) of interpretation.',
  '',
  '## Article 2. Costs',
  '',
  'Costs are borne under Article 1(2)(b).',
  '',
  '%% To be compared with the signed copy.',
  '> [note] See Article 1.',
}

-- U+A9C3 in line 5, behind letters that take more bytes than columns.
local PROTOCOL = {
  '# Protocol',
  '',
  '## Article 1. Languages',
  '',
  '“Naïve” texts in Arcadian a\u{A9C3}nd Bordurian are equally authentic.',
  '',
  '## Article 2. Annexes',
  '',
  'Article 1 applies to the annexes.',
}

local tests = 0

--- Runs a test; what fails ends all of them.
local function test(name, body)
  local passed, fault = xpcall(body, debug.traceback)
  if not passed then
    io.stderr:write(('not ok %s\n%s\n'):format(name, fault))
    vim.cmd.cquit()
  end
  tests = tests + 1
end

local function equal(found, wanted)
  if not vim.deep_equal(found, wanted) then
    error(('found %s\nwanted %s'):format(vim.inspect(found), vim.inspect(wanted)), 2)
  end
end

--- Waits until something holds.
local function eventually(what, holds)
  if not vim.wait(10000, holds, 5) then
    error('this never came: ' .. what, 2)
  end
end

local function write(name, lines)
  local path = vim.fs.joinpath(SAMPLE, name)
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  vim.fn.writefile(lines, path)
  return path
end

--- The findings of the buffer, those further up first.
local function findings()
  return vim
    .iter(vim.diagnostic.get(0))
    :map(function(found)
      return {
        from = { found.lnum, found.col },
        to = { found.end_lnum, found.end_col },
        severity = vim.diagnostic.severity[found.severity],
        code = found.code,
        source = found.source,
        message = found.message,
      }
    end)
    :totable()
end

local function await_findings(count)
  eventually(count .. ' findings', function()
    return #vim.diagnostic.get(0) == count
  end)
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, true)[1]
end

local function client()
  return assert(vim.lsp.get_clients({ bufnr = 0, name = 'glossator' })[1], 'no server for this buffer')
end

--- The lines of the window that a hover at the cursor opens.
local function hover(row, column)
  vim.api.nvim_win_set_cursor(0, { row, column })
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf.hover()
  local window
  eventually('a hover', function()
    window = vim.b[buffer].lsp_floating_preview
    return window and vim.api.nvim_win_is_valid(window)
  end)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
  vim.api.nvim_win_close(window, true)
  return lines
end

--- The titles of what is offered at the cursor.
local function offers()
  local params = vim.lsp.util.make_range_params(0, client().offset_encoding)
  params.context = { diagnostics = {}, triggerKind = vim.lsp.protocol.CodeActionTriggerKind.Invoked }
  local answer = assert(client():request_sync('textDocument/codeAction', params, 10000, 0))
  return vim
    .iter(answer.result)
    :map(function(action)
      return { action.kind, action.title }
    end)
    :totable()
end

local function checkhealth()
  vim.cmd('silent checkhealth glossator')
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  vim.cmd.bwipeout()
  return vim.iter(lines):filter(function(text)
    return text:find('^%s*%- ') ~= nil
  end):totable()
end

-- The settings stand above the repository, and are the root all the same.
write('glossator.toml', {})
write('treaties/.git/HEAD', {})
local friendship = write('treaties/friendship.treaty', FRIENDSHIP)
local protocol = write('treaties/protocol.treaty', PROTOCOL)

local ended
vim.lsp.config('glossator', {
  on_exit = function(code, signal)
    ended = { code = code, signal = signal }
  end,
})

test('a treaty has its file type and options', function()
  vim.cmd.edit(friendship)
  equal(vim.bo.filetype, 'treaty')
  equal(vim.bo.commentstring, '%% %s')
  equal(vim.bo.comments, 'n:>,b:%%')
  equal(vim.bo.formatoptions:find('t'), nil)
  equal(vim.wo.foldenable, false)
end)

test('the server starts at the root', function()
  eventually('a server', function()
    local found = vim.lsp.get_clients({ bufnr = 0, name = 'glossator' })[1]
    return found and found.initialized
  end)
  equal(client().root_dir, SAMPLE)
  equal(client().server_info.name, 'glossator')
  equal(client().offset_encoding, 'utf-8')
end)

local STRAY = {
  from = { 7, 25 },
  to = { 7, 28 },
  severity = 'ERROR',
  code = 'stray-glyph',
  source = 'glossator',
  message = 'U+A9C3 JAVANESE PADA ANDAP inside “a\u{A9C3}nd”; without it: “and”',
}
local CONFUSABLE = {
  from = { 12, 9 },
  to = { 12, 11 },
  severity = 'ERROR',
  code = 'confusable-character',
  source = 'glossator',
  message = 'U+0430 CYRILLIC SMALL LETTER A inside “P\u{430}rty” only looks like a letter of the word; as “a”: “Party”',
}

test('findings stand at their bytes', function()
  await_findings(2)
  equal(findings(), { STRAY, CONFUSABLE })
end)

test('a hover explains a stray glyph', function()
  equal(hover(8, 25), {
    '`U+A9C3` JAVANESE PADA ANDAP, script Javanese',
    '',
    'In “a\u{A9C3}nd”: a character of a script that is not used here.',
    '',
    '- Remove U+A9C3: “and”, a known word',
    '',
    '`stray-glyph`',
  })
end)

test('a hover shows the clause that is cited', function()
  equal(hover(20, 32), {
    '**Article 1. Consultations** `1(2)(b)`',
    '',
    '> (b) of interpretation.',
    '',
    'Cited once in the rest of this document.',
  })
end)

test('a hover shows a party', function()
  equal(hover(8, 4), {
    '**Republic of Arcadia**, party `@ar`',
    '',
    '- Other names: Arcadia',
    '',
    'Mentioned once: preamble.',
  })
end)

test('a definition moves the cursor', function()
  vim.api.nvim_win_set_cursor(0, { 20, 32 })
  vim.lsp.buf.definition()
  eventually('a jump', function()
    return vim.api.nvim_win_get_cursor(0)[1] ~= 20
  end)
  equal(vim.api.nvim_win_get_cursor(0), { 16, 3 })
  equal(vim.api.nvim_buf_get_name(0), friendship)
end)

test('the jump can be taken by the tag key, and back', function()
  vim.api.nvim_win_set_cursor(0, { 23, 13 })
  vim.cmd.normal({ vim.keycode('<C-]>'), bang = true })
  equal(vim.api.nvim_win_get_cursor(0), { 10, 3 })
  vim.cmd.normal({ vim.keycode('<C-t>'), bang = true })
  equal(vim.api.nvim_win_get_cursor(0), { 23, 13 })
end)

test('the outline lists what has a name', function()
  local outline
  vim.lsp.buf.document_symbol({
    on_list = function(list)
      outline = list.items
    end,
  })
  eventually('an outline', function()
    return outline
  end)
  local entries = vim
    .iter(outline)
    :map(function(entry)
      return { entry.lnum, entry.col, entry.text }
    end)
    :totable()
  equal(entries, {
    { 6, 3, '[File] Treaty of Friendship' },
    { 8, 1, '[Module] Preamble' },
    { 10, 4, '[Class] Article 1. Consultations' },
    { 12, 1, '[Field] 1.' },
    { 13, 1, '[Field] 2.' },
    { 15, 4, '[Field] (a)' },
    { 16, 4, '[Field] (b)' },
    { 18, 4, '[Class] Article 2. Costs' },
    { 23, 4, '[String] note' },
  })
end)

test('a quick fix mends the glyph under the cursor', function()
  vim.api.nvim_win_set_cursor(0, { 8, 25 })
  equal(offers(), {
    { 'quickfix', 'Remove U+A9C3' },
    { 'source.fixAll.glossator', 'Make all safe fixes (2)' },
  })
  vim.lsp.buf.code_action({
    filter = function(action)
      return action.title == 'Remove U+A9C3'
    end,
    apply = true,
  })
  eventually('the fix', function()
    return line(8) ~= FRIENDSHIP[8]
  end)
  local mended = vim.deepcopy(FRIENDSHIP)
  mended[8] = 'The Republic of Arcadia and the Kingdom of Borduria have agreed as follows:'
  equal(vim.api.nvim_buf_get_lines(0, 0, -1, true), mended)
  await_findings(1)
  equal(findings(), { CONFUSABLE })
end)

test('an undone fix is found again', function()
  vim.cmd('silent undo')
  equal(line(8), FRIENDSHIP[8])
  await_findings(2)
  equal(findings(), { STRAY, CONFUSABLE })
  vim.cmd('silent redo')
  await_findings(1)
end)

test('no finding is left when all are mended', function()
  vim.api.nvim_win_set_cursor(0, { 13, 9 })
  equal(offers(), {
    { 'quickfix', 'Replace U+0430 by “a”' },
    { 'source.fixAll.glossator', 'Make all safe fixes (1)' },
  })
  vim.lsp.buf.code_action({
    context = { only = { 'source.fixAll.glossator' }, diagnostics = {} },
    apply = true,
  })
  eventually('the fix', function()
    return line(13) ~= FRIENDSHIP[13]
  end)
  equal(line(13), '2. Each Party shall bear its own costs:')
  await_findings(0)
  vim.cmd('silent write')
  equal(vim.fn.readfile(friendship), vim.api.nvim_buf_get_lines(0, 0, -1, true))
end)

test('a second file shares the server', function()
  vim.cmd.edit(protocol)
  await_findings(1)
  equal(findings(), {
    vim.tbl_extend('force', STRAY, { from = { 4, 32 }, to = { 4, 35 } }),
  })
  equal(#vim.lsp.get_clients({ name = 'glossator' }), 1)
  equal(vim.tbl_count(client().attached_buffers), 2)
end)

test('what is typed is checked', function()
  vim.api.nvim_buf_set_text(0, 4, 32, 4, 35, {})
  await_findings(0)
  equal(line(5), '“Naïve” texts in Arcadian and Bordurian are equally authentic.')
end)

test('a citation leads inside its own file', function()
  vim.api.nvim_win_set_cursor(0, { 9, 8 })
  vim.lsp.buf.definition()
  eventually('a jump', function()
    return vim.api.nvim_win_get_cursor(0)[1] ~= 9
  end)
  equal(vim.api.nvim_win_get_cursor(0), { 3, 3 })
  equal(vim.api.nvim_buf_get_name(0), protocol)
end)

test('a line becomes a comment and back', function()
  vim.api.nvim_win_set_cursor(0, { 9, 0 })
  vim.cmd.normal('gcc')
  equal(line(9), '%% Article 1 applies to the annexes.')
  vim.cmd.normal('gcc')
  equal(line(9), PROTOCOL[9])
end)

test('a gloss is filled with its mark, the text of a treaty is not broken', function()
  vim.cmd.new()
  vim.bo.buftype = 'nofile'
  vim.bo.filetype = 'treaty'
  vim.bo.textwidth = 30
  vim.cmd.normal({ 'i> [note] It was agreed in the margins of the conference.', bang = true })
  vim.cmd.normal({ 'oAgreed in the margins of the conference (a) and (b).', bang = true })
  equal(vim.api.nvim_buf_get_lines(0, 0, -1, true), {
    '> [note] It was agreed in the',
    '> margins of the conference.',
    'Agreed in the margins of the conference (a) and (b).',
  })
  vim.bo.filetype = 'text'
  equal(vim.bo.commentstring, '')
  vim.cmd('bwipeout!')
end)

test('a treaty is coloured where the parser for tree-sitter is installed', function()
  vim.cmd.new()
  vim.bo.buftype = 'nofile'
  vim.bo.filetype = 'treaty'
  vim.api.nvim_buf_set_lines(0, 0, -1, true, { '## Article 1', '', '(a) See [Article 2](#2).' })
  local buffer = vim.api.nvim_get_current_buf()
  equal(vim.treesitter.highlighter.active[buffer] ~= nil, FROM_PACKAGE)
  if FROM_PACKAGE then
    vim.treesitter.get_parser():parse(true)
    local function captures(row, column)
      return vim
        .iter(vim.treesitter.get_captures_at_pos(0, row, column))
        :map(function(found)
          return found.capture
        end)
        :totable()
    end
    equal(captures(0, 4), { 'markup.heading.2', 'spell' })
    equal(captures(2, 1), { 'markup.list' })
    equal(captures(2, 20), { 'markup.link.url' })
    vim.bo.filetype = 'text'
    equal(vim.treesitter.highlighter.active[buffer], nil)
  end
  vim.cmd('bwipeout!')
end)

local version = vim.version()
local NEOVIM = ('- ✅ OK Neovim %d.%d.%d'):format(version.major, version.minor, version.patch)

-- The sample of the project, as the README opens it.
local SAMPLES = vim.fs.joinpath(vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2)), '../sample')

--- Closes the buffer and shows the one that was there before.
local function leave(before)
  local own = vim.api.nvim_get_current_buf()
  vim.api.nvim_win_set_buf(0, before)
  vim.api.nvim_buf_delete(own, { force = true })
end

test('the news report has its findings at their columns', function()
  local before = vim.api.nvim_get_current_buf()
  local news = write('report/news-2024.treaty', vim.fn.readfile(vim.fs.joinpath(SAMPLES, 'news-2024.treaty')))
  vim.cmd.edit(news)
  await_findings(21)
  local first = findings()[1]
  equal({ first.from, first.to, first.code, first.severity }, { { 19, 58 }, { 19, 61 }, 'stray-glyph', 'ERROR' })
  local malformed = vim.iter(findings()):find(function(found)
    return found.code == 'malformed-citation'
  end)
  equal({ malformed.from, malformed.to, malformed.severity }, { { 23, 0 }, { 23, 12 }, 'WARN' })
  leave(before)
end)

test('a citation of the annotated edition leads to its article', function()
  local before = vim.api.nvim_get_current_buf()
  local edition = write('report/cspt.treaty', vim.fn.readfile(vim.fs.joinpath(SAMPLES, 'cspt.treaty')))
  vim.cmd.edit(edition)
  eventually('a server', function()
    local found = vim.lsp.get_clients({ bufnr = 0, name = 'glossator' })[1]
    return found and found.initialized
  end)
  vim.fn.cursor(vim.fn.search('see Article 4', 'w'), 1)
  vim.fn.search('Article 4', 'c', vim.fn.line('.'))
  vim.lsp.buf.definition()
  eventually('the article', function()
    return vim.api.nvim_get_current_line() == '## Article 4. Mutual assistance {#mutual-assistance}'
  end)
  equal(vim.fn.col('.'), 4)
  -- Two of the treaties that it cites are not in its folder, which is a hint.
  await_findings(2)
  for _, found in ipairs(findings()) do
    equal({ found.code, found.severity }, { 'instrument-not-found', 'HINT' })
  end
  leave(before)
end)

test('the health page names the program', function()
  local program = vim.trim(vim.fn.system({ 'glossator', '--version' }))
  equal(checkhealth(), {
    NEOVIM,
    ('- ✅ OK %s, `%s`'):format(program, vim.fn.exepath('glossator')),
    ('- ✅ OK The server is running for `%s`, open files: 2'):format(SAMPLE),
  })
end)

test('the server ends cleanly', function()
  vim.cmd('bwipeout!')
  for _, running in ipairs(vim.lsp.get_clients({ name = 'glossator' })) do
    running:stop()
  end
  eventually('the end of the server', function()
    return ended and #vim.lsp.get_clients({ _uninitialized = true }) == 0
  end)
  equal(ended, { code = 0, signal = 0 })
end)

test('the health page tells what is wrong with the program', function()
  local broken = write('broken/glossator', { '#!/bin/sh', 'echo other 1.0' })
  vim.lsp.config('glossator', { cmd = { broken, 'server' } })
  local idle = '- The server is not running; it starts with the first treaty'
  equal(checkhealth(), {
    NEOVIM,
    ('- ❌ ERROR `%s` is not executable'):format(broken),
    '  - ADVICE:',
    ('    - Run `chmod +x %s`'):format(broken),
    idle,
  })

  local install = {
    '  - ADVICE:',
    '    - Build it with `cargo build --release`, and put target/release/glossator into a folder of $PATH',
    "    - Or name it: `vim.lsp.config('glossator', { cmd = { '/path/to/glossator', 'server' } })`",
  }
  vim.fn.setfperm(broken, 'rwxr-xr-x')
  equal(checkhealth(), {
    NEOVIM,
    ('- ❌ ERROR `%s` is another program: its version is “other 1.0”'):format(broken),
    install[1],
    install[2],
    install[3],
    idle,
  })

  vim.lsp.config('glossator', { cmd = { 'glossator-of-nowhere', 'server' } })
  vim.lsp.enable('glossator', false)
  equal(checkhealth(), {
    NEOVIM,
    '- ❌ ERROR `glossator-of-nowhere` was not found',
    install[1],
    install[2],
    install[3],
    '- ⚠️ WARNING The server is not enabled',
    '  - ADVICE:',
    "    - Call `vim.lsp.enable('glossator')`",
  })
end)

if FROM_PACKAGE then
  test('the help page is found', function()
    vim.cmd.help('glossator-fix-all')
    equal(vim.fs.basename(vim.api.nvim_buf_get_name(0)), 'glossator.txt')
    equal(vim.api.nvim_get_current_line():match('%S+'), '*glossator-fix-all*')
  end)
end

test('without the program a treaty still opens, and the reader is told once', function()
  vim.cmd('silent %bwipeout!')
  local told = {}
  local notify = vim.notify
  vim.notify = function(message, level)
    table.insert(told, { level, message })
  end
  vim.lsp.enable('glossator')
  vim.cmd.edit(friendship)
  vim.cmd.edit(protocol)
  vim.notify = notify
  equal(vim.bo.filetype, 'treaty')
  equal(told, {
    {
      vim.log.levels.WARN,
      'Glossator: `glossator-of-nowhere` cannot be run; `:checkhealth glossator` says more',
    },
  })
  vim.cmd('silent %bwipeout!')
end)

-- The runner reads from the pipe how this server ended, after Neovim has.
test('a server is left running for the end', function()
  local command = 'glossator server; echo $? >"$SAMPLE/ended"'
  vim.lsp.config('glossator', { cmd = { 'sh', '-c', command } })
  vim.cmd.edit(friendship)
  eventually('a server', function()
    local found = vim.lsp.get_clients({ bufnr = 0, name = 'glossator' })[1]
    return found and found.initialized
  end)
end)

io.stdout:write(('ok %d tests\n'):format(tests))
vim.cmd('qall!')
