//! Backups, verification and exports, asked for by hand.

use books::act::Ask;
use books::backup::{BackupDone, run, stopped};
use books::entry::{ById, Empty, Paper, Watch};
use books::error::Result;
use books::failure::Failure;
use books::file;
use books::house::House;
use books::reading::Reading;
use books::verify::Report;
use questions::documents;
use records::schema::Done;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Code;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportDocument {
    pub document: i64,
}

pub fn backup(house: &House, _: Empty, watch: Watch) -> Result<BackupDone> {
    reachable(house)?;
    run(&house.folder()?, house.plan(), house.clock(), watch)
}

/// The books as they are open here, or why they are not.
fn reachable(house: &House) -> Result<()> {
    house.shut().map_or(Ok(()), |failure| Err(failure.again()))
}

fn unusable(failure: Failure) -> bool {
    matches!(failure, Failure::Refused(refusal) if refusal.code == Code::BooksUnusable)
}

pub fn verify(house: &House, _: Empty, watch: Watch) -> Result<Report> {
    let path = file::path(&house.folder()?);
    // Books that are ours and cannot be opened are looked at all the same: what is wrong with them is said.
    if !(house.shut().is_some_and(unusable) && file::is_ours(&path, house.plan())) {
        reachable(house)?;
    }
    let reading = file::open_reading(&path)?;
    books::verify::verify(&reading, house.plan(), watch)?.ok_or_else(stopped)
}

pub fn export_document(house: &House, payload: ExportDocument, _: Watch) -> Result<Paper> {
    reachable(house)?;
    let folder = house.folder()?;
    let reading = file::open_reading(&file::path(&folder))?;
    documents::document(
        &Ask::of(Reading::of(&reading), chrono::NaiveDate::default()),
        ById { id: payload.document },
    )
}

pub fn cancel(house: &House, _: Empty, _: Watch) -> Result<Done> {
    house.cancel();
    Ok(Done { id: 0, touched: Vec::new() })
}
