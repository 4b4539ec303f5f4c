//! A client's page: card, people, deals, papers, how they pay, and all that happened; and their data confirmed.

use super::{PAGE, card, people, solvency};
use crate::act::{Act, Ask};
use crate::deal::{self, DealRow, DocumentRow, TimelineEntry, day};
use crate::error::Result;
use crate::invoice::{self, InvoiceRow};
use crate::surface::ById;
use crate::timeline;
use journey::contact::ClientCard;
use journey::contact::history::{Paid, PaymentHistory};
use journey::money::Cents;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientView {
    pub id: i64,
    pub card: ClientCard,
    pub people: Vec<people::PersonRow>,
    pub open: Cents,
    pub late: Cents,
    pub deals: Vec<DealRow>,
    pub invoices: Vec<InvoiceRow>,
    pub more_invoices: bool,
    /// Files joined to the client, their deals apart.
    pub documents: Vec<DocumentRow>,
    pub history: PaymentHistory,
    /// What outside sources said of them, latest first.
    pub solvency: Vec<solvency::SolvencyRow>,
    pub confirmed_on: String,
    /// The card is old enough to be asked about.
    pub to_confirm: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmClient {
    pub client: i64,
}

/// A page of a client's timeline; `before` is the last entry already shown.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClientTimelinePage {
    pub client: i64,
    pub before: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientTimeline {
    pub rows: Vec<TimelineEntry>,
    pub more: bool,
}

pub fn client(ask: &Ask, by: ById) -> Result<ClientView> {
    let card = card(ask, by.id)?;
    let deals = deal::rows(ask, "d.client = ?1", by.id, 200)?;
    let mut invoices = invoice::rows(ask, "i.client = ?1", by.id, PAGE + 1)?;
    let more_invoices = invoices.len() > PAGE;
    invoices.truncate(PAGE);
    let history = history(ask, by.id)?;
    let confirmed_on: String = ask
        .db
        .prepare_cached("SELECT confirmed_on FROM client WHERE id = ?1")?
        .query_row([by.id], |r| r.get(0))?;
    Ok(ClientView {
        id: by.id,
        card,
        people: people::of_client(ask, by.id)?,
        open: history.open,
        late: history.late,
        deals,
        invoices,
        more_invoices,
        documents: timeline::documents_of_client(ask, by.id)?,
        history,
        solvency: solvency::of_client(ask, by.id)?,
        to_confirm: journey::today::client::is_old(day(&confirmed_on)?, ask.today),
        confirmed_on,
    })
}

/// How a client has paid, over their latest invoices.
pub fn history(ask: &Ask, client: i64) -> Result<PaymentHistory> {
    let (open, late, late_open): (i64, i64, i64) = ask
        .db
        .prepare_cached(
            "SELECT coalesce(sum(open), 0), coalesce(sum(open) FILTER (WHERE due_on < ?2), 0), count(DISTINCT invoice) FILTER (WHERE due_on < ?2)
             FROM open_invoice WHERE client = ?1",
        )?
        .query_row(params![client, ask.today.to_string()], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let rows: Vec<(String, String, String)> = ask
        .db
        .prepare_cached(
            "SELECT i.issued_on, i.due_on,
                    (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id
                     AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = p.id AND u.kind = 'reversal')) AS paid_on
             FROM invoice i WHERE i.client = ?1 AND i.kind <> 'credit_note' AND paid_on IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM open_invoice o WHERE o.invoice = i.id)
             ORDER BY i.id DESC LIMIT 200",
        )?
        .query_map([client], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let paid: Vec<Paid> = rows
        .into_iter()
        .map(|(issued, due, paid)| {
            Ok(Paid { issued_on: day(&issued)?, due_on: day(&due)?, paid_on: day(&paid)? })
        })
        .collect::<Result<_>>()?;
    Ok(PaymentHistory::of(&paid, Cents(open), Cents(late), late_open))
}

/// What is on the card was checked and still holds.
pub fn confirm(act: &Act, payload: ConfirmClient) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    act.about_client(payload.client);
    act.db.execute(
        "UPDATE client SET confirmed_on = ?2 WHERE id = ?1",
        params![payload.client, act.today.to_string()],
    )?;
    Ok(payload.client)
}

/// What happened to a client and in their deals, latest first.
pub fn client_timeline(ask: &Ask, page: ClientTimelinePage) -> Result<ClientTimeline> {
    let mut rows = timeline::of_client(ask, page.client, page.before.unwrap_or(i64::MAX), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(ClientTimeline { rows, more })
}
