//! A quote as it is typed.

use crate::quote::line::LineContent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most lines on one paper.
pub const MOST_LINES: usize = 500;

/// A quote as it is typed; every number and date is text (`3,5`, `450,00`, `22/12/2026`), empty for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QuoteContent {
    /// What the work is about; printed above the lines.
    pub subject: String,
    pub lines: Vec<LineContent>,
    /// Discount on the whole, in percent.
    pub discount: String,
    /// Deposit asked at signature: in percent of the whole (« 30 »), or an amount with VAT (« 500 € »).
    pub deposit: String,
    /// Last day on which it can be signed.
    pub valid_until: String,
    /// When the work starts and how long it lasts, in words.
    pub start: String,
    pub duration: String,
    /// Days from an invoice to its due date, or terms in words: « 45 jours fin de mois ».
    pub payment_days: String,
    /// Discount for early payment: « 2 % à 8 jours », « aucun »; empty for what is usual.
    pub early_discount: String,
    /// Anything else that the client should read.
    pub notes: String,
    /// Unit prices are typed with VAT included.
    pub with_vat: bool,
    /// What the client must supply: « le logo », « les textes ».
    pub supplies: Vec<String>,
    /// Stages of the work, announced to the client.
    pub stages: Vec<StageContent>,
    /// How one is paid, in words.
    pub payment_means: String,
    /// A sentence of one's own, of former books: how one reminds is told by the policy in force.
    #[serde(skip_serializing)]
    #[ts(skip)]
    #[schemars(skip)]
    pub reminders: Option<String>,
}

/// A stage of the work as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StageContent {
    pub label: String,
    /// Empty when the day is not known yet.
    pub planned_on: String,
}
