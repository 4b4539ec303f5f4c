// Where the palette leads: the screens, what is begun from anywhere, and lists narrowed to what one asks for most.

import { href, listed, type RouteName } from "./router.svelte";

export interface Way {
  label: string;
  /** Other words by which people look for it. */
  words: string;
  to: string;
  /** Where it leads about one client. */
  client?: (client: number) => string;
}
const way = (label: string, words: string, to: string): Way => ({ label, words, to });

export const SCREENS: Way[] = [
  way("Aller à Aujourd’hui", "accueil tâches à faire", href("today")),
  way("Aller aux affaires", "tableau étapes", href("deals")),
  way("Aller aux clients", "contacts fiches", href("clients")),
  way("Aller aux devis", "liste", href("quotes")),
  way("Aller au catalogue", "prestations prix tarifs", href("catalogue")),
  way("Aller aux factures", "liste impayées", href("invoices")),
  way("Aller aux paiements", "encaissements liste", href("payments")),
  way("Aller aux relevés", "banque relevés import rapprochement compte", href("statements")),
  way("Aller aux relances", "impayés rappels échéances à relancer", href("reminders")),
  way("Ouvrir la boîte d’envoi", "messages en attente e-mails", listed("reminders", { tab: "outbox" })),
  way("Aller au suivi", "satisfaction recommandations contacts fidéliser", href("follow_up")),
  way(
    "Aller à la comptabilité",
    "chiffres figures urssaf tva cotisations livre recettes seuils fec comptable déclaration",
    href("accounting"),
  ),
  way("Aller aux factures reçues", "achats fournisseurs à régler", href("received")),
  way("Aller à l’annuaire", "adresses électroniques factures clients siren", href("directory")),
  way(
    "Vérifier une facture reçue",
    "factur-x zugferd xml lire contrôler électronique",
    href("invoice_check"),
  ),
  way("Aller aux réglages", "identité adresse siret paramètres préférences", href("settings")),
  way("Réglages des documents", "logo mise en page délais préférences", href("settings_documents")),
  way("Réglages de l’envoi", "e-mail smtp messagerie serveur adresse", href("settings_mail")),
  way("Réglages des messages", "modèles textes formules", href("settings_messages")),
  way("Réglages des CGV", "conditions générales de vente", href("settings_terms")),
  way("Régler l’apparence", "taille du texte zoom grand thème sombre clair", href("settings_look")),
  way("Textes et taux", "loi intérêts seuils barème", href("settings_law")),
  way("Vérifier mes données", "contrôle journal sceau intégrité", href("settings_data")),
  way("Restaurer une sauvegarde", "revenir récupérer", href("settings_data")),
];

const begun = (label: string, words: string, name: RouteName): Way => ({
  ...way(label, words, href(name)),
  client: (client) => href(name, {}, { client }),
});

/** What is begun from anywhere. */
export const BEGINNINGS: Way[] = [
  begun("Nouveau devis", "créer écrire proposition", "quote_new"),
  begun("Nouvelle facture", "créer écrire facturer", "invoice_new"),
  begun("Paiement reçu", "nouveau encaisser règlement virement", "payment_new"),
  way("Nouveau client", "créer ajouter fiche", href("client_new")),
  begun("Nouvelle affaire", "créer ouvrir", "deal_new"),
];

/** The same, about the client one stands on where it is about one. */
export const beginnings = (client?: number): Way[] =>
  BEGINNINGS.map((one) => (client && one.client ? { ...one, to: one.client(client) } : one));

export const LISTS: Way[] = [
  way("Factures en retard", "impayés retards échues", listed("invoices", { state: "late" })),
  way("Factures à payer", "impayés dues encours", listed("invoices", { state: "open" })),
  way("Factures à envoyer", "pas parties", listed("invoices", { state: "to_send" })),
];
