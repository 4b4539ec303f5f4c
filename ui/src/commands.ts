// Everything one can do, as the palette offers it: the list of actions names and describes each, and here stands
// the screen where it is done. The compiler refuses an action that has no line here.

import { copyOfInvoice, copyOfQuote } from "./deal/copy";
import { PALETTE, type ActionName, type DealView, type InvoiceView } from "./generated/surface";
import { folded } from "./kit/letters";
import { theme, type Theme } from "./kit/theme.svelte";
import { BEGINNINGS, LISTS, SCREENS, type Way } from "./places";
import { href, listed, type Place } from "./router.svelte";
import { sendNow } from "./sending/outbox";
import { takeBackLast } from "./sending/withdraw";
import { backUp } from "./settings/backup";

/** What each place hands to the door of a command: nothing, or the one thing that must be known first. */
interface Known {
  anywhere: [];
  client: [client: number];
  deal: [deal: DealView];
  invoice: [invoice: InvoiceView];
}
/** Where a command is done: anywhere, or on one thing that must be known first. */
export type Where = keyof Known;
/** The screen where it is done, or what does it at once; null where its thing does not allow it now. */
export type Opened = string | (() => Promise<void>) | null;
type Door<W extends Where> = (...known: Known[W]) => Opened;

interface Told {
  label: string;
  /** Other words by which people look for it. */
  words: string;
  /** What it asks for, where that is not what it is done on. */
  asks?: string;
  /** What is proposed before a letter is typed, where that is not what it is done on. */
  among?: "quote";
  /** Where it begins from anywhere, what it is about being told or created there. */
  begin?: ((place: Place) => string) | undefined;
  /** Where it begins about one client. */
  client?: (client: number) => string;
}
export type Command = { [W in Where]: Told & { on: W; open: Door<W> } }[Where];

const ordered =
  (
    name:
      "deposit" | "begin" | "deliver" | "balance" | "progress" | "engagement" | "start_request" | "order_vat",
  ) =>
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
/** Something of it is contested now. */
const contested = ({ reminders: { dispute } }: InvoiceView): boolean =>
  dispute !== null && dispute.settled_on === null;
const page = (view: DealView): string => href("deal", { deal: view.id });

