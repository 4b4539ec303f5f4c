// A quote and a line before anything is typed.

import type { LineContent, QuoteContent } from "../generated/surface";

export const line = (vat_rate: number): LineContent => ({
  label: "",
  detail: "",
  quantity: "1",
  unit: "",
  unit_price: "",
  discount: "",
  vat_rate,
  section: "",
  optional: false,
  nature: "service",
  activity: null,
  vat_reason: "",
});

export const quote = (): QuoteContent => ({
  subject: "",
  lines: [],
  discount: "",
  deposit: "",
  early_discount: "",
  valid_until: "",
  start: "",
  duration: "",
  payment_days: "",
  notes: "",
  with_vat: false,
  supplies: [],
  stages: [],
  payment_means: "",
});

/** One row of each list of a quote or an invoice. */
export const rows = () => ({
  lines: line(0),
  stages: { label: "", planned_on: "" },
  instalments: { due_on: "", part: "" },
});
