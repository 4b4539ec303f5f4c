// What the palette offers about words that it does not know: to create a client of that name; about a sum, to note that it
// came in.

import type { Command } from "../commands";
import { href } from "../router.svelte";

/** « 1645,20 », « 1 645,20 € », « 780 euros reçu par virement »; a year or a number of a paper alone is not taken for one. */
const SUM = /^(\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*(?:[.,]\d{1,2})?)\s*(€|euros?|eur)?((?:\s+\p{L}+)*)$/iu;
/** What is said of money that came in. */
const CAME =
  /^(re[cç]u(e|s)?|encaiss\p{L}*|paiement|r[eè]glement|vir(ement)?|ch[eè]que|esp[eè]ces|carte|par|de|en)$/iu;

/** A sum that came in, as it is typed in a form. */
function sum(text: string): string | null {
  const [, amount, euros, words] = SUM.exec(text) ?? [];
  if (amount === undefined) return null;
  const said = (words ?? "").trim().split(/\s+/).filter(Boolean);
  if (!said.every((word) => CAME.test(word))) return null;
  return euros || said.length || /[.,]/.test(amount) ? amount : null;
}

const offer = (label: string, to: string): Command => ({ on: "anywhere", label, words: "", open: () => to });

export function offered(typed: string, found: boolean): Command[] {
  const text = typed.trim();
  const came = sum(text);
  if (came !== null) return [offer(`Paiement reçu de ${came} €`, href("payment_new", {}, { amount: came }))];
  if (found || text.length < 2 || !/\p{L}/u.test(text)) return [];
  return [offer(`Créer le client « ${text} »`, href("client_new", {}, { name: text }))];
}
