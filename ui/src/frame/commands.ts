// Everything one can do, as the palette offers it: the compiler refuses an action that has no line here.

import type { ActionName, DealView, InvoiceView } from "../generated/surface";
import { href, type Place } from "../router.svelte";

/** Where a command is done: anywhere, or on one thing that must be known first. */
export type Where = "anywhere" | "client" | "deal" | "invoice";

interface Base {
  label: string;
  /** Other words by which people look for it. */
  words: string;
}
/** Each opens a screen; null where its thing does not allow it now. */
export type Command =
  | (Base & { on: "anywhere"; open: () => string })
  | (Base & { on: "client"; open: (client: number) => string })
  | (Base & { on: "deal"; open: (deal: DealView) => string | null })
  | (Base & { on: "invoice"; open: (invoice: InvoiceView) => string | null });

const anywhere = (label: string, words: string, open: () => string): Command => ({
  on: "anywhere",
  label,
  words,
  open,
});
const client = (label: string, words: string, open: (client: number) => string): Command => ({
  on: "client",
  label,
  words,
  open,
});
const deal = (label: string, words: string, open: (deal: DealView) => string | null): Command => ({
  on: "deal",
  label,
  words,
  open,
});
const invoice = (label: string, words: string, open: (invoice: InvoiceView) => string | null): Command => ({
  on: "invoice",
  label,
  words,
  open,
});

const ordered =
  (name: "deposit" | "begin" | "deliver" | "balance" | "progress" | "engagement" | "start_request") =>
  (view: DealView): string | null =>
    view.order ? href(name, { deal: view.id, order: view.order.id }) : null;
const unused =
  (name: "refund" | "use_credit") =>
  (view: DealView): string | null => {
    const payment = view.payments.find((one) => one.left > 0);
    return payment ? href(name, { deal: view.id, payment: payment.id }) : null;
  };
/** The first thing of a delivery that it can be done of. */
const supply =
  (name: "supply_ask" | "supply_receive") =>
  (view: DealView): string | null => {
    const rank = view.delivery?.supplies.findIndex((one) => one.received_on === null) ?? -1;
    return view.order && rank >= 0
      ? href(name, { deal: view.id, order: view.order.id }, { supply: rank })
      : null;
  };
const stage =
  (name: "stage_plan" | "stage_reach" | "stage_announce", may: "may_plan" | "may_reach" | "may_announce") =>
  (view: DealView): string | null => {
    const rank = view.delivery?.stages.findIndex((one) => one[may]) ?? -1;
    return view.order && rank >= 0
      ? href(name, { deal: view.id, order: view.order.id }, { stage: rank })
      : null;
  };
const reception =
  (name: "report" | "acceptance" | "lift", may: "may_report" | "may_accept" | "may_lift") =>
  (view: DealView): string | null =>
    view.order && view.delivery?.reception[may] ? href(name, { deal: view.id, order: view.order.id }) : null;
const page = (view: DealView): string => href("deal", { deal: view.id });

const followed = (view: DealView): boolean => view.stage === "paid" || view.stage === "followed_up";

