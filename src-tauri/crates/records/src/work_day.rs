//! The day on which the work of an invoice was done, and the proceedings against its client that it stands before or after.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::dunning::Insolvency;
use journey::dunning::insolvency::WorkDay;
use rusqlite::{OptionalExtension, Row};

/// The days that tell when the work of the invoice `i` was done.
macro_rules! work_days {
    () => {
        "i.supplied_on, i.issued_on, (SELECT max(y.day) FROM delivery y WHERE y.signed_order = i.signed_order AND y.kind = 'delivered') AS delivered_on,
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
    Ok(WorkDay::known(day("supplied_on")?, day("delivered_on")?, day("ordered_on")?, issued_on))
}

pub fn of_invoice(ask: &Ask, invoice: i64) -> Result<WorkDay> {
    Ok(ask
        .db
        .prepare_cached(concat!("SELECT ", work_days!(), " FROM invoice i WHERE i.id = ?1"))?
        .query_row([invoice], read)?)
}

/// The proceedings against a client that go on: the earliest.
pub fn proceedings(ask: &Ask, client: i64) -> Result<Option<Insolvency>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT t.on_day, t.judged_on FROM reminder_stop t WHERE t.kind = 'insolvency'
               AND t.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)
               AND t.id NOT IN (SELECT stop FROM reminder_stop_end) ORDER BY t.on_day LIMIT 1",
        )?
        .query_row([client], |r| {
            Ok(Insolvency {
                published_on: r.get::<_, Day>("on_day")?.0,
                judged_on: r.get::<_, Option<Day>>("judged_on")?.map(|day| day.0),
            })
        })
        .optional()?;
    Ok(found)
}
