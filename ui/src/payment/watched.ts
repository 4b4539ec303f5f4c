// Looking at the folder of statements: at the opening, when the window is looked at again, and each minute meanwhile.

import { job } from "../host";
import { touch } from "../touched.svelte";

const EACH = 60_000;
/** The next part of a folder that is too large for one look. */
const NEXT = 1_000;

let looking = false;
/** One asked for a look while another was under way: it may have looked at another folder. */
let again = false;

/** Looks once; what shows the folder asks again where something is new. */
export async function look(): Promise<void> {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    const { changed, more } = await job("look_for_statements", {});
    if (changed) touch(["bank"]);
    if (more) setTimeout(() => void look(), NEXT);
  } catch {
    // Books that are shut or gone say so elsewhere.
  } finally {
    looking = false;
    if (again) {
      again = false;
      void look();
    }
  }
}

/** Looks until it is told to stop. */
export function keepLooking(): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") void look();
  };
  const each = setInterval(seen, EACH);
  window.addEventListener("focus", seen);
  seen();
  return () => {
    clearInterval(each);
    window.removeEventListener("focus", seen);
  };
}
