// The days to which one usually puts something off, each once, with its date.

import { shortDate, typedDate } from "../kit/format";

export interface Later {
  /** « à demain » */
  label: string;
  /** « mardi 24 novembre » */
  date: string;
  /** As one would type it. */
  until: string;
}

/** From a day (`2026-11-23`): tomorrow, next Monday, in a week. */
export function usualDays(day: string): Later[] {
  const from = new Date(`${day}T12:00:00Z`);
  const monday = (8 - from.getUTCDay()) % 7 || 7;
  const ways: [string, number][] = [
    ["à demain", 1],
    ["à lundi", monday],
    ["d’une semaine", 7],
  ];
  return ways
    .filter(([, days], i) => ways.findIndex(([, other]) => other === days) === i)
    .map(([label, days]) => {
      const at = new Date(from);
      at.setUTCDate(at.getUTCDate() + days);
      const iso = at.toISOString().slice(0, 10);
      return { label, date: `${WEEKDAYS[at.getUTCDay()]} ${shortDate(iso, day)}`, until: typedDate(iso) };
    });
}

const WEEKDAYS = ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."] as const;
