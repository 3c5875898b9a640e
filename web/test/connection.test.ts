import { describe, expect, it } from "vitest";
import { LEAST_MS, MOST_MS, waitBefore } from "../src/net/backoff";
import { Connection, type ConnectionState, GOOD_AFTER_MS, PROBE_EVERY_MS, PROBE_FIRST_MS } from "../src/net/connection";
import { ANSWER_HELD_MS, POLL_EVERY_MS } from "../src/net/polling";
import { tooLarge } from "../src/net/refusal";
import { CHECK_WITHIN_MS, DEAD_AFTER_MS, OPEN_WITHIN_MS, PING_EVERY_MS } from "../src/net/socket";
import { closeCode, readMessage } from "../src/net/transport";
import { CLOSE_CODES, type CloseCode, type Hello, type ServerMessage } from "../src/protocol.gen";
import { FakeEnvironment, forSeeds, settled, welcome } from "./fakes";

function connected() {
  const environment = new FakeEnvironment();
  const states: ConnectionState[] = [];
  const messages: ServerMessage[] = [];
  const hello: Hello = { version: 1, credential: "w.s", digest: null, last_acked: null, edit_keys: [] };
  const connection = new Connection(environment, () => hello, {
    state: (state) => states.push(state),
    message: (message) => messages.push(message),
  });
  const live = () => {
    environment.socket.open();
    environment.socket.say(welcome());
  };
  /** Time until the next attempt begins. */
  const next = () => {
    const { state } = connection;
    if (state.kind !== "waiting") throw new Error(`not waiting but ${state.kind}`);
    return state.until - environment.now();
  };
  /** Fails sockets until the page asks by requests. */
  const barred = () => {
    for (let failed = 0; failed < 2; failed += 1) {
      environment.socket.end();
      environment.pass(next());
    }
  };
  return { environment, connection, states, messages, live, next, barred };
}

describe("the wait before an attempt", () => {
  it("is drawn from a span that doubles up to half a minute", () => {
    forSeeds(200, (dice) => {
      const failures = dice.upTo(12);
      const wait = waitBefore(failures, dice.next());
      expect(wait).toBeGreaterThanOrEqual(LEAST_MS);
      expect(wait).toBeLessThanOrEqual(Math.min(MOST_MS, 3_000 * 2 ** failures));
    });
    expect(waitBefore(0, 0.9999)).toBeGreaterThan(2_900);
    expect(waitBefore(1, 0.9999)).toBeGreaterThan(5_900);
    expect(waitBefore(1_000_000, 0.9999)).toBeLessThanOrEqual(MOST_MS);
  });

  it("honours what the server asks for", () => {
    expect(waitBefore(0, 0, 30)).toBe(30_000 + LEAST_MS);
    expect(waitBefore(0, 0, -5)).toBe(LEAST_MS);
  });
});

describe("what is read from the wire", () => {
  it("knows every close code by its number and no other number", () => {
    for (const [code, { number }] of Object.entries(CLOSE_CODES)) expect(closeCode(number)).toBe(code);
    for (const number of [1000, 1006, 1009, 4999]) expect(closeCode(number)).toBeNull();
  });

  it("leaves alone what it does not know", () => {
    expect(readMessage({ type: "compare" })).toEqual({ type: "compare" });
    for (const value of [null, 1, "compare", [], {}, { type: "spotlight" }, { type: 3 }])
      expect(readMessage(value)).toBeNull();
  });
});

