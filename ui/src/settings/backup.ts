// A copy of the books is kept at once, wherever one asks for it; its progress and its result are said.

import { hearProgress, job, refusedBy } from "../host";
import { show } from "../kit/save";
import { begin, say } from "../kit/toast.svelte";
import { touch } from "../touched.svelte";

export async function backUp(): Promise<void> {
  begin("Sauvegarde en cours…");
  // Word of its progress may come after its result.
  let over = false;
  const hearing = hearProgress(({ job: name, done, of }) => {
    if (!over && name === "backup" && of > 0)
      begin(`Sauvegarde en cours : ${Math.floor((100 * done) / of)} %`);
  });
  try {
    const { path, message } = await job("backup", {});
    over = true;
    touch(["books"]);
    say(message, path ? { label: "Montrer", undo: () => show(path) } : {});
  } catch (thrown) {
    over = true;
    say(refusedBy(thrown).message, { tone: "late" });
  } finally {
    void hearing.then((stop) => stop()).catch(() => {});
  }
}
