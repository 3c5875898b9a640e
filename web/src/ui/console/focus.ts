// The focus stays where one works, also when what had it has moved, is turned off, or is gone.

import { tick } from "svelte";

/** Whether an element can have the focus now. */
const takes = (element: HTMLElement): boolean =>
  element.isConnected && !(element instanceof HTMLButtonElement && element.disabled);

/**
 * After the page has followed a change: gives the focus back to the element that had it, or to the first of its
 * neighbours that can have it: in its item, then in its section.
 */
export async function keepFocus(element: EventTarget | null): Promise<void> {
  if (!(element instanceof HTMLElement)) return;
  const item = element.closest<HTMLElement>("li");
  const section = element.closest<HTMLElement>("section, dialog, main");
  await tick();
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const buttons = (within: HTMLElement | null) => [...(within?.querySelectorAll<HTMLElement>("button") ?? [])];
  const found = [element, ...buttons(item), ...buttons(section)].find(takes);
  found?.focus();
}
