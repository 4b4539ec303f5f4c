//! The legal clock after a file for a judge: what was done, and by when the next act is due, lest the one before lapse.
//!
//! The rows stand in `assets/legal/court_clock.tsv`, dated by the act from which they count, each with its source; newer ones are
//! added by the user.

use crate::court::route::route_name;
use crate::law::added::{AddLawRow, AddedRow, LawKind};
use crate::legal::{Dates, rows};
use chrono::{Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

const CLOCK: &str = include_str!("../../../../../assets/legal/court_clock.tsv");

/// What happened on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CourtStep {
    Filed,
    /// The judge gave the order, or judged in one's favour.
    Granted,
    Refused,
    /// Brought to the debtor by a bailiff.
    Served,
    /// The debtor opposed it or contested.
    Contested,
    Enforceable,
    Closed,
}

values::stored!(CourtStep {
    Filed = "filed",
    Granted = "granted",
    Refused = "refused",
    Served = "served",
    Contested = "contested",
    Enforceable = "enforceable",
    Closed = "closed",
});

impl CourtStep {
    /// « décision favorable rendue »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            CourtStep::Filed => "demande déposée",
            CourtStep::Granted => "décision favorable rendue",
            CourtStep::Refused => "demande rejetée",
            CourtStep::Served => "signifiée au débiteur",
            CourtStep::Contested => "contestée par le débiteur",
            CourtStep::Enforceable => "exécutoire",
            CourtStep::Closed => "terminée",
        }
    }
}

/// The next act, and its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtDeadline {
    /// The last day of the act, or the last day to wait.
    #[ts(type = "string")]
    pub by: NaiveDate,
    /// One waits until then, and acts after it.
    pub wait: bool,
    pub text: String,
    /// The articles it rests on.
    pub source: String,
}

/// A row of the clock, as it ships.
#[derive(Clone, Copy, Debug)]
pub struct ClockRow {
    pub route: &'static str,
    pub after: CourtStep,
    pub months: u32,
    pub days: u32,
    /// One waits until then, and acts after it.
    pub wait: bool,
    pub text: &'static str,
    pub dates: Dates,
}

impl ClockRow {
    /// « order.granted »
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}.{}", self.route, self.after.stored())
    }

    /// « Injonction de payer, décision favorable rendue »
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}, {}", route_name(self.route).unwrap_or(self.route), self.after.french())
    }
}

/// Every row that ships.
pub fn clock_rows() -> impl Iterator<Item = ClockRow> {
    rows(CLOCK).filter_map(|row| {
        Some(ClockRow {
            route: row.first()?,
            after: CourtStep::from_stored(row.get(1)?)?,
            months: row.get(2)?.parse().ok()?,
            days: row.get(3)?.parse().ok()?,
            wait: row.get(4) == Some(&"1"),
            text: row.get(5)?,
            dates: Dates::of(row.get(6..)?)?,
        })
    })
}

/// The row that holds on a day of those that were added, unless the one that ships is newer.
#[must_use]
pub fn newer<'a>(added: &'a [AddedRow], shipped: &ClockRow, day: NaiveDate) -> Option<&'a AddedRow> {
    let code = shipped.code();
    let own = added
        .iter()
        .filter(|row| row.kind == LawKind::CourtClock && row.code == code && row.valid_from <= day);
    own.max_by_key(|row| row.valid_from)
        .filter(|row| shipped.dates.from.is_none_or(|since| row.valid_from >= since))
}

/// What the last act of a procedure sets a day for, by the rows of its day; none where nobody has to be quick.
#[must_use]
pub fn deadline(added: &[AddedRow], route: &str, last: (CourtStep, NaiveDate)) -> Option<CourtDeadline> {
    let fits = |row: &ClockRow| row.route == route && row.after == last.0 && row.dates.holds_on(last.1);
    let row = clock_rows().find(fits)?;
    let (months, days, text, source) = match newer(added, &row, last.1) {
        Some(own) => (own.months, own.days, own.text.as_str(), own.source.as_str()),
        None => (row.months, row.days, row.text, row.dates.source),
    };
    let by = last.1.checked_add_months(Months::new(months))?.checked_add_days(Days::new(u64::from(days)))?;
    Some(CourtDeadline { by, wait: row.wait, text: text.to_owned(), source: source.to_owned() })
}