export const COMMANDS: Record<ActionName, Command> = {
  set_identity: anywhere(
    "Modifier qui je suis",
    "identité siret adresse iban tva assurance médiateur couleur",
    () => href("settings"),
  ),
  set_preferences: anywhere(
    "Régler les documents par défaut",
    "préférences délais acompte validité mentions",
    () => href("settings_documents"),
  ),
  set_logo: anywhere("Mettre mon logo", "image documents", () => href("settings_documents")),
  remove_logo: anywhere("Retirer mon logo", "image documents", () => href("settings_documents")),
  publish_terms: anywhere("Publier mes CGV", "conditions générales de vente", () => href("settings_terms")),
  add_catalogue_item: anywhere("Ajouter au catalogue", "prestation produit prix tarif", () =>
    href("settings_catalogue"),
  ),
  change_catalogue_item: anywhere("Modifier le catalogue", "prestation produit prix tarif", () =>
    href("settings_catalogue"),
  ),
  remove_catalogue_item: anywhere("Retirer du catalogue", "prestation produit supprimer", () =>
    href("settings_catalogue"),
  ),
  add_client: anywhere("Nouveau client", "ajouter contact prospect", () => href("client_new")),
  change_client: client("Modifier un client", "fiche adresse siren", (id) =>
    href("client_change", { client: id }),
  ),
  import_clients: anywhere("Importer des clients", "contacts vcard csv", () => href("client_import")),
  undo_client_import: anywhere("Annuler un import de clients", "contacts défaire", () =>
    href("client_import"),
  ),
  confirm_client: client("Confirmer la fiche d’un client", "vérifier données toujours juste", (id) =>
    href("client", { client: id }),
  ),
  record_solvency_check: client("Noter une vérification de solvabilité", "infogreffe risque crédit", (id) =>
    href("solvency", { client: id }),
  ),
  add_person: client("Ajouter une personne chez un client", "interlocuteur comptable décideur", (id) =>
    href("client", { client: id }, { open: "person" }),
  ),
  change_person: client("Modifier une personne chez un client", "interlocuteur rôle", (id) =>
    href("client", { client: id }),
  ),
  remove_person: client("Retirer une personne chez un client", "interlocuteur parti", (id) =>
    href("client", { client: id }),
  ),
  merge_clients: client("Fusionner un client avec un autre", "doublon", (id) =>
    href("client", { client: id }),
  ),
  open_deal: anywhere("Nouvelle affaire", "ouvrir demande prospect", () => href("deal_new")),
  change_deal: deal("Modifier une affaire", "titre source besoin", (view) =>
    href("deal_change", { deal: view.id }),
  ),
  qualify_deal: deal("Qualifier une demande", "besoin budget prochain pas", (view) =>
    href("qualify", { deal: view.id }),
  ),
  lose_deal: deal("Classer une affaire perdue", "refus devis refusé", (view) =>
    view.may_lose ? href("deal", { deal: view.id }, { open: "lose" }) : null,
  ),
  add_note: deal("Ajouter une note ou un appel", "téléphone compte rendu", (view) =>
    href("deal", { deal: view.id }, { open: "note" }),
  ),
  attach_file: deal("Joindre un fichier à une affaire", "pièce document charte", (view) =>
    href("deal", { deal: view.id }, { open: "attach" }),
  ),
  send_quote: deal("Écrire un devis", "nouveau devis version envoyer", (view) =>
    href("quote", { deal: view.id }),
  ),
  accept_quote: deal(
    "Enregistrer une signature",
    "accord bon pour accord commande signé accepter",
    (view) => {
      const waiting = view.amendment ?? (view.order ? null : view.quote);
      return waiting ? href("accept", { deal: view.id, quote: waiting.id }) : null;
    },
  ),
  issue_order_confirmation: deal("Confirmer une commande", "confirmation document client", (view) =>
    view.gates?.may_confirm ? href("confirmation", { deal: view.id, order: view.gates.order }) : null,
  ),
  issue_welcome_page: deal("Accueillir un client", "bienvenue page document", (view) =>
    view.gates?.may_welcome ? href("welcome", { deal: view.id, order: view.gates.order }) : null,
  ),
  drop_amendment: deal("Abandonner un avenant", "retirer devis commande", (view) =>
    view.amendment ? page(view) : null,
  ),
  issue_deposit_invoice: deal("Émettre une facture d’acompte", "facturer", ordered("deposit")),
  record_payment: invoice("Enregistrer un paiement", "encaissement virement chèque reçu", (view) =>
    view.row.open > 0 ? href("payment", { invoice: view.row.id }) : null,
  ),
  begin_delivery: deal("Commencer le travail", "démarrer réalisation", ordered("begin")),
  ask_supply: deal(
    "Demander un élément au client",
    "logo textes accès attendu relancer",
    supply("supply_ask"),
  ),
  receive_supply: deal(
    "Noter un élément reçu du client",
    "logo textes accès fichier",
    supply("supply_receive"),
  ),
  plan_stage: deal("Reporter une étape", "prévoir date retard planning", stage("stage_plan", "may_plan")),
  reach_stage: deal("Noter une étape atteinte", "avancement jalon", stage("stage_reach", "may_reach")),
  announce_stage: deal(
    "Annoncer une étape au client",
    "avancement jalon message",
    stage("stage_announce", "may_announce"),
  ),
  record_delivery: deal("Enregistrer la livraison", "livré terminé", ordered("deliver")),
  issue_acceptance_report: deal(
    "Établir le PV de réception",
    "procès-verbal livraison signer",
    reception("report", "may_report"),
  ),
  record_acceptance: deal(
    "Noter la réception du client",
    "pv signé réserves tacite acceptation",
    reception("acceptance", "may_accept"),
  ),
  lift_reserves: deal("Lever les réserves", "pv réception corrigé", reception("lift", "may_lift")),
  issue_balance_invoice: deal("Émettre la facture de solde", "facturer finale", ordered("balance")),
  issue_progress_invoice: deal(
    "Émettre une facture intermédiaire",
    "situation avancement facturer étape",
    (view) => (view.may_progress ? ordered("progress")(view) : null),
  ),
  issue_invoice: deal("Écrire une facture sans devis", "directe facturer", (view) =>
    view.may_invoice ? href("standalone", { deal: view.id }) : null,
  ),
  credit_invoice: invoice("Faire un avoir", "annuler rembourser réduire facture", (view) =>
    href("credit", { invoice: view.row.id }),
  ),
  correct_invoice: invoice("Corriger une facture", "erreur avoir refaire", (view) =>
    href("invoice", { invoice: view.row.id }),
  ),
  reverse_payment: anywhere("Contre-passer un paiement", "annuler erreur rejet impayé", () =>
    href("payments"),
  ),
  refund_client: deal("Rembourser un client", "trop-perçu rendre", unused("refund")),
  use_credit: deal("Utiliser un trop-perçu sur une facture", "crédit client solde", unused("use_credit")),
  keep_money: deal("Garder un trop-perçu", "indemnité crédit", (view) =>
    view.unused > 0 ? page(view) : null,
  ),
  record_start_request: deal(
    "Noter la demande de commencer sans attendre",
    "rétractation quatorze jours",
    ordered("start_request"),
  ),
  record_engagement: deal(
    "Noter un numéro d’engagement",
    "bon de commande public mairie",
    ordered("engagement"),
  ),
  record_withdrawal: deal("Enregistrer une rétractation", "client renonce quatorze jours", (view) =>
    view.gates?.may_withdraw ? href("withdrawal", { deal: view.id }) : null,
  ),
  cancel_deal: deal("Annuler une affaire signée", "abandon arrêt", (view) =>
    view.may_cancel ? href("cancel", { deal: view.id }) : null,
  ),
  send_invoice: invoice("Envoyer une facture", "e-mail courrier portail main propre avoir message", (view) =>
    href("deal", { deal: view.row.deal }, { what: "invoice", id: view.row.id }),
  ),
  remind_client: invoice("Relancer un client", "retard impayé rappel lettre appel", (view) =>
    view.may_remind ? href("deal", { deal: view.row.deal }, { what: "reminder", id: view.row.id }) : null,
  ),
  follow_up_quote: deal("Relancer un devis", "sans réponse appel message", (view) =>
    view.stage === "quoted" && view.quote
      ? href("deal", { deal: view.id }, { what: "quote_follow_up", id: view.quote.id })
      : null,
  ),
  deposit_cheque: anywhere("Déposer un chèque", "banque remise", () => href("payments")),
  clear_cheque: anywhere("Noter l’encaissement d’un chèque", "banque crédité", () => href("payments")),
  bounce_cheque: anywhere("Noter le rejet d’un chèque", "sans provision impayé", () => href("payments")),
  issue_receipt: anywhere("Établir un reçu", "quittance paiement", () => href("payments")),
  thank_client: deal("Remercier le client", "merci suivi", (view) => href("thanks", { deal: view.id })),
  record_satisfaction: deal("Noter la satisfaction", "avis note suivi", (view) =>
    href("satisfaction", { deal: view.id }),
  ),
  handle_complaint: deal("Noter l’appel à un client déçu", "réclamation plainte suivi", (view) =>
    href("complaint", { deal: view.id }),
  ),
  ask_testimonial: deal("Demander un témoignage", "avis suivi", (view) => href("deal", { deal: view.id })),
  record_testimonial: deal("Noter un témoignage", "avis citation suivi", (view) =>
    followed(view) ? href("deal", { deal: view.id }, { open: "testimonial" }) : null,
  ),
  ask_referral: deal("Demander une recommandation", "bouche à oreille suivi", (view) =>
    href("deal", { deal: view.id }),
  ),
  record_referral: deal("Noter une recommandation", "bouche à oreille suivi", (view) =>
    followed(view) ? href("deal", { deal: view.id }, { open: "referral" }) : null,
  ),
  plan_contact: deal("Prévoir un contact", "rappeler relancer suivi", (view) =>
    href("deal", { deal: view.id }, { open: "plan" }),
  ),
  record_contact: deal("Noter un contact", "appel nouvelles suivi", (view) =>
    href("contact", { deal: view.id }),
  ),
  set_first_number: anywhere("Régler le premier numéro d’une série", "numérotation reprise autre outil", () =>
    href("settings_past"),
  ),
  record_past_invoice: anywhere("Reprendre une facture émise ailleurs", "ancienne autre outil ouverte", () =>
    href("settings_past"),
  ),
  record_past_receipt: anywhere(
    "Reprendre des encaissements de l’année",
    "ancien autre outil chiffre d’affaires",
    () => href("settings_past"),
  ),
  undo_past_receipt: anywhere("Retirer un encaissement repris", "erreur", () => href("settings_past")),
  set_review_day: anywhere("Choisir le jour de la revue", "semaine hebdomadaire", () => href("review")),
  finish_review: anywhere("Faire la revue de la semaine", "hebdomadaire vérifier encaissements", () =>
    href("review"),
  ),
};

