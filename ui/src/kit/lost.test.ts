import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepFocus } from "./lost";

let stop: () => void;
const at = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector)!;

beforeEach(() => {
  document.body.innerHTML = `<main id="contenu" tabindex="-1"><div>
    <h1>Paiements</h1>
    <section>
      <div><h2>À expliquer</h2><button id="all">Confirmer les 2 certaines</button></div>
      <ul>
        <li><button id="one">Confirmer</button></li>
        <li><button id="two">Confirmer</button></li>
      </ul>
    </section>
  </div></main>`;
  stop = keepFocus();
});
afterEach(() => stop());

test("what stands in its place is gone to, then the heading of its part", async () => {
  at("#one").focus();
  at("#one").closest("li")!.remove();
  await vi.waitFor(() => expect(document.activeElement?.id).toBe("two"));
  at("#two").closest("li")!.remove();
  await vi.waitFor(() => expect(document.activeElement?.tagName).toBe("H2"));
});

test("a button that goes leaves one at its heading, and another screen is left to itself", async () => {
  at("#all").focus();
  at("#all").remove();
  await vi.waitFor(() => expect(document.activeElement?.tagName).toBe("H2"));
  at("#two").focus();
  at("main").innerHTML = "<div><h1>Clients</h1></div>";
  await new Promise((done) => setTimeout(done, 20));
  expect(document.activeElement).toBe(document.body);
});

test("nobody who is elsewhere is called away", async () => {
  at("#one").focus();
  at("#all").focus();
  at("#one").closest("li")!.remove();
  await new Promise((done) => setTimeout(done, 20));
  expect(document.activeElement?.id).toBe("all");
});
