//! What of a file the books have already: the bank’s own number first, then as many of a day and of a content as the
//! larger of the two shows.
//!
//! Invariant: no line of a file is taken for two of the books’, but where a bank tells a batch once as a sum and once
//! in its parts under one number.

use crate::bank::movement::{Content, Movement};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use values::money::Cents;

/// For each line of a file, the ranks of the kept lines that it is: none where it is new, several where it is their sum.
#[must_use]
pub fn known(kept: &[Movement], shown: &[Movement]) -> Vec<Vec<usize>> {
    let mut pairing = Pairing { fates: vec![Vec::new(); shown.len()], free: vec![true; kept.len()] };
    let contents: (Vec<Content>, Vec<Content>) =
        (kept.iter().map(Movement::content).collect(), shown.iter().map(Movement::content).collect());
    pairing.same_number(kept, shown, (&contents.0, &contents.1));
    pairing.batches(kept, shown);
    pairing.same_content(kept, shown, (&contents.0, &contents.1));
    pairing.fates
}

struct Pairing {
    fates: Vec<Vec<usize>>,
    /// Is that kept line no line of the file yet?
    free: Vec<bool>,
}

/// A bank’s number on a day: numbers are given again after a while.
type Numbered<'a> = (&'a str, NaiveDate, bool);

fn numbers(one: &Movement) -> impl Iterator<Item = Numbered<'_>> {
    one.bank_ids.iter().map(|id| (id.as_str(), one.day, one.pending))
}

fn by_number<'a>(
    lines: &'a [Movement],
    wanted: &dyn Fn(usize) -> bool,
) -> BTreeMap<Numbered<'a>, Vec<usize>> {
    let mut found: BTreeMap<Numbered<'a>, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| wanted(*at)) {
        for number in numbers(line) {
            found.entry(number).or_default().push(at);
        }
    }
    found
}

impl Pairing {
    fn pair(&mut self, shown: usize, kept: usize) {
        if let (Some(fate), Some(free)) = (self.fates.get_mut(shown), self.free.get_mut(kept)) {
            fate.push(kept);
            *free = false;
        }
    }

    fn is_free(&self, kept: usize) -> bool {
        self.free.get(kept).copied().unwrap_or_default()
    }

    fn is_new(&self, shown: usize) -> bool {
        self.fates.get(shown).is_some_and(Vec::is_empty)
    }

    /// The bank says that they are one: same number and content, then same number and amount, words written otherwise.
    fn same_number(&mut self, kept: &[Movement], shown: &[Movement], contents: (&[Content], &[Content])) {
        self.paired_by((kept, contents.0), (shown, contents.1));
        let amounts = |lines: &[Movement]| -> Vec<Cents> { lines.iter().map(|line| line.amount).collect() };
        self.paired_by((kept, &amounts(kept)), (shown, &amounts(shown)));
    }

