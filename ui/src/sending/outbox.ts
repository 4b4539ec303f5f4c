// What waits in the outbox is handed to the mail server at once, and what became of it is said.

import type { MessageState, OutboxRow, OutboxRun } from "../generated/surface";
import { act, job, refusedBy } from "../host";
import { count, date, hour } from "../kit/format";
import { begin, say } from "../kit/toast.svelte";
import type { Words } from "../kit/words";
import { touch } from "../touched.svelte";

export const STATES: Words<MessageState> = [
  { value: "ready", label: "En attente" },
  { value: "sending", label: "En cours d’envoi" },
  { value: "sent", label: "Parti" },
  { value: "failed", label: "Pas parti" },
  { value: "unknown", label: "À vérifier" },
  { value: "dropped", label: "Retiré" },
];

/** « le 27 novembre 2026 à 10:42 » */
export const moment = (iso: string): string => `le ${date(iso.slice(0, 10))} à ${hour(iso)}`;

/** What a run of the outbox came to, in one sentence; and whether it is to be looked at. */
function told(run: OutboxRun): { text: string; late: boolean } {
  const of = (state: MessageState): number => run.messages.filter((one) => one.state === state).length;
  const [sent, failed, unknown] = [of("sent"), of("failed"), of("unknown")];
  const parts = [
    sent ? `${count(sent, "message envoyé", "messages envoyés")}.` : "",
    unknown ? `${count(unknown, "message", "messages")} à vérifier.` : "",
    failed && !run.halted
      ? `${count(failed, "message n’est pas parti", "messages ne sont pas partis")}.`
      : "",
    run.halted ?? "",
  ].filter(Boolean);
  return {
    text: parts.join(" ") || "Rien n’attend dans la boîte d’envoi.",
    late: failed + unknown > 0 || run.halted !== null,
  };
}

/** Hands over what waits, and says what became of it. */
export async function sendNow(): Promise<void> {
  begin("Envoi en cours…");
  try {
    const run = await job("send_outbox", {});
    touch(["books"]);
    const { text, late } = told(run);
    say(text, late ? { tone: "late" } : {});
  } catch (thrown) {
    touch(["books"]);
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** What can leave after all is tried again at once. */
export async function tryAgain(rows: readonly OutboxRow[]): Promise<void> {
  try {
    for (const row of rows) if (row.may_resend) await act("resend_message", { message: row.id });
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
    return;
  }
  await sendNow();
}
