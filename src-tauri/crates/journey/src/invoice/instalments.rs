//! Instalments: an invoice that is paid in several parts, each with its day.
//!
//! Invariant: the parts sum to the total, and what is paid covers the oldest first.

use crate::invoice::delay::due;
use crate::legal::Ceiling;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::money::{BasisPoints, Cents};
use values::problem::Problem;
use values::refusal::Refusal;
use values::{input, words};

/// Most parts of one invoice.
pub const MOST_INSTALMENTS: usize = 6;

/// One part as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InstalmentContent {
    pub due_on: String,
    /// « 840,00 » or « 30 % »; empty at the last for what is left.
    pub part: String,
}

impl InstalmentContent {
    /// A row left empty does not count.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.due_on.trim().is_empty() && self.part.trim().is_empty()
    }
}

/// One part of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    pub due_on: NaiveDate,
    pub amount: Cents,
}

/// Takes so much away from amounts in order, the latest first; answers what there was of it.
pub fn take_latest<'a>(amounts: impl DoubleEndedIterator<Item = &'a mut Cents>, asked: Cents) -> Cents {
    let mut left = asked;
    for amount in amounts.rev() {
        let taken = left.min(*amount);
        *amount -= taken;
        left -= taken;
    }
    asked - left
}

#[derive(Clone, Copy)]
enum Part {
    Rate(BasisPoints),
    Amount(Cents),
    Rest,
}

/// Reads the parts typed, with every problem found; none typed is an invoice paid in one go. `alone` is what stands in
/// the field of the single due date.
#[must_use]
pub fn instalments(
    typed: &[InstalmentContent],
    alone: &str,
    total: Cents,
    issued_on: NaiveDate,
    ceiling: Ceiling,
) -> (Vec<Instalment>, Vec<Problem>) {
    let rows: Vec<(usize, &InstalmentContent)> =
        typed.iter().enumerate().filter(|(_, row)| !row.is_blank()).collect();
    let (Some((first, _)), Some((last, _))) = (rows.first().copied(), rows.last().copied()) else {
        return (Vec::new(), Vec::new());
    };
    let blocked = |field: &str, message: String| (Vec::new(), vec![Problem::blocks(field, message)]);
    if !alone.trim().is_empty() {
        return blocked(
            "due_on",
            "Une seule échéance, ou plusieurs : videz ce champ, ou retirez les échéances.".to_owned(),
        );
    }
    if rows.len() == 1 {
        return blocked(
            &format!("instalments[{first}].due_on"),
            "Il faut au moins deux échéances : pour une seule, indiquez-la dans « Échéance ».".to_owned(),
        );
    }
    if rows.len() > MOST_INSTALMENTS {
        let field = rows.get(MOST_INSTALMENTS).map_or(last, |(at, _)| *at);
        return blocked(
            &format!("instalments[{field}].due_on"),
            format!("Une facture se règle en {MOST_INSTALMENTS} fois au plus."),
        );
    }
    let mut problems = Vec::new();
    let days = days(&rows, issued_on, ceiling, &mut problems);
    let parts = parts(&rows, last, &mut problems);
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    match amounts(&parts, total) {
        Ok(amounts) => {
            let read = days.into_iter().zip(amounts);
            (read.map(|(due_on, amount)| Instalment { due_on, amount }).collect(), problems)
        }
        Err((rank, message)) => {
            let field = rows.get(rank).map_or(last, |(at, _)| *at);
            blocked(&format!("instalments[{field}].part"), message)
        }
    }
}

fn days(
    rows: &[(usize, &InstalmentContent)],
    issued_on: NaiveDate,
    ceiling: Ceiling,
    problems: &mut Vec<Problem>,
) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for (at, row) in rows {
        let field = format!("instalments[{at}].due_on");
        let read = input::day(&field, &row.due_on, Near::Coming(issued_on)).and_then(|day| {
            if days.last().is_some_and(|before| day <= *before) {
                return Err(Refusal::at(&field, "Chaque échéance doit venir après la précédente."));
            }
            // The whole is paid within what the law allows: the last part too.
            due(issued_on, day, ceiling).map(|()| day).map_err(|r| r.moved(&field))
        });
        match read {
            Ok(day) => days.push(day),
            Err(refusal) => problems.push(refusal.into()),
        }
    }
    days
}

