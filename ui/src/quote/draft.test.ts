import { expect, test } from "vitest";
import * as blank from "./blank";
import { shaped } from "../kit/shaped";

test("a draft of an earlier version has what it lacked, and keeps what was typed", () => {
  const kept = {
    subject: "Coffrets",
    lines: [{ label: "Coffret", quantity: "2" }],
    deposit: 30,
    own: "gardé",
  };
  const found = shaped(kept, blank.quote(), blank.rows());
  expect(found).toEqual({
    ...blank.quote(),
    subject: "Coffrets",
    lines: [{ ...blank.line(0), label: "Coffret", quantity: "2" }],
    own: "gardé",
  });
});

test("what a draft holds in place of a list, a text or a whole is begun anew", () => {
  for (const kept of [null, 4, "texte", [], { lines: "aucune", subject: null, stages: [null] }]) {
    const found = shaped(kept, blank.quote(), blank.rows());
    expect(found.lines).toEqual([]);
    expect(found.subject).toBe("");
    expect(found.stages.every((one) => one.label === "")).toBe(true);
  }
});

test("a whole draft of today stays as it is", () => {
  const kept = {
    ...blank.quote(),
    lines: [{ ...blank.line(2000), activity: "sales" }],
    stages: [{ label: "Maquettes", planned_on: "15/12/2026" }],
    supplies: ["Le logo"],
  };
  expect(shaped(structuredClone(kept), blank.quote(), blank.rows())).toEqual(kept);
});
