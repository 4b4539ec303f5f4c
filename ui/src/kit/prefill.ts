// Merges what a task already knows into a form: only the fields that the form has.
import { typedDate } from "./format";

export function prefilled<T extends object>(blank: T, given: Record<string, unknown>): T {
  const form = { ...blank } as Record<string, unknown>;
  for (const [key, value] of Object.entries(given)) {
    if (key in form && typeof value === typeof form[key]) {
      form[key] = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? typedDate(value) : value;
    }
  }
  return form as T;
}
