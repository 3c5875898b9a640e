#!/usr/bin/env bash
# Generates the TypeScript types of the protocol.
#
#   scripts/types.sh write   writes web/src/protocol.gen.ts
#   scripts/types.sh check   fails if that file is not what would be written
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

committed=web/src/protocol.gen.ts

generate() {
  local locked=()
  [ -z "${CI:-}" ] || locked=(--locked)
  cargo run --quiet "${locked[@]}" -p charrette-protocol --features typescript \
    --bin generate-types -- "$1"
}

case "${1:-}" in
  write)
    generate "$committed"
    echo "Wrote $committed." >&2
    ;;
  check)
    fresh=$(mktemp -d)
    trap 'rm -rf "$fresh"' EXIT
    generate "$fresh/protocol.gen.ts"
    if ! diff -u "$committed" "$fresh/protocol.gen.ts"; then
      echo "$committed is not what the protocol crate generates." >&2
      echo "Run 'make types' and commit the result; the file is not edited by hand." >&2
      exit 1
    fi
    ;;
  *)
    echo "usage: scripts/types.sh write|check" >&2
    exit 2
    ;;
esac
