#!/usr/bin/env bash
# Installs the client's packages exactly as web/package-lock.json says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

echo "Installing the web client's packages ..." >&2
(cd web && npm ci --no-audit --no-fund --no-progress --loglevel=error </dev/null >&2)

# The browser tests use the same packages under the same lock. Module resolution
# looks upwards only, from tests/browser/ and never sideways, hence the link.
ln -sfn ../../web/node_modules tests/browser/node_modules

# npm writes this file last; its time is what make compares with the lock's.
touch web/node_modules/.package-lock.json
