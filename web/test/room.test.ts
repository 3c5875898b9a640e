import { describe, expect, it } from "vitest";
import type { BoardId, NoteId, Record as RoomRecord, Seated } from "../src/protocol.gen";
import { fileName } from "../src/room/api";
import { DeskApi } from "../src/room/desk-api";
import { Drafts } from "../src/room/drafts";
import { EditKeys, KEYS_PRESENTED } from "../src/room/edit-keys";
import { base64url, newId, newSecret, spread, workshopOf } from "../src/room/ids";
import { NO_OVERLAY } from "../src/room/overlay";
import type { RecordOf, Records } from "../src/room/records";
import { faceOf, keptSeat, seatName } from "../src/room/seats";
import { Shelf } from "../src/room/shelf";
import {
  compareDates,
  compareSpans,
  entryViews,
  inBallotOrder,
  inReaderOrder,
  noteViews,
  ViewCache,
} from "../src/room/views";
import { words } from "../src/words";
import { FakeStorage, forSeeds } from "./fakes";

describe("ids and secrets", () => {
  it("are base64url as the server writes it", () => {
    forSeeds(200, (dice) => {
      const bytes = Uint8Array.from({ length: dice.upTo(40) }, () => dice.upTo(256));
      expect(base64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
    });
  });

  it("have their length and never come twice", () => {
    const ids = new Set(Array.from({ length: 500 }, () => newId<NoteId>()));
    expect(ids.size).toBe(500);
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/u);
    expect(newSecret()).toMatch(/^[\w-]{43}$/u);
  });

  it("of a workshop stand before the dot of a session token", () => {
    expect(workshopOf("abc.def")).toBe("abc");
    expect(workshopOf("nothing")).toBe("");
  });
});

describe("drafts", () => {
  it("survive a reload and do not mix steps, fields or seats", () => {
    const shelf = new Shelf(new FakeStorage());
    const drafts = new Drafts(shelf, "w", "me");
    drafts.write("step", "new", "half a sent");
    drafts.write("step", "note/1", "another");
    drafts.write("next", "new", "third");
    new Drafts(shelf, "w", "you").write("step", "new", "theirs");
    const again = new Drafts(shelf, "w", "me");
    expect(again.read("step", "new")).toBe("half a sent");
    expect(again.fields("step")).toEqual(["new", "note/1"]);
    again.clear("step", "new");
    again.write("step", "note/1", "");
    expect(again.fields("step")).toEqual([]);
    expect(again.read("next", "new")).toBe("third");
    expect(again.read("never", "new")).toBe("");
  });
});

describe("edit keys", () => {
  it("are kept for their note and seat, and presented in the order they were made", () => {
    let now = 0;
    const shelf = new Shelf(new FakeStorage());
    const keys = new EditKeys(shelf, "w", "me", () => now);
    const made = ["a", "b", "c"].map((note) => {
      now += 1;
      return keys.make(note as NoteId);
    });
    expect(new Set(made).size).toBe(3);
    const again = new EditKeys(shelf, "w", "me", () => now);
    expect(again.all()).toEqual(made.toReversed());
    expect(again.of("b" as NoteId)).toBe(made[1]);
    expect(again.has("b")).toBe(true);
    expect(again.has("d")).toBe(false);
    expect(new EditKeys(shelf, "w", "wall", () => now).all()).toEqual([]);
  });

  it("fit into one message: the oldest are left out", () => {
    let now = 0;
    const keys = new EditKeys(new Shelf(new FakeStorage()), "w", "me", () => now);
    let last = "";
    for (; now < KEYS_PRESENTED + 5; now += 1) last = keys.make(`n${now}` as NoteId);
    expect(keys.all()).toHaveLength(KEYS_PRESENTED);
    expect(keys.all()[0]).toBe(last);
    expect(JSON.stringify(keys.all()).length).toBeLessThan(32_768);
  });

  it("that were tampered with are passed over", () => {
    const shelf = new Shelf(new FakeStorage());
    for (const [at, text] of ["", "{", "null", '{"key":3}', '{"key":"short"}'].entries())
      shelf.set(`charrette/w/me/key/${at}`, text);
    expect(new EditKeys(shelf, "w", "me", () => 0).all()).toEqual([]);
  });
});

describe("seats", () => {
  it("keep their things under the member, so that another session of it finds them", () => {
    const shelf = new Shelf(new FakeStorage());
    const seated = { workshop: "w", title: "Care", audience: "room", member: "me" } as unknown as Seated;
    const unknown = seatName(shelf, "w", "w.third");
    expect(unknown).not.toContain("third");
    expect(unknown).not.toBe(seatName(shelf, "w", "w.fourth"));
    keptSeat(shelf, { ...seated, credential: "w.third" }, "Carer", null, 1);
    expect(seatName(shelf, "w", "w.third")).toBe(unknown);
    keptSeat(shelf, { ...seated, credential: "w.first" }, "Carer", null, 1);
    const kept = keptSeat(shelf, { ...seated, credential: "w.second" }, "Carer", "Patient advocacy", 2);
    expect(seatName(shelf, "w", "w.first")).toBe("me");
    expect(seatName(shelf, "w", "w.second")).toBe("me");
    expect(kept).toEqual({
      workshop: "w",
      face: "seat",
      session: "w.second",
      title: "Care",
      who: "Carer",
      group: "Patient advocacy",
      table: null,
      openedAt: 2,
    });
  });

  it("get the face of their audience", () => {
    expect((["console", "theme_team", "room", "observer", "wall"] as const).map(faceOf)).toEqual([
      "console",
      "seat",
      "seat",
      "seat",
      "wall",
    ]);
  });
});

