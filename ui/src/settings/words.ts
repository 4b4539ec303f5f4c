// What people read for the values of the settings.

import type {
  Activity,
  Imputation,
  LawKind,
  Layout,
  LegalForm,
  OwnPaper,
  OwnWords,
  Series,
  VatRegime,
} from "../generated/surface";
import { LANGUAGES } from "../contact/words";
import { count } from "../kit/format";
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
    label: "Non : franchise en base",
    hint: "Le régime de qui reste sous les seuils. Vos documents le disent.",
  },
  { value: "liable", label: "Oui, je facture la TVA", hint: "Régime réel, simplifié ou normal." },
];
export const ACTIVITIES: Words<Activity> = [
  { value: "liberal", label: "Profession libérale (BNC)" },
  { value: "commercial_services", label: "Services commerciaux ou artisanaux (BIC)" },
  { value: "sales", label: "Vente de marchandises (BIC)" },
];
export const OWN_PAPERS: Words<OwnPaper> = [
  { value: "quote", label: "Devis" },
  { value: "deposit", label: "Factures d’acompte" },
  { value: "invoice", label: "Autres factures" },
  { value: "credit_note", label: "Avoirs" },
];
export const LAYOUTS: Words<Layout> = [
  { value: "classic", label: "Classique, aérée" },
  { value: "compact", label: "Compacte, plus de lignes par page" },
];
export const LAW_KINDS: Words<LawKind> = [
  { value: "wording", label: "Mentions" },
  { value: "vat_rate", label: "Taux de TVA" },
  { value: "vat_reason", label: "Motifs de TVA" },
  { value: "interest_rate", label: "Taux d’intérêt" },
  { value: "figure", label: "Seuils et cotisations" },
  { value: "court_clock", label: "Délai devant un juge" },
];
/** « 1 mois et 8 jours » */
export const spell = ({ months, days }: { months: number; days: number }): string =>
  [months ? `${months}\u00a0mois` : "", days ? count(days, "jour", "jours") : ""]
    .filter(Boolean)
    .join(" et ");
export const TERRITORIES: Words<"metropolis" | "corsica" | "antilles_reunion"> = [
  { value: "metropolis", label: "métropole" },
  { value: "corsica", label: "Corse" },
  { value: "antilles_reunion", label: "Guadeloupe, Martinique, La Réunion" },
];
/** What interest on late payment refers to, one rate for each half-year. */
export const REFERENCE_RATES: Words<"ecb_refinancing" | "legal_professional"> = [
  { value: "ecb_refinancing", label: "Refinancement de la BCE" },
  { value: "legal_professional", label: "Taux légal des créanciers professionnels" },
];
export const PART_PAYMENTS: Words<Imputation> = [
  { value: "interest_first", label: "Les intérêts (Code civil, 1343-1)" },
  { value: "principal_first", label: "Le principal, comme le prévoient mes conditions" },
];
/** What each sentence is for. */
export const WORDINGS: Record<string, string> = {
  franchise: "Franchise en base",
  franchise_liability: "Franchise, devis à un professionnel",
  late_professional: "Retard d’un professionnel",
  late_contract: "Retard d’un professionnel, taux convenu",
  late_person: "Retard d’un particulier",
  late_public: "Retard d’un organisme public",
  no_discount: "Sans escompte",
  early_discount: "Escompte, sans TVA",
  early_discount_vat: "Escompte, avec TVA",
  debits: "TVA sur les débits",
  receipts: "TVA sur les encaissements",
  receipts_services: "TVA sur les encaissements, services avec des biens",
  nature_services: "Nature : services",
  nature_goods: "Nature : biens",
  nature_mixed: "Nature : biens et services",
  tacit_reception: "Réception tacite, au devis",
  disbursements: "Débours",
  payment_means: "Moyens de paiement",
  reminders: "Annonce des relances",
  deposit_vat: "TVA d’un acompte",
  quote_free: "Devis gratuit",
  mediator: "Médiateur de la consommation",
  withdrawal: "Rétractation d’un particulier",
  withdrawal_firm: "Rétractation d’une petite entreprise",
  withdrawal_form: "Formulaire de rétractation",
  agreement: "Bon pour accord",
  credit_note: "Avoir",
  acceptance_report: "Procès-verbal de réception",
  tacit_acceptance: "Réception tacite, au procès-verbal",
  reminder_charges_professional: "Relance d’un professionnel",
  reminder_charges_public: "Relance d’un organisme public",
  reminder_charges_person: "Relance d’un particulier",
};

/** Words of the trade that not everybody knows. */
export const GLOSSARY = {
  credit: {
    word: "Avoir",
    text: "réduit ou annule une facture déjà émise. Il porte son propre numéro : une facture émise ne s’efface pas.",
  },
  disbursement: {
    word: "Débours",
    text: "ce que vous avez payé au nom et pour le compte du client, remboursé au centime : ni TVA, ni chiffre d’affaires.",
  },
  discount: {
    word: "Escompte",
    text: "ce que vous retirez du prix à qui paie avant l’échéance. La loi veut qu’une facture dise s’il y en a un.",
  },
  aged: {
    word: "Qui me doit quoi",
    text: "ce que l’on vous doit, rangé par ancienneté : pas encore dû, puis en retard depuis plus ou moins longtemps. Un comptable dit « balance âgée ».",
  },
} as const;

/** A place to type for each paper in each language, with what is known. */
export const ownWords = (known: OwnWords[] = []): OwnWords[] =>
  OWN_PAPERS.flatMap(({ value: paper }) =>
    LANGUAGES.map(
      ({ value: language }) =>
        known.find((one) => one.paper === paper && one.language === language) ?? {
          paper,
          language,
          opening: "",
          closing: "",
        },
    ),
  );
