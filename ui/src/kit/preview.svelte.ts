// What is typed, asked of the books after a short pause, so that a preview follows the typing without running behind it.

import { untrack } from "svelte";
import type { Paper, Problem } from "../generated/surface";
import type { Refused } from "../host";
import type { Form } from "./form.svelte";

const PAUSE = 150;
const PAPER_PAUSE = 400;

export interface Settled<T> {
  readonly value: T | null;
}

/** The form's value once typing pauses. What was settled before is not followed: an answer must not ask again. */
export function settling<T extends object>(form: Form<T>): Settled<T> {
  let settled = $state.raw<T | null>(null);
  $effect(() => {
    const value = $state.snapshot(form.value) as T;
    if (!form.ready) return;
    const timer = setTimeout(() => (settled = value), untrack(() => settled) ? PAUSE : 0);
    return () => clearTimeout(timer);
  });
  return {
    get value() {
      return settled;
    },
  };
}

/** The paper of what is typed, printed again when typing pauses longer; none while `given` is null. */
export function printing<T>(
  given: () => T | null,
  print: (value: T) => Promise<Paper>,
): { readonly paper: Promise<Paper> | null } {
  let paper = $state.raw<Promise<Paper> | null>(null);
  $effect(() => {
    const value = given();
    if (value === null) return;
    const timer = setTimeout(() => (paper = print(value)), untrack(() => paper) ? PAPER_PAUSE : 0);
    return () => clearTimeout(timer);
  });
  return {
    get paper() {
      return paper;
    },
  };
}

/** A preview that is refused at a field says so there, as one types. */
export function problemsOf(answer: { problems: Problem[] } | null, refused: Refused | null): Problem[] {
  if (refused?.field) return [{ field: refused.field, message: refused.message, blocking: true }];
  return answer?.problems ?? [];
}
