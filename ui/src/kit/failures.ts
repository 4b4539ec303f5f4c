// What fails outside a screen's drawing, in a press or a wait: said once, and kept in the log.
import { noteFailure } from "../host";
import { say } from "./toast.svelte";

export function hearFailures(): void {
  addEventListener("error", (event) => {
    // The browser's own remark on a busy layout is no failure.
    if (event.message.startsWith("ResizeObserver")) return;
    tell(event.error ?? event.message);
  });
  addEventListener("unhandledrejection", (event) => tell(event.reason));
}

function tell(error: unknown): void {
  const told =
    error instanceof Error ? `${error.name} : ${error.message} ${error.stack ?? ""}` : String(error);
  say("Quelque chose n’a pas marché. Vos données sont intactes : réessayez.", { tone: "late" });
  noteFailure(`${location.hash} ${told}`).catch(() => {});
}
