import { describe, expect, it } from "vitest";
import type {
  Attribution,
  ColumnId,
  Command,
  MemberId,
  NoteId,
  StepId,
  StepRecord,
  Writing,
} from "../src/protocol.gen";
import type { Outcome, RoomClient } from "../src/room/client.svelte";
import { Drafts } from "../src/room/drafts";
import { EditKeys } from "../src/room/edit-keys";
import type { Records } from "../src/room/records";
import { Shelf } from "../src/room/shelf";
import { type AuthorClient, deleteItem, postLate } from "../src/ui/seat/author";
import { Finished } from "../src/ui/seat/finished.svelte";
import { editNote, moveNote, postNote } from "../src/ui/seat/note-work";
import { promises } from "../src/ui/seat/promises";
import { Speaker } from "../src/ui/seat/speaker.svelte";
import { FakeStorage } from "./fakes";

const ANA = "ana" as MemberId;
const ROSA = "rosa" as MemberId;
const NOTE = "note" as NoteId;

function step(attribution: Attribution, writing: Writing = "private", revealed = false): StepRecord {
  return {
    id: "step" as StepId,
    rank: 1,
    effective_attribution: attribution,
    entered: true,
    handed: false,
    revealed,
    skipped: false,
    started: null,
    spent: 0,
    finishing: null,
    settings: {
      kind: "write",
      title: "Silent writing",
      focus_question: "",
      minutes: 0,
      board: null,
      ballot: null,
      writing,
      attribution: null,
      note_limit: null,
      post_limit: null,
      practice: false,
      clock_starts: false,
      advance: false,
      naming: false,
    },
  };
}

describe("the promise of a step", () => {
  const ana = { name: "Ana Gómez", group: "Patient advocacy" };
  const said = (of: StepRecord, writer: Parameters<typeof promises>[1] = ana): string[] =>
    promises(of, writer).map(({ when, who }) => `${when} ${who}`);

  it("says that nobody else sees what is private until the reveal", () => {
    expect(said(step("perspective_only"))).toEqual([
      "Now: only you. Not your table, not the facilitators.",
      "At the reveal: everybody here.",
      "In the report: “Patient advocacy”. Never your name.",
    ]);
  });

  it("says so where a table may read it before the room", () => {
    const lines = promises(step("perspective_only"), ana, true).map(({ when, who }) => `${when} ${who}`);
    expect(lines[1]).toBe("At the tables: one table, if facilitators hand notes to tables.");
    expect(promises(step("named", "open"), ana, true)).toEqual(promises(step("named", "open"), ana));
  });

  it("says that what somebody at a table writes in a step of tables is that table's until the reveal", () => {
    const at = (writing: Writing, more: Partial<StepRecord> = {}, seated = true, signed: Attribution = "named") => {
      const of = step(signed, writing);
      return promises({ ...of, settings: { ...of.settings, kind: "table" }, ...more }, ana, false, seated)[0]?.who;
    };
    const table = "your table and nobody else until the reveal.";
    expect(at("private")).toBe(table);
    expect(at("open", { handed: true })).toBe(table);
    // Nobody is handed anything, or all is revealed: then everybody reads it.
    expect(at("open")).toContain("everybody here");
    expect(at("open", { handed: true, revealed: true })).toContain("everybody here");
    // Without a table, or without a signature, nothing is a table's.
    expect(at("private", {}, false)).toContain("only you");
    expect(at("open", { handed: true }, false)).toContain("everybody here");
    expect(at("open", { handed: true }, true, "anonymous")).toContain("everybody here");
  });

  it("says that what is open, or revealed, is seen at once", () => {
    const [open] = said(step("named", "open"));
    expect(open).toBe("Now: everybody here, as soon as you send it.");
    expect(said(step("named", "private", true))[0]).toBe(open);
  });

  it("names the name only where it is shown", () => {
    expect(said(step("named")).at(-1)).toBe("In the report: “Ana Gómez, Patient advocacy”.");
    expect(said(step("named"), { name: "Ana", group: null }).at(-1)).toBe("In the report: “Ana”.");
    for (const attribution of ["perspective_only", "anonymous"] as const) {
      expect(said(step(attribution)).join(" ")).not.toContain("Ana");
    }
  });

  it("promises no group to who gave none, and to nobody where contributions are anonymous", () => {
    expect(said(step("perspective_only"), { name: "Ana", group: null }).at(-1)).toContain("you gave no perspective");
    expect(said(step("anonymous")).join(" ")).not.toContain("Patient advocacy");
    expect(said(step("anonymous")).at(-1)).toContain("only from this device");
  });
});

/** A client that answers as it is told, and remembers what it was asked. */
class FakeClient implements AuthorClient {
  readonly sent: { command: Command; speaker: MemberId | null }[] = [];
  readonly editKeys = new EditKeys(new Shelf(null), "workshop", "seat", () => 0);
  readonly members: readonly MemberId[];
  readonly records: AuthorClient["records"];
  readonly #answer: (speaker: MemberId | null) => Outcome;

