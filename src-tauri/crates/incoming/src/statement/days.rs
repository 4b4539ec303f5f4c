//! Days as banks write them; where day and month cannot be told apart, the other days of the file decide.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;

/// What stands first in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDay {
    Told(NaiveDate),
    /// Two numbers before the year, either of which may be the day.
    Numbers {
        first: u32,
        second: u32,
        year: i32,
    },
}

impl WrittenDay {
    #[must_use]
    pub fn by(self, order: DayOrder) -> Option<NaiveDate> {
        match self {
            WrittenDay::Told(day) => Some(day),
            WrittenDay::Numbers { first, second, year } => match order {
                DayOrder::DayFirst => civil(year, second, first),
                DayOrder::MonthFirst => civil(year, first, second),
            },
        }
    }
}

/// A day within the calendar of the house.
#[must_use]
pub fn civil(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|day| (1990..=2100).contains(&day.year()))
}

/// A year of two figures.
#[must_use]
pub fn century(year: i32) -> i32 {
    if year < 80 { 2000 + year } else { 1900 + year }
}

/// `20260306`, whatever follows it: an hour and its zone change no day.
#[must_use]
pub fn compact(text: &str) -> Option<NaiveDate> {
    let figures = text.get(..8).filter(|figures| figures.bytes().all(|byte| byte.is_ascii_digit()))?;
    if text.get(8..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.len() < 2) {
        return None;
    }
    let number = |from: usize, to: usize| figures.get(from..to)?.parse::<u32>().ok();
    civil(i32::try_from(number(0, 4)?).ok()?, number(4, 6)?, number(6, 8)?)
}

/// `2026-03-06`, whatever follows it.
#[must_use]
pub fn iso(text: &str) -> Option<NaiveDate> {
    let head = text.get(..10)?;
    if text.get(10..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let day = NaiveDate::parse_from_str(head, "%Y-%m-%d").ok()?;
    civil(day.year(), day.month(), day.day())
}

/// A day in any of the shapes of tables: by its figures, or with its month in words; an hour after it is left out.
#[must_use]
pub fn written(text: &str) -> Option<WrittenDay> {
    let text = text.trim();
    if let Some(day) = slashed(text.as_bytes()) {
        return day;
    }
    let hour = text.find(|c: char| c.is_whitespace() || matches!(c, 'T' | ','));
    let text = match hour.and_then(|at| text.split_at_checked(at)) {
        Some((day, rest)) if rest.contains(':') => day.trim(),
        _ => text,
    };
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return compact(text).map(WrittenDay::Told);
    }
    let parts: Vec<&str> = text
        .split(|c: char| matches!(c, '/' | '.' | '-' | '\'' | '’' | ',') || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if first.len() == 4 {
        return Some(WrittenDay::Told(civil(year_of(first)?, number(second)?, number(third)?)?));
    }
    let year = year_of(third)?;
    if let Some(month) = month_named(second) {
        return Some(WrittenDay::Told(civil(year, month, number(first)?)?));
    }
    if let Some(month) = month_named(first) {
        return Some(WrittenDay::Told(civil(year, month, number(second)?)?));
    }
    let (first, second) = (number(first)?, number(second)?);
    let either = WrittenDay::Numbers { first, second, year };
    let possible = either.by(DayOrder::DayFirst).or(either.by(DayOrder::MonthFirst));
    possible.map(|_| either)
}

/// `03/04/2026`, as most write it; the outer none is of any other shape.
fn slashed(text: &[u8]) -> Option<Option<WrittenDay>> {
    let [a, b, b'/' | b'-' | b'.', c, d, b'/' | b'-' | b'.', year @ ..] = text else { return None };
    if year.len() != 4 || ![*a, *b, *c, *d].iter().chain(year).all(u8::is_ascii_digit) {
        return None;
    }
    let number = |figures: &[u8]| figures.iter().fold(0, |sum, figure| sum * 10 + u32::from(figure - b'0'));
    let year = i32::try_from(number(year)).ok()?;
    let either = WrittenDay::Numbers { first: number(&[*a, *b]), second: number(&[*c, *d]), year };
    let possible = either.by(DayOrder::DayFirst).or(either.by(DayOrder::MonthFirst));
    Some(possible.map(|_| either))
}

/// What the days of a file show: their order, none where all can be read both ways, or two of them that contradict each
/// other (which stand at these ranks).
pub fn order(days: &[WrittenDay]) -> Result<Option<DayOrder>, (usize, usize)> {
    let only = |order: DayOrder, other: DayOrder| {
        days.iter().position(|day| day.by(order).is_some() && day.by(other).is_none())
    };
    let day_first = only(DayOrder::DayFirst, DayOrder::MonthFirst);
    let month_first = only(DayOrder::MonthFirst, DayOrder::DayFirst);
    match (day_first, month_first) {
        (Some(one), Some(other)) => Err((one, other)),
        (Some(_), None) => Ok(Some(DayOrder::DayFirst)),
        (None, Some(_)) => Ok(Some(DayOrder::MonthFirst)),
        (None, None) => Ok(None),
    }
}

/// Would the other order give other days?
#[must_use]
pub fn doubtful(days: &[WrittenDay]) -> bool {
    days.iter().any(|day| day.by(DayOrder::DayFirst) != day.by(DayOrder::MonthFirst))
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn year_of(text: &str) -> Option<i32> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        2 => text.parse().ok().map(century),
        4 => text.parse().ok(),
        _ => None,
    }
}

