// A file on its way to where statements are imported: dropped anywhere on the window, or found in the folder.

import type { FileBytes } from "../generated/surface";

let waiting = $state.raw<File | FileBytes | null>(null);

/** Leaves a file for the screen of statements. */
export function drop(file: File | FileBytes): void {
  waiting = file;
}

/** The file that was left, once. */
export function taken(): File | FileBytes | null {
  const file = waiting;
  if (file) waiting = null;
  return file;
}
