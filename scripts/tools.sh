#!/usr/bin/env bash
# Checks that what `make` cannot install is there, and says in words what is not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()
want_rust=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

if ! command -v cargo >/dev/null; then
  missing+=("Rust $want_rust or newer (cargo is not on the PATH)")
else
  have_rust=$(rustc --version | cut -d' ' -f2)
  if [ "$(printf '%s\n' "$want_rust" "$have_rust" | sort -V | head -n1)" != "$want_rust" ]; then
    missing+=("Rust $want_rust or newer (this is $have_rust)")
  fi
fi

if ! command -v cc >/dev/null; then
  missing+=("a C compiler, for SQLite (Debian: build-essential)")
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  missing+=("Node.js 20.19 or newer with npm (node and npm are not both on the PATH)")
elif ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  missing+=("Node.js 20.19 or newer (this is $(node --version))")
fi

if [ "${#missing[@]}" -gt 0 ]; then
  {
    echo "Charrette is built with tools that are not here yet. Please install:"
    printf '  - %s\n' "${missing[@]}"
  } >&2
  exit 1
fi
