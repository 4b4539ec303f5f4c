import { mount, unmount } from "svelte";
import { expect, test, vi } from "vitest";
import App from "./App.svelte";
import { setHost } from "./host";

/** However busy the machine is. */
const until = (seen: () => void): Promise<void> => vi.waitFor(seen, { timeout: 20_000 });

test("a second Ctrl+Enter within a slip confirms nothing more", async () => {
  setHost({ invoke: () => new Promise(() => {}), listen: () => Promise.resolve(() => {}) });
  document.body.innerHTML =
    '<div id="app"></div><div role="dialog"><form><button type="submit">Oui</button></form></div>';
  const app = mount(App, { target: document.getElementById("app")! });
  const form = document.querySelector("form")!;
  let sent = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sent += 1;
  });
  const press = (at: number): void => {
    const event = new KeyboardEvent("keydown", {
      key: "Enter",
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    Object.defineProperty(event, "timeStamp", { value: at });
    form.dispatchEvent(event);
  };
  press(10_000);
  press(10_200);
  expect(sent).toBe(1);
  press(11_000);
  expect(sent).toBe(2);
  await unmount(app);
}, 60_000);

test("what was painted first stays until the books answer, and is painted alike next time", async () => {
  let refuse: (failure: unknown) => void = () => {};
  setHost({
    invoke: (_, given) =>
      given["name"] === "today" ? new Promise((_, no) => (refuse = no)) : new Promise(() => {}),
    listen: () => Promise.resolve(() => {}),
  });
  localStorage.setItem("framed", "1");
  document.body.innerHTML = '<div id="opening"></div><div id="app"></div>';
  const app = mount(App, { target: document.getElementById("app")! });
  await until(() => expect(refuse.length).toBe(1));
  expect(document.getElementById("opening")).not.toBeNull();
  refuse({ refusal: { code: "books_unusable", message: "Illisibles.", field: null } });
  await until(() => expect(document.getElementById("opening")).toBeNull());
  await until(() => expect(document.body.textContent).toContain("Illisibles."));
  expect(localStorage.getItem("framed")).toBe("");
  await unmount(app);
}, 60_000);
