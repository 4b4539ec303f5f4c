// Merges what a task already knows into a form: only the fields that the form has, as people write them.
import { typedDate } from "./format";

/** Between thousands. */
const THIN = "\u202f";

/** A day or an amount that the books propose, as a field holds it; other texts as they are. */
function typed(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return typedDate(value);
  return /^\d{4,},\d{2}$/.test(value) ? value.replace(/\B(?=(\d{3})+,)/g, THIN) : value;
}

export function prefilled<T extends object>(blank: T, given: Record<string, unknown>): T {
  const form = { ...blank } as Record<string, unknown>;
  for (const [key, value] of Object.entries(given)) {
    if (key in form && typeof value === typeof form[key])
      form[key] = typeof value === "string" ? typed(value) : value;
  }
  return form as T;
}
