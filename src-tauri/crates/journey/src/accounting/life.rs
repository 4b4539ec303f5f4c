//! The life of an invoice, for books: what its money paid of each portion, and when its VAT fell due.
//!
//! Invariant: every amount is worked out from the whole life up to a day; a day's own is the difference to the day
//! before, so that all days together give the whole, to the cent.

use crate::accounting::portion::{Portion, take_back};
use crate::activity::{Activity, Nature};
use crate::sale::due::Due;
use crate::vat::spread;
use chrono::NaiveDate;
use values::money::{BasisPoints, Cents, divide};

/// What happened to an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LifeEvent {
    /// What a credit note takes back.
    Credited(Vec<Portion>),
    /// Money that settles it; below zero where it was freed.
    Paid(Cents),
    /// What is no longer claimed of it, for a few cents or as a favour; below zero where it is claimed again.
    GivenUp(Cents),
    /// What is lost of it, likewise.
    Lost(Cents),
    /// VAT that was due before any payment and is had back of a loss (CGI art. 272, 1); below zero where it is claimed
    /// again.
    HadBack(Cents),
}

/// An invoice from its issue on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    pub issued_on: NaiveDate,
    /// The day of delivery; that of issue where nothing says another.
    pub supplied_on: NaiveDate,
    pub portions: Vec<Portion>,
    pub events: Vec<(NaiveDate, LifeEvent)>,
}

/// What one day added to a book, of one portion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    pub on: NaiveDate,
    pub rate: BasisPoints,
    pub nature: Nature,
    pub activity: Activity,
    pub due: Due,
    pub net: Cents,
    pub vat: Cents,
}

/// How it stands at the end of a day.
struct Standing {
    portions: Vec<Portion>,
    paid: Cents,
    given_up: Cents,
    lost: Cents,
    had_back: Cents,
}

impl Life {
    /// What money paid of each portion, day by day.
    #[must_use]
    pub fn received(&self) -> Vec<Moved> {
        self.differences(|standing, _| paid(standing, standing.paid))
    }

    /// What fell due of VAT, day by day, with its base: of goods at their delivery, of services with their money or, by
    /// option, at the invoice; of deposits always with their money. What bears no VAT is told with its base alone.
    #[must_use]
    pub fn fallen_due(&self) -> Vec<Moved> {
        self.differences(|standing, day| {
            let paid = paid(standing, standing.paid);
            let each = standing.portions.iter().zip(paid).map(|(portion, paid)| match portion.due {
                Due::Receipt => paid,
                Due::Debit if self.issued_on <= day => (portion.net, portion.vat),
                Due::Delivery if self.supplied_on <= day => (portion.net, portion.vat),
                Due::Debit | Due::Delivery | Due::Never => (Cents::ZERO, Cents::ZERO),
            });
            each.collect()
        })
    }

    /// What is lost of portions whose VAT would have fallen due with their money, day by day.
    #[must_use]
    pub fn lost(&self) -> Vec<Moved> {
        self.differences(|standing, _| between(standing, standing.paid, standing.paid + standing.lost))
    }

    /// What is given up of such portions, day by day.
    #[must_use]
    pub fn given_up(&self) -> Vec<Moved> {
        self.differences(|standing, _| {
            let before = standing.paid + standing.lost;
            between(standing, before, before + standing.given_up)
        })
    }

    /// What is had back of VAT that was due before a loss, day by day, with its base.
    #[must_use]
    pub fn had_back(&self) -> Vec<Moved> {
        self.differences(|standing, _| {
            let vat = |portion: &Portion| match portion.due {
                Due::Debit | Due::Delivery => portion.vat,
                Due::Receipt | Due::Never => Cents::ZERO,
            };
            let weights: Vec<Cents> = standing.portions.iter().map(vat).collect();
            let each = spread(standing.had_back, &weights);
            standing.portions.iter().zip(each).map(|(portion, back)| (base(portion, back), back)).collect()
        })
    }

