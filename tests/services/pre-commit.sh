#!/usr/bin/env bash
# Lets pre-commit install the hooks of this repository and run them on a project: they find, and mend, a file.
# CARGO_TARGET_DIR names the folder in which the program is built; `target` else, where its packages may be built already.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/program.sh

repository=$PWD
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target} PRE_COMMIT_HOME=$work/cache
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit==4.7.0

git init --quiet "$work/project"
cd "$work/project"
printf '@language en\n\n# Treaty\n\nThe Parties a\uA9C3nd others consult.   \n' > "a b.treaty"
printf 'a\uA9C3nd\n' > notes.txt
git add .

# Runs all hooks, which builds the program; they must pass or fail. What they say is in `said`.
hooks() {
  local code=0
  said=$("$work/venv/bin/pre-commit" try-repo --ref HEAD "$repository" --all-files 2>&1) || code=$?
  if [ "$code" -ne "$1" ]; then
    printf 'pre-commit ended with %s, not %s, and said:\n%s\n' "$code" "$1" "$said" >&2
    exit 1
  fi
}
says() {
  if ! [[ $said == *"$1"* ]]; then
    printf 'pre-commit did not say\n%s\nbut:\n%s\n' "$1" "$said" >&2
    exit 1
  fi
}
hooks 1
says 'a b.treaty:5:14: error[stray-glyph] U+A9C3'
for id in fix fmt; do
  says "- hook id: $id"$'\n- files were modified by this hook'
done
[ "$(cat "a b.treaty")" = $'@language en\n\n# Treaty\n\nThe Parties and others consult.' ]
hooks 0
[ "$(grep -c 'Passed$' <<< "$said")" -eq 3 ]
[ "$(cat notes.txt)" = $'a\uA9C3nd' ]
echo "pre-commit finds, mends and formats a file"
