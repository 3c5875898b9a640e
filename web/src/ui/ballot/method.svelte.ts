// What every screen asks about a ballot's method, and the screens of other methods than dots: fetched when one is met.

import type { BallotMethod, BallotSettings } from "../../protocol.gen";

/** A method by its name. */
export type MethodOf<By extends BallotMethod["by"]> = Extract<BallotMethod, { by: By }>;

type Screens = typeof import("./methods/MethodScreens");

let fetched = $state.raw<Screens | null>(null);

/** How dots are given; none where people vote in another way. */
export function dotsOf({ method }: Pick<BallotSettings, "method">): MethodOf<"dots"> | null {
  return method.by === "dots" ? method : null;
}

/** Dots one may put on one option. */
export const capOf = (settings: Pick<BallotSettings, "method">): number => dotsOf(settings)?.cap ?? 1;

/** The screens of other methods, once they are there; without the network the next change of the ballot asks again. */
export function screensOf(settings: Pick<BallotSettings, "method"> | undefined): Screens | null {
  if (settings && !dotsOf(settings) && !fetched) {
    const wanted = import("./methods/MethodScreens");
    wanted.then(
      (found) => (fetched = found),
      () => {},
    );
  }
  return fetched;
}