/// The longest time that is left between two acts.
const LONGEST: (i64, i64) = (24, 365);

/// Reads a newer row.
///
/// # Errors
/// At `code`, `months`, `days`, `text` or `valid_from`.
pub fn read(typed: &AddLawRow, added: &[AddedRow], row: &mut AddedRow) -> Result<(), Refusal> {
    let known: Vec<ClockRow> = clock_rows().filter(|known| known.code() == row.code).collect();
    let shipped = known.iter().find(|known| known.dates.holds_on(row.valid_from));
    if known.is_empty() {
        return Err(Refusal::at("code", "Choisissez un délai de la liste."));
    }
    let shipped = shipped.ok_or_else(|| {
        Refusal::at("valid_from", "Ce délai ne commence que plus tard : choisissez un jour où il existe.")
    })?;
    let count = |field: &str, typed: &str, most: i64| -> Result<u32, Refusal> {
        Ok(input::whole(field, typed, 0, most)?.and_then(|count| u32::try_from(count).ok()).unwrap_or(0))
    };
    row.months = count("months", &typed.months, LONGEST.0)?;
    row.days = count("days", &typed.days, LONGEST.1)?;
    if row.months == 0 && row.days == 0 {
        return Err(Refusal::at("months", "Indiquez le délai, en mois ou en jours."));
    }
    row.text = input::line("text", &typed.text, input::LONG)?;
    if row.text.is_empty() {
        shipped.text.clone_into(&mut row.text);
    }
    if shipped.dates.from == Some(row.valid_from) {
        let text = "La ligne livrée commence ce jour-là : choisissez un jour plus tard.";
        return Err(Refusal::at("valid_from", text));
    }
    let (months, days, text) = match newer(added, shipped, row.valid_from) {
        Some(own) => (own.months, own.days, own.text.as_str()),
        None => (shipped.months, shipped.days, shipped.text),
    };
    if (months, days, text) == (row.months, row.days, row.text.as_str()) {
        return Err(Refusal::at("months", "C’est déjà le délai en vigueur ce jour-là : rien ne change."));
    }
    Ok(())
}

/// May that be noted of a procedure whose last act was so?
///
/// # Errors
/// Where it is over, or the day comes before.
pub fn follows(last: (CourtStep, NaiveDate), step: CourtStep, on: NaiveDate) -> Result<(), Refusal> {
    if matches!(last.0, CourtStep::Closed) {
        return Err(Refusal::not_now("Cette procédure est terminée."));
    }
    if step == CourtStep::Filed {
        return Err(Refusal::at("step", "La demande est déjà déposée : notez ce qui suit."));
    }
    if on < last.1 {
        return Err(Refusal::at(
            "noted_on",
            format!("L’acte précédent est du {} : celui-ci vient après.", values::words::long_date(last.1)),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn an_order_lapses_unless_it_is_served_in_time() {
        let by = |on| deadline(&[], "order", (CourtStep::Granted, on)).unwrap().by;
        assert_eq!(by(day(2026, 8, 31)), day(2027, 2, 28), "six months, before the decree");
        assert_eq!(by(day(2026, 9, 1)), day(2026, 12, 1), "three months since");
        let served = deadline(&[], "order", (CourtStep::Served, day(2026, 11, 30))).unwrap();
        assert_eq!((served.by, served.wait), (day(2026, 12, 30), true));
        assert_eq!(deadline(&[], "order", (CourtStep::Contested, day(2026, 12, 1))), None);
        let traders = deadline(&[], "traders", (CourtStep::Served, day(2026, 9, 1))).unwrap();
        assert_eq!(traders.by, day(2026, 10, 9), "a month, then eight days");
    }

    #[test]
    fn acts_follow_one_another() {
        let filed = (CourtStep::Filed, day(2026, 9, 1));
        assert!(follows(filed, CourtStep::Granted, day(2026, 9, 1)).is_ok());
        let early = follows(filed, CourtStep::Granted, day(2026, 8, 1)).unwrap_err();
        assert_eq!(early.field.as_deref(), Some("noted_on"));
        assert_eq!(
            follows(filed, CourtStep::Filed, day(2026, 9, 2)).unwrap_err().field.as_deref(),
            Some("step")
        );
        assert!(follows((CourtStep::Closed, day(2026, 9, 1)), CourtStep::Served, day(2026, 9, 2)).is_err());
    }
}
