// One calm sentence about what was just done, sometimes with the way to undo it.

export interface Toast {
  text: string;
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
  shown = { text, tone: "calm", ...more };
  // What went wrong stays until it is read.
  if (more.tone !== "late") timer = setTimeout(hush, more.undo ? 12_000 : 5_000);
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
