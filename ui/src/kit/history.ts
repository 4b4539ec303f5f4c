// What was typed, step by step, so that one can go back over a whole paper and forth again.

/** What is typed in one go in one place is one step. */
const BURST = 700;
const MOST = 200;

export class History<T> {
  #past: string[] = [];
  #future: string[] = [];
  #now: string;
  #at = 0;
  #where: unknown = null;

  constructor(value: T) {
    this.#now = JSON.stringify(value);
  }

  /** Something changed there; what is already known is no step, and answers false. */
  note(value: T, where: unknown, at: number = Date.now()): boolean {
    const text = JSON.stringify(value);
    if (text === this.#now) return false;
    if (where !== this.#where || at - this.#at > BURST || this.#past.length === 0) {
      this.#past.push(this.#now);
      if (this.#past.length > MOST) this.#past.shift();
    }
    this.#future = [];
    this.#now = text;
    this.#at = at;
    this.#where = where;
    return true;
  }

  undo(): T | null {
    return this.#go(this.#past, this.#future);
  }

  redo(): T | null {
    return this.#go(this.#future, this.#past);
  }

  #go(from: string[], to: string[]): T | null {
    const text = from.pop();
    if (text === undefined) return null;
    to.push(this.#now);
    this.#now = text;
    // What is typed next is a step of its own.
    this.#where = null;
    this.#at = 0;
    return JSON.parse(text) as T;
  }
}
