//! What a micro-entrepreneur declares to the Urssaf for a period, and what it will cost.

use crate::accounting::choices::{AccountingChoices, RegisteredAs, UrssafPlace};
use crate::accounting::span::{Rhythm, Span};
use crate::accounting::turnover::{TurnoverMove, by_activity};
use crate::accounting::vat_due::whole_euros;
use crate::activity::Activity;
use crate::law::{Law, LegalFigure};
use chrono::{Datelike, Days, Months, NaiveDate};
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
    /// The tax of the chamber that one is registered with; none where it is unknown.
    pub chamber: Option<Cents>,
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
        self.lines
            .iter()
            .map(|line| Some(line.contributions? + line.chamber? + line.income_tax.unwrap_or_default()))
            .sum()
    }
}

/// The days that the first declaration is about: from the beginning to the end of the third month after that one, or of the
/// quarter after that one, so that ninety days pass before it is due (service-public, fiche F36232).
#[must_use]
pub fn first_span(rhythm: Rhythm, began_on: NaiveDate) -> Span {
    let mut last = rhythm.span_of(began_on);
    let more = match rhythm {
        Rhythm::Month => 3,
        Rhythm::Quarter => 1,
    };
    for _ in 0..more {
        last = last.to.succ_opt().map_or(last, |day| rhythm.span_of(day));
    }
    Span { from: began_on, to: last.to }
}

/// The last day to declare a period: the end of the month that follows it, or that follows all that the first declaration is
/// about.
#[must_use]
pub fn due_on(choices: &AccountingChoices, span: Span) -> NaiveDate {
    let first = choices.began_on.map(|day| first_span(choices.urssaf, day));
    let to =
        first.filter(|first| first.from <= span.to && span.to < first.to).map_or(span.to, |first| first.to);
    to.checked_add_days(Days::new(1)).map_or(to, month_end)
}

/// The next day on which something is to be declared.
#[must_use]
pub fn next_due_on(choices: &AccountingChoices, today: NaiveDate) -> NaiveDate {
    let this = choices.urssaf.span_of(today);
    let before = this.from.pred_opt().map(|day| choices.urssaf.span_of(day));
    before
        .filter(|before| choices.began_on.is_none_or(|began| began <= before.to))
        .map(|before| due_on(choices, before))
        .filter(|day| *day >= today)
        .unwrap_or_else(|| due_on(choices, this))
}

/// What is to be known of the first declaration while it is the next one.
#[must_use]
pub fn first_declaration(choices: &AccountingChoices, next: NaiveDate) -> Option<String> {
    let first = first_span(choices.urssaf, choices.began_on?);
    (due_on(choices, first) == next).then(|| {
        format!(
            "La première déclaration réunit ce qui est encaissé du {} au {} : elle attend au moins 90 jours après le début de l’activité. L’Urssaf en confirme la date.",
            long_date(first.from),
            long_date(first.to)
        )
    })
}

/// The last day of the quarter that stands so many after that of a day.
fn quarters_after(day: NaiveDate, count: u32) -> NaiveDate {
    let later = day.checked_add_months(Months::new(3 * count)).unwrap_or(day);
    Rhythm::Quarter.span_of(later).to
}

/// The last day of the reduction that the Acre gives: the end of the third quarter after that of the beginning (CSS art.
/// D. 131-6-3; service-public, fiche F11677). None for who has none.
#[must_use]
pub fn acre_until(choices: &AccountingChoices) -> Option<NaiveDate> {
    let began_on = choices.began_on.filter(|_| choices.acre && choices.place != UrssafPlace::Overseas)?;
    Some(quarters_after(began_on, 3))
}

/// Those who began from that day on pay three quarters of the rate, and not the half (décret 2026-69, art. 3).
const LESS_ACRE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 7, 1);

/// By which rates one pays: sales, commercial services, liberal work, liberal work with the CIPAV.
fn rates_of(choices: &AccountingChoices, day: NaiveDate) -> [LegalFigure; 4] {
    use LegalFigure as F;
    if let Some(began) = choices.began_on.filter(|_| choices.place == UrssafPlace::Overseas) {
        return if day <= quarters_after(began, 7) {
            [
                F::OverseasFirstSales,
                F::OverseasFirstCommercialServices,
                F::OverseasFirstLiberal,
                F::OverseasFirstCipav,
            ]
        } else if day.year() - began.year() <= 2 {
            [
                F::OverseasSecondSales,
                F::OverseasSecondCommercialServices,
                F::OverseasSecondLiberal,
                F::OverseasSecondCipav,
            ]
        } else {
            [
                F::OverseasLaterSales,
                F::OverseasLaterCommercialServices,
                F::OverseasLaterLiberal,
                F::OverseasLaterCipav,
            ]
        };
    }
    match acre_until(choices) {
        Some(last) if day <= last && choices.began_on < LESS_ACRE => {
            [F::AcreSales, F::AcreCommercialServices, F::AcreLiberal, F::AcreCipav]
        }
        Some(last) if day <= last => {
            [F::AcreSinceSales, F::AcreSinceCommercialServices, F::AcreSinceLiberal, F::AcreSinceCipav]
        }
        Some(_) | None => [
            F::ContributionSales,
            F::ContributionCommercialServices,
            F::ContributionLiberal,
            F::ContributionCipav,
        ],
    }
}

