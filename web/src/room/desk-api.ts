// The plain requests of start page and console, which no seat makes: opening, links, rehearsal, bringing in.

import type {
  BoardId,
  ColumnId,
  ImportArchive,
  ImportKind,
  ImportPreview,
  LinkListed,
  OpenRehearsal,
  OpenWorkshop,
  RevokeLink,
  Seated,
  ServerFacts,
  Verified,
} from "../protocol.gen";
import { archive as archiveWords } from "../words/start";
import { type Answer, Api, failed } from "./api";

/** The requests of a seat, and those of whoever opens and leads a workshop. */
export class DeskApi extends Api {
  /** What a page should know before anybody joins. */
  server(): Promise<Answer<ServerFacts>> {
    return this.json("GET", "/api/server", undefined, null);
  }

  /** Opens a workshop. Repeated with the same ids and secret, it opens one. */
  open(wish: OpenWorkshop): Promise<Answer<Seated>> {
    return this.json("POST", "/api/workshops", wish, null);
  }

  /** The links that still work, newest last. */
  links(credential: string): Promise<Answer<LinkListed[]>> {
    return this.json("POST", "/api/links/list", undefined, credential);
  }

  /** Makes a link work no more. */
  revokeLink(credential: string, wish: RevokeLink): Promise<Answer<null>> {
    return this.json("POST", "/api/links/revoke", wish, credential);
  }

  /** Draws a fresh code; the old one opens nothing any more. */
  changeCode(credential: string): Promise<Answer<null>> {
    return this.json("POST", "/api/code", undefined, credential);
  }

  /** Copies agenda and boards into a rehearsal, and takes the lead's seat there. */
  openRehearsal(credential: string, wish: OpenRehearsal): Promise<Answer<Seated>> {
    return this.json("POST", "/api/rehearsal", wish, credential);
  }

  /** Compares what every screen was sent with what the log leads to. */
  verify(credential: string): Promise<Answer<Verified>> {
    return this.json("POST", "/api/verify", undefined, credential);
  }

  /**
   * Reads a file of notes or entries and says what it understood; nothing is changed. The rows that a person accepts
   * are posted as ordinary commands. Rows that name no column go to `fallback`, where one is given.
   */
  importPreview(
    credential: string,
    file: Blob,
    kind: ImportKind,
    board: BoardId,
    fallback: ColumnId | null,
  ): Promise<Answer<ImportPreview>> {
    const query = new URLSearchParams({ what: kind, board });
    if (fallback) query.set("column", fallback);
    return this.json("POST", `/api/import/preview?${query}`, file, credential);
  }

  /** Opens a workshop from an archive, whose text goes in as it is: nothing of it is read and written anew here. */
  importArchive(wish: Omit<ImportArchive, "archive">, archive: string, key: string | null): Promise<Answer<Seated>> {
    try {
      JSON.parse(archive);
    } catch {
      return Promise.resolve(failed({ code: "malformed", words: archiveWords.refused }));
    }
    const body = `${JSON.stringify(wish).slice(0, -1)},"archive":${archive}}`;
    // The key is checked before megabytes are read, so it does not stand among them.
    const more: Record<string, string> = key === null ? {} : { "x-creation-key": key };
    return this.json("POST", "/api/import/archive", new Blob([body], { type: "application/json" }), null, more);
  }
}

/** The requests of this page. */
export const api = new DeskApi();
