//! The schema: its history, and what each table is.
//!
//! Invariant: a table that is not told here does not exist; a test compares this list with a fresh file.

use books::plan::{Migration, Role, Table};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The version that this build writes.
pub const SCHEMA: i64 = 15;

/// Every step, oldest first.
pub const HISTORY: &[Migration] = &[
    Migration { version: 1, sql: include_str!("../migrations/001.sql") },
    Migration { version: 2, sql: include_str!("../migrations/002.sql") },
    Migration { version: 3, sql: include_str!("../migrations/003.sql") },
    Migration { version: 4, sql: include_str!("../migrations/004.sql") },
    Migration { version: 5, sql: include_str!("../migrations/005.sql") },
    Migration { version: 6, sql: include_str!("../migrations/006.sql") },
    Migration { version: 7, sql: include_str!("../migrations/007.sql") },
    Migration { version: 8, sql: include_str!("../migrations/008.sql") },
    Migration { version: 9, sql: include_str!("../migrations/009.sql") },
    Migration { version: 10, sql: include_str!("../migrations/010.sql") },
    Migration { version: 11, sql: include_str!("../migrations/011.sql") },
    Migration { version: 12, sql: include_str!("../migrations/012.sql") },
    Migration { version: 13, sql: include_str!("../migrations/013.sql") },
    Migration { version: 14, sql: include_str!("../migrations/014.sql") },
    Migration { version: 15, sql: include_str!("../migrations/015.sql") },
];

