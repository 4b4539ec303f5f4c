// What the books that are only written down answer.

import { client, person } from "../contact/blank";
import type { ClientCard, DealRow, DealView, Identity, InvoiceRow, QuoteContent, QuotePreview, Task, Today, Totals } from "../generated/surface";
import { address } from "../kit/blank";
import { line, quote as blankQuote } from "../quote/blank";
import { identity } from "../settings/blank";

const who = (id: number, name: string) => ({ id, name });
const LEGOFF = who(1, "Boulangerie Le Goff");
const NORD = who(2, "Atelier Nord");
const LUMEN = who(3, "Lumen SAS");
const KERVELLA = who(4, "Maison Kervella SAS");
const PINS = who(5, "Clinique des Pins");

const task = (over: Partial<Task>): Task => ({
  kind: "x", text: "", detail: "", amount: 0, currency: "EUR", client: LEGOFF, deal: 1, title: "Refonte du site", label: "Ouvrir", action: { name: "record_payment", payload: {} },
  complete: false, aim: "be_paid", tone: "calm", pressing: true, ...over,
});

const balance = task({ kind: "issue_balance_invoice", text: "Émettre la facture de solde", detail: "Livré le 20 novembre 2026.", amount: 280000, label: "Émettre", action: { name: "issue_balance_invoice", payload: { order: 1 } }, complete: true, tone: "ready" });

const today: Today = {
  day: "2026-11-23", heading: "Lundi 23 novembre", has_identity: true, demo: false, review_due: false,
  figures: { to_collect: 1248000, to_collect_count: 9, late: 234000, late_count: 2, late_clients: 2, due_in_30_days: 815000, received_this_month: 642000 },
  tasks: [
    task({ text: "F-2026-0031 a 18 jours de retard", detail: "Acompte émis le 1er octobre 2026.", amount: 156000, client: NORD, title: "Signalétique", label: "Paiement reçu", tone: "late", action: { name: "record_payment", payload: { invoice: 1, amount: "1560,00", received_on: "2026-11-23", method: "transfer", reference: "" } } }),
    task({ text: "F-2026-0034 a 10 jours de retard", detail: "200,00 € déjà reçus sur 980,00 €.", amount: 78000, client: LUMEN, title: "Photos d’été", label: "Paiement reçu", tone: "late" }),
    balance,
    task({ text: "Devis D-2026-0014 sans réponse depuis 9 jours", detail: "Valable jusqu’au 14 décembre 2026.", amount: 490000, client: who(6, "Mairie de Lannion"), deal: 2, title: "Plan du centre-ville", label: "Signé", tone: "soon", aim: "advance", action: { name: "accept_quote", payload: { quote: 1 } } }),
    task({ text: "Finir et envoyer le devis", detail: "Un brouillon est enregistré.", amount: 0, client: KERVELLA, deal: 3, title: "Signalétique de la boutique", label: "Reprendre", aim: "advance", action: { name: "send_quote", payload: { deal: 3 } } }),
    task({ text: "Commencer le travail", detail: "Acompte reçu, devis signé : tout est en ordre.", amount: 120000, client: who(7, "Hugo Petit"), deal: 4, title: "Carte de visite", label: "Commencer", complete: true, tone: "ready", aim: "advance", action: { name: "begin_delivery", payload: { order: 2 } } }),
    task({ text: "Remercier le client", detail: "Tout est réglé depuis le 22 novembre 2026.", client: PINS, deal: 5, title: "Livret d’accueil", label: "Remercié", complete: true, aim: "keep_loyal", action: { name: "thank_client", payload: { deal: 5 } } }),
  ],
  aged: [{ label: "À échoir", amount: 1014000, late: false }, { label: "1 à 30 jours", amount: 234000, late: true }, { label: "31 à 60 jours", amount: 0, late: true }, { label: "Plus de 60 jours", amount: 0, late: true }],
  counts: { today: 7, deals: 12, quotes: 3 },
};

