#!/usr/bin/env bash
# Generates the parser in src/ from grammar.js; with --check, only says whether that would change anything, and runs
# the corpus with the command line of tree-sitter.
#
#   TREE_SITTER  a tree-sitter to take, else that of Debian 13 (0.22.6) is fetched into a temporary folder by its apt
#                name; nothing is installed. Another version may write another parser.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Fetches the package with its libraries, from the mirror that this machine uses.
fetch() {
  local root=$work/root mirror
  mirror=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null |
    awk '/^URIs:/ { print $2; exit } /^deb / { print $2; exit }')
  [ -n "$mirror" ] || { echo "this machine has no apt sources" >&2; return 1; }
  mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$root"
  echo "deb $mirror trixie main" >"$work/sources.list"
  cat >"$work/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::State "$work/state";
Dir::State::status "/dev/null";
Dir::Cache "$work/cache";
APT::Install-Recommends "false";
CONF
  APT_CONFIG=$work/apt.conf apt-get update -qq &&
    APT_CONFIG=$work/apt.conf apt-get install -y -qq --download-only tree-sitter-cli >/dev/null || return 1
  for package in "$work"/cache/archives/*.deb; do
    dpkg -x "$package" "$root"
  done
  # With its own loader and libraries, which are newer than those of the machine.
  local loader libraries
  loader=$(find "$root/usr/lib" "$root/usr/lib64" -name 'ld-linux*' -print -quit 2>/dev/null)
  libraries=$(dirname "$(find "$root/usr/lib" -name libc.so.6 -print -quit)")
  printf '#!/bin/sh\nexec "%s" --library-path "%s" --argv0 tree-sitter "%s" "$@"\n' \
    "$loader" "$libraries" "$root/usr/bin/tree-sitter" >"$work/tree-sitter"
  chmod +x "$work/tree-sitter"
  TREE_SITTER=$work/tree-sitter
}

if [ -z "${TREE_SITTER:-}" ] && ! fetch; then
  echo "tree-sitter-cli of Debian 13 cannot be fetched; name another with TREE_SITTER" >&2
  # A check that cannot be made is no fault of what is checked.
  [ "${1:-}" = --check ] && echo "left out: whether src/ is what grammar.js gives" && exit 0
  exit 1
fi

if [ "${1:-}" != --check ]; then
  "$TREE_SITTER" generate --abi 14 --no-bindings
  exit
fi

# What it caches does not outlast the check.
export XDG_CACHE_HOME=$work/cache XDG_CONFIG_HOME=$work/config
mkdir "$work/grammar"
cp -r grammar.js package.json queries src test "$work/grammar"
cd "$work/grammar"
"$TREE_SITTER" generate --abi 14 --no-bindings
cd - >/dev/null
diff -r src "$work/grammar/src" >"$work/diff" || {
  echo "src/ is not what grammar.js gives; run grammar/tree-sitter-treaty/generate.sh" >&2
  head -20 "$work/diff" >&2
  exit 1
}
cd "$work/grammar"
"$TREE_SITTER" test