fn parts(rows: &[(usize, &InstalmentContent)], last: usize, problems: &mut Vec<Problem>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (at, row) in rows {
        let field = format!("instalments[{at}].part");
        let typed = row.part.trim();
        let read = if typed.is_empty() && *at == last {
            Ok(Part::Rest)
        } else if typed.is_empty() {
            Err(Refusal::at(&field, "Indiquez la part de cette échéance, par exemple 840,00 ou 30 %."))
        } else if let Some(rate) = typed.strip_suffix('%') {
            input::percent(&field, rate.trim()).map(Part::Rate)
        } else {
            input::amount(&field, typed).map(Part::Amount)
        };
        match read {
            Ok(part) => parts.push(part),
            Err(refusal) => problems.push(refusal.into()),
        }
    }
    parts
}

/// The amounts, summing to the total; or the rank of the part that cannot be, and why.
fn amounts(parts: &[Part], total: Cents) -> Result<Vec<Cents>, (usize, String)> {
    let last = parts.len().saturating_sub(1);
    let rates: Option<i64> =
        parts.iter().map(|part| if let Part::Rate(rate) = part { Some(rate.0) } else { None }).sum();
    // A whole shared by percentages: the last part takes the cents that rounding leaves.
    let whole = rates == Some(10_000);
    let mut amounts: Vec<Cents> = parts
        .iter()
        .map(|part| match part {
            Part::Rate(rate) => total.share(*rate),
            Part::Amount(amount) => *amount,
            Part::Rest => Cents::ZERO,
        })
        .collect();
    let before: Cents = amounts.iter().take(last).copied().sum();
    if (whole || matches!(parts.last(), Some(Part::Rest)))
        && let Some(rest) = amounts.last_mut()
    {
        *rest = total - before;
        if rest.0 <= 0 {
            // Said at the part that leaves nothing.
            let mut sum = Cents::ZERO;
            let reached = |amount: &Cents| {
                sum += *amount;
                sum >= total
            };
            let rank = amounts.iter().position(reached).unwrap_or(last);
            let message = format!(
                "Avec cette part, les échéances font déjà {} sur {} : il ne reste rien pour la dernière.",
                words::euros(before),
                words::euros(total)
            );
            return Err((rank, message));
        }
    }
    if let Some(rank) = amounts.iter().position(|amount| amount.0 <= 0) {
        return Err((rank, "Une échéance est un montant positif.".to_owned()));
    }
    let sum: Cents = amounts.iter().copied().sum();
    if sum != total {
        let gap = if sum < total {
            format!("il manque {}", words::euros(total - sum))
        } else {
            format!("c’est {} de trop", words::euros(sum - total))
        };
        let message = format!(
            "Les échéances font {} et la facture {} : {gap}. Laissez la dernière vide pour y mettre le reste.",
            words::euros(sum),
            words::euros(total)
        );
        return Err((last, message));
    }
    Ok(amounts)
}

/// The day from which what is due counts as late: that of the paper, or a later one `agreed` since. A part whose own day
/// comes after keeps it.
#[must_use]
pub fn counted(paper: NaiveDate, agreed: Option<NaiveDate>) -> NaiveDate {
    agreed.map_or(paper, |agreed| paper.max(agreed))
}