const me: Identity = { ...identity(), name: "Camille Durand", legal_form: "ei", trade: "Graphiste", siret: "73282932000074", address: { ...address(), street: "12 rue des Carmes", postcode: "35000", city: "Rennes" }, vat_regime: "liable", vat_number: "FR44732829320", email: "camille@durand.example", iban: "FR7630006000011234567890189", accent: "#0f6b63" };
const card: ClientCard = { ...client(), name: "Boulangerie Le Goff", siret: "73282932000074", contact: "Anne Le Goff", email: "anne@legoff.example", address: { ...address(), street: "7 quai de Viarmes", postcode: "22300", city: "Lannion" } };

const row = (id: number, over: Partial<DealRow>): DealRow => ({ id, title: "Refonte du site", client: LEGOFF, stage: "delivered", active: true, amount: 400000, changed_on: "2026-11-20", next: "Émettre la facture de solde", ...over });
const deals: DealRow[] = [
  row(1, {}),
  row(2, { title: "Plan du centre-ville", client: who(6, "Mairie de Lannion"), stage: "quoted", amount: 490000, next: "Recueillir la signature", changed_on: "2026-11-14" }),
  row(3, { title: "Signalétique de la boutique", client: KERVELLA, stage: "qualified", amount: 0, next: "Finir et envoyer le devis" }),
  row(4, { title: "Carte de visite", client: who(7, "Hugo Petit"), stage: "deposit_paid", amount: 120000, next: "Commencer le travail" }),
  row(6, { title: "Site vitrine", client: NORD, stage: "contact", amount: 0, next: "Qualifier la demande" }),
  row(7, { title: "Photos d’été", client: LUMEN, stage: "invoiced", amount: 98000, next: "Paiement attendu" }),
  row(8, { title: "Affiches du festival", client: NORD, stage: "contact", amount: 0, next: "Qualifier la demande" }),
];
const sums = [...new Set(deals.map((deal) => deal.stage))].map((stage) => ({ stage, count: deals.filter((deal) => deal.stage === stage).length, amount: deals.filter((deal) => deal.stage === stage).reduce((all, deal) => all + deal.amount, 0) }));

const invoice = (id: number, over: Partial<InvoiceRow>): InvoiceRow => ({ id, number: `F-2026-00${30 + id}`, kind: "deposit", deal: 1, title: "Refonte du site", client: LEGOFF, issued_on: "2026-09-24", due_on: "2026-10-24", gross: 120000, open: 0, credited: 0, late_days: 0, document: 1, sent_on: "2026-09-24", to_send: false, ...over });
const invoices = [invoice(4, { client: LUMEN, title: "Photos d’été", gross: 98000, open: 78000, late_days: 10, kind: "balance" }), invoice(1, { client: NORD, title: "Signalétique", gross: 156000, open: 156000, late_days: 18 }), invoice(3, { gross: 90000, open: 90000, due_on: "2026-12-20" }), invoice(2, {})];
const payments = [{ id: 1, kind: "received", invoice: 2, number: "F-2026-0032", client: LEGOFF, deal: 1, amount: 120000, received_on: "2026-10-02", method: "transfer", reference: "VIR LE GOFF ACOMPTE", fee: 0, left: 0, reversed: false, cheque: null, receipt: null }];