  constructor(members: readonly MemberId[], mine: readonly MemberId[], answer: (speaker: MemberId | null) => Outcome) {
    this.members = members;
    const records: Pick<Records, "all"> = {
      all: ((kind: string) =>
        kind === "mine" ? mine.map((id) => ({ kind: "mine", id, notes: [NOTE], entries: [] })) : []) as Records["all"],
    };
    this.records = records as AuthorClient["records"];
    this.#answer = answer;
  }

  send(command: Command, speaker: MemberId | null = null): Promise<Outcome> {
    this.sent.push({ command, speaker });
    return Promise.resolve(this.#answer(speaker));
  }
}

const ack: Outcome = { kind: "ack" };
const reject = (code: "not_found" | "stale_version"): Outcome => ({
  kind: "reject",
  code,
  retry: "never",
  words: "",
  params: {},
});

describe("an author", () => {
  it("posts as whoever has the pen, and says whether it was private", async () => {
    const client = new FakeClient([ANA, ROSA], [], () => ack);
    await postNote(client, step("named"), "column" as ColumnId, "A note", ROSA).outcome;
    await postNote(client, step("named", "private", true), "column" as ColumnId, "A note", ROSA).outcome;
    expect(client.sent.map(({ speaker }) => speaker)).toEqual([ROSA, ROSA]);
    expect(client.sent.map(({ command }) => command.type === "post_note" && command.private)).toEqual([true, false]);
  });

  it("brings a key in anonymous steps only, and the same one ever after", async () => {
    const client = new FakeClient([ANA], [], () => ack);
    const { note, outcome } = postNote(client, step("anonymous"), "column" as ColumnId, "A note", ANA);
    await outcome;
    await editNote(client, note, 1, "Another", ANA);
    await moveNote(client, { id: note }, "other" as ColumnId, ANA);
    await deleteItem(client, { kind: "note", id: note }, ANA);
    await postNote(client, step("named"), "column" as ColumnId, "A note", ANA).outcome;
    const keys = client.sent.map(({ command }) => ("edit_key" in command ? command.edit_key : undefined));
    expect(keys[0]).toMatch(/^[\w-]{43}$/u);
    expect(keys.slice(1)).toEqual([keys[0], keys[0], keys[0], null]);
  });

  it("is found where all see the note", async () => {
    const client = new FakeClient([ANA, ROSA], [ROSA], () => ack);
    await editNote(client, NOTE, 1, "Another", ANA);
    expect(client.sent.map(({ speaker }) => speaker)).toEqual([ROSA]);
  });

  it("is looked for among the members of the device where the note is hidden", async () => {
    const client = new FakeClient([ANA, ROSA], [], (speaker) => (speaker === ROSA ? ack : reject("not_found")));
    expect(await postLate(client, { kind: "note", id: NOTE }, ANA)).toEqual(ack);
    expect(client.sent.map(({ speaker }) => speaker)).toEqual([ANA, ROSA]);
  });

  it("is not changed because of another refusal", async () => {
    const client = new FakeClient([ANA, ROSA], [], () => reject("stale_version"));
    await editNote(client, NOTE, 1, "Another", ANA);
    expect(client.sent).toHaveLength(1);
  });
});

describe("having finished", () => {
  const first = "first" as StepId;
  const second = "second" as StepId;

  it("holds for one step, is taken back, and is said again after a reload", () => {
    const shelf = new Shelf(null);
    const said: (StepId | null)[] = [];
    const page = () =>
      new Finished({ drafts: new Drafts(shelf, "workshop", "seat"), setFinished: (step) => void said.push(step) });
    const before = page();
    before.enter(first);
    before.set(first, true);
    before.enter(second);
    expect([before.has(first), before.has(second)]).toEqual([true, false]);
    const after = page();
    after.enter(first);
    expect(after.has(first)).toBe(true);
    after.set(first, false);
    page().enter(first);
    expect(said).toEqual([null, first, null, first, null, null]);
  });
});

describe("who has the pen", () => {
  const ME = "me" as MemberId;
  const CARLA = "carla" as MemberId;
  const page = (shelf: Shelf) =>
    new Speaker({ members: [ME, CARLA], drafts: new Drafts(shelf, "workshop", "seat") } as unknown as RoomClient);

  it("has it after a reload too: what is half written goes out under the same name", () => {
    const shelf = new Shelf(new FakeStorage());
    expect(page(shelf).member).toBe(ME);
    page(shelf).choose(CARLA);
    expect(page(shelf).member).toBe(CARLA);
  });

  it("gives it back to the seat itself where that member is no longer spoken for", () => {
    const shelf = new Shelf(new FakeStorage());
    page(shelf).choose("gone" as MemberId);
    expect(page(shelf).member).toBe(ME);
  });
});
