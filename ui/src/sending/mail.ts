// The message that carries a quote, as a draft in the mail program: its sending was noted when it was numbered.

import { openMail, refusedBy } from "../host";
import { say } from "../kit/toast.svelte";

export async function openQuote(quote: number): Promise<void> {
  try {
    await openMail({
      what: "quote",
      id: quote,
      tone: null,
      recipient: "",
      copies: "",
      message_subject: "",
      message_body: "",
    });
    say("Message ouvert dans votre messagerie, devis joint.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}
