// How large the text is, as one chose on this machine: in percent of what the system says. It is no data of the books.

const KEY = "text-size";
export const SIZES = [90, 100, 110, 125, 150, 175, 200] as const;

const kept = (): number => {
  const size = Number(localStorage.getItem(KEY));
  return SIZES.some((one) => one === size) ? size : 100;
};

let chosen = $state(kept());

const apply = (size: number): void => {
  document.documentElement.style.fontSize = size === 100 ? "" : `${size}%`;
};

export const size = {
  get chosen(): number {
    return chosen;
  },
  set chosen(wanted: number) {
    chosen = wanted;
    localStorage.setItem(KEY, String(wanted));
    apply(wanted);
  },
};

/** Before the first screen is drawn. */
export const beginSize = (): void => {
  if (chosen !== 100) apply(chosen);
};

/** Ctrl and + or -: one size more or less; Ctrl and 0: the system’s again. Whether it was one of these. */
export function resized(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const by = { "+": 1, "=": 1, "-": -1, "0": 0 }[event.key];
  if (by === undefined) return false;
  const at = SIZES.findIndex((one) => one === chosen);
  size.chosen = by === 0 ? 100 : (SIZES[at + by] ?? chosen);
  return true;
}
