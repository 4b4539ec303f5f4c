// One calm sentence about what was just done, with the way to undo it wherever there is one.

import { act, refusedBy } from "../host";
import { offer, offeredLine } from "../touched.svelte";

export interface Toast {
  text: string;
  /** What the button says where it takes nothing back: « Rétablir », « Voir ». */
  label?: string;
  undo?: () => void;
  tone: "calm" | "late";
}

let shown = $state.raw<Toast | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
export const toast = {
  get current(): Toast | null {
    return shown;
  },
};

export function say(
  text: string,
  more: { label?: string; undo?: () => void; tone?: "calm" | "late" } = {},
): void {
  clearTimeout(timer);
  const line = offeredLine();
  const back = line === null || more.tone === "late" ? {} : { undo: () => void takeBack(line) };
  shown = { text, tone: "calm", ...back, ...more };
  // What went wrong stays until it is read.
  if (more.tone !== "late") timer = setTimeout(hush, shown.undo ? 12_000 : 5_000);
}

/** What takes its time says so at once; what is said next takes its place. */
export function begin(text: string): void {
  say(text);
  clearTimeout(timer);
}

export function hush(): void {
  clearTimeout(timer);
  shown = null;
}

/** Takes back what that line of the journal wrote, and offers to do it again. */
export async function takeBack(line: number, title = ""): Promise<void> {
  try {
    const { undo } = await act("undo_action", { line });
    const again = undo === null ? {} : { label: "Rétablir", undo: () => void doAgain(undo) };
    say(title ? `Annulé : ${title}.` : "Annulé.", again);
  } catch (thrown) {
    const { message } = refusedBy(thrown);
    say(title ? `« ${title} » : ${message}` : message, { tone: "late" });
  }
}

/** Does again what was taken back. */
export async function doAgain(line: number): Promise<void> {
  try {
    await act("undo_action", { line });
    offer(null);
    say("Rétabli.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** What the sentence on the screen offers to take back is taken back; false where it offers nothing. */
export function takeOffer(): boolean {
  const offered = shown?.label === undefined ? shown?.undo : undefined;
  if (!offered) return false;
  hush();
  offered();
  return true;
}
