import { describe, expect, it } from "vitest";
import type { BoardId, ClusterId, ColumnId, Command, MemberId, NoteId, StepId } from "../src/protocol.gen";
import type { Outcome, RoomClient } from "../src/room/client.svelte";
import { Drafts } from "../src/room/drafts";
import type { RecordOf } from "../src/room/records";
import { Shelf } from "../src/room/shelf";
import type { NoteView } from "../src/room/views";
import { BoardActs } from "../src/ui/board/acts.svelte";
import { type Arrangement, arrange } from "../src/ui/board/arrangement";
import { Toasts } from "../src/ui/kit/toasts.svelte";

const note = (id: string, cluster: string | null): NoteView => ({
  id: id as NoteId,
  step: "s" as StepId,
  board: "b" as BoardId,
  column: "c" as ColumnId,
  cluster: cluster as ClusterId | null,
  text: id,
  textVersion: 1,
  by: { signed: "nobody" },
  table: null,
  deleted: false,
  hidden: null,
  mine: false,
  act: null,
});

const cluster = (id: string, rank: number): RecordOf<"cluster"> => ({
  kind: "cluster",
  id: id as ClusterId,
  board: "b" as BoardId,
  rank,
  name: `Name ${id}`,
  name_version: 1,
  naming: null,
});

/** A board with notes in clusters, a client that answers what it is told to, and what came of it. */
function desk(placed: Record<string, string | null>, clusters: readonly string[]) {
  const sent: Command[] = [];
  const answers: Outcome[] = [];
  const toasts = new Toasts(() => () => undefined);
  let now: Arrangement;
  const show = (next: Record<string, string | null>): void => {
    const notes = Object.entries(next).map(([id, inside]) => note(id, inside));
    now = arrange(notes, clusters.map(cluster), [{ id: "c" }], []);
  };
  show(placed);
  const client = {
    members: ["m" as MemberId],
    send: (command: Command) => {
      sent.push(command);
      return Promise.resolve(answers.shift() ?? { kind: "ack" });
    },
    drafts: new Drafts(new Shelf(null), "workshop", "seat"),
  } as unknown as RoomClient;
  const acts = new BoardActs(
    client,
    () => "b" as BoardId,
    () => now,
    toasts,
  );
  return { acts, sent, answers, toasts, show, view: (id: string) => now.byId.get(id as ClusterId) };
}

const ids = (...of: string[]): NoteId[] => of as NoteId[];
const refusal: Outcome = {
  kind: "reject",
  code: "not_found",
  retry: "never",
  words: "This is no longer here.",
  params: {},
};

describe("acts on a board", () => {
  it("knows what this seat has put where, until somebody else moves it", async () => {
    const { acts, show } = desk({ n1: null, n2: null }, ["k1", "k2"]);
    await acts.put(ids("n1"), "k1" as ClusterId);
    show({ n1: "k1", n2: "k1" });
    expect([acts.owns("n1" as NoteId), acts.owns("n2" as NoteId)]).toEqual([true, false]);
    show({ n1: "k2", n2: "k1" });
    expect(acts.owns("n1" as NoteId)).toBe(false);
  });

  it("takes a refused move for this seat's doing too: the note is back at once", async () => {
    const { acts, answers, toasts } = desk({ n1: null }, ["k1"]);
    answers.push(refusal);
    await acts.put(ids("n1"), "k1" as ClusterId);
    expect(acts.owns("n1" as NoteId)).toBe(true);
    expect(toasts.items.map(({ text, undo }) => [text, undo])).toEqual([["This is no longer here.", undefined]]);
  });

  it("sends only what would move, and nothing for nothing", async () => {
    const { acts, sent } = desk({ n1: "k1", n2: null }, ["k1"]);
    await acts.put(ids("n1", "n2", "gone"), "k1" as ClusterId);
    await acts.put(ids("n1"), "k1" as ClusterId);
    await acts.put(ids("n2"), "gone" as ClusterId);
    expect(sent).toEqual([{ type: "place_notes", notes: ["n2"], cluster: "k1", after: null }]);
  });

  it("offers undo for the last act only", async () => {
    const { acts, toasts, sent } = desk({ n1: null, n2: null }, ["k1"]);
    await acts.put(ids("n1"), "k1" as ClusterId);
    await acts.put(ids("n2"), "k1" as ClusterId);
    expect(toasts.items.filter(({ undo }) => undo)).toHaveLength(1);
    await acts.undo();
    expect(sent.at(-1)).toEqual({ type: "undo" });
    expect(toasts.items.map(({ text }) => text)).toEqual(["Taken back."]);
  });

  it("moves a cluster past its neighbour, and not past the ends", async () => {
    const { acts, sent, view } = desk({}, ["k1", "k2", "k3"]);
    const [first, second, third] = [view("k1"), view("k2"), view("k3")];
    if (!first || !second || !third) throw new Error("no clusters");
    await acts.move(third, -1);
    await acts.move(second, -1);
    await acts.move(first, 1);
    expect(await acts.move(first, -1)).toBe(false);
    expect(await acts.move(third, 1)).toBe(false);
    expect(sent.map((command) => (command.type === "move_cluster" ? [command.cluster, command.after] : null))).toEqual([
      ["k3", "k1"],
      ["k2", null],
      ["k1", "k2"],
    ]);
  });

  it("shows everything at once while a large act has no answer, and works while it waits", async () => {
    const { acts, view } = desk({ n1: "k1" }, ["k1", "k2"]);
    const [from, into] = [view("k1"), view("k2")];
    if (!from || !into) throw new Error("no clusters");
    const merging = acts.merge(from, into);
    expect([acts.flowing, acts.working]).toEqual([true, 1]);
    expect(await merging).toBe(true);
    expect([acts.flowing, acts.working]).toEqual([false, 0]);
  });

  it("answers the id of what it made, or nothing when that was refused", async () => {
    const { acts, answers, sent } = desk({ n1: null, n2: "k1", n3: "k1" }, ["k1"]);
    const made = await acts.make(ids("n1"));
    expect(sent[0]).toMatchObject({ type: "make_cluster", cluster: made, board: "b", notes: ["n1"], name: "" });
    answers.push(refusal);
    expect(await acts.split("k1" as ClusterId, ids("n2"))).toBeNull();
  });
});
