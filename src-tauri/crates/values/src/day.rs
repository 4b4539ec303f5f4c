//! Days as people type them: `31/05/2026`, `31.5.26`, `2026-05-31`, `31 mai`, `lundi 23 novembre`, `demain`, `fin mai`.
//!
//! Invariant: a day without its year is the nearest that suits the field, what has come or what is to come; where that
//! is far away, both years are told and none is taken.

use crate::letters;
use crate::refusal::{Reading, Refusal, shown};
use crate::told::{digits, month_of, told, weekday_of};
use crate::words;
use chrono::{Datelike, Months, NaiveDate};

pub use crate::told::month_end;

type Read<T> = Result<T, Refusal>;

/// On which side of today the days of a field lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// What has happened.
    Past(NaiveDate),
    /// What is to come.
    Coming(NaiveDate),
}

impl Near {
    fn today(self) -> NaiveDate {
        match self {
            Near::Past(today) | Near::Coming(today) => today,
        }
    }

    fn suits(self, day: NaiveDate) -> bool {
        match self {
            Near::Past(today) => day <= today,
            Near::Coming(today) => day >= today,
        }
    }

    /// The year beside this one, on that side.
    fn other_year(self) -> i32 {
        match self {
            Near::Past(today) => today.year() - 1,
            Near::Coming(today) => today.year() + 1,
        }
    }
}

/// Beyond so many days, a day without its year is asked about.
const NEAR_ENOUGH: i64 = 183;

/// Why a text is not read as a day.
struct Wrong {
    refused: Refusal,
    /// It is written as a day, and that day never comes.
    never: bool,
}

impl From<Refusal> for Wrong {
    fn from(refused: Refusal) -> Wrong {
        Wrong { refused, never: false }
    }
}

/// A civil day.
pub fn read(field: &str, typed: &str, near: Near) -> Read<NaiveDate> {
    understood(field, typed, near).map_err(|wrong| wrong.refused)
}

/// What is wrong with a text that is written as a day but is none: the 31st of April, a Tuesday that is a Wednesday.
/// None where it is a day, and where it is no date at all.
#[must_use]
pub fn never_comes(field: &str, typed: &str, near: Near) -> Option<Refusal> {
    understood(field, typed, near).err().filter(|wrong| wrong.never).map(|wrong| wrong.refused)
}

fn understood(field: &str, typed: &str, near: Near) -> Result<NaiveDate, Wrong> {
    let text = tidy(typed);
    if text.is_empty() {
        return Err(Refusal::at(field, "Indiquez une date, par exemple 22/11/2026.").into());
    }
    let told = told(&text, near.today(), matches!(near, Near::Coming(_))).unwrap_or_default();
    let day = match told.as_slice() {
        [day] => *day,
        [] => match by_rank(&text, letters::folded(typed).trim().starts_with("le "), near) {
            Some(day) => day,
            None => written(field, typed.trim(), &text, near)?,
        },
        several => return Err(asked(field, typed.trim(), several, "Choisissez le jour.").into()),
    };
    if !(1990..=2100).contains(&day.year()) {
        return Err(Refusal::at(
            field,
            format!("L’année {} est hors du calendrier de Parcours.", day.year()),
        )
        .into());
    }
    Ok(day)
}

/// The first day of a month: `03/2026`, `2026-03`, `mars 2026`; none where it is no month.
#[must_use]
pub fn month(typed: &str) -> Option<NaiveDate> {
    let text = tidy(typed);
    let parts = parts(&text);
    let [one, other] = parts.as_slice() else { return None };
    let (year, month) = if one.len() == 4 && digits(one) { (one, other) } else { (other, one) };
    if year.len() != 4 || !digits(year) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month_of(month)?, 1)?;
    (1990..=2100).contains(&first.year()).then_some(first)
}

/// As all texts are compared, without the article.
fn tidy(typed: &str) -> String {
    let text = letters::folded(typed);
    let text = text.trim();
    text.strip_prefix("le ").unwrap_or(text).to_owned()
}

fn parts(text: &str) -> Vec<&str> {
    text.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect()
}

