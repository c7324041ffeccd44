// Compares the TextMate grammar with the trees of the specification: the signs, markers, kinds and marks that a
// tree names have to be coloured, and nothing else as one of them. `textmate.sh` installs the engine and runs this.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');
const [grammarFile, specification] = process.argv.slice(2);

/** Where a grammar that reads line by line cannot follow, by a part of the source, with the reason. */
const KNOWN = [
  ['\u{FEFF}# Treaty', 'an editor takes the byte order mark away'],
  ['done in March,', 'whether a comma ends strongly depends on the next line'],
];

/** Leaves of the trees, each with the scope that shows it, in the order in which scopes are looked at. */
const SCOPES = [
  ['comment-text', 'comment.line'],
  [undefined, 'markup.raw'],
  ['heading-marker', 'punctuation.definition.heading'],
  ['marker', 'constant.numeric.marker'],
  ['gloss-kind', 'entity.name.tag.gloss'],
  ['gloss-marker', 'punctuation.definition.quote.begin'],
  ['footnote', 'constant.other.reference.footnote'],
  ['directive', 'keyword.control.declaration'],
  ['key', 'variable.parameter.key'],
  ['quote-marker', 'keyword.control.quoted'],
  ['malformed-attribute', 'invalid.illegal.attribute'],
  [undefined, 'meta.gloss.arguments'],
  ['anchor', 'entity.name.label.anchor'],
  ['target', 'markup.underline.link.treaty'],
  ['language-tag', 'constant.language'],
  ['stars', 'punctuation.definition.bold'],
  ['stars', 'punctuation.definition.italic'],
  ['escape', 'constant.character.escape'],
];
const LEAVES = new Set(SCOPES.map(([leaf]) => leaf));

/** A text in the notation of the specification, read. */
const read = (text) =>
  text.replace(/\\(?:u\{([0-9A-Fa-f]+)\}|(.))/g, (_, hex, sign) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : ({ n: '\n', r: '\r', t: '\t', 0: '\0' }[sign] ?? sign));

/** The examples: the number of the line, the source and the lines of the tree. */
function* examples() {
  const lines = readFileSync(specification, 'utf8').split('\n');
  let source;
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^(`{3,})(treaty|tree)( escaped)?$/.exec(lines[at]);
    if (fence) {
      const line = at + 1;
      const end = lines.indexOf(fence[1], line);
      const body = lines.slice(line, end);
      if (fence[2] === 'treaty') {
        source = { line, text: fence[3] ? read(body.join('')) : `${body.join('\n')}\n` };
      } else if (source) {
        yield { ...source, tree: body };
        source = undefined;
      }
      at = end;
    }
  }
}

/** What a tree names. */
function wanted(tree) {
  return tree.flatMap((line) => {
    const [, kind, quoted] = /^\s*([a-z-]+) "(.*)"$/.exec(line) ?? [];
    const text = quoted === undefined ? '' : read(quoted);
    if (kind === 'footnote-mark' || kind === 'footnote-label') {
      return [`footnote ${text.replace(/:$/, '')}`];
    }
    if (kind === 'punctuation' && /^\*+$/.test(text)) {
      return [`stars ${text}`];
    }
    if (kind === 'anchor') {
      return [`anchor ${text.slice(2, -1)}`];
    }
    return kind !== undefined && LEAVES.has(kind) ? [`${kind} ${text}`] : [];
  });
}

/** What the grammar colours. */
function found(grammar, source) {
  const all = [];
  let state = textmate.INITIAL;
  for (const line of source.split(/\r\n|\r|\n/)) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    let before;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const leaf = SCOPES.find(([, scope]) => scopes.some((candidate) => candidate.startsWith(scope)))?.[0];
      const text = line.slice(startIndex, endIndex);
      // A `\` that keeps a line break is a leaf of its own in the trees.
      if (leaf !== undefined && !(leaf === 'escape' && (text === '\\' || scopes.includes('meta.declaration.treaty')))) {
        if (leaf === 'comment-text' && before === leaf) {
          all.push(`${all.pop()}${text}`);
        } else {
          all.push(`${leaf} ${text}`);
        }
      }
      before = leaf;
    }
  }
  return all;
}

await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
});
const grammar = await registry.loadGrammar('text.treaty');

let tests = 0;
let faults = 0;
const unseen = new Set(KNOWN.map(([part]) => part));
for (const { line, text, tree } of examples()) {
  tests += 1;
  const [want, have] = [wanted(tree).join('\n'), found(grammar, text).join('\n')];
  const known = KNOWN.find(([part]) => text.includes(part))?.[0];
  if (want !== have && known !== undefined) {
    unseen.delete(known);
  } else if (want !== have) {
    faults += 1;
    console.error(`not ok: the example in line ${line}\nwanted\n${want}\nfound\n${have}\n`);
  }
}
for (const part of unseen) {
  faults += 1;
  console.error(`not ok: “${part}” does not differ any more, or is gone`);
}
if (tests === 0) {
  faults += 1;
  console.error('no examples');
}
console.log(`${tests} examples, ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
