// The words people read for the values of the surface, as choices are offered and as they are shown.

export type Words<V extends string> = readonly { value: V; label: string; hint?: string }[];

export function word<V extends string>(words: Words<V>, value: V): string {
  return words.find((one) => one.value === value)?.label ?? value;
}
