import { expect, test } from "vitest";
import type { PlannedMessage } from "../generated/surface";
import { linesOf } from "./plan";

const message = (over: Partial<PlannedMessage>): PlannedMessage => ({
  client: { id: 1, name: "Atelier Nord" },
  step: 10,
  tone: "neutral",
  channel: "email",
  invoices: ["F-2026-0001"],
  amount: 100_00,
  currency: "EUR",
  reasons: ["Échue depuis 10 jours."],
  action: { name: "remind_client", payload: {} },
  complete: true,
  by_itself: false,
  deal: 1,
  title: "Logo",
  late_days: 10,
  ...over,
});

test("an e-mail and a call about the same invoice are two ways of one line", () => {
  const lines = linesOf([
    message({}),
    message({ channel: "phone", reasons: ["Échue depuis 10 jours.", "Un appel suit l’e-mail."] }),
    message({ client: { id: 2, name: "Studio" }, invoices: ["F-2026-0002"] }),
  ]);
  expect(lines.map((line) => line.ways.map((way) => way.channel))).toEqual([["email", "phone"], ["email"]]);
  expect(lines[0]?.reasons).toEqual(["Échue depuis 10 jours.", "Un appel suit l’e-mail."]);
});

test("what is large and long late stands first, quotes after what is owed", () => {
  const lines = linesOf([
    message({ client: { id: 4, name: "Devis" }, invoices: [], quote: "D-2026-0009", amount: 90_000_00 }),
    message({ invoices: ["F-2026-0001"], amount: 100_00, late_days: 9 }),
    message({ client: { id: 2, name: "Grand" }, invoices: ["F-2026-0002"], amount: 1_000_00, late_days: 9 }),
    message({ client: { id: 3, name: "Vieux" }, invoices: ["F-2026-0003"], amount: 100_00, late_days: 60 }),
  ]);
  expect(lines.map((line) => line.first.client.name)).toEqual(["Grand", "Vieux", "Atelier Nord", "Devis"]);
});
