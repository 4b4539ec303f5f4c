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

/// « a », « a et b », « a, b et c »
#[must_use]
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
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

/// `novembre 2026`
#[must_use]
pub fn month_and_year(day: NaiveDate) -> String {
    format!("{} {}", MONTHS[day.month0() as usize], day.year())
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

/// `12 345`: a number without decimals.
#[must_use]
pub fn whole(number: i64) -> String {
    decimal(number, 0, 0)
}

/// `1234,50`: an amount as one would type it.
#[must_use]
pub fn plain(amount: Cents) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let cents = amount.0.unsigned_abs();
    format!("{sign}{},{:02}", cents / 100, cents % 100)
}

/// A scaled integer as one would type it, without groups or needless zeros: 4800000 at four decimals is `480`.
#[must_use]
pub fn typed(value: i64, scale: u32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", ungrouped(value, scale, 0, ','))
}

/// `31/05/2026`: a day as one would type it.
#[must_use]
pub fn typed_date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// `lundi`
#[must_use]
pub fn weekday(day: NaiveDate) -> &'static str {
    DAYS[day.weekday().num_days_from_monday() as usize]
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

/// `mille deux cents euros et cinquante centimes`: an amount spelt out, as on a receipt. Traditional spelling.
#[must_use]
pub fn in_words(amount: Cents) -> String {
    let (whole, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let euro = if whole < 2 { "euro" } else { "euros" };
    // « un million d’euros », but « un million un euros ».
    let of = if whole >= 1_000_000 && whole.is_multiple_of(1_000_000) { "d’" } else { "" };
    let centimes = format!("{} {}", cardinal(cents), if cents < 2 { "centime" } else { "centimes" });
    let said = match (whole, cents) {
        (_, 0) => format!("{} {of}{euro}", cardinal(whole)),
        (0, _) => centimes,
        (..) => format!("{} {of}{euro} et {centimes}", cardinal(whole)),
    };
    if amount.0 < 0 { format!("moins {said}") } else { said }
}

const SMALL: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];
const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];

fn cardinal(n: u64) -> String {
    match n {
        0..=16 => SMALL[n as usize].to_owned(),
        17..=19 => format!("dix-{}", SMALL[n as usize - 10]),
        20..=69 => {
            let ten = TENS[n as usize / 10];
            match n % 10 {
                0 => ten.to_owned(),
                1 => format!("{ten} et un"),
                unit => format!("{ten}-{}", SMALL[unit as usize]),
            }
        }
        71 => "soixante et onze".to_owned(),
        70..=79 => format!("soixante-{}", cardinal(n - 60)),
        80 => "quatre-vingts".to_owned(),
        81..=99 => format!("quatre-vingt-{}", cardinal(n - 80)),
        100..=999 => {
            let hundred = if n < 200 { "cent".to_owned() } else { format!("{} cent", cardinal(n / 100)) };
            match n % 100 {
                0 if n >= 200 => format!("{hundred}s"),
                0 => hundred,
                rest => format!("{hundred} {}", cardinal(rest)),
            }
        }
        1_000..=999_999 => {
            let thousands = match n / 1_000 {
                1 => "mille".to_owned(),
                // Before « mille », neither « cent » nor « vingt » takes an s.
                many => format!("{} mille", invariable(&cardinal(many))),
            };
            with_rest(thousands, n % 1_000)
        }
        1_000_000..=999_999_999 => with_rest(plural(n / 1_000_000, "million"), n % 1_000_000),
        _ => with_rest(plural(n / 1_000_000_000, "milliard"), n % 1_000_000_000),
    }
}

fn invariable(said: &str) -> &str {
    if said.ends_with("cents") || said.ends_with("vingts") { &said[..said.len() - 1] } else { said }
}

fn plural(n: u64, unit: &str) -> String {
    format!("{} {unit}{}", cardinal(n), if n < 2 { "" } else { "s" })
}

