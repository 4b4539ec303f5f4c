// A file dropped anywhere on the window, on its way to where statements are imported.

let waiting = $state.raw<File | null>(null);

/** Leaves a file for the screen of statements. */
export function drop(file: File): void {
  waiting = file;
}

/** The file that was left, once. */
export function taken(): File | null {
  const file = waiting;
  if (file) waiting = null;
  return file;
}
