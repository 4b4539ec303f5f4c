import { expect, test } from "vitest";
import type { Proposal } from "../generated/surface";
import { setHost } from "../host";
import { toast } from "../kit/toast.svelte";
import { confirm, placeOf } from "./lines";
import { kindOf } from "./words";

test("what refuses one line keeps none of the others back, and is told", async () => {
  let calls = 0;
  setHost({
    invoke: () => {
      calls += 1;
      return calls === 2
        ? Promise.reject({
            refusal: { code: "invalid", message: "Dites ce que devient l’escompte.", field: null },
          })
        : Promise.resolve({ id: calls, touched: [], undo: null });
    },
    listen: () => Promise.resolve(() => {}),
  });
  const one = { name: "match_line", payload: {} } as unknown as Proposal;
  expect(await confirm([one, one, one])).toBe(2);
  expect(calls).toBe(3);
  expect(toast.current?.text).toContain("Dites ce que devient l’escompte.");
  expect(toast.current?.text).toMatch(/2.opérations reconnues, 1.reste à confirmer/);
});

test("of accounts that a file calls alike, each has its turn", () => {
  const parts = [{ named: "" }, { named: "FR76" }, { named: "" }];
  const typed = [{ named: "" }, { named: "" }];
  expect(parts.map((_, i) => placeOf(parts, typed, i))).toEqual([0, -1, 1]);
  expect(placeOf(parts, [{ named: "" }], 2)).toBe(-1);
});

test("what went out and never did is called so", () => {
  expect(kindOf({ kind: "refund", amount: -100 })).toBe("Remboursé");
  expect(kindOf({ kind: "refund", amount: 100 })).toBe("Remboursement non fait");
  expect(kindOf({ kind: "reversal", amount: 100 })).toBe("Annulation reprise");
  expect(kindOf({ kind: "received", amount: 100 })).toBe("Reçu");
});