    /// Lines of one number that have that in common too are one, each once, in the order of the books.
    fn paired_by<K: Ord>(&mut self, kept: (&[Movement], &[K]), shown: (&[Movement], &[K])) {
        let mut there: BTreeMap<(Numbered<'_>, &K), Vec<usize>> = BTreeMap::new();
        for ((at, line), key) in kept.0.iter().enumerate().zip(kept.1).rev() {
            for number in numbers(line).filter(|_| self.is_free(at)) {
                there.entry((number, key)).or_default().push(at);
            }
        }
        for ((at, line), key) in shown.0.iter().enumerate().zip(shown.1) {
            if !self.is_new(at) {
                continue;
            }
            let found = numbers(line).find_map(|number| {
                let ranks = there.get_mut(&(number, key))?;
                std::iter::from_fn(|| ranks.pop()).find(|rank| self.is_free(*rank))
            });
            if let Some(found) = found {
                self.pair(at, found);
            }
        }
    }

    /// One file tells a batch as a sum, the other its parts: the same money, under one number.
    fn batches(&mut self, kept: &[Movement], shown: &[Movement]) {
        let there = by_number(kept, &|at| self.is_free(at));
        let here = by_number(shown, &|at| self.is_new(at));
        for (number, parts) in here {
            let Some(others) = there.get(&number) else { continue };
            let of = |lines: &[Movement], ranks: &[usize]| -> Cents {
                ranks.iter().filter_map(|rank| lines.get(*rank)).map(|line| line.amount).sum()
            };
            if (parts.len() == 1 || others.len() == 1) && of(shown, &parts) == of(kept, others) {
                for part in parts {
                    for other in others {
                        self.pair(part, *other);
                    }
                }
            }
        }
    }

    /// Of a day and a content, as many as the larger of the two shows; lines of two numbers are two lines.
    fn same_content(&mut self, kept: &[Movement], shown: &[Movement], contents: (&[Content], &[Content])) {
        let mut there: BTreeMap<&Content, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, content) in contents.0.iter().enumerate().rev() {
            if let Some(line) = kept.get(at).filter(|_| self.is_free(at)) {
                let (plain, numbered) = there.entry(content).or_default();
                if line.bank_ids.is_empty() { plain.push(at) } else { numbered.push(at) }
            }
        }
        for with_number in [false, true] {
            for (at, line) in shown.iter().enumerate() {
                if !self.is_new(at) || line.bank_ids.is_empty() == with_number {
                    continue;
                }
                let Some((plain, numbered)) = contents.1.get(at).and_then(|content| there.get_mut(content))
                else {
                    continue;
                };
                // What has no number may be any; what has one is none of another number.
                let found = if with_number { plain.pop() } else { numbered.pop().or_else(|| plain.pop()) };
                if let Some(found) = found {
                    self.pair(at, found);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(day: u32, amount: i64, label: &str, id: &str) -> Movement {
        Movement {
            day: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
            amount: Cents(amount),
            currency: None,
            label: label.to_owned(),
            payer: String::new(),
            payer_account: String::new(),
            reference: String::new(),
            bank_ids: if id.is_empty() { Vec::new() } else { vec![id.to_owned()] },
            pending: false,
        }
    }

    #[test]
    fn as_many_as_the_larger_of_the_two_shows() {
        let two = [line(6, 5000, "VIR Le Goff", ""), line(6, 5000, "VIR LE GOFF", "")];
        let three = [two[0].clone(), two[1].clone(), two[0].clone(), line(7, 5000, "VIR LE GOFF", "")];
        assert_eq!(known(&two, &three), [vec![0], vec![1], vec![], vec![]]);
        assert_eq!(known(&three, &two), [[0], [1]]);
    }

    #[test]
    fn two_numbers_are_two_lines_and_no_number_may_be_any() {
        let one = [line(6, 5000, "VIR", "a")];
        assert_eq!(known(&one, &[line(6, 5000, "VIR", "b")]), [[]] as [[usize; 0]; 1]);
        assert_eq!(known(&one, &[line(6, 5000, "VIR", "")]), [[0]]);
        assert_eq!(known(&one, &[line(6, 5000, "Virement reçu", "a")]), [[0]]);
        assert_eq!(
            known(&one, &[line(6, 4000, "VIR", "a")]),
            [[]] as [[usize; 0]; 1],
            "a number given twice"
        );
        let both = [line(6, 5000, "VIR", ""), line(6, 5000, "VIR", "a")];
        assert_eq!(known(&one, &both), [vec![], vec![0]]);
    }

    #[test]
    fn a_batch_and_its_parts_are_the_same_money() {
        let sum = [line(1, -3000, "Salaires", "B1")];
        let parts = [line(1, -1000, "Anne", "B1"), line(1, -1000, "Anne", "B1"), line(1, -1000, "Luc", "B1")];
        assert_eq!(known(&sum, &parts), [[0], [0], [0]]);
        assert_eq!(known(&parts, &sum), [[0, 1, 2]]);
        assert_eq!(known(&sum, &parts[1..]), [[]; 2] as [[usize; 0]; 2]);
    }

    #[test]
    fn many_lines_of_one_number_are_held_against_each_other_at_once() {
        let many: Vec<Movement> = (0..20_000).map(|_| line(1, 100, "VIR", "N")).collect();
        assert!(known(&many, &many).iter().enumerate().all(|(at, is)| is.as_slice() == [at]));
    }
}
