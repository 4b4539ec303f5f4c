// What people read for the values of a client.

import type {
  ClientKind,
  ClientProfile,
  CourtStep,
  Language,
  RiskChoice,
  SecurityKind,
  Solvency,
} from "../generated/surface";
import { word, type Words } from "../kit/words";

export const CLIENT_KINDS: Words<ClientKind> = [
  { value: "company", label: "Société" },
  { value: "sole_trader", label: "Entrepreneur individuel" },
  { value: "association", label: "Association" },
  { value: "person", label: "Particulier" },
  { value: "public_body", label: "Organisme public" },
];
export const CLIENT_PROFILES: Words<ClientProfile> = [
  { value: "new", label: "Nouveau" },
  { value: "regular", label: "Régulier" },
  { value: "key_account", label: "Grand compte" },
  { value: "public_body", label: "Secteur public" },
  { value: "private_person", label: "Particulier" },
  { value: "bad_payer", label: "Mauvais payeur" },
];
const LANGUAGE_NAMES: Record<Language, string> = {
  french: "Français",
  english: "Anglais",
  german: "Allemand",
};
export const LANGUAGES: Words<Language> = (Object.keys(LANGUAGE_NAMES) as Language[]).map((value) => ({
  value,
  label: LANGUAGE_NAMES[value],
}));
/** « en anglais » */
export const inLanguage = (language: Language): string => `en ${word(LANGUAGES, language).toLowerCase()}`;
export const SOLVENCIES: Words<Solvency> = [
  { value: "good", label: "Bonne" },
  { value: "doubtful", label: "Douteuse" },
  { value: "bad", label: "Mauvaise" },
];
export const RISK_CHOICES: Words<RiskChoice> = [
  { value: "go_on", label: "Continuer comme avant" },
  { value: "deposit", label: "Demander un acompte" },
  { value: "pay_first", label: "Demander tout à la commande" },
  { value: "stop", label: "Ne plus travailler pour lui" },
];
export const SECURITIES: Words<SecurityKind> = [
  { value: "guarantor", label: "Caution" },
  { value: "insurance", label: "Assurance-crédit" },
  { value: "retention_of_title", label: "Réserve de propriété" },
];
export const COURT_STEPS: Words<CourtStep> = [
  { value: "granted", label: "Décision favorable rendue" },
  { value: "served", label: "Signifiée au débiteur" },
  { value: "contested", label: "Contestée par le débiteur" },
  { value: "enforceable", label: "Exécutoire" },
  { value: "refused", label: "Rejetée" },
  { value: "closed", label: "Terminée" },
];
