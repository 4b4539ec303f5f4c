//! Past: what comes from another tool. Numbers that go on, invoices issued elsewhere, receipts of the year.
//!
//! Invariant: what was numbered elsewhere is followed here, never numbered, printed or credited again.

use crate::number;
use crate::number::Series;
use crate::vat::VatGroup;
use chrono::{Datelike, NaiveDate};
use values::day::Near;
use values::money::{BasisPoints, Cents, divide};
use values::refusal::Refusal;
use values::{input, letters, words};

/// Most papers of a series in a year.
pub const MOST: i64 = 999_999;

/// The first number of a series, as typed: at least 2, since 1 is where every series begins by itself.
pub fn first(typed: &str) -> Result<i64, Refusal> {
    let missing = || Refusal::at("first", "Indiquez le premier numéro à donner, par exemple 35.");
    let n = input::whole("first", typed, 1, MOST)?.ok_or_else(missing)?;
    if n == 1 {
        return Err(Refusal::at("first", "Une série commence d’elle-même à 1 : il n’y a rien à régler."));
    }
    Ok(n)
}

/// A year whose numbers may still be prepared: this one or the next.
pub fn year(typed: &str, today: NaiveDate) -> Result<i32, Refusal> {
    let this = i64::from(today.year());
    let year = input::whole("year", typed, this, this + 1)
        .map_err(|_| Refusal::at("year", format!("La numérotation se règle pour {this} ou {}.", this + 1)))?;
    Ok(i32::try_from(year.unwrap_or(this)).unwrap_or(today.year()))
}

/// An invoice issued with another tool, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere<'a> {
    pub number: &'a str,
    pub issued_on: &'a str,
    pub due_on: &'a str,
    pub total: &'a str,
    pub open: &'a str,
}

/// The same, read. Amounts are gross, in cents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub number: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub total: Cents,
    pub open: Cents,
}

/// Reads an invoice issued elsewhere. `next` tells the rank that this house would give next in a series and year.
pub fn elsewhere(
    typed: Elsewhere,
    today: NaiveDate,
    mut next: impl FnMut(Series, i32) -> i64,
) -> Result<Open, Refusal> {
    let number = input::required(
        "number",
        &letters::code(typed.number),
        35,
        "Indiquez le numéro que porte cette facture.",
    )?;
    if let Some((series, year, n)) = number::read(&number)
        && n >= next(series, year)
        && year >= today.year()
    {
        return Err(Refusal::at(
            "number",
            format!(
                "{number} est un numéro que Parcours donnera lui-même. Indiquez d’abord, plus haut, le premier numéro à donner : {} ou plus.",
                n + 1
            ),
        ));
    }
    let issued_on = input::day("issued_on", typed.issued_on, Near::Past(today))?;
    input::has_come("issued_on", issued_on, today, "une facture déjà émise a une date passée.")?;
    let due_on = input::day("due_on", typed.due_on, Near::Coming(issued_on))?;
    if due_on < issued_on {
        return Err(Refusal::at("due_on", "L’échéance ne peut pas précéder la facture."));
    }
    let total = positive("total", typed.total)?;
    let open = positive("open", typed.open)?;
    if open > total {
        return Err(Refusal::at(
            "open",
            format!("Il ne peut pas rester plus que le total de la facture, {}.", words::euros(total)),
        ));
    }
    Ok(Open { number, issued_on, due_on, total, open })
}

fn positive(field: &str, typed: &str) -> Result<Cents, Refusal> {
    let amount = input::amount(field, typed)?;
    if amount.0 <= 0 {
        return Err(Refusal::at(field, "Indiquez un montant positif."));
    }
    Ok(amount)
}

/// A gross amount as the net and the VAT of one rate; they sum to it exactly.
#[must_use]
pub fn group(gross: Cents, rate: BasisPoints) -> VatGroup {
    let net = Cents(divide(i128::from(gross.0) * 10_000, 10_000 + i128::from(rate.0)));
    VatGroup { rate, net, vat: gross - net }
}

/// A month of receipts, as typed: `03/2026` or `2026-03`; answers its first day. Not after this month.
pub fn month(typed: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let first = values::day::month(typed)
        .ok_or_else(|| Refusal::at("month", "Indiquez un mois, par exemple 03/2026."))?;
    if first > today {
        return Err(Refusal::at(
            "month",
            "Ce mois est à venir : seuls des encaissements passés se reprennent.",
        ));
    }
    Ok(first)
}

/// What was received with another tool in a month, in cents.
pub fn receipt(typed: &str) -> Result<Cents, Refusal> {
    positive("amount", typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn read(number: &str, open: &str) -> Result<Open, Refusal> {
        let typed = Elsewhere { number, issued_on: "15/08/2026", due_on: "14/09/2026", total: "1200", open };
        elsewhere(typed, day(9, 1), |_, _| 35)
    }

    #[test]
    fn an_invoice_from_elsewhere_owes_at_most_its_total() {
        assert_eq!(read("2026-08-12", "700").unwrap().open, Cents(70_000));
        assert_eq!(read("2026-08-12", "1200,01").unwrap_err().field.as_deref(), Some("open"));
        assert_eq!(read("2026-08-12", "0").unwrap_err().field.as_deref(), Some("open"));
    }

    #[test]
    fn its_number_is_not_one_that_is_still_to_be_given() {
        assert!(read("F-2026-0034", "700").is_ok());
        let refused = read("F-2026-0035", "700").unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("number"));
        assert!(refused.message.contains("36 ou plus"), "{}", refused.message);
        assert!(read("F-2025-0099", "700").is_ok(), "a year that is over gives no number any more");
    }

    #[test]
    fn a_first_number_is_beyond_one_and_for_this_year_or_the_next() {
        assert_eq!(first("35").unwrap(), 35);
        for typed in ["", "0", "1", "x", "1000000"] {
            assert_eq!(first(typed).unwrap_err().field.as_deref(), Some("first"), "{typed}");
        }
        assert_eq!((year("", day(9, 1)).unwrap(), year("2027", day(9, 1)).unwrap()), (2026, 2027));
        assert!(year("2025", day(9, 1)).is_err() && year("2028", day(9, 1)).is_err());
    }

    #[test]
    fn a_month_is_read_both_ways_and_is_not_to_come() {
        assert_eq!(month("03/2026", day(9, 1)).unwrap(), day(3, 1));
        assert_eq!(month(" 2026-3 ", day(9, 1)).unwrap(), day(3, 1));
        assert_eq!(month("09/2026", day(9, 1)).unwrap(), day(9, 1));
        for typed in ["10/2026", "13/2026", "mars", "3/26", "", "2026"] {
            assert_eq!(month(typed, day(9, 1)).unwrap_err().field.as_deref(), Some("month"), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn net_and_vat_sum_to_the_gross(gross in 1_i64..100_000_000, rate in prop::sample::select(vec![0_i64, 210, 550, 1000, 2000])) {
            let group = group(Cents(gross), BasisPoints(rate));
            prop_assert_eq!(group.net + group.vat, Cents(gross));
            prop_assert!((group.net.share(group.rate) - group.vat).abs() <= Cents(1));
        }
    }
}
