import { describe, expect, it } from "vitest";
import type { CommandMessage, MemberId, Rejection, RejectionCode, Retry } from "../src/protocol.gen";
import { type Answer, ON_THE_WAY, Outbox } from "../src/room/outbox";
import { GONE_AFTER_MS, type Pending, PendingCommands, tabId } from "../src/room/pending";
import { openShelf, Shelf } from "../src/room/shelf";
import { FakeEnvironment, FakeStorage, forSeeds } from "./fakes";

const ME = "BAQEBAQEBAQEBAQEBAQEBA" as MemberId;
const OTHER = "BQUFBQUFBQUFBQUFBQUFBQ" as MemberId;

function message(id: string, speaker: MemberId | null = ME): CommandMessage {
  return { id, as: speaker, body: { type: "undo" } } as CommandMessage;
}

/** Opens the pending commands of a tab, as a page load does. */
function tab(storage: FakeStorage | null, id: string, environment: FakeEnvironment, seat = "seat"): PendingCommands {
  return new PendingCommands(new Shelf(storage), "workshop", seat, { id, now: () => environment.wallClock() });
}

const ids = (pending: { list(): Pending[] }): string[] => pending.list().map((one) => one.message.id);

describe("pending commands", () => {
  it("survive a reload, in order, until they are answered", () => {
    const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
    const before = tab(storage, "a", environment);
    for (const id of ["one", "two", "three"]) expect(before.add(message(id)).durable).toBe(true);
    before.remove("two");
    before.leave();
    const after = tab(storage, "a", environment);
    expect(ids(after)).toEqual(["one", "three"]);
    after.add(message("four"));
    expect(ids(after)).toEqual(["one", "three", "four"]);
    for (const id of ["one", "three", "four"]) after.remove(id);
    expect([...storage.values.keys()].filter((name) => name.includes("/pending/"))).toEqual([]);
  });

  it("belong to their tab while it lives, and are adopted when it is gone", () => {
    const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
    const first = tab(storage, "a", environment);
    first.add(message("one"));
    const second = tab(storage, "b", environment);
    expect(second.adopt([ME])).toBe(false);
    environment.pass(GONE_AFTER_MS - 1);
    first.beat();
    environment.pass(GONE_AFTER_MS - 1);
    expect(second.adopt([ME])).toBe(false);
    environment.pass(GONE_AFTER_MS);
    expect(second.adopt([ME])).toBe(true);
    expect(ids(second)).toEqual(["one"]);
    expect(second.adopt([ME])).toBe(false);
  });

  it("of a tab that was closed are adopted at once", () => {
    const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
    const first = tab(storage, "a", environment);
    first.add(message("one"));
    first.leave();
    const second = tab(storage, "b", environment);
    second.add(message("two"));
    expect(second.adopt([ME])).toBe(true);
    expect(ids(second)).toEqual(["one", "two"]);
  });

  it("of another seat are adopted only for the same people", () => {
    const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
    const other = tab(storage, "a", environment, "other-seat");
    other.add(message("mine", ME));
    other.add(message("theirs", OTHER));
    other.add(message("nobodys", null));
    other.leave();
    const back = tab(storage, "b", environment);
    expect(back.adopt([ME])).toBe(true);
    expect(ids(back)).toEqual(["mine"]);
  });

  it("are kept in memory where storage is full or blocked", () => {
    const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
    storage.full = true;
    const full = tab(storage, "a", environment);
    expect(full.add(message("one")).durable).toBe(false);
    const blocked = tab(null, "a", environment);
    expect(blocked.add(message("one")).durable).toBe(false);
    expect(ids(full)).toEqual(["one"]);
    expect(ids(blocked)).toEqual(["one"]);
    const forbidden = openShelf(() => {
      throw new Error("SecurityError");
    });
    expect(forbidden.set("name", "text")).toBe(false);
    expect(forbidden.get("name")).toBe("text");
  });

  it("pass over what they cannot read", () => {
    const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
    for (const [at, text] of ["", "null", "{}", '{"tab":"a","order":1,"message":{}}', "[[["].entries()) {
      storage.setItem(`charrette/workshop/seat/pending/bad${at}`, text);
    }
    const pending = tab(storage, "a", environment);
    expect(pending.adopt([ME])).toBe(false);
    expect(ids(pending)).toEqual([]);
  });

  it("give a tab its id for its lifetime", () => {
    const session = new Shelf(new FakeStorage());
    const id = tabId(session, () => "drawn");
    expect(tabId(session, () => "another")).toBe(id);
  });
});

/** An outbox with a connection that the test plays. */
function outbox(storage: FakeStorage, environment: FakeEnvironment) {
  const way: string[] = [];
  const answers = new Map<string, Answer>();
  const world = {
    up: true,
    send: ({ id }: CommandMessage) => {
      if (world.up) way.push(id);
      return world.up;
    },
    random: () => environment.random(),
    after: (milliseconds: number, run: () => void) => environment.after(milliseconds, run),
    answered: ({ message: { id } }: Pending, answer: Answer) => void answers.set(id, answer),
    changed: () => undefined,
  };
  return { box: new Outbox(tab(storage, "a", environment), world), way, answers, world };
}

const refusal = (code: RejectionCode, retry: Retry = "never"): Rejection => ({ code, retry, words: code, params: {} });

