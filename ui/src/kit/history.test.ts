import { expect, test } from "vitest";
import { History } from "./history";

test("what is typed in one go in one place is one step, and comes back", () => {
  const kept = new History({ a: "", b: "" });
  kept.note({ a: "D", b: "" }, "a", 0);
  kept.note({ a: "De", b: "" }, "a", 100);
  kept.note({ a: "De", b: "5" }, "b", 200);
  kept.note({ a: "Dev", b: "5" }, "a", 5000);
  expect(kept.undo()).toEqual({ a: "De", b: "5" });
  expect(kept.undo()).toEqual({ a: "De", b: "" });
  expect(kept.undo()).toEqual({ a: "", b: "" });
  expect(kept.undo()).toBeNull();
  expect(kept.redo()).toEqual({ a: "De", b: "" });
});

test("what is typed after going back replaces what was undone", () => {
  const kept = new History({ a: "" });
  kept.note({ a: "un" }, "a", 0);
  expect(kept.undo()).toEqual({ a: "" });
  kept.note({ a: "deux" }, "a", 10);
  expect(kept.redo()).toBeNull();
  expect(kept.undo()).toEqual({ a: "" });
});

test("what the undoing itself brings back is no step", () => {
  const kept = new History({ a: "" });
  kept.note({ a: "un" }, "a", 0);
  kept.note(kept.undo()!, "a", 1);
  expect(kept.redo()).toEqual({ a: "un" });
});
