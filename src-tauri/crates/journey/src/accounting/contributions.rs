//! What a micro-entrepreneur declares to the Urssaf for a period, and what it will cost.

use crate::accounting::choices::AccountingChoices;
use crate::accounting::span::Span;
use crate::accounting::turnover::{TurnoverMove, by_activity};
use crate::accounting::vat_due::whole_euros;
use crate::activity::Activity;
use crate::law::{Law, LegalFigure};
use chrono::{Days, NaiveDate};
use values::day::month_end;
use values::money::{BasisPoints, Cents, divide};
use values::words::long_date;

/// One activity of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContributionLine {
    pub activity: Activity,
    /// Received, net of VAT, in cents.
    pub turnover: Cents,
    /// As it is declared, in whole euros; never below zero.
    pub declared: i64,
    /// Contributions and training; none where the rate of the period is unknown.
    pub rate: Option<BasisPoints>,
    pub contributions: Option<Cents>,
    /// Income tax paid with them, where that was chosen.
    pub income_tax: Option<Cents>,
}

/// A period of the Urssaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributionPeriod {
    pub span: Span,
    pub lines: Vec<ContributionLine>,
    /// The last day to declare and to pay.
    pub due_on: NaiveDate,
}

impl ContributionPeriod {
    /// What is to be paid in all; none while a rate is unknown.
    #[must_use]
    pub fn total(&self) -> Option<Cents> {
        self.lines.iter().map(|line| Some(line.contributions? + line.income_tax.unwrap_or_default())).sum()
    }
}

/// The last day to declare a period: the end of the month that follows it.
#[must_use]
pub fn due_on(span: Span) -> NaiveDate {
    span.to.checked_add_days(Days::new(1)).map_or(span.to, month_end)
}

/// What is to be known of days so near to the beginning of the activity that the first declaration waits (ninety days at
/// least, of which the Urssaf tells the end); none of later ones.
#[must_use]
pub fn first_declaration(began_on: Option<NaiveDate>, due_on: NaiveDate) -> Option<String> {
    let began_on = began_on.filter(|day| *day <= due_on && (due_on - *day).num_days() < 90)?;
    Some(format!(
        "Votre activité a commencé le {} : la première déclaration attend au moins 90 jours et réunit ce qui précède ; l’Urssaf vous en donne la date, qui l’emporte sur celle d’ici.",
        long_date(began_on)
    ))
}

/// The lines of a period: activities that brought something, or the main one.
#[must_use]
pub fn contributions(
    law: &Law,
    choices: &AccountingChoices,
    (moves, main): (&[TurnoverMove], Activity),
    span: Span,
) -> ContributionPeriod {
    let lines = by_activity(moves, span)
        .into_iter()
        .filter(|(activity, turnover)| *activity == main || !turnover.is_zero())
        .map(|(activity, turnover)| {
            let declared = whole_euros(turnover).max(0);
            let of = |figure| law.figure(figure, span.to).map(|(rate, _)| BasisPoints(rate));
            let both = of(LegalFigure::contribution(activity, choices.cipav))
                .zip(of(LegalFigure::training(activity)))
                .map(|(own, training)| BasisPoints(own.0 + training.0));
            let share = |rate: BasisPoints| Cents(divide(i128::from(declared) * i128::from(rate.0), 100));
            let tax = choices.pays_income_tax.then(|| of(LegalFigure::income_tax(activity))).flatten();
            ContributionLine {
                activity,
                turnover,
                declared,
                rate: both,
                contributions: both.map(share),
                income_tax: tax.map(share),
            }
        })
        .collect();
    ContributionPeriod { span, lines, due_on: due_on(span) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounting::span::Rhythm;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    #[test]
    fn a_quarter_is_declared_in_whole_euros_by_activity() {
        let of = |m, activity, net| TurnoverMove { on: day(m, 15), activity, net: Cents(net) };
        let moves = [
            of(9, Activity::Liberal, 999_900),
            of(10, Activity::Liberal, 100_050),
            of(11, Activity::Liberal, 100_000),
            of(12, Activity::Sales, 50_000),
        ];
        let choices = AccountingChoices { pays_income_tax: true, ..AccountingChoices::default() };
        let span = Rhythm::Quarter.span_of(day(11, 27));
        let period = contributions(&Law::default(), &choices, (&moves, Activity::Liberal), span);
        let [liberal, sales] = period.lines.as_slice() else { panic!("{period:?}") };
        // 2 000,50 € is 2 001 €; 25,6 % and 0,2 % of it, and 2,2 % of income tax.
        assert_eq!((liberal.declared, liberal.rate), (2_001, Some(BasisPoints(2_580))));
        assert_eq!((liberal.contributions, liberal.income_tax), (Some(Cents(51_626)), Some(Cents(4_402))));
        assert_eq!((sales.declared, sales.contributions), (500, Some(Cents(6_200))));
        assert_eq!(period.due_on, NaiveDate::from_ymd_opt(2027, 1, 31).unwrap());
        assert_eq!(period.total(), Some(Cents(51_626 + 4_402 + 6_200 + 500)));
    }

    #[test]
    fn a_first_declaration_waits() {
        let due = due_on(Rhythm::Month.span_of(day(9, 1)));
        assert!(first_declaration(Some(day(9, 10)), due).unwrap().contains("90 jours"));
        assert_eq!(first_declaration(Some(day(3, 1)), due), None);
        assert_eq!(first_declaration(None, due), None);
    }

    #[test]
    fn nothing_is_declared_below_zero_and_an_unknown_rate_is_not_guessed() {
        let back = [TurnoverMove { on: day(2, 1), activity: Activity::Liberal, net: Cents(-500) }];
        let of = |span| {
            contributions(&Law::default(), &AccountingChoices::default(), (&back, Activity::Liberal), span)
        };
        assert_eq!(of(Rhythm::Month.span_of(day(2, 1))).lines[0].declared, 0);
        let old = NaiveDate::from_ymd_opt(2019, 2, 1).unwrap();
        assert_eq!(of(Rhythm::Month.span_of(old)).total(), None);
    }
}
