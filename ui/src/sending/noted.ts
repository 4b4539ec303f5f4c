// A message that left, or was put into the outbox, is noted: each by its own action.

import type { Channel, Done, ReminderTone } from "../generated/surface";
import { act, ask } from "../host";
import type { About } from "./about";
import { UNREACHED, type CallOutcome } from "./words";

/** What was written, by which way it goes and on which day. */
export interface Written {
  method: Channel;
  tone: ReminderTone | "";
  day: string;
  recipient: string;
  copies: string;
  message_subject: string;
  message_body: string;
  words: string;
  outcome: CallOutcome;
}

/** Who was not reached was not reminded: the call is noted, and stays to be made. */
export const unreachedBy = (what: About["what"], { method, outcome }: Written): string =>
  what === "reminder" && method === "phone" ? UNREACHED[outcome] : "";

export function noteSent(about: About, written: Written, queue: boolean): Promise<Done> {
  const { what, id, number, deal, also = null, step = null } = about;
  const { method, day, tone, recipient, copies, message_subject, message_body, words, outcome } = written;
  const by = method === "email";
  const worded = by || (what === "reminder" && ["post", "registered", "text"].includes(method));
  const said = {
    method,
    recipient: by || method === "portal" ? recipient : "",
    copies: by ? copies : "",
    message_subject: worded ? message_subject : "",
    message_body: worded ? message_body : "",
    queue,
  };
  const on = queue ? "" : day;
  const unreached = unreachedBy(what, written);
  if (what === "invoice") return act("send_invoice", { invoice: id, sent_on: on, ...said });
  if (what === "duplicate") return act("send_duplicate", { invoice: id, sent_on: on, ...said });
  if (what === "quote") return act("record_quote_sent", { quote: id, sent_on: on, ...said });
  if (unreached && outcome === "wrong")
    return act("check_reception", { invoice: id, result: "other_addressee", checked_on: day, words });
  if (unreached)
    return act("add_note", {
      deal,
      client: null,
      kind: "call",
      text: [`Appel pour ${number}. ${unreached}`, words].filter(Boolean).join(" "),
      happened_on: day,
    });
  if (what === "reminder")
    return act("remind_client", { invoice: id, also, step, tone: tone || null, sent_on: on, words, ...said });
  if (what === "quote_follow_up")
    return act("follow_up_quote", { quote: id, followed_on: on, words, ...said });
  const { method: _, ...mailed } = said;
  if (what === "receipt") return act("send_receipt", { payment: id, sent_on: on, ...mailed });
  if (what === "suspension") return act("tell_suspension", { client: id, sent_on: on, ...mailed });
  if (what === "promise") return act("confirm_promise", { invoice: id, sent_on: on, ...mailed });
  return act("write_to_client", { deal, occasion: what, sent_on: on, ...mailed });
}

/** The letter that a sending made. */
export async function letterOf(invoice: number, sending: number): Promise<number | null> {
  const { sendings } = await ask("invoice", { id: invoice });
  return sendings.find((one) => one.id === sending)?.document ?? null;
}
