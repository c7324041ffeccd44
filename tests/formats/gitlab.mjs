// Validates a code quality report against what GitLab's documentation asks of one ("Code Quality report format").
// `formats.sh` installs what this needs and runs it.
import Ajv from "ajv";
import { readFileSync } from "node:fs";

const line = { type: "integer", minimum: 1 };
const schema = {
    type: "array",
    items: {
        type: "object",
        required: ["description", "check_name", "fingerprint", "severity", "location"],
        properties: {
            description: { type: "string", minLength: 1 },
            check_name: { type: "string", minLength: 1 },
            fingerprint: { type: "string", minLength: 1 },
            severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
            location: {
                type: "object",
                required: ["path", "lines"],
                properties: {
                    // Relative to the repository, without `./`.
                    path: { type: "string", minLength: 1, not: { pattern: "^(/|\\./)" } },
                    lines: { type: "object", required: ["begin"], properties: { begin: line, end: line } },
                },
            },
        },
    },
};
const validate = new Ajv({ allErrors: true }).compile(schema);
const bytes = readFileSync(process.argv[2]);
if (bytes[0] === 0xef) {
    throw new Error("GitLab reads no byte order mark");
}
const report = JSON.parse(bytes.toString("utf8"));
const rules = new Set(readFileSync(process.argv[3], "utf8").trim().split("\n"));
if (!validate(report)) {
    console.error(validate.errors);
    process.exit(1);
}
if (new Set(report.map((issue) => issue.fingerprint)).size !== report.length) {
    throw new Error("two findings have the same fingerprint");
}
const silent = [...rules].filter((rule) => !report.some((issue) => issue.check_name === rule));
if (silent.length > 0) {
    throw new Error(`nothing is found by ${silent.join(", ")}`);
}
// A validator that takes everything would take these too.
for (const change of [{ severity: "grave" }, { location: { path: "./a", lines: { begin: 1 } } }, { fingerprint: 1 }]) {
    if (validate([{ ...report[0], ...change }])) {
        throw new Error(`the schema takes ${JSON.stringify(change)}`);
    }
}
console.log(`${report.length} issues, of every rule, are as GitLab wants them`);
