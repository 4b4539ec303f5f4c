//! The interest of one invoice: simple, actual days over 365, per half-year, on what was late at each moment.

use crate::charges::debt::{Debt, Imputation, Settlement, SettlementKind};
use crate::charges::regime::InterestTerms;
use crate::law::{HalfYear, Law, ReferenceRate};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use values::money::{BasisPoints, Cents, divide};

/// Days that bear the same rate on the same amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterestPeriod {
    pub from: NaiveDate,
    /// The last day, which bears interest too.
    pub to: NaiveDate,
    /// Whose rate it bears.
    pub half: HalfYear,
    pub base: Cents,
    /// A year.
    pub rate: BasisPoints,
}

impl InterestPeriod {
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// base × rate × days / 365, rounded half up to the cent: each period by itself. A leap year is 365 days too.
    #[must_use]
    pub fn amount(&self) -> Cents {
        let exact = i128::from(self.base.0) * i128::from(self.rate.0) * i128::from(self.days());
        Cents(divide(exact, 10_000 * 365))
    }
}

/// A rate that nobody said: the days of its half-year bear no amount for want of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnknownRate {
    pub half: HalfYear,
    pub rate: ReferenceRate,
}

/// The interest of an invoice up to a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interest {
    /// The first day on which something of it was late and bore interest, its rate known or not.
    pub from: Option<NaiveDate>,
    pub periods: Vec<InterestPeriod>,
    /// By half-years.
    pub unknown: Vec<UnknownRate>,
}

impl Interest {
    #[must_use]
    pub fn total(&self) -> Cents {
        self.periods.iter().map(InterestPeriod::amount).sum()
    }
}

/// The interest of an invoice from the day after it was due to `on`, both counted; a day of payment still bears it. No
/// period goes over one of the days of `closed`, up to which it was claimed.
///
/// Part payments pay interest first, unless the terms say otherwise: what they pay of it stays due of the principal for
/// this computation alone, until that interest is given up. The payment that settles the invoice in the books ends its
/// interest.
#[must_use]
pub fn interest(
    debt: &Debt,
    terms: &InterestTerms,
    law: &Law,
    on: NaiveDate,
    closed: &[NaiveDate],
) -> Interest {
    let end = terms.stopped_on.map_or(on, |stopped| stopped.min(on));
    let begun: Vec<(NaiveDate, Cents)> =
        debt.parts.iter().filter_map(|part| Some((terms.begins(part.due_on)?, part.amount))).collect();
    let Some(first) = begun.iter().map(|(from, _)| *from).min().filter(|first| *first <= end) else {
        return Interest::default();
    };
    let mut told = Interest::default();
    let mut left = Left::of(debt, terms.imputation);
    let mut unknown = BTreeSet::new();
    let days = boundaries(debt, &begun, closed, (first, end));
    for (at, from) in days.iter().enumerate() {
        let to = days.get(at + 1).and_then(NaiveDate::pred_opt).unwrap_or(end);
        left.settle_before(*from, told.total());
        left.waive_before(*from, told.total());
        for (half, base) in late(&begun, terms, left.settled, *from) {
            told.from.get_or_insert(*from);
            match terms.rate(law, half) {
                Ok(rate) => {
                    extend(&mut told.periods, InterestPeriod { from: *from, to, half, base, rate }, closed);
                }
                Err(rate) => {
                    unknown.insert(UnknownRate { half, rate });
                }
            }
        }
    }
    told.unknown = unknown.into_iter().collect();
    told
}

/// The days on which the base or the rate may change, the first included, in order.
fn boundaries(
    debt: &Debt,
    begun: &[(NaiveDate, Cents)],
    closed: &[NaiveDate],
    (first, end): (NaiveDate, NaiveDate),
) -> Vec<NaiveDate> {
    let mut days: BTreeSet<NaiveDate> = begun.iter().map(|(from, _)| *from).collect();
    days.extend(debt.settlements.iter().filter_map(|one| one.on.succ_opt()));
    days.extend(closed.iter().chain(debt.waived.iter().map(|(on, _)| on)).filter_map(NaiveDate::succ_opt));
    let mut half = HalfYear::of(first);
    while let Some(next) = half.last_day().succ_opt().filter(|next| *next <= end) {
        days.insert(next);
        half = HalfYear::of(next);
    }
    days.insert(first);
    days.range(first..=end).copied().collect()
}

