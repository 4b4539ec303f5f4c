//! Whose data is kept, why and until when; and whose time has come.

use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use chrono::NaiveDate;
use journey::legal;
use journey::retention::Reason;
use records::row::Day;
use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most clients told of each list; the rest is counted.
const MOST: usize = 50;

/// How long the law, or its keeper, lets something be kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RetentionRule {
    pub what: String,
    pub years: i64,
    pub counted_from: String,
    pub source: String,
}

/// What is kept of a client.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RetentionRow {
    pub client: i64,
    pub name: String,
    /// What is kept, in a few words.
    pub what: String,
    /// From which day its time is counted, and the last day of it.
    pub from: String,
    pub until: String,
    /// All that the law does not ask to keep of them was erased.
    pub erased: bool,
}

/// Clients under one heading, first those whose time comes first.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RetentionList {
    pub rows: Vec<RetentionRow>,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RetentionView {
    pub rules: Vec<RetentionRule>,
    /// Past their time: to be erased.
    pub due: RetentionList,
    pub kept: RetentionList,
}

/// What is known of a client for this.
struct Known {
    client: i64,
    name: String,
    erased: bool,
    contact_on: NaiveDate,
    voucher_on: Option<NaiveDate>,
}

impl Known {
    fn read(r: &Row) -> rusqlite::Result<Known> {
        Ok(Known {
            client: r.get("id")?,
            name: r.get("name")?,
            erased: r.get("erased")?,
            contact_on: r.get::<_, Day>("contact_on")?.0,
            voucher_on: r.get::<_, Option<Day>>("voucher_on")?.map(|day| day.0),
        })
    }

    /// What ends first, and is still to be erased.
    fn kept(self) -> Option<(NaiveDate, RetentionRow)> {
        let (reason, from, what) = match (self.erased, self.voucher_on) {
            (true, voucher) => (Reason::Voucher, voucher?, "pièces seules"),
            (false, Some(_)) => (Reason::Client, self.contact_on, "client, avec ses pièces"),
            (false, None) => (Reason::Prospect, self.contact_on, "prospect, sans commande"),
        };
        let until = reason.until(from)?;
        let row = RetentionRow {
            client: self.client,
            name: self.name,
            what: what.to_owned(),
            from: from.to_string(),
            until: until.to_string(),
            erased: self.erased,
        };
        Some((until, row))
    }
}

pub fn retention(ask: &Ask, _: Empty) -> Result<RetentionView> {
    let mut statement = ask.db.prepare_cached(
        "WITH contact AS (
           SELECT id AS client, added_on AS day FROM client
           UNION ALL SELECT client, max(opened_on, coalesce(qualified_on, '')) FROM deal
           UNION ALL SELECT coalesce(n.client, d.client), n.day FROM note n LEFT JOIN deal d ON d.id = n.deal
           UNION ALL SELECT d.client, o.signed_on FROM signed_order o JOIN deal d ON d.id = o.deal
           UNION ALL SELECT d.client, y.day FROM delivery y JOIN signed_order o ON o.id = y.signed_order JOIN deal d ON d.id = o.deal
           UNION ALL SELECT client, received_on FROM payment
           UNION ALL SELECT d.client, f.day FROM follow_up f JOIN deal d ON d.id = f.deal
             WHERE f.sending IS NULL AND (f.kind IN ('complaint', 'testimonial', 'referral', 'contact') OR f.score IS NOT NULL)),
         voucher AS (
           SELECT client, issued_on AS day FROM invoice
           UNION ALL SELECT d.client, o.ordered_on FROM signed_order o JOIN deal d ON d.id = o.deal
           UNION ALL SELECT d.client, y.day FROM delivery y JOIN signed_order o ON o.id = y.signed_order JOIN deal d ON d.id = o.deal
           UNION ALL SELECT client, received_on FROM payment),
         last AS (SELECT coalesce(m.merged_into, m.id) AS client, max(day) AS day FROM contact x JOIN client m ON m.id = x.client GROUP BY 1),
         latest AS (SELECT coalesce(m.merged_into, m.id) AS client, max(day) AS day FROM voucher x JOIN client m ON m.id = x.client GROUP BY 1)
         SELECT c.id, c.name, c.erased_on IS NOT NULL AS erased, l.day AS contact_on, v.day AS voucher_on
         FROM client c JOIN last l ON l.client = c.id LEFT JOIN latest v ON v.client = c.id",
    )?;
    let known: Vec<Known> = statement.query_map([], Known::read)?.collect::<rusqlite::Result<_>>()?;
    let mut rows: Vec<(NaiveDate, RetentionRow)> = known.into_iter().filter_map(Known::kept).collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let kept = rows.split_off(rows.partition_point(|(until, _)| *until < ask.today));
    let rules = [Reason::Voucher, Reason::Client, Reason::Prospect]
        .into_iter()
        .filter_map(|reason| legal::retention(reason.code(), ask.today))
        .map(|term| RetentionRule {
            what: term.what.to_owned(),
            years: term.years.into(),
            counted_from: term.counted_from.to_owned(),
            source: term.source.to_owned(),
        });
    Ok(RetentionView { rules: rules.collect(), due: listed(rows), kept: listed(kept) })
}

fn listed(rows: Vec<(NaiveDate, RetentionRow)>) -> RetentionList {
    RetentionList {
        count: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        rows: rows.into_iter().take(MOST).map(|(_, row)| row).collect(),
    }
}
