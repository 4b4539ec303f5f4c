//! What is owed of one invoice from day to day: its parts, and what settled them since.

use crate::invoice::{Instalment, take_latest};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// What a part payment pays first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Imputation {
    /// Interest that has run (C. civ. 1343-1), unless the contract says otherwise.
    #[default]
    InterestFirst,
    PrincipalFirst,
}

/// How something came to be owed no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettlementKind {
    Payment,
    CreditNote,
    GivenUp,
}

/// Something that lowers what is owed, from the day after its own; less than nothing raises it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub on: NaiveDate,
    pub amount: Cents,
    pub kind: SettlementKind,
}

/// One invoice: what falls due of it and when, and what settled it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// Earliest first, on the days that count since what was agreed; their sum is the invoice's.
    pub parts: Vec<Instalment>,
    /// In order of days.
    pub settlements: Vec<Settlement>,
    /// Interest that was given up, claimed or not, or paid apart, with the day it was; in order of days.
    pub waived: Vec<(NaiveDate, Cents)>,
}

impl Debt {
    /// With its parts and settlements in order.
    #[must_use]
    pub fn new(mut parts: Vec<Instalment>, mut settlements: Vec<Settlement>) -> Debt {
        parts.sort_by_key(|part| part.due_on);
        settlements.sort_by_key(|settlement| settlement.on);
        Debt { parts, settlements, waived: Vec::new() }
    }

    /// The same without so much of it, the latest parts first.
    #[must_use]
    pub fn without(mut self, amount: Cents) -> Debt {
        take_latest(self.parts.iter_mut().map(|part| &mut part.amount), amount);
        self
    }

    /// What is left of each part at the end of that day, with the day it is due, the earliest first; what was settled
    /// covers the earliest first.
    #[must_use]
    pub fn open_parts(&self, day: NaiveDate) -> Vec<(NaiveDate, Cents)> {
        let mut covers = self.gross() - self.open(day);
        let mut left = Vec::new();
        for part in &self.parts {
            let covered = covers.min(part.amount);
            covers -= covered;
            if covered < part.amount {
                left.push((part.due_on, part.amount - covered));
            }
        }
        left
    }

    #[must_use]
    pub fn gross(&self) -> Cents {
        self.parts.iter().map(|part| part.amount).sum()
    }

    /// What is left to pay of it at the end of that day, by the books.
    #[must_use]
    pub fn open(&self, day: NaiveDate) -> Cents {
        let settled: Cents = self.settlements.iter().filter(|one| one.on <= day).map(|one| one.amount).sum();
        (self.gross() - settled).max(Cents::ZERO)
    }
}