/// Every table, in the order in which their topics are told.
pub const TABLES: &[Table] = &[
    Table { name: "setting", role: Role::Changing, topic: "identity" },
    Table { name: "client", role: Role::Changing, topic: "client" },
    Table { name: "person", role: Role::Changing, topic: "client" },
    Table { name: "solvency_check", role: Role::Sealed, topic: "client" },
    Table { name: "deal", role: Role::Changing, topic: "deal" },
    Table { name: "deal_end", role: Role::Sealed, topic: "deal" },
    Table { name: "note", role: Role::Sealed, topic: "deal" },
    Table { name: "sending", role: Role::Sealed, topic: "deal" },
    Table { name: "sending_withdrawal", role: Role::Sealed, topic: "deal" },
    Table { name: "outbox_message", role: Role::Sealed, topic: "deal" },
    Table { name: "outbox_event", role: Role::Sealed, topic: "deal" },
    Table { name: "document", role: Role::Sealed, topic: "deal" },
    Table { name: "deal_state", role: Role::Projected, topic: "deal" },
    Table { name: "quote", role: Role::Sealed, topic: "quote" },
    Table { name: "quote_version", role: Role::Sealed, topic: "quote" },
    Table { name: "quote_line", role: Role::Sealed, topic: "quote" },
    Table { name: "quote_state", role: Role::Projected, topic: "" },
    Table { name: "catalogue_item", role: Role::Changing, topic: "quote" },
    Table { name: "draft", role: Role::Loose, topic: "quote" },
    Table { name: "signed_order", role: Role::Sealed, topic: "order" },
    Table { name: "order_event", role: Role::Sealed, topic: "order" },
    Table { name: "delivery", role: Role::Sealed, topic: "delivery" },
    Table { name: "invoice", role: Role::Sealed, topic: "invoice" },
    Table { name: "invoice_line", role: Role::Sealed, topic: "invoice" },
    Table { name: "invoice_vat", role: Role::Sealed, topic: "invoice" },
    Table { name: "invoice_deduction", role: Role::Sealed, topic: "invoice" },
    Table { name: "invoice_due", role: Role::Sealed, topic: "invoice" },
    Table { name: "agreed_due", role: Role::Sealed, topic: "invoice" },
    Table { name: "reminded", role: Role::Sealed, topic: "invoice" },
    Table { name: "promise", role: Role::Sealed, topic: "invoice" },
    Table { name: "dispute", role: Role::Sealed, topic: "invoice" },
    Table { name: "dispute_line", role: Role::Sealed, topic: "invoice" },
    Table { name: "dispute_end", role: Role::Sealed, topic: "invoice" },
    Table { name: "charge_payment", role: Role::Sealed, topic: "invoice" },
    Table { name: "charge_waiver", role: Role::Sealed, topic: "invoice" },
    Table { name: "reminder_stop", role: Role::Sealed, topic: "client" },
    Table { name: "reminder_stop_end", role: Role::Sealed, topic: "client" },
    Table { name: "claim_declaration", role: Role::Sealed, topic: "client" },
    Table { name: "suspension", role: Role::Sealed, topic: "client" },
    Table { name: "suspension_end", role: Role::Sealed, topic: "client" },
    Table { name: "security", role: Role::Sealed, topic: "client" },
    Table { name: "security_end", role: Role::Sealed, topic: "client" },
    Table { name: "security_claim", role: Role::Sealed, topic: "client" },
    Table { name: "risk_decision", role: Role::Sealed, topic: "client" },
    Table { name: "reception_check", role: Role::Sealed, topic: "invoice" },
    Table { name: "court_claim", role: Role::Sealed, topic: "client" },
    Table { name: "court_step", role: Role::Sealed, topic: "client" },
    Table { name: "platform_status", role: Role::Sealed, topic: "invoice" },
    Table { name: "late_reason", role: Role::Sealed, topic: "invoice" },
    Table { name: "payment_plan", role: Role::Sealed, topic: "invoice" },
    Table { name: "payment_plan_invoice", role: Role::Sealed, topic: "invoice" },
    Table { name: "payment_plan_part", role: Role::Sealed, topic: "invoice" },
    Table { name: "payment_plan_end", role: Role::Sealed, topic: "invoice" },
    Table { name: "open_invoice", role: Role::Projected, topic: "invoice" },
    Table { name: "invoice_state", role: Role::Projected, topic: "" },
    Table { name: "payment", role: Role::Sealed, topic: "payment" },
    Table { name: "given_up", role: Role::Sealed, topic: "payment" },
    Table { name: "write_off", role: Role::Sealed, topic: "payment" },
    Table { name: "allocation", role: Role::Sealed, topic: "payment" },
    Table { name: "payment_event", role: Role::Sealed, topic: "payment" },
    Table { name: "past_receipt", role: Role::Sealed, topic: "payment" },
    Table { name: "bank_account", role: Role::Changing, topic: "bank" },
    Table { name: "statement_import", role: Role::Changing, topic: "bank" },
    Table { name: "line_explanation", role: Role::Changing, topic: "bank" },
    Table { name: "line_payment", role: Role::Changing, topic: "bank" },
    Table { name: "bank_line", role: Role::Changing, topic: "bank" },
    Table { name: "line_sighting", role: Role::Changing, topic: "bank" },
    Table { name: "bank_balance", role: Role::Changing, topic: "bank" },
    Table { name: "payer_alias", role: Role::Changing, topic: "bank" },
    Table { name: "table_mapping", role: Role::Changing, topic: "bank" },
    Table { name: "received_invoice", role: Role::Changing, topic: "invoice" },
    Table { name: "month_receipts", role: Role::Projected, topic: "" },
    Table { name: "follow_up", role: Role::Sealed, topic: "follow_up" },
    Table { name: "own_task", role: Role::Changing, topic: "deal" },
    Table { name: "task_choice", role: Role::Changing, topic: "deal" },
    Table { name: "terms", role: Role::Sealed, topic: "terms" },
    Table { name: "series_floor", role: Role::Sealed, topic: "books" },
    Table { name: "vault", role: Role::Sealed, topic: "" },
    Table { name: "journal", role: Role::Journal, topic: "" },
    Table { name: "journal_body", role: Role::Journal, topic: "" },
    Table { name: "erasing", role: Role::Loose, topic: "" },
    Table { name: "search_index", role: Role::Loose, topic: "" },
];

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
    Bank,
    FollowUp,
    Terms,
    Books,
}

/// What an action did: the thing it made or changed, and what screens should ask again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Done {
    pub id: i64,
    pub touched: Vec<Topic>,
    /// Its line of the journal, to be taken back by `undo`; none of what leaves a paper.
    #[serde(default)]
    pub undo: Option<i64>,
}
