// A paper typed in place: its draft, the preview that follows the typing, the check before it is sealed, and giving it up.

import { onMount, tick } from "svelte";
import type { Done, Paper, Problem } from "../generated/surface";
import { refusedBy, type Refused } from "../host";
import { back } from "../router.svelte";
import { Form } from "./form.svelte";
import { History } from "./history";
import { printing, settling } from "./preview.svelte";
import { say } from "./toast.svelte";
import type { Asked } from "./topics.svelte";

export interface Writing<T, Preview> {
  /** What a paper starts from when no draft is found. */
  fresh: () => Promise<T>;
  /** What one row of each of its lists looks like. */
  rows: Record<string, unknown>;
  /** What it starts from is work already: it is kept before anything is typed. */
  keep?: boolean;
  /** The preview of what is typed, asked again when it changes. */
  follow: (content: () => T | null) => Asked<Preview>;
  /** The same question, once, of what is typed now. */
  ask: (content: T) => Promise<Preview>;
  print: (content: T) => Promise<Paper>;
  /** Nothing stands in the way. */
  complete: (preview: Preview) => boolean;
  /** The field to go to where the one wanted is not shown. */
  first: string;
}

export class Editor<T extends object, Preview extends { problems: Problem[] }> {
  readonly form: Form<T>;
  readonly preview: Asked<Preview>;
  readonly printed: { readonly paper: Promise<Paper> | null };
  /** What it starts from could not be asked. */
  trouble = $state.raw<Refused | null>(null);
  /** The printed paper stands beside what is typed. */
  showing = $state(false);
  /** The question before the paper is sealed is open. */
  sealing = $state(false);
  /** Something was typed here, now or before. */
  typed = $state(false);
  #writing: Writing<T, Preview>;
  #history: History<T> | null = null;

  constructor(blank: T, key: string, writing: Writing<T, Preview>) {
    this.#writing = writing;
    this.form = new Form<T>(blank, key, undefined, writing.rows);
    onMount(() =>
      writing
        .fresh()
        .then((content) => this.form.begin(content))
        .then(() => {
          if (writing.keep && !this.form.restored) this.form.draft?.save($state.snapshot(this.form.value));
        })
        .catch((thrown: unknown) => (this.trouble = refusedBy(thrown))),
    );
    // Typing is answered after a short pause; an answer to an older text is dropped by `asking`.
    const settled = settling(this.form);
    this.preview = writing.follow(() => settled.value);
    $effect(() => {
      this.form.problems = this.preview.answer?.problems ?? [];
    });
    $effect(() => {
      const value = $state.snapshot(this.form.value) as T;
      if (!this.form.ready) return;
      this.#history ??= new History(value);
      if (this.#history.note(value, document.activeElement) || this.form.restored) this.typed = true;
    });
    this.printed = printing(() => (this.showing ? settled.value : null), writing.print);
  }

  reach(field: string): void {
    const input = document.getElementsByName(field)[0] ?? document.getElementsByName(this.#writing.first)[0];
    input?.focus();
  }

  /** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y), over the whole paper. */
  keyed(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    void this.#go(key === "y" || event.shiftKey ? this.#history?.redo() : this.#history?.undo());
  }

  /** The focus stays in the field it was in, where the paper still has it. */
  async #go(value: T | null | undefined): Promise<void> {
    if (!value) return;
    const name = document.activeElement?.getAttribute("name");
    this.form.value = value;
    await tick();
    const now = document.activeElement;
    if (name && (now === null || now === document.body)) this.reach(name);
  }

  /** Asks to seal what is typed now, or answers what stands in the way first. */
  async check(): Promise<Problem | null> {
    this.form.refused = null;
    try {
      const now = await this.#writing.ask($state.snapshot(this.form.value) as T);
      this.form.problems = now.problems;
      if (this.#writing.complete(now)) {
        this.sealing = true;
        return null;
      }
      this.form.attempted = true;
      return now.problems.find((one) => one.blocking) ?? null;
    } catch (thrown) {
      this.form.refuse(refusedBy(thrown));
      return null;
    }
  }

  /** To its field; a sentence that no field of this paper shows is said aloud. */
  lead(problem: Problem): void {
    if (document.getElementsByName(problem.field).length) this.reach(problem.field);
    else say(problem.message, { tone: "late" });
  }

  async seal(send: (content: T) => Promise<Done>, then: (done: Done) => void): Promise<void> {
    if (await this.form.submit(send, then)) return;
    this.sealing = false;
    this.form.attempted = true;
    if (this.form.foot) say(this.form.foot, { tone: "late" });
  }

  async restart(): Promise<void> {
    await this.form.restart(await this.#writing.fresh());
  }

  async discard(): Promise<void> {
    await this.form.draft?.discard();
    back();
  }
}
