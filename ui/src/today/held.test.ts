import { expect, test } from "vitest";
import { task } from "../fake/rows";
import type { AgendaLine } from "../generated/surface";
import { merged } from "./held";

const line = (key: string): AgendaLine => ({ key, batch: "", task: task({ key }), more: [] });
const told = (rows: ReturnType<typeof merged>): string[] =>
  rows.map((row) => row.line.key + (row.gone ? " gone" : ""));

test("rows keep their place while one is at them, and are ordered afresh once one has left", () => {
  const before = merged([], ["a", "b", "c"].map(line), false);
  const held = merged(before, ["d", "a", "c"].map(line), true);
  expect(told(held)).toEqual(["a", "b gone", "c", "d"]);
  expect(told(merged(held, ["d", "a", "c"].map(line), true))).toEqual(["a", "b gone", "c", "d"]);
  expect(told(merged(held, ["b", "d", "a"].map(line), true))).toEqual(["a", "b", "c gone", "d"]);
  expect(told(merged(held, ["d", "a", "c"].map(line), false))).toEqual(["d", "a", "c"]);
});
