// The words of a workshop's door: joining it.

import { count } from "./forms";

export const title = (workshop: string) => (workshop ? `Join ${workshop}` : "Join");
export const knocking = "Looking for the workshop";
export const failed = "This door does not open.";
export const tryAgain = "Try again";
export const otherCode = "Use another code";
export const noDoor = "This link has lost its end.";
export const noDoorHow = "Open it again from where you have it, or type the code from the wall.";
export const people = (number: number) =>
  number === 0 ? "You are the first." : `${count(number, "person is", "people are")} in.`;
export const closed = "The door is closed.";
export const closedHow = "Nobody new comes in at the moment. Ask a facilitator to open it, then try again.";
export const already = "You already have a seat here";
export const someoneElse = "Join as someone else";
export const someoneElseHint = "This device then forgets the seat above; whoever has it needs their way back.";
export const name = "Your name";
export const nameHints = {
  named: "Others see it beside what you write.",
  perspective_only: "Facilitators see it in the list of people. It stands beside nothing you write.",
  anonymous: "Facilitators see it in the list of people. It stands beside nothing you write.",
};
export const perspective = "Your perspective";
export const perspectiveHints = {
  named: "Everybody here sees it, with your name.",
  perspective_only: "Only its group stands beside what you write.",
  anonymous: "It stands beside nothing you write. Results show how its group voted.",
};
export const noPerspective = "None of these";
export const nameMissing = { title: "Your name is missing.", text: "A first name will do." };
export const perspectiveMissing = { title: "Choose a perspective,", text: "or “None of these”." };
export const now = "Join";
export const joining = "Joining";
export const notIn = "You are not in yet.";
export const roles = {
  lead: "You come in to lead this workshop.",
  co_facilitator: "You come in to facilitate this workshop.",
  theme_team: "You come in for the theme team: you group and name what people write.",
  table_host: "You come in to host a table.",
  participant: "",
  observer: "You come in to observe: you read along, write and vote nothing, and are counted nowhere.",
  wall: "This link shows the workshop on a wall.",
};
export const wallHow = "The screen shows what everybody may see, and nothing of anybody’s own.";
export const wallStarts = "Starting the wall";
export const noWall = "The wall has not started.";
export const welcomeBack = (name: string) => `Welcome back, ${name}`;
export const welcomeBackHow = "Your seat is kept as you left it, with all you wrote.";
export const takeSeat = "Take my seat";
export const joinedBefore = (name: string) =>
  `You were let in at the first try, as ${name}. Change it under “You” if it is wrong.`;
