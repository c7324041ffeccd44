#!/usr/bin/env bash
# Tests the TextMate grammar with the engine of VS Code on every example of the specification.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" vscode-textmate@9.2.0 vscode-oniguruma@2.0.1
# Node finds packages from where a script stands, hence the copy.
cp tests/editors/textmate.mjs "$work"
node "$work/textmate.mjs" grammar/treaty.tmLanguage.json grammar/SPEC.md
