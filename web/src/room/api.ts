// The few plain requests of a seat: joining, links, files. Each ends in a value or in words with a way out.

import type {
  DrawQr,
  ExportWish,
  Join,
  KnockAt,
  LinkMade,
  Lobby,
  MakeLink,
  Problem,
  ProblemCode,
  QrDrawn,
  Seated,
  Venue,
} from "../protocol.gen";
import { words } from "../words";

/** Why a request failed. `unreachable`: there was no answer; `unexpected`: one that this page cannot read. */
export interface Failure {
  readonly code: ProblemCode | "unreachable" | "unexpected";
  /** What happened and what to do, for people. */
  readonly words: string;
}

/** What came of a request. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** A file that the server made. */
export interface ServedFile {
  readonly blob: Blob;
  /** Its name as the server suggests it. */
  readonly name: string;
}

/** What a workshop can be saved as. */
export type ExportFormat = "docx" | "html" | "xlsx" | "csv" | "markdown" | "figures" | "json" | "template" | "all";

/** Where each is asked for: these are the workshop itself, all others are made of its report. */
const pathOf = (format: ExportFormat): string =>
  `/api/${["json", "csv", "template"].includes(format) ? "export" : "report"}/${format}`;

/** How requests are made; tests bring their own. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

function isProblem(body: unknown): body is Problem {
  const problem = body as Partial<Problem> | null | undefined;
  return typeof problem?.code === "string" && typeof problem.words === "string";
}

/** An answer that says why there is none. */
export const failed = (failure: Failure): Answer<never> => ({ ok: false, failure });
const unreachable = (): Answer<never> => failed({ code: "unreachable", words: words.network.unreachable });

/** The name in a `Content-Disposition` header. */
export function fileName(header: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/iu.exec(header ?? "")?.[1];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // Badly encoded: the plain name may do.
  }
  return /filename="([^"]+)"/iu.exec(header ?? "")?.[1] ?? otherwise;
}

/** The requests of one page to its own server. */
export class Api {
  readonly #fetch: Fetch;

  constructor(fetch: Fetch = (path, init) => globalThis.fetch(path, init)) {
    this.#fetch = fetch;
  }

  /** What is behind a door. */
  lobby(knock: KnockAt): Promise<Answer<Lobby>> {
    return this.json("POST", "/api/lobby", knock, null);
  }

  /** Comes in. Repeated with the same id and secret, it takes one seat. */
  join(join: Join): Promise<Answer<Seated>> {
    return this.json("POST", "/api/join", join, null);
  }

  /** Ends this session. */
  leave(credential: string): Promise<Answer<null>> {
    return this.json("POST", "/api/leave", undefined, credential);
  }

  /** Makes a capability link; its secret is told this once. */
  makeLink(credential: string, wish: MakeLink): Promise<Answer<LinkMade>> {
    return this.json("POST", "/api/links", wish, credential);
  }

  /** Where this server can be reached, best first. */
  venue(credential: string): Promise<Answer<Venue>> {
    return this.json("POST", "/api/venue", undefined, credential);
  }

  /** A text as a QR code. */
  qr(wish: DrawQr): Promise<Answer<QrDrawn>> {
    return this.json("POST", "/api/qr", wish, null);
  }

  /**
   * The workshop as a file, as much of it as the asker may see. `editKeys` are those of this device: what was written
   * here anonymously is then in the file as it is on the screen. `query` says which report a facilitator means.
   */
  async export(credential: string, format: ExportFormat, editKeys: string[], query = ""): Promise<Answer<ServedFile>> {
    const wish: ExportWish = { edit_keys: editKeys };
    const response = await this.#send("POST", pathOf(format) + query, wish, credential);
    if (!response) return unreachable();
    if (!response.ok) return this.#problem(response);
    try {
      const name = fileName(
        response.headers.get("content-disposition"),
        `workshop.${format === "csv" ? "zip" : format}`,
      );
      return { ok: true, value: { blob: await response.blob(), name } };
    } catch {
      return unreachable(); // it broke off half-way
    }
  }

  /** Asks, and reads the answer. */
  protected async json<Value>(
    method: "GET" | "POST",
    path: string,
    body: unknown,
    credential: string | null,
    more: Record<string, string> = {},
  ): Promise<Answer<Value>> {
    const response = await this.#send(method, path, body, credential, more);
    if (!response) return unreachable();
    if (!response.ok) return this.#problem(response);
    if (response.status === 204) return { ok: true, value: null as Value };
    try {
      return { ok: true, value: (await response.json()) as Value };
    } catch {
      return failed({ code: "unexpected", words: words.network.unexpected(response.status) });
    }
  }

  async #problem(response: Response): Promise<Answer<never>> {
    try {
      const body: unknown = await response.json();
      if (isProblem(body)) return failed({ code: body.code, words: body.words });
    } catch {
      // A proxy's page, perhaps: the status is all that is known.
    }
    return failed({ code: "unexpected", words: words.network.unexpected(response.status) });
  }

  async #send(
    method: string,
    path: string,
    body: unknown,
    credential: string | null,
    more: Record<string, string> = {},
  ): Promise<Response | null> {
    const headers: Record<string, string> = { ...more };
    if (body instanceof Blob) headers["content-type"] = body.type || "application/octet-stream";
    else if (body !== undefined) headers["content-type"] = "application/json";
    if (credential !== null) headers.authorization = `Bearer ${credential}`;
    const init: RequestInit = { method, headers, cache: "no-store", credentials: "omit" };
    if (body !== undefined) init.body = body instanceof Blob ? body : JSON.stringify(body);
    try {
      return await this.#fetch(path, init);
    } catch {
      return null;
    }
  }
}

/** The requests of this page. */
export const api = new Api();
