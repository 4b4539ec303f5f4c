//! What a statement says: accounts, lines, balances, and what someone should look at.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::words::euros;

/// Most bytes of a statement, and of all that one archive unfolds to: 100,000 lines of OFX are about half of it.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Most lines of money in one file.
pub const MOST_LINES: usize = 250_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BankFormat {
    Ofx,
    Camt053,
    Camt052,
    Camt054,
    Cfonb120,
    Qif,
    Mt940,
    Csv,
}

/// Whose money it is, as the file says it; all is absent where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankAccount {
    /// Without spaces, its key right; made from the bank’s, the branch’s and the account’s numbers where the file has
    /// those of a French account.
    pub iban: Option<String>,
    /// What the file calls the account by, where that is no IBAN.
    pub id: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
}

impl BankAccount {
    /// What to call it by.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.iban.as_deref().or(self.id.as_deref())
    }

    /// `36 187,91 €`, or with the code of its currency; in euros where the file says none.
    #[must_use]
    pub fn told(&self, amount: Cents) -> String {
        let told = euros(amount);
        match self.currency.as_deref() {
            None | Some("EUR") => told,
            Some(other) => told.replace('€', other),
        }
    }
}

/// One movement of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankLine {
    /// Where it stands in the file, counted from 1.
    pub line: i64,
    /// The civil day that the bank wrote, whatever the hour and the zone beside it.
    pub day: NaiveDate,
    pub value_day: Option<NaiveDate>,
    /// Hundredths of the currency: above zero is money received, below is money paid.
    pub amount: Cents,
    /// Where it is not the account’s.
    pub currency: Option<String>,
    pub label: String,
    /// Who paid, or who was paid.
    pub payer: Option<String>,
    /// The other account: an IBAN, or what the file calls it by.
    pub payer_account: Option<String>,
    /// What the payer gave it as a reference, or the number of the cheque.
    pub reference: Option<String>,
    /// The bank’s own number: not always there, not always given once.
    pub id: Option<String>,
    /// Not booked yet: no receipt.
    pub pending: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BankBalanceKind {
    Opening,
    Closing,
    /// In the middle of a day.
    Interim,
    /// What may be spent, with what is allowed or held back.
    Available,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankBalance {
    /// None where the file’s day is no day.
    pub day: Option<NaiveDate>,
    /// Hundredths of the currency.
    pub amount: Cents,
    /// Where it is not the account’s.
    pub currency: Option<String>,
    pub kind: BankBalanceKind,
}

/// What was read, and should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankWarning {
    /// Counted from 1; none where it is about the whole file.
    pub line: Option<i64>,
    pub text: String,
}

/// What a file says of one account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankStatement {
    pub account: BankAccount,
    pub lines: Vec<BankLine>,
    pub balances: Vec<BankBalance>,
}

/// A file of a bank, as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankFile {
    pub format: BankFormat,
    /// How it was read, in French: « Tableau CSV de BoursoBank ».
    pub read_as: String,
    pub statements: Vec<BankStatement>,
    pub warnings: Vec<BankWarning>,
}
