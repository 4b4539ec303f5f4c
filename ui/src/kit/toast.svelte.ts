// One calm sentence about what was just done, with the way to undo it wherever there is one.

import { act, ask, refusedBy } from "../host";
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

async function doAgain(line: number): Promise<void> {
  try {
    await act("undo_action", { line });
    offer(null);
    say("Rétabli.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** Takes back the last thing done today, or says why it cannot be: a sending that was noted is withdrawn. What the
 * sentence on the screen offers comes first. */
export async function takeBackLast(): Promise<void> {
  const offered = shown?.undo;
  if (offered && shown?.label === undefined) {
    hush();
    offered();
    return;
  }
  const { line, title, sending, refused } = await ask("last_deed", {});
  if (sending !== null) await withdraw(sending);
  else if (line === null) say("Rien à annuler : rien n’a été fait aujourd’hui.");
  else if (refused !== null) say(title ? `« ${title} » : ${refused}` : refused, { tone: "late" });
  else await takeBack(line, title);
}

/** A sending noted by mistake is taken back: what it was about is to be sent again. */
export async function withdraw(sending: number): Promise<void> {
  try {
    await act("withdraw_sending", { sending });
    say("Envoi retiré : il reste à faire.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}
