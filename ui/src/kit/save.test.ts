import { expect, test } from "vitest";
import { setHost } from "../host";
import { saveAs } from "./save";
import { toast } from "./toast.svelte";

test("a file being made says so at once, until it is saved or one changes one's mind", async () => {
  let answer: (path: string | null) => void = () => {};
  setHost({
    invoke: () => new Promise((done) => (answer = done)),
    listen: () => Promise.resolve(() => {}),
  });
  const saving = saveAs(1);
  expect(toast.current?.text).toBe("Préparation du fichier…");
  answer("/papiers/F-2026-0001.pdf");
  await saving;
  expect(toast.current?.text).toContain("F-2026-0001.pdf");
  const other = saveAs(1);
  answer(null);
  await other;
  expect(toast.current).toBeNull();
});
