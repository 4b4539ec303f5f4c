// What people read for the values of the books.

import type { GaugeLevel, RegisteredAs, Rhythm, UrssafPlace, VatRhythm } from "../generated/surface";
import type { Words } from "../kit/words";

export const RHYTHMS: Words<Rhythm> = [
  { value: "month", label: "Chaque mois" },
  { value: "quarter", label: "Chaque trimestre" },
];
export const VAT_RHYTHMS: Words<VatRhythm> = [
  { value: "month", label: "Chaque mois" },
  { value: "quarter", label: "Chaque trimestre" },
  { value: "year", label: "Chaque année (jusqu’à fin 2026)" },
];
export const REGISTRATIONS: Words<RegisteredAs> = [
  { value: "liberal", label: "Profession libérale" },
  { value: "merchant", label: "Commerçant" },
  { value: "artisan", label: "Artisan" },
];
export const URSSAF_PLACES: Words<UrssafPlace> = [
  { value: "metropolis", label: "Métropole" },
  { value: "alsace", label: "Alsace" },
  { value: "moselle", label: "Moselle" },
  { value: "overseas", label: "Guadeloupe, Guyane, Martinique, La Réunion" },
];
export const LEVELS: Record<GaugeLevel, string> = {
  calm: "loin du seuil",
  projected: "atteint avant la fin de l’année, à ce rythme",
  near: "proche du seuil",
  crossed: "dépassé",
  unknown: "seuil inconnu",
};
