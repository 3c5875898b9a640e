// A QR code as one SVG path: dark modules only, neighbours in a row joined into one rectangle.

/** Path of a square matrix of modules (`true` is dark), one unit a module, without the quiet zone. */
export function modulesToPath(modules: readonly (readonly boolean[])[]): string {
  let path = "";
  for (const [y, row] of modules.entries()) {
    let x = 0;
    while (x < row.length) {
      if (!row[x]) {
        x += 1;
        continue;
      }
      const from = x;
      while (row[x]) x += 1;
      path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  }
  return path;
}
