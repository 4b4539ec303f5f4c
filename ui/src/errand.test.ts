import { afterEach, expect, test } from "vitest";
import { cameBackTo, onErrand, sendTo } from "./errand";

afterEach(() => {
  cameBackTo();
  location.hash = "";
  document.body.innerHTML = "";
});

test("one comes back, once, to the task that sent one", () => {
  sendTo("#/affaires/1/devis", "write_quote-d1");
  expect(onErrand()).toBe(true);
  expect(cameBackTo()).toBe("write_quote-d1");
  expect(onErrand()).toBe(false);
  expect(cameBackTo()).toBeNull();
});

test("what is open over the screen is left first, and another screen is no errand", () => {
  sendTo("#/affaires/1/devis", "write_quote-d1");
  document.body.innerHTML = "<div role=dialog></div>";
  expect(onErrand()).toBe(false);
  document.body.innerHTML = "";
  location.hash = "#/affaires/1";
  expect(onErrand()).toBe(false);
});
