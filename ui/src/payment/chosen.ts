// What a payment settles, as invoices are ticked: the first one, then the others, in the order of the list.

import type { OtherInvoice, RecordPayment } from "../generated/surface";

type Settles = Pick<RecordPayment, "invoice" | "others">;

/** Everything that is ticked; the first takes what no amount was typed for. */
export const chosen = ({ invoice, others }: Settles): OtherInvoice[] =>
  invoice ? [{ invoice, amount: "" }, ...others] : [];

/** These invoices in turn, as far as the money goes; what was typed of one stays. */
export function choose(payment: Settles, invoices: readonly number[]): Settles {
  const [invoice = 0, ...rest] = invoices;
  const typed = (one: number): string => payment.others.find((other) => other.invoice === one)?.amount ?? "";
  return { invoice, others: rest.map((one) => ({ invoice: one, amount: typed(one) })) };
}

/** Ticks or unticks an invoice of that list. */
export function tick(payment: Settles, list: readonly number[], invoice: number): Settles {
  const ticked = chosen(payment).map((one) => one.invoice);
  const now = ticked.includes(invoice) ? ticked.filter((one) => one !== invoice) : [...ticked, invoice];
  return choose(payment, [
    ...list.filter((one) => now.includes(one)),
    ...now.filter((one) => !list.includes(one)),
  ]);
}
