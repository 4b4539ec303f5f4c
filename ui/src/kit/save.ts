// Saving a kept paper, or all that is known of a person, where the user says, and showing it there.
import type { Jobs } from "../generated/surface";
import { refusedBy, reveal, saveMade, type Made } from "../host";
import { say } from "./toast.svelte";

export function saveAs(document: number): Promise<void> {
  return saved("export_document", { document });
}

export function saveAllOf(client: number, person: number | null = null): Promise<void> {
  return saved("export_personal_data", { client, person });
}

async function saved<N extends Made>(name: N, payload: Jobs[N][0]): Promise<void> {
  try {
    const path = await saveMade(name, payload);
    if (path === null) return;
    say(`Enregistré : ${path}`, { label: "Montrer", undo: () => show(path) });
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

export function show(path: string): void {
  reveal(path).catch((thrown: unknown) => say(refusedBy(thrown).message, { tone: "late" }));
}
