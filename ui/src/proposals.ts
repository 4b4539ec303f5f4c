// What a task proposes: the form where it is done, what is said once one press did it, and what it made.

import type { ActionName, Proposal } from "./generated/surface";
import { href } from "./router.svelte";

type Given = Record<string, unknown>;
const id = (given: Given, key: string): number => Number(given[key] ?? 0);

/** The form of what a task proposes about a deal, with what the task already knows of it. */
const FORMS: Partial<Record<ActionName, (given: Given, deal: number) => string>> = {
  send_quote: (_, deal) => href("quote", { deal }),
  qualify_deal: (given, deal) => href("qualify", { deal }, given),
  accept_quote: (given, deal) => href("accept", { deal, quote: id(given, "quote") }, given),
  issue_deposit_invoice: (given, deal) => href("deposit", { deal, order: id(given, "order") }, given),
  issue_order_confirmation: (given, deal) => href("confirmation", { deal, order: id(given, "order") }),
  issue_welcome_page: (given, deal) => href("welcome", { deal, order: id(given, "order") }),
  record_start_request: (given, deal) => href("start_request", { deal, order: id(given, "order") }, given),
  record_engagement: (given, deal) => href("engagement", { deal, order: id(given, "order") }, given),
  begin_delivery: (given, deal) => href("begin", { deal, order: id(given, "order") }, given),
  ask_supply: (given, deal) => href("supply_ask", { deal, order: id(given, "order") }, given),
  receive_supply: (given, deal) => href("supply_receive", { deal, order: id(given, "order") }, given),
  plan_stage: (given, deal) => href("stage_plan", { deal, order: id(given, "order") }, given),
  reach_stage: (given, deal) => href("stage_reach", { deal, order: id(given, "order") }, given),
  announce_stage: (given, deal) => href("stage_announce", { deal, order: id(given, "order") }, given),
  issue_acceptance_report: (given, deal) => href("report", { deal, order: id(given, "order") }),
  record_acceptance: (given, deal) => href("acceptance", { deal, order: id(given, "order") }, given),
  lift_reserves: (given, deal) => href("lift", { deal, order: id(given, "order") }, given),
  record_delivery: (given, deal) => href("deliver", { deal, order: id(given, "order") }, given),
  issue_balance_invoice: (given, deal) => href("balance", { deal, order: id(given, "order") }, given),
  check_reception: (given) => href("invoice", { invoice: id(given, "invoice") }, { open: "reception" }),
  credit_invoice: (given) => href("credit", { invoice: id(given, "invoice") }, given),
  open_dispute: (given) => href("invoice", { invoice: id(given, "invoice") }, { open: "dispute" }),
  give_up_remainder: (given) => href("invoice", { invoice: id(given, "invoice") }, { open: "give_up" }),
  record_payment: (given) => href("payment", { invoice: id(given, "invoice") }, given),
  send_invoice: (given, deal) =>
    href("deal", { deal }, { what: "invoice", id: id(given, "invoice"), method: given["method"] }),
  remind_client: (given, deal) =>
    href("deal", { deal }, { ...given, what: "reminder", id: id(given, "invoice") }),
  record_quote_sent: (given, deal) =>
    href("deal", { deal }, { what: "quote", id: id(given, "quote"), method: given["method"] }),
  follow_up_quote: (given, deal) =>
    href("deal", { deal }, { what: "quote_follow_up", id: id(given, "quote"), method: given["method"] }),
  deposit_cheque: () => href("payments"),
  clear_cheque: () => href("payments"),
  refund_client: (given, deal) => href("refund", { deal, payment: id(given, "payment") }, given),
  thank_client: (given, deal) => href("thanks", { deal }, given),
  handle_complaint: (given, deal) => href("complaint", { deal }, given),
  record_contact: (given, deal) => href("contact", { deal }, given),
  record_satisfaction: (given, deal) => href("satisfaction", { deal }, given),
};

/** The same for what is proposed about a client alone. */
const CLIENT_FORMS: Record<string, (given: Given, client: number) => string> = {
  record_solvency_check: (given) => href("solvency", { client: id(given, "client") }, given),
  // The ways first: what was filed is noted from there.
  file_claim: (given) => href("client", { client: id(given, "client") }, { open: "court" }),
  declare_claim: (given, client) =>
    href("client", { client }, { open: "declaration", amount: given["amount"] }),
  import_statement: () => href("statements"),
  set_mail_server: () => href("settings_mail"),
  settle_received_invoice: () => href("received"),
  decide_risk: (given) => href("client", { client: id(given, "client") }, { open: "decision" }),
};

/** Where a proposal is done: its form, or else the page of the deal or the client it is about. */
export function formOf({ name, payload }: Proposal, deal: number | null, client = 0): string {
  const ofClient = CLIENT_FORMS[name];
  if (ofClient) return ofClient(payload, client);
  const form = deal === null ? undefined : FORMS[name];
  if (form) return form(payload, deal ?? 0);
  return deal === null ? href("client", { client: id(payload, "client") || client }) : href("deal", { deal });
}

/** What is said once a task is done by one press. */
const SAID: Partial<Record<ActionName, string>> = {
  issue_deposit_invoice: "Facture d’acompte émise.",
  issue_balance_invoice: "Facture de solde émise.",
  begin_delivery: "Travail commencé.",
  ask_supply: "Demande notée.",
  reach_stage: "Étape atteinte.",
  record_acceptance: "Réception notée.",
  thank_client: "Remerciement noté.",
  give_up_remainder: "Reste abandonné.",
  deposit_cheque: "Dépôt noté.",
  clear_cheque: "Encaissement noté.",
  ask_testimonial: "Demande de témoignage notée.",
  ask_referral: "Demande de recommandation notée.",
  resume_work: "Le travail reprend.",
  end_security: "Fin notée.",
  declare_to_insurer: "Déclaration notée.",
  confirm_client: "Fiche confirmée pour un an.",
  complete_task: "Fait.",
};

export const said = (name: ActionName): string => SAID[name] ?? "C’est fait.";

interface Shown {
  label: string;
  open: (id: number) => string;
}
const invoiceShown: Shown = { label: "Voir la facture", open: (id) => href("invoice", { invoice: id }) };

/** What one press made and would look at, before or after. */
const SHOWN: Partial<Record<ActionName, Shown>> = {
  issue_deposit_invoice: invoiceShown,
  issue_balance_invoice: invoiceShown,
};

export const shownAs = (name: ActionName): Shown | null => SHOWN[name] ?? null;
