// Looking things up among records, whether confirmed, predicted or in a test.

import type { MemberId, RecordKind, Record as RoomRecord } from "../protocol.gen";

/** A record of one kind. */
export type RecordOf<Kind extends RecordKind> = Extract<RoomRecord, { kind: Kind }>;

/** Records to look things up in. */
export interface Records {
  get<Kind extends RecordKind>(kind: Kind, id: string): RecordOf<Kind> | undefined;
  all<Kind extends RecordKind>(kind: Kind): Iterable<RecordOf<Kind>>;
}

/** What is on a paper. */
export type Paper = Pick<RecordOf<"paper">, "marks" | "reasons">;

/** Marks on options. */
export type MarksOn = Paper["marks"];

/** Orders by rank, and things of one rank by id, so that all screens agree. */
export function byRank(one: { rank: number; id: string }, other: { rank: number; id: string }): number {
  return one.rank - other.rank || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/** The paper of a member in a ballot. */
export function paperOf(records: Records, member: MemberId, ballot: string): RecordOf<"paper"> | undefined {
  for (const paper of records.all("paper")) if (paper.member === member && paper.ballot === ballot) return paper;
  return undefined;
}
