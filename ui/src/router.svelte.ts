// Where one is, in the address after « # », so that going back and reloading work by themselves.

import type { Proposal, SearchHit } from "./generated/surface";

export const ROUTES = {
  today: "/",
  review: "/revue",
  deals: "/affaires",
  deal_new: "/affaires/nouvelle",
  deal: "/affaires/:deal",
  deal_change: "/affaires/:deal/modifier",
  qualify: "/affaires/:deal/qualifier",
  quote: "/affaires/:deal/devis",
  accept: "/affaires/:deal/signature/:quote",
  deposit: "/affaires/:deal/acompte/:order",
  begin: "/affaires/:deal/commencer/:order",
  deliver: "/affaires/:deal/livraison/:order",
  supply_ask: "/affaires/:deal/demander/:order",
  supply_receive: "/affaires/:deal/recu/:order",
  stage_plan: "/affaires/:deal/report/:order",
  stage_reach: "/affaires/:deal/etape/:order",
  stage_announce: "/affaires/:deal/annonce/:order",
  report: "/affaires/:deal/pv/:order",
  acceptance: "/affaires/:deal/reception/:order",
  lift: "/affaires/:deal/reserves/:order",
  balance: "/affaires/:deal/solde/:order",
  progress: "/affaires/:deal/avancement/:order",
  standalone: "/affaires/:deal/facture",
  confirmation: "/affaires/:deal/confirmation/:order",
  welcome: "/affaires/:deal/bienvenue/:order",
  start_request: "/affaires/:deal/demande/:order",
  engagement: "/affaires/:deal/engagement/:order",
  withdrawal: "/affaires/:deal/retractation",
  cancel: "/affaires/:deal/annuler",
  refund: "/affaires/:deal/remboursement/:payment",
  use_credit: "/affaires/:deal/utilisation/:payment",
  thanks: "/affaires/:deal/merci",
  satisfaction: "/affaires/:deal/satisfaction",
  complaint: "/affaires/:deal/appel",
  contact: "/affaires/:deal/contact",
  clients: "/clients",
  client_new: "/clients/nouveau",
  client_import: "/clients/importer",
  client: "/clients/:client",
  client_change: "/clients/:client/modifier",
  solvency: "/clients/:client/solvabilite",
  quotes: "/devis",
  invoices: "/factures",
  invoice: "/factures/:invoice",
  payment: "/factures/:invoice/paiement",
  credit: "/factures/:invoice/avoir",
  payments: "/paiements",
  follow_up: "/suivi",
  document: "/documents/:document",
  settings: "/reglages",
  settings_documents: "/reglages/documents",
  settings_catalogue: "/reglages/catalogue",
  settings_terms: "/reglages/cgv",
  settings_past: "/reglages/reprise",
  settings_data: "/reglages/donnees",
} as const;

export type RouteName = keyof typeof ROUTES;
export type Ids = Partial<
  Record<"deal" | "quote" | "order" | "client" | "invoice" | "payment" | "document", number>
>;
export interface Place {
  name: RouteName;
  ids: Ids;
  /** What is already known of the form that opens there. */
  given: Record<string, unknown>;
}

/** Reads an address; an unknown one leads home. */
export function read(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const parts = path.split("/").filter(Boolean);
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const ids = matched(ROUTES[name].split("/").filter(Boolean), parts);
    if (ids) return { name, ids, given: known(query) };
  }
  return { name: "today", ids: {}, given: {} };
}

function matched(pattern: string[], parts: string[]): Ids | null {
  if (pattern.length !== parts.length) return null;
  const ids: Record<string, number> = {};
  for (const [i, wanted] of pattern.entries()) {
    const part = parts[i]!;
    if (!wanted.startsWith(":")) {
      if (wanted !== part) return null;
    } else if (/^\d+$/.test(part)) {
      ids[wanted.slice(1)] = Number(part);
    } else {
      return null;
    }
  }
  return ids;
}

