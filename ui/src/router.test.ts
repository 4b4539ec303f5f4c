import { expect, test } from "vitest";
import { formOf, found, href, read, ROUTES, type Ids, type RouteName } from "./router.svelte";

test("every address leads back to its own place", () => {
  const ids: Ids = { deal: 12, quote: 3, order: 4, client: 5, invoice: 6, payment: 8, document: 7 };
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const place = read(href(name, ids, { amount: "1 234,50", words: "L’été & après ?" }));
    expect(place.name).toBe(name);
    for (const [id, value] of Object.entries(place.ids)) expect(value).toBe(ids[id as keyof Ids]);
    expect(place.given).toEqual({ amount: "1 234,50", words: "L’été & après ?" });
  }
});

test("an unknown address leads home", () => {
  expect(read("").name).toBe("today");
  expect(read("#/nulle-part").name).toBe("today");
  expect(read("#/affaires/abc").name).toBe("today");
  expect(read("#/affaires/3?avec=%7Bbroken").given).toEqual({});
});

test("a task opens the form of its action with what it knows", () => {
  const place = read(formOf({ name: "record_payment", payload: { invoice: 9, amount: "780,00" } }, 2));
  expect(place).toEqual({ name: "payment", ids: { invoice: 9 }, given: { invoice: 9, amount: "780,00" } });
  const refund = read(formOf({ name: "refund_client", payload: { payment: 5, amount: "300,00" } }, 2));
  expect(refund).toEqual({
    name: "refund",
    ids: { deal: 2, payment: 5 },
    given: { payment: 5, amount: "300,00" },
  });
  expect(read(formOf({ name: "accept_quote", payload: { quote: 3 } }, 2)).ids).toEqual({ deal: 2, quote: 3 });
});

test("what is found is opened where it stands", () => {
  const hit = { title: "", detail: "", amount: null };
  expect(read(found({ ...hit, kind: "quote", id: 3, deal: 8 })).ids).toEqual({ deal: 8 });
  expect(read(found({ ...hit, kind: "client", id: 3, deal: null })).name).toBe("client");
});