fn with_rest(said: String, rest: u64) -> String {
    if rest == 0 { said } else { format!("{said} {}", cardinal(rest)) }
}

/// `value / 10^scale` with a decimal comma, thousands grouped, trailing zeros cut down to `least` decimals.
fn decimal(value: i64, scale: u32, least: usize) -> String {
    let sign = if value < 0 { "−\u{a0}" } else { "" };
    format!("{sign}{}", figures(value, scale, least, THIN, ','))
}

/// A true minus sign before what is negative.
#[must_use]
pub fn minus(value: i64) -> &'static str {
    if value < 0 { "−" } else { "" }
}

/// The figures alone, without a sign.
///
/// None can be read in two ways, here or abroad: where a comma or a dot would stand alone before three digits, decimals
/// get a fourth and thousands no mark.
#[must_use]
pub fn figures(value: i64, scale: u32, least: usize, group: char, point: char) -> String {
    let plain = ungrouped(value, scale, least, point);
    let (digits, fraction) = plain.split_once(point).unwrap_or((&plain, ""));
    if matches!(group, ',' | '.') && fraction.is_empty() && (4..=6).contains(&digits.len()) {
        return plain;
    }
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}{point}{fraction}") }
}

fn ungrouped(value: i64, scale: u32, least: usize, point: char) -> String {
    let unit = 10_u64.pow(scale);
    let whole = value.unsigned_abs() / unit;
    let mut fraction = format!("{:0width$}", value.unsigned_abs() % unit, width = scale as usize);
    while fraction.len() > least && fraction.ends_with('0') {
        fraction.pop();
    }
    if fraction.len() == 3 && (1..1_000).contains(&whole) {
        fraction.push('0');
    }
    if fraction.is_empty() || scale == 0 { whole.to_string() } else { format!("{whole}{point}{fraction}") }
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
        assert_eq!(quantity(Thousandths(1_234)), "1,2340", "never taken for a thousand");
        assert_eq!(unit_price(UnitPrice(12_340)), "1,2340\u{a0}€");
        assert_eq!(figures(1_234, 0, 0, ',', '.'), "1234");
        assert_eq!(figures(1_234_567, 0, 0, ',', '.'), "1,234,567");
    }

    #[test]
    fn amounts_are_spelt_as_on_a_cheque() {
        for (cents, said) in [
            (0, "zéro euro"),
            (1, "un centime"),
            (100, "un euro"),
            (121, "un euro et vingt et un centimes"),
            (7_100, "soixante et onze euros"),
            (7_000, "soixante-dix euros"),
            (7_790, "soixante-dix-sept euros et quatre-vingt-dix centimes"),
            (8_000, "quatre-vingts euros"),
            (8_100, "quatre-vingt-un euros"),
            (9_100, "quatre-vingt-onze euros"),
            (9_900, "quatre-vingt-dix-neuf euros"),
            (10_000, "cent euros"),
            (10_100, "cent un euros"),
            (20_000, "deux cents euros"),
            (20_100, "deux cent un euros"),
            (28_000, "deux cent quatre-vingts euros"),
            (100_000, "mille euros"),
            (120_050, "mille deux cents euros et cinquante centimes"),
            (8_000_000, "quatre-vingt mille euros"),
            (20_000_000, "deux cent mille euros"),
            (20_000_000 + 30_000, "deux cent mille trois cents euros"),
            (100_000_000, "un million d’euros"),
            (200_000_100, "deux millions un euros"),
            (28_000_000_000, "deux cent quatre-vingts millions d’euros"),
            (100_000_000_000, "un milliard d’euros"),
            (-150, "moins un euro et cinquante centimes"),
        ] {
            assert_eq!(in_words(Cents(cents)), said, "{cents}");
        }
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(long_date(day), "1er décembre 2026");
        assert_eq!(weekday_date(day), "mardi 1er décembre");
    }
}
