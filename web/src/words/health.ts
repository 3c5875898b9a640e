// The words about how far a clustering is. Apart, since facilitators alone load them.

import { count } from "./forms";

export const health = "How it stands";
export const healthUnplaced = (number: number) => (number === 0 ? "every note placed" : `${number} not placed`);
export const healthLargest = (name: string, number: number, percent: number) =>
  `largest: “${name}” with ${number}, ${percent} % of all`;
export const healthTooLarge = "more than 30 %: could it be two?";
export const healthSingletons = (number: number) => `${count(number, "cluster", "clusters")} with one note`;
export const healthUnnamed = (number: number) => `${number} without a name`;

export const namedBy = "Who finds its name";
export const namedByAny = "Any table";
export const namedByTable = (name: string) => `Table ${name}`;
