//! Words one slip of a finger away: a letter too many, one missing, one for another, two in the wrong order; two words
//! written as one, or one as two.
//!
//! Every such word is looked for itself: an index of beginnings finds each of some hundreds as fast in long books as in
//! short ones, and keeps no list of words that an erasure would have to open.

use crate::searched::quoted;
use values::letters::folded;

/// Shorter words are one slip away from too many others.
const LEAST: usize = 4;

/// Words looked at with a slip; the others must be there as they are.
const MOST: usize = 4;

/// What was typed as a query, each word of letters as it is or with one slip; None where no word may hold one.
/// Figures are never taken for others.
#[must_use]
pub fn nearly(typed: &str) -> Option<String> {
    let folded = folded(typed);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12).collect();
    let may_slip =
        |word: &str| word.chars().all(char::is_alphabetic) && (LEAST..=30).contains(&word.chars().count());
    if !words.iter().any(|word| may_slip(word)) {
        return None;
    }
    let mut slipping = 0;
    let mut asked = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let end = if at + 1 == words.len() { "*" } else { "" };
        let mut ways = vec![format!("{}{end}", quoted(word))];
        if may_slip(word) && slipping < MOST {
            slipping += 1;
            ways.extend(neighbours(word).iter().map(|near| format!("{}{end}", quoted(near))));
            ways.extend(parted(word).iter().map(|(a, b)| format!("({} AND {}{end})", quoted(a), quoted(b))));
        }
        asked.push(format!("({})", ways.join(" OR ")));
    }
    let apart = asked.join(" AND ");
    // « mor eau »: a space too many.
    let joined = words.windows(2).enumerate().map(|(at, pair)| {
        let whole = pair.concat();
        let rest =
            words.iter().enumerate().filter(|(i, _)| *i != at && *i != at + 1).map(|(_, word)| quoted(word));
        let all: Vec<String> = std::iter::once(format!("{}*", quoted(&whole))).chain(rest).collect();
        format!("({})", all.join(" AND "))
    });
    let all: Vec<String> = std::iter::once(format!("({apart})")).chain(joined.take(MOST)).collect();
    Some(all.join(" OR "))
}

/// Every word one slip away from it, beginnings of its own left out: a word of which the last letter is missing is
/// found by those already.
fn neighbours(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let spelt = |parts: &[&[char]]| parts.iter().flat_map(|part| part.iter()).collect::<String>();
    let mut near = std::collections::BTreeSet::new();
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        for letter in 'a'..='z' {
            near.insert(spelt(&[before, &[letter], after]));
        }
        if let Some((first, rest)) = after.split_first() {
            near.insert(spelt(&[before, rest]));
            for letter in 'a'..='z' {
                near.insert(spelt(&[before, &[letter], rest]));
            }
            if let Some((second, rest)) = rest.split_first() {
                near.insert(spelt(&[before, &[*second, *first], rest]));
            }
        }
    }
    near.remove(word);
    near.into_iter().collect()
}

/// Two words that were written as one.
fn parted(word: &str) -> Vec<(String, String)> {
    let letters: Vec<char> = word.chars().collect();
    (2..letters.len().saturating_sub(1))
        .map(|at| letters.split_at(at))
        .map(|(a, b)| (a.iter().collect(), b.iter().collect()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_slip_is_among_the_neighbours() {
        let near = neighbours("morau");
        for word in ["moreau", "mora", "orau", "mroau", "moran", "morauu"] {
            assert!(near.iter().any(|one| one == word), "{word}");
        }
        assert!(!near.iter().any(|one| one == "morau"));
    }

    #[test]
    fn short_words_and_figures_are_taken_as_they_are() {
        assert_eq!(nearly("abc 1234 f2026"), None);
        assert!(
            nearly("elize 46")
                .is_some_and(|query| query.contains("elise") && query.ends_with("(\"elize46\"*)"))
        );
    }
}
