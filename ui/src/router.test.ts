import { expect, test } from "vitest";
import { found, href, listed, read, ROUTES, type Ids, type RouteName } from "./router.svelte";

test("every address leads back to its own place", () => {
  const ids: Ids = {
    deal: 12,
    quote: 3,
    order: 4,
    client: 5,
    invoice: 6,
    payment: 8,
    document: 7,
    received: 9,
  };
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

test("what is found is opened where it stands", () => {
  const hit = { title: "", detail: "", states: [], day: null, amount: null, open: null };
  expect(read(found({ ...hit, kind: "quote", id: 3, deal: 8 })).ids).toEqual({ deal: 8 });
  expect(read(found({ ...hit, kind: "client", id: 3, deal: null })).name).toBe("client");
});

test("a list keeps in its address what narrows and sorts it", () => {
  const place = read(listed("invoices", { state: "late", client: "", from: "l’été & après" }));
  expect([place.name, place.filter]).toEqual(["invoices", { state: "late", from: "l’été & après" }]);
  expect(listed("invoices", {})).toBe(href("invoices"));
});
