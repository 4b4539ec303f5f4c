// Where an invoice stands, in one or two words: paid, late, taken back.

import type { InvoiceRow } from "../generated/surface";
import { count } from "../kit/format";

export interface Status {
  label: string;
  tone: "" | "good" | "late" | "accent" | "soon";
}

type Standing = Pick<InvoiceRow, "kind" | "gross" | "open" | "credited" | "given_up" | "late_days">;

/** The first says most. */
export function statuses(row: Standing, awaited = "à payer"): Status[] {
  if (row.kind === "credit_note") return [{ label: "émis", tone: "" }];
  if (row.credited >= row.gross) return [{ label: "annulée par avoir", tone: "" }];
  const partial: Status[] = row.credited > 0 ? [{ label: "avoir partiel", tone: "soon" }] : [];
  return [standing(row, awaited), ...partial];
}

function standing(row: Standing, awaited: string): Status {
  if (row.open === 0) return { label: row.given_up > 0 ? "payée, reste abandonné" : "payée", tone: "good" };
  if (row.late_days > 0) return { label: `${count(row.late_days, "jour", "jours")} de retard`, tone: "late" };
  if (row.open < row.gross - row.credited) return { label: "payée en partie", tone: "accent" };
  return { label: awaited, tone: "" };
}
