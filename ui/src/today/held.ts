// Rows that one is at do not move: what is done stays in its place, greyed, until pointer and focus have left.

import type { AgendaLine } from "../generated/surface";

export interface Row {
  line: AgendaLine;
  /** No longer on the list. */
  gone: boolean;
}

/** The rows to show: while they are held, those that went stay where they were and what is new comes last. */
export function merged(before: readonly Row[], lines: readonly AgendaLine[], held: boolean): Row[] {
  const here = new Map(lines.map((line) => [line.key, line]));
  if (!held) return lines.map((line) => ({ line, gone: false }));
  const kept = before.map(({ line }) => ({ line: here.get(line.key) ?? line, gone: !here.has(line.key) }));
  const known = new Set(before.map(({ line }) => line.key));
  return [...kept, ...lines.filter((line) => !known.has(line.key)).map((line) => ({ line, gone: false }))];
}
