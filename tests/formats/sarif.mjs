// Validates a SARIF log against the schema of SARIF 2.1.0. `formats.sh` installs what this needs and runs it.
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);
const log = JSON.parse(readFileSync(process.argv[2], "utf8"));
if (!validate(log)) {
    console.error(validate.errors);
    process.exit(1);
}
// A validator that takes everything would take this too.
if (validate({ ...log, runs: [{ ...log.runs[0], results: [{ message: {}, level: "grave" }] }] })) {
    console.error("the schema takes a level that SARIF does not know");
    process.exit(1);
}
if (process.argv[3]) {
    const rules = readFileSync(process.argv[3], "utf8").trim().split("\n");
    const silent = rules.filter((rule) => !log.runs[0].results.some((result) => result.ruleId === rule));
    if (silent.length > 0) {
        throw new Error(`nothing is found by ${silent.join(", ")}`);
    }
}
console.log(`${log.runs[0].results.length} results are as the schema of SARIF 2.1.0 wants them`);
