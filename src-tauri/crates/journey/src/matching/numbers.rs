//! Numbers of papers in the text of a line.
//!
//! Invariant: a number is found whole; one that is part of a longer number is not found.

use crate::matching::keys::{Pieces, key, shortened};
use crate::matching::tokens::{Gap, Token, pieces, trimmed};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How well a number was written, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// As printed, whatever parts its groups.
    Exact,
    /// Without its letters, cut by a space, or against other letters.
    Loose,
    /// One letter or figure is wrong, missing or in place of its neighbour.
    Typo,
    /// Its last figures alone, after « facture » or « n° ».
    Short,
}

/// Most pieces of a number as banks write it.
const MOST_PIECES: usize = 6;
/// A key that so many share tells nothing.
const MOST_SHARED: usize = 64;

/// What stands before the last figures of an invoice’s number.
const INVOICE_WORDS: [&str; 12] =
    ["facture", "factures", "fact", "fac", "fa", "f", "n", "no", "num", "numero", "invoice", "inv"];
/// What stands before figures that are of no paper of the house.
const OTHER_THINGS: [&str; 9] =
    ["dossier", "contrat", "mandat", "police", "sinistre", "adherent", "abonnement", "bail", "affaire"];
/// What stands before the figures of another paper’s.
const OTHER_SERIES: [&str; 12] =
    ["d", "dev", "devis", "co", "cde", "commande", "bc", "a", "av", "avoir", "rum", "ics"];

/// The numbers of what may be paid, by all the ways to write them.
#[derive(Debug, Default)]
pub struct Numbers {
    keys: HashMap<String, Vec<(usize, Grade)>>,
    last: HashMap<String, Vec<usize>>,
    /// Each with one letter missing, and whole.
    typos: Pieces,
    full: Vec<(String, usize)>,
    /// Of each payable, its own number’s place there.
    own: HashMap<usize, usize>,
    settled: HashSet<String>,
}

impl Numbers {
    pub fn add(&mut self, number: &str, payable: usize) {
        let parts = pieces(number);
        for (key, grade) in keys(&parts) {
            self.keys.entry(key).or_default().push((payable, grade));
        }
        if let Some(last) = parts.last().filter(|last| last.figures() && last.text.len() < 8) {
            self.last.entry(trimmed(&last.text).to_owned()).or_default().push(payable);
        }
        let whole = joined(&parts);
        if misspelt(&whole) {
            let at = self.full.len();
            for parts in shortened(&whole) {
                self.typos.add(key(0, &parts), at);
            }
            self.typos.add(key(0, &[&whole]), at);
            self.full.push((whole, payable));
            self.own.entry(payable).or_insert(at);
        }
    }

    /// Once all are there.
    pub fn sort(&mut self) {
        self.typos.sort();
    }

    /// Is the number of one payable a slip of the finger away from that of the other?
    pub fn a_slip_away(&self, one: usize, other: usize) -> bool {
        let own = |payable: usize| self.own.get(&payable).and_then(|at| self.full.get(*at));
        let (Some((one, _)), Some((other, _))) = (own(one), own(other)) else { return false };
        one.len().abs_diff(other.len()) <= 1 && strsim::osa_distance(one, other) == 1
    }

    pub fn settle(&mut self, number: &str) {
        self.settled.extend(
            keys(&pieces(number)).into_iter().filter(|(_, grade)| *grade == Grade::Exact).map(|(key, _)| key),
        );
    }

    /// What a text names, and how well; with it, whether it names a number that nothing is left of.
    pub fn named(&self, text: &[Token], found: &mut BTreeMap<usize, Grade>) -> bool {
        let mut settled = false;
        let mut taken = vec![false; text.len()];
        // Longer runs first: what is part of a longer number is not looked at again.
        for long in (1..=MOST_PIECES.min(text.len())).rev() {
            for from in 0..=text.len() - long {
                let to = from + long;
                if taken[from..to].iter().any(|taken| *taken) {
                    continue;
                }
                let run = &text[from..to];
                let Some(most) = bounds(text, from, to) else { continue };
                let (whole, grouped) = (joined(run), grouped(run));
                let printed = |key: &String| {
                    self.keys
                        .get(key)
                        .is_some_and(|these| these.iter().any(|(_, grade)| *grade == Grade::Exact))
                };
                // A number of which something is left goes before the same of what is paid.
                let left = printed(&whole) || printed(&grouped);
                if most == Grade::Exact
                    && !left
                    && (self.settled.contains(&whole) || self.settled.contains(&grouped))
                {
                    settled = true;
                    taken[from..to].fill(true);
                    continue;
                }
                let mut any = false;
                for key in [&whole, &grouped] {
                    let Some(these) = self.keys.get(key).filter(|these| these.len() <= MOST_SHARED) else {
                        continue;
                    };
                    for (payable, grade) in these {
                        if *grade == Grade::Loose && of_another_series(text, from) {
                            continue;
                        }
                        any = true;
                        note(found, *payable, (*grade).max(most).max(spaced(run)));
                    }
                }
                if any {
                    taken[from..to].fill(true);
                }
            }
        }
        for at in 0..text.len() {
            if !taken[at] {
                self.last_figures(text, at, found);
                self.misspelt(text, at, &taken, found);
            }
        }
        settled
    }

