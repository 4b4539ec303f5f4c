// What people read for the values of a client.

import type { ClientKind, ClientProfile, Language, Solvency } from "../generated/surface";
import type { Words } from "../kit/words";

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
export const LANGUAGES: Words<Language> = [
  { value: "french", label: "Français" },
  { value: "english", label: "Anglais" },
];
export const SOLVENCIES: Words<Solvency> = [
  { value: "good", label: "Bonne" },
  { value: "doubtful", label: "Douteuse" },
  { value: "bad", label: "Mauvaise" },
];
