// What people read for the values of reminders.

import type {
  DisputeOutcome,
  DisputeReason,
  Guard,
  LateReason,
  PlanState,
  PromiseState,
  ReceptionResult,
  Region,
} from "../generated/surface";
import type { Words } from "../kit/words";

export const DISPUTE_REASONS: Words<DisputeReason> = [
  { value: "amount", label: "Le montant" },
  { value: "quality", label: "La qualité" },
  { value: "delivery", label: "La livraison" },
  { value: "missing_document", label: "Un document manquant" },
  { value: "other", label: "Autre chose" },
];
export const DISPUTE_OUTCOMES: Words<DisputeOutcome> = [
  { value: "agreement", label: "Un accord est trouvé" },
  { value: "credit_note", label: "Un avoir est fait" },
  { value: "corrected", label: "Ce qui manquait est corrigé" },
  { value: "rejected", label: "Sans suite : la facture est due" },
];
export const GUARDS: Words<Guard> = [
  { value: "never_sent", label: "Jamais envoyée" },
  { value: "addressee", label: "Autre destinataire" },
  { value: "insolvency", label: "Procédure collective" },
  { value: "ceded", label: "Cédée" },
  { value: "hold", label: "Suspendue" },
  { value: "dispute", label: "Contestée" },
  { value: "promise", label: "Promesse" },
  { value: "plan", label: "Échéancier" },
  { value: "no_address", label: "Sans adresse" },
  { value: "small", label: "Petit montant" },
  { value: "pace", label: "Trop tôt" },
  { value: "calendar", label: "Jour chômé" },
  { value: "outbox", label: "Dans la boîte d’envoi" },
  { value: "run", label: "Jour de paiement" },
  { value: "platform", label: "Statut de la plateforme" },
  { value: "receipt", label: "Argent reçu, à attribuer" },
  { value: "stale_statement", label: "Relevé à importer" },
];
export const LATE_REASONS: Words<LateReason> = [
  { value: "forgotten", label: "Oubli" },
  { value: "not_entered", label: "Facture non reçue ou pas saisie" },
  { value: "being_approved", label: "En cours de validation" },
  { value: "signer_away", label: "Signataire absent" },
  { value: "reference_missing", label: "Référence manquante" },
  { value: "wrong_bank_details", label: "Coordonnées bancaires erronées" },
  { value: "cheque_lost", label: "Chèque perdu" },
  { value: "no_cash", label: "Trésorerie" },
  { value: "contested", label: "Contestation" },
  { value: "other", label: "Autre raison" },
];
export const PLANS: Words<PlanState> = [
  { value: "kept", label: "Tenu" },
  { value: "late", label: "En retard" },
  { value: "broken", label: "Rompu" },
  { value: "fulfilled", label: "Soldé" },
];
export const PROMISES: Words<PromiseState> = [
  { value: "waited", label: "Attendue" },
  { value: "kept", label: "Tenue" },
  { value: "broken", label: "Non tenue" },
];
export const REGIONS: Words<Region> = [
  { value: "metropolis", label: "France" },
  { value: "alsace_moselle", label: "Alsace-Moselle" },
  { value: "guadeloupe", label: "Guadeloupe" },
  { value: "guyane", label: "Guyane" },
  { value: "martinique", label: "Martinique" },
  { value: "mayotte", label: "Mayotte" },
  { value: "reunion", label: "La Réunion" },
  { value: "saint_barthelemy", label: "Saint-Barthélemy" },
  { value: "saint_martin", label: "Saint-Martin" },
];
export const RECEPTIONS: Words<ReceptionResult> = [
  { value: "received", label: "Bien reçue" },
  { value: "being_approved", label: "En cours de validation" },
  { value: "other_addressee", label: "À envoyer à quelqu’un d’autre" },
  { value: "reference_missing", label: "Il manque une référence" },
  { value: "contested", label: "Contestée" },
];
