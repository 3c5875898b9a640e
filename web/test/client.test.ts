import { describe, expect, it } from "vitest";
import { CHECK_WITHIN_MS } from "../src/net/socket";
import type {
  ClientMessage,
  Command,
  MemberId,
  NoteId,
  Put,
  Rejection,
  ServerMessage,
  StepId,
} from "../src/protocol.gen";
import { type Outcome, RoomClient } from "../src/room/client.svelte";
import { Shelf } from "../src/room/shelf";
import { ASK_AFTER_MS, SILENT_AFTER_MS } from "../src/room/watch";
import { FakeEnvironment, FakeStorage, settled, welcome } from "./fakes";

const ME = "BAQEBAQEBAQEBAQEBAQEBA" as MemberId;
const WORKSHOP = "AQEBAQEBAQEBAQEBAQEBAQ";

/** A browser: what outlives the pages opened in it. */
class FakeBrowser {
  readonly storage = new FakeStorage();
  readonly session = new FakeStorage();
  readonly environment = new FakeEnvironment();
  reloads = 0;

  open(credential = `${WORKSHOP}.secret`): RoomClient {
    return new RoomClient({
      workshop: WORKSHOP,
      credential,
      environment: this.environment,
      shelf: new Shelf(this.storage),
      tabShelf: new Shelf(this.session),
      reload: () => {
        this.reloads += 1;
      },
    });
  }

  /** The server makes the newest page welcome and sends what it holds. */
  live(...put: Put[]): void {
    this.environment.socket.open();
    this.environment.socket.say(welcome([ME]), { type: "changes", put, drop: [] });
  }

  /** The page is gone without a word, as after a crash of the tab. */
  crash(): void {
    this.environment.socket.close();
  }

  sent<Type extends ClientMessage["type"]>(type: Type): Extract<ClientMessage, { type: Type }>[] {
    return this.environment.socket.said(type);
  }

  say(...messages: ServerMessage[]): void {
    this.environment.socket.say(...messages);
  }
}

const put = (record: object, rev = "00000000000000ff"): Put => ({ rev, record }) as unknown as Put;
const step = put({
  kind: "step",
  id: "CAQEBAQEBAQEBAQEBAQEBA",
  rank: 1,
  effective_attribution: "named",
  revealed: false,
  settings: { kind: "write", board: "board", writing: "open" },
});
const column = put({ kind: "column", id: "DAQEBAQEBAQEBAQEBAQEBA", board: "board", rank: 1 });
const seat = put({ kind: "seat", id: ME, name: "Anneke", group: null, table: null, may: ["write_notes"] });
const note = (text: string, id = "EAQEBAQEBAQEBAQEBAQEBA", rev?: string): Put =>
  put(
    {
      kind: "note",
      id,
      column: column.record.id,
      board: "board",
      cluster: null,
      shelf: { on: "board" },
      rank: 7,
      text,
      text_version: 1,
    },
    rev,
  );
const post = (text: string, id = "EAQEBAQEBAQEBAQEBAQEBA"): Command => ({
  type: "post_note",
  note: id as NoteId,
  step: step.record.id as StepId,
  column: column.record.id as never,
  text,
  private: false,
  edit_key: null,
});
const texts = (client: RoomClient): string[] => client.room.notes.map(({ text }) => text);

