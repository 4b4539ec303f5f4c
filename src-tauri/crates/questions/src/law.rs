//! The rows of law in force: sentences of papers, VAT rates, reasons; with their source, and how far it was checked.

use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use chrono::NaiveDate;
use journey::contact::Language;
use journey::court::clock::{ClockRow, clock_rows, newer as newer_clock};
use journey::language::{Translation, translations};
use journey::law::figures::figure_rows;
use journey::law::{AddedRow, HalfYear, Law, LawKind, LegalFigure, ReferenceRate, TERRITORIES};
use journey::legal;
use journey::legal::Dates;
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};

/// A row of law in force.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawRow {
    pub kind: LawKind,
    pub code: String,
    /// What it is, where it is chosen from a list.
    pub label: String,
    pub text: String,
    pub translations: Vec<Translation>,
    pub rate: BasisPoints,
    /// A threshold, in cents; zero for what is none.
    pub amount: Cents,
    /// Of a court's clock: the time that is left.
    pub months: u32,
    pub days: u32,
    pub valid_from: String,
    pub valid_to: String,
    pub source: String,
    /// When it was read, and how far its source was checked; for a row of one’s own, when it was added.
    pub read_on: String,
    pub checked_until: String,
    /// Its rank among the rows that were added; none for one that ships.
    pub added: Option<usize>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LawView {
    /// In force today.
    pub rows: Vec<LawRow>,
    /// Known, and to come.
    pub coming: Vec<LawRow>,
    /// What a figure may be written down of, known today or not.
    pub figures: Vec<FigureChoice>,
}

/// A threshold or a rate of the law.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FigureChoice {
    pub code: String,
    pub label: String,
    /// In euros, where the others are in percent.
    pub is_amount: bool,
}

pub fn law(ask: &Ask, _: Empty) -> Result<LawView> {
    let law = settings::law(ask)?;
    let mut rows = wordings(ask, &law);
    rows.extend(rates(ask, &law));
    rows.extend(reasons(ask, &law));
    rows.extend(interest(ask, &law));
    rows.extend(figures(ask, &law));
    rows.extend(clock(ask, &law));
    let mut coming: Vec<LawRow> = legal::wordings()
        .filter(|row| row.dates.from.is_some_and(|from| from > ask.today))
        .map(|row| LawRow {
            text: row.text.to_owned(),
            translations: translated(row.code, row.dates.from.unwrap_or(ask.today)),
            ..shipped(LawKind::Wording, row.code, row.dates)
        })
        .collect();
    coming.extend(own(&law).filter(|(_, row)| row.valid_from > ask.today.to_string()).map(|(_, row)| row));
    let figures = LegalFigure::ALL.into_iter().map(|figure| FigureChoice {
        code: figure.stored().to_owned(),
        label: figure.french().to_owned(),
        is_amount: figure.is_amount(),
    });
    Ok(LawView { rows, coming, figures: figures.collect() })
}

fn translated(code: &str, day: NaiveDate) -> Vec<Translation> {
    translations(Language::ALL.map(|language| language.wording(code, day)))
}

fn shipped(kind: LawKind, code: &str, dates: Dates) -> LawRow {
    LawRow {
        kind,
        code: code.to_owned(),
        label: String::new(),
        text: String::new(),
        translations: Vec::new(),
        rate: BasisPoints(0),
        amount: Cents::ZERO,
        months: 0,
        days: 0,
        valid_from: dates.from.map(|day| day.to_string()).unwrap_or_default(),
        valid_to: dates.to.map(|day| day.to_string()).unwrap_or_default(),
        source: dates.source.to_owned(),
        read_on: dates.read_on.to_owned(),
        checked_until: dates.checked_until.to_owned(),
        added: None,
    }
}

/// The rows that were added, each with its rank.
fn own(law: &Law) -> impl Iterator<Item = (usize, LawRow)> {
    law.added.iter().enumerate().map(|(rank, row)| {
        let kept = LawRow {
            kind: row.kind,
            code: row.code.clone(),
            label: own_label(row),
            text: row.text.clone(),
            translations: row.translations.clone(),
            rate: row.rate,
            amount: row.amount,
            months: row.months,
            days: row.days,
            valid_from: row.valid_from.to_string(),
            valid_to: String::new(),
            source: row.source.clone(),
            read_on: row.added_on.to_string(),
            checked_until: String::new(),
            added: Some(rank),
        };
        (rank, kept)
    })
}

/// What a row that was added is, where it is chosen from a list.
fn own_label(row: &AddedRow) -> String {
    if let Some(known) =
        clock_rows().find(|known| row.kind == LawKind::CourtClock && known.code() == row.code)
    {
        return known.label();
    }
    match LegalFigure::from_stored(&row.code) {
        Some(figure) => figure.french().to_owned(),
        None => interest_label(&row.code, row.valid_from),
    }
}

/// The times that acts before a court leave, in force.
fn clock(ask: &Ask, law: &Law) -> Vec<LawRow> {
    let row = |known: ClockRow| {
        let added = newer_clock(&law.added, &known, ask.today);
        let rank = added.and_then(|added| law.added.iter().position(|row| row == added));
        match rank {
            Some(rank) => own(law).nth(rank).map(|(_, row)| row),
            None => Some(LawRow {
                label: known.label(),
                text: known.text.to_owned(),
                months: known.months,
                days: known.days,
                ..shipped(LawKind::CourtClock, &known.code(), known.dates)
            }),
        }
    };
    clock_rows().filter(|known| known.dates.holds_on(ask.today)).filter_map(row).collect()
}

