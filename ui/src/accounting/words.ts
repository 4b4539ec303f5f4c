// What people read for the values of the books.

import type { GaugeLevel, Rhythm, VatRhythm } from "../generated/surface";
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
export const LEVELS: Record<GaugeLevel, string> = {
  calm: "loin du seuil",
  projected: "atteint avant la fin de l’année, à ce rythme",
  near: "proche du seuil",
  crossed: "dépassé",
  unknown: "seuil inconnu",
};