/// In French or English, whole or cut.
fn month_named(text: &str) -> Option<u32> {
    const MONTHS: [(&str, u32); 17] = [
        ("jan", 1),
        ("fev", 2),
        ("feb", 2),
        ("mar", 3),
        ("avr", 4),
        ("apr", 4),
        ("mai", 5),
        ("may", 5),
        ("juin", 6),
        ("jun", 6),
        ("juil", 7),
        ("jul", 7),
        ("ao", 8),
        ("aug", 8),
        ("sep", 9),
        ("oct", 10),
        ("nov", 11),
    ];
    let word = folded(text);
    if !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let found = MONTHS.iter().find(|(name, _)| word.starts_with(name)).map(|(_, month)| *month);
    found.or_else(|| word.starts_with("dec").then_some(12))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        written(text)?.by(DayOrder::DayFirst).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_as_banks_write_them() {
        for (text, expected) in [
            ("14/01/26", "2026-01-14"),
            ("2026-01-14T10:00:00", "2026-01-14"),
            ("03/04/2026", "2026-04-03"),
            ("20260828", "2026-08-28"),
            ("30/12/24, 14:42", "2024-12-30"),
            ("23-Jan-15", "2015-01-23"),
            ("5 août 2026", "2026-08-05"),
            ("1/1'00", "2000-01-01"),
        ] {
            assert_eq!(day(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["31/02/2026", "20231301", "20230132", "99/99/9999", "demain", "", "1/2/345"] {
            assert_eq!(written(text), None, "{text}");
        }
        assert_eq!(day("04/13/2026"), None);
    }

    #[test]
    fn a_zone_moves_no_day() {
        let read = |text| compact(text).map(|day| day.to_string());
        assert_eq!(read("20260306000000.000[-5:EST]").as_deref(), Some("2026-03-06"));
        assert_eq!(
            iso("2026-03-06T23:30:00+01:00").map(|day| day.to_string()).as_deref(),
            Some("2026-03-06")
        );
        assert_eq!((read("20260230"), read("2026"), read("00000000")), (None, None, None));
    }

    #[test]
    fn the_days_of_a_file_show_their_order() {
        let of = |texts: &[&str]| order(&texts.iter().map(|text| written(text).unwrap()).collect::<Vec<_>>());
        assert_eq!(of(&["03/04/2026", "28/08/2026"]), Ok(Some(DayOrder::DayFirst)));
        assert_eq!(of(&["04/13/2026", "01/02/2026"]), Ok(Some(DayOrder::MonthFirst)));
        assert_eq!(of(&["03/04/2026", "01/02/2026"]), Ok(None));
        assert_eq!(of(&["28/08/2026", "04/13/2026"]), Err((0, 1)));
    }
}
