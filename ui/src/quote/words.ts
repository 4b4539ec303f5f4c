// What people read for the values of a quote.

import type { Nature } from "../generated/surface";
import type { Words } from "../kit/words";

export const NATURES: Words<Nature> = [
  { value: "service", label: "Service" },
  { value: "goods", label: "Marchandise" },
  { value: "disbursement", label: "Débours", hint: "Avancé pour le client : ni TVA ni chiffre d’affaires." },
];
