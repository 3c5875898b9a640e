// Dragging notes with a mouse or pen: an extra, everything works without it. Touch scrolls and never drags.

/** How far a press must move before it is a drag, px. */
const THRESHOLD = 6;
/** Lists scroll by themselves while one drags this near to their edge, px. */
const EDGE = 48;

/** What a drag needs. */
export interface DragWorld<Id extends string> {
  /** What goes along when this one is taken. */
  takes(id: Id): readonly Id[];
  /** Dropped on a place: the value of its `data-drop`. */
  dropped(ids: readonly Id[], place: string): void;
}

/** One drag at a time. */
export class NoteDrag<Id extends string> {
  /** What is being dragged; empty = nothing. */
  ids: readonly Id[] = $state.raw([]);
  /** The place under the pointer; none = nowhere to drop. */
  over: string | null = $state(null);
  x = $state(0);
  y = $state(0);
  readonly #world: DragWorld<Id>;
  #stop: (() => void) | null = null;

  constructor(world: DragWorld<Id>) {
    this.#world = world;
  }

  /** A press on an item: it becomes a drag when the pointer moves. */
  press(event: PointerEvent, id: Id): void {
    if (event.pointerType === "touch" || event.button !== 0 || event.ctrlKey || event.shiftKey) return;
    this.cancel();
    const { clientX, clientY } = event;
    const move = (moved: PointerEvent): void => {
      const started = this.ids.length > 0;
      if (!started && Math.hypot(moved.clientX - clientX, moved.clientY - clientY) < THRESHOLD) return;
      if (!started) this.ids = this.#world.takes(id);
      this.#at(moved);
    };
    const up = (): void => {
      const [ids, place] = [this.ids, this.over];
      this.cancel();
      if (ids.length === 0) return;
      swallowClick();
      if (place !== null) this.#world.dropped(ids, place);
    };
    const key = (pressed: KeyboardEvent): void => {
      if (pressed.key !== "Escape" || this.ids.length === 0) return;
      pressed.stopPropagation();
      swallowClick();
      this.cancel();
    };
    const cancel = (): void => this.cancel();
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", key, true);
    this.#stop = () => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", cancel);
      document.removeEventListener("keydown", key, true);
    };
  }

  /** Lets everything go where it was. */
  cancel(): void {
    this.#stop?.();
    this.#stop = null;
    this.ids = [];
    this.over = null;
  }

  #at({ clientX, clientY }: PointerEvent): void {
    this.x = clientX;
    this.y = clientY;
    const under = document.elementFromPoint(clientX, clientY);
    this.over = under?.closest<HTMLElement>("[data-drop]")?.dataset.drop ?? null;
    const pane = under?.closest<HTMLElement>("[data-scrolls]");
    if (!pane) return;
    const box = pane.getBoundingClientRect();
    if (clientY < box.top + EDGE) pane.scrollBy(0, -EDGE / 4);
    else if (clientY > box.bottom - EDGE) pane.scrollBy(0, EDGE / 4);
  }
}

/** The click that ends a drag is no choice. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}
