// Where one is, in the address after « # », so that going back and reloading work by themselves.

import type { SearchHit } from "./generated/surface";

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
  order_vat: "/affaires/:deal/tva/:order",
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
  directory: "/clients/annuaire",
  client: "/clients/:client",
  client_change: "/clients/:client/modifier",
  solvency: "/clients/:client/solvabilite",
  quotes: "/devis",
  catalogue: "/devis/catalogue",
  quote_new: "/devis/nouveau",
  invoices: "/factures",
  invoice_new: "/factures/nouvelle",
  invoice_check: "/factures/verifier",
  received: "/factures/recues",
  received_invoice: "/factures/recues/:received",
  status_import: "/factures/statuts",
  invoice: "/factures/:invoice",
  payment: "/factures/:invoice/paiement",
  credit: "/factures/:invoice/avoir",
  payments: "/paiements",
  payment_new: "/paiements/nouveau",
  accounting: "/comptabilite",
  statements: "/paiements/releves",
  reminders: "/relances",
  follow_up: "/suivi",
  document: "/documents/:document",
  settings: "/reglages",
  settings_documents: "/reglages/documents",
  settings_mail: "/reglages/envoi",
  settings_messages: "/reglages/messages",
  settings_terms: "/reglages/cgv",
  settings_law: "/reglages/textes-et-taux",
  settings_past: "/reglages/reprise",
  settings_look: "/reglages/apparence",
  settings_data: "/reglages/donnees",
} as const;

export type RouteName = keyof typeof ROUTES;
export type Ids = Partial<
  Record<"deal" | "quote" | "order" | "client" | "invoice" | "payment" | "document" | "received", number>
>;
export interface Place {
  name: RouteName;
  ids: Ids;
  /** What is already known of the form that opens there. */
  given: Record<string, unknown>;
  /** What a list is narrowed to and sorted by: `#/factures?state=late&sort=amount`. */
  filter: Filter;
}
export type Filter = Record<string, string>;

/** Reads an address; an unknown one leads home. */
export function read(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const parts = path.split("/").filter(Boolean);
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const ids = matched(ROUTES[name].split("/").filter(Boolean), parts);
    if (ids) return { name, ids, given: known(query), filter: narrowed(query) };
  }
  return { name: "today", ids: {}, given: {}, filter: {} };
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

/** Everything the address says beside what a form is given. */
function narrowed(query: string): Filter {
  const { avec: _, ...filter } = Object.fromEntries(new URLSearchParams(query));
  return filter;
}

/** A list narrowed and sorted; what is empty is left out. */
export function listed(name: RouteName, filter: Filter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return `#${ROUTES[name]}${query.size ? `?${query}` : ""}`;
}

export function href(name: RouteName, ids: Ids = {}, given: Record<string, unknown> = {}): string {
  const path = ROUTES[name].replace(/:(\w+)/g, (_, id: keyof Ids) => String(ids[id] ?? 0));
  const query = Object.keys(given).length ? `?${new URLSearchParams({ avec: JSON.stringify(given) })}` : "";
  return `#${path}${query}`;
}

export function found(hit: SearchHit): string {
  if (hit.kind === "client") return href("client", { client: hit.id });
  if (hit.kind === "invoice") return href("invoice", { invoice: hit.id });
  return href("deal", { deal: hit.kind === "deal" ? hit.id : (hit.deal ?? 0) });
}

const LISTS: Partial<Record<string, string>> = {
  affaires: "Voir les affaires",
  clients: "Voir les clients",
  devis: "Voir les devis",
  factures: "Voir les factures",
  paiements: "Voir les paiements",
};

/** The list that holds what an address is about, where there is one. */
export function listOf(address: string): { label: string; to: string } {
  const [part = ""] = address.replace(/^#\//, "").split(/[/?]/, 1);
  const label = LISTS[part];
  return label ? { label, to: `#/${part}` } : { label: "Aller à Aujourd’hui", to: "#/" };
}

/** The screen of an address: what narrows a list leaves it the same, so that it is not begun again. */
function screenOf(address: string): string {
  const [path = "", query = ""] = address.split("?", 2);
  return `${path}?${new URLSearchParams(query).get("avec") ?? ""}`;
}

let hash = $state(typeof location === "undefined" ? "" : location.hash);
const here = $derived(read(hash));

export const place = {
  get current(): Place {
    return here;
  },
  /** Where one is, with what narrows it. */
  get address(): string {
    return hash;
  },
  get screen(): string {
    return screenOf(hash);
  },
};

/** Narrows or sorts the list one is at: going back from it leads where one came from, and to it as one left it. */
export function narrow(filter: Filter): void {
  history.replaceState(history.state, "", listed(here.name, filter));
  hash = location.hash;
}

export function go(name: RouteName, ids: Ids = {}, given: Record<string, unknown> = {}): void {
  location.hash = href(name, ids, given);
}

/** Goes on without leaving the form behind: going back does not reopen what was just done. */
export function leave(name: RouteName, ids: Ids = {}, given: Record<string, unknown> = {}): void {
  history.replaceState(null, "", href(name, ids, given));
  hash = location.hash;
}

/** What was chosen on the way to a form, kept with its place: coming back finds it. */
export function keepHere(chosen: unknown): void {
  history.replaceState({ ...(history.state as object | null), chosen }, "");
}

export function keptHere(): unknown {
  return (history.state as { chosen?: unknown } | null)?.chosen ?? null;
}

export function back(): void {
  history.back();
}

/** One came back to where one is, rather than going on to it. */
let returning = false;
export const cameBack = (): boolean => returning;

/** How far down one was under an address. */
const tops = new Map<string, number>();
let settling: (() => void) | null = null;

/** Scrolls there as soon as what is shown is long enough, unless one begins to scroll or to act oneself. */
function settle(top: number): void {
  settling?.();
  const reach = (): void => {
    scrollTo(0, top);
    if (Math.abs(scrollY - top) < 2) stop();
  };
  const grown = new ResizeObserver(reach);
  const given = ["wheel", "keydown", "pointerdown"];
  const stop = (): void => {
    grown.disconnect();
    given.forEach((event) => removeEventListener(event, stop));
    settling = null;
  };
  settling = stop;
  given.forEach((event) => addEventListener(event, stop, { once: true }));
  grown.observe(document.body);
}

/** Follows the address; called once by the page. */
export function watch(): () => void {
  history.scrollRestoration = "manual";
  const moved = (): void => {
    if (hash === location.hash && history.state !== null) return;
    // An entry that was seen is come back to: the screen stands where it was left.
    const known = history.state !== null;
    if (!known) history.replaceState({ seen: true }, "");
    returning = known;
    const top = known ? (tops.get(location.hash) ?? 0) : 0;
    hash = location.hash;
    settle(top);
  };
  const scrolled = (): void => {
    if (!settling) tops.set(hash, scrollY);
  };
  addEventListener("scroll", scrolled, { passive: true });
  moved();
  addEventListener("hashchange", moved);
  addEventListener("popstate", moved);
  return () => {
    removeEventListener("hashchange", moved);
    removeEventListener("popstate", moved);
    removeEventListener("scroll", scrolled);
  };
}
