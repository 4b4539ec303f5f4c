// A quote of the books that are only written down, worked out as it is typed.

import { line, quote as blankQuote } from "../quote/blank";
import type { NatureVat, QuoteContent, QuotePreview, Totals } from "../generated/surface";

export const totals = (net: number): Totals => ({
  groups: [{ rate: 2000, net, vat: Math.round(net / 5) }],
  net,
  vat: Math.round(net / 5),
  gross: net + Math.round(net / 5),
});
export const number = (text: string): number => Number(text.replace(",", ".").replace(/\s/g, "")) || 0;
export const nets = (content: QuoteContent): number[] =>
  content.lines.map((line) => Math.round(number(line.quantity) * number(line.unit_price) * 100));
export function preview({ content }: { content: QuoteContent }): QuotePreview {
  const lines = nets(content);
  const net = lines.reduce((all, one) => all + one, 0);
  const all = totals(net);
  const deposit = totals(Math.round((net * number(content.deposit)) / 100));
  return {
    lines: lines.map((one) => one || null),
    discount: 0,
    totals: all,
    work: all,
    disbursements: 0,
    payment_means: "Paiement par virement.",
    reminders: "Un rappel vous est adressé 5 jours avant l’échéance.",
    deposit,
    deposit_said: content.deposit ? `${content.deposit}\u00a0%` : "",
    early_discount: "",
    balance: all.gross - deposit.gross,
    valid_until: "2026-12-22",
    payment_days: 30,
    payment_terms: "30\u00a0jours",
    terms: 3,
    situation: [stands.sentence],
    risk: null,
    problems: [
      ...(content.subject
        ? []
        : [
            {
              field: "subject",
              message: "Donnez un objet au devis, par exemple « Refonte du site ».",
              blocking: true,
            },
          ]),
      ...content.lines.flatMap((line, i) =>
        line.label && !line.unit_price
          ? [
              {
                field: `lines[${i}].unit_price`,
                message: "Indiquez un prix, par exemple 450,00.",
                blocking: true,
              },
            ]
          : [],
      ),
      ...(content.start || content.duration
        ? []
        : [
            {
              field: "duration",
              message: "Précisez le début ou la durée : c’est ce que l’on attend de vous.",
              blocking: false,
            },
          ]),
    ],
    seller: ["Camille Durand EI", "12 rue des Carmes, 35000 Rennes", "SIRET 732 829 320 00074"],
    buyer: ["Maison Kervella SAS", "7 quai de Viarmes", "22300 Lannion"],
    sendable: true,
  };
}

/** VAT with a firm of the same country. */
export const stands: NatureVat = {
  rates: [2000, 1000, 550, 210, 0],
  usual: 2000,
  sentence: "Opération en France, en métropole : la TVA s’ajoute à vos prix.",
  zero_explained: false,
  asked: false,
  reasons: [
    { code: "training", label: "Formation professionnelle continue (art. 261-4-4° a)", taxed: false },
  ],
};
export const lines = [
  {
    label: "Conception",
    detail: "Trois pistes, deux allers-retours",
    quantity: 2000,
    unit: "jour",
    unit_price: 4500000,
    discount: 0,
    vat_rate: 2000,
    net: 90000,
    section: "",
    optional: false,
    nature: "service" as const,
    activity: "liberal" as const,
    vat_reason: "",
  },
  {
    label: "Réalisation",
    detail: "",
    quantity: 1000,
    unit: "forfait",
    unit_price: 24333300,
    discount: 1000,
    vat_rate: 2000,
    net: 243333,
    section: "",
    optional: false,
    nature: "service" as const,
    activity: "liberal" as const,
    vat_reason: "",
  },
];
export const deductions = [
  { number: "F-2026-0029", issued_on: "2026-09-24", rate: 2000, net: 100000, vat: 20000 },
];
export const written: QuoteContent = {
  ...blankQuote(),
  subject: "Signalétique de la boutique",
  deposit: "30",
  lines: [
    {
      ...line(2000),
      label: "Repérage et relevés",
      detail: "Deux demi-journées sur place",
      quantity: "2",
      unit: "jour",
      unit_price: "320,00",
    },
    {
      ...line(2000),
      label: "Conception de la charte",
      detail: "Trois pistes, deux allers-retours",
      quantity: "1",
      unit: "forfait",
      unit_price: "2 400,00",
    },
    {
      ...line(2000),
      label: "Fichiers de fabrication",
      detail: "",
      quantity: "6",
      unit: "",
      unit_price: "180,00",
    },
  ],
};
