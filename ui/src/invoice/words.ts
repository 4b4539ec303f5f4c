// What people read for the values of an invoice.

import type { InvoiceKind } from "../generated/surface";

export const INVOICE_KINDS: Record<InvoiceKind, string> = {
  deposit: "Acompte",
  progress: "Intermédiaire",
  balance: "Solde",
  standalone: "Sans devis",
  credit_note: "Avoir",
  elsewhere: "Émise ailleurs",
};
