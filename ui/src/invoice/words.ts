// What people read for the values of an invoice.

import type { Age, InvoiceKind, InvoiceState, LossGround } from "../generated/surface";
import type { Words } from "../kit/words";

export const INVOICE_KINDS: Record<InvoiceKind, string> = {
  deposit: "Acompte",
  progress: "En cours de travail",
  balance: "Solde",
  standalone: "Facture seule",
  credit_note: "Avoir",
  elsewhere: "Émise ailleurs",
};

export const INVOICE_STATES: Words<InvoiceState> = [
  { value: "open", label: "À payer" },
  { value: "due", label: "À payer, pas encore dues" },
  { value: "late", label: "En retard" },
  { value: "to_send", label: "À envoyer" },
  { value: "paid", label: "Payées" },
  { value: "annulled", label: "Annulées par avoir" },
];

export const AGES: Words<Age> = [
  { value: "30", label: "1 à 30 jours" },
  { value: "60", label: "31 à 60 jours" },
  { value: "more", label: "Plus de 60 jours" },
];
export const LOSS_GROUNDS: Words<LossGround> = [
  { value: "liquidation", label: "Liquidation judiciaire" },
  { value: "certified", label: "Irrécouvrabilité certifiée par écrit" },
  { value: "vanished", label: "Client introuvable" },
  { value: "not_worth_it", label: "Poursuites trop coûteuses" },
  { value: "prescribed", label: "Créance prescrite" },
  { value: "other", label: "Autre raison" },
];
