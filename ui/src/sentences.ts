// What the books say comes in plain: its spaces are set here, on its way to the eyes. What people typed stays as it is.

import { spaced } from "./spaces";

/** Fields that hold a sentence of the books, in whatever answer. */
const SENTENCES = new Set(["message", "refused", "sentence", "stalled_rule", "said", "told", "day_told"]);
/** Fields that hold several: why a task is there, what was done since a backup. */
const LISTS = new Set(["why", "told", "reasons"]);
/** What is shown and never typed again, by a field that nothing else has: a task, one that was done, a deed on a
 * timeline, what a guard holds back, a finding of the review or of a check, how VAT stands, the roads of a court. */
export const TOLD: readonly [mark: string, fields: readonly string[]][] = [
  ["waits_for", ["text", "detail"]],
  ["own", ["text"]],
  ["deal_title", ["title", "text"]],
  ["guard", ["text"]],
  ["client_name", ["text"]],
  ["rule", ["text"]],
  ["vatex", ["reason"]],
  ["last_day", ["text"]],
  ["wait", ["text"]],
  ["cost", ["text"]],
];

/** The same answer, with its sentences set. */
export function set<T>(answer: T): T {
  if (Array.isArray(answer)) for (const one of answer) set(one);
  else if (typeof answer === "object" && answer !== null) {
    const held = answer as Record<string, unknown>;
    const told = TOLD.filter(([mark]) => mark in held).flatMap(([, fields]) => fields);
    for (const [name, value] of Object.entries(held)) {
      if (LISTS.has(name) && Array.isArray(value))
        held[name] = value.map((one: unknown) => (typeof one === "string" ? spaced(one) : set(one)));
      else if (typeof value !== "string") set(value);
      else if (SENTENCES.has(name) || told.includes(name)) held[name] = spaced(value);
    }
  }
  return answer;
}
