import { expect, test } from "vitest";
import { spaced } from "./spaces";
import examples from "./spaces.tsv?raw";

test("spaces that do not break stand where the examples tell, and once is enough", () => {
  const rows = examples
    .split("\n")
    .slice(1)
    .filter((line) => line !== "");
  expect(rows.length).toBeGreaterThan(9);
  for (const row of rows) {
    const [text = "", wanted = ""] = row.split("\t");
    expect(spaced(text), text).toBe(wanted);
    expect(spaced(wanted), wanted).toBe(wanted);
  }
});

test("every sentence of the page passes there when it is built, these too", () => {
  const name = "Site";
  expect("Pour quel client ?").toBe("Pour quel client\u00a0?");
  expect(`${1} jour, ${2} %`).toBe("1\u00a0jour, 2\u00a0%");
  expect(`« ${name} » : prêt`).toBe("«\u00a0Site\u00a0»\u00a0: prêt");
});