function known(query: string): Record<string, unknown> {
  try {
    const given: unknown = JSON.parse(new URLSearchParams(query).get("avec") ?? "{}");
    return typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function href(name: RouteName, ids: Ids = {}, given: Record<string, unknown> = {}): string {
  const path = ROUTES[name].replace(/:(\w+)/g, (_, id: keyof Ids) => String(ids[id] ?? 0));
  const query = Object.keys(given).length ? `?${new URLSearchParams({ avec: JSON.stringify(given) })}` : "";
  return `#${path}${query}`;
}

/** The form of an action, with what the task already knows of it. */
export function formOf(action: Proposal, about: number | null): string {
  const given = action.payload;
  const id = (key: string): number => Number(given[key] ?? 0);
  if (action.name === "record_solvency_check") return href("solvency", { client: id("client") }, given);
  if (about === null) return href("client", { client: id("client") });
  const deal = about;
  switch (action.name) {
    case "send_quote":
      return href("quote", { deal });
    case "qualify_deal":
      return href("qualify", { deal }, given);
    case "accept_quote":
      return href("accept", { deal, quote: id("quote") }, given);
    case "issue_deposit_invoice":
      return href("deposit", { deal, order: id("order") }, given);
    case "issue_order_confirmation":
      return href("confirmation", { deal, order: id("order") });
    case "issue_welcome_page":
      return href("welcome", { deal, order: id("order") });
    case "record_start_request":
      return href("start_request", { deal, order: id("order") }, given);
    case "record_engagement":
      return href("engagement", { deal, order: id("order") }, given);
    case "begin_delivery":
      return href("begin", { deal, order: id("order") }, given);
    case "ask_supply":
      return href("supply_ask", { deal, order: id("order") }, given);
    case "receive_supply":
      return href("supply_receive", { deal, order: id("order") }, given);
    case "plan_stage":
      return href("stage_plan", { deal, order: id("order") }, given);
    case "reach_stage":
      return href("stage_reach", { deal, order: id("order") }, given);
    case "announce_stage":
      return href("stage_announce", { deal, order: id("order") }, given);
    case "issue_acceptance_report":
      return href("report", { deal, order: id("order") });
    case "record_acceptance":
      return href("acceptance", { deal, order: id("order") }, given);
    case "lift_reserves":
      return href("lift", { deal, order: id("order") }, given);
    case "record_delivery":
      return href("deliver", { deal, order: id("order") }, given);
    case "issue_balance_invoice":
      return href("balance", { deal, order: id("order") }, given);
    case "record_payment":
      return href("payment", { invoice: id("invoice") }, given);
    case "send_invoice":
      return href("deal", { deal }, { what: "invoice", id: id("invoice"), method: given["method"] });
    case "remind_client":
      return href("deal", { deal }, { what: "reminder", id: id("invoice"), method: given["method"] });
    case "follow_up_quote":
      return href("deal", { deal }, { what: "quote_follow_up", id: id("quote"), method: given["method"] });
    case "deposit_cheque":
    case "clear_cheque":
      return href("payments");
    case "refund_client":
      return href("refund", { deal, payment: id("payment") }, given);
    case "thank_client":
      return href("thanks", { deal }, given);
    case "handle_complaint":
      return href("complaint", { deal }, given);
    case "record_contact":
      return href("contact", { deal }, given);
    case "record_satisfaction":
      return href("satisfaction", { deal }, given);
    default:
      return href("deal", { deal });
  }
}

export function found(hit: SearchHit): string {
  if (hit.kind === "client") return href("client", { client: hit.id });
  if (hit.kind === "invoice") return href("invoice", { invoice: hit.id });
  return href("deal", { deal: hit.kind === "deal" ? hit.id : (hit.deal ?? 0) });
}

let hash = $state(typeof location === "undefined" ? "" : location.hash);
const here = $derived(read(hash));

export const place = {
  get current(): Place {
    return here;
  },
  get hash(): string {
    return hash;
  },
};

export function go(name: RouteName, ids: Ids = {}, given: Record<string, unknown> = {}): void {
  location.hash = href(name, ids, given);
}

/** Goes on without leaving the form behind: going back does not reopen what was just done. */
export function leave(name: RouteName, ids: Ids = {}, given: Record<string, unknown> = {}): void {
  history.replaceState(null, "", href(name, ids, given));
  hash = location.hash;
}

export function back(): void {
  history.back();
}

/** Follows the address; called once by the page. */
export function watch(): () => void {
  const moved = (): void => {
    hash = location.hash;
  };
  moved();
  addEventListener("hashchange", moved);
  addEventListener("popstate", moved);
  return () => {
    removeEventListener("hashchange", moved);
    removeEventListener("popstate", moved);
  };
}
