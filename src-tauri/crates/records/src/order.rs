//! Orders of deals, and all that was written of them since: where and when the client bound themselves, and what they
//! sent.

use crate::row::Day;
use crate::set::{self, By, listed};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::order::event::EventKind;
use journey::order::protection::{Place, Protection};
use journey::order::vat_change::VatSettled;
use rusqlite::Row;
use values::money::Cents;

/// Of a request to begin at once: the client acknowledges losing the right to withdraw.
pub const WAIVED: &str = "waived";

/// Everything known of the orders of one deal, the oldest first.
#[derive(Default)]
pub struct Orders {
    pub signed: Vec<OrderRead>,
    pub events: Vec<OrderNote>,
    pub deliveries: Vec<WorkDone>,
}

/// An order with what was agreed.
pub struct OrderRead {
    pub id: i64,
    pub number: String,
    /// Of a client whom the law protects: where they bound themselves.
    pub place: Option<Place>,
    pub signed_on: NaiveDate,
    pub gross: Cents,
    pub deposit: Cents,
    pub client_number: String,
    /// As its quote keeps them.
    pub conditions: String,
    pub terms_accepted: bool,
    pub tacit_days: Option<i64>,
}

/// What was written of an order.
pub struct OrderNote {
    pub order: i64,
    pub kind: EventKind,
    pub item: Option<i64>,
    pub day: NaiveDate,
    pub value: String,
    pub words: String,
    pub document: Option<i64>,
}

/// Work that began, or was delivered.
pub struct WorkDone {
    pub order: i64,
    pub kind: String,
    pub day: NaiveDate,
}

/// The orders of each deal of a set.
pub fn orders(ask: &Ask, set: &str) -> Result<By<OrderRead>> {
    set::by(
        ask,
        "SELECT o.deal, o.id, o.number, o.place, o.protected, o.signed_on, o.gross, o.deposit_gross, o.client_number,
                v.conditions, o.terms_accepted, t.tacit_days
         FROM signed_order o JOIN quote_version v ON v.id = o.quote_version LEFT JOIN terms t ON t.id = v.terms
         WHERE o.deal IN (SELECT value FROM json_each(?1)) ORDER BY o.id",
        set,
        OrderRead::read,
    )
}

/// What was written of the orders of each deal of a set.
pub fn events(ask: &Ask, set: &str) -> Result<By<OrderNote>> {
    set::by(
        ask,
        "SELECT o.deal, e.signed_order, e.kind, e.item, e.day, e.value, e.words, e.document
         FROM signed_order o CROSS JOIN order_event e ON e.signed_order = o.id
         WHERE o.deal IN (SELECT value FROM json_each(?1)) ORDER BY e.id",
        set,
        OrderNote::read,
    )
}

/// What was done of the orders of each deal of a set.
pub fn deliveries(ask: &Ask, set: &str) -> Result<By<WorkDone>> {
    set::by(
        ask,
        "SELECT o.deal, y.signed_order, y.kind, y.day
         FROM signed_order o CROSS JOIN delivery y ON y.signed_order = o.id
         WHERE o.deal IN (SELECT value FROM json_each(?1)) ORDER BY y.id",
        set,
        |r| Ok(WorkDone { order: r.get(1)?, kind: r.get(2)?, day: r.get::<_, Day>(3)?.0 }),
    )
}

/// The client's own number for a deal's orders.
pub fn client_number(ask: &Ask, deal: i64) -> Result<String> {
    let set = listed(&[deal]);
    let known = Orders {
        signed: set::of(&mut orders(ask, &set)?, deal),
        events: set::of(&mut events(ask, &set)?, deal),
        deliveries: Vec::new(),
    };
    Ok(known.client_number())
}

impl OrderRead {
    fn read(r: &Row) -> rusqlite::Result<OrderRead> {
        Ok(OrderRead {
            id: r.get("id")?,
            number: r.get("number")?,
            place: match r.get("protected")? {
                true => Some(r.get::<_, Word<_>>("place")?.0),
                false => None,
            },
            signed_on: r.get::<_, Day>("signed_on")?.0,
            gross: Cents(r.get("gross")?),
            deposit: Cents(r.get("deposit_gross")?),
            client_number: r.get("client_number")?,
            conditions: r.get("conditions")?,
            terms_accepted: r.get("terms_accepted")?,
            tacit_days: r.get("tacit_days")?,
        })
    }
}

impl OrderNote {
    fn read(r: &Row) -> rusqlite::Result<OrderNote> {
        Ok(OrderNote {
            order: r.get("signed_order")?,
            kind: r.get::<_, Word<_>>("kind")?.0,
            item: r.get("item")?,
            day: r.get::<_, Day>("day")?.0,
            value: r.get("value")?,
            words: r.get("words")?,
            document: r.get("document")?,
        })
    }
}

impl Orders {
    /// The client's own number: recorded since, else given at signature.
    #[must_use]
    pub fn client_number(&self) -> String {
        let since = self.events.iter().rfind(|event| event.kind == EventKind::Engagement);
        let given = self.signed.iter().rfind(|order| !order.client_number.is_empty());
        since
            .map(|event| &event.value)
            .or(given.map(|order| &order.client_number))
            .cloned()
            .unwrap_or_default()
    }

    /// How the VAT of the order in force goes on, as it was chosen last.
    pub fn vat_settled(&self, order: i64) -> Result<Option<VatSettled>> {
        let settled =
            self.events.iter().rfind(|event| event.order == order && event.kind == EventKind::VatSettled);
        Ok(settled.map(|event| serde_json::from_str(&event.value)).transpose()?)
    }

    /// Was such a thing written of that order, or of any?
    #[must_use]
    pub fn noted(&self, kind: EventKind, order: Option<i64>) -> bool {
        self.events.iter().any(|event| event.kind == kind && order.is_none_or(|order| event.order == order))
    }

    /// The first order tells where and when the client bound themselves; what they asked since goes with it.
    #[must_use]
    pub fn protection(&self) -> Option<Protection> {
        let first = self.signed.first()?;
        let mut protection = Protection {
            place: first.place?,
            signed_on: first.signed_on,
            requested_on: None,
            waived: false,
            withdrawn_on: None,
        };
        for event in &self.events {
            if event.kind == EventKind::Withdrawn {
                protection.withdrawn_on = Some(event.day);
            } else if event.kind == EventKind::StartRequested {
                protection.requested_on = Some(event.day);
                protection.waived = event.value == WAIVED;
            }
        }
        Some(protection)
    }

    /// The day on which the work of any of them began.
    #[must_use]
    pub fn begun_on(&self) -> Option<NaiveDate> {
        self.deliveries.iter().find(|done| done.kind == "begun").map(|done| done.day)
    }

    /// The day on which the order in force was delivered: what was delivered of a former order stands, unless the
    /// amendment signed since asks for more.
    #[must_use]
    pub fn delivered_on(&self) -> Option<NaiveDate> {
        let present = self.signed.last()?;
        let enough = |order: i64| {
            order == present.id
                || self.signed.iter().any(|former| former.id == order && former.gross >= present.gross)
        };
        let delivered =
            self.deliveries.iter().rfind(|done| done.kind == "delivered" && enough(done.order))?;
        Some(delivered.day)
    }
}
