import { expect, test } from "vitest";
import { prefilled } from "./prefill";

test("what the books propose stands in the form as people write it", () => {
  const blank = { amount: "", received_on: "", reference: "", invoice: 0 };
  const given = {
    amount: "12800,50",
    received_on: "2026-12-01",
    reference: "VIR 2026",
    invoice: 4,
    other: 1,
  };
  expect(prefilled(blank, given)).toEqual({
    amount: "12\u202f800,50",
    received_on: "01/12/2026",
    reference: "VIR 2026",
    invoice: 4,
  });
  expect(prefilled(blank, { amount: "780,00" }).amount).toBe("780,00");
});