    /// « facture 35 »
    fn last_figures(&self, text: &[Token], at: usize, found: &mut BTreeMap<usize, Grade>) {
        let piece = &text[at];
        let after_word =
            at > 0 && INVOICE_WORDS.contains(&text[at - 1].text.as_str()) && piece.before != Gap::Sign;
        let alone = text.get(at + 1).is_none_or(|next| next.before == Gap::Wide);
        if !piece.figures() || !after_word || !alone {
            return;
        }
        for payable in self
            .last
            .get(trimmed(&piece.text))
            .filter(|these| these.len() <= MOST_SHARED)
            .into_iter()
            .flatten()
        {
            note(found, *payable, Grade::Short);
        }
    }

    fn misspelt(&self, text: &[Token], from: usize, taken: &[bool], found: &mut BTreeMap<usize, Grade>) {
        let other = OTHER_SERIES.contains(&text[from].text.as_str()) || of_another_series(text, from);
        if text[from].before == Gap::Glued || other {
            return;
        }
        for to in from + 1..=(from + MOST_PIECES).min(text.len()) {
            if taken[to - 1] {
                return;
            }
            let inside = text.get(to).is_some_and(|next| next.before == Gap::Glued);
            let run = joined(&text[from..to]);
            if inside || !misspelt(&run) {
                continue;
            }
            let mut near: Vec<usize> = Vec::new();
            let whole = std::iter::once(key(0, &[&run]));
            for key in shortened(&run).map(|parts| key(0, &parts)).chain(whole) {
                near.extend(self.typos.of(key).iter().map(|(_, at)| *at));
            }
            near.sort_unstable();
            near.dedup();
            if near.len() > MOST_SHARED * 2 {
                continue;
            }
            for at in near {
                let (number, payable) = &self.full[at];
                if strsim::osa_distance(&run, number) == 1 {
                    note(found, *payable, Grade::Typo);
                }
            }
        }
    }
}

fn note(found: &mut BTreeMap<usize, Grade>, payable: usize, grade: Grade) {
    let kept = found.entry(payable).or_insert(grade);
    *kept = (*kept).min(grade);
}

/// The ways in which a number may be written.
fn keys(parts: &[Token]) -> Vec<(String, Grade)> {
    let mut keys = Vec::new();
    let whole = joined(parts);
    let figures = whole.bytes().filter(u8::is_ascii_digit).count();
    if figures == 0 || whole.len() < 4 || (figures == whole.len() && whole.len() < 6) {
        return keys;
    }
    keys.push((whole, Grade::Exact));
    keys.push((grouped(parts), Grade::Exact));
    let bare: Vec<Token> = parts.iter().skip_while(|piece| !piece.figures()).cloned().collect();
    if bare.len() < parts.len() && bare.len() >= 2 && joined(&bare).len() >= 6 {
        keys.push((joined(&bare), Grade::Loose));
        keys.push((grouped(&bare), Grade::Loose));
    }
    // « F-26-35 »
    if let Some(year) = parts.iter().position(|piece| piece.text.len() == 4 && piece.text.starts_with("20"))
        && year > 0
        && year + 1 < parts.len()
    {
        let mut short = parts.to_vec();
        short[year].text.drain(..2);
        keys.push((grouped(&short), Grade::Loose));
    }
    keys.sort();
    keys.dedup_by(|one, other| one.0 == other.0);
    keys
}

fn joined(parts: &[Token]) -> String {
    parts.iter().map(|piece| piece.text.as_str()).collect()
}

/// « f-2026-35 »
fn grouped(parts: &[Token]) -> String {
    let groups: Vec<&str> = parts
        .iter()
        .map(|piece| if piece.figures() { trimmed(&piece.text) } else { piece.text.as_str() })
        .collect();
    groups.join("-")
}

