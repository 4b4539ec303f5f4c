import { expect, test } from "vitest";
import { offered } from "./offers";

const labels = (typed: string, found = false): string[] => offered(typed, found).map((one) => one.label);

test("a sum is one that may have come in, in whatever way it is written", () => {
  for (const typed of ["1645,20", "1 645,20", "1645.2", "300 €"]) expect(labels(typed, true)).toHaveLength(1);
  for (const typed of ["780 euros", "780 reçu virement", "780 recu par cheque", "780,5 EUR"])
    expect(labels(typed)[0]).toMatch(/^Paiement reçu de 780/);
  for (const typed of ["2026", "0051", "06 12 34 56 78"]) expect(labels(typed)).toEqual([]);
});

test("an unknown name is a client to create, where nothing else is found", () => {
  expect(labels("zzyx")).toEqual(["Créer le client « zzyx »"]);
  expect(labels("zzyx", true)).toEqual([]);
});
