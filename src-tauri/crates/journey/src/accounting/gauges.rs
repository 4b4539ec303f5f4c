//! Thresholds of a year as gauges: where turnover stands, where it goes, and what crossing them changes.

use crate::accounting::span::Span;
use crate::accounting::turnover::{TurnoverMove, by_activity};
use crate::activity::Activity;
use crate::law::{Law, LegalFigure};
use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents, divide};
use values::words::{euros, long_date, percent};

/// How near a threshold is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GaugeLevel {
    Calm,
    /// It would be crossed before the end of the year, if the year goes on so.
    Projected,
    /// Four fifths and more of it are reached.
    Near,
    Crossed,
    /// Nobody said what the threshold of that year is.
    Unknown,
}

/// What a threshold is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ThresholdKind {
    VatBase,
    VatUpper,
    Micro,
}

/// One threshold of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauge {
    pub figure: LegalFigure,
    /// In force, in proportion of the first year; none where it is unknown.
    pub limit: Option<Cents>,
    pub turnover: Cents,
    /// At the end of the year, if it goes on so; none while too little of it is over.
    pub projected: Option<Cents>,
    pub share: BasisPoints,
    pub level: GaugeLevel,
    /// When it was crossed, or would be if the year goes on so.
    pub crossed_on: Option<NaiveDate>,
    /// Where it stands, and what crossing it changes.
    pub sentence: String,
    pub changes: &'static str,
    pub source: String,
}

/// The year that is looked at, up to a day.
#[derive(Clone, Copy, Debug)]
pub struct GaugeYear<'a> {
    pub law: &'a Law,
    pub moves: &'a [TurnoverMove],
    pub today: NaiveDate,
    /// The first day of the activity, where it is of that year.
    pub began_on: Option<NaiveDate>,
    pub main: Activity,
    pub is_micro: bool,
    pub in_franchise: bool,
}

/// Days of a year that are over before a projection says anything.
const EARLY: i64 = 30;
/// Share of a threshold from which it is near.
const NEAR: BasisPoints = BasisPoints(8_000);

