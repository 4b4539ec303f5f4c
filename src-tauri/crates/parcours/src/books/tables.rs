//! Which table is what: sealed, journaled or projected, and the topic that screens listen to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Insert-only tables: triggers refuse UPDATE and DELETE.
pub const SEALED: [&str; 26] = [
    "vault",
    "terms",
    "document",
    "quote",
    "quote_version",
    "quote_line",
    "signed_order",
    "delivery",
    "invoice",
    "invoice_line",
    "invoice_vat",
    "invoice_deduction",
    "payment",
    "allocation",
    "follow_up",
    "order_event",
    "invoice_due",
    "sending",
    "payment_event",
    "solvency_check",
    "past_receipt",
    "deal_end",
    "note",
    "series_floor",
    "journal",
    "journal_body",
];

/// Journaled tables whose rows may change.
pub const CHANGING: [&str; 5] = ["setting", "client", "deal", "person", "catalogue_item"];

/// Projections, rebuilt and compared by `verify`.
pub const PROJECTED: [&str; 3] = ["open_invoice", "deal_state", "month_receipts"];

/// Is every row of this table named in the journal's bodies?
#[must_use]
pub fn is_journaled(table: &str) -> bool {
    CHANGING.contains(&table) || (SEALED.contains(&table) && !table.starts_with("journal"))
}

/// All journaled tables.
pub fn journaled() -> impl Iterator<Item = &'static str> {
    SEALED.into_iter().filter(|t| is_journaled(t)).chain(CHANGING)
}

/// What a screen shows, so that it asks again only when that was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Identity,
    Client,
    Deal,
    Quote,
    Order,
    Delivery,
    Invoice,
    Payment,
    FollowUp,
    Terms,
    Books,
}

/// The topics of the tables that an action wrote.
#[must_use]
pub fn topics<'a>(tables: impl Iterator<Item = &'a str>) -> Vec<Topic> {
    let found: BTreeSet<Topic> = tables
        .filter_map(|table| match table {
            "setting" => Some(Topic::Identity),
            "client" | "person" | "solvency_check" => Some(Topic::Client),
            "deal" | "deal_state" | "deal_end" | "note" | "sending" | "document" => Some(Topic::Deal),
            "quote" | "quote_version" | "quote_line" | "catalogue_item" | "draft" => Some(Topic::Quote),
            "signed_order" | "order_event" => Some(Topic::Order),
            "delivery" => Some(Topic::Delivery),
            "invoice" | "invoice_line" | "invoice_vat" | "invoice_deduction" | "invoice_due"
            | "open_invoice" => Some(Topic::Invoice),
            "payment" | "allocation" | "payment_event" | "past_receipt" => Some(Topic::Payment),
            "follow_up" => Some(Topic::FollowUp),
            "terms" => Some(Topic::Terms),
            "series_floor" => Some(Topic::Books),
            _ => None,
        })
        .collect();
    found.into_iter().collect()
}