/// A day by its numbers, or with its month in words.
fn written(field: &str, typed: &str, text: &str, near: Near) -> Result<NaiveDate, Wrong> {
    let unreadable = || {
        Refusal::at(field, format!("« {} » n’est pas une date. Écrivez-la ainsi : 22/11/2026.", shown(typed)))
    };
    let bare = typed.strip_prefix("le ").unwrap_or(typed);
    let worded = text.contains('/') || text.chars().any(char::is_alphabetic);
    // « 14.30 » and « 06 12 34 » are no days, however much they look like one.
    let absent = |month: u32, day: u32| Wrong {
        refused: Refusal::at(field, format!("Le {} n’existe pas au calendrier.", shown(bare))),
        never: worded && (1..=12).contains(&month) && (1..=31).contains(&day),
    };
    if digits(text) {
        return Ok(compact(field, typed, text, near).ok_or_else(unreadable)??);
    }
    let mut parts: Vec<&str> = parts(text).into_iter().filter(|part| *part != "de").collect();
    parts.iter_mut().for_each(|part| *part = part.strip_prefix("d'").unwrap_or(part));
    let weekday = parts.first().and_then(|first| weekday_of(first)).filter(|_| parts.len() > 1);
    if weekday.is_some() {
        parts.remove(0);
    }
    if let (Some(part @ ("debut" | "mi" | "fin")), 2..=3) = (parts.first().copied(), parts.len()) {
        return Ok(part_of_named(part, &parts, near).ok_or_else(unreadable)?);
    }
    let day = match parts.as_slice() {
        [rank] if weekday.is_some() => {
            nearest(rank_of(rank).ok_or_else(unreadable)?, near).ok_or_else(unreadable)?
        }
        [first, second] => {
            let (month, day) = month_and_day(first, second).ok_or_else(unreadable)?;
            without_year(field, typed, month, day, near).ok_or_else(|| absent(month, day))??
        }
        [year, month, day] if year.len() == 4 && digits(year) => {
            let number = |text: &str| (digits(text) && text.len() <= 2).then(|| text.parse().ok()).flatten();
            let (month, day) = month_of(month).zip(number(day)).ok_or_else(unreadable)?;
            let year = year.parse().map_err(|_| unreadable())?;
            NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| absent(month, day))?
        }
        [first, second, year] => {
            let (month, day) = month_and_day(first, second).ok_or_else(unreadable)?;
            if short_iso(text, &parts) {
                let ways = [by(year, month, day), by(first, month, number_of(year))];
                return Ok(two(field, typed, &ways, near).ok_or_else(|| absent(month, day))??);
            }
            if !digits(year) || !matches!(year.len(), 2 | 4) {
                return Err(unreadable().into());
            }
            by(year, month, day).ok_or_else(|| absent(month, day))?
        }
        _ => return Err(unreadable().into()),
    };
    match weekday {
        Some(weekday) if day.weekday() != weekday => {
            let sentence = format!("Le {} est un {}.", words::long_date(day), words::weekday(day));
            Err(Wrong { refused: Refusal::at(field, sentence), never: true })
        }
        Some(_) | None => Ok(day),
    }
}

/// `26-11-22`: digits by twos between hyphens, as French people write a day or as machines do.
fn short_iso(text: &str, parts: &[&str]) -> bool {
    text.contains('-') && parts.len() == 3 && parts.iter().all(|part| part.len() == 2 && digits(part))
}

fn number_of(text: &str) -> u32 {
    text.parse().unwrap_or_default()
}

/// A day by a year of two or four digits.
fn by(year: &str, month: u32, day: u32) -> Option<NaiveDate> {
    let century = if year.len() == 2 { 2000 } else { 0 };
    NaiveDate::from_ymd_opt(century + year.parse::<i32>().ok()?, month, day)
}

/// `5`, `1er`, `31st`.
fn rank_of(text: &str) -> Option<u32> {
    let bare = ["er", "st", "nd", "rd", "th"].iter().find_map(|mark| text.strip_suffix(mark)).unwrap_or(text);
    (digits(bare) && bare.len() <= 2).then(|| bare.parse().ok()).flatten()
}

/// `31`, `5` or `31`, `mai`, or `may`, `31`; never a month before its day in figures.
fn month_and_day(first: &str, second: &str) -> Option<(u32, u32)> {
    if let Some(day) = rank_of(first) {
        return Some((month_of(second)?, day));
    }
    Some((month_of(first)?, rank_of(second)?))
}