impl GaugeYear<'_> {
    /// The thresholds that matter: of the VAT franchise for who is in it, of the micro scheme for who is in that. Those of
    /// sales count all turnover, those of services that of services alone.
    #[must_use]
    pub fn gauges(self) -> Vec<Gauge> {
        let year = Span::year_of(self.today);
        let until = Span { from: year.from, to: self.today };
        let turnover = by_activity(self.moves, until);
        let whole: Cents = turnover.iter().map(|(_, net)| *net).sum();
        let sales: Cents =
            turnover.iter().filter(|(of, _)| *of == Activity::Sales).map(|(_, net)| *net).sum();
        let sells = self.main == Activity::Sales || !sales.is_zero();
        let serves = self.main != Activity::Sales || whole != sales;
        let mut wanted = Vec::new();
        let mut add = |kind: ThresholdKind, sold: LegalFigure, served: LegalFigure| {
            if sells {
                wanted.push((kind, sold, whole));
            }
            if serves {
                wanted.push((kind, served, whole - sales));
            }
        };
        if self.in_franchise {
            add(ThresholdKind::VatBase, LegalFigure::VatSalesBase, LegalFigure::VatServicesBase);
            add(ThresholdKind::VatUpper, LegalFigure::VatSalesUpper, LegalFigure::VatServicesUpper);
        }
        if self.is_micro {
            add(ThresholdKind::Micro, LegalFigure::MicroSales, LegalFigure::MicroServices);
        }
        wanted
            .into_iter()
            .map(|(kind, figure, turnover)| self.gauge((kind, figure), turnover, year))
            .collect()
    }

    /// The day on which turnover of the year went beyond a limit: all of it, or that of services alone.
    fn crossed(self, wanted: LegalFigure, limit: Cents, year: Span) -> Option<NaiveDate> {
        let services = matches!(
            wanted,
            LegalFigure::VatServicesBase | LegalFigure::VatServicesUpper | LegalFigure::MicroServices
        );
        let mut moves: Vec<&TurnoverMove> = self
            .moves
            .iter()
            .filter(|one| year.holds(one.on) && one.on <= self.today)
            .filter(|one| !services || one.activity != Activity::Sales)
            .collect();
        moves.sort_by_key(|one| one.on);
        let mut sum = Cents::ZERO;
        let mut crossed = None;
        for one in moves {
            sum += one.net;
            // What is given back later takes it under again.
            crossed = if sum <= limit { None } else { crossed.or(Some(one.on)) };
        }
        crossed
    }

    fn gauge(self, (kind, wanted): (ThresholdKind, LegalFigure), turnover: Cents, year: Span) -> Gauge {
        let first = self.began_on.filter(|day| year.holds(*day)).unwrap_or(year.from);
        let days = (year.to - first).num_days() + 1;
        let of_year = (year.to - year.from).num_days() + 1;
        let known = self.law.figure(wanted, self.today);
        let (limit, source) = known.map_or((None, String::new()), |(value, source)| {
            let whole = Cents(value);
            let limit = if kind.is_in_proportion() { scaled(whole, days, of_year) } else { whole };
            (Some(limit), source)
        });
        let over = (self.today - first).num_days() + 1;
        let projected = (over >= EARLY).then(|| scaled(turnover, days, over));
        let share = limit.map_or(BasisPoints(0), |limit| turnover.part_of(limit));
        let level = match limit {
            None => GaugeLevel::Unknown,
            Some(limit) if turnover > limit => GaugeLevel::Crossed,
            Some(_) if share >= NEAR => GaugeLevel::Near,
            Some(limit) if projected.is_some_and(|projected| projected > limit) => GaugeLevel::Projected,
            Some(_) => GaugeLevel::Calm,
        };
        let ahead_on = limit.zip(projected).and_then(|(limit, projected)| {
            let ahead = projected > limit && turnover <= limit && turnover.0 > 0;
            let after =
                u64::try_from(divide(i128::from(limit.0) * i128::from(over), i128::from(turnover.0.max(1))));
            ahead.then(|| first.checked_add_days(Days::new(after.unwrap_or_default()))).flatten()
        });
        let crossed_on = match (level, limit) {
            (GaugeLevel::Crossed, Some(limit)) => self.crossed(wanted, limit, year),
            _ => ahead_on,
        };
        let mut gauge = Gauge {
            figure: wanted,
            limit,
            turnover,
            projected,
            share,
            level,
            crossed_on,
            sentence: String::new(),
            changes: kind.changes(year.from.year()),
            source,
        };
        gauge.sentence = said(&gauge, first > year.from && kind.is_in_proportion());
        gauge
    }
}

impl ThresholdKind {
    /// A threshold of the year in which one begins counts in proportion of its days (CGI art. 50-0, 102 ter and 293 D); that
    /// beyond which VAT is due within the year is taken whole.
    fn is_in_proportion(self) -> bool {
        match self {
            ThresholdKind::VatBase | ThresholdKind::Micro => true,
            ThresholdKind::VatUpper => false,
        }
    }

    /// What crossing it in that year changes.
    fn changes(self, year: i32) -> &'static str {
        match self {
            ThresholdKind::VatBase => {
                "Au-delà, la franchise s’arrête le 1er janvier suivant : la TVA s’ajoute alors à vos prix (CGI art. 293 B)."
            }
            // Until then the month in which it was crossed was taxed whole (loi 2023-1322, art. 82).
            ThresholdKind::VatUpper if year < 2025 => {
                "Au-delà, la TVA était due dès le premier jour du mois du dépassement (CGI art. 293 B, jusqu’en 2024)."
            }
            ThresholdKind::VatUpper => {
                "Au-delà, la TVA est due dès le jour du dépassement, la première année aussi : vos factures la portent à partir de ce jour (CGI art. 293 B)."
            }
            ThresholdKind::Micro => {
                "Au-delà deux années de suite, le régime micro s’arrête le 1er janvier qui suit ; une seule année n’y change rien."
            }
        }
    }
}

