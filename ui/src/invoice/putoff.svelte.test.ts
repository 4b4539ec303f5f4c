import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { InvoiceRow } from "../generated/surface";
import { setHost } from "../host";
import PutOffDialog from "./PutOffDialog.svelte";

// A day beyond what the law permits is said where it is typed, and agreed all the same.

const said = "C’est plus que le plus long délai permis.";
let page: Record<string, unknown>;
let sent: unknown[];
let asked: unknown[];

beforeEach(() => {
  sent = [];
  asked = [];
  setHost({
    listen: async () => () => {},
    async invoke(command, given) {
      const { name, payload } = given as { name: string; payload: Record<string, unknown> };
      if (name === "preview_due_date") asked.push(payload["due_on"]);
      if (name === "preview_due_date")
        return {
          problems:
            payload["due_on"] === "31/03/2027" ? [{ field: "due_on", message: said, blocking: false }] : [],
        };
      if (name === "understood")
        return { set: payload["text"], said: "", readings: [], refused: null, day: null };
      if (name === "draft") return { content: null, saved_at: null };
      if (command === "act") sent.push(payload);
      return { id: 6, touched: [], undo: null };
    },
  });
  page = mount(PutOffDialog, {
    target: document.body,
    props: {
      row: { id: 6, number: "F-2026-0002", open: 280000 } as InvoiceRow,
      paper: "2026-12-20",
      back: false,
      close: () => {},
    },
  });
});

afterEach(() => void unmount(page));

const field = (name: string): HTMLInputElement => document.getElementsByName(name)[0] as HTMLInputElement;

function type(name: string, text: string): void {
  field(name).value = text;
  field(name).dispatchEvent(new Event("input", { bubbles: true }));
  field(name).dispatchEvent(new Event("focusout", { bubbles: true }));
  flushSync();
}

test("a day beyond the longest delay warns at its field and is agreed", async () => {
  await vi.waitFor(() => expect(field("due_on")).toBeTruthy());
  type("due_on", "31/03/2027");
  await vi.waitFor(() => expect(document.querySelector(".warns")?.textContent).toContain(said));
  expect(field("due_on").getAttribute("aria-describedby")).toBeTruthy();
  type("reason", "Étalé avec Anne");
  document.querySelector("form")?.requestSubmit();
  await vi.waitFor(() => expect(sent).toMatchObject([{ due_on: "31/03/2027" }]));
});

test("a day within it says nothing", async () => {
  await vi.waitFor(() => expect(field("due_on")).toBeTruthy());
  type("due_on", "15/01/2027");
  await vi.waitFor(() => expect(asked.at(-1)).toBe("15/01/2027"));
  flushSync();
  expect(document.querySelector(".warns")).toBeNull();
});
