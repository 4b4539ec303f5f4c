//! History: how a client has paid so far, shown before a quote is written.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// An invoice paid whole.
#[derive(Clone, Copy, Debug)]
pub struct Paid {
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    /// The day of the last payment.
    pub paid_on: NaiveDate,
}

/// How a client pays. Amounts are gross, in cents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentHistory {
    /// Invoices paid whole.
    pub paid_count: i64,
    /// Days from issue to payment, on average; none before the first payment.
    pub average_days: Option<i64>,
    /// Of the invoices paid, those paid after their due date.
    pub late_paid: i64,
    /// The same, and open ones past it.
    pub late_count: i64,
    pub open: Cents,
    pub late: Cents,
    /// One sentence that says it.
    pub told: String,
}

impl PaymentHistory {
    /// From the invoices paid, and what is open: the sum, what is late of it and on how many invoices.
    #[must_use]
    pub fn of(paid: &[Paid], open: Cents, late: Cents, late_open: i64) -> PaymentHistory {
        let count = i64::try_from(paid.len()).unwrap_or(i64::MAX);
        let days: i64 = paid.iter().map(|p| (p.paid_on - p.issued_on).num_days().max(0)).sum();
        // Rounded half up: days are never negative.
        let average_days = (count > 0).then(|| (2 * days + count) / (2 * count));
        let late_paid = paid.iter().filter(|p| p.paid_on > p.due_on).count();
        let late_paid = i64::try_from(late_paid).unwrap_or(i64::MAX);
        let late_count = late_paid + late_open;
        let told = match (average_days, late_count) {
            (None, 0) if open.is_zero() => "Premier travail avec ce client.".to_owned(),
            (None, 0) => "Aucune facture payée encore.".to_owned(),
            (None, late) => format!("{} en retard, aucune encore payée.", factures(late)),
            (Some(days), 0) => format!("Paie en {} en moyenne, jamais en retard.", jours(days)),
            (Some(days), late) => {
                format!("Paie en {} en moyenne ; {} en retard.", jours(days), factures(late))
            }
        };
        PaymentHistory { paid_count: count, average_days, late_paid, late_count, open, late, told }
    }
}

fn jours(days: i64) -> String {
    values::words::count(days, "jour", "jours")
}

fn factures(count: i64) -> String {
    values::words::count(count, "facture", "factures")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn paid(on: NaiveDate) -> Paid {
        Paid { issued_on: day(9, 1), due_on: day(10, 1), paid_on: on }
    }

    #[test]
    fn the_average_counts_days_from_issue_and_lateness_from_the_due_date() {
        let history = PaymentHistory::of(&[paid(day(9, 11)), paid(day(10, 2))], Cents(0), Cents(0), 0);
        // 10 and 31 days: 20.5, rounded to 21.
        assert_eq!((history.average_days, history.late_count), (Some(21), 1));
        let told = history.told.replace('\u{a0}', " ");
        assert_eq!(told, "Paie en 21 jours en moyenne ; 1 facture en retard.");
        let exact = PaymentHistory::of(&[paid(day(10, 1))], Cents(0), Cents(0), 0);
        assert_eq!(exact.told.replace('\u{a0}', " "), "Paie en 30 jours en moyenne, jamais en retard.");
    }

    #[test]
    fn who_never_paid_has_no_average() {
        let history = PaymentHistory::of(&[], Cents(100), Cents(100), 2);
        assert_eq!((history.average_days, history.late_count), (None, 2));
        assert!(history.told.contains("aucune encore payée"));
        assert!(PaymentHistory::of(&[], Cents(0), Cents(0), 0).told.starts_with("Premier travail"));
        assert!(PaymentHistory::of(&[], Cents(100), Cents(0), 0).told.starts_with("Aucune facture payée"));
    }
}
