import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { set, TOLD } from "./sentences";

test("what is shown is set, what is typed again is not", () => {
  const task = {
    waits_for: "",
    text: "Chèque déposé : vérifier",
    title: "Site : refonte",
    why: ["Reçu : hier"],
  };
  expect(set({ rows: [task] }).rows[0]).toEqual({
    waits_for: "",
    text: "Chèque déposé\u00a0: vérifier",
    title: "Site : refonte",
    why: ["Reçu\u00a0: hier"],
  });
  expect(set({ content: { notes: "Merci !" }, said: "Il reste 3 jours !" })).toEqual({
    content: { notes: "Merci !" },
    said: "Il reste 3\u00a0jours\u00a0!",
  });
});

test("what they are known by is still there", () => {
  const surface = readFileSync("src/generated/surface.ts", "utf8");
  const types = [...surface.matchAll(/^export type \w+ = \{([\s\S]*?)\};$/gm)].map((one) => one[1]!);
  const has = (type: string, name: string): boolean => new RegExp(`\\b${name}\\??: `).test(type);
  for (const [mark, fields] of TOLD)
    expect(
      types.some((type) => has(type, mark) && fields.every((field) => has(type, field))),
      mark,
    ).toBe(true);
});