/** Screens that no action opens. */
const SCREENS: Command[] = [
  anywhere("Aller à Aujourd’hui", "accueil tâches", () => href("today")),
  anywhere("Aller aux affaires", "tableau étapes", () => href("deals")),
  anywhere("Aller aux clients", "contacts", () => href("clients")),
  anywhere("Aller aux devis", "liste", () => href("quotes")),
  anywhere("Aller aux factures", "liste impayées", () => href("invoices")),
  anywhere("Aller aux paiements", "encaissements liste", () => href("payments")),
  anywhere("Aller au suivi", "satisfaction recommandations contacts fidéliser", () => href("follow_up")),
  anywhere("Sauvegarder mes livres", "copie sauvegarde dossier", () => href("settings_data")),
  anywhere("Vérifier mes livres", "contrôle journal sceau intégrité", () => href("settings_data")),
  anywhere("Restaurer une sauvegarde", "revenir récupérer", () => href("settings_data")),
];

const ALL: Command[] = [...Object.values(COMMANDS), ...SCREENS];

/** Without accents nor case, so that « emettre » finds « Émettre ». */
export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ").toLowerCase();

/** Commands that hold the beginning of every word typed; those whose label does come first. */
export function matching(typed: string, most = 6): Command[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const holds = (text: string): boolean => {
    const words = plain(text).split(/[\s-]+/);
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  };
  const first = ALL.filter((command) => holds(command.label));
  const others = ALL.filter(
    (command) => !first.includes(command) && holds(`${command.label} ${command.words}`),
  );
  return [...first, ...others].slice(0, most);
}

/** What the place one stands on already tells. */
export function known(command: Command, place: Place): number | null {
  if (command.on === "anywhere") return 0;
  return place.ids[command.on] ?? null;
}
