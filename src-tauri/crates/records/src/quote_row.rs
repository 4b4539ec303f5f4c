//! A quote in a list: its latest version, with where it stands today.
//! Expired is never stored: it follows from the day.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::deal::LostReason;
use journey::standing::{State, StateTone};
use journey::today::ClientName;
use rusqlite::{OptionalExtension, Row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteStatus {
    /// Numbered, and not left yet.
    ToSend,
    Sent,
    Expired,
    Signed,
    Lost,
}

impl QuoteStatus {
    fn state(self) -> State {
        match self {
            QuoteStatus::ToSend => State::new("à envoyer", StateTone::Soon),
            QuoteStatus::Sent => State::new("envoyé", StateTone::Accent),
            QuoteStatus::Expired => State::new("expiré", StateTone::Soon),
            QuoteStatus::Signed => State::new("signé", StateTone::Good),
            QuoteStatus::Lost => State::new("perdu", StateTone::None),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuoteRow {
    pub(crate) id: i64,
    pub(crate) number: String,
    pub(crate) version: i64,
    pub(crate) deal: i64,
    pub(crate) title: String,
    pub(crate) client: ClientName,
    pub(crate) sent_on: String,
    pub(crate) valid_until: String,
    pub(crate) gross: Cents,
    pub(crate) status: QuoteStatus,
    /// The same, as people read it.
    pub(crate) state: State,
    /// Why it was refused, where the deal was lost.
    pub(crate) lost: Option<LostReason>,
    pub(crate) document: i64,
}

impl QuoteRow {
    fn read(r: &Row, today: NaiveDate) -> rusqlite::Result<QuoteRow> {
        let lost: Option<Word<LostReason>> = r.get("lost")?;
        let Day(valid_until) = r.get("valid_until")?;
        let status = match (r.get("signed")?, &lost) {
            (true, _) => QuoteStatus::Signed,
            (false, Some(_)) => QuoteStatus::Lost,
            (false, None) if valid_until < today => QuoteStatus::Expired,
            (false, None) if !r.get::<_, bool>("has_left")? => QuoteStatus::ToSend,
            (false, None) => QuoteStatus::Sent,
        };
        Ok(QuoteRow {
            id: r.get("id")?,
            number: r.get("number")?,
            version: r.get("version")?,
            deal: r.get("deal")?,
            title: r.get("title")?,
            client: ClientName { id: r.get("client")?, name: r.get("client_name")? },
            sent_on: r.get("sent_on")?,
            valid_until: valid_until.to_string(),
            gross: Cents(r.get("gross")?),
            status,
            state: status.state(),
            lost: lost.map(|reason| reason.0),
            document: r.get("document")?,
        })
    }

    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    #[must_use]
    pub fn deal(&self) -> i64 {
        self.deal
    }

    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    #[must_use]
    pub fn client(&self) -> &ClientName {
        &self.client
    }

    #[must_use]
    pub fn gross(&self) -> Cents {
        self.gross
    }

    /// The day its latest version bears.
    #[must_use]
    pub fn dated(&self) -> &str {
        &self.sent_on
    }
}

/// One quote's row, by its latest version.
pub fn row(ask: &Ask, id: i64) -> Result<Option<QuoteRow>> {
    let row = ask
        .db
        .prepare_cached(
            "SELECT q.id, q.number, v.version, q.deal, d.title, c.id AS client, c.name AS client_name, v.sent_on, v.valid_until,
                    v.gross, v.document, EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id) AS signed,
                    (v.method <> '' OR EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal)
                       AND quote_version = v.id AND kind = 'quote')) AS has_left,
                    coalesce((SELECT e.reason FROM deal_end e WHERE e.deal = q.deal AND e.kind = 'lost'),
                      (SELECT 'other' FROM order_event x
                       WHERE x.signed_order = q.amends AND x.kind = 'amendment_dropped' AND x.item = q.id)) AS lost
             FROM quote q JOIN quote_version v ON v.quote = q.id
                  AND v.version = (SELECT max(version) FROM quote_version WHERE quote = q.id)
             JOIN deal d ON d.id = q.deal JOIN client c ON c.id = d.client
             WHERE q.id = ?1",
        )?
        .query_row([id], |r| QuoteRow::read(r, ask.today))
        .optional()?;
    Ok(row)
}
