// What the books that are only written down hold: people, tasks, the day, rows of lists.

import { client } from "../contact/blank";
import { address } from "../kit/blank";
import { identity } from "../settings/blank";
import type {
  ClientCard,
  DealRow,
  Identity,
  InvoiceRow,
  AgendaLine,
  Task,
  Today,
} from "../generated/surface";

export const who = (id: number, name: string) => ({ id, name });
export const LEGOFF = who(1, "Boulangerie Le Goff");
export const NORD = who(2, "Atelier Nord");
export const LUMEN = who(3, "Lumen SAS");
export const KERVELLA = who(4, "Maison Kervella SAS");
export const PINS = who(5, "Clinique des Pins");

let made = 0;
export const task = (over: Partial<Task>): Task => ({
  key: `task-${++made}`,
  kind: "x",
  text: "",
  detail: "",
  amount: 0,
  currency: "EUR",
  client: LEGOFF,
  deal: 1,
  title: "Refonte du site",
  label: "Ouvrir",
  action: { name: "record_payment", payload: {} },
  complete: false,
  aim: "be_paid",
  tone: "calm",
  when: "today",
  waits_for: "",
  until: null,
  late_days: 0,
  why: ["Échue le 31 octobre 2026."],
  ...over,
});

const line = (task: Task): AgendaLine => ({ key: task.key, batch: "", task, more: [] });

export const balance = task({
  kind: "issue_balance_invoice",
  text: "Émettre la facture de solde",
  detail: "Livré le 20 novembre 2026.",
  amount: 280000,
  label: "Émettre…",
  action: { name: "issue_balance_invoice", payload: { order: 1 } },
  complete: true,
  tone: "ready",
});

export const tasks: Task[] = [
  task({
    text: "F-2026-0031 a 18 jours de retard",
    detail: "Acompte émis le 1er octobre 2026.",
    amount: 156000,
    client: NORD,
    title: "Signalétique",
    label: "Noter le paiement",
    tone: "late",
    action: {
      name: "record_payment",
      payload: {
        invoice: 1,
        amount: "1560,00",
        received_on: "2026-11-23",
        method: "transfer",
        reference: "",
      },
    },
  }),
  task({
    text: "F-2026-0034 a 10 jours de retard",
    detail: "200,00 € déjà reçus sur 980,00 €.",
    amount: 78000,
    client: LUMEN,
    title: "Photos d’été",
    label: "Noter le paiement",
    tone: "late",
  }),
  balance,
  task({
    text: "Devis D-2026-0014 sans réponse depuis 9 jours",
    detail: "Valable jusqu’au 14 décembre 2026.",
    amount: 490000,
    client: who(6, "Mairie de Lannion"),
    deal: 2,
    title: "Plan du centre-ville",
    label: "Noter la signature",
    tone: "soon",
    aim: "advance",
    action: { name: "accept_quote", payload: { quote: 1 } },
  }),
  task({
    text: "Finir et envoyer le devis",
    detail: "Un brouillon est enregistré.",
    amount: 0,
    client: KERVELLA,
    deal: 3,
    title: "Signalétique de la boutique",
    label: "Reprendre",
    aim: "advance",
    action: { name: "send_quote", payload: { deal: 3 } },
  }),
  task({
    text: "Commencer le travail",
    detail: "Acompte reçu, devis signé : tout est en ordre.",
    amount: 120000,
    client: who(7, "Hugo Petit"),
    deal: 4,
    title: "Carte de visite",
    label: "Commencer",
    complete: true,
    tone: "ready",
    aim: "advance",
    action: { name: "begin_delivery", payload: { order: 2 } },
  }),
  task({
    text: "Remercier le client",
    detail: "Tout est réglé depuis le 22 novembre 2026.",
    client: PINS,
    deal: 5,
    title: "Livret d’accueil",
    label: "Noter le merci",
    complete: true,
    aim: "keep_loyal",
    action: { name: "thank_client", payload: { deal: 5 } },
  }),
];

export const today: Today = {
  day: "2026-11-23",
  heading: "Lundi 23 novembre",
  has_identity: true,
  demo: false,
  lost: null,
  backup_trouble: null,
  backup_advice: null,
  review_due: false,
  figures: {
    to_collect: 1248000,
    to_collect_count: 9,
    late: 234000,
    late_count: 2,
    late_clients: 2,
    due_in_30_days: 815000,
    received_this_month: 642000,
  },
  agenda: {
    first: tasks.map(line),
    others: [],
    week: [],
    waiting: [],
    laid: [],
    due: 3,
  },
  done: [],
  fresh: false,
  first_steps: [],
  aged: [
    { label: "Pas encore dû", amount: 1014000, late: false },
    { label: "1 à 30 jours", amount: 234000, late: true },
    { label: "31 à 60 jours", amount: 0, late: true },
    { label: "Plus de 60 jours", amount: 0, late: true },
  ],
  counts: { today: 3, deals: 12, quotes: 3, outbox: 0 },
};

