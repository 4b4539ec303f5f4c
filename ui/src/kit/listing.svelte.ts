// A list and its address: what narrows and sorts it, how many rows were shown, what is chosen, what it sums to.

import type { List, ListTotals } from "../generated/surface";
import { narrow, place, type Filter } from "../router.svelte";
import { saveList } from "./save";
import type { Sorting } from "./ListTable.svelte";
import { asking, type Asked } from "./topics.svelte";

/** Rows shown under an address when one left it, so that going back finds as many. */
const shown = new Map<string, number>();

export interface Listing {
  readonly filter: Filter;
  /** How many rows the first page has: as many as were shown. */
  most(before: number | null): number | null;
  readonly sorting: Sorting;
  readonly totals: Asked<ListTotals>;
  save(): Promise<void>;
}

/** `own` says what is sorted by at first, and the way each column is sorted first. */
export function listing(
  filter: () => Filter,
  list: () => List,
  rows: () => number,
  own: { by: string; ways: Record<string, "up" | "down"> },
): Listing {
  const totals = asking("list_totals", list);
  $effect(() => {
    if (rows() > 50) shown.set(place.address, rows());
  });
  const by = (): string => filter()["sort"] || own.by;
  const first = (column: string): "up" | "down" => own.ways[column] ?? "up";
  const way = (): "up" | "down" => {
    const told = filter()["way"];
    return told === "up" || told === "down" ? told : first(by());
  };
  return {
    get filter() {
      return filter();
    },
    most: (before) => (before === null ? (shown.get(place.address) ?? null) : null),
    get sorting() {
      return {
        by: by(),
        way: way(),
        sort(column: string) {
          const same = column === by();
          narrow({ ...filter(), sort: column, way: same ? (way() === "up" ? "down" : "up") : first(column) });
        },
      };
    },
    totals,
    save: () => saveList(list()),
  };
}

/** Something is left out of it. */
export const isNarrowed = (filter: Filter): boolean =>
  Object.entries(filter).some(([name, value]) => value && name !== "sort" && name !== "way");

const text = (filter: Filter, name: string): string => filter[name] ?? "";

/** One of the words of a closed list; the books refuse another. */
export const one = <Word extends string>(filter: Filter, name: string): Word | null =>
  (filter[name] || null) as Word | null;

/** What every list is narrowed by, as the books take it. */
export const narrowed = (filter: Filter) => ({
  client: filter["client"] ? Number(filter["client"]) : null,
  tag: text(filter, "tag"),
  period: one<"month" | "last_month" | "quarter" | "year" | "last_year">(filter, "period"),
  from: text(filter, "from"),
  to: text(filter, "to"),
  amount_from: text(filter, "amount_from"),
  amount_to: text(filter, "amount_to"),
  direction: one<"up" | "down">(filter, "way"),
});

export const PERIODS = [
  { value: "month", label: "Ce mois" },
  { value: "last_month", label: "Le mois dernier" },
  { value: "quarter", label: "Ce trimestre" },
  { value: "year", label: "Cette année" },
  { value: "last_year", label: "L’année dernière" },
] as const;

export const DATED = [
  { name: "period", label: "Période", options: PERIODS },
  { name: "from", label: "Du", holds: "past" },
  { name: "to", label: "Au", holds: "coming" },
] as const;

export const AMOUNTS = [
  { name: "amount_from", label: "Montant, à partir de" },
  { name: "amount_to", label: "Montant, jusqu’à" },
] as const;

/** The tags there are, to choose among. */
export function tags(): () => { name: string; label: string; options: { value: string; label: string }[] }[] {
  const asked = asking("tags", () => ({}));
  return () => {
    const known = asked.answer?.tags ?? [];
    if (!known.length) return [];
    return [{ name: "tag", label: "Étiquette", options: known.map((tag) => ({ value: tag, label: tag })) }];
  };
}
