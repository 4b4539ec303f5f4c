//! An order as its deal’s page shows it: what it waits for, and what protects its client.

use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::deal::Facts;
use journey::order::SignatureMethod;
use journey::order::protection::{Place, refund_by};
use records::order_vat;
use rusqlite::{OptionalExtension, Row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OrderView {
    pub id: i64,
    pub number: String,
    pub quote_number: String,
    pub signed_on: String,
    pub signed_by: String,
    pub method: SignatureMethod,
    pub terms_accepted: bool,
    pub gross: Cents,
    pub deposit_agreed: Cents,
    pub proof: Option<i64>,
    /// The quote with its signature; none for an order signed before these were kept.
    pub signed_paper: Option<i64>,
}

impl OrderView {
    fn read(r: &Row) -> rusqlite::Result<OrderView> {
        Ok(OrderView {
            id: r.get("id")?,
            number: r.get("number")?,
            quote_number: r.get("quote_number")?,
            signed_on: r.get("signed_on")?,
            signed_by: r.get("signed_by")?,
            method: r.get::<_, Word<_>>("method")?.0,
            terms_accepted: r.get("terms_accepted")?,
            gross: Cents(r.get("gross")?),
            deposit_agreed: Cents(r.get("deposit_gross")?),
            proof: r.get("proof")?,
            signed_paper: r.get("signed_paper")?,
        })
    }
}

pub fn of_deal(ask: &Ask, deal: i64) -> Result<Option<OrderView>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT o.id, o.number, q.number AS quote_number, o.signed_on, o.signed_by, o.method, o.terms_accepted, o.gross,
                    o.deposit_gross, o.proof, o.signed_paper
             FROM signed_order o JOIN quote_version v ON v.id = o.quote_version JOIN quote q ON q.id = v.quote
             WHERE o.deal = ?1 ORDER BY o.id DESC LIMIT 1",
        )?
        .query_row([deal], OrderView::read)
        .optional()?;
    let Some(found): Option<OrderView> = found else { return Ok(None) };
    // What it comes to since its VAT changed.
    Ok(Some(match order_vat::settled(ask, found.id)?.pop() {
        Some(settled) => OrderView { gross: settled.gross, deposit_agreed: settled.deposit, ..found },
        None => found,
    }))
}

/// What an order waits for, and what protects its client.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OrderGates {
    pub order: i64,
    pub place: Option<Place>,
    pub protected: bool,
    /// Last day on which the client may withdraw.
    pub withdrawal_until: Option<String>,
    /// First day on which money may be received.
    pub first_payment_on: Option<String>,
    pub start_requested_on: Option<String>,
    pub withdrawn_on: Option<String>,
    /// Last day by which the client gets their money back.
    pub refund_by: Option<String>,
    pub may_request_start: bool,
    pub may_withdraw: bool,
    /// A public body's engagement number, or the client's own order number.
    pub engagement: String,
    pub awaits_engagement: bool,
    /// A confirmation of the order, a welcome page, can still be issued.
    pub may_confirm: bool,
    pub may_welcome: bool,
}

pub fn gates(facts: &Facts, today: NaiveDate) -> Option<OrderGates> {
    let order = facts.order.as_ref()?;
    let protection = facts.protection.as_ref();
    let text = |day: NaiveDate| day.to_string();
    let open = facts.cancelled_on.is_none() && protection.is_some_and(|p| p.withdrawn_on.is_none());
    Some(OrderGates {
        order: order.id,
        place: protection.map(|p| p.place),
        protected: protection.is_some(),
        withdrawal_until: protection.map(|p| text(p.ends())),
        first_payment_on: protection
            .filter(|p| p.place == Place::OffPremises)
            .map(|p| text(p.first_payment())),
        start_requested_on: protection.and_then(|p| p.requested_on).map(text),
        withdrawn_on: protection.and_then(|p| p.withdrawn_on).map(text),
        refund_by: protection.and_then(|p| p.withdrawn_on).map(|d| text(refund_by(d))),
        may_request_start: open
            && facts.begun_on.is_none()
            && protection.is_some_and(|p| p.requested_on.is_none() && today <= p.ends()),
        // Recorded a little late, a withdrawal sent in time still counts.
        may_withdraw: open
            && facts.balance().is_none()
            && protection.is_some_and(|p| today <= refund_by(p.ends())),
        engagement: facts.engagement.clone(),
        awaits_engagement: facts.awaits_engagement(),
        may_confirm: facts.cancelled_on.is_none() && !facts.confirmed,
        may_welcome: facts.cancelled_on.is_none() && !facts.welcomed,
    })
}
