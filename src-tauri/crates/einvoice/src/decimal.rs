//! Exact decimals, as invoices write them.
//!
//! Invariant: no floating point; a number keeps the decimals it was written with, and is compared by its value.

use std::cmp::Ordering;
use std::fmt;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

/// Most digits of a number: a product of two still fits.
const DIGITS: usize = 18;

/// `units / 10^places`.
#[derive(Clone, Copy, Debug, Default, Eq)]
pub struct Decimal {
    units: i128,
    places: u32,
}

impl Decimal {
    pub const ZERO: Decimal = Decimal { units: 0, places: 0 };

    /// `Decimal::new(12345, 2)` is 123.45. At most 18 places.
    #[must_use]
    pub fn new(units: i64, places: u32) -> Decimal {
        Decimal { units: i128::from(units), places: places.min(DIGITS as u32) }
    }

    /// A number as XML writes it: digits with at most one point, a sign, spaces around. Nothing else, no exponent,
    /// no comma; at most 18 digits before the point. Of more than 18 digits in all, the last ones are rounded off, half
    /// away from zero.
    #[must_use]
    pub fn parse(written: &str) -> Option<Decimal> {
        let text = written.trim_matches([' ', '\t', '\r', '\n']);
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        if !whole.bytes().chain(fraction.bytes()).all(|one| one.is_ascii_digit()) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        // Zeros at the end beyond what is kept say nothing.
        let fraction =
            if whole.len() + fraction.len() > DIGITS { fraction.trim_end_matches('0') } else { fraction };
        let kept = fraction.get(..DIGITS.checked_sub(whole.len())?).unwrap_or(fraction);
        let units =
            whole.bytes().chain(kept.bytes()).fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let up = fraction.as_bytes().get(kept.len()).is_some_and(|next| *next >= b'5');
        let units = units + i128::from(up);
        Some(Decimal {
            units: if negative { -units } else { units },
            places: u32::try_from(kept.len()).ok()?,
        })
    }

