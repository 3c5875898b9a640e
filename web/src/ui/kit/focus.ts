// The focus stays where one works, also when what had it has moved, is turned off, or is gone.

import { tick } from "svelte";

/** Whether an element can have the focus now. */
const takes = (element: HTMLElement): boolean =>
  element.isConnected && !(element instanceof HTMLButtonElement && element.disabled);

/**
 * Notes where a press was made, before anything changes. What it answers is called after the change: it gives the focus
 * back to the element, or to the first of its neighbours that can have it, in its item, then in its list, then in its section.
 */
export function focusKeeper({ currentTarget: element }: Event): () => Promise<void> {
  if (!(element instanceof HTMLElement)) return () => Promise.resolve();
  const item = element.closest<HTMLElement>("li");
  const list = element.closest<HTMLElement>("ul, ol");
  const section = element.closest<HTMLElement>("section, dialog, main");
  return async () => {
    await tick();
    const now = document.activeElement;
    if (now !== null && now !== document.body && now !== section) return;
    const buttons = (within: HTMLElement | null) => [...(within?.querySelectorAll<HTMLElement>("button") ?? [])];
    [element, ...buttons(item), ...buttons(list), ...buttons(section)].find(takes)?.focus();
  };
}
