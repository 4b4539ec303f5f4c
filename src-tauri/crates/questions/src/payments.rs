//! Payments in a list: narrowed, sorted by any column, page by page.

use crate::narrowing::{self, Direction, Period};
use crate::walk::{Order, Test, Walk};
use books::act::Ask;
use books::error::Result;
use journey::payment::PaymentMethod;
use records::payment::PaymentKind;
use records::payment_row::{PaymentRow, row};
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a payment may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// A cheque that is still at home.
    ToDeposit,
    /// Recorded by mistake, or a cheque that bounced.
    Reversed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentSort {
    #[default]
    Day,
    Kind,
    Client,
    Method,
    Amount,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PaymentsFilter {
    pub state: Option<PaymentState>,
    pub kind: Option<PaymentKind>,
    pub method: Option<PaymentMethod>,
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
    pub sort: PaymentSort,
    pub direction: Option<Direction>,
    /// The row already shown that the page comes after; none for the first page.
    pub before: Option<i64>,
    pub most: Option<u16>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Payments {
    pub rows: Vec<PaymentRow>,
    pub more: bool,
}

pub fn payments(ask: &Ask, filter: PaymentsFilter) -> Result<Payments> {
    let most = narrowing::most(filter.most);
    let mut ids = filter.list(ask)?.ids(ask, filter.before, most + 1)?;
    let more = ids.len() > most;
    ids.truncate(most);
    let mut rows = Vec::new();
    for id in ids {
        rows.extend(row(ask, id)?);
    }
    Ok(Payments { rows, more })
}

const ROWS: &str = "payment s";

/// What came in, or went out, with its sign.
const SIGNED: &str = "CASE s.kind WHEN 'received' THEN s.amount ELSE -s.amount END";
pub const SUM: &str = "sum(CASE s.kind WHEN 'received' THEN s.amount ELSE -s.amount END)";

impl PaymentSort {
    fn order(self) -> Order {
        let own = |keys| Order { led: ROWS, loose: ROWS, keys };
        match self {
            PaymentSort::Day => own(&["s.received_on", "s.id"]),
            PaymentSort::Kind => own(&["s.kind", "s.id"]),
            PaymentSort::Method => own(&["s.method", "s.id"]),
            PaymentSort::Amount => own(&[SIGNED, "s.id"]),
            PaymentSort::Client => Order {
                led: "client c CROSS JOIN payment s ON s.client = c.id",
                loose: "payment s JOIN client c ON c.id = s.client",
                keys: &["c.name COLLATE NOCASE", "c.id", "s.id"],
            },
        }
    }

    /// Words from A on; the rest from the latest or the largest.
    fn descends(self) -> bool {
        match self {
            PaymentSort::Kind | PaymentSort::Client | PaymentSort::Method => false,
            PaymentSort::Day | PaymentSort::Amount => true,
        }
    }
}

impl PaymentsFilter {
    pub fn list(&self, ask: &Ask) -> Result<Walk> {
        let text = |word: &str| vec![Value::Text(word.to_owned())];
        let mut tests = Vec::new();
        tests.extend(self.state.map(|state| match state {
            PaymentState::ToDeposit => Test::new(
                "s.method = 'cheque' AND ~s.received_on > '' AND s.kind = 'received'
                 AND NOT EXISTS (SELECT 1 FROM payment_event e WHERE e.payment = s.id)
                 AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = s.id AND u.kind = 'reversal' GROUP BY u.undoes HAVING sum(u.amount) > 0)",
                vec![],
            ),
            PaymentState::Reversed => Test::either(
                "s.id IN (SELECT undoes FROM payment WHERE kind = 'reversal' GROUP BY undoes HAVING sum(amount) > 0)",
                "EXISTS (SELECT 1 FROM payment u WHERE u.undoes = s.id AND u.kind = 'reversal' GROUP BY u.undoes HAVING sum(u.amount) > 0)",
                vec![],
            ),
        }));
        tests.extend(self.kind.map(|kind| Test::new("~s.kind = ?", text(kind.stored()))));
        tests.extend(self.method.map(|method| Test::new("~s.method = ?", text(method.stored()))));
        tests.extend(self.client.map(|client| {
            Test::new(
                "~s.client IN (SELECT id FROM client WHERE id = ? OR merged_into = ?)",
                vec![Value::Integer(client), Value::Integer(client)],
            )
        }));
        tests.extend(narrowing::tagged(ask, "s.client", &self.tag)?);
        tests.extend(narrowing::days("s.received_on", ask.today, self.period, &self.from, &self.to)?);
        let signed = format!("({SIGNED})");
        tests.extend(narrowing::amounts(&signed, &self.amount_from, &self.amount_to)?);
        Ok(Walk {
            base: ROWS,
            id: "s.id",
            order: self.sort.order(),
            descending: self.direction.map_or(self.sort.descends(), |way| way == Direction::Down),
            tests,
        })
    }
}