const DOORS: { [A in ActionName]: Door<(typeof PALETTE)[A]["on"]> } = {
  set_identity: () => href("settings"),
  add_law_row: () => href("settings_law"),
  remove_law_row: () => href("settings_law"),
  set_preferences: () => href("settings_documents"),
  set_logo: () => href("settings_documents"),
  remove_logo: () => href("settings_documents"),
  publish_terms: () => href("settings_terms"),
  add_catalogue_item: () => href("catalogue"),
  change_catalogue_item: () => href("catalogue"),
  remove_catalogue_item: () => href("catalogue"),
  add_client: () => href("client_new"),
  change_client: (id) => href("client_change", { client: id }),
  import_clients: () => href("client_import"),
  undo_client_import: () => href("client_import"),
  take_directory_addresses: () => href("directory"),
  confirm_client: (id) => href("client", { client: id }),
  record_solvency_check: (id) => href("solvency", { client: id }),
  add_person: (id) => href("client", { client: id }, { open: "person" }),
  change_person: (id) => href("client", { client: id }),
  remove_person: (id) => href("client", { client: id }),
  erase_person: (id) => href("client", { client: id }),
  erase_client: (id) => href("client", { client: id }, { open: "erase" }),
  merge_clients: (id) => href("client", { client: id }),
  open_deal: () => href("deal_new"),
  change_deal: (view) => href("deal_change", { deal: view.id }),
  qualify_deal: (view) => href("qualify", { deal: view.id }),
  lose_deal: (view) => (view.may_lose ? href("deal", { deal: view.id }, { open: "lose" }) : null),
  add_note: (view) => href("deal", { deal: view.id }, { open: "note" }),
  attach_file: (view) => href("deal", { deal: view.id }, { open: "attach" }),
  send_quote: (view) => href("quote", { deal: view.id }),
  accept_quote: (view) => {
    const waiting = view.amendment ?? (view.order ? null : view.quote);
    return waiting ? href("accept", { deal: view.id, quote: waiting.id }) : null;
  },
  issue_order_confirmation: (view) =>
    view.gates?.may_confirm ? href("confirmation", { deal: view.id, order: view.gates.order }) : null,
  issue_welcome_page: (view) =>
    view.gates?.may_welcome ? href("welcome", { deal: view.id, order: view.gates.order }) : null,
  drop_amendment: (view) => (view.amendment ? page(view) : null),
  settle_order_vat: ordered("order_vat"),
  issue_deposit_invoice: ordered("deposit"),
  record_payment: (view) => (view.row.open > 0 ? href("payment", { invoice: view.row.id }) : null),
  begin_delivery: ordered("begin"),
  ask_supply: supply("supply_ask"),
  receive_supply: supply("supply_receive"),
  plan_stage: stage("stage_plan", "may_plan"),
  reach_stage: stage("stage_reach", "may_reach"),
  announce_stage: stage("stage_announce", "may_announce"),
  record_delivery: ordered("deliver"),
  issue_acceptance_report: reception("report", "may_report"),
  record_acceptance: reception("acceptance", "may_accept"),
  lift_reserves: reception("lift", "may_lift"),
  issue_balance_invoice: ordered("balance"),
  issue_progress_invoice: (view) => (view.may_progress ? ordered("progress")(view) : null),
  issue_invoice: (view) => (view.may_invoice ? href("standalone", { deal: view.id }) : null),
  credit_invoice: (view) => href("credit", { invoice: view.row.id }),
  correct_invoice: (view) => href("invoice", { invoice: view.row.id }),
  claim_charges: (view) =>
    view.row.kind === "credit_note" ? null : href("invoice", { invoice: view.row.id }, { open: "charges" }),
  record_charges: (view) =>
    view.row.kind === "credit_note"
      ? null
      : href("invoice", { invoice: view.row.id }, { open: "charges_paid" }),
  waive_charges: (view) =>
    view.row.kind === "credit_note" ? null : href("invoice", { invoice: view.row.id }, { open: "waive" }),
  agree_due_date: (view) =>
    view.may_put_off ? href("invoice", { invoice: view.row.id }, { open: "put_off" }) : null,
  reverse_payment: () => href("payments"),
  refund_client: unused("refund"),
  use_credit: unused("use_credit"),
  give_up_remainder: (view) =>
    view.may_give_up ? href("invoice", { invoice: view.row.id }, { open: "give_up" }) : null,
  issue_duplicate: (view) =>
    view.may_duplicate ? href("invoice", { invoice: view.row.id }, { open: "duplicate" }) : null,
  send_duplicate: (view) =>
    view.may_duplicate ? href("invoice", { invoice: view.row.id }, { open: "duplicate" }) : null,
  write_off_invoice: (view) =>
    view.may_write_off ? href("invoice", { invoice: view.row.id }, { open: "write_off" }) : null,
  claim_remainder: (view) =>
    view.row.given_up > 0 ? href("invoice", { invoice: view.row.id }, { open: "claim" }) : null,
  keep_money: (view) => (view.unused > 0 ? page(view) : null),
  record_start_request: ordered("start_request"),
  record_engagement: ordered("engagement"),
  record_withdrawal: (view) => (view.gates?.may_withdraw ? href("withdrawal", { deal: view.id }) : null),
  cancel_deal: (view) => (view.may_cancel ? href("cancel", { deal: view.id }) : null),
  send_invoice: (view) => href("deal", { deal: view.row.deal }, { what: "invoice", id: view.row.id }),
  remind_client: (view) =>
    view.reminders.may_remind
      ? href("deal", { deal: view.row.deal }, { what: "reminder", id: view.row.id })
      : null,
  record_quote_sent: (view) => {
    const waiting = view.amendment ?? view.quote;
    return waiting ? href("deal", { deal: view.id }, { what: "quote", id: waiting.id }) : null;
  },
  set_message_template: () => href("settings_messages"),
  set_quote_follow_ups: () => listed("reminders", { tab: "policies" }),
  set_reminder_policy: () => listed("reminders", { tab: "policies" }),
  set_accounting: () => listed("accounting", { tab: "choices" }),
  check_reception: (view) =>
    view.row.open > 0 && view.row.sent_on !== null
      ? href("invoice", { invoice: view.row.id }, { open: "reception" })
      : null,
  note_platform_status: (view) =>
    view.row.kind === "elsewhere" ? null : href("invoice", { invoice: view.row.id }, { open: "platform" }),
  import_platform_statuses: () => href("status_import"),
  keep_received_invoice: () => href("invoice_check"),
  settle_received_invoice: () => href("received"),
  remove_received_invoice: () => href("received"),
  record_promise: (view) =>
    view.row.open > 0 ? href("invoice", { invoice: view.row.id }, { open: "promise" }) : null,
  record_late_reason: (view) =>
    view.row.late_days > 0 ? href("invoice", { invoice: view.row.id }, { open: "late" }) : null,
  open_dispute: (view) =>
    view.row.open > 0 && !contested(view)
      ? href("invoice", { invoice: view.row.id }, { open: "dispute" })
      : null,
  settle_dispute: (view) =>
    contested(view) ? href("invoice", { invoice: view.row.id }, { open: "settle" }) : null,
  agree_payment_plan: (id) => href("client", { client: id }, { open: "plan" }),
  end_payment_plan: () => href("reminders", {}, { tab: "going" }),
  hold_reminders: (id) => href("client", { client: id }, { open: "hold" }),
  record_insolvency: (id) => href("client", { client: id }, { open: "insolvency" }),
  record_cession: (view) =>
    view.row.open > 0 ? href("invoice", { invoice: view.row.id }, { open: "cession" }) : null,
  file_claim: (id) => href("client", { client: id }, { open: "claim" }),
  note_court_step: (id) => href("client", { client: id }),
  tell_suspension: (id) => href("client", { client: id }),
  suspend_work: (id) => href("client", { client: id }, { open: "suspend" }),
  resume_work: (id) => href("client", { client: id }),
  record_security: (id) => href("client", { client: id }, { open: "security" }),
  end_security: (id) => href("client", { client: id }),
  declare_to_insurer: (id) => href("client", { client: id }),
  decide_risk: (id) => href("client", { client: id }, { open: "decision" }),
  declare_claim: (id) => href("client", { client: id }, { open: "declaration" }),
  resume_reminders: (id) => href("client", { client: id }),
  withdraw_sending: (view) =>
    view.sendings.some((one) => one.may_withdraw) ? href("invoice", { invoice: view.row.id }) : null,
  set_mail_server: () => href("settings_mail"),
  queue_reminders: () => listed("reminders", { tab: "outbox" }),
  drop_message: () => listed("reminders", { tab: "outbox" }),
  resend_message: () => listed("reminders", { tab: "outbox" }),
  resolve_message: () => listed("reminders", { tab: "outbox" }),
  take_message: () => sendNow,
  note_message: () => listed("reminders", { tab: "outbox" }),
  follow_up_quote: (view) =>
    view.may_follow_up_quote && view.quote
      ? href("deal", { deal: view.id }, { what: "quote_follow_up", id: view.quote.id })
      : null,
  deposit_cheque: () => href("payments"),
  clear_cheque: () => href("payments"),
  bounce_cheque: () => href("payments"),
  issue_receipt: () => href("payments"),
  thank_client: (view) => href("thanks", { deal: view.id }),
  confirm_promise: (view) =>
    view.reminders.promise?.state === "waited"
      ? href("deal", { deal: view.row.deal }, { what: "promise", id: view.row.id })
      : null,
  write_to_client: (view) => href("deal", { deal: view.id }, { what: "news", id: view.id }),
  send_receipt: () => href("payments"),
  announce_to_clients: () => href("clients", {}, { open: "announce" }),
  record_satisfaction: (view) => href("satisfaction", { deal: view.id }),
  handle_complaint: (view) => href("complaint", { deal: view.id }),
  ask_testimonial: (view) => href("deal", { deal: view.id }),
  record_testimonial: (view) =>
    view.may_note_words ? href("deal", { deal: view.id }, { open: "testimonial" }) : null,
  ask_referral: (view) => href("deal", { deal: view.id }),
  record_referral: (view) =>
    view.may_note_words ? href("deal", { deal: view.id }, { open: "referral" }) : null,
  plan_contact: (view) => href("deal", { deal: view.id }, { open: "plan" }),
  record_contact: (view) => href("contact", { deal: view.id }),
  add_task: () => href("today", {}, { open: "task" }),
  complete_task: () => href("today"),
  reopen_task: () => href("today"),
  put_off_task: () => href("today"),
  dismiss_task: () => href("today"),
  restore_task: () => href("today"),
  undo_action: () => takeBackLast,
  set_first_number: () => href("settings_past"),
  record_past_invoice: () => href("settings_past"),
  record_past_receipt: () => href("settings_past"),
  undo_past_receipt: () => href("settings_past"),
  import_statement: () => href("statements"),
  undo_statement_import: () => href("statements"),
  change_bank_account: () => href("statements"),
  watch_folder: () => href("statements"),
  pass_over_files: () => href("statements"),
  propose_files_again: () => href("statements"),
  match_line: () => href("statements"),
  explain_line: () => href("statements"),
  undo_match: () => href("statements"),
  confirm_clock: () => href("settings_data"),
  set_review_day: () => href("review"),
  finish_review: () => href("review"),
};

