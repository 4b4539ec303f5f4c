import { expect, test } from "vitest";
import type { Line, LineContent, Problem } from "../generated/surface";
import { line } from "../kit/blank";
import { nets } from "./nets";

const typed = (label: string, unit_price: string): LineContent => ({ ...line(2000), label, unit_price });
const read = (net: number): Line => ({ label: "", detail: "", quantity: 1000, unit: "", unit_price: net * 100, discount: 0, vat_rate: 2000, net, section: "", optional: false, nature: "service", activity: "liberal" });
const wrong = (field: string): Problem => ({ field, message: "", blocking: true });

test("each line that was read has its net, the others none", () => {
  const lines = [typed("Un", "10"), typed("", ""), typed("Deux", "beaucoup"), typed("Trois", "30")];
  expect(nets(lines, { lines: [read(1000), read(3000)], problems: [wrong("lines[2].unit_price")] })).toEqual([1000, null, null, 3000]);
});

test("an answer to an older text shows nothing", () => {
  expect(nets([typed("Un", "10"), typed("Deux", "20")], { lines: [read(1000)], problems: [] })).toEqual([null, null]);
  expect(nets([typed("Un", "10")], null)).toEqual([]);
});
