// What the whole window knows of the day: asked once by the page, read by every screen.

import { getContext, setContext } from "svelte";
import type { Today } from "../generated/surface";

const KEY = Symbol("today");

export function shareToday(today: () => Today): void {
  setContext(KEY, today);
}

export function useToday(): () => Today {
  return getContext<() => Today>(KEY);
}
