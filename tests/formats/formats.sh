#!/usr/bin/env bash
# Validates the SARIF that `check` writes against the schema of its publisher, which a package of Microsoft holds.
# GLOSSATOR_BIN names the program, else the release build is taken.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/program.sh

npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    ajv@8.17.1 ajv-draft-04@1.0.0 ajv-formats@3.0.1 @microsoft/jest-sarif@1.0.0-beta.0
# Node finds packages from where a script stands, hence the copy.
cp tests/formats/sarif.mjs "$work"

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
