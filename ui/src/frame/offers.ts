// What the palette offers about words that it does not know: to create a client of that name; about a sum, to note that it
// came in.

import type { Command } from "../commands";
import { href } from "../router.svelte";

/** « 1645,20 », « 1 645,20 € »; a year or a number of a paper alone is not taken for one. */
const SUM = /^\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*(?:[.,]\d{1,2}(?:\s*€)?|\s*€)$/;
const offer = (label: string, to: string): Command => ({ on: "anywhere", label, words: "", open: () => to });

export function offered(typed: string, found: boolean): Command[] {
  const text = typed.trim();
  if (SUM.test(text))
    return [
      offer(`Paiement reçu de ${text}`, href("payment_new", {}, { amount: text.replace(/\s*€$/, "") })),
    ];
  if (found || text.length < 2 || !/\p{L}/u.test(text)) return [];
  return [offer(`Créer le client « ${text} »`, href("client_new", {}, { name: text }))];
}
