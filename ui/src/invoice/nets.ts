// Net of each typed line: the books answer the lines they could read, in order; the others stay empty.

import type { Cents, InvoicePreview, LineContent } from "../generated/surface";

export function nets(typed: readonly LineContent[], preview: Pick<InvoicePreview, "lines" | "problems"> | null): (Cents | null)[] {
  if (!preview) return [];
  const unread = (line: LineContent, at: number): boolean =>
    [line.label, line.detail, line.unit_price].every((text) => text.trim() === "") ||
    preview.problems.some((one) => one.blocking && one.field.startsWith(`lines[${at}].`));
  const read = typed.filter((line, at) => !unread(line, at)).length;
  // The answer is to an older text: nothing is better than a wrong amount.
  if (read !== preview.lines.length) return typed.map(() => null);
  let next = 0;
  return typed.map((line, at) => (unread(line, at) ? null : (preview.lines[next++]?.net ?? null)));
}
