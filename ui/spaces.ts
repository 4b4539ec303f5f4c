// French no-break spaces in what the page says: put where the page is built, so that no sentence is written with them and
// none goes without. One space becomes another, so every place in the code stays where it was.

import { parseAst, type Plugin } from "vite";
import { spaced } from "./src/spaces.ts";

interface Node {
  type: string;
  start: number;
  end: number;
  value?: unknown;
}

function texts(node: unknown, found: Node[] = []): Node[] {
  if (Array.isArray(node)) for (const one of node) texts(one, found);
  else if (typeof node === "object" && node !== null) {
    const one = node as Node;
    if (one.type === "TemplateElement" || (one.type === "Literal" && typeof one.value === "string"))
      found.push(one);
    else for (const inner of Object.values(node)) texts(inner, found);
  }
  return found;
}

export function spaces(): Plugin {
  return {
    name: "french-spaces",
    enforce: "post",
    transform(code, id) {
      const [path = ""] = id.split("?");
      if (!/\/src\/.*\.(ts|svelte)$/.test(path) || /node_modules|\/generated\/|\/src\/spaces\.ts$/.test(path))
        return null;
      let out = code;
      for (const { start, end } of texts(parseAst(code))) {
        const text = code.slice(start, end);
        // What stands in place of ${…} before a unit is a number.
        const set = code[start - 1] === "}" ? spaced(`0${text}`).slice(1) : spaced(text);
        out = out.slice(0, start) + set + out.slice(end);
      }
      return out === code ? null : { code: out, map: null };
    },
  };
}
