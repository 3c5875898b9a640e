// Further attributes and listeners of an element, given to a part of the kit as one object. An attachment of one's own is a
// tenth of what Svelte brings along for a spread, and every seat would load that.

import type { Attachment } from "svelte/attachments";
import { on } from "svelte/events";

/** Sets attributes and listeners (`onfocusin`, `onkeydowncapture`) as they are named in a template. */
export function further(rest: object): Attachment<HTMLElement> {
  return (element) => {
    const offs: (() => void)[] = [];
    for (const [name, value] of Object.entries(rest)) {
      if (typeof value === "function") {
        const type = name.slice(2).replace(/capture$/u, "");
        // Svelte's own way to listen: a field that goes while it has the focus loses it in the middle of an update.
        offs.push(on(element, type, value as EventListener, { capture: name.endsWith("capture") }));
      } else if (value === undefined || value === null || (name === "autofocus" && !value)) {
        element.removeAttribute(name);
      } else {
        element.setAttribute(name, String(value));
        // Shown later than its dialog: the browser looks for the attribute only when that opens.
        if (name === "autofocus" && document.activeElement === document.body) element.focus();
      }
    }
    return () => {
      for (const off of offs) off();
    };
  };
}
