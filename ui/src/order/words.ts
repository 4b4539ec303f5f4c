// What people read for the values of an order.

import type { Place, SignatureMethod } from "../generated/surface";
import type { Words } from "../kit/words";

export const SIGNATURE_METHODS: Words<SignatureMethod> = [
  { value: "signed_paper", label: "Devis signé", hint: "Sur papier ou numérisé." },
  { value: "email", label: "Accord par e-mail" },
  { value: "purchase_order", label: "Bon de commande du client" },
  { value: "drawn", label: "Signature à l’écran", hint: "Le client signe ici, devant vous." },
];
export const PLACES: Words<Place> = [
  { value: "premises", label: "Chez moi", hint: "Dans mes locaux : pas de délai de rétractation." },
  {
    value: "off_premises",
    label: "Hors établissement",
    hint: "Chez le client ou ailleurs, en présence : 14 jours, et aucun paiement pendant 7 jours.",
  },
  {
    value: "distance",
    label: "À distance",
    hint: "Par e-mail, courrier ou téléphone : 14 jours pour un particulier.",
  },
];