/// What is late on a day of the parts that bear interest, by the half-year whose rate they bear; what was settled
/// covers the earliest parts first.
fn late(
    begun: &[(NaiveDate, Cents)],
    terms: &InterestTerms,
    settled: Cents,
    day: NaiveDate,
) -> BTreeMap<HalfYear, Cents> {
    let mut covers = settled;
    let mut bases = BTreeMap::new();
    for (from, amount) in begun {
        let covered = covers.min(*amount).max(Cents::ZERO);
        covers -= covered;
        let open = *amount - covered;
        if *from <= day && open.0 > 0 {
            let base: &mut Cents = bases.entry(terms.half_year(day, *from)).or_default();
            *base += open;
        }
    }
    bases
}

/// Adds a period, or makes the one that it continues longer.
fn extend(periods: &mut Vec<InterestPeriod>, next: InterestPeriod, closed: &[NaiveDate]) {
    let continued = periods.iter_mut().rev().find(|known| {
        (known.half, known.base) == (next.half, next.base) && known.to.succ_opt() == Some(next.from)
    });
    match continued.filter(|known| !closed.contains(&known.to)) {
        Some(known) => known.to = next.to,
        None => periods.push(next),
    }
}

/// What was settled of the principal so far, and of interest.
struct Left<'a> {
    gross: Cents,
    imputation: Imputation,
    waiting: &'a [Settlement],
    waivers: &'a [(NaiveDate, Cents)],
    /// By the books.
    counted: Cents,
    /// For this computation.
    settled: Cents,
    interest_paid: Cents,
    interest_waived: Cents,
}

impl<'a> Left<'a> {
    fn of(debt: &'a Debt, imputation: Imputation) -> Left<'a> {
        Left {
            gross: debt.gross(),
            imputation,
            waiting: &debt.settlements,
            waivers: &debt.waived,
            counted: Cents::ZERO,
            settled: Cents::ZERO,
            interest_paid: Cents::ZERO,
            interest_waived: Cents::ZERO,
        }
    }

    /// What of the interest that had run is neither paid nor given up.
    fn interest_open(&self, accrued: Cents) -> Cents {
        (accrued - self.interest_paid - self.interest_waived).max(Cents::ZERO)
    }

    /// Takes what was given up or paid apart before that day: of interest that a payment had gone to, the payment pays principal.
    fn waive_before(&mut self, day: NaiveDate, accrued: Cents) {
        while let Some(((_, amount), later)) = self.waivers.split_first().filter(|((on, _), _)| *on < day) {
            let beyond = (*amount - self.interest_open(accrued)).max(Cents::ZERO).min(self.interest_paid);
            self.interest_paid -= beyond;
            self.settled += beyond;
            self.interest_waived += *amount;
            self.waivers = later;
        }
    }

    /// Takes what settled before that day, `accrued` being the interest that had run.
    fn settle_before(&mut self, day: NaiveDate, accrued: Cents) {
        while let Some(next) = self.waiting.first().filter(|one| one.on < day) {
            // All that came on one day is one settlement.
            let same = self.waiting.iter().take_while(|one| one.on == next.on).count();
            let (now, later) = self.waiting.split_at(same);
            self.waiting = later;
            let of = |payment: bool| -> Cents {
                let kind = |one: &&Settlement| (one.kind == SettlementKind::Payment) == payment;
                now.iter().filter(kind).map(|one| one.amount).sum()
            };
            let (paid, other) = (of(true), of(false));
            self.counted += paid + other;
            let to_interest = match self.imputation {
                Imputation::InterestFirst => self.interest_open(accrued).min(paid).max(Cents::ZERO),
                Imputation::PrincipalFirst => Cents::ZERO,
            };
            if self.counted >= self.gross {
                self.settled = self.gross;
            } else {
                self.interest_paid += to_interest;
                self.settled += paid - to_interest + other;
            }
        }
    }
}
