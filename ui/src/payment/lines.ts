// What is done of lines of banks, and said of it wherever it is taken back.

import type { Proposal, StatementPart } from "../generated/surface";
import { act, refusedBy } from "../host";
import { count } from "../kit/format";
import { say } from "../kit/toast.svelte";

export async function takeBackImport(id: number): Promise<void> {
  try {
    await act("undo_statement_import", { import: id });
    say("Relevé retiré.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

export async function takeBackMatch(line: number): Promise<void> {
  try {
    await act("undo_match", { line });
    say("Rapprochement défait : l’opération est de nouveau à expliquer.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** What was confirmed in one press goes in one press. */
export async function takeBackAll(proposals: readonly Proposal[]): Promise<void> {
  try {
    for (const { payload } of proposals) {
      const { line } = payload as { line?: number };
      if (line !== undefined) await act("undo_match", { line });
    }
    say("Rapprochements défaits : ces opérations sont de nouveau à expliquer.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** Where what is typed of the account of a part stands: of several that a file calls alike, or not at all, each has its
 * turn; -1 where nothing was asked. */
export function placeOf(
  parts: readonly Pick<StatementPart, "named">[],
  accounts: readonly { named: string }[],
  part: number,
): number {
  const named = parts[part]?.named;
  let before = parts.slice(0, part).filter((one) => one.named === named).length;
  return accounts.findIndex((one) => one.named === named && before-- === 0);
}

/** Confirms proposals one after the other, whatever refuses one; answers how many were done, and says how many were left
 * and why. */
export async function confirm(proposals: readonly Proposal[]): Promise<number> {
  const reasons: string[] = [];
  for (const { name, payload } of proposals) {
    try {
      await act(name, payload as never);
    } catch (thrown) {
      reasons.push(refusedBy(thrown).message);
    }
  }
  const done = proposals.length - reasons.length;
  if (reasons.length) say(left(done, reasons), { tone: "late" });
  return done;
}

function left(done: number, reasons: readonly string[]): string {
  const why = [...new Set(reasons)].join(" ");
  if (done === 0 && reasons.length === 1) return why;
  const rest = count(reasons.length, "reste à confirmer", "restent à confirmer");
  return `${count(done, "opération reconnue", "opérations reconnues")}, ${rest} : ${why}`;
}
