import { expect, test } from "vitest";
import { choose, chosen, tick } from "./chosen";

const none = { invoice: 0, others: [] };

test("what is ticked settles in the order of the list, the oldest first", () => {
  const one = tick(none, [4, 5, 6], 6);
  expect(one).toEqual({ invoice: 6, others: [] });
  const two = tick(one, [4, 5, 6], 4);
  expect(two).toEqual({ invoice: 4, others: [{ invoice: 6, amount: "" }] });
  expect(chosen(two).map((other) => other.invoice)).toEqual([4, 6]);
  expect(tick(two, [4, 5, 6], 4)).toEqual(one);
  expect(tick(one, [4, 5, 6], 6)).toEqual(none);
});

test("an amount typed for one stays with it", () => {
  const typed = { invoice: 4, others: [{ invoice: 6, amount: "50,00" }] };
  expect(tick(typed, [4, 5, 6], 5).others).toEqual([
    { invoice: 5, amount: "" },
    { invoice: 6, amount: "50,00" },
  ]);
  expect(choose(none, [])).toEqual(none);
});
