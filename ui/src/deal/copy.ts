// What a copy begins with: the paper it copies, said by its number, and by default a new deal of the same client.

import type { InvoiceRow, QuoteRow } from "../generated/surface";

/** « D-2026-0003 v2 »: which paper is copied. */
const named = ({ number, version }: QuoteRow): string => (version > 1 ? `${number} v${version}` : number);

export const copyOfQuote = (row: QuoteRow): Record<string, unknown> => ({
  copy: row.id,
  of: named(row),
  client: row.client.id,
  title: row.title,
});

export const copyOfInvoice = (row: InvoiceRow): Record<string, unknown> => ({
  copy: row.id,
  of: row.number,
  client: row.client.id,
  title: row.title,
});

/** The paper that a screen begins as, by what its address tells. */
export function copied(given: Record<string, unknown>): { copy: number; of: string } | null {
  const { copy, of } = given;
  return typeof copy === "number" ? { copy, of: typeof of === "string" ? of : "" } : null;
}
