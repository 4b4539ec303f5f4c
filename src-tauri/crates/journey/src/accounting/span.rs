//! Days that a book covers, and the periods by which one declares.

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::{Near, month_end};
use values::input;
use values::refusal::Refusal;
use values::words::{long_date, month_and_year};

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Span {
    /// As it was typed; from the first of January to today where nothing was.
    ///
    /// # Errors
    /// A day that cannot be read, or a span that ends before it begins, at its field.
    pub fn read(from: &str, to: &str, today: NaiveDate) -> Result<Span, Refusal> {
        let near = Near::Past(today);
        let to = input::optional_day("to", to, near)?.unwrap_or(today);
        let first = NaiveDate::from_ymd_opt(to.year(), 1, 1).unwrap_or(to);
        let from = input::optional_day("from", from, near)?.unwrap_or(first);
        if to < from {
            return Err(Refusal::at("to", "La période finit avant de commencer."));
        }
        Ok(Span { from, to })
    }

    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    #[must_use]
    pub fn year_of(day: NaiveDate) -> Span {
        Span {
            from: NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day),
            to: NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day),
        }
    }

    /// « novembre 2026 », « 4e trimestre 2026 », « année 2026 », or both days.
    #[must_use]
    pub fn french(self) -> String {
        let year = self.from.year();
        if self == Rhythm::Month.span_of(self.from) {
            month_and_year(self.from)
        } else if self == Rhythm::Quarter.span_of(self.from) {
            let rank = self.from.month0() / 3 + 1;
            format!("{rank}{} trimestre {year}", if rank == 1 { "er" } else { "e" })
        } else if self == Span::year_of(self.from) {
            format!("année {year}")
        } else {
            format!("du {} au {}", long_date(self.from), long_date(self.to))
        }
    }
}

/// How often one declares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    Month,
    #[default]
    Quarter,
}

impl Rhythm {
    /// The whole period that holds that day.
    #[must_use]
    pub fn span_of(self, day: NaiveDate) -> Span {
        let (first, months) = match self {
            Rhythm::Month => (day.month(), 1),
            Rhythm::Quarter => (day.month0() / 3 * 3 + 1, 3),
        };
        let from = NaiveDate::from_ymd_opt(day.year(), first, 1).unwrap_or(day);
        let last = from.checked_add_months(Months::new(months - 1)).unwrap_or(from);
        Span { from, to: month_end(last) }
    }

    /// The whole periods that a span touches, in order.
    #[must_use]
    pub fn over(self, span: Span) -> Vec<Span> {
        let mut periods: Vec<Span> = Vec::new();
        let mut day = span.from;
        while day <= span.to && periods.len() < MOST {
            let period = self.span_of(day);
            periods.push(period);
            let Some(next) = period.to.checked_add_days(Days::new(1)) else { break };
            day = next;
        }
        periods
    }
}

/// Most periods of one answer: fifty years of months.
const MOST: usize = 600;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    #[test]
    fn periods_are_whole_and_named() {
        let span = Span { from: day(2, 10), to: day(11, 27) };
        let quarters = Rhythm::Quarter.over(span);
        assert_eq!(quarters.len(), 4);
        assert_eq!(quarters[0], Span { from: day(1, 1), to: day(3, 31) });
        assert_eq!(quarters[0].french(), "1er trimestre 2026");
        assert_eq!(Rhythm::Month.over(span).len(), 10);
        assert_eq!(Rhythm::Month.span_of(day(2, 10)).french(), "février 2026");
        assert_eq!(Span::year_of(day(5, 5)).french(), "année 2026");
        assert!(span.french().starts_with("du 10 février"));
    }

    #[test]
    fn what_is_typed_is_read_and_a_span_never_ends_before_it_begins() {
        let today = day(11, 27);
        assert_eq!(Span::read("", "", today).unwrap(), Span { from: day(1, 1), to: today });
        assert_eq!(Span::read("01/10/2026", "31/12/2026", today).unwrap().to, day(12, 31));
        assert_eq!(Span::read("02/10/2026", "1/10/2026", today).unwrap_err().field.as_deref(), Some("to"));
        assert_eq!(Span::read("demain soir", "", today).unwrap_err().field.as_deref(), Some("from"));
    }
}
