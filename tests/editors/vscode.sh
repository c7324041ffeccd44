#!/usr/bin/env bash
# Tests the extension for VS Code in a real one, in a real browser: it is packaged and installed as its README
# says, and opens a copy of the sample. `vscode.mjs` looks at what a reader sees.
#
#   GLOSSATOR_BIN    the program, else the release build
#   CHROMIUM         a browser to take, else Debian's is installed
#   VSCODE_CACHE     a folder that keeps the editor between runs, else it is fetched anew
#   SCREENSHOTS      a folder for two pictures, one dark and one light, else none are kept
set -euo pipefail
cd "$(dirname "$0")/../.."

. tests/program.sh

# Runs a command; its output is shown only if it fails.
quietly() {
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
}

if [ -z "${CHROMIUM:-}" ]; then
  # Without fonts the glyphs in the pictures are boxes.
  if ! command -v chromium >/dev/null || ! dpkg -s fonts-noto-core fonts-noto-color-emoji >/dev/null 2>&1; then
    quietly apt-get update
    quietly apt-get install -y --no-install-recommends chromium fonts-noto-core fonts-noto-color-emoji
  fi
  CHROMIUM=$(command -v chromium)
fi

# The newest VS Code that runs on Node 20, without the wrapper around it, which would have to be compiled.
cache=${VSCODE_CACHE:-$work/cache}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
code=$cache/node_modules/code-server/lib/vscode
npm_install=(npm install --no-audit --no-fund --ignore-scripts)
if [ ! -e "$cache/complete" ]; then
  quietly "${npm_install[@]}" --prefix "$cache" code-server@4.100.3 playwright-core@1
  quietly "${npm_install[@]}" --prefix "$code" --omit=dev
  # Search in files is not tested: a program that fails is enough where there is no ripgrep.
  mkdir -p "$code/node_modules/@vscode/ripgrep/bin"
  ln -sf "$(command -v rg || command -v false)" "$code/node_modules/@vscode/ripgrep/bin/rg"
  ln -sfn node_modules "$code/node_modules.asar"
  touch "$cache/complete"
fi

# The package is made from a copy, so that nothing is left in the checkout.
mkdir -p "$work/checkout/editors"
cp -r grammar LICENSE-MIT LICENSE-APACHE "$work/checkout"
(cd editors && tar -c --exclude=node_modules --exclude=dist --exclude='*.vsix' vscode) | tar -x -C "$work/checkout/editors"
(
  cd "$work/checkout/editors/vscode"
  quietly npm ci --no-audit --no-fund --ignore-scripts
  # The bundler is a program that npm brings without a script.
  quietly npm run package
)
package=$(echo "$work/checkout/editors/vscode/"glossator-*.vsix)

cp -r tests/sample "$work/sample"
mkdir -p "$work/data/data/User" "$work/data/data/Machine"
echo '{}' >"$work/data/data/Machine/settings.json"
cat >"$work/data/data/User/settings.json" <<'JSON'
{
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "extensions.autoCheckUpdates": false,
  "telemetry.telemetryLevel": "off",
  "window.autoDetectColorScheme": true
}
JSON
quietly node "$code/out/server-main.js" --accept-server-license-terms \
  --extensions-dir "$work/extensions" --server-data-dir "$work/data" --install-extension "$package"

if [ -n "${SCREENSHOTS:-}" ]; then
  mkdir -p "$SCREENSHOTS"
  SCREENSHOTS=$(cd "$SCREENSHOTS" && pwd)
fi
# Node finds packages from where a script stands, hence the copy.
cp tests/editors/vscode.mjs "$cache/vscode.mjs"
CODE=$code WORK=$work CHROMIUM=$CHROMIUM SCREENSHOTS=${SCREENSHOTS:-} PATH="$(dirname "$binary"):$PATH" \
  timeout 240 node "$cache/vscode.mjs"
