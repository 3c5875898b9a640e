#!/usr/bin/env bash
# Makes sure that a Debian package is there: installs it as root, else says how.
#
#   scripts/debian-package.sh PACKAGE [PACKAGE...]
#
# Everything is printed to standard error, so that callers may print results.
set -euo pipefail

packages=("$@")
if [ "${#packages[@]}" -eq 0 ]; then
  echo "usage: scripts/debian-package.sh PACKAGE [PACKAGE...]" >&2
  exit 2
fi

if ! command -v apt-get >/dev/null; then
  echo "Please install ${packages[*]} with your system's package manager, then run this again." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  {
    echo "Please install ${packages[*]}, then run this again:"
    echo "    sudo apt-get install ${packages[*]}"
    echo "(It is done without asking only when run as root.)"
  } >&2
  exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${packages[*]} ..." >&2
export DEBIAN_FRONTEND=noninteractive
if ! {
  apt-get update -qq &&
    apt-get install -y -qq --no-install-recommends "${packages[@]}"
} >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  echo "Installing ${packages[*]} failed; what apt-get said is above." >&2
  exit 1
fi
