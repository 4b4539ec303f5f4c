// Saving a kept paper where the user says, and showing it there.
import { refusedBy, reveal, saveMade } from "../host";
import { say } from "./toast.svelte";

export async function saveAs(document: number): Promise<void> {
  try {
    const path = await saveMade("export_document", { document });
    if (path === null) return;
    say(`Enregistré : ${path}`, { label: "Montrer", undo: () => show(path) });
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

export function show(path: string): void {
  reveal(path).catch((thrown: unknown) => say(refusedBy(thrown).message, { tone: "late" }));
}
