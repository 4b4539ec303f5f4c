// What people read for the values of a deal.

import type { LostReason, Stage } from "../generated/surface";
import type { Words } from "../kit/words";

export const STAGES: Record<Stage, string> = {
  contact: "Contact",
  qualified: "Qualifiée",
  quoted: "Devis",
  signed: "Signée",
  deposit_paid: "Acompte payé",
  in_delivery: "En cours",
  delivered: "Livrée",
  invoiced: "Facturée",
  paid: "Payée",
  followed_up: "Suivie",
  lost: "Perdue",
  cancelled: "Annulée",
};
export const LOST_REASONS: Words<LostReason> = [
  { value: "price", label: "Prix" },
  { value: "timing", label: "Calendrier" },
  { value: "competitor", label: "Concurrent" },
  { value: "no_answer", label: "Sans réponse" },
  { value: "abandoned", label: "Projet abandonné" },
  { value: "other", label: "Autre" },
];
