// What people read for the values of the settings.

import type { Activity, LegalForm, Series, VatRegime } from "../generated/surface";
import type { Words } from "../kit/words";

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
  { value: "sarl", label: "SARL" },
  { value: "sasu", label: "SASU" },
  { value: "sas", label: "SAS" },
  { value: "sa", label: "SA" },
  { value: "snc", label: "SNC" },
  { value: "selarl", label: "SELARL" },
  { value: "selas", label: "SELAS" },
  { value: "scp", label: "SCP" },
  { value: "scm", label: "SCM" },
  { value: "sci", label: "SCI" },
  { value: "scop", label: "SCOP" },
  { value: "association", label: "Association" },
  { value: "other", label: "Autre forme, étrangère…" },
];
export const VAT_REGIMES: Words<VatRegime> = [
  {
    value: "franchise",
    label: "Franchise en base",
    hint: "Vous ne facturez pas la TVA ; vos documents le disent.",
  },
  { value: "liable", label: "Je facture la TVA", hint: "Régime réel simplifié ou normal." },
];
export const ACTIVITIES: Words<Activity> = [
  { value: "liberal", label: "Profession libérale (BNC)" },
  { value: "commercial_services", label: "Services commerciaux ou artisanaux (BIC)" },
  { value: "sales", label: "Vente de marchandises (BIC)" },
];
