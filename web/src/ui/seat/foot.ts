// What stands at the foot of a phone tells the page how high it is, so that nothing hides behind it: `--foot`.

import type { Attachment } from "svelte/attachments";

/** Whose height `--foot` is: while one page fades into the next, the newer one's. */
let owner: HTMLElement | null = null;

/** For an element that is fixed to the foot of the window where the screen is narrow. */
export const standsAtFoot: Attachment<HTMLElement> = (element) => {
  const root = document.documentElement;
  owner = element;
  const measure = () => {
    if (owner !== element) return;
    const fixed = getComputedStyle(element).position === "fixed";
    root.style.setProperty("--foot", fixed ? `${element.offsetHeight}px` : "0px");
  };
  // Turning a phone changes the width and with it how the element stands.
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  observer.observe(root);
  measure();
  return () => {
    observer.disconnect();
    if (owner !== element) return;
    owner = null;
    root.style.removeProperty("--foot");
  };
};