describe("a connection", () => {
  it("says hello first and is live when it is made welcome", () => {
    const { environment, connection, live, messages } = connected();
    expect(connection.send({ type: "ping" })).toBe(false);
    live();
    expect(environment.socket.sent[0]?.type).toBe("hello");
    expect(connection.state).toEqual({ kind: "live", over: "socket" });
    expect(messages.map(({ type }) => type)).toEqual(["welcome"]);
    expect(connection.send({ type: "presence", finished: null })).toBe(true);
    expect(environment.socket.said("presence")).toHaveLength(1);
  });

  it("asks for signs of life and gives up after half a minute of silence", () => {
    const { environment, connection, live } = connected();
    live();
    environment.pass(PING_EVERY_MS);
    expect(environment.socket.said("ping")).toHaveLength(1);
    environment.socket.say({ type: "pong", time: 1 });
    environment.pass(PING_EVERY_MS);
    expect(connection.state.kind).toBe("live");
    environment.pass(DEAD_AFTER_MS);
    expect(connection.state.kind).toBe("waiting");
  });

  it("comes back after a break, and stays away only when the server says so", () => {
    for (const [code, { number, next: what }] of Object.entries(CLOSE_CODES)) {
      const { environment, connection, live, next } = connected();
      live();
      environment.socket.end(number);
      if (what === "resume") {
        expect(connection.state).toMatchObject({ kind: "waiting", code });
        environment.pass(next());
        live();
        expect(connection.state.kind).toBe("live");
      } else {
        expect(connection.state).toEqual({ kind: "stopped", code });
        environment.pass(600_000);
        environment.wake();
        expect(environment.sockets).toHaveLength(1);
      }
    }
  });

  it("waits as long as a bye asks for", () => {
    const { environment, live, next } = connected();
    live();
    environment.socket.say({ type: "bye", code: "busy", retry_after: 5 });
    expect(next()).toBeGreaterThan(5_000);
  });

  it("waits longer with every failure, and briefly again after a good connection", () => {
    const { environment, live, next } = connected();
    live();
    environment.socket.end();
    const first = next();
    environment.pass(first);
    live();
    environment.socket.end();
    expect(next()).toBeGreaterThan(first);
    environment.pass(next());
    live();
    environment.pass(PING_EVERY_MS);
    environment.socket.say({ type: "pong", time: 1 });
    expect(PING_EVERY_MS).toBeGreaterThan(GOOD_AFTER_MS);
    environment.socket.end();
    expect(next()).toBe(first);
  });

  it("tries at once when the network is back or the page is looked at again", () => {
    const { environment, connection, live } = connected();
    live();
    environment.socket.end();
    environment.wake();
    expect(environment.sockets).toHaveLength(2);
    live();
    environment.wake();
    expect(environment.socket.said("ping")).toHaveLength(1);
    environment.pass(CHECK_WITHIN_MS);
    expect(connection.state.kind).toBe("waiting");
  });

  it("keeps trying while the device says that it is offline: the server may be on this very machine", () => {
    const { environment, connection, live } = connected();
    environment.isOnline = false;
    environment.socket.end();
    expect(connection.state.kind).toBe("offline");
    environment.pass(3_000);
    expect(environment.sockets).toHaveLength(2);
    expect(connection.state.kind).toBe("offline");
    live();
    expect(connection.state.kind).toBe("live");
  });

  it("ends without a word when its owner closes it", () => {
    const { environment, connection, live, states } = connected();
    live();
    const told = states.length;
    connection.close();
    environment.pass(600_000);
    environment.wake();
    expect(states).toHaveLength(told);
    expect(environment.sockets).toHaveLength(1);
  });
});

