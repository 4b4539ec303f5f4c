//! A field 61, one movement: value day, day of the entry, sign, amount, kind, references (SWIFT MT940, « Statement
//! Line »).

use crate::statement::amount::{Point, amount};
use crate::statement::days::{century, civil};
use crate::statement::mt940::fields::Field;
use crate::statement::{fault, place::Place};
use chrono::NaiveDate;
use values::money::Cents;
use values::refusal::Refusal;

/// What a field 61 says.
#[derive(Debug)]
pub struct Entry {
    pub day: NaiveDate,
    pub value_day: NaiveDate,
    pub amount: Cents,
    /// Expected, not booked.
    pub pending: bool,
    pub reference: String,
    pub id: String,
    /// A name that stands behind the sixteen letters of the reference.
    pub name: String,
    pub more: String,
    /// A day beyond its month’s end was read as the last.
    pub moved: bool,
}

/// A day of six figures, the year first. One that lies beyond its month’s end, as 30 February where every month counts
/// thirty days, is the last of it.
pub fn day(text: &str) -> Option<(NaiveDate, bool)> {
    let number = |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<u32>().ok());
    let year = century(i32::try_from(number(0)?).ok()?);
    clamped(year, number(2)?, number(4)?)
}

fn clamped(year: i32, month: u32, day: u32) -> Option<(NaiveDate, bool)> {
    if !(1..=31).contains(&day) {
        return None;
    }
    (28..=day).rev().chain([day]).find_map(|one| Some((civil(year, month, one)?, one != day)))
}

pub fn read(field: &Field<'_>) -> Result<Entry, Refusal> {
    let first = field.lines.first().copied().unwrap_or_default();
    let second = field.lines.get(1).copied().unwrap_or_default();
    let rest = || field.lines.iter().skip(1).copied().collect::<Vec<_>>().join(" ");
    match entry(first, field.line) {
        Ok(entry) => Ok(Entry { more: rest(), ..entry }),
        // Some break the line before the amount.
        Err(refused) => entry(&format!("{first}{second}"), field.line).map_err(|_| refused),
    }
}

fn entry(text: &str, line: i64) -> Result<Entry, Refusal> {
    let at = |offset: usize| Place::new(line, offset + 5);
    let (value_day, mut moved) =
        day(text).ok_or_else(|| fault::expected(at(0), "une date AAMMJJ", text.get(..6).unwrap_or(text)))?;
    let mut rest = text.get(6..).unwrap_or_default();
    let mut booked = value_day;
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    if figures >= 4 {
        let (month_day, after) = rest.split_at(4);
        let (day, beyond) =
            near(month_day, value_day).ok_or_else(|| fault::expected(at(6), "une date MMJJ", month_day))?;
        booked = day;
        moved |= beyond;
        rest = after;
    }
    rest = rest.trim_start();
    let offset = |rest: &str| text.len().saturating_sub(rest.len());
    let (negative, pending, after) = sign(rest)
        .ok_or_else(|| fault::expected(at(offset(rest)), "C, D, RC ou RD", rest.get(..2).unwrap_or(rest)))?;
    rest = after;
    // The third letter of the currency may stand here.
    rest = rest.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(rest).trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
    let (figures, after) = rest.split_at(end);
    let read = amount(figures, Point::Either)
        .filter(|read| read.exact)
        .ok_or_else(|| fault::expected(at(offset(rest)), "un montant", rest.get(..12).unwrap_or(rest)))?;
    // One letter and three signs of the kind, then the references.
    let references = after.char_indices().nth(4).and_then(|(at, _)| after.get(at..)).unwrap_or_default();
    let (reference, id) = references.split_once("//").unwrap_or((references, ""));
    let end = reference.char_indices().nth(16).map_or(reference.len(), |(at, _)| at);
    let (reference, name) = reference.split_at(end);
    Ok(Entry {
        day: booked,
        value_day,
        amount: if negative { -read.cents } else { read.cents },
        pending,
        reference: reference.trim().to_owned(),
        id: id.trim().to_owned(),
        name: name.trim().to_owned(),
        more: String::new(),
        moved,
    })
}

/// Below zero or not, expected or not: a reversal goes the other way than what it takes back.
fn sign(text: &str) -> Option<(bool, bool, &str)> {
    [
        ("RC", true, false),
        ("RD", false, false),
        ("EC", false, true),
        ("ED", true, true),
        ("C", false, false),
        ("D", true, false),
    ]
    .iter()
    .find_map(|(mark, negative, pending)| Some((*negative, *pending, text.strip_prefix(mark)?)))
}

/// A month and a day, in the year that brings them nearest to the value day.
fn near(text: &str, value_day: NaiveDate) -> Option<(NaiveDate, bool)> {
    use chrono::Datelike as _;
    let number = |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<u32>().ok());
    let (month, day) = (number(0)?, number(2)?);
    (-1..=1)
        .filter_map(|years| clamped(value_day.year() + years, month, day))
        .min_by_key(|(day, _)| (*day - value_day).num_days().abs())
}
