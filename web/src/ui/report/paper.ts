// The sheet on the page: a tree of its own, so that the report looks as it will print whatever the page around it looks like.
// The server sent what stands on it; what one can do there is added here, and none of it is printed.

/** What the page adds to the report's own style, on the screen alone. */
const ON_SCREEN = `
@media screen {
  :host { color-scheme: light; }
  .report { box-sizing: border-box; max-width: none; margin: 0; padding: 40px 44px 88px; }
  .report .cover { min-height: 44vh; }
  .report [id] { scroll-margin-top: 72px; }
  .report [tabindex="-1"]:focus { outline: none; background: #f6e3dc; }
  .report :focus-visible { outline: 3px solid var(--rubric); outline-offset: 3px; }
  .report ::selection { background: #f6e3dc; }
  .write { margin: 0 0 14px; }
  .write button {
    min-height: 36px; margin: 0; padding: 2px 12px; border: 1px solid #828c86; border-radius: 3px; background: none;
    color: var(--ink); font: 600 15px/20px "Source Sans 3", "Segoe UI", sans-serif; cursor: pointer;
  }
  .write button:hover { background: #e9eae7; }
  .write[hidden] { display: none; }
}
@media screen and (max-width: 720px) {
  .report { padding: 24px 16px 56px; }
  .report .cover { min-height: 0; }
  .report .cover h1 { font-size: 32px; line-height: 38px; }
  .report section { margin-top: 48px; }
  .report section > h2 { font-size: 26px; line-height: 32px; }
  .report [id] { scroll-margin-top: 12px; }
  .report .scroll { overflow-x: auto; }
  .report .scroll > * { min-width: 600px; }
  .report td { overflow-wrap: break-word; }
  .write button { min-height: 44px; }
}
@media print { .write, slot { display: none; } }
`;

/** A heading under which facilitators can write. */
export interface Place {
  readonly key: string;
  /** The id of the section or heading. */
  readonly anchor: string;
}

/** A style sheet from a text; pages of this server allow no other way. */
export function styleSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** What the page adds to the report's own style. */
export const onScreen = (): CSSStyleSheet => styleSheet(ON_SCREEN);

/** The title at the head of each printed page, as a file of the report has it. */
export function runningHead(title: string): string {
  const letters = [...title];
  const short = letters.length > 80 ? `${letters.slice(0, 80).join("")}…` : title;
  const text = short.replace(/["\\\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `);
  return `@page{@top-left{content:"${text}"}}@page:first{@top-left{content:none}@top-right{content:none}}`;
}

/**
 * Puts under each heading in reach a button to write there, and a slot in which the text field stands. Answers the keys of the
 * places it found.
 */
export function furnish(sheet: Element, places: readonly Place[]): Set<string> {
  const found = new Set<string>();
  for (const { key, anchor } of places) {
    const at = sheet.querySelector(`[id="${anchor}"]`);
    const heading = at?.matches("section") ? at.querySelector("h2") : at;
    if (!heading) continue;
    found.add(key);
    const line = document.createElement("p");
    line.className = "write";
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.about = key;
    line.append(button);
    const slot = document.createElement("slot");
    slot.name = key;
    heading.after(line, slot);
  }
  // What is too wide for a phone scrolls by itself there.
  for (const wide of sheet.querySelectorAll("table, figure > svg")) {
    const frame = document.createElement("div");
    frame.className = "scroll";
    wide.replaceWith(frame);
    frame.append(wide);
  }
  return found;
}

/** Whoever uses the keyboard comes to what scrolls, and to nothing that does not. */
export function reachScrolling(root: ParentNode): void {
  for (const frame of root.querySelectorAll<HTMLElement>(".scroll")) {
    const caption = frame.querySelector("caption") ?? frame.parentElement?.querySelector("figcaption");
    if (frame.scrollWidth > frame.clientWidth) {
      frame.tabIndex = 0;
      frame.role = "group";
      frame.ariaLabel = caption?.textContent ?? null;
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
    }
  }
}

/** Where somebody reads: the last place with a name above this height of the window, and how far it is from there. */
export function placeAt(root: ParentNode, height: number): { id: string; top: number } | null {
  let found: { id: string; top: number } | null = null;
  for (const element of root.querySelectorAll(".report [id]")) {
    // What is inside a figure is no place to read on from.
    if (element.closest("svg")) continue;
    const { top, height: tall } = element.getBoundingClientRect();
    if (tall === 0) continue;
    if (top > height) break;
    found = { id: element.id, top };
  }
  return found;
}

/** The section that is read at this height of the window. */
export function sectionAt(root: ParentNode, height: number): string | null {
  let found: string | null = null;
  for (const section of root.querySelectorAll<HTMLElement>("section[data-part]")) {
    if (section.getBoundingClientRect().top > height) break;
    found = section.dataset.part ?? null;
  }
  return found;
}
