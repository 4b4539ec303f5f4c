//! Days as people type them: `31/05/2026`, `31.5.26`, `2026-05-31`, `31 mai`, `lundi 23 novembre`, `demain`, `fin mai`.
//!
//! Invariant: a day without its year is the nearest that suits the field, what has come or what is to come; where that
//! is far away, both years are told and none is taken.

use crate::letters;
use crate::refusal::{Reading, Refusal, shown};
use crate::words;
use chrono::{Datelike, Days, NaiveDate, Weekday};

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

const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan", "january"],
    &["fevrier", "fevr", "fev", "february", "feb"],
    &["mars", "mar", "march"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun"],
    &["juillet", "juil", "july", "jul"],
    &["aout", "august", "aug"],
    &["septembre", "sept", "sep", "september"],
    &["octobre", "oct", "october"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december"],
];

const WEEKDAYS: [(&[&str], Weekday); 7] = [
    (&["lundi", "lun", "monday", "mon"], Weekday::Mon),
    (&["mardi", "tuesday", "tue"], Weekday::Tue),
    (&["mercredi", "mer", "wednesday", "wed"], Weekday::Wed),
    (&["jeudi", "jeu", "thursday", "thu"], Weekday::Thu),
    (&["vendredi", "ven", "friday", "fri"], Weekday::Fri),
    (&["samedi", "sam", "saturday", "sat"], Weekday::Sat),
    (&["dimanche", "dim", "sunday", "sun"], Weekday::Sun),
];

/// A civil day.
pub fn read(field: &str, typed: &str, near: Near) -> Read<NaiveDate> {
    let text = tidy(typed);
    if text.is_empty() {
        return Err(Refusal::at(field, "Indiquez une date, par exemple 22/11/2026."));
    }
    let day = match told(&text, near) {
        Some(day) => day,
        None => written(field, typed.trim(), &text, near)?,
    };
    if !(1990..=2100).contains(&day.year()) {
        return Err(Refusal::at(
            field,
            format!("L’année {} est hors du calendrier de Parcours.", day.year()),
        ));
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

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn parts(text: &str) -> Vec<&str> {
    text.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect()
}

fn month_of(text: &str) -> Option<u32> {
    if digits(text) && text.len() <= 2 {
        return text.parse().ok();
    }
    let at = MONTHS.iter().position(|names| names.contains(&text))?;
    u32::try_from(at + 1).ok()
}

fn weekday_of(text: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(names, _)| names.contains(&text)).map(|(_, day)| *day)
}

/// Days told from today: « hier », « +30 j », « fin de mois », « vendredi ».
fn told(text: &str, near: Near) -> Option<NaiveDate> {
    let today = near.today();
    let later = |days: u64| today.checked_add_days(Days::new(days));
    let before = |days: u64| today.checked_sub_days(Days::new(days));
    match text {
        "aujourd'hui" | "aujourdhui" | "ce jour" | "today" => return Some(today),
        "hier" | "yesterday" => return before(1),
        "avant-hier" | "avant hier" => return before(2),
        "demain" | "tomorrow" => return later(1),
        "apres-demain" | "apres demain" => return later(2),
        "fin de mois" | "fin du mois" => return Some(month_end(today)),
        _ => {}
    }
    let count = |text: &str| {
        let bare = ["jours", "jour", "j"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
        let bare = bare.trim();
        (digits(bare) && bare.len() <= 4).then(|| bare.parse().ok()).flatten()
    };
    if let Some(days) = text.strip_prefix('+').or_else(|| text.strip_prefix("dans ")).and_then(count) {
        return later(days);
    }
    if let Some(days) = text.strip_prefix("il y a ").and_then(count) {
        return before(days);
    }
    let weekday = weekday_of(text.trim_end_matches('.'))?;
    (0..7)
        .filter_map(|days| if near.suits(later(1)?) { later(days) } else { before(days) })
        .find(|day| day.weekday() == weekday)
}

/// The last day of that day's month.
#[must_use]
pub fn month_end(day: NaiveDate) -> NaiveDate {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|next| next.pred_opt()).unwrap_or(day)
}

/// A day by its numbers, or with its month in words.
fn written(field: &str, typed: &str, text: &str, near: Near) -> Read<NaiveDate> {
    let unreadable = || {
        Refusal::at(field, format!("« {} » n’est pas une date. Écrivez-la ainsi : 22/11/2026.", shown(typed)))
    };
    let absent = || Refusal::at(field, format!("Le {} n’existe pas au calendrier.", shown(typed)));
    if digits(text) {
        return compact(field, typed, text, near).ok_or_else(unreadable)?;
    }
    let mut parts = parts(text);
    let weekday = parts.first().and_then(|first| weekday_of(first)).filter(|_| parts.len() > 2);
    if weekday.is_some() {
        parts.remove(0);
    }
    if parts.first() == Some(&"fin") && (2..=3).contains(&parts.len()) {
        return end_of_named(&parts, near).ok_or_else(unreadable);
    }
    let day = match parts.as_slice() {
        [first, second] => {
            let (month, day) = month_and_day(first, second).ok_or_else(unreadable)?;
            without_year(field, typed, month, day, near).ok_or_else(absent)??
        }
        [year, month, day] if year.len() == 4 && digits(year) => {
            let number = |text: &str| (digits(text) && text.len() <= 2).then(|| text.parse().ok()).flatten();
            let (month, day) = month_of(month).zip(number(day)).ok_or_else(unreadable)?;
            NaiveDate::from_ymd_opt(year.parse().map_err(|_| unreadable())?, month, day).ok_or_else(absent)?
        }
        [first, second, year] => {
            let (month, day) = month_and_day(first, second).ok_or_else(unreadable)?;
            if short_iso(text, &parts) {
                let ways = [by(year, month, day), by(first, month, number_of(year))];
                return two(field, typed, &ways, near).ok_or_else(absent)?;
            }
            if !digits(year) || !matches!(year.len(), 2 | 4) {
                return Err(unreadable());
            }
            by(year, month, day).ok_or_else(absent)?
        }
        _ => return Err(unreadable()),
    };
    match weekday {
        Some(weekday) if day.weekday() != weekday => {
            Err(Refusal::at(field, format!("Le {} est un {}.", words::long_date(day), words::weekday(day))))
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

/// `31`, `5` or `31`, `mai`, or `may`, `31`; never a month before its day in figures.
fn month_and_day(first: &str, second: &str) -> Option<(u32, u32)> {
    let number = |text: &str| -> Option<u32> {
        let bare =
            ["er", "st", "nd", "rd", "th"].iter().find_map(|mark| text.strip_suffix(mark)).unwrap_or(text);
        (digits(bare) && bare.len() <= 2).then(|| bare.parse().ok()).flatten()
    };
    if let Some(day) = number(first) {
        return Some((month_of(second)?, day));
    }
    Some((month_of(first)?, number(second)?))
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
        several => Some(Err(asked(field, typed, several))),
    }
}

/// `fin mai`, `fin mai 2026`.
fn end_of_named(parts: &[&str], near: Near) -> Option<NaiveDate> {
    let month = month_of(parts.get(1)?)?;
    if let Some(year) = parts.get(2) {
        return by(year, month, 1).map(month_end);
    }
    let end = |year| NaiveDate::from_ymd_opt(year, month, 1).map(month_end);
    end(near.today().year()).filter(|day| near.suits(*day)).or_else(|| end(near.other_year()))
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
        (Some(this), Some(other)) => Some(Err(asked(field, typed, &[this, other]))),
        (Some(one), None) | (None, Some(one)) => Some(Err(asked(field, typed, &[one]))),
        (None, None) => None,
    }
}

fn asked(field: &str, typed: &str, days: &[NaiveDate]) -> Refusal {
    let named: Vec<String> = days.iter().map(|day| words::long_date(*day)).collect();
    let readings = days
        .iter()
        .zip(&named)
        .map(|(day, shown)| Reading { shown: shown.clone(), typed: words::typed_date(*day) })
        .collect();
    let message = format!("« {} » : {} ? Précisez l’année.", shown(typed), named.join(" ou "));
    Refusal { readings, ..Refusal::at(field, message) }
}

#[cfg(test)]
mod tests;
