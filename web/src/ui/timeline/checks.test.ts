import { expect, it } from "vitest";
import type { EntryCheck, EntryId } from "../../protocol.gen";
import { NO_OVERLAY } from "../../room/overlay";
import type { RecordOf, Records } from "../../room/records";
import { type EntryView, entryViews, ViewCache } from "../../room/views";
import { begun, tallied } from "./checks";

const said = (state: EntryCheck["state"], ofVersion: number): EntryCheck => ({
  state,
  remark: "",
  of_version: ofVersion,
});

/** Entries as a seat sees them, each with what came of looking it up; the second version of each stands. */
function seen(...checks: readonly EntryCheck[]): EntryView[] {
  const records = checks.map((check, at) => {
    const text = { title: `Entry ${at}`, start: `199${at}`, end: null, lane: "lane", also_in: [] };
    return { kind: "entry", id: `entry${at}` as EntryId, text, text_version: 2, deleted: false, check };
  }) as unknown as RecordOf<"entry">[];
  const all = ((kind: string) => (kind === "entry" ? records : [])) as Records["all"];
  return entryViews({ all, get: () => undefined }, NO_OVERLAY, () => false, new ViewCache());
}

it("what was looked up before its last change is to be looked up again", () => {
  const states = seen(said("verified", 2), said("verified", 1), said("disputed", 2)).map(({ check }) => check);
  expect(states).toEqual(["verified", "unverified", "disputed"]);
});

it("looking up has begun with the first that was, and is counted by what came of it", () => {
  const none = seen(said("unverified", 0), said("unverified", 0));
  expect(begun(none)).toBe(false);
  const some = seen(said("unverified", 0), said("disputed", 2), said("verified", 2), said("disputed", 1));
  expect(begun(some)).toBe(true);
  expect(tallied(some)).toEqual({ unverified: 2, verified: 1, disputed: 1 });
});
