// Writes .gz and .br beside every compressible file of the build, so that the server embeds and sends
// them as they are and never spends a request's time on compressing.

import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { gzipAsync } from "@gfx/zopfli";
import type { Plugin } from "vite";

const brotliAsync = promisify(brotliCompress);

/**
 * How often Zopfli looks for a shorter way to say the same in gzip; more gains nothing. Over plain http, as in a LAN, browsers
 * ask for gzip alone, so the 4 in 100 that it spares are spared in every room without a certificate.
 */
const ZOPFLI_ITERATIONS = 5;

/** Kinds of file that shrink. Fonts (woff2) and pictures are compressed already. */
const COMPRESSIBLE = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest"]);

/** Smaller files fit into one packet anyway; a second copy of them only costs room in the binary. */
const LEAST_BYTES = 512;

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const paths = entries.map((entry) => join(folder, entry));
  const kinds = await Promise.all(paths.map(async (path) => (await stat(path)).isFile()));
  return paths.filter((_, index) => kinds[index]);
}

async function writeBoth(path: string): Promise<void> {
  const raw = await readFile(path);
  if (raw.byteLength < LEAST_BYTES) return;
  const [zipped, brotli] = await Promise.all([
    gzipAsync(raw, { numiterations: ZOPFLI_ITERATIONS }),
    brotliAsync(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.byteLength,
      },
    }),
  ]);
  await Promise.all([writeFile(`${path}.gz`, zipped), writeFile(`${path}.br`, brotli)]);
}

/** Vite plugin: precompressed copies, written once the bundle is on disk. */
export function precompress(): Plugin {
  let out = "";
  return {
    name: "charrette-precompress",
    apply: "build",
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    // Not when the bundle is closed: that happens after a build that failed, too, and would hide why it did.
    async writeBundle() {
      const found = await files(out);
      await Promise.all(found.filter((path) => COMPRESSIBLE.has(extname(path))).map(writeBoth));
    },
  };
}