describe("a client", () => {
  it("says who it is and what it holds, and nothing of the sort in an address", () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live(step, seat);
    expect(browser.sent("hello")).toEqual([
      { type: "hello", version: 1, credential: `${WORKSHOP}.secret`, digest: null, last_acked: null, edit_keys: [] },
    ]);
    expect(client.members).toEqual([ME]);
    expect(client.audience).toBe("room");
    expect(client.loaded).toBe(true);
    expect(client.room.seat?.name).toBe("Anneke");
    expect(client.room.may("write_notes")).toBe(true);
    expect(client.room.may("facilitate")).toBe(false);
    browser.environment.socket.end();
    browser.environment.wake();
    browser.environment.socket.open();
    expect(browser.sent("hello")[0]?.digest).toHaveLength(1_024);
    expect(browser.sent("hello")[0]?.digest).not.toBe("0".repeat(1_024));
  });

  it("answers a comparison with its digest", () => {
    const browser = new FakeBrowser();
    browser.open();
    browser.live(note("a"));
    browser.say({ type: "compare" });
    expect(browser.sent("digest")[0]?.digest).toContain("00000000000000ff");
  });

  it("sends what has no answer again after its digest: whoever compares looks for lost answers too", async () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live(step, column, seat);
    const outcome = client.send(post("first", "FAQEBAQEBAQEBAQEBAQEBA"));
    client.send(post("second"));
    const ids = browser.sent("command").map(({ id }) => id);
    browser.say({ type: "compare" });
    expect(browser.environment.socket.sent.slice(-3).map(({ type }) => type)).toEqual(["digest", "command", "command"]);
    expect(browser.sent("command").map(({ id }) => id)).toEqual([...ids, ...ids]);
    // The answer was under way all the same: the second one finds nothing left to answer.
    for (let told = 0; told < 2; told += 1) browser.say({ type: "ack", id: ids[0] as never });
    expect(await outcome).toEqual({ kind: "ack" });
    expect(client.pending.map(({ message }) => message.id)).toEqual([ids[1]]);
    browser.say({ type: "compare" });
    expect(browser.sent("command").map(({ id }) => id)).toEqual([...ids, ...ids, ids[1]]);
  });

  it("shows a note at once and keeps showing it, whatever order confirmation and answer come in", async () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live(step, column, seat);
    const outcome = client.send(post("words"));
    expect(texts(client)).toEqual(["words"]);
    expect(client.room.notes[0]).toMatchObject({ act: "post", mine: true });
    expect(client.shownConnection).toEqual({ state: "live", waiting: 1 });
    browser.say({ type: "changes", put: [note("words")], drop: [] });
    expect(texts(client)).toEqual(["words"]);
    const [command] = browser.sent("command");
    if (!command) throw new Error("no command was sent");
    expect(command.as).toBe(ME);
    browser.say({ type: "ack", id: command.id });
    expect(await outcome).toEqual({ kind: "ack" });
    expect(texts(client)).toEqual(["words"]);
    expect(client.room.notes[0]?.act).toBeNull();
    expect(client.shownConnection.waiting).toBe(0);
  });

  it("takes a prediction back when the server refuses, and says why", async () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live(step, column, seat);
    const outcome = client.send(post("words"));
    const [command] = browser.sent("command");
    const rejection: Rejection = {
      code: "no_notes_left",
      retry: "never",
      words: "You have posted all 5 you may post in this step.",
      params: { limit: "5" },
    };
    browser.say({ type: "reject", id: command?.id as never, ...rejection });
    expect(await outcome).toEqual({ kind: "reject", ...rejection });
    expect(texts(client)).toEqual([]);
    expect(client.refused).toEqual([]);
  });

  it("sends again after a reload, under the same id, and shows what an unheard refusal was about", () => {
    const browser = new FakeBrowser();
    const before = browser.open();
    browser.live(step, column, seat);
    before.send(post("first", "FAQEBAQEBAQEBAQEBAQEBA"));
    before.send(post("second"));
    const sent = browser.sent("command").map(({ id }) => id);
    browser.crash();
    const after = browser.open();
    expect(after.pending.map(({ message }) => message.id)).toEqual(sent);
    browser.live(step, column, seat);
    expect(browser.sent("command").map(({ id }) => id)).toEqual(sent);
    expect(texts(after).sort()).toEqual(["first", "second"]);
    const [first, second] = sent;
    browser.say({ type: "ack", id: first as never });
    const words = "You cannot do this in the present step.";
    browser.say({ type: "reject", id: second as never, code: "not_allowed", retry: "never", words, params: {} });
    expect(after.pending).toEqual([]);
    expect(after.refused).toMatchObject([{ words, command: { type: "post_note", text: "second" } }]);
    for (const refused of after.refused) after.dismiss(refused);
    expect(after.refused).toEqual([]);
    browser.crash();
    browser.open();
    browser.environment.socket.open();
    expect(browser.sent("hello")[0]?.last_acked).toBe(first);
  });

  it("keeps what it cannot send, and says so", async () => {
    const browser = new FakeBrowser();
    browser.storage.full = true;
    const client = browser.open();
    const outcome = client.send(post("words"));
    expect(client.durable).toBe(false);
    client.close();
    expect(await outcome).toEqual({ kind: "kept" });
    expect(client.pending).toHaveLength(1);
  });

  it("does not send what would end the connection", async () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live();
    const outcome: Outcome = await client.send(post("é".repeat(40_000)));
    expect(outcome).toMatchObject({
      code: "too_large",
      words: "This is larger than 65536 bytes. Send it in smaller parts.",
    });
    expect(client.pending).toEqual([]);
    expect(browser.sent("command")).toEqual([]);
  });

  it("speaks for others of its session", () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live();
    const proxy = "GAQEBAQEBAQEBAQEBAQEBA" as MemberId;
    client.send(post("theirs"), proxy);
    client.undo(proxy);
    client.undo();
    expect(browser.sent("command").map((command) => command.as)).toEqual([proxy, proxy, ME]);
  });

  it("says again that it has finished after a reconnection", () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live();
    client.setFinished(step.record.id as StepId);
    expect(browser.sent("presence")).toHaveLength(1);
    browser.environment.socket.end();
    browser.environment.wake();
    browser.live();
    expect(browser.sent("presence")).toEqual([{ type: "presence", finished: step.record.id }]);
  });

  it("knows the server's time", () => {
    const browser = new FakeBrowser();
    browser.environment.wall = 1_700_000_000_000;
    const client = browser.open();
    browser.live();
    browser.environment.pass(1_500);
    expect(client.serverTime()).toBe(1_800_000_001_500);
  });
});