describe("where sockets do not get through", () => {
  it("takes requests after two sockets that did not open in time", async () => {
    const { environment, connection, messages, next } = connected();
    environment.pass(OPEN_WITHIN_MS);
    expect(environment.sockets).toHaveLength(1);
    environment.pass(next());
    environment.pass(OPEN_WITHIN_MS);
    environment.pass(next());
    expect(environment.sockets).toHaveLength(2);
    expect(environment.request.path).toBe("/poll");
    environment.request.answer({
      status: 200,
      body: { messages: [welcome(), { type: "changes", put: [], drop: [] }] },
    });
    await settled();
    expect(connection.state).toEqual({ kind: "live", over: "polling" });
    expect(messages.map(({ type }) => type)).toEqual(["welcome", "changes"]);
    environment.pass(POLL_EVERY_MS);
    await settled();
    expect(environment.requests).toHaveLength(2);
  });

  it("posts commands one after the other and passes their answers on", async () => {
    const { environment, connection, messages, barred } = connected();
    barred();
    environment.request.answer({ status: 200, body: { messages: [welcome()] } });
    await settled();
    const command = (id: string) => ({ type: "command", id, as: null, body: { type: "undo" } }) as never;
    connection.send(command("one"));
    connection.send(command("two"));
    connection.send(command("three"));
    const posted = () => environment.requests.filter(({ path }) => path === "/command");
    expect(posted()).toHaveLength(1);
    posted()[0]?.answer({ status: 200, body: { messages: [{ type: "ack", id: "one" }] } });
    await settled();
    posted()[1]?.answer({ status: 413, body: { code: "too_large", words: "…" } });
    await settled();
    posted()[2]?.answer({ status: 422, body: { code: "malformed", words: "The server could not read this." } });
    await settled();
    // Held until a poll has brought what they changed.
    expect(messages).toHaveLength(1);
    environment.pass(POLL_EVERY_MS);
    await settled();
    const changes = { type: "changes", put: [], drop: [] };
    environment.request.answer({ status: 200, body: { messages: [changes] } });
    await settled();
    expect(messages.slice(1)).toEqual([
      changes,
      { type: "ack", id: "one" },
      { type: "reject", id: "two", ...tooLarge(65_536) },
      {
        type: "reject",
        id: "three",
        code: "malformed",
        retry: "never",
        words: "The server could not read this.",
        params: {},
      },
    ]);
    expect(connection.state.kind).toBe("live");
  });

  it("passes an answer on that nothing visible came of", async () => {
    const { environment, connection, messages, barred } = connected();
    barred();
    environment.request.answer({ status: 200, body: { messages: [welcome()] } });
    await settled();
    connection.send({ type: "command", id: "one", as: null, body: { type: "undo" } } as never);
    environment.request.answer({ status: 200, body: { messages: [{ type: "ack", id: "one" }] } });
    await settled();
    environment.pass(ANSWER_HELD_MS);
    expect(messages.slice(1)).toEqual([{ type: "ack", id: "one" }]);
  });

  it("looks for a socket soon, then ever more seldom up to a minute", async () => {
    const { environment, barred } = connected();
    barred();
    environment.request.answer({ status: 200, body: { messages: [welcome()] } });
    await settled();
    for (const wait of [PROBE_FIRST_MS, 8_000, 16_000, 32_000, PROBE_EVERY_MS, PROBE_EVERY_MS]) {
      const tried = environment.sockets.length;
      environment.pass(wait - 1);
      expect(environment.sockets).toHaveLength(tried);
      environment.pass(1);
      expect(environment.sockets).toHaveLength(tried + 1);
      environment.socket.end();
    }
  });

  it("changes over when it is made welcome there", async () => {
    const { environment, connection, messages, barred } = connected();
    barred();
    environment.request.answer({ status: 200, body: { messages: [welcome()] } });
    await settled();
    environment.pass(PROBE_FIRST_MS);
    environment.socket.end();
    expect(connection.state).toEqual({ kind: "live", over: "polling" });
    environment.pass(2 * PROBE_FIRST_MS);
    environment.socket.open();
    environment.socket.say({ type: "presence", here: 1 } as never);
    expect(messages).toHaveLength(1);
    environment.socket.say(welcome());
    expect(connection.state).toEqual({ kind: "live", over: "socket" });
    const asked = environment.requests.length;
    environment.pass(PING_EVERY_MS);
    await settled();
    expect(environment.requests).toHaveLength(asked);
  });

  it("asks for a socket again when requests fail too: then it is the server that is away", async () => {
    const { environment, barred, next } = connected();
    barred();
    environment.request.fail();
    await settled();
    environment.pass(next());
    expect(environment.sockets).toHaveLength(3);
  });

  it("holds nothing against sockets that fail while the device has no network", () => {
    const { environment, connection, live } = connected();
    live();
    environment.isOnline = false;
    environment.socket.end();
    for (let failed = 0; failed < 6; failed += 1) {
      environment.wake();
      environment.socket.end();
    }
    expect(connection.state.kind).toBe("offline");
    environment.isOnline = true;
    environment.wake();
    live();
    expect(connection.state).toEqual({ kind: "live", over: "socket" });
    expect(environment.requests).toEqual([]);
  });

  it("stops where a socket would have been told to stop", async () => {
    const problems: [number, unknown, CloseCode][] = [
      [401, { code: "session_unknown", words: "…" }, "session_unknown"],
      [200, { messages: [{ type: "bye", code: "session_ended", retry_after: null }] }, "session_ended"],
    ];
    for (const [status, body, code] of problems) {
      const { environment, connection, barred } = connected();
      barred();
      environment.request.answer({ status, body });
      await settled();
      expect(connection.state).toEqual({ kind: "stopped", code });
    }
  });
});
