// The words of what people have agreed to, as facilitators read them.

import type { Consent } from "../protocol.gen";

export const counted = (answered: number, of: number, listed: number) =>
  answered === 0
    ? "Nobody has said yet what may be published of them."
    : `${answered} of ${of} have answered; ${listed} may be listed.`;
export const label = "May be published";
export const says = (consent: Consent | undefined) =>
  consent === undefined
    ? "not answered, so nothing"
    : consent.listed && consent.quoted
      ? "name in the list, words quoted"
      : consent.listed
        ? "name in the list, no quotes"
        : consent.quoted
          ? "words quoted, no name in the list"
          : "nothing";