/// Contributions of an activity.
fn contribution(choices: &AccountingChoices, activity: Activity, day: NaiveDate) -> LegalFigure {
    let [sales, services, liberal, cipav] = rates_of(choices, day);
    match activity {
        Activity::Liberal if choices.cipav => cipav,
        Activity::Liberal => liberal,
        Activity::CommercialServices => services,
        Activity::Sales => sales,
    }
}

/// The contribution to training (C. trav. art. L. 6331-48).
fn training(choices: &AccountingChoices, activity: Activity) -> LegalFigure {
    match activity {
        Activity::Liberal => LegalFigure::TrainingLiberal,
        Activity::CommercialServices | Activity::Sales if choices.registered_as == RegisteredAs::Artisan => {
            LegalFigure::TrainingArtisan
        }
        Activity::CommercialServices => LegalFigure::TrainingCommercialServices,
        Activity::Sales => LegalFigure::TrainingSales,
    }
}

/// The tax of a chamber for 1,000 euros, sales then services; none for who is in none.
fn chamber(choices: &AccountingChoices, activity: Activity) -> Option<LegalFigure> {
    use LegalFigure as F;
    let [sales, services] = match (choices.registered_as, choices.place) {
        (RegisteredAs::Liberal, _) => return None,
        (RegisteredAs::Merchant, _) => [F::ChamberMerchantSales, F::ChamberMerchantServices],
        (RegisteredAs::Artisan, UrssafPlace::Alsace) => {
            [F::ChamberArtisanAlsaceSales, F::ChamberArtisanAlsaceServices]
        }
        (RegisteredAs::Artisan, UrssafPlace::Moselle) => {
            [F::ChamberArtisanMoselleSales, F::ChamberArtisanMoselleServices]
        }
        (RegisteredAs::Artisan, UrssafPlace::Metropolis | UrssafPlace::Overseas) => {
            [F::ChamberArtisanSales, F::ChamberArtisanServices]
        }
    };
    match activity {
        Activity::Liberal => None,
        Activity::CommercialServices => Some(services),
        Activity::Sales => Some(sales),
    }
}

