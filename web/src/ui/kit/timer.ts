// The one seam between the kit and the passing of time, so that tests turn the hands themselves.

/** Runs something later, once; the answer takes it back. */
export type Schedule = (run: () => void, milliseconds: number) => () => void;

/** The browser's own timer. */
export const browserSchedule: Schedule = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
