// Where French wants a space that does not break, as the books have it (`values/src/spaces.rs`), held to the same
// examples.

const HARD = "\u00a0";

/** Inside « », before : ; ! ? and between a number and its unit. */
export const spaced = (text: string): string =>
  text
    .replace(/(?<=«) | (?=»)/g, HARD)
    .replace(/ (?=[:;!?](?:$|[\s<)»"'`$]))/g, HARD)
    .replace(
      /(?<=\d) (?=(?:%|€|h|min|jours?|mois|ans?|semaines?|heures?|minutes?|octets|Ko|Mo)(?![\p{L}\p{N}]))/gu,
      HARD,
    );
