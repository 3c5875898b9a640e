import { expect, test } from "vitest";
import type { RoomViews } from "../../room/room-views.svelte";
import { pointable } from "./pointable";

const note = (id: string, board: string, hidden: string | null = null, deleted = false) => ({
  id,
  text: `Note ${id}`,
  board,
  hidden,
  deleted,
});

const room = {
  currentStep: { settings: { board: "here", ballot: null } },
  boards: [{ id: "there" }, { id: "here" }],
  ballots: [
    { id: "shown", state: "frozen" },
    { id: "prepared", state: "prepared" },
  ],
  clusters: (board: string) => (board === "here" ? [{ id: "c", name: "Nobody pays", board }] : []),
  notes: [note("far", "there"), note("near", "here"), note("own", "here", "private"), note("gone", "here", null, true)],
  entries: [{ id: "e", text: { title: "Cord blood" }, board: "there", hidden: null, deleted: false }],
  optionsInOrder: (ballot: string) => [{ id: `${ballot}-o`, label: `Option of ${ballot}` }],
} as unknown as RoomViews;

test("what is at hand comes first, and nothing that somebody does not see", () => {
  expect(pointable(room, "").map(({ id }) => id)).toEqual(["c", "near", "shown-o", "far", "e"]);
});

test("a few letters find it, whatever their case", () => {
  expect(pointable(room, " PAYS ")).toEqual([{ kind: "cluster", id: "c", text: "Nobody pays" }]);
  expect(pointable(room, "no such thing")).toEqual([]);
});
