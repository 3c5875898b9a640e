// What every screen asks about a ballot's method. Pure.

import type { BallotMethod, BallotSettings } from "../../protocol.gen";

/** A method by its name. */
export type MethodOf<By extends BallotMethod["by"]> = Extract<BallotMethod, { by: By }>;

/** How dots are given; none where people vote in another way. */
export function dotsOf({ method }: Pick<BallotSettings, "method">): MethodOf<"dots"> | null {
  return method.by === "dots" ? method : null;
}

/** Dots one may put on one option. */
export const capOf = (settings: Pick<BallotSettings, "method">): number => dotsOf(settings)?.cap ?? 1;
