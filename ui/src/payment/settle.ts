// Which other invoices a payment settles too, as they are ticked.

import type { Cents, InvoiceRow, OtherInvoice, RecordPayment } from "../generated/surface";
import { typedAmount } from "../kit/format";

type Open = Pick<InvoiceRow, "id" | "open">;
type Payment = Pick<RecordPayment, "amount" | "others">;

const whole = (here: Cents, others: readonly OtherInvoice[], open: readonly Open[]): Cents =>
  others.reduce((sum, other) => sum + (open.find((one) => one.id === other.invoice)?.open ?? 0), here);

/** Ticks or unticks an invoice. The amount received follows, unless it was typed otherwise. */
export function tick(payment: Payment, here: Cents, open: readonly Open[], invoice: number): Payment {
  const known = payment.others.some((other) => other.invoice === invoice);
  const found = open.find((one) => one.id === invoice);
  if (!known && !found) return payment;
  const others = known
    ? payment.others.filter((other) => other.invoice !== invoice)
    : [...payment.others, { invoice, amount: typedAmount(found!.open) }];
  const proposed = payment.amount === typedAmount(whole(here, payment.others, open));
  return { others, amount: proposed ? typedAmount(whole(here, others, open)) : payment.amount };
}
