// A draft kept by another version of the application, in the shape that the form has now: what is missing or of another
// kind begins as it would in a new form; the rest stays as it was typed.

type Members = Record<string, unknown>;
const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `rows` tells what one row of a list looks like, by the list’s name; else the first row of the new form does. */
export function shaped<T>(kept: unknown, like: T, rows: Members = {}): T {
  return fitted(kept, like, undefined, rows) as T;
}

function fitted(kept: unknown, like: unknown, row: unknown, rows: Members): unknown {
  // Nothing tells what it should be.
  if (like === null || like === undefined) return kept;
  if (Array.isArray(like)) {
    const one: unknown = row ?? like[0];
    return Array.isArray(kept) ? kept.map((each: unknown) => fitted(each, one, undefined, rows)) : like;
  }
  if (isMembers(like)) {
    if (!isMembers(kept)) return like;
    const names = new Set([...Object.keys(like), ...Object.keys(kept)]);
    return Object.fromEntries(
      [...names].map((name) => [
        name,
        name in kept ? fitted(kept[name], like[name], rows[name], rows) : like[name],
      ]),
    );
  }
  return typeof kept === typeof like ? kept : like;
}
