import { expect, test } from "vitest";
import { beginTheme, theme } from "./theme.svelte";

test("the theme is the system's until one is chosen, and stays on this machine", () => {
  const root = document.documentElement.dataset;
  beginTheme();
  expect([theme.chosen, root["theme"]]).toEqual(["system", undefined]);
  theme.chosen = "dark";
  expect([root["theme"], localStorage.getItem("theme")]).toEqual(["dark", "dark"]);
  theme.chosen = "system";
  expect([root["theme"], localStorage.getItem("theme")]).toEqual([undefined, "system"]);
});