    fn differences(&self, state: impl Fn(&Standing, NaiveDate) -> Vec<(Cents, Cents)>) -> Vec<Moved> {
        let mut days: Vec<NaiveDate> = self.events.iter().map(|(on, _)| *on).collect();
        days.extend([self.issued_on, self.supplied_on]);
        days.sort_unstable();
        days.dedup();
        let mut before = vec![(Cents::ZERO, Cents::ZERO); self.portions.len()];
        let mut moved = Vec::new();
        for day in days {
            let now = state(&self.standing(day), day);
            for ((portion, was), is) in self.portions.iter().zip(&before).zip(&now) {
                let (net, vat) = (is.0 - was.0, is.1 - was.1);
                if !net.is_zero() || !vat.is_zero() {
                    let Portion { rate, nature, activity, due, .. } = *portion;
                    moved.push(Moved { on: day, rate, nature, activity, due, net, vat });
                }
            }
            before = now;
        }
        moved
    }

    fn standing(&self, day: NaiveDate) -> Standing {
        let mut standing = Standing {
            portions: self.portions.clone(),
            paid: Cents::ZERO,
            given_up: Cents::ZERO,
            lost: Cents::ZERO,
            had_back: Cents::ZERO,
        };
        for (_, event) in self.events.iter().filter(|(on, _)| *on <= day) {
            match event {
                LifeEvent::Credited(note) => take_back(&mut standing.portions, note),
                LifeEvent::Paid(amount) => standing.paid += *amount,
                LifeEvent::GivenUp(amount) => standing.given_up += *amount,
                LifeEvent::Lost(amount) => standing.lost += *amount,
                LifeEvent::HadBack(vat) => standing.had_back += *vat,
            }
        }
        standing
    }
}

/// What so much money pays of each portion, spread by largest remainder, all of it at once.
fn paid(standing: &Standing, money: Cents) -> Vec<(Cents, Cents)> {
    let weights: Vec<Cents> = standing.portions.iter().map(Portion::gross).collect();
    let shares = spread(money, &weights);
    standing.portions.iter().zip(shares).map(|(portion, share)| portion.parted(share)).collect()
}

/// What lies between two amounts of money, of portions whose VAT falls due with it.
fn between(standing: &Standing, before: Cents, after: Cents) -> Vec<(Cents, Cents)> {
    let (all, own) = (paid(standing, after), paid(standing, before));
    let each = standing.portions.iter().zip(all.into_iter().zip(own)).map(|(portion, (all, own))| {
        if portion.due == Due::Receipt { (all.0 - own.0, all.1 - own.1) } else { (Cents::ZERO, Cents::ZERO) }
    });
    each.collect()
}

