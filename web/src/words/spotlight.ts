// The words of the spotlight. Apart, because a seat fetches them when a facilitator points at something.

export const lookHere = "Look here:";
export const showPlace = "Show its place";
