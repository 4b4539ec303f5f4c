// The words people read for the values of the surface.

import type { Activity, Channel, ChequeState, ClientKind, ClientProfile, InvoiceKind, Language, LegalForm, LostReason, Nature, PaymentKind, PaymentMethod, Place as OrderPlace, ReminderTone, SendMethod, Series, SignatureMethod, Solvency, Stage, VatRegime } from "../generated/surface";

type Words<V extends string> = readonly { value: V; label: string; hint?: string }[];

export const STAGES: Record<Stage, string> = {
  contact: "Contact", qualified: "Qualifiée", quoted: "Devis envoyé", signed: "Signée", deposit_paid: "Acompte payé", in_delivery: "En cours",
  delivered: "Livrée", invoiced: "Facturée", paid: "Payée", followed_up: "Suivie", lost: "Perdue", cancelled: "Annulée",
};
export const INVOICE_KINDS: Record<InvoiceKind, string> = {
  deposit: "Acompte", progress: "Intermédiaire", balance: "Solde", standalone: "Sans devis", credit_note: "Avoir", elsewhere: "Émise ailleurs",
};
export const PAYMENT_KINDS: Record<PaymentKind, string> = { received: "Reçu", refund: "Remboursé", reversal: "Annulation", kept: "Conservé" };
export const CLIENT_KINDS: Words<ClientKind> = [
  { value: "company", label: "Société" },
  { value: "sole_trader", label: "Entrepreneur individuel" },
  { value: "person", label: "Particulier" },
  { value: "public_body", label: "Organisme public" },
];
export const CLIENT_PROFILES: Words<ClientProfile> = [
  { value: "new", label: "Nouveau" },
  { value: "regular", label: "Régulier" },
  { value: "key_account", label: "Grand compte" },
  { value: "public_body", label: "Secteur public" },
  { value: "private_person", label: "Particulier" },
  { value: "bad_payer", label: "Mauvais payeur" },
];
export const LANGUAGES: Words<Language> = [
  { value: "french", label: "Français" },
  { value: "english", label: "Anglais" },
];
export const SOLVENCIES: Words<Solvency> = [
  { value: "good", label: "Bonne" },
  { value: "doubtful", label: "Douteuse" },
  { value: "bad", label: "Mauvaise" },
];
export const SERIES: Words<Series> = [
  { value: "quote", label: "Devis" },
  { value: "order", label: "Commandes" },
  { value: "invoice", label: "Factures" },
  { value: "credit_note", label: "Avoirs" },
];
export const LEGAL_FORMS: Words<LegalForm> = [
  { value: "micro", label: "Micro-entrepreneur" },
  { value: "ei", label: "Entrepreneur individuel (EI)" },
  { value: "eurl", label: "EURL" },
  { value: "sasu", label: "SASU" },
];
export const VAT_REGIMES: Words<VatRegime> = [
  { value: "franchise", label: "Franchise en base", hint: "Vous ne facturez pas la TVA ; vos documents le disent." },
  { value: "liable", label: "Je facture la TVA", hint: "Régime réel simplifié ou normal." },
];
export const PAYMENT_METHODS: Words<PaymentMethod> = [
  { value: "transfer", label: "Virement" },
  { value: "card", label: "Carte" },
  { value: "cheque", label: "Chèque" },
  { value: "cash", label: "Espèces" },
  { value: "other", label: "Autre" },
];
export const SIGNATURE_METHODS: Words<SignatureMethod> = [
  { value: "signed_paper", label: "Devis signé", hint: "Sur papier ou numérisé." },
  { value: "email", label: "Accord par e-mail" },
  { value: "purchase_order", label: "Bon de commande du client" },
  { value: "drawn", label: "Signature à l’écran", hint: "Le client signe ici, devant vous." },
];
export const PLACES: Words<OrderPlace> = [
  { value: "premises", label: "Chez moi", hint: "Dans mes locaux : pas de délai de rétractation." },
  { value: "off_premises", label: "Hors établissement", hint: "Chez le client ou ailleurs, en présence : 14 jours, et aucun paiement pendant 7 jours." },
  { value: "distance", label: "À distance", hint: "Par e-mail, courrier ou téléphone : 14 jours pour un particulier." },
];
export const SEND_METHODS: Words<SendMethod> = [
  { value: "email", label: "Par e-mail" },
  { value: "hand", label: "En main propre" },
  { value: "post", label: "Par courrier" },
];
export const NATURES: Words<Nature> = [
  { value: "service", label: "Service" },
  { value: "goods", label: "Marchandise" },
  { value: "disbursement", label: "Débours", hint: "Avancé pour le client : ni TVA ni chiffre d’affaires." },
];
export const ACTIVITIES: Words<Activity> = [
  { value: "liberal", label: "Profession libérale (BNC)" },
  { value: "commercial_services", label: "Services commerciaux ou artisanaux (BIC)" },
  { value: "sales", label: "Vente de marchandises (BIC)" },
];
export const CHANNELS: Words<Channel> = [
  { value: "email", label: "Par e-mail" },
  { value: "phone", label: "Par téléphone" },
  { value: "post", label: "Par courrier" },
  { value: "hand", label: "En main propre" },
  { value: "portal", label: "Sur un portail" },
];
export const REMINDER_TONES: Words<ReminderTone> = [
  { value: "friendly", label: "Amicale" },
  { value: "neutral", label: "Neutre" },
  { value: "firm", label: "Ferme" },
];
export const CHEQUE_STATES: Record<ChequeState, string> = { received: "à déposer", deposited: "déposé", cleared: "encaissé", bounced: "rejeté" };
export const LOST_REASONS: Words<LostReason> = [
  { value: "price", label: "Prix" },
  { value: "timing", label: "Calendrier" },
  { value: "competitor", label: "Concurrent" },
  { value: "no_answer", label: "Sans réponse" },
  { value: "abandoned", label: "Projet abandonné" },
  { value: "other", label: "Autre" },
];

export function word<V extends string>(words: Words<V>, value: V): string {
  return words.find((one) => one.value === value)?.label ?? value;
}
