//! A statement of account: what was invoiced, taken back, paid and given up until a day, and how old what is left is.

use crate::language::Language;
use crate::say;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// What a line of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    Invoice,
    CreditNote,
    Payment,
    Refund,
    /// Kept of what was paid beyond, with its reason: the client's credit falls.
    Kept,
    GivenUp,
}

impl StatementKind {
    #[must_use]
    pub fn named(self, language: Language) -> &'static str {
        match self {
            StatementKind::Invoice => say!(language, "Facture"),
            StatementKind::CreditNote => say!(language, "Avoir"),
            StatementKind::Payment => say!(language, "Paiement"),
            StatementKind::Refund => say!(language, "Remboursement"),
            StatementKind::Kept => say!(language, "Conservé"),
            StatementKind::GivenUp => say!(language, "Remise du reste"),
        }
    }
}

/// Something that changed what a client owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountMove {
    pub on: NaiveDate,
    pub kind: StatementKind,
    /// Of the paper; empty for none.
    pub number: String,
    pub due_on: Option<NaiveDate>,
    /// Above zero for what the client owes more, below for less.
    pub amount: Cents,
}

/// In order of days, each with what is owed after it.
#[must_use]
pub fn balanced(mut moves: Vec<AccountMove>) -> Vec<(AccountMove, Cents)> {
    moves.sort_by_key(|one| (one.on, one.kind));
    let mut balance = Cents::ZERO;
    moves
        .into_iter()
        .map(|one| {
            balance += one.amount;
            (one, balance)
        })
        .collect()
}

/// What is left to pay, by how many days it is late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AgedBalance {
    pub not_due: Cents,
    /// 1 to 30 days.
    pub up_to_30: Cents,
    pub up_to_60: Cents,
    pub up_to_90: Cents,
    pub beyond: Cents,
}

impl AgedBalance {
    /// Adds what is open of something due that day, as it stands on another.
    pub fn add(&mut self, due_on: NaiveDate, open: Cents, on: NaiveDate) {
        let place = match (on - due_on).num_days() {
            ..=0 => &mut self.not_due,
            1..=30 => &mut self.up_to_30,
            31..=60 => &mut self.up_to_60,
            61..=90 => &mut self.up_to_90,
            91.. => &mut self.beyond,
        };
        *place += open;
    }

    #[must_use]
    pub fn late(&self) -> Cents {
        self.up_to_30 + self.up_to_60 + self.up_to_90 + self.beyond
    }

    #[must_use]
    pub fn total(&self) -> Cents {
        self.not_due + self.late()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn what_is_left_stands_by_its_age() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let mut aged = AgedBalance::default();
        for late in [-5, 0, 1, 30, 31, 60, 61, 90, 91, 400] {
            aged.add(on - TimeDelta::days(late), Cents(100), on);
        }
        let each = [aged.not_due, aged.up_to_30, aged.up_to_60, aged.up_to_90, aged.beyond];
        assert_eq!(each, [Cents(200); 5]);
        assert_eq!((aged.late(), aged.total()), (Cents(800), Cents(1_000)));
    }

    #[test]
    fn what_happened_on_one_day_begins_with_what_was_invoiced() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let one = |kind, amount| AccountMove {
            on,
            kind,
            number: String::new(),
            due_on: None,
            amount: Cents(amount),
        };
        let told = balanced(vec![one(StatementKind::Payment, -300), one(StatementKind::Invoice, 1_000)]);
        let balances: Vec<i64> = told.iter().map(|(_, balance)| balance.0).collect();
        assert_eq!(balances, [1_000, 700]);
    }
}
