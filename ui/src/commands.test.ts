import { describe, expect, it, test } from "vitest";
import { COMMANDS, known, matching } from "./commands";
import { formOf } from "./proposals";
import { folded } from "./kit/letters";
import { read } from "./router.svelte";

const labels = (typed: string): string[] => matching(typed).map((command) => command.label);

describe("the palette's commands", () => {
  it("are found by the beginnings of words, without accents", () => {
    expect(labels("emettre solde")).toEqual(["Émettre la facture de solde"]);
    expect(labels("facture d acompte")).toContain("Émettre une facture d’acompte");
    expect(labels("avoir")[0]).toBe("Faire un avoir");
    expect(labels("telephone")).toEqual(["Ajouter une note ou un appel"]);
    expect(labels("facture")).toContain("Aller aux factures");
    expect(labels("devis")[0]).not.toBe("Aller aux devis");
    expect(labels("nouvelle facture")[0]).toBe("Nouvelle facture");
    expect(labels("relances")[0]).toBe("Aller aux relances");
    expect(labels("comptabilite")[0]).toBe("Aller à la comptabilité");
    for (const typed of ["urssaf", "chiffres"]) expect(labels(typed)).toContain("Aller à la comptabilité");
    expect(labels("en retard")[0]).toBe("Factures en retard");
    expect(labels("mode sombre")).toEqual(["Thème sombre"]);
    expect(labels("paiement")[0]).toBe("Paiement reçu");
    expect(labels("xyz")).toEqual([]);
    expect(labels("  ")).toEqual([]);
  });

  it("are told apart by their labels", () => {
    const all = Object.values(COMMANDS).map((command) => folded(command.label));
    expect(new Set(all).size).toBe(all.length);
    for (const letter of "abcdefghijklmnopqrstuvwxyz") {
      const offered = matching(letter, 500).map((command) => folded(command.label));
      expect(offered).toEqual([...new Set(offered)]);
    }
  });

  it("take what the screen tells", () => {
    const place = { name: "deal" as const, ids: { deal: 7 }, given: {}, filter: {} };
    expect(known(COMMANDS.issue_balance_invoice, place)).toBe(7);
    expect(known(COMMANDS.credit_invoice, place)).toBeNull();
    expect(known(COMMANDS.add_client, place)).toBe(0);
  });
});

test("a task opens the form of its action with what it knows", () => {
  const place = read(formOf({ name: "record_payment", payload: { invoice: 9, amount: "780,00" } }, 2));
  expect(place).toMatchObject({
    name: "payment",
    ids: { invoice: 9 },
    given: { invoice: 9, amount: "780,00" },
  });
  const refund = read(formOf({ name: "refund_client", payload: { payment: 5, amount: "300,00" } }, 2));
  expect(refund).toMatchObject({
    name: "refund",
    ids: { deal: 2, payment: 5 },
    given: { payment: 5, amount: "300,00" },
  });
  expect(read(formOf({ name: "accept_quote", payload: { quote: 3 } }, 2)).ids).toEqual({ deal: 2, quote: 3 });
});
