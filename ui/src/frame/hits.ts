// How what the palette finds is told.

import type { SearchHit } from "../generated/surface";

export const KINDS: Record<SearchHit["kind"], string> = {
  client: "Client",
  deal: "Affaire",
  quote: "Devis",
  order: "Commande",
  invoice: "Facture",
};

/** An invoice of which a part is paid: what is left says more than the whole. */
export const isPartly = (hit: SearchHit): boolean =>
  hit.open !== null && hit.open > 0 && hit.amount !== null && hit.open < hit.amount;