/// The net amount that bears so much of a portion's VAT.
fn base(portion: &Portion, vat: Cents) -> Cents {
    if portion.vat.0 <= 0 {
        return Cents::ZERO;
    }
    Cents(divide(i128::from(portion.net.0) * i128::from(vat.0), i128::from(portion.vat.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vat::{Totals, VatGroup};
    use proptest::prelude::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn portion(rate: i64, due: Due, net: i64) -> Portion {
        let group = VatGroup::of(BasisPoints(rate), Cents(net));
        Portion {
            rate: group.rate,
            nature: Nature::Service,
            activity: Activity::Liberal,
            due,
            net: group.net,
            vat: group.vat,
        }
    }

    fn life(portions: Vec<Portion>, events: Vec<(u32, LifeEvent)>) -> Life {
        let events = events.into_iter().map(|(d, event)| (day(d), event)).collect();
        Life { issued_on: day(2), supplied_on: day(1), portions, events }
    }

    fn vat(moved: &[Moved]) -> Vec<(u32, i64)> {
        use chrono::Datelike;
        moved.iter().map(|one| (one.on.day(), one.vat.0)).collect()
    }

    #[test]
    fn vat_falls_due_with_the_money_at_the_invoice_or_at_delivery() {
        let paid = vec![(10, LifeEvent::Paid(Cents(6_000))), (20, LifeEvent::Paid(Cents(6_000)))];
        let of = |due| life(vec![portion(2_000, due, 10_000)], paid.clone());
        assert_eq!(vat(&of(Due::Receipt).fallen_due()), [(10, 1_000), (20, 1_000)]);
        assert_eq!(vat(&of(Due::Debit).fallen_due()), [(2, 2_000)]);
        assert_eq!(vat(&of(Due::Delivery).fallen_due()), [(1, 2_000)]);
        assert_eq!(vat(&of(Due::Never).fallen_due()), []);
    }

    #[test]
    fn a_note_corrects_what_fell_due_on_its_day() {
        let note = |d, net| (d, LifeEvent::Credited(vec![portion(2_000, Due::Debit, net)]));
        let debit = life(vec![portion(2_000, Due::Debit, 10_000)], vec![note(5, 4_000)]);
        assert_eq!(vat(&debit.fallen_due()), [(2, 2_000), (5, -800)]);
        let freed =
            vec![(3, LifeEvent::Paid(Cents(12_000))), note(5, 10_000), (5, LifeEvent::Paid(Cents(-12_000)))];
        let receipt = life(vec![portion(2_000, Due::Receipt, 10_000)], freed);
        assert_eq!(vat(&receipt.fallen_due()), [(3, 2_000), (5, -2_000)]);
    }

    #[test]
    fn a_favour_is_no_loss_and_money_may_come_before_its_invoice() {
        let events = vec![
            (1, LifeEvent::Paid(Cents(6_000))),
            (9, LifeEvent::GivenUp(Cents(1_200))),
            (12, LifeEvent::Lost(Cents(4_800))),
        ];
        let one = life(vec![portion(2_000, Due::Receipt, 10_000)], events);
        assert_eq!(vat(&one.fallen_due()), [(1, 1_000)]);
        assert_eq!((vat(&one.given_up()), vat(&one.lost())), (vec![(9, 200)], vec![(12, 800)]));
    }

    #[test]
    fn a_loss_gives_back_only_what_was_due_before() {
        let portions = vec![portion(2_000, Due::Debit, 10_000), portion(550, Due::Receipt, 10_000)];
        let lost = life(
            portions,
            vec![(9, LifeEvent::HadBack(Cents(1_000))), (12, LifeEvent::HadBack(Cents(-1_000)))],
        );
        let back = lost.had_back();
        assert_eq!(vat(&back), [(9, 1_000), (12, -1_000)]);
        assert_eq!((back[0].rate, back[0].net), (BasisPoints(2_000), Cents(5_000)));
    }

    proptest! {
        /// Several rates, any payments: the whole life gives the invoice, and every day the money, to the cent.
        #[test]
        fn a_life_is_exact_to_the_cent(
            nets in prop::collection::vec((0_usize..4, 1_i64..400_000), 1..5),
            cuts in prop::collection::vec(1_i64..1_000, 0..6),
            credited in 0_i64..1_000,
        ) {
            const RATES: [i64; 4] = [2000, 1000, 550, 0];
            let lines: Vec<_> = nets.iter().map(|(rate, net)| (BasisPoints(RATES[*rate]), Cents(*net))).collect();
            let totals = Totals::of_lines(&lines, BasisPoints(0));
            let portions: Vec<Portion> = totals.groups.iter()
                .map(|g| Portion { net: g.net, vat: g.vat, ..portion(g.rate.0, Due::Receipt, 0) }).collect();
            let note: Vec<Portion> = totals.groups.iter()
                .map(|g| portion(g.rate.0, Due::Receipt, g.net.0 * credited / 1_000)).collect();
            let taken: Cents = note.iter().map(Portion::gross).sum();
            let mut left = totals.gross - taken;
            let mut events = vec![(3, LifeEvent::Credited(note.clone()))];
            for (at, cut) in cuts.iter().enumerate() {
                let part = Cents(left.0 * cut / 1_000);
                left -= part;
                events.push((4 + u32::try_from(at).unwrap(), LifeEvent::Paid(part)));
            }
            events.push((28, LifeEvent::Paid(left)));
            let moved = life(portions.clone(), events.clone()).received();
            for (portion, note) in portions.iter().zip(&note) {
                let of = |amount: fn(&Moved) -> Cents| moved.iter().filter(|m| m.rate == portion.rate).map(amount).sum::<Cents>();
                prop_assert_eq!(of(|m| m.net), portion.net - note.net);
                prop_assert_eq!(of(|m| m.vat), portion.vat - note.vat);
            }
            for (d, event) in &events {
                if let LifeEvent::Paid(amount) = event {
                    let that: Cents = moved.iter().filter(|m| m.on == day(*d)).map(|m| m.net + m.vat).sum();
                    prop_assert_eq!(that, *amount);
                }
            }
            prop_assert_eq!(moved, life(portions, events).fallen_due());
        }
    }
}
