import { expect, test, vi } from "vitest";
import type { SearchHit } from "../generated/surface";
import { pairs, partings } from "./pairs";

const hit = (kind: SearchHit["kind"], id: number, title: string): SearchHit => ({
  kind,
  id,
  title,
  detail: "",
  deal: null,
  amount: null,
  open: null,
  day: null,
  states: [],
});
vi.mock("../host", () => ({
  ask: (name: string, payload: { text?: string }) => {
    if (name !== "search")
      return Promise.resolve({ row: { id: 4, deal: 2 }, reminders: { may_remind: true } });
    const hits = payload.text === "cidrerie" ? [hit("client", 11, "Cidrerie des Roches")] : [];
    return Promise.resolve({
      hits:
        payload.text === "menhir" ? [hit("client", 18, "Menhir"), hit("invoice", 4, "F-2026-0004")] : hits,
      near: false,
    });
  },
}));

test("words are parted at each place, either part first", () => {
  expect(partings("nouvelle facture cidrerie")).toContainEqual(["nouvelle facture", "cidrerie"]);
  expect(partings("cidrerie facture")).toContainEqual(["facture", "cidrerie"]);
  expect(partings("facture")).toEqual([]);
});

test("what is begun for a client, and done of an invoice, is offered in one line", async () => {
  for (const typed of ["nouvelle facture cidrerie", "cidrerie nouvelle facture"]) {
    const [first] = await pairs(typed);
    expect(first?.label).toBe("Nouvelle facture : Cidrerie des Roches");
    expect(first?.on === "anywhere" && first.open()).toMatch(/^#.factures.nouvelle\?.*client.*11/);
  }
  const [remind] = await pairs("relancer menhir");
  expect(remind?.label).toMatch(/^Relancer.*F-2026-0004$/);
  expect(await pairs("nouvelle facture zorglub")).toEqual([]);
});