/// What is open of each part when that much is open of the whole: what was paid or taken back covers the oldest first.
#[must_use]
pub fn outstanding(parts: &[Instalment], open: Cents) -> Vec<Cents> {
    let total: Cents = parts.iter().map(|part| part.amount).sum();
    let mut covered = total - open;
    parts
        .iter()
        .map(|part| {
            let taken = covered.max(Cents::ZERO).min(part.amount);
            covered -= taken;
            part.amount - taken
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::card::{ClientCard, ClientKind};
    use crate::invoice::delay::longest_delay;
    use proptest::prelude::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn ceiling(kind: ClientKind) -> Ceiling {
        longest_delay(&ClientCard::named(kind, "Lumen"), day(11, 22))
    }

    fn typed(rows: &[(&str, &str)]) -> Vec<InstalmentContent> {
        rows.iter()
            .map(|(due_on, part)| InstalmentContent { due_on: (*due_on).into(), part: (*part).into() })
            .collect()
    }

    fn read(rows: &[(&str, &str)]) -> Result<Vec<i64>, String> {
        let (parts, problems) =
            instalments(&typed(rows), "", Cents(280_000), day(11, 22), ceiling(ClientKind::Company));
        match problems.first() {
            None => Ok(parts.iter().map(|part| part.amount.0).collect()),
            Some(problem) => Err(problem.field.clone()),
        }
    }

    const THREE: [&str; 3] = ["22/12/2026", "05/01/2027", "20/01/2027"];

    #[test]
    fn parts_are_amounts_percentages_or_what_is_left() {
        let rows = |a, b, c| [(THREE[0], a), (THREE[1], b), (THREE[2], c)];
        assert_eq!(read(&rows("1000", "800,50", "")), Ok(vec![100_000, 80_050, 99_950]));
        assert_eq!(read(&rows("33,33 %", "33,33%", "33,34 %")), Ok(vec![93_324, 93_324, 93_352]));
        assert_eq!(read(&rows("50 %", "1000", "400")), Ok(vec![140_000, 100_000, 40_000]));
        assert_eq!(read(&[("", ""), ("", "")]), Ok(vec![]));
        assert_eq!(read(&rows("1000", "800", "900")), Err("instalments[2].part".into()));
        assert_eq!(read(&rows("2000", "800", "")), Err("instalments[1].part".into()));
        assert_eq!(read(&rows("1000", "", "800")), Err("instalments[1].part".into()));
        assert_eq!(read(&rows("-5", "1000", "")), Err("instalments[0].part".into()));
        assert_eq!(read(&rows("mille", "1000", "")), Err("instalments[0].part".into()));
        assert_eq!(read(&[(THREE[0], "100 %")]), Err("instalments[0].due_on".into()));
        assert_eq!(read(&[(THREE[0], "1"); 7]), Err("instalments[6].due_on".into()));
    }

    #[test]
    fn days_ascend_within_what_the_law_allows() {
        let rows = |a, b| [(a, "50 %"), (b, "50 %")];
        assert_eq!(read(&rows("22/12/2026", "22/12/2026")), Err("instalments[1].due_on".into()));
        assert_eq!(read(&rows("21/11/2026", "22/12/2026")), Err("instalments[0].due_on".into()));
        assert_eq!(read(&rows("22/12/2026", "22/01/2027")), Err("instalments[1].due_on".into()));
        assert_eq!(read(&rows("22/12/2026", "")), Err("instalments[1].due_on".into()));
        let late = typed(&rows("22/12/2026", "20/01/2027"));
        let (_, problems) = instalments(&late, "", Cents(100), day(11, 22), ceiling(ClientKind::PublicBody));
        assert_eq!(problems[0].field, "instalments[1].due_on", "a public body pays within fifty days");
        let (_, problems) =
            instalments(&late, "22/12/2026", Cents(100), day(11, 22), ceiling(ClientKind::Company));
        assert_eq!(problems[0].field, "due_on");
    }

    proptest! {
        #[test]
        fn parts_always_sum_to_the_total(total in 6_i64..10_000_000_000, cuts in prop::collection::vec(1_i64..1_600, 1..6)) {
            // Any rates before a last part that takes what is left, then the same written out to a hundred percent.
            let percent = |rate: i64| format!("{},{:02} %", rate / 100, rate % 100);
            let dates = ["22/12/2026", "23/12/2026", "24/12/2026", "26/12/2026", "27/12/2026", "28/12/2026"];
            for last in [String::new(), percent(10_000 - cuts.iter().sum::<i64>())] {
                let mut rows: Vec<InstalmentContent> = cuts
                    .iter()
                    .zip(dates)
                    .map(|(rate, due_on)| InstalmentContent { due_on: due_on.into(), part: percent(*rate) })
                    .collect();
                rows.push(InstalmentContent { due_on: dates[cuts.len()].into(), part: last });
                let (parts, problems) = instalments(&rows, "", Cents(total), day(11, 22), ceiling(ClientKind::Company));
                if problems.is_empty() {
                    prop_assert_eq!(parts.iter().map(|p| p.amount.0).sum::<i64>(), total);
                    prop_assert!(parts.iter().all(|p| p.amount.0 > 0));
                } else {
                    prop_assert!(total < 100_000, "{:?}", problems);
                }
            }
        }

        #[test]
        fn what_is_paid_covers_the_oldest_first(amounts in prop::collection::vec(1_i64..1_000_000, 2..7), share in 0_i64..=10_000) {
            let parts: Vec<Instalment> = amounts
                .iter()
                .zip(1..)
                .map(|(amount, d)| Instalment { due_on: day(12, d), amount: Cents(*amount) })
                .collect();
            let total = Cents(amounts.iter().sum());
            let open = total - total.share(BasisPoints(share));
            let left = outstanding(&parts, open);
            prop_assert_eq!(left.iter().copied().sum::<Cents>(), open);
            // Nothing is paid of a part while an older one is open.
            for (rank, rest) in left.iter().enumerate() {
                prop_assert!(rest.0 >= 0 && *rest <= parts[rank].amount);
                if rest.0 > 0 {
                    prop_assert!(left[rank + 1..].iter().zip(&parts[rank + 1..]).all(|(l, p)| *l == p.amount));
                }
            }
        }
    }
}
