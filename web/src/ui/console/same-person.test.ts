import { describe, expect, it } from "vitest";
import type { MemberId } from "../../protocol.gen";
import type { RecordOf } from "../../room/records";
import { signedBy, twins } from "./same-person";

const person = (id: string, name: string, role: RecordOf<"member">["role"] = "participant"): RecordOf<"member"> => ({
  kind: "member",
  id: id as MemberId,
  name,
  role,
  perspective: null,
  group: null,
  table: null,
  proxy: false,
  muted: false,
});

describe("who might be the same person", () => {
  it("is anybody of the same kind, whoever is offline first", () => {
    const ana = person("a", "Ana");
    const people = [
      ana,
      person("b", "Ben"),
      person("c", "Ana (2)"),
      person("d", "Cy", "table_host"),
      person("e", "Eve", "observer"),
      person("f", "Lea", "lead"),
    ];
    const here = new Set(["b" as MemberId]);
    expect(twins(people, ana, here).map(({ name }) => name)).toEqual(["Ana (2)", "Cy", "Ben"]);
    expect(twins(people, person("g", "Gus", "observer"), here).map(({ name }) => name)).toEqual(["Eve"]);
  });
});

describe("what is signed with a name", () => {
  it("is counted, and nothing else", () => {
    const by = (member: string | null) =>
      member === null ? { signed: "nobody" } : { signed: "named", member, name: member, group: null };
    const held = { note: [by("a"), by("b"), by("a"), by(null)], entry: [by("a")] } as Record<string, unknown[]>;
    const all = (kind: string) => (held[kind] ?? []).map((one) => ({ by: one }));
    expect(signedBy({ all } as unknown as Parameters<typeof signedBy>[0], "a" as MemberId)).toEqual({
      notes: 2,
      entries: 1,
    });
  });
});