const history = { paid_count: 6, average_days: 24, late_count: 1, open: 90000, late: 0, told: "Paie en 24 jours en moyenne ; 1 facture en retard." };
const view: DealView = {
  id: 1, title: "Refonte du site", client: LEGOFF, client_kind: "company", stage: "delivered", source: "Recommandation", need: "Un site qui prend les commandes.", budget: 400000, ideal: true, next_step: "", next_on: null,
  steps: [
    { label: "Contact", state: "done", detail: "3 sept." }, { label: "Devis", state: "done", detail: "D-2026-0011" }, { label: "Signé", state: "done", detail: "24 sept." }, { label: "Acompte", state: "done", detail: "1 200,00 €" },
    { label: "Réalisation", state: "done", detail: "livré le 20 nov." }, { label: "Facture", state: "now", detail: "à émettre" }, { label: "Paiement", state: "next", detail: "" }, { label: "Suivi", state: "next", detail: "" },
  ],
  next: { ...balance, detail: "Acompte F-2026-0029 de 1 200,00 € déduit. Livré le 20 novembre 2026." }, others: [],
  timeline: [
    { id: 12, at: "2026-11-20T17:42:00", day: "2026-11-20", title: "Livraison enregistrée", text: "Réception sans réserve par Anne Le Goff.", kind: "record_delivery", document: 3, deal: null, deal_title: "" },
    { id: 11, at: "2026-10-02T10:00:00", day: "2026-10-02", title: "Acompte reçu", text: "1 200,00 € par virement.", kind: "record_payment", document: null, deal: null, deal_title: "" },
    { id: 10, at: "2026-09-25T10:00:00", day: "2026-09-24", title: "Devis D-2026-0011 signé", text: "« Bon pour accord », Anne Le Goff, gérante. CGV version 3 acceptées.", kind: "accept_quote", document: 2, deal: null, deal_title: "" },
    { id: 9, at: "2026-09-18T10:00:00", day: "2026-09-18", title: "Appel", text: "Question sur l’hébergement, réponse donnée.", kind: "call", document: null, deal: null, deal_title: "" },
    { id: 8, at: "2026-09-10T10:00:00", day: "2026-09-10", title: "Devis D-2026-0011 envoyé", text: "Par e-mail, avec les CGV version 3.", kind: "send_quote", document: 1, deal: null, deal_title: "" },
    { id: 7, at: "2026-09-03T10:00:00", day: "2026-09-03", title: "Affaire ouverte", text: "", kind: "open_deal", document: null, deal: null, deal_title: "" },
  ],
  money: { ordered: 400000, invoiced: 120000, paid: 120000, left_to_invoice: 280000, open: 0 },
  documents: [
    { id: 1, kind: "quote", name: "Devis D-2026-0011.pdf", label: "", number: "D-2026-0011", created_on: "2026-09-10", sealed: true, status: "signé", tone: "good" },
    { id: 2, kind: "proof", name: "Devis signé.pdf", label: "", number: "", created_on: "2026-09-24", sealed: true, status: "", tone: "none" },
    { id: 3, kind: "invoice", name: "F-2026-0029.pdf", label: "", number: "F-2026-0029", created_on: "2026-09-24", sealed: true, status: "payée", tone: "good" },
  ],
  quote: { id: 1, number: "D-2026-0011", version: 1, deal: 1, title: "Refonte du site", client: LEGOFF, sent_on: "2026-09-10", valid_until: "2026-10-10", gross: 400000, status: "signed", lost: null, document: 1 },
  order: { id: 1, number: "CO-2026-0009", quote_number: "D-2026-0011", signed_on: "2026-09-24", signed_by: "Anne Le Goff", method: "signed_paper", terms_accepted: true, gross: 400000, deposit_agreed: 120000, proof: 2, signed_paper: 4 },
  invoices: [invoice(2, { number: "F-2026-0029" })], payments: payments as DealView["payments"], has_draft: false, may_lose: false, may_cancel: true, may_invoice: false, may_progress: false, unused: 0, override_reason: "", lost: null, history, gates: { order: 1, place: null, protected: false, withdrawal_until: null, first_payment_on: null, start_requested_on: null, withdrawn_on: null, refund_by: null, may_request_start: false, may_withdraw: false, engagement: "", awaits_engagement: false, may_confirm: true, may_welcome: true }, amendment: null, may_amend: false,
  delivery: {
    supplies: [{ label: "Textes des pages", asked_on: "2026-09-24", received_on: "2026-10-02", document: null }, { label: "Accès hébergeur", asked_on: "2026-09-24", received_on: null, document: null }],
    stages: [
      { label: "Maquettes", planned_on: "2026-10-15", plans: [], reached_on: "2026-10-14", announced_on: "2026-10-14", late: false, may_plan: false, may_reach: false, may_announce: false },
      { label: "Mise en ligne", planned_on: "2026-11-20", plans: [], reached_on: "2026-11-20", announced_on: null, late: false, may_plan: false, may_reach: false, may_announce: true },
    ],
    reception: { report: null, report_on: null, manner: null, accepted_on: null, signed_by: "", reserves: "", proof: null, lifted_on: null, tacit_from: null, may_report: true, may_accept: true, may_lift: false },
  },
};
const fresh: DealView = { ...view, id: 3, title: "Signalétique de la boutique", client: KERVELLA, stage: "qualified", quote: null, order: null, delivery: null, invoices: [], payments: [], money: null, documents: [], next: task({ text: "Écrire le devis", label: "Écrire le devis", deal: 3, client: KERVELLA, action: { name: "send_quote", payload: { deal: 3 } } }) };

