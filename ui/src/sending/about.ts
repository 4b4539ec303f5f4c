// What a message is about, from the row of a list.

import type { InvoiceRow, QuoteRow } from "../generated/surface";
import type { About } from "./Message.svelte";

export const ofInvoice = (what: "invoice" | "reminder", row: InvoiceRow): About => ({
  what,
  id: row.id,
  number: row.number,
  client: row.client.name,
  deal: row.deal,
  document: row.document,
});

export const ofQuote = (what: "quote" | "quote_follow_up", row: QuoteRow): About => ({
  what,
  id: row.id,
  number: row.number,
  client: row.client.name,
  deal: row.deal,
  document: row.document,
});

/** « Relancer… », « Relancer (3)… » */
export const many = (label: string, count: number): string =>
  count > 1 ? `${label} (${count})…` : `${label}…`;
