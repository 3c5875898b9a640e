import { describe, expect, it } from "vitest";
import { type KeptSeat, memoryStorage, openStorage, SEATS_KEPT, Settings, type SettingsStorage } from "../src/settings";

const seat = (workshop: string, openedAt: number, face: KeptSeat["face"] = "seat"): KeptSeat => ({
  workshop,
  face,
  session: `session-${workshop}`,
  title: "Gene and cell therapy",
  who: "Rare disease advocate",
  group: "Patient advocacy",
  table: "4",
  openedAt,
});

const blocked = (): SettingsStorage => ({
  getItem: () => {
    throw new DOMException("blocked", "SecurityError");
  },
  setItem: () => {
    throw new DOMException("full", "QuotaExceededError");
  },
  removeItem: () => undefined,
});

describe("settings", () => {
  it("have an answer before anything was chosen", () => {
    const settings = new Settings(memoryStorage());
    expect([settings.theme, settings.singleKeys, settings.seats]).toEqual(["system", true, []]);
  });

  it("come back in the next visit", () => {
    const storage = memoryStorage();
    const before = new Settings(storage);
    before.theme = "dark";
    before.singleKeys = false;
    before.keepSeat(seat("one", 1));
    const after = new Settings(storage);
    expect(after.theme).toBe("dark");
    expect(after.singleKeys).toBe(false);
    expect(after.seat("one", "seat")).toEqual(seat("one", 1));
  });

  it.each([
    "not json",
    "7",
    '"blue"',
    "null",
    "{}",
    '[{"workshop":"one"}]',
    '[{"workshop":7,"session":"s","face":"seat"}]',
  ])("survive what anyone may have written: %s", (text) => {
    const storage = memoryStorage();
    for (const key of ["theme", "single-keys", "seats"]) storage.setItem(`charrette.${key}`, text);
    const settings = new Settings(storage);
    expect(settings.theme).toBe("system");
    expect(settings.singleKeys).toBe(true);
    expect(settings.seats).toEqual([]);
  });

  it("repair a seat whose small print is damaged, and drop one without its session", () => {
    const storage = memoryStorage();
    const damaged = { ...seat("one", 1), title: 7, table: {}, openedAt: "soon" };
    storage.setItem("charrette.seats", JSON.stringify([damaged, { ...seat("two", 2), session: "" }]));
    expect(new Settings(storage).seats).toEqual([{ ...seat("one", 1), title: "", table: null, openedAt: 0 }]);
  });

  it("hold in the tab where the storage refuses", () => {
    const settings = new Settings(blocked());
    settings.theme = "dark";
    settings.keepSeat(seat("one", 1));
    expect(settings.theme).toBe("dark");
    expect(settings.seats).toHaveLength(1);
  });

  it("use memory where the browser has no storage or throws at the mention of it", () => {
    for (const find of [
      () => null,
      blocked,
      () => {
        throw new Error("denied");
      },
    ]) {
      const storage = openStorage(find);
      storage.setItem("a", "1");
      expect(storage.getItem("a")).toBe("1");
    }
  });
});

describe("kept seats", () => {
  it("are one for each workshop and face, last opened first", () => {
    const settings = new Settings(memoryStorage());
    settings.keepSeat(seat("one", 1));
    settings.keepSeat(seat("two", 2));
    settings.keepSeat(seat("one", 3));
    settings.keepSeat(seat("one", 4, "console"));
    expect(settings.seats.map(({ workshop, face }) => `${workshop} ${face}`)).toEqual([
      "one console",
      "one seat",
      "two seat",
    ]);
    settings.forgetSeat("one", "seat");
    expect(settings.seat("one", "seat")).toBeNull();
    expect(settings.seat("one", "console")?.openedAt).toBe(4);
  });

  it("are bounded: the oldest goes", () => {
    const settings = new Settings(memoryStorage());
    for (let index = 0; index < SEATS_KEPT + 5; index += 1) settings.keepSeat(seat(`w${index}`, index));
    expect(settings.seats).toHaveLength(SEATS_KEPT);
    expect(settings.seat("w0", "seat")).toBeNull();
    expect(settings.seat(`w${SEATS_KEPT + 4}`, "seat")).not.toBeNull();
  });
});
