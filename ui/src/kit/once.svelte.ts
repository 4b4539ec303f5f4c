// One work at a time, however often a button is pressed; its trouble is said calmly.

import { refusedBy } from "../host";
import { say } from "./toast.svelte";

export class Once {
  /** Which work is under way; empty for none. */
  at = $state("");

  get busy(): boolean {
    return this.at !== "";
  }

  run = async (work: () => Promise<unknown>, name = "work"): Promise<void> => {
    if (this.busy) return;
    this.at = name;
    try {
      await work();
    } catch (thrown) {
      say(refusedBy(thrown).message, { tone: "late" });
    } finally {
      this.at = "";
    }
  };
}
