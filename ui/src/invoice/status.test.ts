import { expect, test } from "vitest";
import { statuses } from "./status";

const invoice = {
  kind: "balance" as const,
  gross: 280000,
  open: 280000,
  credited: 0,
  given_up: 0,
  late_days: 0,
};
const labels = (over: Partial<typeof invoice>): string[] =>
  statuses({ ...invoice, ...over }).map((one) => one.label);

test("an invoice is to pay, in part, late or paid", () => {
  expect(labels({})).toEqual(["à payer"]);
  expect(labels({ open: 80000 })).toEqual(["payée en partie"]);
  expect(labels({ open: 80000, late_days: 3 })).toEqual(["3\u00a0jours de retard"]);
  expect(labels({ open: 0 })).toEqual(["payée"]);
});

test("what a credit note took back is neither paid nor owed", () => {
  expect(labels({ open: 0, credited: 280000 })).toEqual(["annulée par avoir"]);
  expect(labels({ open: 220000, credited: 60000 })).toEqual(["à payer", "avoir partiel"]);
  expect(labels({ open: 100000, credited: 60000 })).toEqual(["payée en partie", "avoir partiel"]);
  expect(labels({ open: 0, credited: 60000 })).toEqual(["payée", "avoir partiel"]);
});

test("a credit note is not something to pay", () => {
  expect(statuses({ ...invoice, kind: "credit_note", open: 0 })).toEqual([{ label: "émis", tone: "" }]);
});

test("an invoice whose rest was given up is paid, and says so", () => {
  expect(labels({ open: 0, given_up: 100 })).toEqual(["payée, reste abandonné"]);
});