/// « le 5 », « le 1er », « le 15 du mois prochain »: a number alone is no day without its article.
fn by_rank(text: &str, article: bool, near: Near) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split(' ').collect();
    let (rank, rest) = words.split_first()?;
    let day = rank_of(rank)?;
    let after = |months| first_of(near.today()).checked_add_months(Months::new(months))?.with_day(day);
    match rest {
        [] if article || rank.ends_with("er") => nearest(day, near),
        ["du", "mois"] | ["de", "ce", "mois"] => after(0),
        ["du", "mois", "prochain"] => after(1),
        ["prochain"] => nearest(day, Near::Coming(near.today().succ_opt()?)),
        ["dernier"] => nearest(day, Near::Past(near.today().pred_opt()?)),
        _ => None,
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The nearest day of that rank in its month that suits.
fn nearest(rank: u32, near: Near) -> Option<NaiveDate> {
    let first = first_of(near.today());
    let of = |months| match near {
        Near::Past(_) => first.checked_sub_months(Months::new(months)),
        Near::Coming(_) => first.checked_add_months(Months::new(months)),
    };
    (0..3).filter_map(|months| of(months)?.with_day(rank)).find(|day| near.suits(*day))
}

/// `31052026`, `20260531`, `310526`: eight digits have one reading within the calendar, six may have two.
fn compact(field: &str, typed: &str, text: &str, near: Near) -> Option<Read<NaiveDate>> {
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let ways = match text.len() {
        8 => [
            by(part(4, 8), number_of(part(2, 4)), number_of(part(0, 2))),
            by(part(0, 4), number_of(part(4, 6)), number_of(part(6, 8))),
        ],
        6 => [
            by(part(4, 6), number_of(part(2, 4)), number_of(part(0, 2))),
            by(part(0, 2), number_of(part(2, 4)), number_of(part(4, 6))),
        ],
        _ => return None,
    };
    two(field, typed, &ways.map(|day| day.filter(|day| (1990..=2100).contains(&day.year()))), near)
}

/// The only day of these, or a question where they are two. A year of two digits is one of these years, if it can be.
fn two(field: &str, typed: &str, ways: &[Option<NaiveDate>], near: Near) -> Option<Read<NaiveDate>> {
    let mut days: Vec<NaiveDate> = ways.iter().flatten().copied().collect();
    days.dedup();
    let these = |day: &NaiveDate| (day.year() - near.today().year()).abs() < 5;
    if days.iter().any(these) {
        days.retain(these);
    }
    match days.as_slice() {
        [] => None,
        [one] => Some(Ok(*one)),
        several => Some(Err(asked(field, typed, several, YEAR))),
    }
}

/// `fin mai`, `mi-mai`, `début mai 2026`.
fn part_of_named(part: &str, parts: &[&str], near: Near) -> Option<NaiveDate> {
    let month = month_of(parts.get(1)?)?;
    let of = |first: NaiveDate| match part {
        "debut" => Some(first),
        "mi" => first.with_day(15),
        _ => Some(month_end(first)),
    };
    if let Some(year) = parts.get(2) {
        return of(by(year, month, 1)?);
    }
    let of = |year| of(NaiveDate::from_ymd_opt(year, month, 1)?);
    of(near.today().year()).filter(|day| near.suits(*day)).or_else(|| of(near.other_year()))
}

/// None where no year has that day.
fn without_year(field: &str, typed: &str, month: u32, day: u32, near: Near) -> Option<Read<NaiveDate>> {
    let of = |year| NaiveDate::from_ymd_opt(year, month, day);
    let this = of(near.today().year());
    if let Some(this) = this
        && near.suits(this)
    {
        return Some(Ok(this));
    }
    match (this, of(near.other_year())) {
        (_, Some(other)) if (other - near.today()).num_days().abs() <= NEAR_ENOUGH => Some(Ok(other)),
        (Some(this), Some(other)) => Some(Err(asked(field, typed, &[this, other], YEAR))),
        (Some(one), None) | (None, Some(one)) => Some(Err(asked(field, typed, &[one], YEAR))),
        (None, None) => None,
    }
}

const YEAR: &str = "Précisez l’année.";

fn asked(field: &str, typed: &str, days: &[NaiveDate], wish: &str) -> Refusal {
    let named: Vec<String> = days.iter().map(|day| words::long_date(*day)).collect();
    let readings = days
        .iter()
        .zip(&named)
        .map(|(day, shown)| Reading { shown: shown.clone(), typed: words::typed_date(*day) })
        .collect();
    let message = format!("« {} » : {} ? {wish}", shown(typed), named.join(" ou "));
    Refusal { readings, ..Refusal::at(field, message) }
}

#[cfg(test)]
mod tests;
