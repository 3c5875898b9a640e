// The focus stays where one works, also when what had it has moved, is turned off, or is gone.

import { tick } from "svelte";

const BUTTONS = "button, summary";

/** Whether an element can have the focus now. */
const takes = (element: HTMLElement): boolean =>
  element.isConnected &&
  element.getClientRects().length > 0 &&
  !(element instanceof HTMLButtonElement && element.disabled);

/**
 * Notes where a press was made, before anything changes. What it answers is called after the change: it gives the focus
 * back to the element, or to the first of its neighbours that can have it: in its item, then in its list, then those that
 * stood after it and before it in its section, then whatever the section has now.
 */
export function focusKeeper({ currentTarget: element }: Event): () => Promise<void> {
  if (!(element instanceof HTMLElement)) return () => Promise.resolve();
  const buttons = (within: HTMLElement | null) => [...(within?.querySelectorAll<HTMLElement>(BUTTONS) ?? [])];
  const item = element.closest<HTMLElement>("li");
  const list = element.closest<HTMLElement>("ul, ol");
  const section = element.closest<HTMLElement>("section, dialog, main");
  const stood = buttons(section);
  const at = stood.indexOf(element);
  return async () => {
    await tick();
    const now = document.activeElement;
    if (now !== null && now !== document.body && now !== section) return;
    const around = [...stood.slice(at + 1), ...stood.slice(0, Math.max(0, at)).reverse()];
    [element, ...buttons(item), ...buttons(list), ...around, ...buttons(section)].find(takes)?.focus();
  };
}
