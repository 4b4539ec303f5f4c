// An invoice that was just issued: its page opens on the message that takes it to the client, once.

let issued: number | null = null;

export function justIssued(invoice: number): void {
  issued = invoice;
}

/** Whether this one was; from then on it is an invoice like others. */
export function takeIssued(invoice: number): boolean {
  const taken = issued === invoice;
  issued = null;
  return taken;
}
