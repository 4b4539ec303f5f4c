// The focus is not lost with what held it: a line that is done goes away, and one goes on at what stands in its place, or
// at the heading of its part.

interface Step {
  node: Element;
  /** Its rank beside its brothers. */
  rank: number;
}

const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary";
const HEADINGS = "h1, h2, h3";

/** From what has the focus up to its screen, the nearest first. */
function way(from: Element): Step[] {
  const steps: Step[] = [];
  for (let node: Element | null = from; node && node.tagName !== "MAIN"; node = node.parentElement)
    steps.push({ node, rank: node.parentElement ? [...node.parentElement.children].indexOf(node) : 0 });
  return steps;
}

/** What stands in the place of what is gone; null where the screen itself is another. */
function inPlace(steps: Step[]): HTMLElement | null {
  const at = steps.findIndex(({ node }) => node.isConnected);
  const lost = steps[at - 1];
  if (!lost) return null;
  const held = steps[at]?.node;
  const next = held?.children[Math.min(lost.rank, held.children.length - 1)];
  const one = next?.tagName === lost.node.tagName ? next : null;
  const reached = one?.matches(FOCUSABLE) ? one : one?.querySelector(FOCUSABLE);
  if (reached instanceof HTMLElement) return reached;
  for (let part: Element | null | undefined = held; part; part = part.parentElement) {
    const heading = part.matches(HEADINGS) ? part : part.querySelector(HEADINGS);
    if (heading instanceof HTMLElement) return heading;
    if (part.tagName === "MAIN") return null;
  }
  return null;
}

/** Looks after the focus until it is told to stop. */
export function keepFocus(): () => void {
  let steps: Step[] = [];
  function noted(event: FocusEvent): void {
    if (event.target instanceof Element && event.target.closest("main")) steps = way(event.target);
  }
  let waiting: ReturnType<typeof setTimeout> | undefined;
  function look(): void {
    const [first] = steps;
    if (!first || first.node.isConnected || document.activeElement !== document.body) return;
    clearTimeout(waiting);
    // Screens that know better were heard before.
    waiting = setTimeout(() => {
      if (first !== steps[0] || first.node.isConnected || document.activeElement !== document.body) return;
      const place = inPlace(steps);
      if (!place) return;
      if (place.matches(HEADINGS)) place.tabIndex = -1;
      place.focus({ preventScroll: document.documentElement.dataset["by"] !== "keys" });
    });
  }
  const changes = new MutationObserver(look);
  document.addEventListener("focusin", noted);
  changes.observe(document.body, { childList: true, subtree: true });
  return () => {
    clearTimeout(waiting);
    document.removeEventListener("focusin", noted);
    changes.disconnect();
  };
}
