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

/** One reminder for each client, about all of theirs that were chosen. */
export function reminders(rows: InvoiceRow[]): About[] {
  const clients = new Map<number, InvoiceRow[]>();
  for (const row of rows) clients.set(row.client.id, [...(clients.get(row.client.id) ?? []), row]);
  return [...clients.values()].flatMap(([first, ...others]) =>
    first ? [{ ...ofInvoice("reminder", first), also: others.map((row) => row.id) }] : [],
  );
}

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
