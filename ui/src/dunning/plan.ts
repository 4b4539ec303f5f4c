// The messages of today's plan as lines: what can be done about one invoice or quote stands on one line, and what weighs
// most stands first.

import type { PlannedMessage } from "../generated/surface";

/** The ways to ask for the same: by e-mail or by telephone. */
export interface Line {
  first: PlannedMessage;
  ways: readonly PlannedMessage[];
  /** Why, each sentence once. */
  reasons: readonly string[];
}

const same = (one: PlannedMessage, other: PlannedMessage): boolean =>
  one.client.id === other.client.id &&
  (one.quote ?? "") === (other.quote ?? "") &&
  (one.quote !== undefined || one.invoices.some((number) => other.invoices.includes(number)));

/** Only to put the one before the other: large and long late first, quotes after what is owed. */
const weight = ({ quote, amount, late_days, step }: PlannedMessage): number =>
  quote === undefined ? amount * Math.max(late_days, 0) : amount * Math.max(step, 0);

export function linesOf(due: readonly PlannedMessage[]): Line[] {
  const gathered: PlannedMessage[][] = [];
  for (const message of due) {
    const line = gathered.find(([first]) => first && same(first, message));
    if (line) line.push(message);
    else gathered.push([message]);
  }
  const lines = gathered.flatMap(([first, ...others]) =>
    first
      ? [
          {
            first,
            ways: [first, ...others],
            reasons: [...new Set([first, ...others].flatMap((one) => one.reasons))],
          },
        ]
      : [],
  );
  return lines.sort(
    ({ first: one }, { first: other }) =>
      Number(one.quote !== undefined) - Number(other.quote !== undefined) || weight(other) - weight(one),
  );
}