fn scaled(amount: Cents, days: i64, of: i64) -> Cents {
    Cents(divide(i128::from(amount.0) * i128::from(days), i128::from(of.max(1))))
}

fn said(gauge: &Gauge, in_proportion: bool) -> String {
    let Some(limit) = gauge.limit else {
        return "Le seuil de cette année n’est pas connu : ajoutez-le dans Réglages, Textes et taux."
            .to_owned();
    };
    let begun = if in_proportion { ", compté depuis le début de votre activité" } else { "" };
    let mut said = format!(
        "{} encaissés sur {}, soit {}{begun}.",
        euros(gauge.turnover),
        euros(limit),
        percent(BasisPoints(gauge.share.0 / 100 * 100))
    );
    match (gauge.level, gauge.projected, gauge.crossed_on) {
        (GaugeLevel::Crossed, _, Some(on)) => {
            said.push_str(&format!(" Le seuil est dépassé depuis le {}.", long_date(on)));
        }
        (GaugeLevel::Crossed, _, None) => said.push_str(" Le seuil est dépassé."),
        (_, Some(_), Some(on)) => {
            said.push_str(&format!(" À ce rythme, il serait atteint vers le {}.", long_date(on)))
        }
        (_, Some(projected), None) => {
            said.push_str(&format!(" À ce rythme, {} à la fin de l’année.", euros(projected)));
        }
        (_, None, _) => said.push_str(" L’année est trop jeune pour une projection."),
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{AddLawRow, LawKind};

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn year<'a>(law: &'a Law, moves: &'a [TurnoverMove], today: NaiveDate) -> GaugeYear<'a> {
        GaugeYear {
            law,
            moves,
            today,
            began_on: None,
            main: Activity::Liberal,
            is_micro: true,
            in_franchise: true,
        }
    }

    fn received(activity: Activity, net: i64) -> TurnoverMove {
        TurnoverMove { on: day(1, 15), activity, net: Cents(net) }
    }

    #[test]
    fn a_gauge_warns_before_its_threshold_and_tells_the_day() {
        let law = Law::default();
        let levels = |net, today| {
            let moves = [received(Activity::Liberal, net)];
            year(&law, &moves, today).gauges().iter().map(|one| one.level).collect::<Vec<_>>()
        };
        use GaugeLevel::{Calm, Crossed, Near, Projected};
        // 37 500, 41 250 and 83 600 €.
        assert_eq!(levels(1_000_000, day(6, 30)), [Calm, Calm, Calm]);
        assert_eq!(levels(2_000_000, day(6, 30)), [Projected, Calm, Calm]);
        assert_eq!(levels(3_000_000, day(10, 31)), [Near, Calm, Calm]);
        assert_eq!(levels(4_200_000, day(11, 30)), [Crossed, Crossed, Calm]);
        let moves = [received(Activity::Liberal, 2_000_000)];
        let gauges = year(&law, &moves, day(6, 30)).gauges();
        assert_eq!(gauges[0].crossed_on, Some(day(12, 6)));
        assert!(gauges[0].sentence.contains("6 décembre 2026"), "{}", gauges[0].sentence);
        let moves = [received(Activity::Liberal, 100_000)];
        assert_eq!(year(&law, &moves, day(1, 20)).gauges()[0].projected, None, "too early");
    }

    #[test]
    fn a_first_year_counts_in_proportion_and_sales_count_all() {
        let law = Law::default();
        let moves = [received(Activity::Sales, 1_000_000), received(Activity::Liberal, 500_000)];
        let mixed =
            GaugeYear { began_on: Some(day(7, 2)), in_franchise: false, ..year(&law, &moves, day(12, 1)) };
        let gauges = mixed.gauges();
        assert_eq!(gauges.iter().map(|one| one.turnover.0).collect::<Vec<_>>(), [1_500_000, 500_000]);
        // 183 of 365 days of 203 100,00 €: 101 828,22 €.
        assert_eq!(gauges[0].limit, Some(Cents(10_182_822)));
        let unknown = NaiveDate::from_ymd_opt(2029, 3, 1).unwrap();
        let gauges = GaugeYear { today: unknown, in_franchise: false, ..mixed }.gauges();
        assert!(gauges.iter().all(|one| one.level == GaugeLevel::Unknown && one.limit.is_none()));
    }

    #[test]
    fn a_first_year_and_the_years_before_count_by_their_own_thresholds() {
        let law = Law::default();
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let of =
            |y, m, d, net| TurnoverMove { on: on(y, m, d), activity: Activity::Liberal, net: Cents(net) };
        // The administration's own example: 77 700 € for 306 days of 365 are 65 140 €.
        let first = GaugeYear { began_on: Some(on(2023, 3, 1)), ..year(&law, &[], on(2023, 12, 1)) };
        let limits =
            |year: GaugeYear| year.gauges().iter().map(|one| one.limit.unwrap().0).collect::<Vec<_>>();
        assert_eq!(limits(first), [3_085_151, 3_910_000, 6_514_027]);
        assert_eq!(limits(year(&law, &[], on(2024, 6, 1))), [3_680_000, 3_910_000, 7_770_000]);
        assert_eq!(limits(year(&law, &[], on(2025, 6, 1))), [3_750_000, 4_125_000, 7_770_000]);
        // Beyond the upper threshold in the first year, on the very day; what was given back does not hide it.
        let moves = [of(2026, 5, 4, 2_000_000), of(2026, 7, 1, -10_000), of(2026, 9, 12, 2_200_000)];
        let begun = GaugeYear { began_on: Some(on(2026, 4, 1)), ..year(&law, &moves, on(2026, 11, 27)) };
        let upper = begun.gauges()[1].clone();
        assert_eq!((upper.level, upper.crossed_on), (GaugeLevel::Crossed, Some(on(2026, 9, 12))));
        assert!(upper.sentence.contains("dépassé depuis le 12 septembre 2026"), "{}", upper.sentence);
        assert!(upper.changes.contains("dès le jour du dépassement, la première année aussi"));
        let old = [of(2024, 9, 12, 4_000_000)];
        let before = year(&law, &old, on(2024, 12, 1)).gauges()[1].clone();
        assert!(before.changes.contains("premier jour du mois"), "{}", before.changes);
    }

    #[test]
    fn a_newer_figure_holds_from_its_day() {
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let typed = |code: &str, rate: &str| AddLawRow {
            kind: LawKind::Figure,
            code: code.into(),
            text: String::new(),
            translations: Vec::new(),
            rate: rate.into(),
            replaces: String::new(),
            months: String::new(),
            days: String::new(),
            valid_from: "01/01/2029".into(),
            source: "Arrêté".into(),
        };
        let today = day(11, 27);
        let law = Law::default().with(&typed("micro_services", "85 000"), today).unwrap();
        assert_eq!(law.figure(LegalFigure::MicroServices, on(2028, 12, 31)).unwrap().0, 8_360_000);
        assert_eq!(law.figure(LegalFigure::MicroServices, on(2029, 1, 1)).unwrap().0, 8_500_000);
        let law = law.with(&typed("contribution_liberal", "26,1"), today).unwrap();
        assert_eq!(law.figure(LegalFigure::ContributionLiberal, on(2029, 3, 1)).unwrap().0, 2_610);
        for wrong in
            [typed("nothing", "1"), typed("contribution_liberal", ""), typed("contribution_liberal", "25,6")]
        {
            assert!(Law::default().with(&wrong, today).is_err());
        }
    }
}
