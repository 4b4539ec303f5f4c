// A task is done by one press when everything is known, otherwise by the form of its action.

import type { ActionName, Actions, Done, Task } from "../generated/surface";
import { act, refusedBy } from "../host";
import { say } from "../kit/toast.svelte";
import { formOf, go } from "../router.svelte";

const said: Partial<Record<ActionName, string>> = {
  issue_deposit_invoice: "Facture d’acompte émise.",
  issue_balance_invoice: "Facture de solde émise.",
  begin_delivery: "Travail commencé.",
  ask_supply: "Demande notée.",
  reach_stage: "Étape atteinte.",
  record_acceptance: "Réception notée.",
  thank_client: "Remerciement noté.",
  deposit_cheque: "Dépôt noté.",
  clear_cheque: "Encaissement noté.",
  ask_testimonial: "Demande de témoignage notée.",
  ask_referral: "Demande de recommandation notée.",
  confirm_client: "Fiche confirmée pour un an.",
};

/** What lies behind the button, for those who want to look first. */
export function closer(task: Task): { label: string; to: string } | null {
  if (!task.complete) return null;
  const issues = task.action.name === "issue_deposit_invoice" || task.action.name === "issue_balance_invoice";
  return { label: issues ? "Aperçu" : "Préciser", to: formOf(task.action, task.deal) };
}

export async function perform(task: Task): Promise<void> {
  const form = formOf(task.action, task.deal);
  if (!task.complete) {
    location.hash = form;
    return;
  }
  const { name, payload } = task.action;
  try {
    // The payload comes whole from the books: they know its shape.
    done(name, await act(name, payload as unknown as Actions[typeof name]));
  } catch (thrown) {
    // What was refused is put right in the form, which says what else stands in the way.
    say(refusedBy(thrown).message, { tone: "late" });
    location.hash = form;
  }
}

export function done(name: ActionName, answer: Done): void {
  const text = said[name] ?? "C’est fait.";
  if (name === "issue_deposit_invoice" || name === "issue_balance_invoice") {
    say(text, { label: "Voir la facture", undo: () => go("invoice", { invoice: answer.id }) });
  } else {
    say(text);
  }
}
