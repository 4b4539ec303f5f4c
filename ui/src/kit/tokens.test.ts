import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Edges that say where something is, and every text, stand out from what is behind them, in both themes.

const tokens = readFileSync("src/kit/tokens.css", "utf8");
const opening = readFileSync("index.html", "utf8");
const pairs = Object.fromEntries(
  [...tokens.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name!,
    [light!, dark!],
  ]),
);
type Triple = [number, number, number];
const EDGE = /--edge: color-mix\(\s*in oklab,\s*var\(--muted\) (\d+)%,\s*var\(--surface\)\s*\)/;
const share = Number(EDGE.exec(tokens)?.[1]) / 100;

const linear = (hex: string): Triple =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as Triple;

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([l, a, b]: Triple): Triple {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

function colour(name: string, theme: number): Triple {
  if (name !== "edge") return linear(pairs[name]![theme]!);
  const [over, under] = [oklab(colour("muted", theme)), oklab(colour("surface", theme))];
  return fromOklab(over.map((part, i) => part * share + under[i]! * (1 - share)) as Triple);
}

function contrast(one: string, other: string, theme: number): number {
  const [light, dark] = [one, other]
    .map((name) => colour(name, theme))
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "surface", "raised"];
const THEMES = [0, 1];

test("edges of fields, buttons and steps, and the ring of what has the focus, are seen: three to one", () => {
  for (const theme of THEMES)
    for (const edge of ["edge", "accent", "late"])
      for (const ground of ["paper", "surface"])
        expect(contrast(edge, ground, theme), `${edge} on ${ground}`).toBeGreaterThanOrEqual(3);
});

test("what is written in has an edge that is seen: lines only part what belongs together", () => {
  const styled = import.meta.glob<string>("../**/*.svelte", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const faint = Object.entries(styled).filter(([, text]) => text.includes("border-color: var(--line)"));
  expect(faint.map(([path]) => path)).toEqual([]);
});

test("texts are read: four and a half to one", () => {
  const soft = ["late", "soon", "good", "accent"].map((word) => [word, `${word}-soft`]);
  const plain = ["ink", "muted"].flatMap((word) => grounds.map((ground) => [word, ground]));
  for (const theme of THEMES)
    for (const [word, ground] of [...soft, ...plain, ["on-accent", "accent"], ["accent", "surface"]])
      expect(contrast(word!, ground!, theme), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

test("what is painted first has the colours of what follows", () => {
  const known = Object.values(pairs).map(([light, dark]) => `light-dark(${light}, ${dark})`);
  const painted = opening.match(/light-dark\(#\w+, #\w+\)/g) ?? [];
  expect(painted.length).toBeGreaterThan(0);
  for (const one of painted) expect(known).toContain(one);
});
