import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BUCKETS, type Changes, type Put, type RecordKind, type Record as RoomRecord } from "../src/protocol.gen";
import { bucketOf, FOLD_BUCKETS, Fold, type Key, keyOf } from "../src/room/fold";
import { type Dice, forSeeds } from "./fakes";

const golden = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../protocol/fixtures/${path}.json`, import.meta.url), "utf8"));

const KINDS: readonly RecordKind[] = ["note", "cluster", "seat", "private_note"];

function put(dice: Dice, id: string, kind: RecordKind): Put {
  const rev = Array.from({ length: 16 }, () => dice.upTo(16).toString(16)).join("");
  return { rev, record: { kind, id, text: dice.next() } as unknown as RoomRecord };
}

/** The same fingerprint, computed from nothing with big integers. */
function slowDigest(held: ReadonlyMap<Key, { rev: string }>): string {
  const buckets = Array.from({ length: FOLD_BUCKETS }, () => 0n);
  for (const [key, { rev }] of held) {
    const first = Buffer.from(key.slice(key.indexOf("/") + 1), "base64url")[0] ?? 0;
    buckets[first >> 2] = (buckets[first >> 2] ?? 0n) ^ BigInt(`0x${rev}`);
  }
  return buckets.map((bucket) => bucket.toString(16).padStart(16, "0")).join("");
}

const revisions = (fold: Fold): Map<Key, string> => new Map([...fold.held].map(([key, { rev }]) => [key, rev]));

/** A server's records, and the frames that tell of them. */
class Room {
  readonly records = new Map<Key, Put>();
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Changes some records and tells what a viewer who held all before must hear. */
  change(): Changes {
    const told = new Map<Key, Put>();
    const gone = new Set<Key>();
    for (let count = this.#dice.upTo(4); count >= 0; count -= 1) {
      const known = [...this.records.values()];
      const again = known.length > 0 && this.#dice.next() < 0.6;
      const { kind, id } = again ? this.#dice.one(known).record : { kind: this.#dice.one(KINDS), id: this.#dice.id() };
      const key = keyOf({ kind, id });
      told.delete(key);
      gone.delete(key);
      if (again && this.#dice.next() < 0.4) {
        this.records.delete(key);
        gone.add(key);
      } else {
        const fresh = put(this.#dice, id, kind);
        this.records.set(key, fresh);
        told.set(key, fresh);
      }
    }
    const drop = [...gone].map((key) => {
      const [kind, id] = key.split("/") as [RecordKind, string];
      return { kind, id };
    });
    return { put: [...told.values()], drop };
  }

  /** The answer to a digest, in pages: every bucket that differs, whole. */
  answer(digest: string): Changes[] {
    const mine = slowDigest(this.records);
    const replace = Array.from({ length: FOLD_BUCKETS }, (_, bucket) => bucket).filter(
      (bucket) => mine.slice(bucket * 16, bucket * 16 + 16) !== digest.slice(bucket * 16, bucket * 16 + 16),
    );
    const records = [...this.records.values()].filter(({ record }) => replace.includes(bucketOf(record.id)));
    const pages: Changes[] = [{ put: [], drop: [], replace }];
    for (const record of records) {
      const last = pages.at(-1);
      if (last && last.put.length < 3) last.put.push(record);
      else pages.push({ put: [record], drop: [] });
    }
    return pages.map((page, at) => (at + 1 < pages.length ? { ...page, more: true } : page));
  }
}

describe("folding changes", () => {
  it("has as many buckets as the protocol", () => {
    expect(FOLD_BUCKETS).toBe(BUCKETS);
  });

  it("finds a record's bucket in the first six bits of its id", () => {
    forSeeds(100, (dice) => {
      const id = dice.id();
      expect(bucketOf(id)).toBe((Buffer.from(id, "base64url")[0] ?? 0) >> 2);
    });
  });

  it("computes the very digest that the server does", () => {
    const { digest } = golden("client/digest") as { digest: string };
    const fold = new Fold();
    const id = Buffer.alloc(16, 0xff).toString("base64url");
    fold.apply({ put: [{ rev: "0123456789abcdef", record: { kind: "note", id } as RoomRecord }], drop: [] });
    expect(fold.digest()).toBe(digest);
  });

  it("takes in the golden frames", () => {
    const fold = new Fold();
    const paged = golden("server/changes_with_pages_to_come") as Changes;
    expect(fold.apply(paged)).toBeNull();
    expect(fold.held.size).toBe(0);
    fold.apply(golden("server/changes") as Changes);
    expect([...fold.held.keys()]).toEqual(["table/AQEBAQEBAQEBAQEBAQEBAQ"]);
  });

  it("holds what the server holds after any history of live changes, losses and comparisons", () => {
    forSeeds(200, (dice) => {
      const room = new Room(dice);
      const fold = new Fold();
      for (let turn = 0; turn < 30; turn += 1) {
        const change = room.change();
        if (dice.next() < 0.7) {
          const difference = fold.apply(change);
          for (const key of difference?.drop ?? []) expect(fold.held.has(key)).toBe(false);
          for (const [key, held] of difference?.put ?? []) expect(fold.held.get(key)).toBe(held);
        } else if (dice.next() < 0.5) {
          // The frame was lost with its connection, perhaps amid the answer on the next one.
          const pages = room.answer(fold.digest());
          const before = revisions(fold);
          if (pages.length > 1) {
            fold.apply(pages[0] as Changes);
            expect(revisions(fold)).toEqual(before);
            fold.interrupt();
          }
        }
        expect(fold.digest()).toBe(slowDigest(fold.held));
      }
      for (const page of room.answer(fold.digest())) fold.apply(page);
      expect(revisions(fold)).toEqual(new Map([...room.records].map(([key, { rev }]) => [key, rev])));
      expect(fold.digest()).toBe(slowDigest(room.records));
      expect(room.answer(fold.digest())[0]?.replace).toEqual([]);
    });
  });

  it("reports only what really differs", () => {
    forSeeds(50, (dice) => {
      const room = new Room(dice);
      const fold = new Fold();
      const change = room.change();
      fold.apply(change);
      const again = fold.apply(change);
      expect(again?.put.size).toBe(0);
      expect(again?.drop.size).toBe(0);
    });
  });
});

describe("the fold for tests of the server", () => {
  it("reads lines and prints what is held", () => {
    forSeeds(1, (dice) => {
      const room = new Room(dice);
      const fold = new Fold();
      const lines: string[] = ["", '{"type":"welcome"}'];
      for (let turn = 0; turn < 20; turn += 1) {
        const change = room.change();
        fold.apply(change);
        lines.push(JSON.stringify({ type: "changes", ...change }));
      }
      lines.push('{"do":"print"}', '{"do":"new"}');
      const script = new URL("../scripts/fold.mjs", import.meta.url).pathname;
      const printed = execFileSync(process.execPath, [script], { input: lines.join("\n"), encoding: "utf8" });
      const [first, second] = printed.trim().split("\n");
      const { records, digest } = JSON.parse(first ?? "") as { records: [Key, string][]; digest: string };
      expect(new Map(records)).toEqual(revisions(fold));
      expect(records.map(([key]) => key)).toEqual([...fold.held.keys()].sort());
      expect(digest).toBe(fold.digest());
      expect(JSON.parse(second ?? "")).toEqual({ records: [], digest: "0".repeat(1_024) });
    });
  });
});
