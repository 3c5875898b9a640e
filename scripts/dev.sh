#!/usr/bin/env bash
# The server and Vite side by side, until Ctrl-C or until one of them ends.
#
#   scripts/dev.sh DATA [SERVER ARGUMENT...]
#
# Open the address that Vite prints: pages come from Vite and follow every change;
# the conversation goes through Vite to the server on CHARRETTE_PORT.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

data=${1:?usage: scripts/dev.sh DATA [SERVER ARGUMENT...]}
shift
export CHARRETTE_PORT=${CHARRETTE_PORT:-4480}
vite_port=${VITE_PORT:-5173}
# A public address, which Vite's is to the server, would ask for a key otherwise.
export CHARRETTE_CREATE=${CHARRETTE_CREATE:-open}

# Built before either starts, so that a fault in it is the last thing on the screen.
cargo build --quiet -p charrette-server --bin charrette

children=()
# shellcheck disable=SC2317 # reached by the trap
stop() {
  trap - EXIT
  local child
  for child in "${children[@]}"; do
    kill -TERM "$child" 2>/dev/null || true
  done
  # Waited for, so that the server's last words and its log come before the prompt.
  wait || true
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The page's origin is Vite's, so the server has to know it by that address. Both
# commands end up as the process that was started (cargo replaces itself by the
# program), so the ids are those of the server and of Vite.
cargo run --quiet -p charrette-server --bin charrette -- run --data "$data" \
  --listen "127.0.0.1:$CHARRETTE_PORT" --public-url "http://127.0.0.1:$vite_port" "$@" &
children+=($!)
(cd web && exec node node_modules/vite/bin/vite.js --port "$vite_port" --strictPort --clearScreen false) &
children+=($!)

status=0
wait -n || status=$?
echo "One of the two ended (exit code $status); stopping the other." >&2
exit "$status"
