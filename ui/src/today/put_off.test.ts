import { expect, test } from "vitest";
import { usualDays } from "./put_off";

const untils = (day: string): string[] => usualDays(day).map(({ label, until }) => `${label} ${until}`);

test("each usual day stands once", () => {
  // A Wednesday, a Monday, a Sunday, the end of a year.
  expect(untils("2026-11-25")).toEqual([
    "à demain 26/11/2026",
    "à lundi 30/11/2026",
    "d’une semaine 02/12/2026",
  ]);
  expect(untils("2026-11-23")).toEqual(["à demain 24/11/2026", "à lundi 30/11/2026"]);
  expect(untils("2026-11-29")).toEqual(["à demain 30/11/2026", "d’une semaine 06/12/2026"]);
  expect(untils("2026-12-31")).toEqual([
    "à demain 01/01/2027",
    "à lundi 04/01/2027",
    "d’une semaine 07/01/2027",
  ]);
});
