#!/usr/bin/env bash
# Checks as the inputs of the action say, which come by the environment: findings become annotations, and the exit code
# is that of `glossator check`. What was changed is known from the event that started the workflow.
set -euo pipefail

# The lines of a text that hold something.
lines() {
  printf '%s\n' "$1" | tr -d '\r' | sed '/^[[:space:]]*$/d'
}

mapfile -t paths < <(lines "${GLOSSATOR_PATHS-.}")
mapfile -t options < <(lines "${GLOSSATOR_OPTIONS-}")
program=${GLOSSATOR_PROGRAM:-${RUNNER_TEMP:-}/glossator/bin/glossator}

if [ ${#paths[@]} -eq 0 ]; then
  echo "There is nothing to check."
  exit 0
fi

if [ "${GLOSSATOR_CHANGED:-false}" = true ]; then
  base=$(jq -r '.pull_request.base.sha // .merge_group.base_sha // .before // empty' "$GITHUB_EVENT_PATH")
  # A branch that is new has nothing before it.
  if [[ $base =~ ^0*$ ]]; then
    echo "The event names nothing to compare with: every line counts."
  else
    # What came to the base branch meanwhile is no change of this one.
    options+=("--since=$(git merge-base "$base" HEAD 2>/dev/null || printf '%s' "$base")")
  fi
fi

exec "$program" check --format github ${options[@]+"${options[@]}"} -- "${paths[@]}"
