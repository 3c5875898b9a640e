// What this side refuses by itself, told as the server tells its refusals.

import type { Rejection } from "../protocol.gen";
import { words } from "../words";

/** A message that is larger than the server reads; `limit` in bytes. */
export const tooLarge = (limit: number): Rejection => ({
  code: "too_large",
  retry: "never",
  words: words.network.tooLarge(limit),
  params: { limit: String(limit) },
});
