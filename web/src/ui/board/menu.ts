// What a menu of further acts is made of.

import type { IconName } from "../kit/icons";

/** One act of a menu. */
export interface MenuItem {
  readonly words: string;
  readonly icon?: IconName;
  readonly keyHint?: string;
  /** Why it cannot be done now. */
  readonly why?: string;
  readonly act: () => void;
}
