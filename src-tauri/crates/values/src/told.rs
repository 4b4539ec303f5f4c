//! Days told by words from today: « hier », « dans 2 semaines », « lundi prochain », « fin du mois prochain »; and the
//! names of months and of days of the week.
//!
//! Invariant: what people mean in two ways gives both days.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan", "january", "januar"],
    &["fevrier", "fevr", "fev", "february", "feb", "februar"],
    &["mars", "mar", "march", "marz"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun", "juni"],
    &["juillet", "juil", "july", "jul", "juli"],
    &["aout", "august", "aug"],
    &["septembre", "sept", "sep", "september"],
    &["octobre", "oct", "october", "oktober", "okt"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december", "dezember", "dez"],
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

/// Numbers as they are written before « jours », « semaines » or « mois ».
const NUMBERS: [(&str, u32); 17] = [
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("quinze", 15),
    ("vingt", 20),
    ("trente", 30),
    ("soixante", 60),
];

pub fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

pub fn month_of(text: &str) -> Option<u32> {
    if digits(text) && text.len() <= 2 {
        return text.parse().ok();
    }
    let at = MONTHS.iter().position(|names| names.contains(&text))?;
    u32::try_from(at + 1).ok()
}

pub fn weekday_of(text: &str) -> Option<Weekday> {
    let text = text.trim_end_matches('.');
    WEEKDAYS.iter().find(|(names, _)| names.contains(&text)).map(|(_, day)| *day)
}

/// The last day of that day's month.
#[must_use]
pub fn month_end(day: NaiveDate) -> NaiveDate {
    let next = first_of(day).checked_add_months(Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The days that these words may mean, as compared texts are written; none where they tell no day. `coming`, what is
/// named lies ahead.
pub fn told(text: &str, today: NaiveDate, coming: bool) -> Option<Vec<NaiveDate>> {
    let text = text.replace('-', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    // « d'ici vendredi », « d'ici deux semaines ».
    if let Some(limit) = whole.strip_prefix("d'ici ") {
        let limit = limit.strip_prefix("a ").unwrap_or(limit);
        return told(limit, today, coming)
            .or_else(|| counted(&format!("dans {limit}"), today).map(|day| vec![day]));
    }
    if let Some(day) = named(&whole, today, coming) {
        return Some(vec![day]);
    }
    if matches!(whole.as_str(), "mois prochain" | "au mois prochain") {
        let same = today.checked_add_months(Months::new(1))?;
        return Some(vec![first_of(same), same]);
    }
    if let Some(day) = counted(&whole, today) {
        return Some(vec![day]);
    }
    let words: Vec<&str> = whole.split(' ').filter(|word| !matches!(*word, "ce" | "de" | "la")).collect();
    of_the_week(&words, today, coming)
}

/// Words that mean one day.
fn named(text: &str, today: NaiveDate, coming: bool) -> Option<NaiveDate> {
    let later = |days: u64| today.checked_add_days(Days::new(days));
    let before = |days: u64| today.checked_sub_days(Days::new(days));
    let next_month = || today.checked_add_months(Months::new(1));
    match text {
        "aujourd'hui" | "aujourdhui" | "ce jour" | "today" => Some(today),
        "hier" | "yesterday" => before(1),
        "avant hier" => before(2),
        "demain" | "tomorrow" => later(1),
        "apres demain" => later(2),
        "fin de mois" | "fin du mois" | "fin de ce mois" => Some(month_end(today)),
        "fin du mois prochain" | "fin de mois prochain" | "fin mois prochain" => {
            Some(month_end(next_month()?))
        }
        "fin du mois dernier" | "fin du mois precedent" => first_of(today).pred_opt(),
        "debut du mois prochain" | "debut de mois prochain" | "debut mois prochain" => {
            Some(first_of(next_month()?))
        }
        "fin d'annee" | "fin de l'annee" | "fin de cette annee" => {
            NaiveDate::from_ymd_opt(today.year() - i32::from(!coming), 12, 31)
        }
        "semaine prochaine"
        | "la semaine prochaine"
        | "debut de semaine prochaine"
        | "debut de la semaine prochaine" => Some(monday(today)? + Days::new(7)),
        _ => None,
    }
}

/// « +30 j », « dans 2 semaines », « sous quinze jours », « il y a un mois ».
fn counted(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(ago) = text.strip_prefix("il y a ") {
        let (days, months) = span(ago)?;
        return today.checked_sub_days(Days::new(days.into()))?.checked_sub_months(Months::new(months));
    }
    let ahead = ["+", "dans ", "sous "].iter().find_map(|mark| text.strip_prefix(mark))?;
    let (days, months) = span(ahead)?;
    today.checked_add_days(Days::new(days.into()))?.checked_add_months(Months::new(months))
}

/// Days and months in « 30 », « 2 semaines », « trois mois ».
fn span(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = if end > 0 { text.split_at(end) } else { text.split_once(' ')? };
    let count: u32 = match NUMBERS.iter().find(|(word, _)| *word == number) {
        Some((_, count)) => *count,
        None => Some(number).filter(|number| digits(number) && number.len() <= 4)?.parse().ok()?,
    };
    match unit.trim() {
        "" | "j" | "jour" | "jours" => Some((count, 0)),
        "semaine" | "semaines" | "sem" => Some((count.checked_mul(7)?, 0)),
        "mois" => Some((0, count)),
        "an" | "ans" | "annee" | "annees" => Some((0, count.checked_mul(12)?)),
        _ => None,
    }
}

/// The Monday of that day's week.
fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

/// « vendredi », « lundi prochain », « mardi en huit », « jeudi semaine prochaine ».
fn of_the_week(words: &[&str], today: NaiveDate, coming: bool) -> Option<Vec<NaiveDate>> {
    let (first, rest) = words.split_first()?;
    let weekday = weekday_of(first)?;
    let in_week =
        |monday: NaiveDate| monday.checked_add_days(Days::new(weekday.num_days_from_monday().into()));
    let this = in_week(monday(today)?)?;
    let (next, last) = (this.checked_add_days(Days::new(7))?, this.checked_sub_days(Days::new(7))?);
    let after = if this > today { this } else { next };
    let before = if this < today { this } else { last };
    match rest {
        [] if this == today => Some(vec![today]),
        [] => Some(vec![if coming { after } else { before }]),
        // Within this week, some mean this one and some the next one.
        ["prochain" | "next"] if after == this => Some(vec![this, next]),
        ["prochain" | "next"] | ["semaine", "prochaine"] => Some(vec![next]),
        ["dernier" | "passe"] => Some(vec![before]),
        ["semaine", "derniere" | "passee"] => Some(vec![last]),
        ["en", "huit" | "8"] => Some(vec![after.checked_add_days(Days::new(7))?]),
        ["en", "quinze" | "15"] => Some(vec![after.checked_add_days(Days::new(14))?]),
        _ => None,
    }
}
