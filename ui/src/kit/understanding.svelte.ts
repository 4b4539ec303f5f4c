// What the books understand of what is typed in a field that holds a day or a number. The reader is theirs.

import type { Holds, Understood } from "../generated/surface";
import { ask } from "../host";

const PAUSE = 150;

export const isDay = (holds: Holds | undefined): boolean => holds === "past" || holds === "coming";

/** Asks, and answers null where the books cannot tell. */
export async function understand(text: string, holds: Holds, step = 0): Promise<Understood | null> {
  try {
    return await ask("understood", { text, holds, step });
  } catch {
    return null;
  }
}

export class Understanding {
  /** Of the text as it stands; null while it is being typed. */
  now = $state.raw<Understood | null>(null);
  /** It was left as it is: what was not understood may be said. */
  left = $state(false);
  #of = "";

  constructor(text: () => string, holds: () => Holds | undefined) {
    // A day is told while it is typed.
    $effect(() => {
      const [typed, kind] = [text(), holds()];
      if (typed !== this.#of) {
        this.left = false;
        this.now = null;
      }
      if (!kind || !isDay(kind) || !typed.trim()) return;
      let stale = false;
      const timer = setTimeout(() => {
        void understand(typed, kind).then((found) => {
          if (!stale) this.keep(typed, found);
        });
      }, PAUSE);
      return () => {
        stale = true;
        clearTimeout(timer);
      };
    });
  }

  keep(text: string, found: Understood | null): void {
    this.#of = text;
    this.now = found;
  }
}
