// What the connection needs of the browser, as one small interface: tests bring their own clock and network.

/** What a socket tells. */
export interface SocketEvents {
  opened(): void;
  text(text: string): void;
  /** It is over, with the number of the close frame (1006 = there was none). */
  closed(code: number): void;
}

/** An open or opening socket. */
export interface Socket {
  isOpen(): boolean;
  send(text: string): void;
  /** Closes it; it tells nothing more. */
  close(): void;
}

/** An HTTP answer, read. */
export interface Reply {
  status: number;
  /** The body as JSON; `undefined` if it was none. */
  body: unknown;
}

/** The browser, as the connection sees it. */
export interface Environment {
  /** Milliseconds that only go forward; the origin does not matter. */
  now(): number;
  /** Milliseconds since 1970 by the device's clock, which may be wrong and may jump. */
  wallClock(): number;
  /** A number from 0 up to 1. */
  random(): number;
  /** Runs something once, later; the answer takes it back. */
  after(milliseconds: number, run: () => void): () => void;
  /** Opens a socket to this page's own server; throws where a policy of the browser forbids it. */
  openSocket(path: string, protocol: string, events: SocketEvents): Socket;
  /** Posts JSON to this page's own server; throws when there is no answer. */
  post(path: string, body: unknown, signal: AbortSignal): Promise<Reply>;
  /** Whether the device says that it has a network at all. */
  online(): boolean;
  /** Tells of moments worth an attempt or a look: the network is back or gone, the tab is looked at again. */
  onWake(wake: () => void): () => void;
  /** Tells that the page is being left; it may come back from the browser's memory. */
  onLeave(leave: () => void): () => void;
}

/** The real one. */
export const browserEnvironment: Environment = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  random: () => Math.random(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  openSocket(path, protocol, events) {
    const address = new URL(path, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address.href, protocol);
    const silence = new AbortController();
    const { signal } = silence;
    socket.addEventListener("open", () => events.opened(), { signal });
    socket.addEventListener("close", (event) => events.closed(event.code), { signal });
    // After an error comes a close, which tells more.
    socket.addEventListener(
      "message",
      (event: MessageEvent<unknown>) => {
        if (typeof event.data === "string") events.text(event.data);
      },
      { signal },
    );
    return {
      isOpen: () => socket.readyState === WebSocket.OPEN,
      send: (text) => socket.send(text),
      close() {
        silence.abort();
        socket.close();
      },
    };
  },
  async post(path, body, signal) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      signal,
    });
    const text = await answer.text();
    try {
      return { status: answer.status, body: JSON.parse(text) as unknown };
    } catch {
      return { status: answer.status, body: undefined };
    }
  },
  online: () => navigator.onLine,
  onWake(wake) {
    const seen = () => {
      if (document.visibilityState === "visible") wake();
    };
    for (const news of ["online", "offline"]) window.addEventListener(news, wake);
    window.addEventListener("pageshow", wake);
    document.addEventListener("visibilitychange", seen);
    return () => {
      for (const news of ["online", "offline"]) window.removeEventListener(news, wake);
      window.removeEventListener("pageshow", wake);
      document.removeEventListener("visibilitychange", seen);
    };
  },
  onLeave(leave) {
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  },
};
