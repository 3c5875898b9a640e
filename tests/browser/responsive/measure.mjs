// From an input to the paint that shows it, as Chromium itself traces both.
//
// What is exact here. For keys, presses and taps the trace holds `EventTiming` (category devtools.timeline): it begins
// with the time at which the browser took in the input, before it is handed to the page, and ends when the first frame
// painted after its handlers was on the screen, in microseconds; the page's own PerformanceEventTiming rounds the same
// to 8 ms. Moves of a pointer are not in it; for them the compositor traces `EventLatency`, from the same beginning to
// the same end, with a stage of its own for what reached the screen. Of moves that were handled together the oldest
// counts. Whether that frame does show what was done is asked of the page itself, just before it is painted.

const CATEGORIES = ["-*", "devtools.timeline", "cc", "benchmark", "input"];
/** The stage of `EventLatency` that only a move has whose frame was shown. */
const PRESENTED = /ToPresentationCompositorFrame|SwapEndToPresentation/u;

/** What runs in the page: it notes inputs, and whether the frame after one shows what it should. */
function watchInputs() {
  if (globalThis.inputs) {
    globalThis.inputs.length = 0;
    return;
  }
  const inputs = [];
  globalThis.inputs = inputs;
  /** What the next input of a type is to be taken for, and how to see that it is shown. */
  globalThis.awaited = null;
  const note = (event) => {
    const { type, timeStamp } = event;
    if (type === "pointermove") {
      if (event.buttons === 0) return;
      inputs.push({ type, timeStamp, oldest: Math.min(...event.getCoalescedEvents().map((one) => one.timeStamp)) });
      return;
    }
    const waits = globalThis.awaited;
    if (waits?.type !== type) return;
    const input = { type, timeStamp, what: waits.what, shown: false };
    inputs.push(input);
    if (!waits.again) globalThis.awaited = null;
    requestAnimationFrame(() => {
      input.shown = waits.shown();
    });
  };
  addEventListener(
    "pointerdown",
    ({ target }) => {
      globalThis.pressed = target.closest("[data-note]")?.dataset.note;
    },
    { capture: true },
  );
  for (const type of ["keydown", "pointerup", "click", "pointermove"]) addEventListener(type, note, { capture: true });
}

/** A page whose inputs are measured. */
export class Meter {
  #page;
  #browser;

  constructor(browser, page) {
    this.#browser = browser;
    this.#page = page;
  }

  /**
   * The next input of `type` is a `what`, and is seen when `shown` holds in the page (called with `about`); with `again`
   * so is every further one until something else is awaited.
   */
  async awaits(type, what, shown, about = null, again = false) {
    await this.#page.evaluate(
      ({ type, what, shown, about, again }) => {
        const test = new Function("about", `return (${shown})(about)`);
        globalThis.awaited = { type, what, again, shown: () => test(about) === true };
      },
      { type, what, shown: shown.toString(), about, again },
    );
  }

  /** Measures all inputs while `act` goes on: latencies in ms by what they were, and what could not be measured. */
  async measure(act) {
    await this.#page.evaluate(watchInputs);
    await this.#browser.startTracing(this.#page, { categories: CATEGORIES });
    let trace;
    try {
      await act();
    } finally {
      trace = JSON.parse(await this.#browser.stopTracing()).traceEvents;
    }
    return latencies(trace, await this.#page.evaluate(() => globalThis.inputs));
  }
}

/** Pairs of beginning and end of asynchronous trace events, with what is nested in each. */
function spans(trace, name) {
  const key = ({ pid, id, id2 }) => `${pid}/${id ?? id2?.local}`;
  const open = new Map();
  const all = [];
  for (const event of trace.filter(({ ph }) => ph === "b" || ph === "e").sort((one, other) => one.ts - other.ts)) {
    const known = open.get(key(event));
    if (event.name !== name) known?.inside.push(event.name);
    else if (event.ph === "b") open.set(key(event), { begin: event, inside: [] });
    else if (known) {
      all.push({ ...known, end: event });
      open.delete(key(event));
    }
  }
  return all;
}

function latencies(trace, inputs) {
  const timings = spans(trace, "EventTiming").map(({ begin, end }) => ({
    ...begin.args.data,
    ts: begin.ts,
    took: (end.ts - begin.ts) / 1_000,
  }));
  const moves = spans(trace, "EventLatency").filter(
    ({ begin, end, inside }) =>
      (begin.args.event_latency ?? end.args.event_latency)?.event_type === "MOUSE_DRAGGED" &&
      inside.some((stage) => PRESENTED.test(stage)),
  );
  const [first] = timings;
  if (!first) throw new Error("The trace holds no input at all.");
  /** Where the page's clock is zero on the trace's, µs. */
  const zero = first.ts - first.timeStamp * 1_000;
  const found = new Map();
  const add = (what, took) => found.set(what, [...(found.get(what) ?? []), took]);
  const faults = [];
  for (const input of inputs.filter(({ type }) => type !== "pointermove")) {
    const timing = timings.find(
      ({ type, timeStamp }) => type === input.type && Math.abs(timeStamp - input.timeStamp) < 0.5,
    );
    if (!timing) faults.push(`a ${input.what} is not in the trace`);
    else if (!input.shown) faults.push(`the first frame after a ${input.what} does not show it`);
    else add(input.what, timing.took);
  }
  for (const { begin, end } of moves) {
    const at = (begin.ts - zero) / 1_000;
    const handled = inputs.find(
      ({ type, timeStamp, oldest }) => type === "pointermove" && oldest - 0.5 < at && at < timeStamp + 0.5,
    );
    if (handled) add("move of a dragged note", (end.ts - zero) / 1_000 - handled.oldest);
  }
  if (found.size === 0) faults.push("no input was noted by the page");
  return { found, faults };
}
