// Letters that hide come with what is pasted: zero widths, soft hyphens, marks of order and of bytes. None is ever typed
// on purpose, and one of them makes a number or an address unlike itself. Those that join letters or faces stay.

const HIDDEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

export const visible = (text: string): string => text.replace(HIDDEN, "");

/** Heard before any field hears its own input; a secret stays as it is. */
export function dropInvisible(event: Event): void {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  if (field.type === "password" || (event instanceof InputEvent && event.isComposing)) return;
  const text = visible(field.value);
  if (text === field.value) return;
  const caret = field.selectionStart;
  const before = caret === null ? 0 : visible(field.value.slice(0, caret)).length;
  field.value = text;
  if (caret !== null) field.setSelectionRange(before, before);
}
