// What people read for the values of a quote.

import type { Nature, QuoteState } from "../generated/surface";
import type { Words } from "../kit/words";

export const NATURES: Words<Nature> = [
  { value: "service", label: "Service" },
  { value: "goods", label: "Marchandise" },
  { value: "disbursement", label: "Débours", hint: "Avancé pour le client : ni TVA ni chiffre d’affaires." },
];
export const QUOTE_STATES: Words<QuoteState> = [
  { value: "to_send", label: "À envoyer" },
  { value: "waiting", label: "En attente de réponse" },
  { value: "expired", label: "Expirés" },
  { value: "signed", label: "Signés" },
  { value: "lost", label: "Perdus" },
];
