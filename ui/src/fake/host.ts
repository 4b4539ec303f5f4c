// Books that are only written down.

import type { Host } from "../door";
import * as books from "./books";
import paperUrl from "./paper.pdf?url";

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function paper(): Promise<unknown> {
  const bytes = new Uint8Array(await (await fetch(paperUrl)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { name: "F-2026-0034.pdf", media_type: "application/pdf", base64: btoa(text) };
}

export function fakeHost(state: string): Host {
  const drafts = new Map<string, unknown>();
  const refuse = (code: string, message: string, field: string | null): never => {
    throw { refusal: { code, message, field } };
  };
  return {
    listen: async () => () => {},
    async invoke(command, given) {
      await wait(10);
      const { name, payload } = given as { name: string; payload: Record<string, unknown> };
      if (state === "broken")
        refuse(
          "books_unusable",
          "Ces données ont été écrites par une version plus récente de Parcours : mettez Parcours à jour pour les ouvrir.",
          null,
        );
      if (command === "remembered") return { available: false, kept: false };
      if (command === "draft") {
        const { key, content } = payload as { key: string; content: unknown };
        if (name === "save_draft") drafts.set(key, content);
        else drafts.delete(key);
        return { id: 0, touched: [], undo: null };
      }
      if (command === "act") {
        if (name === "add_client" && !payload["name"])
          refuse("invalid", "Donnez un nom à ce client.", "name");
        if (
          name === "add_client" &&
          payload["siret"] === "123" &&
          !(payload["confirmed"] as string[]).includes("siret")
        )
          refuse("doubtful", "Ce SIREN ne passe pas sa clé de contrôle : vérifiez-le.", "siret");
        if (name === "begin_delivery" && !payload["override_reason"])
          refuse(
            "gate_closed",
            "L’acompte de 1 200,00 € n’est pas encore reçu : attendez-le, ou dites pourquoi vous commencez sans lui.",
            "override_reason",
          );
        if (name === "set_identity" && !payload["siret"])
          refuse("invalid", "Indiquez votre SIRET : il figure sur chaque document.", "siret");
        return { id: 1, touched: ["deal"], undo: null };
      }
      if (command === "job") {
        if (name === "look_for_statements") return { changed: false, more: false };
        if (name === "verify")
          return {
            ok: true,
            lines: 128,
            documents: 31,
            rows: 914,
            head: "9f2c4d1e8a7b6c5d4e3f2a1b0c9d8e7f",
            findings: [],
          };
        if (name === "backup")
          return {
            path: "/home/camille/Sauvegardes/parcours-2026-11-23.db",
            skipped: false,
            message: "Sauvegarde faite et vérifiée.",
          };
        return refuse(
          "last_numbers_needed",
          "Vos données actuelles ne peuvent pas être lues : indiquez le dernier numéro émis de chaque série.",
          "last_numbers",
        );
      }
      if (command !== "ask") return null;
      if (name === "draft") return { content: drafts.get(payload["key"] as string) ?? null, saved_at: null };
      if (name === "document" || name.endsWith("_paper")) return paper();
      const answer = books.answers(state)[name];
      if (answer === undefined) throw { internal: `Pas de réponse à « ${name} ».` };
      return structuredClone(
        typeof answer === "function" ? (answer as (given: unknown) => unknown)(payload) : answer,
      );
    },
  };
}
