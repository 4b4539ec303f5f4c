//! The day on which the work of an invoice was done, and the proceedings against its client that it stands before or after.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::dunning::Insolvency;
use journey::dunning::insolvency::WorkDay;
use journey::today::ClientName;
use rusqlite::{OptionalExtension, Row};

/// The days that tell when the work of the invoice `i` was done.
macro_rules! work_days {
    () => {
        "i.kind, i.supplied_on, i.issued_on, (SELECT max(y.day) FROM delivery y WHERE y.signed_order = i.signed_order AND y.kind = 'delivered') AS delivered_on,
         (SELECT min(o.ordered_on) FROM signed_order o WHERE o.deal = i.deal) AS ordered_on"
    };
}
pub(crate) use work_days;

/// From a row with those days.
pub(crate) fn read(r: &Row) -> rusqlite::Result<WorkDay> {
    let day = |column: &str| -> rusqlite::Result<Option<NaiveDate>> {
        Ok(r.get::<_, Option<Day>>(column)?.map(|day| day.0))
    };
    let Day(issued_on) = r.get("issued_on")?;
    let Word(kind) = r.get("kind")?;
    Ok(WorkDay::known(kind, day("supplied_on")?, day("delivered_on")?, day("ordered_on")?, issued_on))
}

pub fn of_invoice(ask: &Ask, invoice: i64) -> Result<WorkDay> {
    Ok(ask
        .db
        .prepare_cached(concat!("SELECT ", work_days!(), " FROM invoice i WHERE i.id = ?1"))?
        .query_row([invoice], read)?)
}

/// From a row of proceedings with the day on which the claim was declared.
pub(crate) fn read_proceedings(r: &Row) -> rusqlite::Result<Insolvency> {
    let day = |column: &str| -> rusqlite::Result<Option<NaiveDate>> {
        Ok(r.get::<_, Option<Day>>(column)?.map(|day| day.0))
    };
    let Day(published_on) = r.get("on_day")?;
    Ok(Insolvency { published_on, judged_on: day("judged_on")?, declared_on: day("declared_on")? })
}

/// What keeps reminders back, where it is proceedings.
pub fn proceedings_of(ask: &Ask, stop: i64) -> Result<Option<Insolvency>> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT t.on_day, t.judged_on, d.declared_on FROM reminder_stop t LEFT JOIN claim_declaration d ON d.stop = t.id
             WHERE t.kind = 'insolvency' AND t.id = ?1",
        )?
        .query_row([stop], read_proceedings)
        .optional()?)
}

/// Proceedings that go on and in which nothing was declared, by their own ids, with their clients.
pub fn undeclared(ask: &Ask) -> Result<Vec<(i64, ClientName)>> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT t.id AS stop, c.id, c.name FROM reminder_stop t JOIN client k ON k.id = t.client
             JOIN client c ON c.id = coalesce(k.merged_into, k.id)
             WHERE t.kind = 'insolvency' AND t.id NOT IN (SELECT stop FROM reminder_stop_end)
               AND t.id NOT IN (SELECT stop FROM claim_declaration) ORDER BY t.id",
        )?
        .query_map([], |r| Ok((r.get("stop")?, ClientName { id: r.get("id")?, name: r.get("name")? })))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The proceedings against a client that go on: the earliest.
pub fn proceedings(ask: &Ask, client: i64) -> Result<Option<Insolvency>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT t.on_day, t.judged_on, (SELECT declared_on FROM claim_declaration WHERE stop = t.id) AS declared_on
             FROM reminder_stop t WHERE t.kind = 'insolvency'
               AND t.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)
               AND t.id NOT IN (SELECT stop FROM reminder_stop_end) ORDER BY t.on_day LIMIT 1",
        )?
        .query_row([client], read_proceedings)
        .optional()?;
    Ok(found)
}
