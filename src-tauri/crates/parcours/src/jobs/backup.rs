//! Backups, verification and exports, asked for by hand.

use books::backup::{BackupDone, stopped};
use books::drill::Drill;
use books::entry::{ById, Empty, Paper, Watch};
use books::error::Result;
use books::file;
use books::house::House;
use books::verify::Report;
use books::way;
use questions::accounting::paper::BookOf;
use questions::court::CourtFile;
use questions::list_table::List;
use questions::personal_data::OfPerson;
use questions::statement::OfClientOn;
use records::schema::Done;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::PathBuf;
use ts_rs::TS;
use values::refusal::Code;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportDocument {
    pub document: i64,
}

pub fn backup(house: &House, _: Empty, watch: Watch) -> Result<BackupDone> {
    reachable(house)?;
    house.backup(watch).map_err(|failure| failure.again())
}

pub fn drill(house: &House, _: Empty, watch: Watch) -> Result<Drill> {
    reachable(house)?;
    house.drill(watch)
}

/// The books as they are open here, or why they are not.
fn reachable(house: &House) -> Result<()> {
    house.shut().map_or(Ok(()), |failure| Err(failure.again()))
}

pub fn verify(house: &House, _: Empty, watch: Watch) -> Result<Report> {
    let _aside = house.reading_aside();
    let path = file::path(&house.folder()?);
    // Books that are ours and cannot be opened are looked at all the same: what is wrong with them is said.
    if !(house.shut().is_some_and(|failure| failure.is(Code::BooksUnusable))
        && file::is_ours(&path, house.plan(), house.keys()))
    {
        reachable(house)?;
    }
    let mut reading = file::open_reading(&path, house.keys())?;
    way::give_on(&mut reading)?;
    books::verify::verify(&reading, house.plan(), watch)?.ok_or_else(stopped)
}

pub fn export_document(house: &House, payload: ExportDocument, _: Watch) -> Result<Paper> {
    // Asked of the books that are open: a paper can be saved where their file is gone.
    let paper = house.ask("document", json!({"id": payload.document})).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// The file of a supplier's invoice, to save where the user says.
pub fn export_received_file(house: &House, payload: ById, _: Watch) -> Result<Paper> {
    let paper = house.ask("received_file", json!(payload)).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// The list of numbers for the directory, to save where the user says.
pub fn export_siren_list(house: &House, _: Empty, _: Watch) -> Result<Paper> {
    let paper = house.ask("siren_list", json!({})).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// The file of one person, to save where the user says.
pub fn export_personal_data(house: &House, payload: OfPerson, _: Watch) -> Result<Paper> {
    let paper = house.ask("personal_data", json!(payload)).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// A client's file for a judge, to save where the user says.
pub fn export_court_file(house: &House, payload: CourtFile, _: Watch) -> Result<Paper> {
    let paper = house.ask("court_file", json!(payload)).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// A client's statement of account, to save where the user says.
pub fn export_statement(house: &House, payload: OfClientOn, _: Watch) -> Result<Paper> {
    let paper = house.ask("statement_paper", json!(payload)).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// A book of accounts, to save where the user says.
pub fn export_book(house: &House, payload: BookOf, _: Watch) -> Result<Paper> {
    let paper = house.ask("book_paper", json!(payload)).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// What is printed to post a reminder, to save where the user says.
pub fn export_registered_bundle(house: &House, payload: ById, _: Watch) -> Result<Paper> {
    let paper =
        house.ask("registered_bundle", json!({"id": payload.id})).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// A list as a table, to save where the user says.
pub fn export_list(house: &House, payload: List, _: Watch) -> Result<Paper> {
    let paper = house.ask("list_table", json!(payload)).map_err(|failure| failure.again())?;
    Ok(serde_json::from_value(paper)?)
}

/// Where a copy goes: a path where nothing stands yet, or a folder.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveCopy {
    pub path: PathBuf,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Saved {
    /// Where the copy is.
    pub path: String,
    pub message: String,
}

pub fn save_copy(house: &House, payload: SaveCopy, watch: Watch) -> Result<Saved> {
    let path = house.copy_to(&payload.path, watch)?;
    Ok(Saved { path: path.to_string_lossy().into_owned(), message: "Copie faite et vérifiée.".to_owned() })
}

/// Opens the books that stand at their place now.
pub fn reopen(house: &House, _: Empty, _: Watch) -> Result<Done> {
    house.reopen()?;
    Ok(Done { id: 0, touched: Vec::new(), undo: None })
}

pub fn cancel(house: &House, _: Empty, _: Watch) -> Result<Done> {
    house.cancel();
    Ok(Done { id: 0, touched: Vec::new(), undo: None })
}
