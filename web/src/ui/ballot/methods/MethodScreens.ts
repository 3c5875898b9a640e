// The screens of ballots by other methods than dots, in one chunk.

export { default as MethodPaper } from "./MethodPaper.svelte";
export { default as MethodResults } from "./MethodResults.svelte";
