// The address that one typed to write to a client who had none stands on their card from then on.

import { act, ask } from "../host";

/** Where it was written; null where the card keeps another, or several were written to. */
export async function keepAddress(deal: number, recipient: string): Promise<string | null> {
  const email = recipient.trim();
  if (!email || /[\s,;]/.test(email)) return null;
  const { client } = await ask("deal", { id: deal });
  const { card } = await ask("client", { id: client.id });
  if (card.email) return null;
  await act("change_client", { client: client.id, card: { ...card, email } });
  return client.name;
}
