import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setHost } from "../host";
import CreditInvoice from "./CreditInvoice.svelte";

// A credit note is worked out while it is typed: what the books refuse stands at its field before anything is sent.

const row = {
  id: 6,
  number: "F-2026-0002",
  kind: "balance",
  gross: 280000,
  open: 0,
  credited: 0,
  given_up: 0,
  late_days: 0,
  deal: 1,
  title: "Site",
  client: { id: 1, name: "Le Goff" },
  issued_on: "",
  due_on: "",
  document: 1,
};
let page: Record<string, unknown>;
let asked: Record<string, unknown>[];
let sent: Record<string, unknown>[];
let printed: Record<string, unknown>[];

beforeEach(async () => {
  asked = [];
  sent = [];
  printed = [];
  setHost({
    listen: async () => () => {},
    async invoke(command, given) {
      const { name, payload } = given as { name: string; payload: Record<string, unknown> };
      if (name === "invoice") return { row, payments: [], linked: [] };
      if (name === "credit_lines") {
        const line = { unit: "jours", vat_rate: 2000, disbursement: false };
        return {
          left: 280000,
          by_amount: true,
          lines: [
            { ...line, line: 0, label: "Maquettes", quantity_left: 1000, net_left: 1, gross_left: 1 },
            { ...line, line: 1, label: "Jours", quantity_left: 3500, net_left: 168000, gross_left: 201600 },
            { ...line, line: 2, label: "Rendu", quantity_left: 0, net_left: 0, gross_left: 0 },
          ],
        };
      }
      if (name === "preview_credit_note") {
        asked.push(payload);
        if (payload["amount"] === "5000")
          throw { refusal: { code: "invalid", message: "Il reste 2 800,00 €.", field: "amount" } };
        return {
          totals: { groups: [], net: 0, vat: 0, gross: 60000 },
          lines: [],
          open: 0,
          freed: 60000,
        };
      }
      if (name === "preview_credit_paper") printed.push(payload);
      if (name === "preview_credit_paper")
        return { name: "avoir.txt", media_type: "text/plain", base64: btoa("Avoir") };
      if (name === "draft") return { content: null, saved_at: null };
      if (command === "act") sent.push(payload);
      return { id: 7, touched: [], undo: null };
    },
  });
  page = mount(CreditInvoice, {
    target: document.body,
    props: { place: { name: "credit", ids: { invoice: 6 }, given: {}, filter: {} } },
  });
  await vi.waitFor(() => expect(field("amount")).toBeTruthy());
});

afterEach(() => void unmount(page));

const field = (name: string): HTMLInputElement => document.getElementsByName(name)[0] as HTMLInputElement;

function type(name: string, text: string): void {
  field(name).value = text;
  field(name).dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
}

test("an amount above what is left is said at its field, while it is typed", async () => {
  type("amount", "5000");
  await vi.waitFor(() => expect(field("amount").getAttribute("aria-invalid")).toBe("true"));
  expect(document.body.textContent).toContain("Il reste 2 800,00 €.");
  type("amount", "600");
  await vi.waitFor(() => expect(field("amount").getAttribute("aria-invalid")).toBeNull());
  await vi.waitFor(
    () =>
      expect(printed.at(-1)).toEqual({ invoice: 6, amount: "600", lines: [], reason: "Motif à préciser" }),
    2000,
  );
  expect(sent).toEqual([]);
});

test("once answered, nothing is asked again until something is typed", async () => {
  await vi.waitFor(() => expect(asked.length).toBe(1));
  await new Promise((done) => setTimeout(done, 600));
  expect(asked.length).toBe(1);
});

test("figures do not wait for the reason, and no made-up reason is sent", async () => {
  await vi.waitFor(() =>
    expect(asked.at(-1)).toEqual({ invoice: 6, amount: "", lines: [], reason: "Motif à préciser" }),
  );
  document
    .querySelector("form")!
    .dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(sent).toEqual([{ invoice: 6, amount: "", lines: [], reason: "" }]));
});

test("a line that is ticked takes a quantity or an amount, and replaces the amount in all", async () => {
  const ticks = document.querySelectorAll<HTMLInputElement>("input[type=checkbox]");
  expect(ticks[2]!.disabled).toBe(true);
  ticks[1]!.click();
  flushSync();
  expect(field("amount")).toBeUndefined();
  expect(field("lines[0].quantity").placeholder).toBe("3,5");
  type("lines[0].quantity", "1,5");
  await vi.waitFor(() =>
    expect(asked.at(-1)).toEqual({
      invoice: 6,
      amount: "",
      lines: [{ line: 1, quantity: "1,5", amount: "" }],
      reason: "Motif à préciser",
    }),
  );
  await vi.waitFor(() => expect(document.body.textContent).toContain("Redevient au client"));
});
