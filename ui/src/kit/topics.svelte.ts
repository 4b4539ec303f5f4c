// Questions that stay true: a screen that shows a topic asks again when an action touched it.

import { TOPICS, type Questions } from "../generated/surface";
import { ask, refusedBy, type Refused } from "../host";
import { follow } from "../touched.svelte";

export interface Asked<T> {
  readonly answer: T | null;
  readonly refused: Refused | null;
}

/** A question that stays true while its component lives: asked again when its payload or one of its topics changes. */
export function asking<N extends keyof Questions>(
  name: N,
  payload: () => Questions[N][0] | null,
): Asked<Questions[N][1]> {
  let answer = $state.raw<Questions[N][1] | null>(null);
  let refused = $state.raw<Refused | null>(null);
  $effect(() => {
    follow(TOPICS[name]);
    const given = payload();
    if (given === null) return;
    let stale = false;
    ask(name, given).then(
      (fresh) => {
        if (stale) return;
        answer = fresh;
        refused = null;
      },
      (thrown: unknown) => {
        if (!stale) refused = refusedBy(thrown);
      },
    );
    return () => {
      stale = true;
    };
  });
  return {
    get answer() {
      return answer;
    },
    get refused() {
      return refused;
    },
  };
}

export interface Pages<Row, Answer> extends Asked<Answer> {
  readonly rows: Row[];
  readonly more: boolean;
  next(): Promise<void>;
}

type Paged = {
  [N in keyof Questions]: Questions[N][1] extends { rows: { id: number }[]; more: boolean } ? N : never;
}[keyof Questions];

/** A list asked page by page: « Plus » adds the next one; a change asks the first one again. */
export function paging<N extends Paged>(
  name: N,
  payload: (before: number | null) => Questions[N][0],
): Pages<Questions[N][1]["rows"][number], Questions[N][1]> {
  type Row = Questions[N][1]["rows"][number];
  let added = $state.raw<Row[]>([]);
  let addedMore = $state.raw<boolean | null>(null);
  const first = asking(name, () => payload(null));
  $effect(() => {
    void first.answer;
    added = [];
    addedMore = null;
  });
  const rows = (): Row[] => [...((first.answer?.rows ?? []) as Row[]), ...added];
  return {
    get answer() {
      return first.answer;
    },
    get refused() {
      return first.refused;
    },
    get rows() {
      return rows();
    },
    get more() {
      return addedMore ?? first.answer?.more ?? false;
    },
    async next() {
      const shown = first.answer;
      const last = rows().at(-1);
      if (!last) return;
      const page = await ask(name, payload((last as { id: number }).id));
      // The list was asked again meanwhile: what was fetched belongs to the past.
      if (shown !== first.answer) return;
      added = [...added, ...(page.rows as Row[])];
      addedMore = page.more;
    },
  };
}
