//! Where a quote or an invoice for a client can be written: their deals under way that still take one, latest first.

use crate::deals::{self, DealList};
use books::act::Ask;
use books::error::Result;
use journey::allowed::invoice::{may_balance, may_invoice_alone};
use journey::allowed::quote::may_send;
use journey::deal::Facts;
use records::facts::facts;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Writing {
    Quote,
    Invoice,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForClient {
    pub client: i64,
    pub writing: Writing,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BegunDeal {
    pub deal: i64,
    pub title: String,
    /// What writing it there makes of it: « nouvelle version de D-2026-0004 »; empty for a first one.
    pub becomes: String,
    /// The order whose balance is to be invoiced there, by its own form.
    pub balance_of: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BegunDeals {
    pub rows: Vec<BegunDeal>,
}

/// As many deals as one looks through at a glance.
const MOST: usize = 200;

pub fn begun_deals(ask: &Ask, payload: ForClient) -> Result<BegunDeals> {
    let mut rows = Vec::new();
    for row in deals::rows(ask, DealList::OfClient(payload.client), MOST)? {
        if !row.active {
            continue;
        }
        let facts = facts(ask, row.id)?;
        let (becomes, balance_of) = match (payload.writing, &facts.order) {
            (Writing::Quote, _) if may_send(&facts).is_ok() => (quote_becomes(&facts), None),
            (Writing::Invoice, None) if may_invoice_alone(&facts).is_ok() => {
                (invoice_becomes(ask, row.id)?, None)
            }
            // What was ordered and delivered is not invoiced a second time beside its order.
            (Writing::Invoice, Some(order)) if may_balance(&facts).is_ok() => {
                (format!("solde de la commande {} à facturer", order.number), Some(order.id))
            }
            (Writing::Quote | Writing::Invoice, _) => continue,
        };
        rows.push(BegunDeal { deal: row.id, title: row.title, becomes, balance_of });
    }
    Ok(BegunDeals { rows })
}

fn quote_becomes(facts: &Facts) -> String {
    if facts.has_draft {
        return "brouillon commencé".to_owned();
    }
    match (&facts.order, &facts.quote) {
        (Some(order), _) => format!("avenant à {}", order.number),
        (None, Some(quote)) => format!("nouvelle version de {}", quote.number),
        (None, None) => String::new(),
    }
}

fn invoice_becomes(ask: &Ask, deal: i64) -> Result<String> {
    let begun = ask
        .db
        .prepare_cached("SELECT 1 AS one FROM draft WHERE key = 'invoice:' || ?1")?
        .query_row([deal], |r| r.get::<_, i64>("one"))
        .optional()?;
    Ok(begun.map_or_else(String::new, |_| "brouillon commencé".to_owned()))
}
