// How often each topic was touched: doing touches, showing follows.

import type { Topic } from "./generated/surface";

const versions = $state<Partial<Record<Topic, number>>>({});

export function touch(topics: readonly Topic[]): void {
  for (const topic of topics) versions[topic] = (versions[topic] ?? 0) + 1;
}

/** Reading is subscribing: the effect that follows these topics runs again when one is touched. « books » stands for all. */
export function follow(topics: readonly Topic[]): void {
  for (const topic of [...topics, "books" as const]) void versions[topic];
}

/** The line of the journal of what was just done, where it can be taken back. */
let offered: number | null = null;

/** For the sentence that tells it, until one presses something else. */
export function offer(line: number | null): void {
  offered = line;
}

/** Answers it once. */
export function offeredLine(): number | null {
  const line = offered;
  offered = null;
  return line;
}
