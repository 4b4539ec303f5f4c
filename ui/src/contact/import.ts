// What is said of an import, wherever it is taken back.
import { act, refusedBy } from "../host";
import { say } from "../kit/toast.svelte";

const clients = (count: number): string => (count === 1 ? "1 client importé." : `${count} clients importés.`);

export function imported(id: number, count: number): void {
  say(clients(count), { undo: () => void takeBack(id) });
}

export async function takeBack(id: number): Promise<void> {
  try {
    await act("undo_client_import", { import: id });
    say("Import annulé : les clients qui n’avaient rien commencé sont retirés.");
  } catch (thrown) {
    say(refusedBy(thrown).message, { tone: "late" });
  }
}
