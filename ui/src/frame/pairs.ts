// « nouvelle facture cidrerie », « menhir relancer »: an action and what it is about, in one line.

import { matching, type Command, type Opened } from "../commands";
import type { SearchHit } from "../generated/surface";
import { ask } from "../host";

/** As many as are shown; twice as many are looked at. */
const MOST = 5;
/** Fewer letters say too little of what it is about. */
const LEAST = 3;

/** The words parted in two, either part first: what is done, and about what. */
export function partings(typed: string): [done: string, about: string][] {
  const words = typed.trim().split(/\s+/);
  const cuts = words.slice(1).map((_, i) => i + 1);
  const parts = cuts.map((at): [string, string] => [words.slice(0, at).join(" "), words.slice(at).join(" ")]);
  return parts.flatMap(([one, other]): [string, string][] => [
    [one, other],
    [other, one],
  ]);
}

async function opened(command: Command, hit: SearchHit): Promise<Opened> {
  if (hit.kind === "client") {
    if (command.client) return command.client(hit.id);
    if (command.begin)
      return command.begin({ name: "client", ids: { client: hit.id }, given: {}, filter: {} });
    return command.on === "client" ? command.open(hit.id) : null;
  }
  if (command.on === "deal" && hit.kind === "deal") return command.open(await ask("deal", { id: hit.id }));
  if (command.on === "invoice" && hit.kind === "invoice")
    return command.open(await ask("invoice", { id: hit.id }));
  return null;
}

/** What can be done now of what is written; nobody is led to a refusal. */
export async function pairs(typed: string): Promise<Command[]> {
  const found = new Map<string, Command>();
  for (const [done, about] of partings(typed)) {
    const commands = matching(done, 3);
    if (!commands.length || about.length < LEAST) continue;
    const { hits, near } = await ask("search", { text: about, kind: null });
    if (near) continue;
    for (const command of commands)
      for (const hit of hits.slice(0, 2 * MOST)) {
        if (found.size >= MOST) break;
        const to = await opened(command, hit).catch(() => null);
        const label = `${command.label} : ${hit.title}`;
        if (to !== null) found.set(label, { on: "anywhere", label, words: "", open: () => to });
      }
    if (found.size) break;
  }
  return [...found.values()];
}
