// Makes what the package holds: the bundled client, the grammar and the licences.
import { build } from 'esbuild';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const at = (path) => new URL(path, import.meta.url);

await mkdir(at('syntaxes'), { recursive: true });
await copyFile(at('../../grammar/treaty.tmLanguage.json'), at('syntaxes/treaty.tmLanguage.json'));

const licences = await Promise.all(['MIT', 'APACHE'].map((name) => readFile(at(`../../LICENSE-${name}`), 'utf8')));
await writeFile(at('LICENSE.txt'), `Licensed under either of the two licences below, at your option.\n\n${licences.join('\n\n')}`);

const { metafile } = await build({
  absWorkingDir: fileURLToPath(at('.')),
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

// The licences of what was bundled.
const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
const notices = await Promise.all(
  [...packages].sort().map(async (folder) => {
    const { name, version } = JSON.parse(await readFile(at(`${folder}/package.json`), 'utf8'));
    const file = (await readdir(at(folder))).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) {
      throw new Error(`${name} has no licence`);
    }
    return `${name} ${version}\n\n${(await readFile(at(`${folder}/${file}`), 'utf8')).trim()}\n`;
  }),
);
await writeFile(at('dist/NOTICES.txt'), notices.join('\n\n'));