const totals = (net: number): Totals => ({ groups: [{ rate: 2000, net, vat: Math.round(net / 5) }], net, vat: Math.round(net / 5), gross: net + Math.round(net / 5) });
const number = (text: string): number => Number(text.replace(",", ".").replace(/\s/g, "")) || 0;
const nets = (content: QuoteContent): number[] => content.lines.map((line) => Math.round(number(line.quantity) * number(line.unit_price) * 100));
function preview({ content }: { content: QuoteContent }): QuotePreview {
  const lines = nets(content);
  const net = lines.reduce((all, one) => all + one, 0);
  const all = totals(net);
  const deposit = totals(Math.round((net * number(content.deposit)) / 100));
  return {
    lines: lines.map((one) => one || null), discount: 0, totals: all, work: all, disbursements: 0, payment_means: "Paiement par virement.", reminders: "Un rappel vous est adressé 5 jours avant l’échéance.", deposit, balance: all.gross - deposit.gross, valid_until: "2026-12-22", payment_days: 30, terms: 3,
    problems: [
      ...(content.subject ? [] : [{ field: "subject", message: "Donnez un objet au devis, par exemple « Refonte du site ».", blocking: true }]),
      ...content.lines.flatMap((line, i) => (line.label && !line.unit_price ? [{ field: `lines[${i}].unit_price`, message: "Indiquez un prix, par exemple 450,00.", blocking: true }] : [])),
      ...(content.start || content.duration ? [] : [{ field: "duration", message: "Précisez le début ou la durée : c’est ce que l’on attend de vous.", blocking: false }]),
    ],
    seller: ["Camille Durand EI", "12 rue des Carmes, 35000 Rennes", "SIRET 732 829 320 00074"], buyer: ["Maison Kervella SAS", "7 quai de Viarmes", "22300 Lannion"], sendable: true,
  };
}

const lines = [
  { label: "Conception", detail: "Trois pistes, deux allers-retours", quantity: 2000, unit: "jour", unit_price: 4500000, discount: 0, vat_rate: 2000, net: 90000, section: "", optional: false, nature: "service" as const, activity: "liberal" as const },
  { label: "Réalisation", detail: "", quantity: 1000, unit: "forfait", unit_price: 24333300, discount: 1000, vat_rate: 2000, net: 243333, section: "", optional: false, nature: "service" as const, activity: "liberal" as const },
];
const deductions = [{ number: "F-2026-0029", issued_on: "2026-09-24", rate: 2000, net: 100000, vat: 20000 }];
const written: QuoteContent = {
  ...blankQuote(), subject: "Signalétique de la boutique", deposit: "30",
  lines: [
    { ...line(2000), label: "Repérage et relevés", detail: "Deux demi-journées sur place", quantity: "2", unit: "jour", unit_price: "320,00" },
    { ...line(2000), label: "Conception de la charte", detail: "Trois pistes, deux allers-retours", quantity: "1", unit: "forfait", unit_price: "2 400,00" },
    { ...line(2000), label: "Fichiers de fabrication", detail: "", quantity: "6", unit: "", unit_price: "180,00" },
  ],
};

