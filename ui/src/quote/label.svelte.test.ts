import { flushSync, mount, unmount } from "svelte";
import { expect, test, vi } from "vitest";
import { setHost } from "../host";
import LineLabel from "./LineLabel.svelte";

const row = (id: number) => ({
  id,
  unit_price: 48000,
  card: { label: `Journée ${id}`, detail: "", unit: "jour" },
});

/** However busy the machine is. */
const until = (seen: () => void): Promise<void> => vi.waitFor(seen, { timeout: 10_000 });

test("what the catalogue offers is counted, and the one pointed at is in sight", async () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  const seen = vi.spyOn(HTMLElement.prototype, "scrollIntoView");
  setHost({
    invoke: () => Promise.resolve({ rows: [row(1), row(2), row(3)], more: false }),
    listen: () => Promise.resolve(() => {}),
  });
  const props = { name: "l", label: "Désignation", value: "", invalid: undefined, described: undefined };
  const line = mount(LineLabel, { target: document.body, props: { ...props, take: () => {} } });
  const area = document.querySelector("textarea")!;
  area.dispatchEvent(new Event("focus"));
  flushSync();
  area.value = "jour";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  await until(() => expect(document.querySelectorAll("[role=option]").length).toBe(3));
  expect(document.querySelector("[role=status]")?.textContent).toMatch(/^3\sprestations/);
  area.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));
  await until(() => expect(area.getAttribute("aria-activedescendant")).toMatch(/-2$/));
  expect(seen.mock.contexts.at(-1)).toBe(document.querySelectorAll("[role=option]")[2]);
  await unmount(line);
  vi.unstubAllGlobals();
}, 60_000);
