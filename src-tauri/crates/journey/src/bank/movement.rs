//! A movement of money, and what two showings of it have in common.

use chrono::NaiveDate;
use values::letters::squeezed;
use values::money::Cents;

/// A movement of money, as a file shows it or as the books keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    pub day: NaiveDate,
    /// Hundredths of the currency: above zero was received, below was paid.
    pub amount: Cents,
    /// Where it is not the account’s.
    pub currency: Option<String>,
    pub label: String,
    pub payer: String,
    pub payer_account: String,
    pub reference: String,
    /// The bank’s own numbers of it, one for each file that gives one.
    pub bank_ids: Vec<String>,
    pub pending: bool,
}

/// What two showings of one movement have in common, whatever spaces and capitals a file has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Content {
    day: NaiveDate,
    amount: Cents,
    pending: bool,
    words: String,
}

impl Movement {
    #[must_use]
    pub fn content(&self) -> Content {
        let currency = self.currency.as_deref().unwrap_or_default();
        let parts = [&self.label, &self.payer, &self.payer_account, &self.reference, currency];
        let words: Vec<String> = parts.into_iter().map(squeezed).collect();
        Content { day: self.day, amount: self.amount, pending: self.pending, words: words.join("|") }
    }
}
