//! Numbers as people type them: `1 234,50 €`, `1.234,50`, `1,234.50`, `1'234.50`, `12€50`, `-5`, `5,5 %`.
//!
//! Invariant: a thousands mark is never guessed. One comma or one dot before exactly three digits may be either mark:
//! where both readings suit the field, or where only thousands do, both are told and none is taken. What this house
//! shows never has that shape (`words::figures`), so what is shown, typed again, gives the same value.

use crate::letters;
use crate::money::{BasisPoints, Cents, LARGEST, Thousandths, UnitPrice};
use crate::refusal::{Reading, Refusal, shown};
use crate::words;

type Read<T> = Result<T, Refusal>;

/// What kind of number a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Euros, to the cent.
    Amount,
    /// Euros, to the hundredth of a cent.
    Price,
    /// Thousandths.
    Quantity,
    /// Hundredths of a percent, from 0 to 100.
    Percent,
}

impl Kind {
    fn decimals(self) -> usize {
        match self {
            Kind::Amount | Kind::Percent => 2,
            Kind::Price => 4,
            Kind::Quantity => 3,
        }
    }

    fn what(self) -> &'static str {
        match self {
            Kind::Amount => "un montant",
            Kind::Price => "un prix",
            Kind::Quantity => "une quantité",
            Kind::Percent => "un pourcentage",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Kind::Amount => "1 234,50",
            Kind::Price => "450,00",
            Kind::Quantity => "3,5",
            Kind::Percent => "30",
        }
    }

    fn units(self) -> &'static [&'static str] {
        match self {
            Kind::Amount | Kind::Price => &["€", "EUROS", "EURO", "EUR"],
            Kind::Quantity => &[],
            Kind::Percent => &["%", "POUR CENT"],
        }
    }

    fn say(self, value: i64) -> String {
        match self {
            Kind::Amount => words::euros(Cents(value)),
            Kind::Price => words::unit_price(UnitPrice(value)),
            Kind::Quantity => words::quantity(Thousandths(value)),
            Kind::Percent => words::percent(BasisPoints(value)),
        }
    }

    /// As it is shown, without its unit: `1 450,00`.
    #[must_use]
    pub fn bare(self, value: i64) -> String {
        self.say(value).trim_end_matches(['€', '%']).trim_end().to_owned()
    }

    fn reading(self, value: i64) -> Reading {
        let typed = match self {
            Kind::Amount => words::plain(Cents(value)),
            Kind::Price => words::typed(value, 4),
            Kind::Quantity => words::typed(value, 3),
            Kind::Percent => words::typed(value, 2),
        };
        Reading { shown: self.say(value), typed }
    }
}

/// Digits on both sides of the decimal mark, thousands marks taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Digits {
    whole: String,
    fraction: String,
}

/// The ways in which digits and marks can be read.
enum Ways {
    One(Digits),
    /// One mark before three digits: as a decimal mark, or as a thousands mark.
    Two {
        decimal: Digits,
        thousands: Digits,
    },
}

/// Reads a number of that kind, scaled by its decimals.
pub fn read(field: &str, typed: &str, kind: Kind) -> Read<i64> {
    let text = tidy(typed);
    if text.is_empty() {
        return Err(Refusal::at(field, format!("Indiquez {}, par exemple {}.", kind.what(), kind.example())));
    }
    let unreadable = || {
        let (what, example) = (kind.what(), kind.example());
        Refusal::at(
            field,
            format!("« {} » n’est pas {what}. Écrivez par exemple {example}.", shown(typed.trim())),
        )
    };
    let (negative, body) = bare(&text, kind).ok_or_else(unreadable)?;
    let value = |digits: &Digits| scaled(digits, kind, negative);
    match ways(&body) {
        None if body.chars().any(is_mark) && body.chars().all(|c| c.is_ascii_digit() || is_mark(c)) => {
            Err(Refusal::at(
                field,
                format!(
                    "« {} » : les milliers vont par trois chiffres, et une seule virgule ou un seul point sépare les décimales. Écrivez par exemple {}.",
                    shown(typed.trim()),
                    kind.example()
                ),
            ))
        }
        None => Err(unreadable()),
        Some(Ways::One(digits)) => value(&digits).map_err(|message| Refusal::at(field, message)),
        Some(Ways::Two { decimal, thousands }) => match (value(&decimal), value(&thousands)) {
            (Ok(small), Ok(large)) => Err(two_readings(field, typed, kind, small, large)),
            (Err(_), Ok(large)) => Err(one_reading(field, typed, kind, large)),
            (decimal, Err(_)) => decimal.map_err(|message| Refusal::at(field, message)),
        },
    }
}

/// A number that was typed and kept by books which took one mark for the decimal one.
pub fn read_kept(field: &str, typed: &str, kind: Kind) -> Read<i64> {
    read(field, typed, kind).or_else(|refusal| match ways(&tidy(typed)) {
        Some(Ways::Two { decimal, .. }) => scaled(&decimal, kind, false).map_err(|_| refusal),
        Some(Ways::One(_)) | None => Err(refusal),
    })
}

/// A whole number without decimals, perhaps followed by one of these units: `30`, `1 000`, `30 jours`.
#[must_use]
pub fn whole(typed: &str, units: &[&str]) -> Option<i64> {
    let text = tidy(typed);
    let (negative, body) = signed(without_unit(&text, units));
    match ways(body)? {
        Ways::One(digits) if digits.fraction.is_empty() && !body.ends_with([',', '.']) => {
            let value: i64 = digits.whole.parse().ok()?;
            Some(if negative { -value } else { value })
        }
        Ways::One(_) | Ways::Two { .. } => None,
    }
}

