// A sending noted by mistake is taken back: what it was about is to be sent again.

import { act, refusedBy } from "../host";
import { say } from "../kit/toast.svelte";

export async function withdraw(sending: number): Promise<void> {
  try {
    await act("withdraw_sending", { sending });
    say("Envoi retiré : il reste à faire.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}