const whom = ({ ids }: Place): Record<string, number> => (ids.client ? { client: ids.client } : {});

/** What needs no deal and no invoice to be known first. */
const BEGUN: Partial<Record<ActionName, (place: Place) => string>> = {
  send_quote: (place) => href("quote_new", {}, whom(place)),
  record_payment: (place) => href("payment_new", {}, whom(place)),
  issue_invoice: (place) => href("invoice_new", {}, whom(place)),
};

/** What is done on a deal, and meant of its quote. */
const OF_QUOTES: readonly ActionName[] = ["follow_up_quote", "record_quote_sent", "accept_quote"];

export const COMMANDS = Object.fromEntries(
  Object.entries(PALETTE).map(([name, told]) => [
    name,
    {
      ...told,
      open: DOORS[name as ActionName],
      begin: BEGUN[name as ActionName],
      ...(OF_QUOTES.includes(name as ActionName) ? { asks: "Pour quel devis ?", among: "quote" } : {}),
    } as Command,
  ]),
) as { [A in ActionName]: Command };

const at = ({ label, words, to, client }: Way): Command => ({
  on: "anywhere",
  label,
  words,
  open: () => to,
  ...(client ? { client } : {}),
});
const dressed = (label: string, words: string, wanted: Theme): Command => ({
  on: "anywhere",
  label,
  words: `${words} mode apparence couleurs affichage`,
  open: () => async () => {
    theme.chosen = wanted;
  },
});
/** What one begins: the action of that name where there is one, so that nothing is offered twice. */
const FIRST: Command[] = BEGINNINGS.map((way) => {
  const action = Object.values(COMMANDS).find(({ label }) => label === way.label);
  return action ? { ...action, ...(way.client ? { client: way.client } : {}) } : at(way);
});
const PLACES: Command[] = [
  ...SCREENS.map(at),
  ...LISTS.map(at),
  {
    on: "anywhere",
    label: "Sauvegarder mes données",
    words: "copie sauvegarde dossier",
    open: () => backUp,
  },
  dressed("Thème sombre", "nuit noir", "dark"),
  dressed("Thème clair", "jour blanc", "light"),
  dressed("Thème du système", "automatique", "system"),
];

