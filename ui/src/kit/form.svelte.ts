// A form: what was typed, its draft, what the books refused and where it stands.
// Invariant: a refusal never loses what was typed.

import { getContext, onDestroy, setContext, untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Done, Problem, Reading } from "../generated/surface";
import { refusedBy, type Refused } from "../host";
import { Draft } from "./drafts.svelte";
import { shaped } from "./shaped";
import { hush } from "./toast.svelte";

const KEY = Symbol("form");
const NEVER = "\u0000";

export interface Said {
  message: string;
  blocking: boolean;
  doubtful: boolean;
  /** What was typed may mean each of these. */
  readings: readonly Reading[];
}

export class Form<T extends object> {
  value: T = $state() as T;
  refused = $state.raw<Refused | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  busy = $state(false);
  /** What the button says by which one insists on a doubtful value. */
  insist = "C’est bien ce numéro";
  /** The draft was looked for: typing may begin. */
  ready = $state(false);
  /** What stands in the form was typed earlier and found again. */
  restored = $state(false);
  readonly draft: Draft | null;
  /** Problems of fields not yet reached stay silent until one tries to go on. */
  attempted = $state(false);
  readonly touched = new SvelteSet<string>();
  /** Bumped by every refusal, so that the focus goes there again. */
  refusals = $state(0);
  #names = $state.raw<readonly string[]>([]);
  #saved = NEVER;
  #beginning = false;
  #again: (() => Promise<boolean>) | null = null;
  #keep: (value: T) => unknown;
  #rows: Record<string, unknown>;

  /** `rows`: what one row of each list looks like, by the list’s name. */
  constructor(
    initial: T,
    key: string | null,
    keep: (value: T) => unknown = (value) => value,
    rows: Record<string, unknown> = {},
  ) {
    this.value = initial;
    this.#keep = keep;
    this.#rows = rows;
    this.draft = key === null ? null : new Draft(key);
    setContext(KEY, this);
    if (!this.draft) {
      this.ready = true;
      return;
    }
    onDestroy(() => this.draft?.close());
    $effect(() => {
      const text = JSON.stringify(this.#keep($state.snapshot(this.value) as T));
      if (!this.ready || text === this.#saved) return;
      this.#saved = text;
      this.draft?.save(JSON.parse(text));
    });
  }

  /** Starts from the draft if there is one, otherwise from what is given. */
  async begin(fresh?: T): Promise<void> {
    if (this.#beginning) return;
    this.#beginning = true;
    const kept = await this.draft?.load();
    if (kept && typeof kept.content === "object") {
      this.value = shaped(kept.content, fresh ?? ($state.snapshot(this.value) as T), this.#rows);
      this.restored = true;
    } else if (fresh) {
      this.value = fresh;
    }
    this.#saved = JSON.stringify(this.#keep($state.snapshot(this.value) as T));
    this.ready = true;
  }

  /** What was filled in by the books is nobody’s typing: it leaves no draft. */
  filled(): void {
    this.#saved = JSON.stringify(this.#keep($state.snapshot(this.value) as T));
  }

  /** Gives up what was typed. */
  async restart(fresh: T): Promise<void> {
    await this.draft?.discard();
    this.value = fresh;
    this.refused = null;
    this.restored = false;
    this.#saved = JSON.stringify(this.#keep($state.snapshot(this.value) as T));
    this.draft?.renew();
  }

  /** Sends once, however often it is pressed; true when it was done. */
  async submit(send: (value: T) => Promise<Done>, then?: (done: Done) => unknown): Promise<boolean> {
    return this.work(async (value) => {
      const done = await send(value);
      await this.draft?.discard();
      this.restored = false;
      await then?.(done);
    });
  }

  /** Any work, once however often it is pressed; true when it was done. What refuses it is said, as `told` puts it. */
  async work(
    step: (value: T) => Promise<void>,
    told: (refused: Refused) => Refused = (refused) => refused,
  ): Promise<boolean> {
    if (this.busy) return false;
    this.#again = () => this.work(step, told);
    this.busy = true;
    this.refused = null;
    hush();
    try {
      await step($state.snapshot(this.value) as T);
      return true;
    } catch (thrown) {
      this.refuse(told(refusedBy(thrown)));
      return false;
    } finally {
      this.busy = false;
    }
  }

  refuse(refused: Refused): void {
    this.refused = refused;
    this.refusals += 1;
  }

  /** The user insists on a doubtful value: it is named and sent again. */
  async confirm(field: string): Promise<void> {
    const value = this.value as { confirmed?: string[] };
    value.confirmed = [...(value.confirmed ?? []), field];
    await this.#again?.();
  }

  /** What was refused is being put right: the sentence goes, and so does an insistence on the old value. */
  changed(name: string): void {
    if (this.refused?.field === name) this.refused = null;
    const value = this.value as { confirmed?: string[] };
    if (value.confirmed?.includes(name)) value.confirmed = value.confirmed.filter((known) => known !== name);
  }

  register(name: string): () => void {
    this.#names = [...untrack(() => this.#names), name];
    return () => {
      // Only one of them goes: a moved line may bear a name that another leaves.
      const names = untrack(() => this.#names);
      const at = names.indexOf(name);
      this.#names = names.filter((_, i) => i !== at);
    };
  }

  /** The sentence that stands at a field. */
  at(name: string): Said | null {
    const { refused } = this;
    if (refused?.field === name) {
      return {
        message: refused.message,
        blocking: true,
        doubtful: refused.code === "doubtful" && "confirmed" in this.value,
        readings: refused.readings,
      };
    }
    const problem = this.problems.find((one) => one.field === name);
    const readings = problem?.readings ?? [];
    // A question about what was just typed is asked at once: its answer is the next key.
    return problem && (this.attempted || this.touched.has(name) || readings.length > 0)
      ? { message: problem.message, blocking: problem.blocking, doubtful: false, readings }
      : null;
  }

  /** The sentence that no field shows. */
  get foot(): string | null {
    const { refused } = this;
    if (!refused || (refused.field !== null && this.#names.includes(refused.field))) return null;
    return refused.message;
  }
}

export function currentForm(): Form<object> | null {
  return getContext<Form<object> | undefined>(KEY) ?? null;
}
