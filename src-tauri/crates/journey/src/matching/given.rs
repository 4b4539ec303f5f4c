//! What matching is told: lines that nothing explains yet, and all that money may be for.

use crate::payment::PaymentMethod;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// What a line may stand for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// Something is left to pay of it.
    Invoice,
    /// Of an order, not invoiced yet; the id is the order’s.
    Deposit,
    /// Received and noted already, not seen on a statement yet.
    Payment,
    /// What a provider of card payments announced that it sends.
    Payout,
    /// Money to give back, or given back; it leaves the account.
    Refund,
    /// A payment that may bounce; the id is the payment’s. It leaves the account.
    Returned,
}

impl TargetKind {
    /// Does its money leave the account?
    #[must_use]
    pub fn leaves(self) -> bool {
        match self {
            TargetKind::Refund | TargetKind::Returned => true,
            TargetKind::Invoice | TargetKind::Deposit | TargetKind::Payment | TargetKind::Payout => false,
        }
    }

    /// Is it paid whole or not at all?
    #[must_use]
    pub fn whole(self) -> bool {
        match self {
            TargetKind::Payment | TargetKind::Payout | TargetKind::Returned => true,
            TargetKind::Invoice | TargetKind::Deposit | TargetKind::Refund => false,
        }
    }
}

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
pub struct MatchTarget {
    pub kind: TargetKind,
    pub id: i64,
}

/// A line of a statement; texts are empty where the bank says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchLine {
    pub id: i64,
    pub day: NaiveDate,
    /// Above zero is money received.
    pub amount: Cents,
    pub label: String,
    pub payer: String,
    pub iban: String,
    pub reference: String,
    pub end_to_end: String,
}

/// Why a part of something is expected apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    Instalment,
    Promise,
}

/// What is left of a part, and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayablePart {
    pub kind: PartKind,
    pub due_on: NaiveDate,
    pub amount: Cents,
}

/// Something that a line may pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payable {
    pub target: MatchTarget,
    /// As printed.
    pub number: String,
    /// Of its quote and its order: what the client may have written instead.
    pub other_numbers: Vec<String>,
    pub client: i64,
    /// What is left, above zero.
    pub open: Cents,
    /// Money may come from that day on: of the order, or of the invoice where there is none.
    pub since: NaiveDate,
    /// The client was told that day; what was received and noted: the day it came.
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub parts: Vec<PayablePart>,
    /// How what is noted came.
    pub by: Option<PaymentMethod>,
    pub asks: PayableAsks,
}

/// Where recording money for it would ask something first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PayableAsks {
    /// No money may be taken before that day: signed off premises (C. conso. L221-10).
    pub not_before: Option<NaiveDate>,
    /// Until that day, what is missing may be the discount that was promised.
    pub discount_until: Option<NaiveDate>,
}

/// How a client may be called on a statement: the card’s name, its trade name, its contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerNames {
    pub client: i64,
    pub names: Vec<String>,
}

/// By what a payer was recognised before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AliasKind {
    Iban,
    /// Words that stand together in the label or the payer’s name.
    Label,
}

/// Learned when a line was confirmed. Several clients may share one: their accountant pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerAlias {
    pub kind: AliasKind,
    pub value: String,
    pub client: i64,
}

/// A provider’s payout that is known before it arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPayout {
    pub id: i64,
    /// « Stripe »
    pub provider: String,
    pub day: NaiveDate,
    /// What arrives.
    pub net: Cents,
    /// What the provider kept of it.
    pub fee: Cents,
}

/// A running payment plan over invoices of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningPlan {
    pub client: i64,
    /// The oldest first: what comes is allocated in this order.
    pub invoices: Vec<i64>,
    /// What is left of each part, by day.
    pub parts: Vec<(NaiveDate, Cents)>,
}

/// All that money may be for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    pub payables: Vec<Payable>,
    pub payers: Vec<PayerNames>,
    pub aliases: Vec<PayerAlias>,
    pub payouts: Vec<KnownPayout>,
    pub plans: Vec<RunningPlan>,
    /// Numbers of papers that nothing is left of: a line that names one is a question.
    pub settled_numbers: Vec<String>,
}
