// What this browser keeps between visits, and nothing else: the look, the keys, and the seats one has. Every
// value is checked when it is read, because anyone and any older version may have written it. Where storage
// is blocked, everything works until the tab is closed.

import { createSubscriber } from "svelte/reactivity";

/** `system` follows the device. */
export type Theme = "system" | "light" | "dark";

/** A seat that this browser can go back to. */
export interface KeptSeat {
  workshop: string;
  face: "seat" | "console" | "wall";
  /** The personal session token; authority over the seat, so it never leaves this storage but to its own server. */
  session: string;
  /** Title of the workshop, as last seen. */
  title: string;
  /** Who one is there, as last seen: `Rare disease advocate`. */
  who: string;
  /** Perspective group, as last seen. */
  group: string | null;
  /** Table, as last seen. */
  table: string | null;
  /** When it was last opened, ms since 1970, by this device's clock; only to sort by. */
  openedAt: number;
}

/** Seats beyond these, oldest first, are forgotten. */
export const SEATS_KEPT = 24;

/** All keys begin with this, so that a shared origin stays tidy. */
const PREFIX = "charrette.";

/** The part of the Web Storage interface that is used. */
export type SettingsStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Storage that lasts as long as the tab. */
export function memoryStorage(): SettingsStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** The browser's storage, or memory where it is blocked, absent or full from the start. */
export function openStorage(find: () => SettingsStorage | null | undefined): SettingsStorage {
  try {
    const storage = find();
    if (!storage) return memoryStorage();
    storage.setItem(`${PREFIX}probe`, "1");
    storage.removeItem(`${PREFIX}probe`);
    return storage;
  } catch {
    return memoryStorage();
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= 2_000;
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function readTheme(value: unknown): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

function readSeat(value: unknown): KeptSeat | null {
  if (typeof value !== "object" || value === null) return null;
  const seat = value as Record<string, unknown>;
  const { workshop, face, session, title, who, group, table, openedAt } = seat;
  if (!isText(workshop) || !workshop || !isText(session) || !session) return null;
  if (face !== "seat" && face !== "console" && face !== "wall") return null;
  return {
    workshop,
    face,
    session,
    title: isText(title) ? title : "",
    who: isText(who) ? who : "",
    group: isTextOrNull(group) ? group : null,
    table: isTextOrNull(table) ? table : null,
    openedAt: typeof openedAt === "number" && Number.isFinite(openedAt) ? openedAt : 0,
  };
}

function readSeats(value: unknown): KeptSeat[] {
  if (!Array.isArray(value)) return [];
  return value
    .map(readSeat)
    .filter((seat) => seat !== null)
    .slice(0, SEATS_KEPT);
}

const sameSeat = (one: KeptSeat, workshop: string, face: KeptSeat["face"]): boolean =>
  one.workshop === workshop && one.face === face;

/** The settings of this browser. Its getters are reactive in components. */
export class Settings {
  readonly #storage: SettingsStorage;
  /** What the storage would not take: true for this tab at least. */
  readonly #unsaved = new Map<string, string>();
  #notify: () => void = () => undefined;
  readonly #subscribe = createSubscriber((update) => {
    this.#notify = update;
    return () => {
      this.#notify = () => undefined;
    };
  });

  constructor(storage: SettingsStorage) {
    this.#storage = storage;
  }

  /** Whether clocks ring on this device. */
  get sound(): boolean {
    return this.#read("sound") === true;
  }
  set sound(sound: boolean) {
    this.#write("sound", sound);
  }

  /** Whether this device shows big type, as one that stands on a table. */
  get big(): boolean {
    return this.#read("big") === true;
  }
  set big(big: boolean) {
    this.#write("big", big);
  }

  /** The look that was chosen. */
  get theme(): Theme {
    return readTheme(this.#read("theme"));
  }
  set theme(theme: Theme) {
    this.#write("theme", theme);
  }

  /** Whether single letters act while a list has the focus (WCAG 2.1.4 wants a switch). On unless switched off. */
  get singleKeys(): boolean {
    return this.#read("single-keys") !== false;
  }
  set singleKeys(on: boolean) {
    this.#write("single-keys", on);
  }

  /** Seats to go back to, last opened first. */
  get seats(): KeptSeat[] {
    return readSeats(this.#read("seats")).sort((one, other) => other.openedAt - one.openedAt);
  }

  /** The seat in a workshop, if this browser has one. */
  seat(workshop: string, face: KeptSeat["face"]): KeptSeat | null {
    return this.seats.find((one) => sameSeat(one, workshop, face)) ?? null;
  }

  /** Keeps a seat, in place of an older one in the same workshop and face. */
  keepSeat(seat: KeptSeat): void {
    const others = this.seats.filter((one) => !sameSeat(one, seat.workshop, seat.face));
    this.#write("seats", [seat, ...others].slice(0, SEATS_KEPT));
  }

  /** Forgets a seat. */
  forgetSeat(workshop: string, face: KeptSeat["face"]): void {
    this.#write(
      "seats",
      this.seats.filter((one) => !sameSeat(one, workshop, face)),
    );
  }

  /** Another tab wrote: tell the components. */
  changedElsewhere(): void {
    this.#notify();
  }

  #read(name: string): unknown {
    this.#subscribe();
    try {
      const text = this.#unsaved.get(name) ?? this.#storage.getItem(PREFIX + name);
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  #write(name: string, value: unknown): void {
    const text = JSON.stringify(value);
    try {
      this.#storage.setItem(PREFIX + name, text);
      this.#unsaved.delete(name);
    } catch {
      this.#unsaved.set(name, text);
    }
    this.#notify();
  }
}