describe("dates", () => {
  it("are ordered by the earliest day they may mean, then by the latest", () => {
    const ordered = ["0476", "1987", "1988-01-01", "1988-01", "1988", "1988-02", "1988-12-31", "1989-10-14"];
    forSeeds(50, (dice) => {
      const shuffled = [...ordered].sort(() => dice.next() - 0.5);
      expect(shuffled.sort(compareDates)).toEqual(ordered);
    });
    expect(compareSpans({ start: "1988", end: null }, { start: "1988", end: "1990" })).toBeLessThan(0);
  });
});

function holding(...records: unknown[]): Records {
  const list = records as RoomRecord[];
  return {
    get: (kind, id) => list.find((record) => record.kind === kind && record.id === id) as never,
    all: (kind) => list.filter((record) => record.kind === kind) as never,
  };
}

describe("views", () => {
  const column = { kind: "column", id: "c", board: "b", rank: 1 };
  const shared = {
    board: "b",
    step: "s",
    column: "c",
    cluster: null,
    shelf: { on: "board" },
    text: "t",
    text_version: 1,
    table: null,
    deleted: false,
  };
  const records = holding(
    column,
    { kind: "note", id: "two", rank: 2, by: { signed: "nobody" }, ...shared },
    { kind: "note", id: "one", rank: 1, by: { signed: "nobody" }, ...shared },
    { kind: "private_note", id: "late", step: "s", column: "c", text: "t", text_version: 1, hidden: "late", order: 2 },
    {
      kind: "private_note",
      id: "own",
      step: "s",
      column: "c",
      text: "t",
      text_version: 1,
      hidden: "until_reveal",
      order: 1,
    },
  );

  it("list shared notes in their order and private ones behind them", () => {
    const views = noteViews(records, NO_OVERLAY, (id) => id === "two", new ViewCache());
    expect(views.map(({ id }) => id)).toEqual(["one", "two", "own", "late"]);
    expect(views.map(({ mine }) => mine)).toEqual([false, true, true, true]);
    expect(views.map(({ hidden }) => hidden)).toEqual([null, null, "until_reveal", "late"]);
    expect(new Set(views.map(({ board }) => board))).toEqual(new Set(["b" as BoardId]));
  });

  it("are each there once, though at a reveal their author has both records for a moment", () => {
    const both = holding(
      column,
      { kind: "note", id: "own", rank: 1, by: { signed: "nobody" }, ...shared },
      { kind: "private_note", ...shared, id: "own", hidden: "until_reveal", order: 1 },
    );
    const views = noteViews(both, NO_OVERLAY, () => true, new ViewCache());
    expect(views.map(({ id, hidden }) => [id, hidden])).toEqual([["own", null]]);
  });

  it("stay in their author's sight with another table, and are read once with one's own", () => {
    const dealt = { ...shared, kind: "private_note", hidden: "at_table", order: 1 };
    const held = holding(
      column,
      { ...dealt, id: "there" },
      { ...dealt, id: "here" },
      { ...shared, kind: "table_note", id: "here", table: "t", order: 1 },
    );
    const views = noteViews(held, NO_OVERLAY, () => true, new ViewCache());
    expect(views.map(({ id, hidden }) => [id, hidden])).toEqual([["there", "at_table"]]);
  });

  it("are the same object while nothing about them changes", () => {
    const cache = new ViewCache<ReturnType<typeof noteViews>[number]>();
    const before = noteViews(records, NO_OVERLAY, () => false, cache);
    const after = noteViews(records, NO_OVERLAY, (id) => id === "one", cache);
    expect(after[0]).not.toBe(before[0]);
    expect(after.slice(1).every((view, at) => view === before[at + 1])).toBe(true);
  });

  it("list entries by date, private ones among them", () => {
    const entry = (id: string, start: string) => ({
      kind: "entry",
      id,
      board: "b",
      text: { start, end: null, lane: "c" },
      check: { state: "unverified", remark: "", of_version: 0 },
    });
    const own = { kind: "private_entry", id: "own", text: { start: "1989", end: null, lane: "c" }, hidden: "late" };
    const views = entryViews(
      holding(column, entry("b", "1990"), entry("a", "1988"), own),
      NO_OVERLAY,
      () => false,
      new ViewCache(),
    );
    expect(views.map(({ id }) => id)).toEqual(["a", "own", "b"]);
    expect(views[1]).toMatchObject({ board: "b", mine: true, hidden: "late" });
  });

  it("show each reader all options in an order of their own that stays", () => {
    const options = Array.from({ length: 12 }, (_, place) => {
      return { kind: "option", id: `o${place}`, ballot: "b", place: 11 - place } as unknown as RecordOf<"option">;
    });
    expect(inBallotOrder(options).map(({ place }) => place)).toEqual(Array.from({ length: 12 }, (_, place) => place));
    const orders = Array.from({ length: 40 }, (_, reader) => inReaderOrder(options, `r${reader}`).map(({ id }) => id));
    for (const [reader, order] of orders.entries()) {
      expect(order).toEqual(inReaderOrder([...options].reverse(), `r${reader}`).map(({ id }) => id));
      expect([...order].sort()).toEqual(options.map(({ id }) => id).sort());
    }
    expect(new Set(orders.map((order) => order.join())).size).toBe(40);
    // Nothing stands first for a crowd: of forty readers, at most ten begin with the same option.
    const firsts = orders.map(([first]) => first);
    for (const option of options) expect(firsts.filter((first) => first === option.id).length).toBeLessThan(10);
    expect(spread("a")).not.toBe(spread("a", 1));
  });
});

