// The drawings of the icon set, on a grid of 20. Lines only, square ends, 1.75 px unless a drawing says
// otherwise; a filled part is the exception and named.

interface Drawing {
  line: string;
  /** Filled with the ink of the text. */
  fill?: string;
  weight?: number;
}

export const ICONS = {
  check: { line: "M4.5 10.5 8.5 14.5 15.5 6" },
  close: { line: "M5 5l10 10M15 5 5 15" },
  plus: { line: "M10 4v12M4 10h12" },
  more: { line: "M4 10h.01M10 10h.01M16 10h.01", weight: 2.6 },
  left: { line: "M16 10H5M9.5 5.5 5 10l4.5 4.5" },
  right: { line: "M4 10h11M10.5 5.5 15 10l-4.5 4.5" },
  up: { line: "M10 16V5M5.5 9.5 10 5l4.5 4.5" },
  down: { line: "M10 4v11M5.5 10.5 10 15l4.5-4.5" },
  fold: { line: "M5 8l5 5 5-5" },
  undo: { line: "M7 5 3.5 8.5 7 12M3.5 8.5H12a4 4 0 0 1 0 8H8" },
  pause: { line: "M7 4.5v11M13 4.5v11" },
  download: { line: "M10 3v9M6 8.5l4 4 4-4M4 16.5h12" },
  upload: { line: "M10 12.5V3.5M6 7l4-4 4 4M4 16.5h12" },
  link: { line: "M8.5 11.5 11.5 8.5M9.5 5.5 11 4a3.5 3.5 0 0 1 5 5l-1.5 1.5M10.5 14.5 9 16a3.5 3.5 0 0 1-5-5l1.5-1.5" },
  copy: { line: "M7.5 7.5h9v9h-9zM4.5 12.5h-1v-9h9v1" },
  pen: { line: "M4 16l.8-3.6L13.2 4 16 6.8 7.6 15.2zM11.4 5.8l2.8 2.8" },
  search: { line: "M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6zM12.8 12.8l3.7 3.7" },
  unsent: { line: "M3 3l14 14M6 8.5A3.8 3.8 0 0 0 6 16h9M9 5.2a5 5 0 0 1 6 4 3.2 3.2 0 0 1 2.4 4.6" },
  waiting: { line: "M10 3.2a6.8 6.8 0 1 0 0 13.6 6.8 6.8 0 0 0 0-13.6zM10 6.5V10l2.6 2" },
  warning: { line: "M10 3 18 16.5H2ZM10 8v4M10 14.3v.01" },
  info: { line: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 9.4v4M10 6.7v.01" },
  lock: { line: "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5" },
  unlock: { line: "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 5.6-1.5" },
  people: {
    line: "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c0-3.5 2.4-5 5.5-5s5.5 1.5 5.5 5M13 3.8a3 3 0 0 1 0 5.4M15 11.8c1.9.7 3 2.2 3 4.7",
  },
  hidden: {
    line: "M3 3l14 14M8 5.3A7.6 7.6 0 0 1 10 5c5 0 8 5 8 5a14 14 0 0 1-2.6 3M5 6.5C3 8 2 10 2 10s3 5 8 5c1 0 2-.2 2.8-.5",
  },
  seen: { line: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z" },
  report: { line: "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.8 10h5M7.8 13.5h5" },
  wall: { line: "M2.5 4h15v10h-15zM7 17h6M10 14v3" },
  phone: { line: "M6 2.5h8v15H6zM9.2 15h1.6" },
  light: {
    line: "M10 6.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM10 1.8v1.4M10 16.8v1.4M1.8 10h1.4M16.8 10h1.4M4.2 4.2l1 1M14.8 14.8l1 1M4.2 15.8l1-1M14.8 5.2l1-1",
  },
  dark: { line: "M15.8 12.2A6.6 6.6 0 0 1 7.8 4.2a6.6 6.6 0 1 0 8 8z" },
  system: { line: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", fill: "M10 3a7 7 0 0 0 0 14z" },
  merge: { line: "M4 4.5h3l3 5.5h6M4 15.5h3l3-5.5M13 7l3 3-3 3" },
  split: { line: "M4 10h4l3-5.5h5M8 10l3 5.5h5M14 2.5l2 2-2 2M14 13.5l2 2-2 2" },
  closeCall: { line: "M3 8h14M3 12h14" },
  divided: { line: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14", fill: "M10 3a7 7 0 0 1 0 14z" },
  common: { line: "M7.5 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12.5 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10z" },
  priority: { line: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" },
  underneath: { line: "M3 6h14M5.5 10h9M8 14h4" },
  keyboard: { line: "M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7" },
} as const satisfies Record<string, Drawing>;

/** Name of a drawing. */
export type IconName = keyof typeof ICONS;

/** A drawing with all its parts, absent ones named. */
export function drawing(name: IconName): { line: string; fill: string | null; weight: number } {
  const found: Drawing = ICONS[name];
  return { line: found.line, fill: found.fill ?? null, weight: found.weight ?? 1.75 };
}
