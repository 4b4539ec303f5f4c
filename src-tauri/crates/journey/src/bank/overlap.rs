//! What of a file the books have already: the bank’s own number first, then as many of a day and of a content as the
//! larger of the two shows.
//!
//! Invariant: no line of a file is taken for two of the books’, but where a bank tells a batch once as a sum and once
//! in its parts under one number.

use crate::bank::movement::{Content, Movement};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use values::money::Cents;

/// For each line of a file, the rank of the kept line that it is; none where it is new.
#[must_use]
pub fn known(kept: &[Movement], shown: &[Movement]) -> Vec<Option<usize>> {
    let mut pairing = Pairing { fates: vec![None; shown.len()], free: vec![true; kept.len()] };
    let contents: (Vec<Content>, Vec<Content>) =
        (kept.iter().map(Movement::content).collect(), shown.iter().map(Movement::content).collect());
    pairing.same_number(kept, shown, (&contents.0, &contents.1));
    pairing.batches(kept, shown);
    pairing.same_content(kept, shown, (&contents.0, &contents.1));
    pairing.fates
}

struct Pairing {
    fates: Vec<Option<usize>>,
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
            *fate = Some(kept);
            *free = false;
        }
    }

    fn is_free(&self, kept: usize) -> bool {
        self.free.get(kept).copied().unwrap_or_default()
    }

    fn is_new(&self, shown: usize) -> bool {
        self.fates.get(shown).is_some_and(Option::is_none)
    }

    /// The bank says that they are one: same number and content, then same number and amount, words written otherwise.
    fn same_number(&mut self, kept: &[Movement], shown: &[Movement], contents: (&[Content], &[Content])) {
        let there = by_number(kept, &|_| true);
        for strict in [true, false] {
            for (at, line) in shown.iter().enumerate() {
                if !self.is_new(at) {
                    continue;
                }
                let same = |other: &usize| {
                    self.is_free(*other)
                        && if strict {
                            contents.0.get(*other) == contents.1.get(at)
                        } else {
                            kept.get(*other).is_some_and(|other| other.amount == line.amount)
                        }
                };
                let found = numbers(line)
                    .filter_map(|number| there.get(&number))
                    .find_map(|ranks| ranks.iter().copied().find(|rank| same(rank)));
                if let Some(found) = found {
                    self.pair(at, found);
                }
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
            let Some(first) = others.first().copied() else { continue };
            if (parts.len() == 1 || others.len() == 1) && of(shown, &parts) == of(kept, others) {
                for part in parts {
                    self.pair(part, first);
                }
                for other in others {
                    if let Some(free) = self.free.get_mut(*other) {
                        *free = false;
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
        assert_eq!(known(&two, &three), [Some(0), Some(1), None, None]);
        assert_eq!(known(&three, &two), [Some(0), Some(1)]);
    }

    #[test]
    fn two_numbers_are_two_lines_and_no_number_may_be_any() {
        let one = [line(6, 5000, "VIR", "a")];
        assert_eq!(known(&one, &[line(6, 5000, "VIR", "b")]), [None]);
        assert_eq!(known(&one, &[line(6, 5000, "VIR", "")]), [Some(0)]);
        assert_eq!(known(&one, &[line(6, 5000, "Virement reçu", "a")]), [Some(0)]);
        assert_eq!(known(&one, &[line(6, 4000, "VIR", "a")]), [None], "a number given twice");
        let both = [line(6, 5000, "VIR", ""), line(6, 5000, "VIR", "a")];
        assert_eq!(known(&one, &both), [None, Some(0)]);
    }

    #[test]
    fn a_batch_and_its_parts_are_the_same_money() {
        let sum = [line(1, -3000, "Salaires", "B1")];
        let parts = [line(1, -1000, "Anne", "B1"), line(1, -1000, "Anne", "B1"), line(1, -1000, "Luc", "B1")];
        assert_eq!(known(&sum, &parts), [Some(0); 3]);
        assert_eq!(known(&parts, &sum), [Some(0)]);
        assert_eq!(known(&sum, &parts[1..]), [None, None]);
    }
}
