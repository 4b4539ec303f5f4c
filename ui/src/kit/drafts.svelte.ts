// Work in progress, kept in the books as one types: a crash or a power cut loses nothing.

import { ask, draft } from "../host";

const PAUSE = 300;
const open = new Set<Draft>();

/** What the rail says of the draft on the screen. */
let saying = $state("");
export const drafting = {
  get text(): string {
    return saying;
  },
};

export class Draft {
  readonly key: string;
  #waiting: ReturnType<typeof setTimeout> | null = null;
  #content: unknown = null;
  /** Writes follow one another, so that an older one never lands last. */
  #writes: Promise<void> = Promise.resolve();
  #over = false;

  constructor(key: string) {
    this.key = key;
    open.add(this);
  }

  async load(): Promise<{ content: unknown; savedAt: string | null } | null> {
    const kept = await ask("draft", { key: this.key }).catch(() => null);
    if (kept === null || kept.content === null || kept.content === undefined) return null;
    return { content: kept.content, savedAt: kept.saved_at };
  }

  /** Saves after a pause in typing. */
  save(content: unknown): void {
    if (this.#over) return;
    this.#content = content;
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.flush(), PAUSE);
  }

  /** Saves now what still waits. */
  flush(): void {
    if (!this.#waiting) return;
    clearTimeout(this.#waiting);
    this.#waiting = null;
    const content = this.#content;
    this.#writes = this.#writes.then(() =>
      draft("save_draft", { key: this.key, content }).then(
        () => {
          if (open.has(this)) saying = "Brouillon enregistré";
        },
        () => {
          saying = "Brouillon non enregistré";
        },
      ),
    );
  }

  /** The work is done or given up: nothing of the draft stays. */
  async discard(): Promise<void> {
    this.#forget();
    this.#writes = this.#writes.then(() => draft("discard_draft", { key: this.key }).catch(() => {}));
    await this.#writes;
  }

  /** Begins again after the work was done, on a screen that stays. */
  renew(): void {
    this.#over = false;
    open.add(this);
  }

  /** The screen is left; what was typed is kept. */
  close(): void {
    this.flush();
    open.delete(this);
    saying = "";
  }

  #forget(): void {
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = null;
    this.#over = true;
    open.delete(this);
    saying = "";
  }
}

/** The window is closing: what was just typed is saved at once. */
export function flushAll(): void {
  for (const one of open) one.flush();
}
