// What is done of lines of banks, and said of it wherever it is taken back.

import type { Proposal } from "../generated/surface";
import { act, refusedBy } from "../host";
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

/** Confirms proposals one after the other; answers how many were done, and says what refused one. */
export async function confirm(proposals: readonly Proposal[]): Promise<number> {
  let done = 0;
  for (const { name, payload } of proposals) {
    try {
      await act(name, payload as never);
      done += 1;
    } catch (thrown) {
      say(refusedBy(thrown).message, { tone: "late" });
      return done;
    }
  }
  return done;
}
