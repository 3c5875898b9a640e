// The connection as a screen sees it.

/** State of the way to the server, and how many commands of this browser have no answer yet. */
export interface Connection {
  /**
   * `live`: the socket stands. `polling`: short requests instead. `connecting`: not yet, or again. `offline`: given up
   * for the moment, tried again by itself. `stopped`: the server said so; only a reload helps.
   */
  state: "live" | "polling" | "connecting" | "offline" | "stopped";
  waiting: number;
}
