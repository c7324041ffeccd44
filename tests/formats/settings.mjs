// The schema of glossator.toml, as `config-schema` writes it: what it takes and what it refuses. `formats.sh` installs
// what this needs and runs it.
import Ajv from "ajv";
import { readFileSync } from "node:fs";

const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
const good = {
    extend: "../shared.toml",
    files: { exclude: ["drafts/**"] },
    text: { languages: ["en"], scripts: ["Hangul"], allow: "§№°", words: "vocabulary.txt" },
    rules: { "open-query": "warning", quotes: "off" },
    "per-file": { "annexes/**": { "number-gap": "hint" } },
    gloss: { kinds: ["policy"] },
};
if (!validate(good) || !validate({})) {
    console.error(validate.errors);
    process.exit(1);
}
const bad = [
    { rule: {} },
    { text: { languags: ["en"] } },
    { text: { languages: "en" } },
    { rules: { "open-query": "warn" } },
    { rules: { "opne-query": "warning" } },
    { "per-file": { "annexes/**": { "opne-query": "off" } } },
];
for (const settings of bad) {
    if (validate(settings)) {
        throw new Error(`the schema takes ${JSON.stringify(settings)}`);
    }
}
console.log(`the schema of the settings takes what is right and refuses ${bad.length} that are wrong`);
