// What two texts are compared by, as the books compare them (`values/src/letters.rs`), held to the same examples.

const OPENED: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ĸ: "k",
  ŋ: "n",
  ς: "σ",
};

/** Accents, vowels of Hebrew and of Arabic: they stand apart from their letter. */
const MARKS: readonly [number, number][] = [
  [0x300, 0x36f],
  [0x483, 0x487],
  [0x591, 0x5c7],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
];
const isMark = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0;
  return MARKS.some(([first, last]) => code >= first && code <= last);
};

/** Lower case, without accents, ligatures opened, one apostrophe, one dash, one width, and nothing that hides. */
export const folded = (text: string): string =>
  [
    ...text
      .replace(/[\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu, "")
      // Alone, it would come apart as a space.
      .replaceAll("´", "'")
      .normalize("NFKD")
      .toLowerCase()
      .normalize("NFD"),
  ]
    .filter((letter) => !isMark(letter))
    .map((letter) => OPENED[letter] ?? letter)
    .join("")
    .replace(/[‘’‚‛`′ʹʻʼʽ]/gu, "'")
    .replace(/[‐‑‒–—―−]/gu, "-")
    .replace(/\s/gu, " ");
