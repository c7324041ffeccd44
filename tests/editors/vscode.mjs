// What a reader sees in VS Code, asked of VS Code itself in Chromium; `vscode.sh` installs all of it and runs this.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';

const { CODE, WORK, CHROMIUM, SCREENSHOTS } = process.env;
const sample = path.join(WORK, 'sample');
const MARKERS = '.markers-panel .monaco-list-row';
const OUTLINE = '.outline-tree .monaco-list-row, .outline-pane .monaco-list-row';

/** The server of VS Code, on a free port of this machine alone. */
async function serve() {
  const child = spawn(
    process.execPath,
    [
      path.join(CODE, 'out/server-main.js'), '--host', '127.0.0.1', '--port', '0', '--without-connection-token',
      '--accept-server-license-terms', '--extensions-dir', path.join(WORK, 'extensions'),
      '--server-data-dir', path.join(WORK, 'data'), '--telemetry-level', 'off',
      // Else a login shell is asked for PATH, which then lacks the program.
      '--force-disable-user-env',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const server = { child, log: '', port: 0 };
  await new Promise((resolve, reject) => {
    const read = (data) => {
      server.log += data;
      const port = /Extension host agent listening on (\d+)/.exec(server.log)?.[1];
      if (port !== undefined) {
        server.port = Number(port);
        resolve();
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server of VS Code ended with ${code}\n${server.log}`)));
  });
  return server;
}

/** The number of the first line of a file in which a text stands, from 1, and its column there, from 1. */
async function find(file, text) {
  const lines = (await readFile(path.join(sample, file), 'utf8')).split('\n');
  const line = lines.findIndex((candidate) => candidate.includes(text));
  if (line < 0) {
    throw new Error(`“${text}” is not in ${file}`);
  }
  return { line: line + 1, column: lines[line].indexOf(text) + 1 };
}

/** Opens a file of the sample, with the keys that a user would take. */
async function open(page, file) {
  await page.dblclick(`.explorer-folders-view .monaco-list-row:has-text("${file}")`);
  await page.waitForSelector(`.tab.active:has-text("${file}")`);
  await page.waitForSelector('.editor-instance .monaco-editor .view-line');
}

/** Runs a command from the palette. */
async function command(page, name) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  await input.fill(`>${name}`);
  await page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${name}")`).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Waits until the cursor stands in a line, and in a column if one is given. */
async function cursorAt(page, line, column) {
  const place = column === undefined ? `Ln ${line},` : `Ln ${line}, Col ${column}`;
  await page.locator(`#status\\.editor\\.selection:has-text("${place}")`).waitFor();
}

/** Puts the cursor at a place of the open file. */
async function go(page, line, column) {
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await cursorAt(page, line, column);
}

let tests = 0;

/** A step that has to succeed; what fails ends all of them. */
async function test(name, body) {
  try {
    await body();
  } catch (error) {
    console.error(`not ok ${name}`);
    throw error;
  }
  tests += 1;
  console.log(`ok ${name}`);
}

async function picture(page, name) {
  if (SCREENSHOTS) {
    await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }
}

async function run(page, port) {
  await page.goto(`http://127.0.0.1:${port}/?folder=${sample}`);
  await page.waitForSelector('.monaco-workbench');
  await page.waitForSelector('.explorer-folders-view .monaco-list-row:has-text("news-2024.treaty")');

  await test('a treaty is a treaty', async () => {
    await open(page, 'news-2024.treaty');
    await page.locator('#status\\.editor\\.mode:has-text("Treaty")').waitFor();
  });

  await test('declarations are coloured by the grammar', async () => {
    const colours = () => {
      const spans = [...document.querySelectorAll('.view-line span span')];
      const colour = (text) => {
        const span = spans.find((candidate) => candidate.textContent.trim() === text);
        return span === undefined ? undefined : getComputedStyle(span).color;
      };
      const [directive, id] = [colour('@treaty'), colour('news-2024')];
      return directive !== undefined && id !== undefined && directive !== id;
    };
    await page.waitForFunction(colours);
  });

  await test('stray glyphs are underlined', async () => {
    await page.waitForSelector('.squiggly-error');
  });

  await test('VS Code draws no boxes of its own round glyphs', async () => {
    const boxes = await page.locator('.unicode-highlight').count();
    if (boxes !== 0) {
      throw new Error(`${boxes} boxes`);
    }
  });

  await test('problems name the glyph', async () => {
    await command(page, 'Problems: Focus on Problems View');
    await page.locator(`${MARKERS}:has-text("JAVANESE PADA ANDAP")`).first().waitFor();
  });

  await test('a hover names the glyph', async () => {
    const { line, column } = await find('news-2024.treaty', '꧃');
    await page.click('.editor-instance .monaco-editor .view-line');
    await go(page, line, column);
    await command(page, 'Show or Focus Hover');
    // The diagnostic names it too; what a repair gives stands in the hover alone.
    const hover = page.locator('.monaco-hover:visible:has-text("Remove U+A9C3: “and”, a known word")').first();
    await hover.waitFor();
    await picture(page, 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForSelector('.monaco-workbench.vs');
    await hover.waitFor();
    await picture(page, 'light');
    await page.keyboard.press('Escape');
  });

  await test('the outline shows articles', async () => {
    await open(page, 'cspt.treaty');
    // The files give their room to the outline: only rows in sight are in the page.
    await page.click('.pane-header:has-text("sample")');
    await page.click('.pane-header:has-text("Outline")');
    await page.locator(OUTLINE).first().waitFor();
    await page.locator(OUTLINE).filter({ hasText: 'Article 4' }).first().waitFor();
  });

  await test('F12 leads from a citation to its article', async () => {
    const citation = await find('cspt.treaty', 'see Article 4.');
    const heading = await find('cspt.treaty', '## Article 4');
    await page.click('.editor-instance .monaco-editor .view-line');
    await go(page, citation.line, citation.column + 'see Art'.length);
    await page.keyboard.press('F12');
    await cursorAt(page, heading.line);
  });

  await test('Enter continues a gloss', async () => {
    const { line } = await find('cspt.treaty', '> [note #4]');
    await go(page, line, 1);
    await page.keyboard.press('End');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await cursorAt(page, line + 1, '> '.length + 1);
  });

  await test('a setting that leads nowhere is explained, and followed once it is mended', async () => {
    const settings = path.join(WORK, 'data/data/Machine/settings.json');
    await writeFile(settings, JSON.stringify({ 'glossator.path': path.join(WORK, 'nowhere') }));
    await page.locator('.notification-toast:has-text("where the setting glossator.path says")').waitFor();
    await page.locator(MARKERS).first().waitFor({ state: 'detached' });
    await writeFile(settings, '{}');
    await page.locator(`${MARKERS}:has-text("JAVANESE PADA ANDAP")`).first().waitFor();
  });
}

const server = await serve();
let browser;
let page;
try {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  page.setDefaultTimeout(30_000);
  await run(page, server.port);
  console.log(`${tests} tests passed`);
} catch (error) {
  console.error(error);
  console.error(server.log.slice(-3000));
  if (page !== undefined) {
    await picture(page, 'failure').catch(() => undefined);
  }
  process.exitCode = 1;
} finally {
  await browser?.close();
  if (server.child.exitCode === null) {
    server.child.kill('SIGTERM');
    await once(server.child, 'exit');
  }
}
