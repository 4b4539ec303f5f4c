// What people read for the values of a message.

import type { Channel, Occasion, ReminderTone } from "../generated/surface";
import type { Words } from "../kit/words";

export const CHANNELS: Words<Channel> = [
  { value: "email", label: "Par e-mail" },
  { value: "phone", label: "Par téléphone" },
  { value: "post", label: "Par courrier" },
  { value: "hand", label: "En main propre" },
  { value: "portal", label: "Sur un portail" },
  { value: "registered", label: "Par lettre recommandée" },
  { value: "text", label: "Par SMS" },
];
export const REMINDER_TONES: Words<ReminderTone> = [
  { value: "friendly", label: "Amicale" },
  { value: "neutral", label: "Neutre" },
  { value: "firm", label: "Ferme" },
  { value: "formal", label: "Mise en demeure" },
];
/** « ton ferme », « mise en demeure » */
export const toned = (tone: ReminderTone): string =>
  ({ friendly: "ton amical", neutral: "ton neutre", firm: "ton ferme", formal: "mise en demeure" })[tone];
/** What one says was done, by each way. */
export const NOTES: Record<Channel, string> = {
  email: "Noter l’envoi",
  phone: "Noter l’appel",
  post: "Noter l’envoi par courrier",
  hand: "Noter la remise",
  portal: "Noter le dépôt",
  registered: "Noter l’envoi en recommandé",
  text: "Noter l’envoi du SMS",
};
/** What a message can be about. */
export type What =
  | "invoice"
  | "quote"
  | "quote_follow_up"
  | "reminder"
  | "receipt"
  | "promise"
  | "suspension"
  | "duplicate"
  | Occasion;

/** By which ways it can go; nobody is called on a Sunday. */
export function waysOf(what: What, callingDay: boolean): Words<Channel> {
  const fit: Partial<Record<What, Channel[]>> = {
    invoice: ["email", "post", "hand", "portal"],
    duplicate: ["email", "post", "hand", "portal"],
    quote: ["email", "hand", "post", "portal"],
    quote_follow_up: ["email", "phone", "post", "hand"],
    reminder: callingDay ? ["email", "phone", "post", "registered", "text"] : ["email"],
  };
  return CHANNELS.filter((one) => (fit[what] ?? ["email"]).includes(one.value));
}

/** What one is about to do: a call is no letter. */
export function titleOf(what: What, number: string, by: Channel): string {
  if (what === "reminder" && by === "phone") return `Appeler pour ${number}`;
  if (what === "quote_follow_up" && by === "phone") return `Appeler pour le devis ${number}`;
  return {
    invoice: `Envoyer ${number}`,
    quote: `Envoyer ${number}`,
    quote_follow_up: `Relancer le devis ${number}`,
    reminder: `Relancer ${number}`,
    receipt: "Envoyer le reçu",
    promise: `Confirmer la promesse sur ${number}`,
    suspension: "Prévenir de l’arrêt du travail",
    duplicate: `Envoyer un duplicata de ${number}`,
    thanks: "Remercier",
    satisfaction: "Demander si tout va bien",
    testimonial: "Demander un témoignage",
    referral: "Demander une recommandation",
    news: "Prendre des nouvelles",
  }[what];
}

/** What a task of the follow-up can be written for. */
export const OCCASIONS: Record<string, Occasion> = {
  thank_client: "thanks",
  ask_satisfaction: "satisfaction",
  ask_testimonial: "testimonial",
  ask_referral: "referral",
  record_contact: "news",
  silent_client: "news",
  client_anniversary: "news",
};
export const isOccasion = (what: string): what is Occasion => Object.values<string>(OCCASIONS).includes(what);

/** What came of a call. */
export type CallOutcome = "promise" | "dispute" | "other" | "wrong" | "nobody";
export const CALL_OUTCOMES: Words<CallOutcome> = [
  { value: "promise", label: "Une date de paiement" },
  { value: "dispute", label: "Une contestation" },
  { value: "other", label: "Autre réponse" },
  { value: "wrong", label: "Pas le bon interlocuteur" },
  { value: "nobody", label: "Personne n’a répondu" },
];
/** Of calls that reached nobody who could be reminded. */
export const UNREACHED: Record<CallOutcome, string> = {
  promise: "",
  dispute: "",
  other: "",
  wrong: "Pas le bon interlocuteur.",
  nobody: "Personne n’a répondu.",
};
