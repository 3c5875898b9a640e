// What may be the matter with a note on a screen.

/** A note's state; each says itself in words. */
export type NoteState =
  | { kind: "rest" }
  /** Others were merged into it. `count` is how many notes it stands for. */
  | { kind: "merged"; count: number }
  /** Kept on this device until there is a connection. */
  | { kind: "unsent" }
  /** Someone else is putting it somewhere: `table 6`. */
  | { kind: "moving"; who: string }
  /** Others put it elsewhere, and it still stands here until the list is updated; `by` says where it is. */
  | { kind: "away" }
  /** An edit came too late: both texts, and one must be chosen. */
  | { kind: "conflict"; mine: string; theirs: string };
