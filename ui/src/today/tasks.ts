// A task is done by one press when everything is known, otherwise by the form of its action.

import type { ActionName, Actions, Done, Task } from "../generated/surface";
import { formOf, said, shownAs } from "../commands";
import { act, refusedBy } from "../host";
import { say } from "../kit/toast.svelte";

/** What lies behind the button, for those who want to look first. */
export function closer(task: Task): { label: string; to: string } | null {
  if (!task.complete) return null;
  return { label: shownAs(task.action.name) ? "Aperçu" : "Préciser", to: formOf(task.action, task.deal) };
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
  const text = said(name);
  const shown = shownAs(name);
  if (shown) say(text, { label: shown.label, undo: () => (location.hash = shown.open(answer.id)) });
  else say(text);
}