describe("requests", () => {
  const answering = (response: Response | Error) => {
    const asked: { path: string; init: RequestInit }[] = [];
    const api = new DeskApi(async (path, init) => {
      asked.push({ path, init });
      if (response instanceof Error) throw response;
      return response;
    });
    return { api, asked };
  };
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

  it("carry the session in a header and nothing in the address", async () => {
    const { api, asked } = answering(json({ addresses: ["http://charrette.test"] }));
    expect(await api.venue("w.secret")).toEqual({ ok: true, value: { addresses: ["http://charrette.test"] } });
    expect(asked[0]?.path).toBe("/api/venue");
    expect(asked[0]?.init).toMatchObject({
      method: "POST",
      credentials: "omit",
      headers: { authorization: "Bearer w.secret" },
    });
  });

  it("end in the server's words, or in words about the network", async () => {
    const problem = { code: "door_closed", words: "The door is closed. Ask a facilitator to open it." };
    const join = (response: Response | Error) => answering(response).api.join({} as never);
    expect(await join(json(problem, 403))).toEqual({ ok: false, failure: problem });
    expect(await join(new Error("Failed to fetch"))).toEqual({
      ok: false,
      failure: { code: "unreachable", words: words.network.unreachable },
    });
    const page = new Response("<h1>Bad gateway</h1>", { status: 502 });
    const unexpected = { code: "unexpected", words: words.network.unexpected(502) };
    expect(await join(page)).toEqual({ ok: false, failure: unexpected });
    expect(await join(new Response("not json"))).toMatchObject({ ok: false, failure: { code: "unexpected" } });
  });

  it("take an archive as it is, and nothing that is none", async () => {
    const { api, asked } = answering(json({ workshop: "w" }));
    const wish = { workshop: "w", member: "m", secret: "s", name: "Anneke", title: null } as never;
    const archive = '{"rank": 9007199254740993,  "title":"é"}';
    expect(await api.importArchive(wish, archive, null)).toMatchObject({ ok: true });
    const sent = await new Response(asked[0]?.init.body).text();
    expect(sent).toContain(archive);
    expect(JSON.parse(sent)).toMatchObject({ name: "Anneke", archive: { title: "é" } });
    expect(await api.importArchive(wish, "<html>", null)).toMatchObject({ ok: false, failure: { code: "malformed" } });
    expect(asked).toHaveLength(1);
  });

  it("send a file as it is", async () => {
    const { api, asked } = answering(json({ rows: [] }));
    const file = new Blob([new Uint8Array([0xff, 0xfe])], { type: "text/csv" });
    await api.importPreview("w.s", file, "notes", "b" as BoardId, null);
    expect(asked[0]?.path).toBe("/api/import/preview?what=notes&board=b");
    expect(asked[0]?.init).toMatchObject({
      body: file,
      headers: { "content-type": "text/csv", authorization: "Bearer w.s" },
    });
  });

  it("need no body in the answer", async () => {
    expect(await answering(new Response(null, { status: 204 })).api.leave("w.s")).toEqual({ ok: true, value: null });
  });

  it("bring files with their names", async () => {
    const headers = { "content-disposition": "attachment; filename=\"care.md\"; filename*=UTF-8''%C3%A9tude.md" };
    const { api, asked } = answering(new Response("# Care", { headers }));
    const file = await api.export("w.s", "markdown", ["key"]);
    expect(asked).toMatchObject([
      { path: "/api/report/markdown", init: { method: "POST", body: '{"edit_keys":["key"]}' } },
    ]);
    expect(file.ok && file.value.name).toBe("étude.md");
    expect(file.ok && (await file.value.blob.text())).toBe("# Care");
    expect(fileName('attachment; filename="care.md"', "x")).toBe("care.md");
    expect(fileName("attachment; filename*=UTF-8''%zz", "x")).toBe("x");
    expect(fileName(null, "x")).toBe("x");
  });
});
