#!/usr/bin/env bash
# Has the reports of `check` read by what reads them elsewhere: SARIF by the schema of its publisher, which a package
# of Microsoft holds, GitLab's by what its documentation asks, JUnit by junitparser, on a run in which every rule finds
# something; and the schema of the settings by a validator.
# GLOSSATOR_BIN names the program, else the release build is taken.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/program.sh

npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    ajv@8.17.1 ajv-draft-04@1.0.0 ajv-formats@3.0.1 @microsoft/jest-sarif@1.0.0-beta.0
# Node finds packages from where a script stands, hence the copy.
cp tests/formats/*.mjs "$work"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check junitparser==5.0.3

mkdir "$work/treaties"
printf '# Treaty\n\nThe Parties a\uA9C3nd others keep the pro\u200Bvisions.\n\n> [query "the"] Is this more?\n\n@frobnicate x\n\n## Article 1\n\nWords.\n\n## Article 1\n\nUnder Article4.\n' \
    > "$work/treaties/faulty, one.treaty"
printf '# Treaty\n\nThe Parties consult.\n' > "$work/treaties/clean.treaty"
written() {
    # Code 1 says that something was found.
    (cd "$work/treaties" && "$binary" check --format sarif "$@" || [ $? -eq 1 ]) > "$work/log.sarif"
    node "$work/sarif.mjs" "$work/log.sarif"
}
written .
written clean.treaty
written - < "$work/treaties/faulty, one.treaty"

mkdir "$work/every"
python3 tests/formats/examples.py "$binary" "$work/every" > "$work/rules.txt"
report() {
    (cd "$work/every" && "$binary" check --severity-at-least hint --format "$@" || [ $? -eq 1 ])
}
report sarif > "$work/log.sarif"
report gitlab > "$work/gitlab.json"
report junit > "$work/junit.xml"
report json > "$work/findings.json"
report json --jobs 1 | cmp - "$work/findings.json"
node "$work/sarif.mjs" "$work/log.sarif" "$work/rules.txt"
node "$work/gitlab.mjs" "$work/gitlab.json" "$work/rules.txt"
"$work/venv/bin/python" tests/formats/junit.py "$work/junit.xml" "$work/findings.json"

"$binary" config-schema > "$work/schema.json"
node "$work/settings.mjs" "$work/schema.json"
