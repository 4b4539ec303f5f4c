import { expect, test } from "vitest";
import { resized, size } from "./size.svelte";

const key = (key: string): boolean => resized(new KeyboardEvent("keydown", { key, ctrlKey: true }));

test("the text grows and shrinks by steps, and stays so on this machine", () => {
  const root = document.documentElement.style;
  expect(key("+")).toBe(true);
  expect([size.chosen, root.fontSize, localStorage.getItem("text-size")]).toEqual([110, "110%", "110"]);
  for (let i = 0; i < 9; i++) key("=");
  expect(size.chosen).toBe(200);
  for (let i = 0; i < 9; i++) key("-");
  expect(size.chosen).toBe(90);
  key("0");
  expect([size.chosen, root.fontSize]).toEqual([100, ""]);
  expect(key("k")).toBe(false);
});
