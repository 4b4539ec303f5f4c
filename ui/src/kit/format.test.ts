import { expect, test } from "vitest";
import {
  ago,
  count,
  date,
  euros,
  happened,
  less,
  percent,
  quantity,
  shortDate,
  size,
  typedAmount,
  typedDate,
  signed,
  siret,
  unitPrice,
  versioned,
} from "./format";
import shown from "./shown.tsv?raw";

test("amounts have narrow spaces between thousands and a no-break space before the euro", () => {
  expect(euros(123450)).toBe("1\u202f234,50\u00a0€");
  expect(euros(5)).toBe("0,05\u00a0€");
  expect(euros(0)).toBe("0,00\u00a0€");
  expect(euros(123456789012)).toBe("1\u202f234\u202f567\u202f890,12\u00a0€");
  expect(euros(-120000)).toBe("\u22121\u202f200,00\u00a0€");
  expect(less(120000)).toBe("\u2212\u00a01\u202f200,00\u00a0€");
});

test("unit prices keep the decimals that count", () => {
  expect(unitPrice(850)).toBe("0,085\u00a0€");
  expect(unitPrice(3200000)).toBe("320,00\u00a0€");
  expect(unitPrice(1)).toBe("0,0001\u00a0€");
});

test("rates and quantities drop useless zeros", () => {
  expect(percent(2000)).toBe("20\u00a0%");
  expect(percent(550)).toBe("5,5\u00a0%");
  expect(quantity(3500)).toBe("3,5");
  expect(quantity(1000)).toBe("1");
});

// The same table is read by the books, so that what the window shows, typed again, gives the same value.
test("what is shown is what the books read again", () => {
  const ways: Record<string, (value: string) => string> = {
    euros: (value) => euros(Number(value)),
    signed: (value) => signed(Number(value)),
    typedAmount: (value) => typedAmount(Number(value)),
    unitPrice: (value) => unitPrice(Number(value)),
    quantity: (value) => quantity(Number(value)),
    percent: (value) => percent(Number(value)),
    date,
    typedDate,
    shortDate: (value) => shortDate(value, "2026-11-22"),
    shortDateElsewhen: (value) => shortDate(value, "2024-11-22"),
  };
  const rows = shown.trimEnd().split("\n").slice(1);
  expect(rows.length).toBeGreaterThan(90);
  for (const row of rows) {
    const [how, value, text] = row.split("\t") as [string, string, string];
    expect(ways[how]!(value), row).toBe(text);
  }
});

test("a field is filled as one would type it", () => {
  expect(typedAmount(123450)).toBe("1\u202f234,50");
  expect(typedDate("2026-11-22")).toBe("22/11/2026");
  expect(typedDate("22/11/2026")).toBe("22/11/2026");
});

test("no figure can be taken for another", () => {
  expect(quantity(1234)).toBe("1,2340");
  expect(unitPrice(12340)).toBe("1,2340\u00a0€");
  expect(quantity(1234567)).toBe("1\u202f234,567");
});

test("dates are read as in French", () => {
  expect(date("2026-03-03")).toBe("3\u00a0mars\u00a02026");
  expect(date("2026-12-01")).toBe("1er\u00a0décembre\u00a02026");
  expect(shortDate("2026-11-20", "2026-11-23")).toBe("20\u00a0nov.");
  expect(shortDate("2025-11-20", "2026-11-23")).toBe("20\u00a0nov.\u00a02025");
  expect(happened("2026-11-20T17:42:10", "2026-11-20")).toBe("20\u00a0nov., 17:42");
  expect(happened("2026-11-22T09:00:00", "2026-11-20")).toBe("20\u00a0nov.");
});

test("what happened lately is said in relation to now", () => {
  const now = new Date("2026-11-23T12:00:00");
  expect(ago("2026-11-23T11:59:40", now)).toBe("à l’instant");
  expect(ago("2026-11-23T10:00:00", now)).toBe("il y a 2\u00a0h");
  expect(ago("2026-11-20T10:00:00", now)).toBe("il y a 3\u00a0jours");
  expect(ago("2026-03-03T12:00:00", now)).toBe("le\u00a03\u00a0mars\u00a02026");
  expect(ago("2026-11-24T12:00:00", now)).toBe("le\u00a024\u00a0novembre\u00a02026");
});

test("a SIREN is read by threes, a SIRET ends with its establishment", () => {
  expect(siret("73282932000074")).toBe("732\u202f829\u202f320\u202f00074");
  expect(siret("732829320")).toBe("732\u202f829\u202f320");
  expect(siret("inconnu")).toBe("inconnu");
});

test("counts, sizes and versions", () => {
  expect(count(1, "facture", "factures")).toBe("1\u00a0facture");
  expect(count(0, "facture", "factures")).toBe("0\u00a0facture");
  expect(count(2, "facture", "factures")).toBe("2\u00a0factures");
  expect(size(12_400_000)).toBe("12,4\u00a0Mo");
  expect(versioned("D-2026-0011", 1)).toBe("D-2026-0011");
  expect(versioned("D-2026-0011", 2)).toBe("D-2026-0011 · version\u00a02");
});
