// How long to wait before the next attempt. Pure.

/** The least wait before an attempt, ms: a server that comes back at once is found at once. */
export const LEAST_MS = 200;
/** The longest the first wait can be, ms; it doubles with every failure. */
export const FIRST_MS = 3_000;
/** The longest any wait can be, ms. */
export const MOST_MS = 30_000;

/**
 * The wait before an attempt, ms, after `failures` failures in a row (0 = the connection had stood).
 *
 * Drawn from the whole span ("full jitter"), so that a room of forty-five that lost its server together does not come
 * back together. A server that asked for a pause (`retryAfter`, seconds) gets it, and the jitter on top.
 */
export function waitBefore(failures: number, random: number, retryAfter: number | null = null): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 30));
  const asked = Math.max(0, retryAfter ?? 0) * 1_000;
  return Math.round(asked + LEAST_MS + random * (most - LEAST_MS));
}
