import { describe, expect, it } from "vitest";
import { pathOf, type Route, Router, type RouterWindow, routeOf, secretIn, shownCode } from "../src/router";

/** A browser's address bar, as far as the router knows one. */
class AddressBar implements RouterWindow {
  location = { pathname: "/", search: "", hash: "" };
  visited: string[] = [];
  #listeners = new Map<string, () => void>();

  constructor(url: string) {
    this.#set(url);
  }

  history = {
    pushState: (_data: unknown, _unused: string, url: string) => this.#record(url),
    replaceState: (_data: unknown, _unused: string, url: string) => this.#record(url),
  };

  addEventListener(kind: "popstate" | "hashchange", listener: () => void): void {
    this.#listeners.set(kind, listener);
  }

  /** Someone types an address or goes back. */
  move(kind: "popstate" | "hashchange", url: string): void {
    this.#set(url);
    this.#listeners.get(kind)?.();
  }

  get shown(): string {
    return this.location.pathname + this.location.search + this.location.hash;
  }

  #record(url: string): void {
    this.visited.push(url);
    this.#set(url);
  }

  #set(url: string): void {
    const { pathname, search, hash } = new URL(url, "http://room.test");
    this.location = { pathname, search, hash };
  }
}

describe("routes", () => {
  const routes: Route[] = [
    { face: "home" },
    { face: "join", code: "K7MQ-4XWD" },
    { face: "join", code: null },
    { face: "seat", workshop: "w7fA_-9" },
    { face: "console", workshop: "w7fA_-9" },
    { face: "wall", workshop: "a workshop/with ü" },
    { face: "gallery" },
  ];

  it.each(routes)("come back from their own path: $face", (route) => {
    expect(routeOf(pathOf(route))).toEqual(route);
  });

  it.each(["/w", "/w/", "/w/a/b", "/x/a", "/wall", "/j/---", "/w/%E0%A4%A"])("are not guessed: %s", (path) => {
    expect(routeOf(path)).toEqual({ face: "missing", path });
  });

  it("accept a slash at the end", () => {
    expect(routeOf("/console/a/")).toEqual({ face: "console", workshop: "a" });
  });

  it("show a code in one form, however it was typed", () => {
    expect(routeOf("/j/k7mq4xwd")).toEqual({ face: "join", code: "K7MQ-4XWD" });
    expect(shownCode(" k7mq – 4xwd ")).toBe("K7MQ-4XWD");
    expect(shownCode("k7m")).toBe("K7M");
    expect(shownCode("K7MQ-4XWDMORE")).toBe("K7MQ-4XWD");
  });
});

describe("secrets", () => {
  it("are read only from a fragment of the right form", () => {
    expect(secretIn("#k=aZ09-_.bY18")).toBe("aZ09-_.bY18");
    for (const fragment of ["", "#", "#k=", "#k=a b", "#x=a", "#k=a&b=c", `#k=${"a".repeat(513)}`]) {
      expect(secretIn(fragment)).toBeNull();
    }
  });

  it("leave the address bar at once and are handed out once", () => {
    const bar = new AddressBar("/w/one?lang=en#k=secret");
    const router = new Router(bar);
    expect(bar.shown).toBe("/w/one?lang=en");
    expect(router.takeSecret()).toBe("secret");
    expect(router.takeSecret()).toBeNull();
  });

  it("are taken in from a link that is opened in the same tab", () => {
    const bar = new AddressBar("/w/one");
    const router = new Router(bar);
    bar.move("hashchange", "/w/one#k=later");
    expect(bar.shown).toBe("/w/one");
    expect(router.takeSecret()).toBe("later");
  });

  it("stand in no address that the router writes", () => {
    const bar = new AddressBar("/j/K7MQ-4XWD#k=secret");
    const router = new Router(bar);
    router.go({ face: "seat", workshop: "one" });
    expect(bar.visited.join(" ")).not.toContain("secret");
  });

  it("leave other fragments alone", () => {
    const bar = new AddressBar("/w/one#notes");
    expect(new Router(bar).takeSecret()).toBeNull();
    expect(bar.shown).toBe("/w/one#notes");
  });
});

describe("a router", () => {
  it("follows itself and the back button", () => {
    const bar = new AddressBar("/");
    const router = new Router(bar);
    router.goTo("/console/one");
    expect(router.route).toEqual({ face: "console", workshop: "one" });
    expect(bar.shown).toBe("/console/one");
    bar.move("popstate", "/");
    expect(router.route).toEqual({ face: "home" });
  });
});
