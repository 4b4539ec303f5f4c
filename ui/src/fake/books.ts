// What the books that are only written down answer.

import { person } from "../contact/blank";
import { fresh, history, view } from "./deal";
import { deductions, lines, preview, totals, written, stands } from "./quote";
import { KERVELLA, card, deals, invoices, me, payments, sums, tasks, today } from "./rows";

export function answers(state: string): Record<string, unknown> {
  const none = state === "empty" || state === "start";
  const empty = {
    ...today,
    has_identity: state !== "start",
    figures: {
      to_collect: 0,
      to_collect_count: 0,
      late: 0,
      late_paid: 0,
      late_count: 0,
      late_clients: 0,
      due_in_30_days: 0,
      received_this_month: 0,
    },
    agenda: { first: [], others: [], week: [], waiting: [], laid: [], due: 0 },
    fresh: true,
    first_steps: [
      { kind: "client", done: false },
      { kind: "quote", done: false },
      { kind: "logo", done: false },
      { kind: "terms", done: true },
      { kind: "backup", done: false },
    ],
    aged: today.aged.map((one) => ({ ...one, amount: 0 })),
    counts: { today: 0, deals: 0, quotes: 0, outbox: 0 },
  };
  const rows = none
    ? []
    : [
        { id: 1, kind: "company", name: "Boulangerie Le Goff", city: "Lannion", tags: [], open: 0, deals: 1 },
        { id: 2, kind: "company", name: "Atelier Nord", city: "Lille", tags: [], open: 156000, deals: 3 },
        { id: 7, kind: "person", name: "Hugo Petit", city: "Rennes", tags: [], open: 0, deals: 1 },
      ];
  return {
    today: none ? empty : today,
    identity: {
      identity: state === "start" ? null : me,
      has_logo: false,
      logo: null,
      full_name: state === "start" ? "" : "Camille Durand EI",
      vat_wording: "TVA acquittée sur les encaissements",
    },
    preferences: {
      preferences: {
        payment_days: "",
        validity_days: "",
        deposit: "",
        late_wording: "",
        late_rate: "",
        part_payments: "interest_first",
        discount_wording: "",
        payment_means: "",
        time_zone: "",
        backup_folder: "",
        check_above: "",
        remind_from: "",
        reminder_pace: "",
        statement_days: "",
        region: "metropolis",
      },
      effective: {
        payment_days: 30,
        payment_terms: "30\u00a0jours",
        validity_days: 30,
        deposit: "30",
        late_wording:
          "Pénalités de retard : trois fois le taux d’intérêt légal. Indemnité forfaitaire de recouvrement : 40 €.",
        discount_wording: "Pas d’escompte pour paiement anticipé.",
        payment_means: "Paiement par virement.",
      },
      usual_reminders: "Un rappel vous est adressé 5 jours avant l’échéance.",
      ceilings: [],
    },
    terms: {
      current: none
        ? null
        : {
            version: 3,
            text: "1. Objet\n\nLes présentes conditions…",
            is_file: false,
            tacit_days: 15,
            published_on: "2026-01-05",
            sha256: "00",
          },
      earlier: [],
    },
    catalogue: {
      rows: none
        ? []
        : [
            {
              id: 1,
              card: {
                label: "Journée de conception",
                detail: "",
                unit: "jour",
                unit_price: "480",
                vat_rate: 2000,
                nature: "service",
                activity: null,
                vat_reason: "",
              },
              unit_price: 4800000,
            },
          ],
    },
    quote_versions: { number: "D-2026-0011", rows: [] },
    vat_rates: { rates: [2000, 1000, 550, 210, 0], usual: 2000 },
    deal_vat: { services: stands, goods: stands },
    law: { rows: [], coming: [] },
    clients: { rows, more: false },
    client: {
      id: 1,
      card,
      merged: [],
      people: [
        { id: 1, card: { ...person(), name: "Zoé Martin", function: "comptable", receives_invoices: true } },
      ],
      open: 90000,
      late: 0,
      deals: deals.slice(0, 1),
      invoices: invoices.slice(2),
      more_invoices: false,
      documents: [],
      history,
      risk: null,
      suspension: null,
      claims: [],
      securities: [],
      decision: null,
      solvency: [],
      confirmed_on: "2025-11-03",
      to_confirm: true,
    },
    client_timeline: { rows: view.timeline, more: false },
    follow_up: {
      tasks: tasks.filter((one) => one.aim === "keep_loyal"),
      said: [],
      figures: {
        satisfaction: { answers: 4, average: "8,3 sur 10", recommendation: 25 },
        clients: 7,
        repeat_clients: 3,
        repeat_share: 43,
        sources: [{ source: "Recommandation", deals: 4, revenue: 1240000 }],
      },
    },
    past: {
      series: [
        { series: "invoice", year: 2026, next: "F-2026-0036", may_be_set: false },
        { series: "credit_note", year: 2026, next: "A-2026-0001", may_be_set: true },
      ],
      invoices: [],
      receipts: [],
      received: 0,
    },
    issued_before_regime: { numbers: [], sentence: "" },
    client_duplicates: { rows: [], delay: "" },
    client_imports: { rows: [] },
    rehearse_client_merge: {
      from: "Atelier Nord",
      into: "Boulangerie Le Goff",
      deals: 2,
      people: 1,
      filled: ["téléphone"],
      stays: true,
      refused: null,
    },
    preview_client_import: {
      format: "csv",
      read_as: "Tableau CSV séparé par des virgules, UTF-8",
      columns: [{ header: "Nom", read_as: "nom complet" }],
      rows: [
        {
          line: 2,
          card,
          problems: [],
          left_out: ["Note : fidèle"],
          duplicates: [
            { id: 1, name: "Boulangerie Le Goff", city: "Lannion", likeness: ["same_name"], why: "même nom" },
          ],
          repeats: null,
        },
      ],
      refused: [{ line: 3, text: "", reason: "Ce contact n’a ni nom, ni société, ni e-mail." }],
    },
    deals: (given: { closed: boolean }) =>
      none || given.closed
        ? { rows: [], more: false, sums: [], stalled_rule: "" }
        : { rows: deals, more: true, sums, stalled_rule: "" },
    deal: (given: { id: number }) => (given.id === 3 ? fresh : { ...view, id: given.id }),
    quotes: none
      ? { rows: [], drafts: [], more: false }
      : {
          rows: [
            view.quote,
            {
              ...view.quote,
              id: 2,
              number: "D-2026-0014",
              version: 2,
              status: "sent",
              title: "Plan du centre-ville",
              deal: 2,
            },
          ],
          drafts: [
            {
              key: "quote:3",
              deal: 3,
              title: "Signalétique de la boutique",
              client: KERVELLA,
              saved_at: "2026-11-22T05:00:00",
            },
          ],
          more: false,
        },
    invoices: { rows: none ? [] : invoices, more: !none },
    payments: { rows: none ? [] : payments, more: false },
    list_totals: { count: 4, amount: 464000, open: 324000 },
    tags: { tags: ["artisan", "collectivité"] },
    invoice: {
      row: invoices[1],
      lines,
      work: totals(233333),
      disbursements: 0,
      totals: totals(233333),
      deductions,
      payments: [],
      order_number: "",
      instalments: [],
      may_credit: true,
      linked: [],
      reason: "",
      original_gross: null,
      paid: 0,
    },
    acceptance_report: { done: "Conception\nRéalisation" },
    stage_announcement: { text: "Bonjour,\n\nL’étape « Mise en ligne » est atteinte." },
    preview_quote: preview,
    preview_acceptance: {
      options: [
        {
          position: 2,
          section: "",
          label: "Fichiers de fabrication",
          detail: "Six planches",
          net: 108000,
          adds: 129600,
          ticked: false,
        },
      ],
      totals: totals(333333),
      deposit: totals(100000),
      balance: 280000,
      taxed: true,
      terms: 3,
      place_matters: false,
    },
    preview_deposit_invoice: {
      typed: [],
      work: totals(100000),
      disbursements: 0,
      totals: totals(100000),
      due_on: "2026-11-23",
      instalments: [],
      lines: lines.slice(0, 1),
      deductions: [],
      problems: [],
      issuable: true,
    },
    preview_balance_invoice: {
      typed: [],
      work: totals(233333),
      disbursements: 0,
      totals: totals(233333),
      due_on: "2026-12-23",
      instalments: [],
      lines,
      deductions,
      problems: [
        { field: "client.siret", message: "Le SIREN du client manque : complétez sa fiche.", blocking: true },
      ],
      issuable: false,
    },
    preview_progress_invoice: {
      typed: [],
      work: totals(100000),
      disbursements: 0,
      totals: totals(100000),
      due_on: "2026-12-23",
      instalments: [],
      lines: lines.slice(0, 1),
      deductions: [],
      problems: [],
      issuable: true,
    },
    credit_lines: {
      left: 120000,
      by_amount: true,
      lines: [
        {
          line: 0,
          label: lines[0]!.label,
          unit: lines[0]!.unit,
          vat_rate: 2000,
          disbursement: false,
          quantity_left: 1000,
          net_left: 100000,
          gross_left: 120000,
        },
      ],
    },
    preview_credit_note: {
      work: totals(100000),
      disbursements: 0,
      totals: totals(100000),
      lines: lines.slice(0, 1),
      open: 0,
      freed: 120000,
    },
    preview_invoice: {
      typed: [],
      work: totals(0),
      disbursements: 0,
      totals: totals(0),
      due_on: "2026-12-23",
      instalments: [],
      lines: [],
      deductions: [],
      problems: [{ field: "lines[0].label", message: "Décrivez au moins une prestation.", blocking: true }],
      issuable: false,
    },
    last_quote_content: { content: state === "full" ? written : null },
    search: {
      hits: [
        { kind: "client", id: 1, deal: null, title: "Boulangerie Le Goff", detail: "Lannion", amount: null },
        {
          kind: "deal",
          id: 1,
          deal: 1,
          title: "Refonte du site",
          detail: "Boulangerie Le Goff",
          amount: 400000,
        },
        { kind: "invoice", id: 1, deal: 1, title: "F-2026-0031", detail: "Atelier Nord", amount: 156000 },
      ],
    },
    books: {
      path: "/home/camille/.local/share/parcours/livres.db",
      folder: "/home/camille/.local/share/parcours",
      size: 4_200_000,
      lines: 128,
      head: "9f2c4d1e8a7b6c5d4e3f2a1b0c9d8e7f",
      backup_folder: "/home/camille/Sauvegardes",
      last_backup: none ? null : "2026-11-22T04:00:00",
      clock: null,
      second: { folder: "", last_on: null, trouble: null },
      drill: null,
      backups: none
        ? []
        : [
            {
              name: "parcours-2026-11-22.db",
              path: "/b/1",
              taken_at: "2026-11-22T04:00:00",
              size: 4_100_000,
            },
          ],
    },
  };
}