describe("the outbox", () => {
  it("waits for a connection, and sends everything unanswered again on the next one", () => {
    const { box, way, answers } = outbox(new FakeStorage(), new FakeEnvironment());
    box.add(message("one"));
    expect(way).toEqual([]);
    box.connected();
    box.add(message("two"));
    box.acked("one");
    box.disconnected();
    box.connected();
    expect(way).toEqual(["one", "two", "two"]);
    box.rejected("two", refusal("not_allowed"));
    expect(answers).toEqual(
      new Map<string, Answer>([
        ["one", { kind: "ack" }],
        ["two", { kind: "reject", rejection: refusal("not_allowed") }],
      ]),
    );
    expect(box.list()).toEqual([]);
  });

  it("sends a pile in portions", () => {
    const { box, way } = outbox(new FakeStorage(), new FakeEnvironment());
    for (let at = 0; at < 40; at += 1) box.add(message(`c${at}`));
    box.connected();
    expect(way).toHaveLength(ON_THE_WAY);
    box.acked("c0");
    expect(way.at(-1)).toBe(`c${ON_THE_WAY}`);
  });

  it("sends again by itself what was refused for the moment", () => {
    const environment = new FakeEnvironment();
    const { box, way, answers } = outbox(new FakeStorage(), environment);
    box.connected();
    // The last one is of a newer server: this page does not know it, and does as it is told all the same.
    const codes: RejectionCode[] = ["too_fast", "storage_full", "unknown" as RejectionCode];
    for (const code of codes) {
      box.add(message(code));
      box.rejected(code, refusal(code, "later"));
      environment.pass(20_000);
      expect(way.filter((id) => id === code)).toHaveLength(2);
      box.acked(code);
    }
    expect([...answers.values()].every(({ kind }) => kind === "ack")).toBe(true);
  });

  it("asks again what was refused only because it overtook what it builds on", () => {
    const environment = new FakeEnvironment();
    const { box, way, answers } = outbox(new FakeStorage(), environment);
    box.connected();
    box.add(message("post"));
    box.add(message("edit"));
    box.rejected("post", refusal("too_fast", "later"));
    environment.pass(20_000);
    // The first answer to the edit is still on its way when the post goes out again.
    box.rejected("edit", refusal("not_found"));
    expect(way).toEqual(["post", "edit", "post"]);
    box.acked("post");
    expect(way).toEqual(["post", "edit", "post", "edit"]);
    box.acked("edit");
    expect([...answers.keys()]).toEqual(["post", "edit"]);
  });

  it("brings every command to exactly one answer and one effect, in order, whatever happens", () => {
    forSeeds(150, (dice) => {
      const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
      environment.chance = () => dice.next();
      // The server: remembers ids, does each command once, and a command only after those before it.
      const done: number[] = [];
      const serve = (id: string): Answer => {
        const number = Number(id);
        if (done.includes(number)) return { kind: "ack" };
        if (dice.next() < 0.2) return { kind: "reject", rejection: refusal("too_fast", "later") };
        // Command n builds on n - 1.
        if (number > 0 && !done.includes(number - 1)) return { kind: "reject", rejection: refusal("not_found") };
        done.push(number);
        return { kind: "ack" };
      };
      let page = outbox(storage, environment);
      let read = 0;
      let answers: [string, Answer][] = [];
      let given = 0;
      const all = 25;
      const refused: string[] = [];
      const drop = () => {
        page.box.disconnected();
        page.world.up = false;
        answers = [];
        read = page.way.length;
      };
      for (let turn = 0; turn < 3_000 && (given < all || page.box.list().length > 0); turn += 1) {
        const chance = dice.next();
        if (chance < 0.2 && given < all) {
          page.box.add(message(String(given)));
          given += 1;
        } else if (chance < 0.5) {
          const id = page.way[read];
          if (id !== undefined) {
            read += 1;
            answers.push([id, serve(id)]);
          }
        } else if (chance < 0.8) {
          const [id, answer] = answers.shift() ?? [];
          if (id && answer?.kind === "ack") page.box.acked(id);
          if (id && answer?.kind === "reject") page.box.rejected(id, answer.rejection);
        } else if (chance < 0.82) {
          // The session falls behind and loses answers, and asks for a digest.
          answers.splice(0, dice.upTo(answers.length + 1));
          page.box.again();
        } else if (chance < 0.84) {
          drop();
        } else if (chance < 0.87) {
          // A reload.
          drop();
          page.box.close();
          for (const [id, { kind }] of page.answers) if (kind === "reject") refused.push(id);
          page = outbox(storage, environment);
          page.world.up = false;
          read = 0;
        } else if (chance < 0.93 && !page.world.up) {
          page.world.up = true;
          page.box.connected();
        } else {
          environment.pass(dice.upTo(8_000));
        }
        if (turn === 0) {
          page.world.up = true;
          page.box.connected();
        }
      }
      for (const [id, { kind }] of page.answers) if (kind === "reject") refused.push(id);
      expect(refused).toEqual([]);
      expect(done).toEqual(Array.from({ length: all }, (_, number) => number));
      expect(page.box.list()).toEqual([]);
    });
  });

  it("keeps everything when it is closed", () => {
    const [storage, environment] = [new FakeStorage(), new FakeEnvironment()];
    const { box } = outbox(storage, environment);
    box.add(message("one"));
    box.close();
    expect(ids(outbox(storage, environment).box)).toEqual(["one"]);
  });
});
