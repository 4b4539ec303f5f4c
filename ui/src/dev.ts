// The doors as `cargo xtask dev` opens them: Vite passes what is asked here on to a house over demo books.
// Never part of the build: `host.ts` names this in development only.

import type { MessagePreview, Paper } from "./generated/surface";
import type { Host } from "./door";

const SHUT = "Les données ne répondent pas : lancez « cargo xtask dev ».";
const WINDOW_ONLY = "Cela ne se fait que dans la fenêtre de Parcours.";
/** How often the page hears of what the command line wrote, in milliseconds. */
const BETWEEN_LOOKS = 2000;

async function knock(door: string, given: unknown): Promise<unknown> {
  const answer = await fetch(`/doors/${door}`, { method: "POST", body: JSON.stringify(given) }).catch(
    () => null,
  );
  const told: unknown = await answer?.json().catch(() => undefined);
  if (!answer || told === undefined) throw { internal: SHUT };
  if (!answer.ok) throw told;
  return told;
}

/** Files leave as a browser's downloads; answers the name. */
function download(file: Paper): string {
  const link = document.createElement("a");
  link.href = `data:${file.media_type};base64,${file.base64}`;
  link.download = file.name;
  link.click();
  return file.name;
}

export const doors: Host = {
  async invoke(command, given) {
    switch (command) {
      case "save_made":
        return download((await knock("job", given)) as Paper);
      case "open_made": {
        const path = download((await knock("job", given)) as Paper);
        return { opened: true, path };
      }
      case "open_mail": {
        const { message } = (await knock("ask", {
          name: "preview_message",
          payload: given["message"],
        })) as MessagePreview;
        download(message);
        return null;
      }
      case "remembered":
        return { available: false, kept: false };
      case "note_failure":
        console.error(given["told"]);
        return "";
      case "remember":
      case "choose_folder":
      case "reveal":
        throw { internal: WINDOW_ONLY };
      default:
        return knock(command, given);
    }
  },
  async listen(event, heard) {
    if (event !== "books-changed") return () => {};
    const looking = setInterval(
      () =>
        void knock("changed", null).then(
          (changed) => changed && heard(null),
          () => {},
        ),
      BETWEEN_LOOKS,
    );
    return () => clearInterval(looking);
  },
};
