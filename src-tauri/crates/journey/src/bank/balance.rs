//! Balances: do the lines between two of them lead from one to the other?

use chrono::NaiveDate;
use values::money::Cents;
use values::words::{long_date, plain};

/// What an account held at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClosingBalance {
    pub day: NaiveDate,
    /// Hundredths of the account’s currency.
    pub amount: Cents,
}

/// Where two balances do not follow one from the other, a sentence with both figures. `between` is the sum of what was
/// booked after the first day, up to the second.
#[must_use]
pub fn broken(before: ClosingBalance, after: ClosingBalance, between: Cents) -> Option<String> {
    let reached = before.amount + between;
    (before.day < after.day && reached != after.amount).then(|| {
        format!(
            "Du solde de {} le {}, les opérations connues mènent à {} le {} ; la banque annonce {} : il manque peut-être un relevé entre les deux.",
            plain(before.amount),
            long_date(before.day),
            plain(reached),
            long_date(after.day),
            plain(after.amount)
        )
    })
}
