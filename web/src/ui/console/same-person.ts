// Who might be the same person as somebody, and what is signed with a name. Plain functions.

import type { MemberId } from "../../protocol.gen";
import type { RecordOf, Records } from "../../room/records";
import { counts, facilitates } from "./people";

type Member = RecordOf<"member">;

/** Seats with which one could be joined: of the same kind, those that are offline first, then by name. */
export function twins(
  members: readonly Member[],
  one: Pick<Member, "id" | "role">,
  connected: ReadonlySet<MemberId>,
): Member[] {
  const alike = ({ id, role }: Member) => id !== one.id && !facilitates(role) && counts(role) === counts(one.role);
  const order = ({ id, name }: Member): [number, string] => [Number(connected.has(id)), name ?? ""];
  return members.filter(alike).sort((left, right) => {
    const [[here, name], [otherHere, otherName]] = [order(left), order(right)];
    return here - otherHere || name.localeCompare(otherName) || (left.id < right.id ? -1 : 1);
  });
}

/** How much of what a console sees is signed with somebody's name; nothing where names do not hold. */
export function signedBy(records: Pick<Records, "all">, member: MemberId): { notes: number; entries: number } {
  let [notes, entries] = [0, 0];
  for (const { by } of records.all("note")) if (by.signed === "named" && by.member === member) notes += 1;
  for (const { by } of records.all("entry")) if (by.signed === "named" && by.member === member) entries += 1;
  return { notes, entries };
}
