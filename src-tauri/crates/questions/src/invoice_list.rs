//! Invoices in a list: narrowed, sorted by any column, page by page.

use crate::drafts::{DraftRow, Unfinished, drafts};
use crate::narrowing::{self, Direction, Period};
use crate::walk::{Order, Test, Walk};
use books::act::Ask;
use books::error::Result;
use chrono::Days;
use journey::invoice::InvoiceKind;
use records::invoice_row::{InvoiceRow, row};
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an invoice may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    /// Something is to be paid.
    Open,
    /// To be paid, and not late.
    Due,
    Late,
    ToSend,
    Paid,
    Annulled,
}

/// How late, as the aged balance says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub enum Age {
    /// 1 to 30 days.
    #[serde(rename = "30")]
    UpTo30,
    /// 31 to 60 days.
    #[serde(rename = "60")]
    UpTo60,
    /// More than 60 days.
    #[serde(rename = "more")]
    Beyond,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceSort {
    #[default]
    Number,
    Kind,
    Client,
    Title,
    Issued,
    Due,
    State,
    Amount,
    Open,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct InvoicesFilter {
    pub state: Option<InvoiceState>,
    pub age: Option<Age>,
    pub kind: Option<InvoiceKind>,
    pub client: Option<i64>,
    /// Of the client.
    #[ts(optional, as = "Option<_>")]
    pub tag: String,
    pub period: Option<Period>,
    /// Days and amounts as typed; empty for none.
    #[ts(optional, as = "Option<_>")]
    pub from: String,
    #[ts(optional, as = "Option<_>")]
    pub to: String,
    #[ts(optional, as = "Option<_>")]
    pub amount_from: String,
    #[ts(optional, as = "Option<_>")]
    pub amount_to: String,
    #[ts(optional, as = "Option<_>")]
    pub sort: InvoiceSort,
    pub direction: Option<Direction>,
    /// The row already shown that the page comes after; none for the first page.
    pub before: Option<i64>,
    pub most: Option<u16>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Invoices {
    pub rows: Vec<InvoiceRow>,
    /// Begun and not issued; with the first page alone.
    pub drafts: Vec<DraftRow>,
    pub more: bool,
}

pub fn invoices(ask: &Ask, filter: InvoicesFilter) -> Result<Invoices> {
    let most = narrowing::most(filter.most);
    let mut ids = filter.list(ask)?.ids(ask, filter.before, most + 1)?;
    let more = ids.len() > most;
    ids.truncate(most);
    let drafts = if filter.before.is_some() { Vec::new() } else { drafts(ask, Unfinished::Invoice)? };
    Ok(Invoices { rows: ids.into_iter().map(|id| row(ask, id)).collect::<Result<_>>()?, drafts, more })
}

const STATES: &str = "invoice_state s";
const BY_CLIENT: &str = "client c CROSS JOIN invoice_state s ON s.client = c.id";
const BY_TITLE: &str =
    "deal d CROSS JOIN invoice i ON i.deal = d.id CROSS JOIN invoice_state s ON s.invoice = i.id";

impl InvoiceSort {
    fn order(self) -> Order {
        let own = |keys| Order { led: STATES, loose: STATES, keys };
        match self {
            InvoiceSort::Number => own(&["s.invoice"]),
            InvoiceSort::Kind => own(&["s.kind", "s.invoice"]),
            InvoiceSort::Issued => own(&["s.issued_on", "s.invoice"]),
            InvoiceSort::Due => own(&["s.due_on", "s.invoice"]),
            InvoiceSort::State => own(&["s.open <= 0", "s.due_on", "s.invoice"]),
            InvoiceSort::Amount => own(&["s.amount", "s.invoice"]),
            InvoiceSort::Open => own(&["s.open", "s.invoice"]),
            InvoiceSort::Client => Order {
                led: BY_CLIENT,
                loose: "invoice_state s JOIN client c ON c.id = s.client",
                keys: &["c.name COLLATE NOCASE", "c.id", "s.invoice"],
            },
            InvoiceSort::Title => Order {
                led: BY_TITLE,
                loose: "invoice_state s JOIN invoice i ON i.id = s.invoice JOIN deal d ON d.id = i.deal",
                keys: &["d.title COLLATE NOCASE", "d.id", "s.invoice"],
            },
        }
    }

    /// Words from A on, what is urgent first; the rest from the latest or the largest.
    fn descends(self) -> bool {
        match self {
            InvoiceSort::Kind | InvoiceSort::Client | InvoiceSort::Title | InvoiceSort::State => false,
            InvoiceSort::Number
            | InvoiceSort::Issued
            | InvoiceSort::Due
            | InvoiceSort::Amount
            | InvoiceSort::Open => true,
        }
    }
}

impl InvoicesFilter {
    pub fn list(&self, ask: &Ask) -> Result<Walk> {
        let today = ask.today.to_string();
        let ago = |days: u64| {
            Value::Text(ask.today.checked_sub_days(Days::new(days)).unwrap_or(ask.today).to_string())
        };
        let mut tests = Vec::new();
        tests.extend(self.state.map(|state| match state {
            InvoiceState::Open => Test::new("s.open > 0 AND ~s.due_on > ''", vec![]),
            InvoiceState::Due => Test::new("s.open > 0 AND ~s.due_on >= ?", vec![Value::Text(today.clone())]),
            InvoiceState::Late => Test::new("s.open > 0 AND ~s.due_on < ?", vec![Value::Text(today.clone())]),
            InvoiceState::ToSend => Test::new("~s.to_send = 1", vec![]),
            InvoiceState::Paid => Test::new(
                "s.open <= 0 AND s.amount > 0 AND s.credited < s.amount AND s.kind <> 'credit_note'",
                vec![],
            ),
            InvoiceState::Annulled => Test::new("s.credited > 0 AND s.credited >= s.amount", vec![]),
        }));
        tests.extend(self.age.map(|age| match age {
            Age::UpTo30 => Test::new(
                "s.open > 0 AND ~s.due_on >= ? AND ~s.due_on < ?",
                vec![ago(30), Value::Text(today.clone())],
            ),
            Age::UpTo60 => {
                Test::new("s.open > 0 AND ~s.due_on >= ? AND ~s.due_on < ?", vec![ago(60), ago(30)])
            }
            Age::Beyond => Test::new("s.open > 0 AND ~s.due_on < ?", vec![ago(60)]),
        }));
        tests.extend(
            self.kind.map(|kind| Test::new("~s.kind = ?", vec![Value::Text(kind.stored().to_owned())])),
        );
        tests.extend(self.client.map(|client| Test::new("~s.client = ?", vec![Value::Integer(client)])));
        tests.extend(narrowing::tagged(ask, "s.client", &self.tag)?);
        tests.extend(narrowing::days("s.issued_on", ask.today, self.period, &self.from, &self.to)?);
        tests.extend(narrowing::amounts("s.amount", &self.amount_from, &self.amount_to)?);
        Ok(Walk {
            base: STATES,
            id: "s.invoice",
            order: self.sort.order(),
            descending: self.direction.map_or(self.sort.descends(), |way| way == Direction::Down),
            tests,
        })
    }
}
