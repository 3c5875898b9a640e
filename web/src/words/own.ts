// The words of what one does with one's own seat: changing one's name, the way back, leaving.

import { count } from "./forms";

export const changeMeTitle = "Your name and perspective";
export const changeMeHow = "What you have written keeps its signature.";
export const changed = "Your name and perspective are changed.";
export const notChanged = "Nothing was changed.";
export const consentTitle = "What may be published of you";
export const consentHow = "Nothing, unless you say so. You can change it at any time under “You”.";
export const listed = "My name may stand in the list of participants.";
export const quoted = "My words may be quoted, and signed no further than they are here.";
export const consented = "Your answer is noted.";
export const wayBackTitle = "Your way back";
export const wayBackHow =
  "A personal link to this seat, for another device or after a flat battery. Whoever has it sits in your seat: keep it to yourself.";
export const wayBackMake = "Make the link";
export const wayBackMaking = "Making it";
export const wayBackScan = "Scan it with the other device, or keep the link.";
export const wayBackQr = "Square code of your way back";
export const wayBackFailed = "The link was not made.";
export const copy = "Copy the link";
export const copied = "The link is copied.";
export const copyByHand = "Press and hold the link to copy it.";
export const link = "Link";
export const leaveTitle = "Leave on this device?";
export const leaveHow = "Your seat and all you wrote stay in the workshop. This device forgets its key to it.";
export const leaveWayBack = "Without your way back, only a facilitator can let you in again.";
export const leaveWaiting = (number: number) =>
  `${count(number, "change has", "changes have")} not been sent yet, and would be lost here.`;
export const leaveNow = "Leave";
export const leaveFailed = "The server does not know that you left.";
export const leaveAnyway = "Forget it here all the same";
