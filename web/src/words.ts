// All words of the client, in one place, nested by where they stand. A sentence with a hole is a function.
// Rules: say what is, what is safe and what to do next; no capitals for emphasis; numbers before their noun.

export * as words from "./words/catalogue";
