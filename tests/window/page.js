// What a reader of the page finds: visible elements by role and accessible name. Runs before each script of the tests.
const page = (() => {
  const plain = (text) => (text ?? "").replace(/[\s\u00a0\u2009\u202f]+/g, " ").replace(/[’‘]/g, "'").trim();
  const visible = (element) =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden" && !element.closest("[inert]");
  const selectors = {
    button: "button, [type=button], [type=submit], summary, [role=button]",
    link: "a[href], [role=link]",
    textbox: "input:not([type]), [type=text], [type=email], [type=tel], [type=url], [type=search], [type=password], textarea, [role=textbox], [contenteditable=true]",
    checkbox: "[type=checkbox]:not([role=switch]), [role=checkbox]",
    radio: "[type=radio], [role=radio]",
    combobox: "select, [role=combobox], input[list]",
    heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
    listitem: "li, [role=listitem]",
    row: "tr, [role=row]",
    cell: "td, [role=cell], [role=gridcell]",
    dialog: "dialog[open], [role=dialog], [role=alertdialog]",
    option: "option, [role=option]",
    status: "output, [role=status]",
  };
  const roleSelector = (role) => selectors[role] ?? `[role="${role}"]`;
  const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const name = (element) => {
    const labelledBy = element.getAttribute("aria-labelledby");
    const labels = element.labels?.length ? [...element.labels].map((label) => ownText(label)).join(" ") : "";
    return plain(
      (labelledBy && byIds(labelledBy)) || element.getAttribute("aria-label") || labels || element.getAttribute("alt") ||
      (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? "" : ownText(element)) ||
      element.getAttribute("title") || element.getAttribute("placeholder") || "",
    );
  };
  const ownText = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("input, select, textarea, output, [aria-hidden=true], script, style").forEach((inner) => inner.remove());
    return copy.textContent;
  };
  // An open dialog is all there is; the topmost one stands last.
  const ground = () => [...document.querySelectorAll(selectors.dialog)].filter(visible).at(-1) ?? document;
  // What pops up (menus, lists of options) may stand outside the dialog that opened it.
  const all = (selector) => {
    const popped = [...document.querySelectorAll("[role=listbox], [role=menu], [data-bits-floating-content-wrapper]")];
    const found = [ground(), ...popped].flatMap((root) => [...root.querySelectorAll(selector)]);
    return [...new Set(found)].filter(visible);
  };
  const named = (elements, wanted) => {
    const sought = plain(wanted);
    return elements.find((element) => name(element) === sought) ?? elements.find((element) => name(element).startsWith(sought)) ?? null;
  };
  const file = (name, type, base64) =>
    new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type });
  const carried = (given) => {
    const carried = new DataTransfer();
    carried.items.add(given);
    return carried;
  };
  return {
    plain,
    text: () => plain(document.body.innerText),
    shows: (text) => plain(document.body.innerText).includes(plain(text)),
    matches: (css) => [...document.querySelectorAll(css)].some(visible),
    find: (role, wanted) => named(all(roleSelector(role)), wanted),
    names: (role) => all(roleSelector(role)).map(name),
    field: (wanted) => named(all("input, select, textarea, [contenteditable=true], [role=combobox], [role=textbox], [role=spinbutton]"), wanted),
    described: (element) => {
      if (!element || element === document.body) return "nothing";
      const implicit = Object.keys(selectors).find((role) => element.matches(selectors[role]));
      return `${element.getAttribute("role") ?? implicit ?? element.tagName.toLowerCase()} "${name(element)}"`;
    },
    settled: () =>
      document.fonts.status === "loaded" &&
      document.getAnimations().every((animation) =>
        animation.playState !== "running" || animation.effect?.getComputedTiming().iterations === Infinity),
    firstPaint: () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    drop: (css, ...given) => {
      const target = [...document.querySelectorAll(css)].find(visible);
      const dataTransfer = carried(file(...given));
      for (const type of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      }
    },
    choose: (css, ...given) => {
      const input = document.querySelector(css);
      input.files = carried(file(...given)).files;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
  };
})();
