// The order of a quote's lines, as the keyboard changes it. Each answers where the focus goes.

export interface Moved<L> {
  lines: L[];
  at: number;
}

/** Enter: the next line, added when there is none. */
export function next<L>(lines: readonly L[], at: number, blank: () => L): Moved<L> {
  const grown = at >= lines.length - 1 ? [...lines, blank()] : [...lines];
  return { lines: grown, at: Math.min(at + 1, grown.length - 1) };
}

/** Alt with an arrow: one place up or down. */
export function move<L>(lines: readonly L[], at: number, step: -1 | 1): Moved<L> {
  const to = at + step;
  if (to < 0 || to >= lines.length) return { lines: [...lines], at };
  const moved = [...lines];
  [moved[at], moved[to]] = [moved[to]!, moved[at]!];
  return { lines: moved, at: to };
}

/** The line goes; a quote always keeps one to type in. */
export function remove<L>(lines: readonly L[], at: number, blank: () => L): Moved<L> {
  const left = lines.filter((_, i) => i !== at);
  if (left.length === 0) left.push(blank());
  return { lines: left, at: Math.min(at, left.length - 1) };
}
