import type { BrowserContext, Page, WebSocket } from "@playwright/test";
import type { Wire } from "./wire.ts";

/** One WebSocket message of a screen. */
export interface Frame {
  readonly direction: "sent" | "received";
  /** As text; binary messages as latin1, so that a search still finds what is in them. */
  readonly text: string;
}

/** All that a screen was told: WebSocket messages, answers to fetches, and raw bytes. */
export class Capture {
  readonly #frames: Frame[] = [];
  readonly #answers: Promise<string>[] = [];
  readonly #wire: Wire;

  constructor(context: BrowserContext, wire: Wire) {
    this.#wire = wire;
    context.on("page", (page) => this.#watch(page));
    context.on("response", (response) => {
      if (!["fetch", "xhr"].includes(response.request().resourceType())) return;
      // A body may be gone (navigation, cut network); its bytes are on the wire all the same.
      this.#answers.push(response.text().catch(() => ""));
    });
  }

  /** WebSocket messages so far, in order. */
  get frames(): readonly Frame[] {
    return this.#frames;
  }

  /** The messages that came from the server, read as JSON. */
  get received(): unknown[] {
    return this.#frames.filter((frame) => frame.direction === "received").map((frame) => JSON.parse(frame.text));
  }

  /**
   * Where `needle` occurs in anything that reached this screen: plain, as JSON writes it,
   * or in percent or base64 form. Empty means it was never told. What the screen itself
   * sent is not searched.
   */
  async find(needle: string): Promise<string[]> {
    const answers = await Promise.all(this.#answers);
    const raw = this.#wire.received;
    const places: string[] = [];
    for (const [form, text] of forms(needle)) {
      this.#frames.forEach((frame, index) => {
        if (frame.direction === "received" && frame.text.includes(text)) places.push(`frame ${index} (${form})`);
      });
      answers.forEach((answer, index) => {
        if (answer.includes(text)) places.push(`answer ${index} (${form})`);
      });
      const at = raw.indexOf(text);
      if (at >= 0) places.push(`byte ${at} on the wire (${form})`);
    }
    return places;
  }

  #watch(page: Page): void {
    page.on("websocket", (socket: WebSocket) => {
      const keep = (direction: Frame["direction"]) => (frame: { payload: string | Buffer }) => {
        const { payload } = frame;
        this.#frames.push({ direction, text: typeof payload === "string" ? payload : payload.toString("latin1") });
      };
      socket.on("framesent", keep("sent"));
      socket.on("framereceived", keep("received"));
    });
  }
}

/** The ways in which a text could travel. */
function forms(needle: string): Map<string, string> {
  const json = JSON.stringify(needle).slice(1, -1);
  const all: [string, string][] = [
    ["plain", needle],
    ["json", json],
    ["ascii json", json.replace(/[^ -~]/g, escaped)],
    ["percent", encodeURIComponent(needle)],
    ...[0, 1, 2].map((shift): [string, string] => [`base64 at ${shift}`, base64(needle, shift)]),
  ];
  const seen = new Set<string>();
  return new Map(all.filter(([, text]) => text !== "" && !seen.has(text) && seen.add(text)));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * The part of `needle` in base64 that does not depend on what stands before and after
 * it, when `shift` bytes of a group of three stand before. Empty if too short to mean anything.
 */
function base64(needle: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(needle)]);
  const whole = bytes.subarray(shift === 0 ? 0 : 3, bytes.length - (bytes.length % 3));
  return whole.length >= 6 ? whole.toString("base64") : "";
}
