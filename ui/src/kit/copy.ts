// A text goes to the clipboard, or is at least chosen whole where there is none to write to.

import { say } from "./toast.svelte";

export async function copyText(
  text: string,
  said: string,
  choose?: () => void | Promise<void>,
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(said);
  } catch {
    await choose?.();
    say(
      choose
        ? "Texte sélectionné : copiez-le avec Ctrl+C."
        : "Le presse-papiers ne répond pas : sélectionnez le texte.",
    );
  }
}
