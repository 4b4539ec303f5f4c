//! What an invoice is made of, by VAT rate and kind of work.

use crate::activity::{Activity, Nature};
use crate::sale::due::{Due, due};
use crate::vat::{VatGroup, spread};
use values::money::{BasisPoints, Cents, divide};

/// The part of an invoice at one rate, of one nature and activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    pub rate: BasisPoints,
    pub nature: Nature,
    pub activity: Activity,
    /// When its VAT falls due; where none is charged, when it is declared. A disbursement never is.
    pub due: Due,
    pub net: Cents,
    pub vat: Cents,
}

impl Portion {
    #[must_use]
    pub fn gross(&self) -> Cents {
        self.net + self.vat
    }

    /// Net and VAT of so much of its gross amount: all of it gives all of them.
    #[must_use]
    pub fn parted(&self, gross: Cents) -> (Cents, Cents) {
        let whole = i128::from(self.gross().0);
        if whole == 0 {
            return (gross, Cents::ZERO);
        }
        let exact = i128::from(gross.0) * i128::from(self.vat.0);
        let vat = Cents(if whole < 0 { divide(-exact, -whole) } else { divide(exact, whole) });
        (gross - vat, vat)
    }

    fn is_of(&self, other: &Portion) -> bool {
        (self.rate, self.nature, self.activity) == (other.rate, other.nature, other.activity)
    }
}

/// A line, for what it is a portion of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortionLine {
    pub rate: BasisPoints,
    pub nature: Nature,
    pub activity: Activity,
    pub net: Cents,
}

/// How a paper stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortionSetting {
    pub on_debits: bool,
    pub is_deposit: bool,
    /// The activity of what no line tells.
    pub main: Activity,
}

/// The portions of a paper: each rate is spread over its lines by largest remainder, so that they sum to its groups.
#[must_use]
pub fn portions(groups: &[VatGroup], lines: &[PortionLine], setting: PortionSetting) -> Vec<Portion> {
    let mut all = Vec::new();
    for group in groups {
        let mut kinds: Vec<(Nature, Activity, Cents)> = Vec::new();
        for line in lines.iter().filter(|line| line.rate == group.rate) {
            match kinds.iter_mut().find(|kind| (kind.0, kind.1) == (line.nature, line.activity)) {
                Some(kind) => kind.2 += line.net,
                None => kinds.push((line.nature, line.activity, line.net)),
            }
        }
        if kinds.is_empty() {
            kinds.push((Nature::Service, setting.main, Cents(1)));
        }
        let weights: Vec<Cents> = kinds.iter().map(|kind| kind.2).collect();
        let both = spread(group.net, &weights).into_iter().zip(spread(group.vat, &weights));
        for ((nature, activity, _), (net, vat)) in kinds.into_iter().zip(both) {
            // What bears none is declared when its VAT would fall due.
            let rate = BasisPoints(group.rate.0.max(1));
            let due = due(nature, rate, setting.on_debits, setting.is_deposit);
            all.push(Portion { rate: group.rate, nature, activity, due, net, vat });
        }
    }
    all
}

/// What a paper asks of each kind of work, as weights for its portions: its lines, a discount on the whole taken off
/// work alone, less what the parts that it deducts asked of that kind.
#[must_use]
pub fn weighed(lines: &[PortionLine], groups: &[VatGroup], before: &[Portion]) -> Vec<PortionLine> {
    let mut all = Vec::new();
    for group in groups {
        let of_rate: Vec<PortionLine> =
            lines.iter().filter(|line| line.rate == group.rate).copied().collect();
        let taken = |kind: &PortionLine| -> Cents {
            let same = before.iter().filter(|one| {
                (one.rate, one.nature, one.activity) == (group.rate, kind.nature, kind.activity)
            });
            same.map(|one| one.net).sum()
        };
        let mut kinds: Vec<PortionLine> = Vec::new();
        for line in &of_rate {
            match kinds.iter_mut().find(|kind| (kind.nature, kind.activity) == (line.nature, line.activity)) {
                Some(kind) => kind.net += line.net,
                None => kinds.push(*line),
            }
        }
        let asked: Cents = before.iter().filter(|one| one.rate == group.rate).map(|one| one.net).sum();
        let (advanced, work): (Vec<_>, Vec<_>) =
            kinds.into_iter().partition(|kind| kind.nature == Nature::Disbursement);
        let rest = group.net + asked - advanced.iter().map(|kind| kind.net).sum();
        let nets: Vec<Cents> = work.iter().map(|kind| kind.net).collect();
        let discounted = work.iter().zip(spread(rest, &nets)).map(|(kind, net)| PortionLine { net, ..*kind });
        let left: Vec<PortionLine> = discounted
            .chain(advanced.iter().copied())
            .map(|kind| PortionLine { net: kind.net - taken(&kind), ..kind })
            .collect();
        // Lines that do not make the sum are no better than themselves.
        let fits = left.iter().map(|kind| kind.net).sum::<Cents>() == group.net
            && left.iter().all(|kind| kind.net.0 * group.net.0.signum() >= 0);
        all.extend(if fits { left } else { of_rate });
    }
    all
}

