//! German, as it is written in Germany: `1.234,50 €`, `3. März 2026`.

use crate::language::speech::Speech;
use chrono::{Datelike, NaiveDate};
use values::money::Cents;
use values::words::{figures, minus};

pub const GERMAN: Speech = Speech {
    tag: "de-DE",
    suffix: ".de",
    letters: "äöüß",
    point: ',',
    euros: |amount| format!("{}{}\u{a0}€", minus(amount.0), figures(amount.0, 2, 2, '.', ',')),
    unit_price: |price| format!("{}{}\u{a0}€", minus(price.0), figures(price.0, 4, 2, '.', ',')),
    percent: |rate| format!("{}{}\u{a0}%", minus(rate.0), figures(rate.0, 2, 0, '.', ',')),
    quantity: |quantity| format!("{}{}", minus(quantity.0), figures(quantity.0, 3, 0, '.', ',')),
    long_date,
    in_words,
    is_many: |thousandths| thousandths != 1000,
    spaced: str::to_owned,
};

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// The day stays with its month on one line (DIN 5008).
fn long_date(day: NaiveDate) -> String {
    format!("{}.\u{a0}{} {}", day.day(), MONTHS[day.month0() as usize], day.year())
}

const UNITS: [&str; 20] = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];

const TENS: [&str; 10] =
    ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

/// An amount spelt out, as on a receipt: « Euro » and « Cent » do not change with their number.
fn in_words(amount: Cents) -> String {
    let (whole, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let said = match (whole, cents) {
        (_, 0) => format!("{} Euro", cardinal(whole)),
        (0, _) => format!("{} Cent", cardinal(cents)),
        (..) => format!("{} Euro und {} Cent", cardinal(whole), cardinal(cents)),
    };
    if amount.0 < 0 { format!("minus {said}") } else { said }
}

/// Before a noun: « ein », « einhundertein ». Below a million it is one word.
fn cardinal(n: u64) -> String {
    let rest = |rest: u64| if rest == 0 { String::new() } else { cardinal(rest) };
    match n {
        0..=19 => UNITS[n as usize].to_owned(),
        20..=99 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..=99 => format!("{}und{}", UNITS[n as usize % 10], TENS[n as usize / 10]),
        100..=999 => format!("{}hundert{}", UNITS[n as usize / 100], rest(n % 100)),
        1_000..=999_999 => format!("{}tausend{}", cardinal(n / 1_000), rest(n % 1_000)),
        1_000_000..=999_999_999 => {
            format!("{} {}", of(n / 1_000_000, "Million", "Millionen"), rest(n % 1_000_000))
        }
        _ => format!("{} {}", of(n / 1_000_000_000, "Milliarde", "Milliarden"), rest(n % 1_000_000_000)),
    }
    .trim_end()
    .to_owned()
}

fn of(n: u64, one: &str, many: &str) -> String {
    if n == 1 { format!("eine {one}") } else { format!("{} {many}", cardinal(n)) }
}

#[cfg(test)]
mod tests {
    use crate::language::german::{GERMAN, in_words};
    use chrono::NaiveDate;
    use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

    #[test]
    fn values_read_as_on_german_paper() {
        assert_eq!((GERMAN.euros)(Cents(123_456)), "1.234,56\u{a0}€");
        assert_eq!((GERMAN.euros)(Cents(-5)), "−0,05\u{a0}€");
        assert_eq!((GERMAN.euros)(Cents(123_456_789)), "1.234.567,89\u{a0}€");
        assert_eq!((GERMAN.unit_price)(UnitPrice(850)), "0,085\u{a0}€");
        assert_eq!((GERMAN.percent)(BasisPoints(550)), "5,5\u{a0}%");
        assert_eq!((GERMAN.quantity)(Thousandths(3500)), "3,5");
        assert_eq!((GERMAN.quantity)(Thousandths(1_234_000)), "1234", "never taken for a decimal");
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        assert_eq!((GERMAN.long_date)(day(11, 27)), "27.\u{a0}November 2026");
        assert_eq!((GERMAN.long_date)(day(3, 1)), "1.\u{a0}März 2026");
    }

    #[test]
    fn amounts_are_spelt_in_german() {
        for (cents, said) in [
            (0, "null Euro"),
            (1, "ein Cent"),
            (100, "ein Euro"),
            (121, "ein Euro und einundzwanzig Cent"),
            (1_700, "siebzehn Euro"),
            (3_000, "dreißig Euro"),
            (10_100, "einhundertein Euro"),
            (120_050, "eintausendzweihundert Euro und fünfzig Cent"),
            (8_653_200, "sechsundachtzigtausendfünfhundertzweiunddreißig Euro"),
            (100_000_000, "eine Million Euro"),
            (230_000_000, "zwei Millionen dreihunderttausend Euro"),
            (100_000_000_000, "eine Milliarde Euro"),
            (-150, "minus ein Euro und fünfzig Cent"),
        ] {
            assert_eq!(in_words(Cents(cents)), said, "{cents}");
        }
    }
}