/// Income tax that is paid with contributions.
fn income_tax(activity: Activity) -> LegalFigure {
    match activity {
        Activity::Liberal => LegalFigure::IncomeTaxLiberal,
        Activity::CommercialServices => LegalFigure::IncomeTaxCommercialServices,
        Activity::Sales => LegalFigure::IncomeTaxSales,
    }
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
            let value = |figure| law.figure(figure, span.to).map(|(value, _)| value);
            let both = value(contribution(choices, activity, span.to))
                .zip(value(training(choices, activity)))
                .map(|(own, training)| BasisPoints(own + training));
            let of = |rate: i64, whole: i128| Cents(divide(i128::from(declared) * i128::from(rate), whole));
            let tax = choices.pays_income_tax.then(|| value(income_tax(activity))).flatten();
            ContributionLine {
                activity,
                turnover,
                declared,
                rate: both,
                contributions: both.map(|rate| of(rate.0, 100)),
                chamber: match chamber(choices, activity) {
                    Some(figure) => value(figure).map(|cents| of(cents, 1_000)),
                    None => Some(Cents::ZERO),
                },
                income_tax: tax.map(|rate| of(rate, 100)),
            }
        })
        .collect();
    ContributionPeriod { span, lines, due_on: due_on(choices, span) }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn began(day: NaiveDate, urssaf: Rhythm) -> AccountingChoices {
        AccountingChoices { urssaf, began_on: Some(day), ..AccountingChoices::default() }
    }

    #[test]
    fn a_first_declaration_waits_ninety_days_and_reaches_from_the_beginning() {
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        // As the administration tells them: by month from 6 March to 31 July, by quarter from 12 April to 31 October.
        for (start, rhythm, due) in [
            (on(2025, 3, 6), Rhythm::Month, on(2025, 7, 31)),
            (on(2025, 1, 31), Rhythm::Month, on(2025, 5, 31)),
            (on(2022, 4, 12), Rhythm::Quarter, on(2022, 10, 31)),
            (on(2026, 12, 31), Rhythm::Quarter, on(2027, 4, 30)),
        ] {
            let choices = began(start, rhythm);
            let first = first_span(rhythm, start);
            assert_eq!((first.from, due_on(&choices, first)), (start, due));
            assert_eq!(due_on(&choices, rhythm.span_of(start)), due, "what it is about is declared with it");
            assert_eq!(next_due_on(&choices, start), due);
            assert!(first_declaration(&choices, due).unwrap().contains("90 jours"));
            let after = rhythm.span_of(first.to.succ_opt().unwrap());
            assert!(due_on(&choices, after) > due);
            assert_eq!(first_declaration(&choices, due_on(&choices, after)), None);
        }
        let old = began(on(2020, 5, 1), Rhythm::Quarter);
        assert_eq!(next_due_on(&old, on(2026, 10, 20)), on(2026, 10, 31));
        assert_eq!(next_due_on(&old, on(2026, 11, 27)), on(2027, 1, 31));
        assert_eq!(first_declaration(&old, on(2026, 10, 31)), None);
    }

    fn rate(choices: &AccountingChoices, activity: Activity, on: NaiveDate) -> Option<i64> {
        let moves = [TurnoverMove { on, activity, net: Cents(100_000) }];
        let period = contributions(&Law::default(), choices, (&moves, activity), Rhythm::Month.span_of(on));
        period.lines[0].rate.map(|rate| rate.0)
    }

    #[test]
    fn the_acre_reduces_until_the_end_of_the_third_quarter_by_the_day_of_the_beginning() {
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let with = |start| AccountingChoices { acre: true, ..began(start, Rhythm::Quarter) };
        let before = with(on(2026, 6, 30));
        assert_eq!(acre_until(&before), Some(on(2027, 3, 31)));
        let of = |choices: &AccountingChoices, day| Activity::ALL.map(|one| rate(choices, one, day).unwrap());
        // Training apart: 0,2 % of liberal work, 0,1 % of the rest.
        assert_eq!(of(&before, on(2027, 3, 1)), [1_300, 1_070, 630]);
        assert_eq!(of(&before, on(2027, 4, 1)), [2_580, 2_130, 1_240]);
        let since = with(on(2026, 7, 1));
        assert_eq!(of(&since, on(2026, 11, 1)), [1_940, 1_600, 940]);
        assert_eq!(
            rate(&AccountingChoices { cipav: true, ..since }, Activity::Liberal, on(2026, 11, 1)),
            Some(1_760)
        );
        assert_eq!(of(&with(on(2024, 8, 1)), on(2024, 9, 1)), [1_180, 1_070, 630]);
        assert_eq!(rate(&with(on(2019, 8, 1)), Activity::Liberal, on(2019, 9, 1)), None, "asked for");
    }

    #[test]
    fn overseas_rates_rise_twice_and_take_the_place_of_the_acre() {
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let choices = AccountingChoices {
            acre: true,
            place: UrssafPlace::Overseas,
            ..began(on(2024, 8, 1), Rhythm::Quarter)
        };
        let told = |day| rate(&choices, Activity::Liberal, day);
        assert_eq!(told(on(2026, 6, 30)), Some(460), "the eighth quarter");
        assert_eq!(told(on(2026, 7, 1)), Some(1_330));
        assert_eq!(told(on(2026, 12, 31)), Some(1_330), "the third year");
        assert_eq!(told(on(2027, 1, 1)), Some(1_760));
        assert_eq!(acre_until(&choices), None);
    }

    #[test]
    fn a_chamber_is_paid_by_who_is_registered_with_it() {
        let told = |registered_as, place, activity| {
            let choices = AccountingChoices { registered_as, place, ..AccountingChoices::default() };
            let moves = [TurnoverMove { on: day(5, 5), activity, net: Cents(1_000_000) }];
            let period = contributions(
                &Law::default(),
                &choices,
                (&moves, activity),
                Rhythm::Month.span_of(day(5, 5)),
            );
            (period.lines[0].chamber.unwrap().0, period.lines[0].rate.unwrap().0)
        };
        use Activity::{CommercialServices, Liberal, Sales};
        use RegisteredAs::{Artisan, Merchant};
        use UrssafPlace::{Alsace, Metropolis, Moselle};
        assert_eq!(told(Merchant, Metropolis, Sales), (150, 1_240), "0,015 %");
        assert_eq!(told(Merchant, Metropolis, CommercialServices), (440, 2_130));
        assert_eq!(told(Artisan, Metropolis, CommercialServices), (4_800, 2_150), "0,48 %, training 0,3 %");
        assert_eq!(told(Artisan, Alsace, Sales), (2_900, 1_260));
        assert_eq!(told(Artisan, Moselle, CommercialServices), (8_300, 2_150));
        assert_eq!(told(RegisteredAs::Liberal, Metropolis, Liberal), (0, 2_580));
        assert_eq!(told(Artisan, Metropolis, Liberal), (0, 2_580));
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
