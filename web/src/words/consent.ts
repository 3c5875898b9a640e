// The words of what people have agreed to, as facilitators read them.

import type { Consent } from "../protocol.gen";

export const counted = (these: { answered: number; of: number; listed: number; quoted: number }) =>
  these.answered === 0
    ? "Nobody has said yet what may be published of them."
    : `${these.answered} of ${these.of} have answered; ${these.listed} may be listed, ${these.quoted} quoted.`;
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
