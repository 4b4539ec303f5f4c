//! Values as French people read them: amounts, rates, quantities, dates.
//!
//! Used by documents, task sentences and refusals; the window has its own single formatting file.

use crate::money::{BasisPoints, Cents, Thousandths, UnitPrice};
use chrono::{Datelike, NaiveDate};

/// Narrow no-break space: groups of thousands.
const THIN: char = '\u{202f}';
/// No-break space: before the euro sign, the percent sign, a colon.
const HARD: char = '\u{a0}';

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// `1 234,50 €`, negative amounts with a true minus sign.
#[must_use]
pub fn euros(amount: Cents) -> String {
    format!("{}{HARD}€", decimal(amount.0, 2, 2))
}

/// A unit price with two decimals, up to four where it needs them: `0,085 €`.
#[must_use]
pub fn unit_price(price: UnitPrice) -> String {
    format!("{}{HARD}€", decimal(price.0, 4, 2))
}

/// `20 %`, `5,5 %`.
#[must_use]
pub fn percent(rate: BasisPoints) -> String {
    format!("{}{HARD}%", decimal(rate.0, 2, 0))
}

/// `3,5`, `1`.
#[must_use]
pub fn quantity(quantity: Thousandths) -> String {
    decimal(quantity.0, 3, 0)
}

/// `22 novembre 2026`, `1er décembre 2026`.
#[must_use]
pub fn long_date(day: NaiveDate) -> String {
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number} {} {}", MONTHS[day.month0() as usize], day.year())
}

/// `lundi 23 novembre`.
#[must_use]
pub fn weekday_date(day: NaiveDate) -> String {
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!(
        "{} {number} {}",
        DAYS[day.weekday().num_days_from_monday() as usize],
        MONTHS[day.month0() as usize]
    )
}

/// `3 sept.`, `22 nov.`: where room is short and the year is near.
#[must_use]
pub fn short_date(day: NaiveDate) -> String {
    const SHORT: [&str; 12] =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
    format!("{} {}", day.day(), SHORT[day.month0() as usize])
}

/// `1234,50`: an amount as one would type it.
#[must_use]
pub fn plain(amount: Cents) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let cents = amount.0.unsigned_abs();
    format!("{sign}{},{:02}", cents / 100, cents % 100)
}

/// The first letter in capitals.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `2 jours`, `1 jour`: a count with its noun.
#[must_use]
pub fn count(n: i64, one: &str, many: &str) -> String {
    format!("{n}{HARD}{}", if n.abs() < 2 { one } else { many })
}

/// `value / 10^scale` with a decimal comma, thousands grouped, trailing zeros cut down to `least` decimals.
fn decimal(value: i64, scale: u32, least: usize) -> String {
    let unit = 10_u64.pow(scale);
    let whole = value.unsigned_abs() / unit;
    let mut fraction = format!("{:0width$}", value.unsigned_abs() % unit, width = scale as usize);
    while fraction.len() > least && fraction.ends_with('0') {
        fraction.pop();
    }
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(THIN);
        }
        grouped.push(digit);
    }
    let sign = if value < 0 { "−\u{a0}" } else { "" };
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_on_french_paper() {
        assert_eq!(euros(Cents(123_450)), "1\u{202f}234,50\u{a0}€");
        assert_eq!(euros(Cents(-5)), "−\u{a0}0,05\u{a0}€");
        assert_eq!(unit_price(UnitPrice(850)), "0,085\u{a0}€");
        assert_eq!(unit_price(UnitPrice(4_800_000)), "480,00\u{a0}€");
        assert_eq!(percent(BasisPoints(550)), "5,5\u{a0}%");
        assert_eq!(percent(BasisPoints(2000)), "20\u{a0}%");
        assert_eq!(quantity(Thousandths(3500)), "3,5");
        assert_eq!(quantity(Thousandths(1_000_000)), "1\u{202f}000");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(long_date(day), "1er décembre 2026");
        assert_eq!(weekday_date(day), "mardi 1er décembre");
    }
}
