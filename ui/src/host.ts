// The only file that talks to the window: four doors onto the books, those to the user's folders, one to their mail program, two events.
// Everything is typed from the surface; a fake host takes its place in development and in tests.

import { invoke as tauriInvoke } from "@tauri-apps/api/core";
import { listen as tauriListen } from "@tauri-apps/api/event";
import { doors } from "./dev";
import type { Host } from "./door";
import type {
  ActionName,
  Actions,
  Code,
  Done,
  Drafts,
  Jobs,
  Paper,
  PreviewMessage,
  Questions,
  Reading,
  Refusal,
} from "./generated/surface";
import { set } from "./sentences";
import { spaced } from "./spaces";
import { offer, touch } from "./touched.svelte";

const tauri: Host = {
  invoke: (command, given) => tauriInvoke(command, given),
  listen: (event, heard) => tauriListen(event, (told) => heard(told.payload)),
};

// The window always carries the built page; what Vite serves is in a browser.
let host: Host = import.meta.env.DEV ? doors : tauri;

export function setHost(other: Host): void {
  host = other;
}

/** A door that did not open: a refusal to show at its field, or an internal error to say calmly. */
export class Refused extends Error {
  readonly code: Code | "internal";
  readonly field: string | null;
  readonly readings: readonly Reading[];

  constructor(refusal: {
    code: Code | "internal";
    message: string;
    field: string | null;
    readings?: readonly Reading[];
  }) {
    super(spaced(refusal.message));
    this.code = refusal.code;
    // The input is found by its own path, whatever payload carried it.
    this.field = refusal.field?.replace(/^(card|content)\./, "") ?? null;
    this.readings = refusal.readings ?? [];
  }
}

const UNEXPECTED = "Une erreur inattendue s’est produite. Vos données sont intactes ; réessayez.";

async function through<T>(command: string, given: Record<string, unknown>): Promise<T> {
  try {
    return set((await host.invoke(command, given)) as T);
  } catch (failure) {
    throw asRefused(failure);
  }
}

function asRefused(failure: unknown): Refused {
  if (typeof failure === "object" && failure !== null) {
    if ("refusal" in failure) return new Refused(failure.refusal as Refusal);
    if ("internal" in failure)
      return new Refused({ code: "internal", message: String(failure.internal), field: null });
  }
  return new Refused({ code: "internal", message: UNEXPECTED, field: null });
}

/** What people read of anything that was thrown. */
export function refusedBy(thrown: unknown): Refused {
  return thrown instanceof Refused ? thrown : asRefused(thrown);
}

export async function act<N extends ActionName>(name: N, payload: Actions[N]): Promise<Done> {
  const done = await through<Done>("act", { name, payload });
  touch(done.touched);
  offer(done.undo);
  return done;
}

export async function draft<N extends keyof Drafts>(name: N, payload: Drafts[N]): Promise<void> {
  const done = await through<Done>("draft", { name, payload });
  touch(done.touched);
}

export function ask<N extends keyof Questions>(name: N, payload: Questions[N][0]): Promise<Questions[N][1]> {
  return through("ask", { name, payload });
}

export function job<N extends keyof Jobs>(name: N, payload: Jobs[N][0]): Promise<Jobs[N][1]> {
  return through("job", { name, payload });
}

/** Jobs whose answer is a file. */
export type Made = { [N in keyof Jobs]: Jobs[N][1] extends Paper ? N : never }[keyof Jobs];

/** Saves the file that a job makes where the user says; null when they change their mind. */
export function saveMade<N extends Made>(name: N, payload: Jobs[N][0]): Promise<string | null> {
  return through("save_made", { name, payload });
}

/** Whether this system keeps passphrases, and keeps that of these books. */
export function remembered(): Promise<{ available: boolean; kept: boolean }> {
  return through("remembered", {});
}

/** Keeps what opens these books in the system's keyring, or forgets it. */
export function remember(secret: string | null): Promise<null> {
  return through("remember", { secret });
}

export function chooseFolder(): Promise<string | null> {
  return through("choose_folder", {});
}

export function reveal(path: string): Promise<null> {
  return through("reveal", { path });
}

/** Keeps in the log what failed in the page; answers where the log is. */
export function noteFailure(told: string): Promise<string> {
  return through("note_failure", { told });
}

/** Where a message or a paper lies, and whether a program took it. */
export interface Opened {
  opened: boolean;
  path: string;
}

/** Opens the PDF that a job makes in the system's program for it. */
export function openMade<N extends Made>(name: N, payload: Jobs[N][0]): Promise<Opened> {
  return through("open_made", { name, payload });
}

/** Opens a message in the user’s mail program, as a draft: they send it themselves. */
export function openMail(message: PreviewMessage): Promise<Opened> {
  return through("open_mail", { message });
}

/** Another process (the command line) changed the books: everything shown is asked again. */
export function hearChanges(): Promise<() => void> {
  return host.listen("books-changed", () => touch(["books"]));
}

export interface Progress {
  job: keyof Jobs | ActionName;
  done: number;
  of: number;
}

/** How far the job at work is. */
export function hearProgress(heard: (progress: Progress) => void): Promise<() => void> {
  return host.listen("job-progress", (told) => heard(told as Progress));
}
