#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests: the one in $CHROMIUM, else
# the first one on the PATH, else Debian's (installed when run as root).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name"; then
      return 0
    fi
  done
  return 1
}

if [ -n "${CHROMIUM:-}" ]; then
  if ! command -v "$CHROMIUM"; then
    echo "CHROMIUM is set to '$CHROMIUM', which is not a program that can be run." >&2
    echo "Set it to the path of a Chromium or Chrome, or unset it." >&2
    exit 1
  fi
  exit 0
fi

if ! find_chromium; then
  echo "The browser tests need Chromium." >&2
  # Without a font of its own a bare machine draws boxes instead of text.
  "$here/debian-package.sh" chromium fonts-liberation
  find_chromium || {
    echo "Chromium was installed but is not on the PATH; set CHROMIUM to its path." >&2
    exit 1
  }
fi
