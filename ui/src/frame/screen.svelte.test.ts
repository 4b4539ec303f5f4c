import { flushSync, mount, tick, unmount } from "svelte";
import { expect, test, vi } from "vitest";
import { setHost } from "../host";
import { read } from "../router.svelte";
import Screen from "./Screen.svelte";

vi.mock("./screens", () => {
  throw new Error("its code is gone");
});

/** However busy the machine is. */
const until = (seen: () => void): Promise<void> => vi.waitFor(seen, { timeout: 20_000 });

test("a screen whose code cannot be had says so in its place", async () => {
  setHost({ invoke: () => Promise.resolve("/log"), listen: () => Promise.resolve(() => {}) });
  const screen = mount(Screen, { target: document.body, props: { place: read("#/affaires") } });
  flushSync();
  expect(document.querySelector("[role=status]")?.textContent).toBe("Ouverture…");
  await until(() => expect(document.querySelector("[role=alert]")).not.toBeNull());
  await tick();
  expect(document.querySelector("[role=alert] h1")?.textContent).toBe("Cet écran n’a pas pu s’afficher");
  await unmount(screen);
}, 60_000);
