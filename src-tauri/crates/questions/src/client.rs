//! A client's page: card, people, deals, papers, how they pay, and all that happened; and their data confirmed.

use crate::deals::{DealList, DealRow};
use crate::documents::DocumentRow;
use crate::timeline::TimelineEntry;
use crate::{deals, documents, timeline};
use books::act::Ask;
use books::entry::{ById, PAGE};
use books::error::Result;
use journey::contact::ClientCard;
use journey::contact::history::PaymentHistory;
use journey::contact::risk::{ClientRisk, weigh};
use journey::delivery::Suspension;
use records::caution::{RiskDecisionRow, SecurityRow};
use records::contact::card;
use records::contact::{self};
use records::court_clock::CourtClaimRow;
use records::history::history;
use records::invoice_row::{InvoiceList, InvoiceRow};
use records::lateness::{LateReasonCount, counted};
use records::payment_plan::PlanRow;
use records::person::PersonRow;
use records::reminders::{StopRow, stops};
use records::row::Day;
use records::solvency::SolvencyRow;
use records::{caution, court_clock, invoice_row, payment_plan, person, risk, solvency};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientView {
    pub id: i64,
    pub card: ClientCard,
    /// Names of the cards that were merged into this one, whose papers keep them.
    pub merged: Vec<String>,
    pub people: Vec<PersonRow>,
    pub open: Cents,
    pub late: Cents,
    /// Payment plans by which something is still to be paid.
    pub plans: Vec<PlanRow>,
    pub deals: Vec<DealRow>,
    pub invoices: Vec<InvoiceRow>,
    pub more_invoices: bool,
    /// Files joined to the client, their deals apart.
    pub documents: Vec<DocumentRow>,
    pub history: PaymentHistory,
    /// What speaks for prudence before more is done for them.
    pub risk: Option<ClientRisk>,
    /// All work for them is stopped.
    pub suspension: Option<Suspension>,
    /// What was filed for their debts, the latest first.
    pub claims: Vec<CourtClaimRow>,
    /// What stands good for what they owe.
    pub securities: Vec<SecurityRow>,
    /// How one goes on with them.
    pub decision: Option<RiskDecisionRow>,
    /// What outside sources said of them, latest first.
    pub solvency: Vec<SolvencyRow>,
    /// Why they paid late, the most frequent first.
    pub late_reasons: Vec<LateReasonCount>,
    /// What keeps back their reminders.
    pub stops: Vec<StopRow>,
    pub confirmed_on: String,
    /// The card is old enough to be asked about.
    pub to_confirm: bool,
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
    let deals = deals::rows(ask, DealList::OfClient(by.id), 200)?;
    let mut invoices = invoice_row::rows(ask, InvoiceList::OfClient(by.id), PAGE + 1)?;
    let more_invoices = invoices.len() > PAGE;
    invoices.truncate(PAGE);
    let history = history(ask, by.id)?;
    let Day(confirmed_on) = ask
        .db
        .prepare_cached("SELECT confirmed_on FROM client WHERE id = ?1")?
        .query_row([by.id], |r| r.get(0))?;
    Ok(ClientView {
        id: by.id,
        card,
        merged: contact::merged(ask, by.id)?,
        people: person::of_client(ask, by.id)?,
        open: history.open,
        late: history.late,
        plans: payment_plan::unpaid(ask, Some(by.id))?.iter().map(|plan| plan.row(ask.today)).collect(),
        deals,
        invoices,
        more_invoices,
        documents: documents::of_client(ask, by.id)?,
        history,
        suspension: caution::suspension(ask, by.id)?,
        claims: court_clock::of_client(ask, by.id)?,
        securities: caution::securities(ask, by.id)?,
        decision: caution::decision(ask, by.id)?.map(|one| caution::shown(&one, ask.today)),
        risk: weigh(&risk::trust(ask, by.id, None)?, None, ask.today),
        solvency: solvency::of_client(ask, by.id)?,
        late_reasons: counted(ask, Some(by.id))?,
        stops: stops(ask, Some(by.id))?,
        to_confirm: journey::today::client::is_old(confirmed_on, ask.today),
        confirmed_on: confirmed_on.to_string(),
    })
}

/// What happened to a client and in their deals, latest first.
pub fn client_timeline(ask: &Ask, page: ClientTimelinePage) -> Result<ClientTimeline> {
    let (rows, more) = timeline::of_client(ask, page.client, page.before.unwrap_or(i64::MAX), PAGE)?;
    Ok(ClientTimeline { rows, more })
}