export function answers(state: string): Record<string, unknown> {
  const none = state === "empty" || state === "start";
  const empty = { ...today, has_identity: state !== "start", figures: { to_collect: 0, to_collect_count: 0, late: 0, late_count: 0, late_clients: 0, due_in_30_days: 0, received_this_month: 0 }, tasks: [], aged: today.aged.map((one) => ({ ...one, amount: 0 })), counts: { today: 0, deals: 0, quotes: 0 } };
  const rows = none ? [] : [{ id: 1, kind: "company", name: "Boulangerie Le Goff", city: "Lannion", open: 0, deals: 1 }, { id: 2, kind: "company", name: "Atelier Nord", city: "Lille", open: 156000, deals: 3 }, { id: 7, kind: "person", name: "Hugo Petit", city: "Rennes", open: 0, deals: 1 }];
  return {
    today: none ? empty : today,
    identity: { identity: state === "start" ? null : me, has_logo: false, logo: null, full_name: state === "start" ? "" : "Camille Durand EI", vat_wording: "TVA acquittée sur les encaissements" },
    preferences: { preferences: { payment_days: "", validity_days: "", deposit: "", late_wording: "", discount_wording: "", payment_means: "", reminders: "", time_zone: "", backup_folder: "", follow_up_days: "", check_above: "" }, effective: { follow_up_days: [3, 8, 15], payment_days: 30, validity_days: 30, deposit: "30", late_wording: "Pénalités de retard : trois fois le taux d’intérêt légal. Indemnité forfaitaire de recouvrement : 40 €.", discount_wording: "Pas d’escompte pour paiement anticipé.", payment_means: "Paiement par virement.", reminders: "Un rappel vous est adressé 5 jours avant l’échéance." } },
    terms: { current: none ? null : { version: 3, text: "1. Objet\n\nLes présentes conditions…", is_file: false, tacit_days: 15, published_on: "2026-01-05", sha256: "00" }, earlier: [] },
    catalogue: { rows: none ? [] : [{ id: 1, card: { label: "Journée de conception", detail: "", unit: "jour", unit_price: "480", vat_rate: 2000, nature: "service", activity: null }, unit_price: 4800000 }] },
    quote_versions: { number: "D-2026-0011", rows: [] },
    vat_rates: { rates: [0, 210, 550, 1000, 2000] },
    clients: { rows, more: false },
    client: { id: 1, card, people: [{ id: 1, card: { ...person(), name: "Zoé Martin", function: "comptable", receives_invoices: true } }], open: 90000, late: 0, deals: deals.slice(0, 1), invoices: invoices.slice(2), more_invoices: false, documents: [], history, solvency: [], confirmed_on: "2025-11-03", to_confirm: true },
    client_timeline: { rows: view.timeline, more: false },
    follow_up: { tasks: today.tasks.filter((one) => one.aim === "keep_loyal"), said: [], figures: { satisfaction: { answers: 4, average: "8,3 sur 10", recommendation: 25 }, clients: 7, repeat_clients: 3, repeat_share: 43, sources: [{ source: "Recommandation", deals: 4, revenue: 1240000 }] } },
    past: { series: [{ series: "invoice", year: 2026, next: "F-2026-0036", may_be_set: false }, { series: "credit_note", year: 2026, next: "A-2026-0001", may_be_set: true }], invoices: [], receipts: [], received: 0 },
    client_duplicates: { rows: [] },
    client_imports: { rows: [] },
    rehearse_client_merge: { from: "Atelier Nord", into: "Boulangerie Le Goff", deals: 2, people: 1, filled: ["téléphone"], refused: null },
    preview_client_import: { format: "csv", read_as: "Tableau CSV séparé par des virgules, UTF-8", columns: [{ header: "Nom", read_as: "nom complet" }], rows: [{ line: 2, card, problems: [], left_out: ["Note : fidèle"], duplicates: [{ id: 1, name: "Boulangerie Le Goff", city: "Lannion", likeness: ["same_name"], why: "même nom" }], repeats: null }], refused: [{ line: 3, text: "", reason: "Ce contact n’a ni nom, ni société, ni e-mail." }] },
    deals: (given: { closed: boolean }) => (none || given.closed ? { rows: [], more: false, sums: [] } : { rows: deals, more: true, sums }),
    deal: (given: { id: number }) => (given.id === 3 ? fresh : { ...view, id: given.id }),
    quotes: none ? { rows: [], drafts: [], more: false } : { rows: [view.quote, { ...view.quote, id: 2, number: "D-2026-0014", version: 2, status: "sent", title: "Plan du centre-ville", deal: 2 }], drafts: [{ key: "quote:3", deal: 3, title: "Signalétique de la boutique", client: KERVELLA, saved_at: "2026-11-22T05:00:00" }], more: false },
    invoices: { rows: none ? [] : invoices, more: !none }, payments: { rows: none ? [] : payments, more: false },
    invoice: { row: invoices[1], lines, work: totals(233333), disbursements: 0, totals: totals(233333), deductions, payments: [], order_number: "", instalments: [], may_credit: true, linked: [], reason: "", original_gross: null },
    acceptance_report: { done: "Conception\nRéalisation" },
    stage_announcement: { text: "Bonjour,\n\nL’étape « Mise en ligne » est atteinte." },
    preview_quote: preview,
    preview_acceptance: { options: [{ position: 2, section: "", label: "Fichiers de fabrication", detail: "Six planches", net: 108000, adds: 129600, ticked: false }], totals: totals(333333), deposit: totals(100000), balance: 280000, taxed: true, terms: 3, place_matters: false },
    preview_deposit_invoice: { typed: [], work: totals(100000), disbursements: 0, totals: totals(100000), due_on: "2026-11-23", instalments: [], lines: lines.slice(0, 1), deductions: [], problems: [], issuable: true },
    preview_balance_invoice: { typed: [], work: totals(233333), disbursements: 0, totals: totals(233333), due_on: "2026-12-23", instalments: [], lines, deductions, problems: [{ field: "client.siret", message: "Le SIREN du client manque : complétez sa fiche.", blocking: true }], issuable: false },
    preview_progress_invoice: { typed: [], work: totals(100000), disbursements: 0, totals: totals(100000), due_on: "2026-12-23", instalments: [], lines: lines.slice(0, 1), deductions: [], problems: [], issuable: true },
    preview_credit_note: { typed: [], work: totals(100000), disbursements: 0, totals: totals(100000), due_on: "2026-11-23", instalments: [], lines: lines.slice(0, 1), deductions: [], problems: [], issuable: true },
    preview_invoice: { typed: [], work: totals(0), disbursements: 0, totals: totals(0), due_on: "2026-12-23", instalments: [], lines: [], deductions: [], problems: [{ field: "lines[0].label", message: "Décrivez au moins une prestation.", blocking: true }], issuable: false },
    last_quote_content: { content: state === "full" ? written : null },
    search: { hits: [{ kind: "client", id: 1, deal: null, title: "Boulangerie Le Goff", detail: "Lannion", amount: null }, { kind: "deal", id: 1, deal: 1, title: "Refonte du site", detail: "Boulangerie Le Goff", amount: 400000 }, { kind: "invoice", id: 1, deal: 1, title: "F-2026-0031", detail: "Atelier Nord", amount: 156000 }] },
    books: { path: "/home/camille/.local/share/parcours/livres.db", folder: "/home/camille/.local/share/parcours", size: 4_200_000, lines: 128, head: "9f2c4d1e8a7b6c5d4e3f2a1b0c9d8e7f", backup_folder: "/home/camille/Sauvegardes", last_backup: none ? null : "2026-11-22T04:00:00", backups: none ? [] : [{ name: "parcours-2026-11-22.db", path: "/b/1", taken_at: "2026-11-22T04:00:00", size: 4_100_000 }] },
  };
}
