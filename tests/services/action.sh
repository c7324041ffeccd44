#!/usr/bin/env bash
# Runs the script of the GitHub Action on events as files, and the job of the GitLab template, as their services would.
# GLOSSATOR_BIN names the program, else the release build is taken.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/program.sh

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyyaml==6.0.3
action=$PWD/.github/actions/glossator
template=$PWD/.gitlab/glossator.yml
export GLOSSATOR_PROGRAM=$binary GITHUB_EVENT_PATH=$work/event.json RUNNER_TEMP=$work
export GIT_CONFIG_GLOBAL=$work/none GIT_CONFIG_NOSYSTEM=1

git init --quiet "$work/project"
cd "$work/project"
git config user.name A
git config user.email a@example.org
mkdir "two words"
printf '# Treaty\n\nThe a\uA9C3nd.\n' > "two words/a b.treaty"
printf '# Treaty\n\nThe Parties consult.\n' > -clean.treaty
commit() {
  git add .
  git commit --quiet --message "$1"
  git rev-parse HEAD
}
first=$(commit First)
printf '\nThe o\uA9C3r.\n' >> "two words/a b.treaty"
second=$(commit Second)

# Runs the script; it must end with the code, and say what the pattern says.
expect() {
  local code=0 said
  said=$("$action/check.sh" 2>&1) || code=$?
  if [ "$code" -ne "$1" ] || ! [[ $said == $2 ]]; then
    printf 'ended with %s, not %s, and said:\n%s\nnot:\n%s\n' "$code" "$1" "$said" "$2" >&2
    exit 1
  fi
}
old='::error file=two words/a b.treaty,line=3,*'
new='::error file=two words/a b.treaty,line=5,*'

echo '{}' > "$GITHUB_EVENT_PATH"
GLOSSATOR_PATHS=$'two words\r\n\n-clean.treaty\n' expect 1 "$old"$'\n'"$new"
GLOSSATOR_PATHS="two words/a b.treaty" expect 1 "$old"$'\n'"$new"
GLOSSATOR_PATHS=-clean.treaty expect 0 ''
GLOSSATOR_PATHS=$' \n' expect 0 'There is nothing to check.'
GLOSSATOR_PATHS=gone.treaty expect 2 'glossator: gone.treaty *'
GLOSSATOR_OPTIONS=$'--ignore\nstray-glyph' expect 0 ''
GLOSSATOR_OPTIONS='--exit-zero' expect 0 "$old"$'\n'"$new"
# shellcheck disable=SC2016 # It must not be run.
GLOSSATOR_PATHS='$(touch made); touch made' expect 2 'glossator: $(touch made); touch made *'
[ ! -e made ]

export GLOSSATOR_CHANGED=true
echo "{\"pull_request\": {\"base\": {\"sha\": \"$first\"}}}" > "$GITHUB_EVENT_PATH"
expect 1 "$new"
echo "{\"before\": \"$second\"}" > "$GITHUB_EVENT_PATH"
expect 0 ''
echo '{"before": "0000000000000000000000000000000000000000"}' > "$GITHUB_EVENT_PATH"
expect 1 'The event names nothing to compare with: every line counts.'$'\n'"$old"$'\n'"$new"
echo '{"pull_request": {"base": {"sha": "1111111111111111111111111111111111111111"}}}' > "$GITHUB_EVENT_PATH"
expect 2 'glossator: there is no revision `1111111111111111111111111111111111111111`;*'
# What came to the base branch meanwhile is not taken for a change.
git switch --quiet --create base "$first"
printf '# Treaty\n\nThe a\uA9C3nd, anew.\n' > "two words/a b.treaty"
base=$(commit Meanwhile)
git switch --quiet --detach "$second"
echo "{\"pull_request\": {\"base\": {\"sha\": \"$base\"}}}" > "$GITHUB_EVENT_PATH"
expect 1 "$new"

# The files say what the script reads, and GitLab's job writes its report.
"$work/venv/bin/python" - "$action/action.yml" "$template" "$work/report" > "$work/job.sh" <<'PYTHON'
import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    action = yaml.safe_load(file)
check = action["runs"]["steps"][-1]
inputs = {f"GLOSSATOR_{name.upper()}": f"${{{{ inputs.{name} }}}}" for name in action["inputs"]}
assert action["runs"]["using"] == "composite" and check["env"] == inputs, check
assert all(step["shell"] == "bash" for step in action["runs"]["steps"])

with open(sys.argv[2], encoding="utf-8") as file:
    job = yaml.safe_load(file)["glossator"]
assert job["artifacts"]["when"] == "always"
for name in job["variables"]:
    print(f': "${{{name}=}}"')
print("\n".join(job["script"]))
with open(sys.argv[3], "w", encoding="utf-8") as file:
    file.write(job["artifacts"]["reports"]["codequality"])
PYTHON
mkdir "$work/bin"
ln -s "$binary" "$work/bin/glossator"
code=0
PATH=$work/bin:$PATH GLOSSATOR_PATHS=. bash -e "$work/job.sh" || code=$?
[ "$code" -eq 1 ]
grep -q '"path": "two words/a b.treaty"' "$(cat "$work/report")"
echo "the action and the template do what they say"
