//! What was issued, as one would type it again.

use crate::quote::line::{Line, LineContent};
use values::money::BasisPoints;
use values::number::Kind;

/// A line as one would type it again.
#[must_use]
pub fn typed_line(line: Line) -> LineContent {
    LineContent {
        label: line.label,
        detail: line.detail,
        quantity: Kind::Quantity.bare(line.quantity.0),
        unit: line.unit,
        unit_price: Kind::Price.bare(line.unit_price.0),
        discount: typed_rate(line.discount),
        vat_rate: line.vat_rate,
        section: line.section,
        optional: line.optional,
        nature: line.nature,
        activity: Some(line.activity),
        vat_reason: line.vat_reason,
    }
}

/// A percentage as one would type it; nothing for zero.
#[must_use]
pub fn typed_rate(rate: BasisPoints) -> String {
    if rate.0 == 0 { String::new() } else { Kind::Percent.bare(rate.0) }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;
    use values::day::Near;
    use values::input;
    use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

    proptest! {
        /// What a paper shows, typed again in any field of its kind, gives the same value: in any language.
        #[test]
        fn a_paper_is_read_as_it_is_written(
            value in -100_000_000_000_i64..100_000_000_000, small in -20_000_000_i64..20_000_000,
            rate in 0_i64..=10_000, after in 0_u64..36_500,
        ) {
            let day = NaiveDate::from_ymd_opt(1_995, 1, 1).unwrap() + Days::new(after);
            for language in Language::ALL {
                for value in [value, small, small / 10, small / 100, small / 1000 * 1000] {
                    prop_assert_eq!(input::amount("f", &language.euros(Cents(value))), Ok(Cents(value)));
                    prop_assert_eq!(input::unit_price("f", &language.unit_price(UnitPrice(value))), Ok(UnitPrice(value)));
                    prop_assert_eq!(input::quantity("f", &language.quantity(Thousandths(value))), Ok(Thousandths(value)));
                }
                prop_assert_eq!(input::percent("f", &language.percent(BasisPoints(rate))), Ok(BasisPoints(rate)));
                prop_assert_eq!(input::day("f", &language.long_date(day), Near::Past(day)), Ok(day));
            }
        }
    }
}
