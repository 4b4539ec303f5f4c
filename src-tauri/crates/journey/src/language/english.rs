//! English, as it is written in Britain: `€1,234.50`, `3 March 2026`.

use crate::language::speech::Speech;
use chrono::{Datelike, NaiveDate};
use values::money::Cents;
use values::words::{figures, minus};

pub const ENGLISH: Speech = Speech {
    tag: "en-GB",
    suffix: ".en",
    letters: "",
    point: '.',
    euros: |amount| format!("{}€{}", minus(amount.0), figures(amount.0, 2, 2, ',', '.')),
    unit_price: |price| format!("{}€{}", minus(price.0), figures(price.0, 4, 2, ',', '.')),
    percent: |rate| format!("{}{}%", minus(rate.0), figures(rate.0, 2, 0, ',', '.')),
    quantity: |quantity| format!("{}{}", minus(quantity.0), figures(quantity.0, 3, 0, ',', '.')),
    long_date,
    in_words,
    is_many: |thousandths| thousandths != 1000,
    spaced: str::to_owned,
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn long_date(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// An amount spelt out, as on a receipt.
fn in_words(amount: Cents) -> String {
    let (whole, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let euros = format!("{} {}", cardinal(whole), if whole == 1 { "euro" } else { "euros" });
    let small = format!("{} {}", cardinal(cents), if cents == 1 { "cent" } else { "cents" });
    let said = match (whole, cents) {
        (_, 0) => euros,
        (0, _) => small,
        (..) => format!("{euros} and {small}"),
    };
    if amount.0 < 0 { format!("minus {said}") } else { said }
}

fn cardinal(n: u64) -> String {
    let joined = |head: String, rest: u64| match rest {
        0 => head,
        1..=99 => format!("{head} and {}", cardinal(rest)),
        _ => format!("{head} {}", cardinal(rest)),
    };
    match n {
        0..=19 => UNITS[n as usize].to_owned(),
        20..=99 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..=99 => format!("{}-{}", TENS[n as usize / 10], UNITS[n as usize % 10]),
        100..=999 => joined(format!("{} hundred", cardinal(n / 100)), n % 100),
        1_000..=999_999 => joined(format!("{} thousand", cardinal(n / 1_000)), n % 1_000),
        1_000_000..=999_999_999 => joined(format!("{} million", cardinal(n / 1_000_000)), n % 1_000_000),
        _ => joined(format!("{} billion", cardinal(n / 1_000_000_000)), n % 1_000_000_000),
    }
}

#[cfg(test)]
mod tests {
    use crate::language::english::in_words;
    use values::money::Cents;

    #[test]
    fn amounts_are_spelt_in_english() {
        for (cents, said) in [
            (0, "zero euros"),
            (1, "one cent"),
            (100, "one euro"),
            (121, "one euro and twenty-one cents"),
            (10_100, "one hundred and one euros"),
            (120_050, "one thousand two hundred euros and fifty cents"),
            (100_500, "one thousand and five euros"),
            (
                99_999_999,
                "nine hundred and ninety-nine thousand nine hundred and ninety-nine euros and ninety-nine cents",
            ),
            (100_000_000, "one million euros"),
            (-150, "minus one euro and fifty cents"),
        ] {
            assert_eq!(in_words(Cents(cents)), said, "{cents}");
        }
    }
}
