import { flushSync, mount, unmount } from "svelte";
import { expect, test, vi } from "vitest";
import Tips from "./Tips.svelte";

const tip = (): HTMLElement | null => document.querySelector("[role=tooltip]");

test("what a button is for is said beside it while it is pointed at, and goes with Échap", async () => {
  vi.useFakeTimers();
  document.body.innerHTML = '<button data-tip="Retour (Alt + ←)" aria-label="Retour">←</button><p>Texte</p>';
  const page = mount(Tips, { target: document.body });
  flushSync();
  const button = document.querySelector("button")!;
  button.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  expect(tip()).toBeNull();
  await vi.advanceTimersByTimeAsync(500);
  flushSync();
  expect(tip()?.textContent).toBe("Retour (Alt + ←)");
  expect(button.getAttribute("aria-describedby")).toBe(tip()?.id);
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await vi.advanceTimersByTimeAsync(500);
  flushSync();
  expect(tip()).toBeNull();
  expect(button.hasAttribute("aria-describedby")).toBe(false);
  vi.useRealTimers();
  await unmount(page);
});