/// The row that was added and holds in the place of one that ships.
fn newer(law: &Law, kind: LawKind, code: &str, text: &str, today: &str) -> Option<LawRow> {
    own(law)
        .map(|(_, row)| row)
        .filter(|row| row.kind == kind && row.code == code && row.valid_from.as_str() <= today)
        .filter(|row| row.text == text)
        .max_by(|a, b| a.valid_from.cmp(&b.valid_from))
}

fn wordings(ask: &Ask, law: &Law) -> Vec<LawRow> {
    let today = ask.today.to_string();
    legal::wordings()
        .filter(|row| row.dates.holds_on(ask.today))
        .map(|row| {
            let text = law.wording(Language::French, row.code, ask.today);
            newer(law, LawKind::Wording, row.code, &text, &today).unwrap_or_else(|| LawRow {
                text,
                translations: translated(row.code, ask.today),
                ..shipped(LawKind::Wording, row.code, row.dates)
            })
        })
        .collect()
}

fn rates(ask: &Ask, law: &Law) -> Vec<LawRow> {
    let row = |territory: &'static str, rate: BasisPoints| {
        let known = legal::vat_rates()
            .find(|row| row.territory == territory && row.rate == rate && row.dates.holds_on(ask.today));
        match known {
            Some(known) => Some(LawRow { rate, ..shipped(LawKind::VatRate, territory, known.dates) }),
            None => own(law)
                .map(|(_, row)| row)
                .find(|row| row.kind == LawKind::VatRate && row.code == territory && row.rate == rate),
        }
    };
    TERRITORIES
        .into_iter()
        .flat_map(|territory| {
            law.rates(territory, ask.today)
                .into_iter()
                .filter_map(move |rate| row(territory, rate))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// « taux de refinancement de la BCE, second semestre 2026 »; nothing of what is no interest rate.
fn interest_label(code: &str, from: NaiveDate) -> String {
    ReferenceRate::from_stored(code)
        .map(|rate| format!("{}, {}", rate.french(), HalfYear::of(from).french()))
        .unwrap_or_default()
}

/// Half-years of which the rates are shown: a debt is rarely older.
const HALVES: usize = 4;

/// Rates that interest refers to, of the latest half-years.
fn interest(ask: &Ask, law: &Law) -> Vec<LawRow> {
    let halves: Vec<HalfYear> =
        std::iter::successors(Some(HalfYear::of(ask.today)), |half| half.before()).take(HALVES).collect();
    let each = ReferenceRate::ALL.into_iter().flat_map(|rate| halves.iter().map(move |half| (rate, *half)));
    each.filter_map(|(reference, half)| {
        let rate = law.interest_rate(reference, half)?;
        let own = own(law).map(|(_, row)| row).filter(|row| {
            row.kind == LawKind::InterestRate
                && row.code == reference.stored()
                && row.valid_from == half.first_day().to_string()
        });
        own.last().or_else(|| {
            let known = legal::interest_rates()
                .find(|row| row.code == reference.stored() && row.dates.from == Some(half.first_day()))?;
            let label = interest_label(known.code, half.first_day());
            Some(LawRow { label, rate, ..shipped(LawKind::InterestRate, known.code, known.dates) })
        })
    })
    .collect()
}

/// Thresholds and rates of small firms, in force.
fn figures(ask: &Ask, law: &Law) -> Vec<LawRow> {
    let today = ask.today.to_string();
    let row = |figure: LegalFigure| {
        let (value, source) = law.figure(figure, ask.today)?;
        let own = own(law).map(|(_, row)| row).filter(|row| {
            row.kind == LawKind::Figure
                && row.code == figure.stored()
                && row.valid_from <= today
                && row.source == source
        });
        own.last().or_else(|| {
            let known = figure_rows().find(|row| row.figure == figure && row.dates.holds_on(ask.today))?;
            let (rate, amount) = if figure.is_amount() { (0, value) } else { (value, 0) };
            let label = figure.french().to_owned();
            let shipped = shipped(LawKind::Figure, figure.stored(), known.dates);
            Some(LawRow { label, rate: BasisPoints(rate), amount: Cents(amount), ..shipped })
        })
    };
    LegalFigure::ALL.into_iter().filter_map(row).collect()
}

fn reasons(ask: &Ask, law: &Law) -> Vec<LawRow> {
    let today = ask.today.to_string();
    let dates = |code: &str| legal::vat_reasons().find(|row| row.code == code).map(|row| row.dates);
    law.reasons(ask.today)
        .into_iter()
        .filter_map(|reason| {
            let label = reason.label.to_owned();
            if let Some(row) = newer(law, LawKind::VatReason, reason.code, &reason.text, &today) {
                return Some(LawRow { label, ..row });
            }
            let row = shipped(LawKind::VatReason, reason.code, dates(reason.code)?);
            Some(LawRow { label, text: reason.text, translations: reason.translations, ..row })
        })
        .collect()
}
