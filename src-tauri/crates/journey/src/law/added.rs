//! A row of law newer than those that ship: as it is typed, and as it is kept.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};

/// What a row of law is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LawKind {
    /// A sentence of papers.
    Wording,
    /// A VAT rate of a territory.
    VatRate,
    /// Why no VAT is charged, or that of France to a buyer abroad.
    VatReason,
    /// A rate that interest on late payment refers to, of one half-year.
    InterestRate,
    /// A threshold of turnover, or a rate of contributions, of small firms.
    Figure,
    /// The time that an act before a court leaves for the next.
    CourtClock,
}

/// A newer row, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddLawRow {
    pub kind: LawKind,
    /// What it replaces: a code of the rows in force; of a VAT rate, its territory (`metropolis`, `corsica`,
    /// `antilles_reunion`); of an interest rate, `ecb_refinancing` or `legal_professional`;
    /// of a figure, its code (`micro_services`, `contribution_liberal`…); of a court's clock, the route and the act from
    /// which it counts (`order.granted`).
    pub code: String,
    /// Printed in French; empty for a rate.
    #[serde(default)]
    pub text: String,
    /// Printed to who reads English; the French text where empty.
    #[serde(default)]
    pub english: String,
    /// In percent, of an amount in euros; empty for what is neither.
    #[serde(default)]
    pub rate: String,
    /// The rate that ends with it, in percent; none where it comes beside the others.
    #[serde(default)]
    pub replaces: String,
    /// Of a court's clock: the time that is left, in months and days.
    #[serde(default)]
    pub months: String,
    #[serde(default)]
    pub days: String,
    /// The first day on which it holds; of an interest rate, the first of its half-year.
    pub valid_from: String,
    /// The text that says so.
    pub source: String,
}

/// A row that was added, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AddedRow {
    pub kind: LawKind,
    pub code: String,
    pub text: String,
    pub english: String,
    pub rate: BasisPoints,
    /// A threshold; zero for what is none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub amount: Cents,
    pub replaces: Option<BasisPoints>,
    /// Of a court's clock.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub months: u32,
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub days: u32,
    pub valid_from: NaiveDate,
    pub source: String,
    pub added_on: NaiveDate,
}

fn is_nothing(count: &u32) -> bool {
    *count == 0
}

fn is_none(amount: &Cents) -> bool {
    amount.is_zero()
}
