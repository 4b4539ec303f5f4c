//! All that money may be for, deposits to come among it.

use crate::facts::facts;
use crate::payables::payables;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::matching::given::{Expected, MatchTarget, Payable, PayableAsks, TargetKind};

/// All that lines from that day on may be for.
pub fn expected(ask: &Ask, first: NaiveDate) -> Result<Expected> {
    let mut all = payables(ask, first)?;
    all.payables.extend(deposits(ask)?);
    Ok(all)
}

/// Deposits agreed and not invoiced yet.
fn deposits(ask: &Ask) -> Result<Vec<Payable>> {
    let deals: Vec<i64> = ask
        .db
        .prepare_cached("SELECT deal FROM deal_state WHERE active = 1 AND stage = 'signed' ORDER BY deal")?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut found = Vec::new();
    for deal in deals {
        let facts = facts(ask, deal)?;
        let open = facts.deposit_due() - facts.deposit_invoiced();
        let Some(order) = facts.order.as_ref().filter(|_| open.0 > 0) else { continue };
        found.push(Payable {
            target: MatchTarget { kind: TargetKind::Deposit, id: order.id },
            number: order.number.clone(),
            other_numbers: Vec::new(),
            client: facts.client,
            open,
            since: order.signed_on,
            issued_on: order.signed_on,
            due_on: order.signed_on,
            parts: Vec::new(),
            by: None,
            asks: PayableAsks::default(),
        });
    }
    Ok(found)
}
