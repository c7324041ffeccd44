# Sourced by the tests that are shell scripts, from the root of the project: the program under test is `binary`, a
# folder that goes with the test is `work`.
#
#   GLOSSATOR_BIN  the program, else the release build

# shellcheck shell=bash
binary=$(realpath "${GLOSSATOR_BIN:-target/release/glossator}")
if [ ! -x "$binary" ]; then
  echo "no program at $binary; build it with cargo build --release" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
