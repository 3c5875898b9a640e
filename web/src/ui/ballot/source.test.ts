import { describe, expect, test } from "vitest";
import type { BallotId, BoardId, ClusterId, NoteId, OptionRecord } from "../../protocol.gen";
import { type AgendaStep, boardOf, votedBoards } from "./source";

const step = (id: string, kind: AgendaStep["settings"]["kind"], board: string | null = null): AgendaStep =>
  ({ id, settings: { kind, board } }) as AgendaStep;
const none = new Set<BoardId>();
const voted = (...boards: string[]) => new Set(boards as BoardId[]);

describe("where a ballot's options come from", () => {
  const ballot = step("last", "ballot");
  const steps = [
    step("write", "write", "ideas"),
    step("group", "cluster", "ideas"),
    step("first", "ballot"),
    step("look", "talk", "wishes"),
    step("draft", "draft", "statements"),
    step("unset", "draft"),
    ballot,
    step("after", "cluster", "later"),
  ];

  test("from the step's own board, voted on or not", () => {
    expect(boardOf(steps, step("last", "ballot", "own"), voted("own"))).toBe("own");
  });

  test("else from the nearest step before it that makes options and has not been voted on", () => {
    expect(boardOf(steps, ballot, none)).toBe("statements");
    expect(boardOf(steps, ballot, voted("statements"))).toBe("ideas");
  });

  test("else from nowhere: somebody has to choose", () => {
    expect(boardOf(steps, ballot, voted("statements", "ideas"))).toBe(null);
    expect(boardOf([ballot], ballot, none)).toBe(null);
    expect(boardOf(steps, step("unknown", "ballot"), none)).toBe(null);
  });

  test("a board is voted on once a cluster or a note of it is an option of another ballot", () => {
    const option = (of: string, cluster: string | null, notes: string[]) =>
      ({ ballot: of, cluster, notes }) as Pick<OptionRecord, "ballot" | "cluster" | "notes">;
    const frozen = {
      options: [
        option("a", "c1", ["n1"]),
        // Its cluster was merged since: the notes still tell.
        option("b", "gone", ["n2"]),
        option("b", null, []),
        option("this", "c3", []),
      ],
      boardOfCluster: (id: ClusterId) => (({ c1: "ideas", c3: "own" })[id as string] ?? null) as BoardId | null,
      boardOfNote: (id: NoteId) => (({ n1: "ideas", n2: "wishes" })[id as string] ?? null) as BoardId | null,
    };
    expect(votedBoards(frozen, "this" as BallotId)).toEqual(new Set(["ideas", "wishes"]));
    expect(votedBoards({ ...frozen, options: [] }, null)).toEqual(none);
  });
});
