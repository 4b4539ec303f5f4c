//! Quotes in a list: narrowed, sorted by any column, page by page; and those that wait as drafts.

use crate::drafts::{DraftRow, Unfinished, drafts};
use crate::narrowing::{self, Direction, Period};
use crate::walk::{Order, Test, Walk};
use books::act::Ask;
use books::error::Result;
use records::quote_row::{QuoteRow, row};
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a quote may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteState {
    /// Numbered, and not left yet.
    ToSend,
    /// Sent, without an answer.
    Waiting,
    /// The same, past the day until which it holds.
    Expired,
    Signed,
    Lost,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteSort {
    #[default]
    Number,
    Client,
    Title,
    Sent,
    Valid,
    State,
    Amount,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct QuotesFilter {
    pub state: Option<QuoteState>,
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
    pub sort: QuoteSort,
    pub direction: Option<Direction>,
    /// The row already shown that the page comes after; none for the first page.
    pub before: Option<i64>,
    pub most: Option<u16>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Quotes {
    pub rows: Vec<QuoteRow>,
    pub drafts: Vec<DraftRow>,
    pub more: bool,
}

pub fn quotes(ask: &Ask, filter: QuotesFilter) -> Result<Quotes> {
    let most = narrowing::most(filter.most);
    let mut ids = filter.list(ask)?.ids(ask, filter.before, most + 1)?;
    let more = ids.len() > most;
    ids.truncate(most);
    let mut rows = Vec::new();
    for id in ids {
        rows.extend(row(ask, id)?);
    }
    let drafts = if filter.before.is_some() { Vec::new() } else { drafts(ask, Unfinished::Quote)? };
    Ok(Quotes { rows, drafts, more })
}

const STATES: &str = "quote_state s";

impl QuoteSort {
    fn order(self) -> Order {
        let own = |keys| Order { led: STATES, loose: STATES, keys };
        match self {
            QuoteSort::Number => own(&["s.quote"]),
            QuoteSort::Sent => own(&["s.sent_on", "s.quote"]),
            QuoteSort::Valid => own(&["s.valid_until", "s.quote"]),
            QuoteSort::State => own(&["s.ended", "s.valid_until", "s.quote"]),
            QuoteSort::Amount => own(&["s.amount", "s.quote"]),
            QuoteSort::Client => Order {
                led: "client c CROSS JOIN deal d ON d.client = c.id CROSS JOIN quote_state s ON s.deal = d.id",
                loose: "quote_state s JOIN deal d ON d.id = s.deal JOIN client c ON c.id = d.client",
                keys: &["c.name COLLATE NOCASE", "c.id", "s.quote"],
            },
            QuoteSort::Title => Order {
                led: "deal d CROSS JOIN quote_state s ON s.deal = d.id",
                loose: "quote_state s JOIN deal d ON d.id = s.deal",
                keys: &["d.title COLLATE NOCASE", "d.id", "s.quote"],
            },
        }
    }

    /// Words from A on, what waits longest first; the rest from the latest or the largest.
    fn descends(self) -> bool {
        match self {
            QuoteSort::Client | QuoteSort::Title | QuoteSort::State => false,
            QuoteSort::Number | QuoteSort::Sent | QuoteSort::Valid | QuoteSort::Amount => true,
        }
    }
}

impl QuotesFilter {
    pub fn list(&self, ask: &Ask) -> Result<Walk> {
        let today = || vec![Value::Text(ask.today.to_string())];
        let mut tests = Vec::new();
        tests.extend(self.state.map(|state| match state {
            QuoteState::ToSend => Test::new("~s.ended = '' AND ~s.to_send = 1", vec![]),
            QuoteState::Waiting => Test::new("~s.ended = '' AND ~s.to_send = 0", vec![]),
            QuoteState::Expired => Test::new("~s.ended = '' AND ~s.valid_until < ?", today()),
            QuoteState::Signed => Test::new("~s.ended = 'signed'", vec![]),
            QuoteState::Lost => Test::new("~s.ended = 'lost'", vec![]),
        }));
        tests.extend(self.client.map(|client| {
            Test::new("~s.deal IN (SELECT id FROM deal WHERE client = ?)", vec![Value::Integer(client)])
        }));
        let client = "(SELECT x.client FROM deal x WHERE x.id = s.deal)";
        tests.extend(narrowing::tagged(ask, client, &self.tag)?);
        tests.extend(narrowing::days("s.sent_on", ask.today, self.period, &self.from, &self.to)?);
        tests.extend(narrowing::amounts("s.amount", &self.amount_from, &self.amount_to)?);
        Ok(Walk {
            base: STATES,
            id: "s.quote",
            order: self.sort.order(),
            descending: self.direction.map_or(self.sort.descends(), |way| way == Direction::Down),
            tests,
        })
    }
}
