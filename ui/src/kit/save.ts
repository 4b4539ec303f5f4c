// Saving a kept paper, or all that is known of a person, where the user says, and showing it there.
import type { BookOf, Jobs, List, OfSpan } from "../generated/surface";
import { chooseFolder, job, refusedBy, reveal, saveMade, type Made } from "../host";
import { begin, hush, say } from "./toast.svelte";

export function saveAs(document: number): Promise<void> {
  return saved("export_document", { document });
}

/** The very file of a supplier's invoice. */
export function saveReceived(id: number): Promise<void> {
  return saved("export_received_file", { id });
}

/** The SIREN of clients, as the directory of electronic invoicing takes them. */
export function saveSirens(): Promise<void> {
  return saved("export_siren_list", {});
}

export function saveAllOf(client: number, person: number | null = null): Promise<void> {
  return saved("export_personal_data", { client, person });
}

/** A client's file for a judge, without the documents that stay out. */
export function saveCourtFile(client: number, leave_out: number[]): Promise<void> {
  return saved("export_court_file", { client, leave_out });
}

/** What is printed to post a reminder: address sheet, letter, copies. */
export function saveBundle(letter: number): Promise<void> {
  return saved("export_registered_bundle", { id: letter });
}

/** What a client owes, as of a day. */
export function saveStatement(client: number, on: string): Promise<void> {
  return saved("export_statement", { client, on });
}

/** A book of accounts. */
export function saveBook(book: BookOf): Promise<void> {
  return saved("export_book", book);
}

/** Books, entries and papers of a span of days, in one archive in a folder that the user chooses. */
export async function saveAccountant(span: OfSpan): Promise<void> {
  try {
    const folder = await chooseFolder();
    if (folder === null) return;
    begin("Préparation de l’archive…");
    const done = await job("export_accountant", { ...span, folder });
    say(done.message, { label: "Montrer", undo: () => show(done.path) });
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

/** Every row of a list, as it is narrowed and sorted. */
export function saveList(list: List): Promise<void> {
  return saved("export_list", list);
}

/** Papers, each a file of a folder that the user chooses. */
export async function savePapers(documents: number[]): Promise<void> {
  try {
    const folder = await chooseFolder();
    if (folder === null) return;
    begin("Enregistrement des documents…");
    const done = await job("export_papers", { documents, folder });
    say(done.message, { label: "Montrer", undo: () => show(folder) });
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

async function saved<N extends Made>(name: N, payload: Jobs[N][0]): Promise<void> {
  try {
    begin("Préparation du fichier…");
    const path = await saveMade(name, payload);
    if (path === null) return hush();
    say(`Enregistré : ${path}`, { label: "Montrer", undo: () => show(path) });
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}

export function show(path: string): void {
  reveal(path).catch((thrown: unknown) => say(refusedBy(thrown).message, { tone: "late" }));
}