/// One apostrophe and one minus, whatever keyboard or paper they come from.
fn tidy(typed: &str) -> String {
    let plain = letters::code(typed);
    let text = plain.chars().map(|c| match c {
        '’' | 'ʼ' | '`' => '\'',
        '−' | '–' | '‑' => '-',
        c => c,
    });
    text.collect()
}

/// The sign, and what is left without sign and unit: both `-5 €` and `-€5` are written. None where the unit is of
/// another kind of number.
fn bare(text: &str, kind: Kind) -> Option<(bool, String)> {
    let (negative, rest) = signed(text);
    let rest = kind
        .units()
        .iter()
        .find_map(|unit| {
            let head = rest.get(..unit.len()).filter(|head| head.eq_ignore_ascii_case(unit))?;
            rest.get(head.len()..).map(str::trim_start)
        })
        .unwrap_or(rest);
    let (negative, rest) = if negative { (true, rest) } else { signed(rest) };
    let rest = without_unit(rest, kind.units());
    if rest.is_empty() {
        return None;
    }
    // `12€50`, as on a price tag.
    let tag = rest.split_once('€').filter(|(euros, cents)| {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b' ');
        kind != Kind::Quantity
            && kind != Kind::Percent
            && !euros.is_empty()
            && digits(euros)
            && cents.len() == 2
            && cents.bytes().all(|b| b.is_ascii_digit())
    });
    Some((
        negative,
        tag.map_or_else(|| rest.to_owned(), |(euros, cents)| format!("{},{cents}", euros.trim())),
    ))
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').map_or(text, str::trim_start)),
    }
}

/// What stands before a unit, where one of these ends the text in whatever case.
fn without_unit<'a>(text: &'a str, units: &[&str]) -> &'a str {
    let ends = |unit: &&str| {
        let at = text.len().checked_sub(unit.len())?;
        let tail = text.get(at..)?;
        (tail.to_lowercase() == unit.to_lowercase()).then(|| text.get(..at).unwrap_or(text).trim_end())
    };
    units.iter().find_map(ends).unwrap_or(text)
}

fn is_mark(c: char) -> bool {
    matches!(c, ' ' | '\'' | ',' | '.')
}

fn ways(body: &str) -> Option<Ways> {
    let marks: Vec<char> = body.chars().filter(|c| is_mark(*c)).collect();
    let groups: Vec<&str> = body.split(is_mark).collect();
    if groups.iter().any(|group| !group.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let (last, before) = groups.split_last()?;
    let Some((mark, others)) = marks.split_last() else {
        let whole = (*last).to_owned();
        return (!whole.is_empty()).then(|| Ways::One(Digits { whole, fraction: String::new() }));
    };
    let thousands = grouped(&groups, &marks).map(|whole| Digits { whole, fraction: String::new() });
    let decimal =
        matches!(mark, ',' | '.') && !others.contains(mark) && (marks.len() > 1 || !body.is_empty());
    let decimal = if decimal { grouped(before, others) } else { None };
    let decimal = decimal
        .map(|whole| Digits { whole, fraction: (*last).to_owned() })
        .filter(|digits| !(digits.whole.is_empty() && digits.fraction.is_empty()));
    match (decimal, thousands) {
        (Some(decimal), Some(thousands)) => Some(Ways::Two { decimal, thousands }),
        (Some(one), None) | (None, Some(one)) => Some(Ways::One(one)),
        (None, None) => None,
    }
}

/// Digits in groups of three under one and the same mark, joined.
fn grouped(groups: &[&str], marks: &[char]) -> Option<String> {
    let Some(mark) = marks.first() else { return groups.first().map(|whole| (*whole).to_owned()) };
    let (first, others) = groups.split_first()?;
    let led = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let threes = others.iter().all(|group| group.len() == 3);
    (led && threes && marks.iter().all(|other| other == mark)).then(|| groups.concat())
}

/// The value, or the sentence that says why these digits are none of that kind.
fn scaled(digits: &Digits, kind: Kind, negative: bool) -> Result<i64, String> {
    let decimals = kind.decimals();
    let fraction = digits.fraction.trim_end_matches('0');
    if fraction.len() > decimals {
        return Err(format!("Trop de décimales : {decimals} au plus."));
    }
    let too_large = || "Ce nombre est trop grand.".to_owned();
    let whole = digits.whole.trim_start_matches('0');
    let scale = 10_i64.pow(u32::try_from(decimals).map_err(|_| too_large())?);
    let padded = format!("{fraction:0<decimals$}");
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| too_large())? };
    let fraction: i64 = padded.parse().map_err(|_| too_large())?;
    // Everything typed is bounded by one billion, whatever its scale.
    if whole > LARGEST.0 / 100 {
        return Err(too_large());
    }
    let value = whole * scale + fraction;
    let value = if negative { -value } else { value };
    if kind == Kind::Percent && !(0..=10_000).contains(&value) {
        return Err("Un pourcentage va de 0 à 100.".to_owned());
    }
    Ok(value)
}

fn two_readings(field: &str, typed: &str, kind: Kind, small: i64, large: i64) -> Refusal {
    let readings = vec![kind.reading(large), kind.reading(small)];
    let message = format!(
        "« {} » se lit de deux façons : {} ou {} ?",
        shown(typed.trim()),
        kind.say(large),
        kind.say(small)
    );
    Refusal { readings, ..Refusal::at(field, message) }
}

fn one_reading(field: &str, typed: &str, kind: Kind, large: i64) -> Refusal {
    let message = format!(
        "« {} » : est-ce {} ? Sinon, {} a {} décimales au plus.",
        shown(typed.trim()),
        kind.say(large),
        kind.what(),
        kind.decimals()
    );
    Refusal { readings: vec![kind.reading(large)], ..Refusal::at(field, message) }
}

#[cfg(test)]
mod tests;
