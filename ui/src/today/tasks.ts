// A task is done by one press when everything is known, otherwise by the form of its action.

import type { ActionName, Actions, Done, Proposal, Task } from "../generated/surface";
import { formOf, said, shownAs } from "../proposals";
import { sendTo } from "../errand";
import { act, refusedBy } from "../host";
import { say } from "../kit/toast.svelte";
import { href } from "../router.svelte";
import { OCCASIONS } from "../sending/words";

/** Where the message of a task of the follow-up is written. */
export function writing(task: Task): string | null {
  const what = OCCASIONS[task.kind];
  return what && task.deal !== null ? href("deal", { deal: task.deal }, { what, id: task.deal }) : null;
}

/** What lies behind the button, for those who want to look first. */
export function closer(task: Task): { label: string; to: string } | null {
  const to = writing(task);
  if (to) return { label: "Écrire…", to };
  if (!task.complete) return null;
  return {
    label: shownAs(task.action.name) ? "Aperçu" : "Préciser",
    to: formOf(task.action, task.deal, task.client?.id),
  };
}

/** What was done in place: its sentence, and its line of the journal where it can be taken back. */
export interface Performed {
  said: string;
  undo: number | null;
}

/** The payload comes whole from the books: they know its shape. */
export const propose = ({ name, payload }: Proposal): Promise<Done> =>
  act(name, payload as unknown as Actions[typeof name]);

/** Does it, or opens the form where it is done; answers what was done in place. */
export async function perform(task: Task): Promise<Performed | null> {
  const form = formOf(task.action, task.deal, task.client?.id);
  if (!task.complete) {
    sendTo(form, task.key);
    return null;
  }
  const { name } = task.action;
  try {
    const answer = await propose(task.action);
    done(name, answer);
    return { said: said(name), undo: answer.undo };
  } catch (thrown) {
    // What was refused is put right in the form, which says what else stands in the way.
    say(refusedBy(thrown).message, { tone: "late" });
    sendTo(form, task.key);
    return null;
  }
}

export function done(name: ActionName, answer: Done): void {
  const text = said(name);
  const shown = shownAs(name);
  if (shown) say(text, { label: shown.label, undo: () => (location.hash = shown.open(answer.id)) });
  else say(text);
}

/** Whom and what a task is about, as the name of its button says it. */
export const about = (task: Task): string => [task.client?.name, task.title].filter(Boolean).join(", ");

/** Where the thing it is about is shown; none for what is about nobody. */
export const subject = (task: Task): { deal: number } | { client: number } | null => {
  if (task.deal !== null) return { deal: task.deal };
  return task.client ? { client: task.client.id } : null;
};
