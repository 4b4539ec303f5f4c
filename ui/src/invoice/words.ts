// What people read for the values of an invoice.

import type { Age, InvoiceKind, InvoiceState, LossGround, PlatformStatus } from "../generated/surface";
import type { Words } from "../kit/words";

export const INVOICE_KINDS: Record<InvoiceKind, string> = {
  deposit: "Acompte",
  progress: "Intermédiaire",
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

export const PLATFORM_STATUSES: Words<PlatformStatus> = [
  { value: "deposited", label: "200 Déposée" },
  { value: "issued_by_platform", label: "201 Émise par la plateforme" },
  { value: "received_by_platform", label: "202 Reçue par la plateforme" },
  { value: "made_available", label: "203 Mise à disposition" },
  { value: "taken_in_charge", label: "204 Prise en charge" },
  { value: "approved", label: "205 Approuvée" },
  { value: "partly_approved", label: "206 Approuvée partiellement" },
  { value: "in_dispute", label: "207 En litige" },
  { value: "suspended", label: "208 Suspendue" },
  { value: "completed", label: "209 Complétée" },
  { value: "refused", label: "210 Refusée" },
  { value: "payment_sent", label: "211 Paiement transmis" },
  { value: "cashed", label: "212 Encaissée" },
  { value: "rejected", label: "213 Rejetée" },
];