describe("a client whose network died in silence", () => {
  const quiet = () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live(step, column, seat);
    return { browser, client };
  };

  it("says so soon after something waits, and gives the socket up", () => {
    const { browser, client } = quiet();
    const dead = browser.environment.socket;
    client.send(post("first", "FAQEBAQEBAQEBAQEBAQEBA"));
    browser.environment.pass(2_000);
    client.send(post("second"));
    browser.environment.pass(ASK_AFTER_MS - 2_000 - 1);
    expect(dead.said("ping")).toEqual([]);
    browser.environment.pass(1);
    expect(dead.said("ping")).toHaveLength(1);
    expect(client.shownConnection).toEqual({ state: "live", waiting: 2 });
    browser.environment.pass(SILENT_AFTER_MS);
    expect(client.shownConnection).toEqual({ state: "offline", waiting: 2 });
    browser.environment.pass(CHECK_WITHIN_MS - SILENT_AFTER_MS);
    expect(dead.isOpen()).toBe(false);
    // The first new attempts change nothing about it; being made welcome does.
    expect(client.shownConnection.state).toBe("offline");
    browser.environment.pass(3_000);
    expect(browser.environment.sockets.length).toBeGreaterThan(1);
    expect(client.shownConnection.state).toBe("offline");
    browser.live(step, column, seat);
    expect(client.shownConnection).toEqual({ state: "live", waiting: 2 });
    expect(browser.sent("command")).toHaveLength(2);
  });

  it("takes a server that is only slow for what it is", () => {
    const { browser, client } = quiet();
    client.send(post("words"));
    for (let asked = 1; asked < 10; asked += 1) {
      browser.environment.pass(ASK_AFTER_MS);
      expect(browser.sent("ping").length).toBeGreaterThanOrEqual(asked);
      browser.say({ type: "pong", time: 1 });
      browser.environment.pass(SILENT_AFTER_MS);
      expect(client.shownConnection).toEqual({ state: "live", waiting: 1 });
    }
    expect(browser.environment.sockets).toHaveLength(1);
  });

  it("gives each of its commands the same patience", () => {
    const { browser, client } = quiet();
    client.send(post("first", "FAQEBAQEBAQEBAQEBAQEBA"));
    client.send(post("second"));
    browser.environment.pass(ASK_AFTER_MS - 1);
    browser.say({ type: "ack", id: browser.sent("command")[0]?.id as never });
    browser.environment.pass(ASK_AFTER_MS - 1);
    expect(browser.sent("ping")).toEqual([]);
    browser.environment.pass(1);
    expect(browser.sent("ping")).toHaveLength(1);
  });

  it("asks nothing while nothing waits, nor after it was closed", () => {
    const { browser, client } = quiet();
    browser.environment.pass(ASK_AFTER_MS * 2);
    expect(browser.sent("ping")).toEqual([]);
    client.send(post("words"));
    client.close();
    const { socket } = browser.environment;
    browser.environment.pass(ASK_AFTER_MS * 2);
    expect(socket.said("ping")).toEqual([]);
    expect(client.silent).toBe(false);
  });

  it("says so after a reload too, before anybody was reached", () => {
    const { browser, client } = quiet();
    client.send(post("words"));
    browser.crash();
    const after = browser.open();
    browser.environment.pass(ASK_AFTER_MS + SILENT_AFTER_MS);
    expect(after.shownConnection).toEqual({ state: "offline", waiting: 1 });
  });
});

