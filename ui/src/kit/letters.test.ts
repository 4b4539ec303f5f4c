import { expect, it } from "vitest";
import { folded } from "./letters";
import examples from "./letters.tsv?raw";

it("folds letters as the books do", () => {
  const rows = examples
    .split("\n")
    .slice(1)
    .filter((line) => line !== "");
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const [text = "", wanted = ""] = row.split("\t");
    expect(folded(text), text).toBe(wanted);
  }
});
