//! The legal clock after a file for a judge: what was done, and by when the next act is due, lest the one before lapse.
//!
//! The rows stand in `assets/legal/court_clock.tsv`, dated by the act from which they count, each with its source.

use crate::legal::{Dates, rows};
use chrono::{Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
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

/// What the last act of a procedure sets a day for; none where nobody has to be quick.
#[must_use]
pub fn deadline(route: &str, last: (CourtStep, NaiveDate)) -> Option<CourtDeadline> {
    rows(CLOCK).find_map(|row| {
        let dates = Dates::of(row.get(6..)?)?;
        let fits = *row.first()? == route && *row.get(1)? == last.0.stored() && dates.holds_on(last.1);
        let by = last
            .1
            .checked_add_months(Months::new(row.get(2)?.parse().ok()?))?
            .checked_add_days(Days::new(row.get(3)?.parse().ok()?))?;
        fits.then(|| CourtDeadline {
            by,
            wait: row.get(4) == Some(&"1"),
            text: row.get(5).copied().unwrap_or_default().to_owned(),
            source: dates.source.to_owned(),
        })
    })
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
        let by = |on| deadline("order", (CourtStep::Granted, on)).unwrap().by;
        assert_eq!(by(day(2026, 8, 31)), day(2027, 2, 28), "six months, before the decree");
        assert_eq!(by(day(2026, 9, 1)), day(2026, 12, 1), "three months since");
        let served = deadline("order", (CourtStep::Served, day(2026, 11, 30))).unwrap();
        assert_eq!((served.by, served.wait), (day(2026, 12, 30), true));
        assert_eq!(deadline("order", (CourtStep::Contested, day(2026, 12, 1))), None);
        let traders = deadline("traders", (CourtStep::Served, day(2026, 9, 1))).unwrap();
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
