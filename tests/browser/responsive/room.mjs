// The room in which responsiveness is measured: a server of its own, 45 people, 225 notes, and a crowd that goes on.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const BINARY = process.env.CHARRETTE_BINARY ?? new URL("../../../target/release/charrette", import.meta.url).pathname;
const SAMPLE = new URL("../../../rehearsal/sample/", import.meta.url);

/** Two more sit at the screens that are measured: 45 in all. */
const CROWD = 43;
/** The notes of each cluster that are in it from the start; all others are not placed yet. */
const PLACED = 5;
/** Something changes every so often, ms: several times what 45 people come to who write five notes each in seven minutes. */
const CHANGE_EVERY = 500;

const draw = (bytes) => randomBytes(bytes).toString("base64url");

/** A file of comma-separated values as objects; fields may be quoted and hold commas and quotes. */
async function table(name) {
  const text = await readFile(new URL(name, SAMPLE), "utf8");
  const lines = text.trim().split(/\r?\n/u);
  const rows = lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, plain]) =>
      quoted === undefined ? plain : quoted.replaceAll('""', '"'),
    ),
  );
  const [heads, ...rest] = rows;
  return rest.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ""])));
}

/** The program on a data folder of its own. */
class Server {
  #process;
  #data;

  static async start() {
    const server = new Server();
    server.#data = await mkdtemp(join(tmpdir(), "charrette-responsive-"));
    server.#process = spawn(BINARY, ["run", "--listen", "127.0.0.1:0", "--data", server.#data], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, CHARRETTE_CREATE: "open", NO_COLOR: "1" },
    });
    for await (const line of createInterface({ input: server.#process.stdout })) {
      const address = /http:\/\/127\.0\.0\.1:\d+/u.exec(line)?.[0];
      if (address === undefined) continue;
      server.base = address;
      server.#process.stdout.resume();
      return server;
    }
    throw new Error("The server ended before it said where it serves.");
  }

  async post(path, body, credential) {
    const headers = { "content-type": "application/json" };
    if (credential !== undefined) headers.authorization = `Bearer ${credential}`;
    const answer = await fetch(this.base + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  async stop() {
    this.#process.kill("SIGTERM");
    await new Promise((ended) => this.#process.once("close", ended));
    await rm(this.#data, { recursive: true, force: true });
  }
}

/** One board on which everybody writes for all to see, and then puts notes together. */
function template(people) {
  const groups = new Map();
  for (const { group, perspective } of people) groups.set(group, new Set([...(groups.get(group) ?? []), perspective]));
  return {
    format: "charrette-template",
    version: 1,
    title: "Is it quick?",
    summary: "Write, and put together.",
    purpose: "See whether a full room stays quick.",
    groups: [...groups].map(([name, perspectives]) => ({ name, perspectives: [...perspectives] })),
    tables: [],
    boards: [
      { key: "ideas", kind: "notes", title: "Ideas", columns: [{ title: "Ideas", prompt: "One idea, one sentence." }] },
    ],
    ballots: [],
    steps: [
      { kind: "write", title: "Write", focus_question: "What must staff understand?", minutes: 7, board: "ideas" },
      {
        kind: "cluster",
        title: "Put together",
        focus_question: "Which notes belong together?",
        minutes: 20,
        board: "ideas",
      },
    ],
  };
}

/**
 * What runs in the crowd's page: sockets of many people. Each hears all that its seat would hear. A command is answered
 * by `ack` or the reason why not.
 */
function openCrowd() {
  const people = [];
  const answers = new Map();
  const records = new Map();
  const id = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  };
  globalThis.crowd = {
    id,
    records,
    /** Somebody sits down; the first one's records are kept for the script to read. */
    sit: (credential, version, subprotocol) =>
      new Promise((seated, failed) => {
        const keeps = people.length === 0;
        const socket = new WebSocket(location.origin.replace("http", "ws") + "/ws", subprotocol);
        socket.onopen = () =>
          socket.send(
            JSON.stringify({ type: "hello", version, credential, digest: null, last_acked: null, edit_keys: [] }),
          );
        socket.onclose = ({ code }) => failed(new Error(`a socket was closed with ${code}`));
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (message.type === "welcome") {
            people.push({ socket, member: message.members[0] });
            seated(people.length - 1);
          } else if (message.type === "changes" && keeps) {
            for (const { record } of message.put) records.set(record.id, record);
            for (const { id } of message.drop) records.delete(id);
          } else if (message.type === "ack" || message.type === "reject") {
            answers.get(message.id)?.(message.type === "ack" ? "ack" : message.words);
            answers.delete(message.id);
          }
        };
        // Seats say now and then that they are there, or count as gone.
        setInterval(() => socket.readyState === WebSocket.OPEN && socket.send('{"type":"ping"}'), 15_000);
      }),
    say: (who, body) =>
      new Promise((answered) => {
        const command = id();
        answers.set(command, answered);
        const { socket, member } = people[who];
        socket.send(JSON.stringify({ type: "command", id: command, as: member, body }));
      }),
  };
}

/** A full room. */
export class Room {
  #server;
  #page;
  #notes = [];
  #clusters = [];
  #turn = 0;
  #changed = 0;
  #places = {};
  /** The note that somebody wrote once more and takes back next. */
  #extra = null;
  /** The step the room is in. */
  kind = "write";

  static async open(browser) {
    const room = new Room();
    room.#server = await Server.start();
    try {
      await room.#fill(browser);
    } catch (error) {
      await room.close();
      throw error;
    }
    return room;
  }

  get base() {
    return this.#server.base;
  }

  /** How many changes of others went into the room since the start of the last `goOn`. */
  get changed() {
    return this.#changed;
  }

  async #fill(browser) {
    const [people, notes, clusters] = await Promise.all(["people.csv", "notes.csv", "clusters.csv"].map(table));
    const lead = await this.#server.post("/api/workshops", {
      start: { from: "file", text: JSON.stringify(template(people)) },
      title: "",
      attribution: "perspective_only",
      name: "Ruth Adler",
      key: null,
      workshop: draw(16),
      member: draw(16),
      secret: draw(32),
    });
    // A page that shows nothing and holds all sockets; of another context, so of another process than what is measured.
    this.#page = await (await browser.newContext()).newPage();
    await this.#page.goto(`${this.base}/icon.svg`);
    await this.#page.evaluate(openCrowd);
    await this.#sit(lead);
    const held = () => this.#page.evaluate(() => [...crowd.records.values()]);
    let records = await held();
    const one = (kind, which = () => true) => records.find((record) => record.kind === kind && which(record));
    for (let again = 0; !one("workshop")?.code && again < 100; again += 1) records = await held();
    this.code = one("workshop").code;
    const [board, column] = [one("board").id, one("column").id];
    const step = (kind) => one("step", ({ settings }) => settings.kind === kind).id;
    this.steps = { write: step("write"), cluster: step("cluster") };
    this.#places = { board, column };
    await this.enter("write");
    for (const person of people.slice(0, CROWD)) {
      await this.#sit(
        await this.#server.post("/api/join", {
          door: { by: "code", code: this.code },
          name: person.name,
          perspective: person.perspective,
          member: draw(16),
          secret: draw(32),
        }),
      );
    }
    for (const [at, { text, cluster }] of notes.entries()) {
      const note = draw(16);
      const who = 1 + (at % CROWD);
      await this.say(who, this.#post(note, text));
      this.#notes.push({ note, who, text, cluster: Number(cluster) });
    }
    for (const [at, { name }] of clusters.entries()) {
      const cluster = draw(16);
      const inside = this.#notes.filter((one) => one.cluster === at + 1).slice(0, PLACED);
      for (const one of inside) one.placed = true;
      const body = { type: "make_cluster", cluster, board, name, notes: inside.map(({ note }) => note), after: null };
      await this.say(0, body);
      this.#clusters.push(cluster);
    }
  }

  #post(note, text) {
    const { column } = this.#places;
    return { type: "post_note", note, step: this.steps.write, column, text, private: false, edit_key: null };
  }

  async #sit({ credential }) {
    await this.#page.evaluate((credential) => crowd.sit(credential, 1, "charrette.v1"), credential);
  }

  /** Somebody of the crowd (0: the lead) says something to the room, and it must be done. */
  async say(who, body) {
    const answer = await this.#page.evaluate(([who, body]) => crowd.say(who, body), [who, body]);
    if (answer !== "ack") throw new Error(`${body.type} was refused: ${answer}`);
  }

  /** The lead takes the room to a step. */
  async enter(kind) {
    await this.say(0, { type: "enter_step", step: this.steps[kind] });
    this.kind = kind;
  }

  /** The crowd goes on working until the answer is called: as many notes and as many unplaced ones as before. */
  goOn() {
    this.#changed = 0;
    let works = true;
    let failure = null;
    const work = (async () => {
      while (works) {
        await new Promise((next) => setTimeout(next, CHANGE_EVERY));
        await (this.kind === "write" ? this.#rewrite() : this.#replace());
        this.#changed += 1;
      }
    })().catch((error) => {
      failure = error;
    });
    return async () => {
      works = false;
      await work;
      if (failure) throw failure;
    };
  }

  /** In turn: somebody writes another note, somebody takes one back. */
  async #rewrite() {
    const turn = this.#turn++;
    if (this.#extra === null) {
      const { who, text } = this.#notes[(turn * 7) % this.#notes.length];
      const again = draw(16);
      this.#extra = { note: again, who };
      await this.say(who, this.#post(again, `Once more: ${text}`));
    } else {
      const { who, note } = this.#extra;
      this.#extra = null;
      await this.say(who, { type: "delete_note", note, edit_key: null });
    }
  }

  /** In turn: somebody puts a note into a cluster, somebody takes one out. */
  async #replace() {
    const turn = this.#turn++;
    const inside = turn % 2 === 1;
    // From the end: what is dragged on the measured screen comes from the beginning of the list.
    const one = this.#notes.findLast(
      ({ placed = false, touched = Number.NEGATIVE_INFINITY }) => placed === inside && touched < turn - 40,
    );
    one.placed = !inside;
    one.touched = turn;
    const cluster = inside ? null : this.#clusters[turn % this.#clusters.length];
    await this.say(1 + (turn % CROWD), { type: "place_notes", notes: [one.note], cluster, after: null });
  }

  async close() {
    await this.#server.stop();
  }
}
