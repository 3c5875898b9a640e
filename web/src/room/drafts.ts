// Texts that are being written: kept with every change, so that neither a reload nor the next step takes them away.

import { type Shelf, seatPrefix } from "./shelf";

/** The unsent texts of one seat, by step and field. */
export class Drafts {
  readonly #shelf: Shelf;
  readonly #prefix: string;
  /** Before each field of somebody for whom this seat speaks. */
  readonly #writer: string;

  constructor(shelf: Shelf, workshop: string, seat: string, writer = "") {
    this.#shelf = shelf;
    this.#prefix = `${seatPrefix(workshop, seat)}draft/`;
    this.#writer = writer;
    this.of = (member) => new Drafts(shelf, workshop, seat, `by/${member}/`);
  }

  /** What somebody else at this device writes: nobody finds another's words in their own box. */
  readonly of: (member: string) => Drafts;

  /** What stands in a field of a step (`field`: `new`, `note/<id>`, `entry/title`, …); empty if nothing does. */
  read(step: string, field: string): string {
    return this.#shelf.get(this.#name(step, field)) ?? "";
  }

  /** Keeps what stands in a field; says whether it will outlive the page. An empty text is forgotten. */
  write(step: string, field: string, text: string): boolean {
    if (text !== "") return this.#shelf.set(this.#name(step, field), text);
    this.clear(step, field);
    return true;
  }

  /** Forgets a field: its text was sent or given up. */
  clear(step: string, field: string): void {
    this.#shelf.remove(this.#name(step, field));
  }

  /** The fields of a step in which something stands, by name. */
  fields(step: string): string[] {
    const prefix = this.#name(step, "");
    return this.#shelf
      .names(prefix)
      .map((name) => name.slice(prefix.length))
      .sort();
  }

  #name(step: string, field: string): string {
    return `${this.#prefix}${step}/${this.#writer}${field}`;
  }
}
