import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setHost } from "../host";
import ClientNew from "./ClientNew.svelte";

// What a form does when the books refuse: the sentence stands at its field, what was typed stays.

const here = { name: "client_new" as const, ids: {}, given: {}, filter: {} };
let page: Record<string, unknown>;
let sent: { command: string; name: string; payload: Record<string, unknown> }[];
let refusal: {
  code: string;
  message: string;
  field: string | null;
  readings?: { shown: string; typed: string }[];
} | null;
let kept: unknown;

beforeEach(async () => {
  sent = [];
  refusal = null;
  kept = null;
  setHost({
    listen: async () => () => {},
    async invoke(command, given) {
      const { name, payload } = given as { name: string; payload: Record<string, unknown> };
      sent.push({ command, name, payload: structuredClone(payload) });
      if (name === "draft") return { content: kept, saved_at: null };
      if (command === "act" && refusal) throw { refusal };
      return command === "ask" ? { hits: [] } : { id: 7, touched: [], undo: null };
    },
  });
});

afterEach(() => void unmount(page));

async function open(): Promise<void> {
  page = mount(ClientNew, { target: document.body, props: { place: here } });
  await vi.waitFor(() => field("Nom"));
}

function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll("label")].find((one) => one.textContent === label);
  if (!found) throw new Error(`no field « ${label} »`);
  return document.getElementById(found.htmlFor) as HTMLInputElement;
}

function type(label: string, text: string): void {
  const input = field(label);
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
}

async function send(): Promise<void> {
  const before = sent.filter((one) => one.command === "act").length;
  document.querySelector("form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(sent.filter((one) => one.command === "act").length).toBe(before + 1));
  await vi.waitFor(() =>
    expect(document.querySelector("[type=submit]")?.getAttribute("aria-disabled")).toBe(null),
  );
}

test("a refusal stands at its field, takes the focus there and keeps what was typed", async () => {
  await open();
  type("Nom", "Boulangerie Le Goff");
  type("Code postal", "2230");
  refusal = {
    code: "invalid",
    message: "Un code postal français a 5 chiffres.",
    field: "card.address.postcode",
  };
  await send();
  const postcode = field("Code postal");
  expect(postcode.getAttribute("aria-invalid")).toBe("true");
  const said = document.getElementById(postcode.getAttribute("aria-describedby") ?? "");
  expect(said?.textContent).toContain("Un code postal français a 5 chiffres.");
  expect(document.activeElement).toBe(postcode);
  expect(field("Nom").value).toBe("Boulangerie Le Goff");
  expect(postcode.value).toBe("2230");
});

test("a refusal that no field shows stands at the foot of the form", async () => {
  await open();
  refusal = { code: "clock_behind", message: "L’horloge retarde.", field: null };
  await send();
  expect(document.querySelector("form [role=alert]")?.textContent).toBe("L’horloge retarde.");
});

test("a doubtful number passes once the user insists", async () => {
  await open();
  refusal = { code: "doubtful", message: "Ce SIREN ne passe pas sa clé.", field: "siret" };
  await send();
  const insist = [...document.querySelectorAll("button")].find(
    (one) => one.textContent === "C’est bien ce numéro",
  );
  refusal = null;
  insist?.click();
  await vi.waitFor(() => expect(sent.filter((one) => one.command === "act").length).toBe(2));
  expect(sent.filter((one) => one.command === "act").at(-1)?.payload["confirmed"]).toEqual(["siret"]);
});

test("what is typed is saved after a pause, and found again", async () => {
  await open();
  type("Nom", "Atelier");
  type("Nom", "Atelier Nord");
  await vi.waitFor(() => expect(sent.filter((one) => one.name === "save_draft").length).toBe(1));
  const saved = sent.find((one) => one.name === "save_draft")!.payload;
  expect(saved["key"]).toBe("client:new");
  kept = saved["content"];
  await unmount(page);
  document.body.replaceChildren();
  await open();
  expect(field("Nom").value).toBe("Atelier Nord");
  expect(document.body.textContent).toContain("Votre saisie a été retrouvée.");
});

test("nothing is sent twice by two presses", async () => {
  await open();
  const form = document.querySelector("form")!;
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(document.querySelector("[role=dialog]")).not.toBeNull());
  expect(sent.filter((one) => one.command === "act").length).toBe(1);
});

test("what can be read in two ways is chosen with one press, and the field has the focus again", async () => {
  await open();
  type("Nom", "Lumen");
  type("Téléphone", "1.200");
  const readings = [
    { shown: "1 200,00 €", typed: "1200,00" },
    { shown: "1,20 €", typed: "1,20" },
  ];
  refusal = { code: "invalid", message: "1 200,00 € ou 1,20 € ?", field: "phone", readings };
  await send();
  const input = field("Téléphone");
  const buttons = [...input.closest(".field")!.querySelectorAll("button")];
  expect(buttons.map((one) => one.textContent)).toEqual(["1 200,00 €", "1,20 €"]);
  buttons[1]!.click();
  flushSync();
  expect(input.value).toBe("1,20");
  expect(document.activeElement).toBe(input);
  expect(input.closest(".field")!.querySelector("button")).toBe(null);
});