describe("a client that is told to stop", () => {
  it("loads the page again when it is too old, but does not load for ever", () => {
    const browser = new FakeBrowser();
    browser.open();
    browser.environment.socket.open();
    browser.say({ type: "bye", code: "client_too_old", retry_after: null });
    expect(browser.reloads).toBe(1);
    const again = browser.open();
    browser.environment.socket.open();
    browser.say({ type: "bye", code: "client_too_old", retry_after: null });
    expect(browser.reloads).toBe(1);
    expect(again.shownConnection.state).toBe("stopped");
    browser.environment.pass(60_000);
    browser.open();
    browser.environment.socket.open();
    browser.say({ type: "bye", code: "client_too_old", retry_after: null });
    expect(browser.reloads).toBe(2);
  });

  it("keeps everything when the server has lost history, and goes on only when asked to", () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live(note("kept"));
    client.undo();
    const [command] = browser.sent("command");
    browser.say({ type: "ack", id: command?.id as never });
    client.send(post("unsent", "FAQEBAQEBAQEBAQEBAQEBA"));
    browser.environment.socket.end();
    browser.environment.wake();
    browser.environment.socket.open();
    expect(browser.sent("hello")[0]?.last_acked).toBe(command?.id);
    browser.say({ type: "bye", code: "history_regressed", retry_after: null });
    expect(client.connection).toEqual({ kind: "stopped", code: "history_regressed" });
    expect(client.pending).toHaveLength(1);
    expect(client.copy()).toContain("kept");
    browser.environment.pass(600_000);
    client.continueWithLostHistory();
    browser.environment.socket.open();
    expect(browser.sent("hello")[0]?.last_acked).toBeNull();
    browser.say(welcome([ME]));
    expect(browser.sent("command")).toHaveLength(1);
  });
});

describe("several tabs of a seat", () => {
  it("answer each for what they queued, and one takes over when another is closed", async () => {
    const browser = new FakeBrowser();
    const first = browser.open();
    browser.live();
    const way = browser.environment.socket;
    const outcome = first.send(post("words"));
    const session = new FakeStorage();
    Object.assign(browser, { session });
    const second = browser.open();
    browser.live();
    expect(second.pending).toEqual([]);
    way.close();
    first.close();
    expect(await outcome).toEqual({ kind: "kept" });
    browser.environment.pass(5_000);
    expect(second.pending).toHaveLength(1);
    await settled();
    expect(browser.sent("command")).toHaveLength(1);
  });
});

describe("records that this page does not know", () => {
  it("say that the page is too old, and load it again once; what waits stays kept", () => {
    const browser = new FakeBrowser();
    const client = browser.open();
    browser.live(step);
    browser.say({ type: "changes", put: [put({ kind: "from_tomorrow", id: "CAQEBAQEBAQEBAQEBAQEBA" })], drop: [] });
    expect(client.connection).toEqual({ kind: "stopped", code: "client_too_old" });
    expect(browser.reloads).toBe(1);
    // As old after the reload: it says so and does not load for ever.
    const again = browser.open();
    browser.live(put({ kind: "from_tomorrow", id: "CAQEBAQEBAQEBAQEBAQEBA" }));
    expect(again.connection).toEqual({ kind: "stopped", code: "client_too_old" });
    expect(browser.reloads).toBe(1);
  });
});
