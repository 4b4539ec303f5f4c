// What people read for the values of a payment.

import type {
  ChequeState,
  CsvHolds,
  EarlyChoice,
  LineKind,
  PaymentKind,
  PaymentMethod,
  PaymentState,
  TargetKind,
} from "../generated/surface";
import type { Words } from "../kit/words";

export const PAYMENT_KINDS: Record<PaymentKind, string> = {
  received: "Reçu",
  refund: "Remboursé",
  reversal: "Annulation",
  kept: "Conservé",
};
/** What a row of money is called: what went out and never did stands again by its negative. */
export const kindOf = (row: { kind: PaymentKind; amount: number }): string =>
  row.amount <= 0 || row.kind === "received" || row.kind === "kept"
    ? PAYMENT_KINDS[row.kind]
    : row.kind === "refund"
      ? "Remboursement non fait"
      : "Annulation reprise";
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
/** What a line of a bank is. */
export const LINE_KINDS: Record<LineKind, string> = {
  payments: "Paiement",
  other_income: "Autre revenu",
  own_transfer: "Virement entre mes comptes",
  refund: "Remboursement d’un client",
  rejected: "Paiement repris par la banque",
  expense: "Dépense",
  ignored: "Laissée de côté",
};
/** What a column of a bank’s table holds. */
export const COLUMNS: Words<CsvHolds> = [
  { value: "ignored", label: "rien d’utile" },
  { value: "day", label: "date" },
  { value: "other_day", label: "date, si l’autre est vide" },
  { value: "value_day", label: "date de valeur" },
  { value: "amount", label: "montant signé" },
  { value: "debit", label: "débit" },
  { value: "credit", label: "crédit" },
  { value: "fee", label: "frais à retirer" },
  { value: "direction", label: "sens (D ou C)" },
  { value: "label", label: "libellé" },
  { value: "more_label", label: "suite du libellé" },
  { value: "payer", label: "payeur" },
  { value: "payer_account", label: "compte du payeur" },
  { value: "reference", label: "référence" },
  { value: "id", label: "numéro de la banque" },
  { value: "currency", label: "devise" },
  { value: "balance", label: "solde" },
  { value: "status", label: "état" },
  { value: "account", label: "compte" },
];
/** What a line may be for, beside its number. */
export const TARGETS: Record<TargetKind, string> = {
  invoice: "",
  deposit: "acompte de",
  payment: "paiement déjà enregistré de",
  payout: "versement",
  refund: "remboursement sur",
  returned: "paiement repris sur",
};
