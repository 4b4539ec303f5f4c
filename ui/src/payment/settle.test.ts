import { expect, test } from "vitest";
import { tick } from "./settle";

const open = [
  { id: 4, open: 78000 },
  { id: 5, open: 1050 },
];

test("a payment that settles two invoices brings both amounts", () => {
  const both = tick({ amount: "900,00", others: [] }, 90000, open, 4);
  expect(both).toEqual({ amount: "1680,00", others: [{ invoice: 4, amount: "780,00" }] });
  const three = tick(both, 90000, open, 5);
  expect(three.amount).toBe("1690,50");
  expect(tick(three, 90000, open, 4)).toEqual({
    amount: "910,50",
    others: [{ invoice: 5, amount: "10,50" }],
  });
});

test("an amount typed otherwise stays as it is", () => {
  expect(tick({ amount: "1 500", others: [] }, 90000, open, 4).amount).toBe("1 500");
});

test("an invoice that is no longer open is not ticked", () => {
  const payment = { amount: "900,00", others: [] };
  expect(tick(payment, 90000, open, 9)).toBe(payment);
});
