// What people read for the values of a quote.

import type { Nature, SendMethod } from "../generated/surface";
import type { Words } from "../kit/words";

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
