// What was done last is taken back: what was noted as sent is withdrawn, and is to be sent again.

import { act, ask, refusedBy } from "../host";
import { doAgain, say, takeBack, takeOffer } from "../kit/toast.svelte";

export async function withdraw(sending: number): Promise<void> {
  try {
    const { undo } = await act("withdraw_sending", { sending });
    const again = undo === null ? {} : { label: "Rétablir", undo: () => void doAgain(undo) };
    say("Envoi retiré : il reste à faire.", again);
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** Takes back the last thing done today, or says why it cannot be. What the sentence on the screen offers comes first. */
export async function takeBackLast(): Promise<void> {
  if (takeOffer()) return;
  const { line, title, sending, refused } = await ask("last_deed", {});
  if (sending !== null) await withdraw(sending);
  else if (line === null) say("Rien à annuler : rien n’a été fait aujourd’hui.");
  else if (refused !== null) say(title ? `« ${title} ». ${refused}` : refused, { tone: "late" });
  else await takeBack(line, title);
}
