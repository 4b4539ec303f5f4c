// What a message is about: told by who opens it, or from the row of a list.

import type { Channel, InvoiceRow, QuoteRow, ReminderTone } from "../generated/surface";
import type { What } from "./words";

/** What a message is about, and what one already knows of how it goes. */
export interface About {
  what: What;
  id: number;
  /** « F-2026-0035 » */
  number: string;
  client: string;
  deal: number;
  /** The paper that goes, where one does. */
  document?: number;
  method?: Channel;
  /** Of a reminder: the invoices that go with it and the policy’s step, where the plan proposes it. */
  also?: number[] | null;
  step?: number | null;
  tone?: ReminderTone;
}

/** One of several that are gone through. */
export interface Step {
  at: number;
  of: number;
  next: () => void;
}

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
