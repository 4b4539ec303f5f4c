// Ctrl+P prints the paper one looks at, in the system's own program.
import { openMade, refusedBy } from "../host";
import { show } from "./save";
import { begin, say } from "./toast.svelte";

let shown: number | null = null;

/** Says which paper stands on the screen, as long as it stands there. */
export function printable(document: () => number | null): void {
  $effect(() => {
    shown = document();
    return () => (shown = null);
  });
}

/** Opens a kept paper in the system's program for it, where one prints. */
export async function print(document: number): Promise<void> {
  try {
    begin("Ouverture du PDF…");
    const { opened, path } = await openMade("export_document", { document });
    if (opened) return say("Le PDF s’ouvre dans votre lecteur : imprimez-le de là.");
    say(`Aucun programme n’ouvre les PDF ici. Le fichier est là : ${path}`, {
      label: "Montrer",
      undo: () => show(path),
    });
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** Ctrl+P; what is not a paper is not printed. */
export function printed(event: KeyboardEvent): boolean {
  const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!asked || event.key.toLowerCase() !== "p" || event.repeat) return false;
  if (shown !== null) void print(shown);
  else say("Ouvrez d’abord le document à imprimer.");
  return true;
}
