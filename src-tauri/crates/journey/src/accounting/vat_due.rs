//! VAT that falls due in a period, by rate (CGI art. 269): what is declared, and what is had back of losses.

use crate::accounting::life::{Life, Moved};
use crate::accounting::span::Span;
use crate::activity::Nature;
use crate::vat::{VatGroup, VatRegime};
use chrono::NaiveDate;
use values::money::{BasisPoints, Cents, divide};
use values::words::long_date;

/// All that fell due and was had back, of many invoices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VatMoves {
    due: Vec<Moved>,
    had_back: Vec<Moved>,
}

/// What falls due in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VatPeriod {
    /// Highest rate first; what bears no VAT the last.
    pub due: Vec<VatGroup>,
    /// Had back of losses for good, likewise.
    pub had_back: Vec<VatGroup>,
}

impl VatMoves {
    #[must_use]
    pub fn of<'a>(lives: impl IntoIterator<Item = &'a Life>) -> VatMoves {
        let mut moves = VatMoves::default();
        for life in lives {
            // A disbursement is no turnover.
            let counts = |moved: &Moved| moved.nature != Nature::Disbursement;
            moves.due.extend(life.fallen_due().into_iter().filter(counts));
            moves.had_back.extend(life.had_back());
        }
        moves
    }

    #[must_use]
    pub fn within(&self, span: Span) -> VatPeriod {
        VatPeriod { due: by_rate(&self.due, span), had_back: by_rate(&self.had_back, span) }
    }
}

impl VatPeriod {
    /// The tax of the period, below zero where more is had back.
    #[must_use]
    pub fn tax(&self) -> Cents {
        let sum = |groups: &[VatGroup]| groups.iter().map(|group| group.vat).sum::<Cents>();
        sum(&self.due) - sum(&self.had_back)
    }
}

fn by_rate(moved: &[Moved], span: Span) -> Vec<VatGroup> {
    let mut groups: Vec<VatGroup> = Vec::new();
    for one in moved.iter().filter(|one| span.holds(one.on)) {
        match groups.iter_mut().find(|group| group.rate == one.rate) {
            Some(group) => {
                group.net += one.net;
                group.vat += one.vat;
            }
            None => groups.push(VatGroup { rate: one.rate, net: one.net, vat: one.vat }),
        }
    }
    groups.retain(|group| !group.net.is_zero() || !group.vat.is_zero());
    groups.sort_by_key(|group| std::cmp::Reverse(group.rate));
    groups
}

/// As a return takes it: whole euros, half a euro up (CGI art. 1657).
#[must_use]
pub fn whole_euros(amount: Cents) -> i64 {
    divide(i128::from(amount.0), 100)
}

/// The first day without the simplified regime and its yearly return (loi de finances pour 2025, art. 38).
#[must_use]
pub fn simplified_ends() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 1).unwrap_or(NaiveDate::MAX)
}

/// What is to be known beside the figures, a sentence each.
#[must_use]
pub fn vat_sentences(
    regime: Option<VatRegime>,
    (on_debits, yearly): (bool, bool),
    moved: &VatPeriod,
    span: Span,
) -> Vec<String> {
    let mut said = Vec::new();
    match regime {
        Some(VatRegime::Franchise) => {
            said.push("Vous êtes en franchise de TVA : vous n’en facturez pas, et n’en déclarez pas.".to_owned());
        }
        Some(VatRegime::Liable) if on_debits => said.push(
            "Vos prestations sont déclarées à la facture, par option pour les débits ; vos acomptes à l’encaissement, vos ventes à la livraison (CGI art. 269, 2)."
                .to_owned(),
        ),
        Some(VatRegime::Liable) => said.push(
            "Vos prestations et vos acomptes sont déclarés à l’encaissement, vos ventes à la livraison (CGI art. 269, 2)."
                .to_owned(),
        ),
        None => {}
    }
    if moved.due.iter().any(|group| group.rate == BasisPoints(0)) {
        said.push("Ce qui ne porte pas de TVA (exonération, client à l’étranger, autoliquidation) est indiqué par sa base, à 0 %.".to_owned());
    }
    let near = span.to >= simplified_ends() - chrono::Days::new(92);
    if regime == Some(VatRegime::Liable) && (yearly || near) {
        said.push(format!(
            "Le régime simplifié et sa déclaration annuelle (CA12) s’arrêtent le {} : la TVA se déclare ensuite chaque mois ou chaque trimestre (loi de finances pour 2025, art. 38).",
            long_date(simplified_ends())
        ));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounting::life::LifeEvent;
    use crate::accounting::portion::Portion;
    use crate::activity::Activity;
    use crate::sale::due::Due;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn portion(rate: i64, nature: Nature, due: Due, net: i64, vat: i64) -> Portion {
        Portion {
            rate: BasisPoints(rate),
            nature,
            activity: Activity::Liberal,
            due,
            net: Cents(net),
            vat: Cents(vat),
        }
    }

    #[test]
    fn a_period_takes_its_own_days_by_rate() {
        let life = Life {
            issued_on: day(9, 30),
            supplied_on: day(9, 30),
            portions: vec![
                portion(2_000, Nature::Service, Due::Receipt, 10_000, 2_000),
                portion(550, Nature::Goods, Due::Delivery, 1_000, 55),
                portion(0, Nature::Disbursement, Due::Never, 500, 0),
            ],
            events: vec![(day(10, 5), LifeEvent::Paid(Cents(13_555)))],
        };
        let moves = VatMoves::of([&life]);
        let third = moves.within(Span { from: day(7, 1), to: day(9, 30) });
        assert_eq!(third.due, [VatGroup { rate: BasisPoints(550), net: Cents(1_000), vat: Cents(55) }]);
        let fourth = moves.within(Span { from: day(10, 1), to: day(12, 31) });
        assert_eq!(
            fourth.due,
            [VatGroup { rate: BasisPoints(2_000), net: Cents(10_000), vat: Cents(2_000) }]
        );
        assert_eq!(fourth.tax(), Cents(2_000));
        let said = vat_sentences(
            Some(VatRegime::Liable),
            (false, false),
            &fourth,
            Span { from: day(10, 1), to: day(12, 31) },
        );
        assert!(said.iter().any(|one| one.contains("1er janvier 2027")));
    }

    #[test]
    fn a_return_is_in_whole_euros() {
        assert_eq!([149, 150, -150, 0].map(|cents| whole_euros(Cents(cents))), [1, 2, -2, 0]);
    }
}
