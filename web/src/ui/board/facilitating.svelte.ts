// Fetches what only facilitators see on the large screens. The page of anybody else never asks for it.

const fetchParts = () => import("./facilitators");
type Parts = Awaited<ReturnType<typeof fetchParts>>;

/** The parts of facilitators on this page. */
class Facilitating {
  /** None: not asked for, not here yet, or not to be had; the rest of the page does without. */
  parts: Parts | null = $state.raw(null);
  #asked = false;

  /** Fetches the parts, once, for a seat that facilitates. */
  ask(facilitates: boolean): void {
    if (!facilitates || this.#asked) return;
    this.#asked = true;
    fetchParts().then(
      (found) => {
        this.parts = found;
      },
      () => undefined,
    );
  }
}

/** The parts of facilitators on this page. */
export const facilitating = new Facilitating();