/// May a wrong letter be looked for in it?
fn misspelt(text: &str) -> bool {
    (7..=24).contains(&text.len()) && text.is_ascii() && text.bytes().filter(u8::is_ascii_digit).count() >= 5
}

/// The best that a run may be, from what stands around it; none where it is part of something longer.
fn bounds(text: &[Token], from: usize, to: usize) -> Option<Grade> {
    let first = text.get(from)?;
    let mut most = Grade::Exact;
    match first.before {
        Gap::Wide => {}
        // « 12-2026-0035 »
        Gap::Sign if first.figures() && from > 0 && text[from - 1].figures() => return None,
        Gap::Sign => {}
        // « FACTF20260035 » may be one, « A1B2F20260035 » is none.
        Gap::Glued if first.figures() && from > 0 && text[from - 1].before != Gap::Glued => {
            most = Grade::Loose
        }
        Gap::Glued => return None,
    }
    if let (Some(last), Some(next)) = (text.get(to - 1), text.get(to)) {
        match next.before {
            Gap::Wide => {}
            // « F-2026-0035-1 » is perhaps another paper.
            Gap::Sign if last.figures() && next.figures() => most = Grade::Loose,
            Gap::Sign => {}
            Gap::Glued if last.figures() => most = Grade::Loose,
            Gap::Glued => return None,
        }
    }
    Some(most)
}

/// Figures that a space cuts may be two numbers.
fn spaced(run: &[Token]) -> Grade {
    let cut = run.windows(2).any(|two| {
        two[0].figures() && two[1].figures() && two[1].before == Gap::Wide && two[0].text.len() != 4
    });
    if cut { Grade::Loose } else { Grade::Exact }
}

fn of_another_series(text: &[Token], from: usize) -> bool {
    let Some(before) = from.checked_sub(1).map(|at| text[at].text.as_str()) else { return false };
    OTHER_THINGS.contains(&before) || (text[from].before != Gap::Wide && OTHER_SERIES.contains(&before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, Grade)> {
        let mut numbers = Numbers::default();
        numbers.add("F-2026-0035", 0);
        numbers.add("F-2026-0350", 1);
        numbers.add("FA-118", 2);
        numbers.settle("F-2026-0001");
        numbers.sort();
        let mut found = BTreeMap::new();
        numbers.named(&pieces(text), &mut found);
        found.into_iter().filter(|(_, grade)| *grade != Grade::Typo).collect()
    }

    #[test]
    fn a_number_is_found_however_it_is_parted() {
        for text in [
            "VIR F-2026-0035",
            "F 2026 0035",
            "f20260035",
            "F2026-35",
            "PAIEMENT F/2026/0035.",
            "F_2026_0035",
        ] {
            assert_eq!(found(text), [(0, Grade::Exact)], "{text}");
        }
        for text in ["FACTURE 2026-0035", "FACTF20260035", "F-26-0035", "FACT-2026-0035", "F-2026-0035-1"] {
            assert_eq!(found(text), [(0, Grade::Loose)], "{text}");
        }
        assert_eq!(found("facture n° 35"), [(0, Grade::Short)]);
        assert_eq!(found("REGLT FA118"), [(2, Grade::Exact)]);
    }

    #[test]
    fn a_number_inside_another_is_none() {
        for text in ["F-2026-00351", "1-2026-0035", "D-2026-0035", "CO-2026-0035", "A-2026-0035", "FA-1180"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_left_goes_before_what_is_paid_by_the_same_number() {
        let mut numbers = Numbers::default();
        numbers.add("F-2026-0001", 3);
        numbers.settle("F-2026-0001");
        numbers.settle("F-2026-0002");
        let mut found = BTreeMap::new();
        assert!(
            !numbers.named(&pieces("VIR F-2026-0001"), &mut found),
            "money noted on it is still to be seen"
        );
        assert_eq!(found.get(&3), Some(&Grade::Exact));
        assert!(numbers.named(&pieces("VIR F-2026-0002"), &mut found));
    }

    #[test]
    fn one_slip_is_seen_and_two_are_not() {
        let typo = |text: &str| {
            let mut numbers = Numbers::default();
            numbers.add("F-2026-0035", 0);
            numbers.sort();
            let mut found = BTreeMap::new();
            numbers.named(&pieces(text), &mut found);
            found.get(&0).copied()
        };
        for text in ["F-2026-0053", "F-2O26-0035", "F-2026-003", "F-2026-00935", "F 2062 0035"] {
            assert_eq!(typo(text), Some(Grade::Typo), "{text}");
        }
        assert_eq!(typo("F-2025-0053"), None);
    }
}
