import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LineContent } from "../generated/surface";
import { hush, toast } from "../kit/toast.svelte";
import { stands } from "../fake/quote";
import { line } from "./blank";
import { move, next, remove } from "./lines";
import QuoteLines from "./QuoteLines.svelte";

let page: Record<string, unknown>;

beforeEach(() => {
  // The test's page lays nothing out.
  globalThis.ResizeObserver ??= class {
    observe() {}
    disconnect() {}
    unobserve() {}
  } as never;
  const lines: LineContent[] = ["Un", "Deux", "Trois"].map((label) => ({ ...line(2000), label }));
  const props = $state({ lines, nets: [100, 200, null], rates: [2000, 1000], rate: 2000 });
  page = mount(QuoteLines, { target: document.body, props });
  flushSync();
});

afterEach(() => {
  hush();
  void unmount(page);
});

const labels = (): string[] =>
  [...document.querySelectorAll<HTMLTextAreaElement>("[data-column=label]")].map((one) => one.value);
const at = (i: number, column = "label"): HTMLInputElement =>
  document.querySelector<HTMLInputElement>(`[data-line="${i}"] [data-column="${column}"]`)!;

async function press(target: HTMLElement, key: string, more: KeyboardEventInit = {}): Promise<void> {
  target.focus();
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await tick();
  flushSync();
}

test("Enter goes to the next line, and adds one at the end", async () => {
  await press(at(0, "unit_price"), "Enter");
  await vi.waitFor(() => expect(document.activeElement).toBe(at(1)));
  await press(at(2), "Enter");
  await vi.waitFor(() => expect(document.activeElement).toBe(at(3)));
  expect(labels()).toEqual(["Un", "Deux", "Trois", ""]);
  expect(at(3, "vat_rate").value).toBe("2000");
});

test("Alt with an arrow moves the line, and the focus with it", async () => {
  await press(at(2, "quantity"), "ArrowUp", { altKey: true });
  expect(labels()).toEqual(["Un", "Trois", "Deux"]);
  await vi.waitFor(() => expect(document.activeElement).toBe(at(1, "quantity")));
  await press(at(1, "quantity"), "ArrowDown", { altKey: true });
  expect(labels()).toEqual(["Un", "Deux", "Trois"]);
});

test("Ctrl with Backspace leaves the line; with Shift it removes it, and it can be undone", async () => {
  await press(at(1), "Backspace", { ctrlKey: true });
  expect(labels()).toEqual(["Un", "Deux", "Trois"]);
  await press(at(1), "Backspace", { ctrlKey: true, shiftKey: true });
  expect(labels()).toEqual(["Un", "Trois"]);
  await vi.waitFor(() => expect(document.activeElement).toBe(at(1)));
  toast.current?.undo?.();
  flushSync();
  expect(labels()).toEqual(["Un", "Deux", "Trois"]);
});

test("every field of every line has a name of its own", () => {
  const names = [...document.querySelectorAll("[data-column]")].map((one) => one.getAttribute("aria-label"));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("Prix unitaire, ligne 2");
});

test("a line without VAT asks why, and keeps the reason chosen or in one's own words", async () => {
  void unmount(page);
  const lines: LineContent[] = [{ ...line(0), label: "Formation" }];
  const props = $state({
    lines,
    nets: [100],
    rates: stands.rates,
    rate: 2000,
    vat: { services: stands, goods: stands },
  });
  page = mount(QuoteLines, { target: document.body, props });
  flushSync();
  const reason = document.querySelector<HTMLSelectElement>("[aria-label='Motif de TVA, ligne 1']")!;
  expect([...reason.options].map((one) => one.value)).toEqual(["", "training", " "]);
  const written = (vat_reason: string): void => {
    props.lines = [{ ...line(0), label: "Formation", vat_reason }];
    flushSync();
  };
  const chosen = (): string =>
    document.querySelector<HTMLSelectElement>("[aria-label='Motif de TVA, ligne 1']")!.value;
  const words = (): HTMLInputElement | null =>
    document.querySelector("[aria-label='Motif de TVA en toutes lettres, ligne 1']");
  written("training");
  expect([chosen(), words()]).toEqual(["training", null]);
  written("Exonération, art. 261-4-6° du CGI");
  expect([chosen(), words()?.value]).toEqual([" ", "Exonération, art. 261-4-6° du CGI"]);
  // A rate needs no reason with a firm of the same country.
  props.lines = [{ ...line(2000), label: "Formation" }];
  flushSync();
  expect(document.querySelector("[aria-label='Motif de TVA, ligne 1']")).toBeNull();
});

test("the order of lines never loses one", () => {
  const blank = (): string => "";
  expect(next(["a", "b"], 0, blank)).toEqual({ lines: ["a", "b"], at: 1 });
  expect(move(["a", "b"], 0, -1)).toEqual({ lines: ["a", "b"], at: 0 });
  expect(move(["a", "b"], 0, 1)).toEqual({ lines: ["b", "a"], at: 1 });
  expect(remove(["a"], 0, blank)).toEqual({ lines: [""], at: 0 });
});