/// Takes a credit note away, rate by rate: each kind of work as the note says, or in proportion where it says what does
/// not fit. A whole note leaves nothing anywhere.
pub fn take_back(standing: &mut [Portion], note: &[Portion]) {
    let mut rates: Vec<BasisPoints> = note.iter().map(|portion| portion.rate).collect();
    rates.sort_unstable();
    rates.dedup();
    for rate in rates {
        let of_rate: Vec<&Portion> = note.iter().filter(|portion| portion.rate == rate).collect();
        if fits(standing, &of_rate) {
            for taken in of_rate {
                if let Some(own) = standing.iter_mut().find(|own| own.is_of(taken)) {
                    own.net -= taken.net;
                    own.vat -= taken.vat;
                }
            }
            continue;
        }
        let mut left: Vec<&mut Portion> = standing.iter_mut().filter(|own| own.rate == rate).collect();
        let nets: Vec<Cents> = left.iter().map(|own| own.net).collect();
        let vats: Vec<Cents> = left.iter().map(|own| own.vat).collect();
        let net = spread(of_rate.iter().map(|taken| taken.net).sum(), &nets);
        let vat = spread(of_rate.iter().map(|taken| taken.vat).sum(), &vats);
        for (own, (net, vat)) in left.iter_mut().zip(net.into_iter().zip(vat)) {
            own.net -= net;
            own.vat -= vat;
        }
    }
}

/// Is there as much of each kind as the note takes back?
fn fits(standing: &[Portion], note: &[&Portion]) -> bool {
    let within =
        |taken: Cents, own: Cents| taken.0.signum() * own.0.signum() >= 0 && taken.abs() <= own.abs();
    note.iter().all(|taken| {
        let own = standing.iter().find(|own| own.is_of(taken));
        own.is_some_and(|own| within(taken.net, own.net) && within(taken.vat, own.vat))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWENTY: BasisPoints = BasisPoints(2_000);

    fn setting() -> PortionSetting {
        PortionSetting { on_debits: false, is_deposit: false, main: Activity::Liberal }
    }

    fn line(nature: Nature, net: i64) -> PortionLine {
        PortionLine { rate: TWENTY, nature, activity: Activity::Liberal.usual(nature), net: Cents(net) }
    }

    #[test]
    fn a_rate_is_spread_over_its_lines_to_the_cent() {
        let groups = [VatGroup { rate: TWENTY, net: Cents(10_001), vat: Cents(2_000) }];
        let lines = [line(Nature::Service, 2), line(Nature::Goods, 1)];
        let parts = portions(&groups, &lines, setting());
        assert_eq!(parts.iter().map(|part| part.net.0).collect::<Vec<_>>(), [6_667, 3_334]);
        assert_eq!(parts.iter().map(|part| part.vat.0).collect::<Vec<_>>(), [1_333, 667]);
        assert_eq!((parts[0].due, parts[1].due), (Due::Receipt, Due::Delivery));
        let bare = portions(&groups, &[], setting());
        assert_eq!((bare.len(), bare[0].gross()), (1, Cents(12_001)));
    }

    #[test]
    fn parts_of_an_order_together_make_its_kinds() {
        let none = |net| VatGroup { rate: BasisPoints(0), net: Cents(net), vat: Cents(0) };
        let of = |nature, net| PortionLine { rate: BasisPoints(0), ..line(nature, net) };
        let nets = |parts: &[Portion]| parts.iter().map(|part| part.net.0).collect::<Vec<_>>();
        for (order, deposit, balance) in [
            ([of(Nature::Service, 10_000), of(Nature::Goods, 90_000)], [3_000, 27_000], [7_000, 63_000]),
            (
                [of(Nature::Service, 80_000), of(Nature::Disbursement, 20_000)],
                [24_000, 6_000],
                [56_000, 14_000],
            ),
        ] {
            let first = portions(&[none(30_000)], &weighed(&order, &[none(100_000)], &[]), setting());
            assert_eq!(nets(&first), deposit);
            let rest = portions(&[none(70_000)], &weighed(&order, &[none(70_000)], &first), setting());
            assert_eq!(nets(&rest), balance);
        }
        // A discount of a tenth is of the work alone.
        let order = [of(Nature::Service, 80_000), of(Nature::Disbursement, 20_000)];
        let whole = portions(&[none(92_000)], &weighed(&order, &[none(92_000)], &[]), setting());
        assert_eq!(nets(&whole), [72_000, 20_000]);
    }

    #[test]
    fn a_note_is_taken_from_its_own_kind_or_in_proportion() {
        let groups = [VatGroup { rate: TWENTY, net: Cents(9_000), vat: Cents(1_800) }];
        let lines = [line(Nature::Service, 2), line(Nature::Goods, 1)];
        let whole = portions(&groups, &lines, setting());
        let of = |nature, net, vat| Portion {
            nature,
            activity: Activity::Liberal.usual(nature),
            net: Cents(net),
            vat: Cents(vat),
            ..whole[0]
        };
        let mut left = whole.clone();
        take_back(&mut left, &[of(Nature::Goods, 3_000, 600)]);
        assert_eq!((left[0].net, left[1].net), (Cents(6_000), Cents(0)));
        let mut left = whole.clone();
        take_back(&mut left, &[of(Nature::Goods, 4_500, 900)]);
        assert_eq!(
            (left[0].net, left[1].net),
            (Cents(3_000), Cents(1_500)),
            "there were no goods for so much"
        );
        let mut left = whole.clone();
        take_back(&mut left, &[of(Nature::Service, 9_000, 1_800)]);
        assert!(left.iter().all(|part| part.gross().is_zero()));
    }
}