export const me: Identity = {
  ...identity(),
  name: "Camille Durand",
  legal_form: "ei",
  trade: "Graphiste",
  siret: "73282932000074",
  address: { ...address(), street: "12 rue des Carmes", postcode: "35000", city: "Rennes" },
  vat_regime: "liable",
  vat_number: "FR44732829320",
  email: "camille@durand.example",
  iban: "FR7630006000011234567890189",
  accent: "#0f6b63",
};
export const card: ClientCard = {
  ...client(),
  name: "Boulangerie Le Goff",
  siret: "73282932000074",
  contact: "Anne Le Goff",
  email: "anne@legoff.example",
  address: { ...address(), street: "7 quai de Viarmes", postcode: "22300", city: "Lannion" },
};

export const row = (id: number, over: Partial<DealRow>): DealRow => ({
  id,
  title: "Refonte du site",
  client: LEGOFF,
  stage: "delivered",
  active: true,
  amount: 400000,
  changed_on: "2026-11-20",
  late: false,
  stalled: false,
  tone: "ready",
  next: "Émettre la facture de solde",
  ...over,
});
export const deals: DealRow[] = [
  row(1, {}),
  row(2, {
    title: "Plan du centre-ville",
    client: who(6, "Mairie de Lannion"),
    stage: "quoted",
    amount: 490000,
    next: "Recueillir la signature",
    changed_on: "2026-11-14",
  }),
  row(3, {
    title: "Signalétique de la boutique",
    client: KERVELLA,
    stage: "qualified",
    amount: 0,
    next: "Finir et envoyer le devis",
  }),
  row(4, {
    title: "Carte de visite",
    client: who(7, "Hugo Petit"),
    stage: "deposit_paid",
    amount: 120000,
    next: "Commencer le travail",
  }),
  row(6, { title: "Site vitrine", client: NORD, stage: "contact", amount: 0, next: "Qualifier la demande" }),
  row(7, {
    title: "Photos d’été",
    client: LUMEN,
    stage: "invoiced",
    amount: 98000,
    next: "Paiement attendu",
  }),
  row(8, {
    title: "Affiches du festival",
    client: NORD,
    stage: "contact",
    amount: 0,
    next: "Qualifier la demande",
  }),
];
export const sums = [...new Set(deals.map((deal) => deal.stage))].map((stage) => ({
  stage,
  count: deals.filter((deal) => deal.stage === stage).length,
  amount: deals.filter((deal) => deal.stage === stage).reduce((all, deal) => all + deal.amount, 0),
}));

export const invoice = (id: number, over: Partial<InvoiceRow>): InvoiceRow => ({
  id,
  number: `F-2026-00${30 + id}`,
  kind: "deposit",
  deal: 1,
  title: "Refonte du site",
  client: LEGOFF,
  issued_on: "2026-09-24",
  due_on: "2026-10-24",
  gross: 120000,
  open: 0,
  credited: 0,
  given_up: 0,
  written_off: false,
  planned: false,
  late_days: 0,
  document: 1,
  electronic: true,
  sent_on: "2026-09-24",
  to_send: false,
  states: [{ label: "payée", tone: "good" }],
  ...over,
});
export const invoices = [
  invoice(4, {
    client: LUMEN,
    title: "Photos d’été",
    gross: 98000,
    open: 78000,
    late_days: 10,
    states: [{ label: "10\u00a0jours de retard", tone: "late" }],
    kind: "balance",
  }),
  invoice(1, {
    client: NORD,
    title: "Signalétique",
    gross: 156000,
    open: 156000,
    late_days: 18,
    states: [{ label: "18\u00a0jours de retard", tone: "late" }],
  }),
  invoice(3, {
    gross: 90000,
    open: 90000,
    due_on: "2026-12-20",
    states: [{ label: "à payer", tone: "none" }],
  }),
  invoice(2, {}),
];
export const payments = [
  {
    id: 1,
    kind: "received",
    invoice: 2,
    number: "F-2026-0032",
    client: LEGOFF,
    deal: 1,
    amount: 120000,
    received_on: "2026-10-02",
    method: "transfer",
    reference: "VIR LE GOFF ACOMPTE",
    fee: 0,
    left: 0,
    reversed: false,
    cheque: null,
    receipt: null,
  },
];
