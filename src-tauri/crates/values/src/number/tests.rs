//! Numbers typed in every way that people write them, and what is shown, typed again.

use super::*;
use proptest::prelude::*;

fn amount(typed: &str) -> Result<i64, Vec<String>> {
    read("f", typed, Kind::Amount).map_err(|refusal| {
        assert_eq!(refusal.field.as_deref(), Some("f"), "{typed}");
        refusal.readings.into_iter().map(|one| one.typed).collect()
    })
}

#[test]
fn what_has_one_reading_is_read() {
    for typed in [
        "1234,5",
        "1 234,50",
        "1234.50 €",
        " 1\u{202f}234,5 EUR",
        "01234,500",
        "1.234,50",
        "1,234.50",
        "1'234.50",
        "1’234,50",
        "1\u{a0}234,5\u{a0}€",
        "€1,234.50",
        "€ 1 234,5",
        "1 234.500",
        "1234€50",
        "1 234,50 euros",
        "1234,50eur",
        "+1234,50",
        "\u{feff}1\u{2009}234,50\u{200b}",
        "1\u{202f}234\u{a0}€50",
    ] {
        assert_eq!(amount(typed), Ok(123_450), "{typed}");
    }
    for (typed, cents) in [
        ("12", 1_200),
        ("１２", 1_200),
        ("1\u{202e}2", 1_200),
        ("1,2", 120),
        ("1.2", 120),
        ("1 200", 120_000),
        ("1.200.000", 120_000_000),
        ("1,200,000.5", 120_000_050),
        ("1.200.000,05", 120_000_005),
        ("0,440", 44),
        ("1234,560", 123_456),
        ("12,", 1_200),
        (",5", 50),
        ("-0,05", -5),
        ("−\u{a0}1\u{202f}200,00\u{a0}€", -120_000),
        ("−€1,200.00", -120_000),
        ("€-12", -1_200),
    ] {
        assert_eq!(amount(typed), Ok(cents), "{typed}");
    }
}

#[test]
fn what_has_two_readings_is_asked_with_both() {
    for typed in ["1.200", "1,200", "1.200 €", "EUR 1,200", " 1.200\u{a0}€ "] {
        assert_eq!(amount(typed), Err(vec!["1200,00".into(), "1,20".into()]), "{typed}");
    }
    assert_eq!(amount("-1.440"), Err(vec!["-1440,00".into(), "-1,44".into()]));
    let refusal = read("f", "1.200", Kind::Amount).unwrap_err();
    assert_eq!(refusal.message, "« 1.200 » se lit de deux façons : 1\u{202f}200,00\u{a0}€ ou 1,20\u{a0}€ ?");
    // Cents have two figures: only thousands are left, and they are not guessed either.
    assert_eq!(amount("1,234"), Err(vec!["1234,00".into()]));
    for kind in [Kind::Price, Kind::Quantity] {
        for typed in ["1,440", "1.440"] {
            let readings = read("f", typed, kind).unwrap_err().readings;
            let typed: Vec<&str> = readings.iter().map(|one| one.typed.as_str()).collect();
            assert_eq!(typed, ["1440", "1,44"], "{kind:?}");
        }
        let readings = read("f", "1,234", kind).unwrap_err().readings;
        assert_eq!(readings[1].typed, "1,2340");
    }
    // A percentage has no thousands.
    assert_eq!(read("f", "5,500 %", Kind::Percent), Ok(550));
}

#[test]
fn what_is_no_number_of_its_field_says_so() {
    for typed in [
        "",
        " ",
        "abc",
        "1,2,3",
        "12 34",
        "1 2345",
        "1.20.000",
        "1e5",
        "NaN",
        "9999999999999",
        "🙂",
        "<script>",
        "--1",
        ",",
        ".",
        "-",
        "€",
        "20 %",
        "12 $",
        "0 123",
        "1 234'567",
        "1.200,500,000",
        "01.200.300",
        "12,345,6",
        "1,20,000",
        "12,3456",
        "(12)",
        "12 €50 c",
    ] {
        assert_eq!(amount(typed), Err(vec![]), "{typed}");
    }
    for (typed, kind) in [
        ("3 €", Kind::Quantity),
        ("3 %", Kind::Quantity),
        ("30 €", Kind::Percent),
        ("101", Kind::Percent),
        ("-1", Kind::Percent),
        ("1.440", Kind::Percent),
    ] {
        let read = read("f", typed, kind);
        assert_eq!(read.is_ok(), typed == "1.440", "{typed} {read:?}");
    }
}

#[test]
fn what_was_kept_before_is_read_as_it_was() {
    assert_eq!(read_kept("f", "1.200", Kind::Price), Ok(12_000));
    assert_eq!(read_kept("f", "1 200", Kind::Price), Ok(12_000_000));
    assert!(read_kept("f", "cher", Kind::Price).is_err());
}

proptest! {
    #[test]
    fn nothing_typed_ever_panics(typed in "\\PC{0,40}") {
        for kind in [Kind::Amount, Kind::Price, Kind::Quantity, Kind::Percent] {
            let _ = read("f", &typed, kind);
        }
    }

    /// Digits and marks in any order: each reading told is one that the field takes, alone, and as it is shown.
    #[test]
    fn a_reading_is_read_in_one_way(typed in "[-−]?[0-9]{1,4}([ .,'\u{202f}][0-9]{1,4}){0,3} ?[€%]?") {
        for kind in [Kind::Amount, Kind::Price, Kind::Quantity, Kind::Percent] {
            if let Err(refusal) = read("f", &typed, kind) {
                for one in refusal.readings {
                    let value = read("f", &one.typed, kind);
                    prop_assert!(value.is_ok(), "{} of {typed}", one.typed);
                    prop_assert_eq!(value, read("f", &one.shown, kind));
                }
            }
        }
    }

    #[test]
    fn what_is_shown_gives_the_same_value(value in -100_000_000_000_i64..100_000_000_000, small in -20_000_000_i64..20_000_000, rate in 0_i64..=10_000) {
        prop_assert_eq!(amount(&words::euros(Cents(value))), Ok(value));
        prop_assert_eq!(amount(&words::plain(Cents(value))), Ok(value));
        for value in [value, small, small / 10, small / 100] {
            for shown in [words::unit_price(UnitPrice(value)), words::typed(value, 4)] {
                prop_assert_eq!(read("f", &shown, Kind::Price), Ok(value), "{}", shown);
            }
            for shown in [words::quantity(Thousandths(value)), words::typed(value, 3)] {
                prop_assert_eq!(read("f", &shown, Kind::Quantity), Ok(value), "{}", shown);
            }
        }
        for shown in [words::percent(BasisPoints(rate)), words::typed(rate, 2)] {
            prop_assert_eq!(read("f", &shown, Kind::Percent), Ok(rate), "{}", shown);
        }
    }
}
