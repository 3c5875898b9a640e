// Lays the markup of all components of a chunk side by side, like beside like: what a compressor has just seen, it says again
// in two bytes, and it looks back over no more than a tenth of a seat.

import type { ESTree, Plugin } from "vite";

/**
 * Whether this value is what Svelte makes of markup: a function that gives out copies of it. Making one asks for nothing but
 * the text, so it may stand before all else.
 */
function isMarkup(value: ESTree.Expression | null): boolean {
  if (value?.type !== "CallExpression" || value.callee.type !== "Identifier") return false;
  const [text] = value.arguments;
  return text?.type === "Literal" && typeof text.value === "string" && text.value.startsWith("<");
}

/** A minified chunk that begins with all its markup. */
function markupFirst(code: string, statements: ESTree.Program["body"]): string {
  const markup: { name: string; text: string }[] = [];
  const rest: string[] = [];
  const text = (node: ESTree.Node) => code.slice(node.start, node.end);
  let done = 0;
  for (const statement of statements) {
    if (statement.type !== "VariableDeclaration" || statement.kind !== "var") continue;
    const stays: string[] = [];
    for (const variable of statement.declarations)
      if (variable.init && isMarkup(variable.init)) markup.push({ name: text(variable.id), text: text(variable.init) });
      else stays.push(text(variable));
    if (stays.length === statement.declarations.length) continue;
    rest.push(code.slice(done, statement.start), stays.length > 0 ? `var ${stays.join(",")};` : "");
    done = statement.end;
  }
  if (markup.length === 0) return code;
  markup.sort((a, b) => (a.text < b.text ? -1 : 1));
  return `var ${markup.map(({ name, text }) => `${name}=${text}`).join(",")};${rest.join("")}${code.slice(done)}`;
}

/** Vite plugin: 2 parts in 100 of a seat; fails where it finds none. It works on what the minifier has made, whose names then run as they stand elsewhere. */
export function templates(): Plugin {
  return {
    name: "charrette-templates",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      let moved = false;
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        const code = markupFirst(file.code, this.parse(file.code).body);
        moved ||= code !== file.code;
        file.code = code;
      }
      if (!moved) this.error("build/templates.ts finds no markup: Svelte says it in another way now");
    },
  };
}
