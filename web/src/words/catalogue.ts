// The catalogue: every section by its name. Modules rather than one object, so that a page ships the words it says.

export { attribution } from "./attribution";
export * as clustering from "./clustering";
export { count, form, list } from "./forms";
export * from "./general";
export * as home from "./home";
export * as join from "./join";
export * as own from "./own";
export * as seat from "./seat";
export * as timeline from "./timeline";
export * as voting from "./voting";
export * as writing from "./writing";
