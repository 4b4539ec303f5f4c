//! A deal's page: its steps, its next action, its timeline, its papers and its money, in one answer.
//! What a button may do is said here, so that the screen does not decide it.

use crate::delivery::DeliveryView;
use crate::documents::DocumentRow;
use crate::order::{OrderGates, OrderView};
use crate::timeline::TimelineEntry;
use crate::{delivery, documents, order, timeline};
use books::act::Ask;
use books::entry::ById;
use books::error::Result;
use books::stored::Word;
use journey::allowed::deal::may_lose;
use journey::allowed::follow_up::may_record_referral;
use journey::allowed::invoice::{may_invoice_alone, may_progress};
use journey::allowed::order::{may_amend_order, wants_engagement};
use journey::allowed::quote::may_send_again;
use journey::allowed::sending::may_follow_up;
use journey::cancel::may_cancel;
use journey::contact::ClientKind;
use journey::contact::history::PaymentHistory;
use journey::deal::{LostReason, QuoteFact, Stage, Step};
use journey::delivery::Suspension;
use journey::today::{ClientName, Task};
use records::facts::facts;
use records::invoice_row::{InvoiceList, InvoiceRow};
use records::payment_row::{PaymentList, PaymentRow};
use records::quote_row::QuoteRow;
use records::sending::{self, SendingRow};
use records::task::own_tasks_of_deal;
use records::{caution, history, invoice_row, payment_row, quote_row};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Money {
    pub ordered: Cents,
    pub invoiced: Cents,
    pub paid: Cents,
    pub left_to_invoice: Cents,
    pub open: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Lost {
    pub reason: LostReason,
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DealView {
    pub id: i64,
    pub title: String,
    pub client: ClientName,
    pub client_kind: ClientKind,
    pub stage: Stage,
    pub source: String,
    pub need: String,
    pub budget: Option<Cents>,
    pub ideal: Option<bool>,
    pub next_step: String,
    pub next_on: Option<String>,
    pub steps: Vec<Step>,
    pub next: Option<Task>,
    pub others: Vec<Task>,
    pub timeline: Vec<TimelineEntry>,
    pub money: Option<Money>,
    pub documents: Vec<DocumentRow>,
    pub quote: Option<QuoteRow>,
    pub order: Option<OrderView>,
    pub invoices: Vec<InvoiceRow>,
    pub payments: Vec<PaymentRow>,
    /// What left about its quotes, latest first.
    pub quote_sendings: Vec<SendingRow>,
    /// What left that is about no quote and no invoice.
    pub follow_up_sendings: Vec<SendingRow>,
    pub has_draft: bool,
    /// A quote that was sent can be sent again, changed.
    pub may_send_again: bool,
    /// The client's words can be noted: a testimonial, a recommendation.
    pub may_note_words: bool,
    /// The public body's commitment number can be noted.
    pub may_note_engagement: bool,
    /// The last quote waits for the client's answer.
    pub may_follow_up_quote: bool,
    pub may_lose: bool,
    pub may_cancel: bool,
    /// An invoice can be written without quote or order.
    pub may_invoice: bool,
    /// Part of the order can be invoiced now.
    pub may_progress: bool,
    /// The client's money that settles nothing.
    pub unused: Cents,
    /// Why the work began before its deposit; empty if it did not.
    pub override_reason: String,
    pub lost: Option<Lost>,
    /// What the order waits for, and what protects its client.
    pub gates: Option<OrderGates>,
    /// Supplies, stages and acceptance, once there is an order.
    pub delivery: Option<DeliveryView>,
    /// An amendment that waits for its signature.
    pub amendment: Option<QuoteRow>,
    pub may_amend: bool,
    /// How the client has paid so far.
    pub history: PaymentHistory,
    /// All work for the client is stopped.
    pub suspension: Option<Suspension>,
}

pub fn deal(ask: &Ask, by: ById) -> Result<DealView> {
    let facts = facts(ask, by.id)?;
    let noted = Noted::of(ask, by.id)?;
    let shown = |quote: &Option<QuoteFact>| -> Result<Option<QuoteRow>> {
        let Some(quote) = quote else { return Ok(None) };
        quote_row::row(ask, quote.id)
    };
    let own = own_tasks_of_deal(ask, by.id)?.into_iter().map(|own| journey::today::own::task(own, ask.today));
    let mut tasks = journey::today::tasks(&facts, ask.today).into_iter().chain(own);
    let invoices = invoice_row::rows(ask, InvoiceList::OfDeal(by.id), 100)?;
    let money = facts.order.as_ref().map(|order| Money {
        ordered: order.gross,
        invoiced: facts.invoiced(),
        paid: facts.invoiced() - facts.open(),
        left_to_invoice: order.gross - facts.invoiced(),
        open: facts.open(),
    });
    Ok(DealView {
        id: by.id,
        title: facts.title.clone(),
        client: ClientName { id: facts.client, name: facts.client_name.clone() },
        client_kind: facts.client_kind,
        stage: facts.stage(),
        source: noted.source,
        need: noted.need,
        budget: facts.budget,
        ideal: noted.ideal,
        next_step: facts.next_step.clone(),
        next_on: facts.next_on.map(|d| d.to_string()),
        steps: facts.steps(),
        next: tasks.next(),
        others: tasks.collect(),
        timeline: timeline::of_deal(ask, by.id)?,
        money,
        documents: documents::of_deal(ask, by.id, &invoices)?,
        quote: shown(&facts.quote)?,
        amendment: shown(&facts.amendment)?,
        may_amend: may_amend_order(&facts),
        order: order::of_deal(ask, by.id)?,
        payments: payment_row::rows(ask, PaymentList::OfDeal(by.id), 200)?,
        invoices,
        quote_sendings: sending::of_quotes(ask, by.id)?,
        follow_up_sendings: sending::of_follow_up(ask, by.id)?,
        has_draft: facts.has_draft,
        may_send_again: may_send_again(&facts),
        may_note_words: may_record_referral(&facts).is_ok(),
        may_note_engagement: wants_engagement(&facts),
        may_follow_up_quote: facts
            .quote
            .as_ref()
            .is_some_and(|quote| may_follow_up(&facts, quote.id, ask.today).is_ok()),
        may_lose: may_lose(&facts).is_ok(),
        may_cancel: may_cancel(&facts).is_ok(),
        may_invoice: may_invoice_alone(&facts).is_ok(),
        may_progress: may_progress(&facts).is_ok(),
        unused: facts.unused(),
        override_reason: override_reason(ask, by.id)?,
        lost: lost(ask, by.id)?,
        gates: order::gates(&facts, ask.today),
        delivery: delivery::view(ask, &facts),
        history: history::history(ask, facts.client)?,
        suspension: caution::suspension(ask, facts.client)?,
    })
}

/// What was noted of a deal and no rule asks about.
struct Noted {
    source: String,
    need: String,
    ideal: Option<bool>,
}

impl Noted {
    fn of(ask: &Ask, deal: i64) -> Result<Noted> {
        let noted = ask
            .db
            .prepare_cached("SELECT source, need, ideal FROM deal WHERE id = ?1")?
            .query_row([deal], |r| {
                Ok(Noted { source: r.get("source")?, need: r.get("need")?, ideal: r.get("ideal")? })
            })?;
        Ok(noted)
    }
}

fn lost(ask: &Ask, deal: i64) -> Result<Option<Lost>> {
    let lost = ask
        .db
        .prepare_cached("SELECT reason, words FROM deal_end WHERE deal = ?1 AND kind = 'lost'")?
        .query_row([deal], |r| Ok(Lost { reason: r.get::<_, Word<_>>("reason")?.0, words: r.get("words")? }))
        .optional()?;
    Ok(lost)
}

fn override_reason(ask: &Ask, deal: i64) -> Result<String> {
    let reason = ask
        .db
        .prepare_cached(
            "SELECT y.override_reason FROM delivery y JOIN signed_order o ON o.id = y.signed_order WHERE o.deal = ?1 AND y.kind = 'begun'",
        )?
        .query_row([deal], |r| r.get(0))
        .optional()?;
    Ok(reason.unwrap_or_default())
}
