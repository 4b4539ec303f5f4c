import { createRawSnippet, flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import Chosen from "./Chosen.svelte";
import ListTable from "./ListTable.svelte";
import ListTools from "./ListTools.svelte";

// A list is sorted by its headers, opened by a click, chosen among by boxes, and narrowed by chips.

const rows = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
let page: Record<string, unknown> | null = null;

beforeEach(() => {
  document.body.innerHTML = "";
  location.hash = "";
});
afterEach(() => {
  if (page) void unmount(page);
  page = null;
});

const the = <T extends Element = HTMLElement>(selector: string): T => document.querySelector<T>(selector)!;
const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
const cell = createRawSnippet((row: () => { id: number }, column: () => { key: string }) => ({
  render: () =>
    column().key === "number" ? `<a href="#/factures/${row().id}">F-${row().id}</a>` : `<b>${row().id}</b>`,
}));

function table(more: Record<string, unknown> = {}): void {
  page = mount(ListTable, {
    target: document.body,
    props: {
      rows,
      columns: [
        { key: "number", label: "Facture" },
        { key: "amount", label: "Montant", num: true },
      ],
      cell: cell as never,
      to: (row: { id: number }) => `#/factures/${row.id}`,
      ...more,
    },
  });
  flushSync();
}

test("a header sorts and says so", () => {
  const sort = vi.fn();
  table({ sorting: { by: "amount", way: "down", sort } });
  expect(all("th").map((head) => head.getAttribute("aria-sort"))).toEqual([null, "descending"]);
  the("th button").click();
  expect(sort).toHaveBeenCalledWith("number");
});

test("a click on a row opens it, and on its link leaves it to the link", () => {
  table();
  all("tbody b")[2]!.click();
  expect(location.hash).toBe("#/factures/3");
  location.hash = "";
  const held = new MouseEvent("click", { bubbles: true, ctrlKey: true });
  all("tbody b")[1]!.dispatchEvent(held);
  expect(location.hash, "another window is for the browser to open").toBe("");
});

test("boxes choose, Maj a range, x the row one is at", () => {
  table({ chosen: [] });
  const box = (i: number): HTMLElement => all("tbody input")[i]!;
  const chosen = (): boolean[] => all("tbody input").map((one) => (one as HTMLInputElement).checked);
  box(0).click();
  flushSync();
  box(2).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }));
  flushSync();
  expect(chosen()).toEqual([true, true, true, false]);
  all("tbody a")[3]!.dispatchEvent(
    new KeyboardEvent("keydown", { key: "x", bubbles: true, cancelable: true }),
  );
  flushSync();
  expect(chosen()).toEqual([true, true, true, true]);
});

test("« a » leads from a chosen row to what is done of it, Échap chooses nothing any more and comes back", () => {
  table({ chosen: [] });
  const remind = vi.fn();
  const bar = mount(Chosen, {
    target: document.body,
    props: { chosen: [2], said: "1 facture choisie", actions: [{ label: "Relancer…", press: remind }] },
  });
  flushSync();
  const key = (name: string): void => {
    document.activeElement!.dispatchEvent(
      new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }),
    );
    flushSync();
  };
  const link = all("tbody a")[1]!;
  link.focus();
  key("a");
  expect(document.activeElement?.textContent).toBe("Relancer…");
  (document.activeElement as HTMLElement).click();
  expect(remind).toHaveBeenCalledOnce();
  key("Escape");
  expect(document.activeElement).toBe(link);
  expect(document.querySelector("[data-chosen]")).toBeNull();
  void unmount(bar);
});

test("a chip narrows and says it is pressed; what cannot be read is said at its field", () => {
  const narrow = vi.fn();
  page = mount(ListTools, {
    target: document.body,
    props: {
      filter: { state: "late", from: "hier matin", sort: "due" },
      by: "due",
      chips: [
        { label: "En retard", filter: { state: "late" } },
        { label: "À payer", filter: { state: "open" } },
      ],
      choices: [{ name: "from", label: "Du", holds: "past" }],
      sorts: [{ value: "due", label: "Échéance" }],
      refused: { code: "invalid", message: "Ce n’est pas une date.", field: "from", readings: [] } as never,
      narrow,
      save: async () => {},
    },
  });
  flushSync();
  expect(all(".pick").map((chip) => chip.getAttribute("aria-pressed"))).toEqual(["true", "false"]);
  all(".pick")[1]!.click();
  expect(narrow).toHaveBeenLastCalledWith({ state: "open", from: "hier matin", sort: "due" });
  all(".pick")[0]!.click();
  expect(narrow).toHaveBeenLastCalledWith({ state: "", from: "hier matin", sort: "due" });
  expect(the("[role=alert]").textContent?.trim()).toBe("Ce n’est pas une date.");
  expect(the("input[name=from]").getAttribute("aria-invalid")).toBe("true");
});
