#!/usr/bin/env bash
# Checks the shell scripts. Without shellcheck and without root this says so and
# goes on: nobody should have to install it to work on the server or the client.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v shellcheck >/dev/null; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "shellcheck is not installed: the shell scripts were not checked." >&2
    exit 0
  fi
  scripts/debian-package.sh shellcheck
fi
shellcheck .ci/run scripts/*.sh
