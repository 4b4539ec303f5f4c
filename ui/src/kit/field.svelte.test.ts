import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Holds, Understood } from "../generated/surface";
import { setHost } from "../host";
import Field from "./Field.svelte";
import { dropInvisible, visible } from "./invisible";

// A field that holds a day or a number asks the books what they understand, says it and sets it when it is left.

let page: Record<string, unknown> | null = null;
let value = $state("");
const none: Understood = { set: null, day: null, said: "", readings: [], refused: null };
const december = { ...none, set: "15/12/2026", day: "2026-12-15", said: "mardi 15 décembre 2026" };

beforeEach(() => {
  setHost({
    listen: async () => () => {},
    async invoke(_command, given) {
      const { text, step } = (given as { payload: { text: string; step: number } }).payload;
      if (step === 1)
        return { ...none, set: "16/12/2026", day: "2026-12-16", said: "mercredi 16 décembre 2026" };
      if (text === "15/12" || text === "15/12/2026") return december;
      if (text === "1450") return { ...none, set: "1\u202f450,00" };
      if (text === "1.200")
        return { ...none, refused: "Lequel ?", readings: [{ shown: "1 200,00 €", typed: "1200,00" }] };
      return { ...none, refused: "« demani » n’est pas une date." };
    },
  });
});

afterEach(() => {
  if (page) void unmount(page);
  page = null;
});

function open(holds: Holds): HTMLInputElement {
  value = "";
  page = mount(Field, {
    target: document.body,
    props: {
      name: "day",
      label: "Échéance",
      holds,
      get value() {
        return value;
      },
      set value(text) {
        value = text;
      },
    },
  });
  flushSync();
  const input = document.querySelector<HTMLInputElement>("[name=day]")!;
  input.focus();
  return input;
}

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
}

const leave = (input: HTMLInputElement): void => input.blur();
const shown = (text: string): Promise<unknown> =>
  vi.waitFor(() => {
    flushSync();
    expect(document.body.textContent).toContain(text);
  });

test("a day is said while it is typed, and written whole once it is left", async () => {
  const input = open("coming");
  type(input, "15/12");
  await shown("mardi 15 décembre 2026");
  expect(input.value).toBe("15/12");
  leave(input);
  await vi.waitFor(() => expect(value).toBe("15/12/2026"));
});

test("the arrows go by days", async () => {
  const input = open("coming");
  type(input, "15/12");
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(value).toBe("16/12/2026"));
});

test("what is no day is said once the field is left, and no sooner", async () => {
  const input = open("coming");
  type(input, "demani");
  await new Promise((done) => setTimeout(done, 200));
  flushSync();
  expect(document.body.textContent).not.toContain("n’est pas une date");
  leave(input);
  await shown("n’est pas une date");
  expect(value).toBe("demani");
});

test("an amount is set in French once it is left; one that can be read in two ways is asked about", async () => {
  const input = open("amount");
  type(input, "1450");
  leave(input);
  await vi.waitFor(() => expect(value).toBe("1\u202f450,00"));
  input.focus();
  type(input, "1.200");
  leave(input);
  await shown("1 200,00 €");
  expect(value).toBe("1.200");
});

test("letters that hide are dropped from what is pasted, wherever the caret stands", () => {
  expect(visible("\ufeffFR76\u200b 3000\u00ad\u202a6000\u202c")).toBe("FR76 30006000");
  // A face of several parts stays whole.
  expect(visible("👩\u200d🎨")).toBe("👩\u200d🎨");
  const input = document.createElement("input");
  document.body.append(input);
  input.value = "Le\u200b Goff";
  input.setSelectionRange(3, 3);
  input.addEventListener("input", dropInvisible);
  input.dispatchEvent(new Event("input"));
  expect([input.value, input.selectionStart]).toEqual(["Le Goff", 2]);
  input.remove();
});
