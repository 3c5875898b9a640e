#!/usr/bin/env bash
# Runs one stage of the build and says what it is and how long it took.
#
#   scripts/stage.sh NAME COMMAND [ARGUMENT...]
#
# With STAGE_LOG=FILE the output is kept in FILE as well, for scripts/tally.sh.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: scripts/stage.sh NAME COMMAND [ARGUMENT...]" >&2
  exit 2
fi
name=$1
shift

echo "==> $name"
SECONDS=0
status=0
if [ -n "${STAGE_LOG:-}" ]; then
  mkdir -p "$(dirname "$STAGE_LOG")"
  # Not an && chain: pipefail hands on the command's own status.
  "$@" 2>&1 | tee "$STAGE_LOG" || status=$?
else
  "$@" || status=$?
fi

if [ "$status" -ne 0 ]; then
  echo "==> $name: FAILED after $SECONDS s (exit code $status)" >&2
  exit "$status"
fi
echo "==> $name: done in $SECONDS s"