    /// How many decimals it is written with.
    #[must_use]
    pub fn places(self) -> u32 {
        self.places
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    #[must_use]
    pub fn plus(self, other: Decimal) -> Decimal {
        let places = self.places.max(other.places);
        Decimal { units: self.at(places).saturating_add(other.at(places)), places }
    }

    #[must_use]
    pub fn minus(self, other: Decimal) -> Decimal {
        self.plus(other.negated())
    }

    #[must_use]
    pub fn negated(self) -> Decimal {
        Decimal { units: self.units.saturating_neg(), places: self.places }
    }

    #[must_use]
    pub fn abs(self) -> Decimal {
        if self.is_negative() { self.negated() } else { self }
    }

    /// The product, with all its decimals.
    #[must_use]
    pub fn times(self, other: Decimal) -> Decimal {
        Decimal {
            units: self.units.saturating_mul(other.units),
            places: self.places.saturating_add(other.places),
        }
        .shortened()
    }

    /// This share of a hundred: 200.00 at 5.5 is 11.000.
    #[must_use]
    pub fn percent(self, rate: Decimal) -> Decimal {
        let product = self.times(rate);
        Decimal { units: product.units, places: product.places + 2 }
    }

    /// Rounded to so many decimals, half away from zero.
    #[must_use]
    pub fn rounded(self, places: u32) -> Decimal {
        self.round_with(places, true)
    }

    /// Rounded to so many decimals, half towards plus infinity: 0.125 is 0.13 and -0.125 is -0.12.
    #[must_use]
    pub fn rounded_upwards(self, places: u32) -> Decimal {
        self.round_with(places, false)
    }

    fn round_with(self, places: u32, away: bool) -> Decimal {
        if self.places <= places {
            return Decimal { units: self.at(places), places };
        }
        let Some(step) = 10_i128.checked_pow(self.places - places) else {
            return Decimal { units: 0, places };
        };
        let half = step / 2;
        let units = if away && self.units < 0 {
            (self.units - half) / step
        } else {
            self.units.saturating_add(half).div_euclid(step)
        };
        Decimal { units, places }
    }

    /// In cents, where it has no more than two decimals that count.
    #[must_use]
    pub fn cents(self) -> Option<Cents> {
        let cents = self.rounded(2);
        (cents == self).then(|| i64::try_from(cents.units).ok().map(Cents)).flatten()
    }

    fn at(self, places: u32) -> i128 {
        10_i128
            .checked_pow(places.saturating_sub(self.places))
            .and_then(|step| self.units.checked_mul(step))
            .unwrap_or(if self.units < 0 { i128::MIN } else { i128::MAX })
    }

    /// Without zeros at its end, where it has more decimals than numbers are written with.
    fn shortened(mut self) -> Decimal {
        while self.places > DIGITS as u32 && self.units % 10 == 0 {
            self.units /= 10;
            self.places -= 1;
        }
        self
    }
}

impl From<Cents> for Decimal {
    fn from(cents: Cents) -> Decimal {
        Decimal::new(cents.0, 2)
    }
}

/// Two decimals at least, four at most: a price of cents is written in cents.
impl From<UnitPrice> for Decimal {
    fn from(price: UnitPrice) -> Decimal {
        if price.0 % 100 == 0 { Decimal::new(price.0 / 100, 2) } else { Decimal::new(price.0, 4) }
    }
}

/// With the decimals that count: 3 is written « 3 », 3.5 « 3.5 ».
impl From<Thousandths> for Decimal {
    fn from(quantity: Thousandths) -> Decimal {
        let (mut units, mut places) = (quantity.0, 3);
        while places > 0 && units % 10 == 0 {
            units /= 10;
            places -= 1;
        }
        Decimal::new(units, places)
    }
}

/// As a percentage with two decimals: 2000 is 20.00.
impl From<BasisPoints> for Decimal {
    fn from(rate: BasisPoints) -> Decimal {
        Decimal::new(rate.0, 2)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let places = self.places.max(other.places);
        self.at(places).cmp(&other.at(places))
    }
}

/// As XML writes it, with its decimals: `-12.50`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = self.places as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.places as usize);
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Decimal>>(all: I) -> Decimal {
        all.fold(Decimal::ZERO, Decimal::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn of(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for text in ["0", "-0.05", "12.50", "999999999999.999999", "100"] {
            assert_eq!(of(text).to_string(), text);
        }
        assert_eq!(of(" +1.500 \n"), of("1.5"));
        assert_eq!(of("1.50000000000000000000000000"), of("1.5"));
        assert_eq!(of("33.3333333333333333333333"), of("33.3333333333333333"));
        assert_eq!(of("-0.66666666666666666666"), of("-0.666666666666666667"));
        assert_eq!(of("999999999999999999.5").rounded(0).to_string(), "1000000000000000000");
        for wrong in ["", ".", "-", "1,5", "1E3", "1 000", "0x1", "1.2.3", "٣", "--1", "1234567890123456789"]
        {
            assert_eq!(Decimal::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn halves_go_away_from_zero_or_upwards() {
        assert_eq!(of("0.125").rounded(2), of("0.13"));
        assert_eq!(of("-0.125").rounded(2), of("-0.13"));
        assert_eq!(of("-0.125").rounded_upwards(2), of("-0.12"));
        assert_eq!(of("-0.126").rounded_upwards(2), of("-0.13"));
        assert_eq!(of("200").percent(of("5.5")).rounded(2).to_string(), "11.00");
    }

    #[test]
    fn the_largest_numbers_neither_wrap_nor_panic() {
        let most = of("999999999999999999");
        let least = of("0.000000000000000001");
        assert!(most.times(most) > most && least < most && most.times(least).rounded(0) == of("1"));
        assert_eq!(least.times(least).times(least).rounded(2), Decimal::ZERO);
        assert!(most.times(most).times(most).plus(most.times(most)) > most);
    }
}
