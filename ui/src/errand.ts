// A screen that a task sent one to: Escape leads back to the task, whose line has the focus again.
// Invariant: what was done or left in another way is no errand any more.

let errand: { to: string; key: string } | null = null;

/** Goes where a task is done. */
export function sendTo(hash: string, key: string): void {
  errand = { to: hash, key };
  location.hash = hash;
}

/** Is one where a task sent one, with nothing open over it? */
export function onErrand(): boolean {
  const over = document.querySelector("[role=dialog], [role=menu], [role=listbox]");
  return errand !== null && errand.to === location.hash && !over;
}

/** The task that one comes back to, once. */
export function cameBackTo(): string | null {
  const key = errand?.key ?? null;
  errand = null;
  return key;
}
