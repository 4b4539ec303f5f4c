//! Where what is in force was read: the articles that a wording, a reason or a rate rests on.

use crate::law::added::{AddedRow, LawKind};
use crate::legal::{self, Dates};
use chrono::NaiveDate;
use values::money::BasisPoints;

/// That of a reason; empty where none of that code is in force.
#[must_use]
pub fn reason_source(added: &[AddedRow], code: &str, day: NaiveDate) -> String {
    let shipped = legal::vat_reasons().find(|row| row.code == code && row.dates.holds_on(day));
    latest(added, LawKind::VatReason, (code, day), shipped.map(|row| row.dates))
}

/// That of a wording; empty where none of that code is in force.
#[must_use]
pub fn wording_source(added: &[AddedRow], code: &str, day: NaiveDate) -> String {
    let shipped = legal::wordings().find(|row| row.code == code && row.dates.holds_on(day));
    latest(added, LawKind::Wording, (code, day), shipped.map(|row| row.dates))
}

/// That of a rate, in the first territory that has it; empty where none has.
#[must_use]
pub fn rate_source(added: &[AddedRow], rate: BasisPoints, day: NaiveDate) -> String {
    let own = |row: &&AddedRow| row.kind == LawKind::VatRate && row.rate == rate && row.valid_from <= day;
    let shipped = || legal::vat_rates().find(|row| row.rate == rate && row.dates.holds_on(day));
    match added.iter().rev().find(own) {
        Some(row) => row.source.clone(),
        None => shipped().map(|row| row.dates.source).unwrap_or_default().to_owned(),
    }
}

/// Of the rows that were added the latest, unless the one that ships is newer.
fn latest(
    added: &[AddedRow],
    kind: LawKind,
    (code, day): (&str, NaiveDate),
    shipped: Option<Dates>,
) -> String {
    let since = shipped.and_then(|dates| dates.from);
    let known = added
        .iter()
        .filter(|row| row.kind == kind && row.code == code && row.valid_from <= day)
        .max_by_key(|row| row.valid_from)
        .filter(|row| since.is_none_or(|since| row.valid_from >= since));
    let own = || shipped.map(|dates| dates.source).unwrap_or_default().to_owned();
    known.map_or_else(own, |row| row.source.clone())
}
