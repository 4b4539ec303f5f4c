import { flushSync, mount, unmount } from "svelte";
import { expect, test, vi } from "vitest";
import { hush, say } from "../kit/toast.svelte";
import { leave } from "../router.svelte";
import Toast from "./Toast.svelte";

const shown = (): string => document.querySelector(".toast p")?.textContent ?? "";
const acted = (): void => {
  dispatchEvent(new KeyboardEvent("keydown", { key: "Tab" }));
  flushSync();
};
const go = (deal: number): void => {
  leave("deal", { deal });
  flushSync();
};

test("a message goes with the screen it was read on, unless it offers a way back", () => {
  const page = mount(Toast, { target: document.body });
  flushSync();
  say("Paiement enregistré.");
  flushSync();
  go(1);
  expect(shown(), "the screen that the act itself leads to").toBe("Paiement enregistré.");
  acted();
  go(2);
  expect(shown(), "the next one").toBe("");
  say("Tâche faite.", { undo: vi.fn() });
  flushSync();
  acted();
  go(3);
  expect(shown(), "what can be taken back stays").toBe("Tâche faite.");
  hush();
  void unmount(page);
});
