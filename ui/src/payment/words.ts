// What people read for the values of a payment.

import type {
  ChequeState,
  EarlyChoice,
  PaymentKind,
  PaymentMethod,
  PaymentState,
} from "../generated/surface";
import type { Words } from "../kit/words";

export const PAYMENT_KINDS: Record<PaymentKind, string> = {
  received: "Reçu",
  refund: "Remboursé",
  reversal: "Annulation",
  kept: "Conservé",
};
export const PAYMENT_METHODS: Words<PaymentMethod> = [
  { value: "transfer", label: "Virement" },
  { value: "card", label: "Carte" },
  { value: "cheque", label: "Chèque" },
  { value: "cash", label: "Espèces" },
  { value: "other", label: "Autre" },
];
/** What becomes of a discount for early payment. */
export const EARLY: Words<EarlyChoice> = [
  { value: "asked", label: "à décider si le paiement l’a déduit" },
  { value: "given", label: "accordé, par un avoir" },
  { value: "refused", label: "refusé : le reste est dû" },
];
export const CHEQUE_STATES: Record<ChequeState, string> = {
  received: "à déposer",
  deposited: "déposé",
  cleared: "encaissé",
  bounced: "rejeté",
};
export const PAYMENT_STATES: Words<PaymentState> = [
  { value: "to_deposit", label: "Chèques à déposer" },
  { value: "reversed", label: "Annulés" },
];
