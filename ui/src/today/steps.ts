// What to begin with, and where.

import type { StepKind } from "../generated/surface";
import { href } from "../router.svelte";

export const STEPS: Record<StepKind, { label: string; text: string; to: string }> = {
  client: { label: "Votre premier client", text: "Un nom suffit pour commencer.", to: href("client_new") },
  quote: {
    label: "Votre premier devis",
    text: "Pour qui, à quel sujet : c’est tout pour commencer.",
    to: href("quote_new"),
  },
  logo: { label: "Votre logo", text: "En tête de vos documents.", to: href("settings_documents") },
  terms: { label: "Vos CGV", text: "Jointes à chaque devis.", to: href("settings_terms") },
  backup: {
    label: "Une sauvegarde",
    text: "Une copie vérifiée de vos données.",
    to: href("settings_data"),
  },
};
