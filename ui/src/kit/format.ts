// The one place where money, rates, quantities and dates become words, as French people read them.
// Nothing is worked out here: what is shown is what the books answered.

import type { BasisPoints, Cents, Thousandths, UnitPrice } from "../generated/surface";

/** Narrow no-break space, between thousands. */
const THIN = "\u202f";
/** No-break space, before a unit. */
const HARD = "\u00a0";
const MINUS = "\u2212";

const MONTHS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];
const SHORT_MONTHS = [
  "janv.",
  "févr.",
  "mars",
  "avr.",
  "mai",
  "juin",
  "juil.",
  "août",
  "sept.",
  "oct.",
  "nov.",
  "déc.",
];

function decimal(value: number, scale: number, least: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(\d{3})+$)/g, THIN);
  let part = digits.slice(digits.length - scale);
  while (part.length > least && part.endsWith("0")) part = part.slice(0, -1);
  // A comma alone before three digits could be a thousands mark: a fourth decimal says that it is none.
  if (part.length === 3 && whole.length <= 3 && whole !== "0") part += "0";
  return `${value < 0 ? MINUS : ""}${whole}${part ? `,${part}` : ""}`;
}

/** `1 234,50 €` */
export const euros = (amount: Cents): string => `${decimal(amount, 2, 2)}${HARD}€`;

/** `− 1 200,00 €`: an amount taken away. */
export const less = (amount: Cents): string => `${MINUS}${HARD}${euros(amount)}`;

/** `1 200,00 €`, or `− 1 200,00 €` for what went out. */
export const signed = (amount: Cents): string => (amount < 0 ? less(-amount) : euros(amount));

/** `1 234,50 €`, or `− 1 234,50 USD`: money of an account, with its sign. */
export const money = (amount: Cents, currency: string): string =>
  currency === "EUR" || currency === ""
    ? signed(amount)
    : `${amount < 0 ? MINUS + HARD : ""}${decimal(Math.abs(amount), 2, 2)}${HARD}${currency}`;

/** `0,085 €`: two decimals, up to four where they count. */
export const unitPrice = (price: UnitPrice): string => `${decimal(price, 4, 2)}${HARD}€`;

/** `20 %`, `5,5 %` */
export const percent = (rate: BasisPoints): string => `${decimal(rate, 2, 0)}${HARD}%`;

/** `7 656 €`: as a return takes it. */
export const wholeEuros = (whole: number): string => `${decimal(whole, 0, 0)}${HARD}€`;

/** `3,5` */
export const quantity = (value: Thousandths): string => decimal(value, 3, 0);

/** An amount as a field holds it: `1 234,50`. */
export const typedAmount = (amount: Cents): string => decimal(amount, 2, 2).replace(MINUS, "-");

/** `3 factures`, `1 facture` */
export const count = (n: number, one: string, many: string): string =>
  `${decimal(n, 0, 0)}${HARD}${n < 2 ? one : many}`;

/** `12,4 Mo` */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes}${HARD}octets`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)}${HARD}Ko`;
  return `${decimal(Math.round(bytes / 100_000), 1, 0)}${HARD}Mo`;
}

/** `732 829 320 00074`: a SIREN by threes, then the establishment. */
export const siret = (digits: string): string =>
  digits.replace(/^(\d{3})(\d{3})(\d{3})(\d*)$/, `$1${THIN}$2${THIN}$3${THIN}$4`).trimEnd();

interface Day {
  year: string;
  month: number;
  day: number;
}

function read(iso: string): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return found ? { year: found[1]!, month: Number(found[2]), day: Number(found[3]) } : null;
}

const ordinal = (day: number): string => (day === 1 ? "1er" : String(day));

/** `3 mars 2026` */
export function date(iso: string): string {
  const found = read(iso);
  return found ? `${ordinal(found.day)}${HARD}${MONTHS[found.month - 1]}${HARD}${found.year}` : iso;
}

/** `3 mars`, with the year only when it is not this one. */
export function shortDate(iso: string, today?: string): string {
  const found = read(iso);
  if (!found) return iso;
  const year = today && !today.startsWith(found.year) ? `${HARD}${found.year}` : "";
  return `${ordinal(found.day)}${HARD}${SHORT_MONTHS[found.month - 1]}${year}`;
}

/** A date as one would type it: `03/03/2026`. What is already typed stays as it is. */
export function typedDate(iso: string): string {
  const found = read(iso);
  return found ? `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${found.year}` : iso;
}

/** `novembre` */
export const month = (iso: string): string => MONTHS[(read(iso)?.month ?? 1) - 1]!;

/** `17:42` */
export const hour = (moment: string): string => moment.slice(11, 16);

/** When something happened on the timeline: `20 nov., 17:42`, or the day alone when it was noted later. */
export function happened(at: string, day: string, today?: string): string {
  return at.startsWith(day) ? `${shortDate(day, today)}, ${hour(at)}` : shortDate(day, today);
}

/** `il y a 3 jours`, `à l’instant`; beyond a month, or ahead of the clock, the date itself. */
export function ago(moment: string, now: Date = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(moment).getTime()) / 60_000);
  if (Number.isNaN(minutes)) return moment;
  if (minutes < 0 || minutes >= 31 * 1440) return `le${HARD}${date(moment)}`;
  if (minutes < 1) return "à l’instant";
  if (minutes < 60) return `il y a ${count(minutes, "minute", "minutes")}`;
  if (minutes < 1440) return `il y a ${Math.floor(minutes / 60)}${HARD}h`;
  return `il y a ${count(Math.floor(minutes / 1440), "jour", "jours")}`;
}

/** `D-2026-0011 · version 2`: the version is said from the second on. */
export const versioned = (number: string, version: number): string =>
  version > 1 ? `${number} · version${HARD}${version}` : number;
