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

# Runs a hook; it must pass or fail, and say what the pattern says.
hook() {
  local code=0 said
  said=$("$work/venv/bin/pre-commit" try-repo --ref HEAD "$repository" "$1" --all-files 2>&1) || code=$?
  if [ "$code" -ne "$2" ] || ! [[ $said == *$3* ]]; then
    printf '%s ended with %s, not %s, and said:\n%s\n' "$1" "$code" "$2" "$said" >&2
    exit 1
  fi
}
hook check 1 'a b.treaty:5:14: error[stray-glyph] U+A9C3'
hook fix 1 'files were modified by this hook'
[ "$(cat "a b.treaty")" = $'@language en\n\n# Treaty\n\nThe Parties and others consult.   ' ]
hook fmt 1 'files were modified by this hook'
[ "$(cat "a b.treaty")" = $'@language en\n\n# Treaty\n\nThe Parties and others consult.' ]
for name in check fix fmt; do
  hook "$name" 0 Passed
done
[ "$(cat notes.txt)" = $'a\uA9C3nd' ]
echo "pre-commit finds, mends and formats a file"