/** What no action does by itself, about one thing. */
const COPIES: Command[] = [
  {
    on: "deal",
    label: "Dupliquer un devis",
    words: "copier copie modèle reprendre nouveau",
    asks: "Quel devis ?",
    open: (view) => (view.quote ? href("quote_new", {}, copyOfQuote(view.quote)) : null),
  },
  {
    on: "invoice",
    label: "Dupliquer une facture",
    words: "copier copie modèle reprendre nouvelle",
    open: (view) => (view.may_copy ? href("invoice_new", {}, copyOfInvoice(view.row)) : null),
  },
];

const begins = (label: string): boolean => FIRST.some((one) => one.label === label);
const ALL: Command[] = [
  ...FIRST,
  ...Object.values(COMMANDS).filter((one) => !begins(one.label)),
  ...PLACES,
  ...COPIES,
];

/** As two texts are compared, apostrophes parting words: « emettre » finds « Émettre ». */
const plain = (text: string): string => folded(text).replaceAll("'", " ");

/** A place without what leads there: « Aller aux relances », « Factures en retard ». */
const named = (label: string): string => plain(label).replace(/^(aller (a la|aux|au|a)|factures) /, "");

/** Commands that hold the beginning of every word typed: what is begun, a place by its own name, what is done. */
export function matching(typed: string, most = 7): Command[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const holds = (text: string): boolean => {
    const words = plain(text).split(/[\s-]+/);
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  };
  const rank = (command: Command): number => {
    if (!holds(command.label)) return holds(`${command.label} ${command.words}`) ? 4 : 5;
    if (FIRST.includes(command)) return 0;
    if (!PLACES.includes(command)) return 2;
    return named(command.label).startsWith(wanted.join(" ")) ? 1 : 3;
  };
  const ranked = ALL.map((command) => ({ command, rank: rank(command) })).filter((one) => one.rank < 5);
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map((one) => one.command);
}

/** What the place one stands on already tells. */
export function known(command: Command, place: Place): number | null {
  if (command.on === "anywhere") return 0;
  return place.ids[command.on] ?? null;
}
