//! Past: arriving from another tool. Where numbers go on, invoices still open there, receipts of the year.

use books::act::Act;
use books::draft;
use books::entry::FileBytes;
use books::error::Result;
use chrono::Datelike;
use documents::paper::frame::Wordings;
use journey::allowed::invoice::known_seller;
use journey::contact::person::About;
use journey::contact::{ClientCard, Identity};
use journey::invoice::InvoiceKind;
use journey::number::Series;
use journey::past;
use journey::quote::Activity;
use journey::vat::{VatGroup, VatRegime};
use records::document::Subject;
use records::index::HitKind;
use records::number::last_number;
use records::{document, index, person, projection, row, settings};
use rusqlite::{OptionalExtension, named_params, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

/// The series of invoices issued elsewhere: their rank orders them here, their numbers are their own.
pub const ELSEWHERE: &str = "X";

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetFirstNumber {
    pub series: Series,
    /// This year if empty; or the next.
    #[serde(default)]
    pub year: String,
    /// The first number that this house gives.
    pub first: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPastInvoice {
    pub client: i64,
    /// The number that it bears.
    pub number: String,
    /// What it was for; empty for its number.
    #[serde(default)]
    pub title: String,
    pub issued_on: String,
    pub due_on: String,
    /// Its gross total, in euros.
    pub total: String,
    /// What is still to be paid of it.
    pub open: String,
    pub vat_rate: BasisPoints,
    /// The invoice itself, as the client has it.
    pub file: FileBytes,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPastReceipt {
    /// `03/2026`
    pub month: String,
    pub activity: Activity,
    /// Gross amount received, in euros.
    pub amount: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoPastReceipt {
    pub receipt: i64,
}

pub fn set_first_number(act: &Act, payload: SetFirstNumber) -> Result<i64> {
    let year = past::year(&payload.year, act.today)?;
    let first = past::first(&payload.first)?;
    let begun = last_number(act.reading(), payload.series, year)?.is_some();
    journey::allowed::past::may_set_first(payload.series, year, begun)?;
    act.db.execute(
        "INSERT INTO series_floor (series, year, n, reason) VALUES (?1, ?2, ?3, 'first_number')",
        params![payload.series.prefix(), year, first - 1],
    )?;
    Ok(act.db.last_insert_rowid())
}

pub fn record_invoice(act: &Act, payload: RecordPastInvoice) -> Result<i64> {
    let ask = act.ask();
    let buyer = person::addressed(&ask, payload.client, About::Invoice)
        .map_err(|missing| missing.chosen_at("client", "Choisissez le client."))?;
    let read = as_typed(act, &payload)?;
    let seller = known_seller(settings::seller_on(&ask, read.issued_on)?)?;
    let known: bool = act
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM invoice WHERE number = ?1)")?
        .query_row([&read.number], |r| r.get(0))?;
    if known {
        return Err(Refusal::at("number", "Une facture de ce numéro est déjà dans vos données.").into());
    }
    let rate = if seller.vat_regime == VatRegime::Franchise { BasisPoints(0) } else { payload.vat_rate };
    if rate.0 != 0 && !settings::law(&ask)?.is_rate(rate, read.issued_on) {
        return Err(Refusal::at(
            "vat_rate",
            "Ce taux de TVA n’était pas en vigueur : choisissez-en un dans la liste.",
        )
        .into());
    }
    let title = input::line("title", &payload.title, input::NAME)?;
    let title = if title.is_empty() { format!("Facture {}", read.number) } else { title };
    let deal = open_deal(act, &payload, &title, &read, &buyer)?;
    let document =
        document::keep_numbered_file(act, "invoice", Subject::Deal(deal), &payload.file, &read.number)?;
    let group = past::group(read.open, rate);
    let new = NewInvoice { deal, client: payload.client, seller: &seller, buyer: &buyer, group, document };
    let invoice = write(act, &read, &new)?;
    act.db
        .prepare_cached("INSERT INTO invoice_vat (invoice, rate, net, vat) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![invoice, group.rate.0, group.net.0, group.vat.0])?;
    index::index(act.db, HitKind::Invoice, invoice, &[&read.number, &title, &buyer.name])?;
    draft::remove(act, "past:invoice")?;
    Ok(invoice)
}

/// What was typed of an invoice issued elsewhere, read by the rules: its number is not one that is to come here.
fn as_typed(act: &Act, payload: &RecordPastInvoice) -> Result<past::Open> {
    // A rule cannot fail on the books: what they could not say is told after it.
    let mut trouble = None;
    let typed = past::Elsewhere {
        number: &payload.number,
        issued_on: &payload.issued_on,
        due_on: &payload.due_on,
        total: &payload.total,
        open: &payload.open,
    };
    let read =
        past::elsewhere(typed, act.today, |series, year| match last_number(act.reading(), series, year) {
            Ok(last) => last.unwrap_or(0) + 1,
            Err(error) => {
                trouble = Some(error);
                i64::MAX
            }
        });
    if let Some(error) = trouble {
        return Err(error);
    }
    Ok(read?)
}

/// The deal that an invoice issued elsewhere hangs on, opened the day it was issued.
fn open_deal(
    act: &Act,
    payload: &RecordPastInvoice,
    title: &str,
    read: &past::Open,
    buyer: &ClientCard,
) -> Result<i64> {
    act.db.execute(
        "INSERT INTO deal (client, title, source, need, next_step, opened_on, qualified_on) VALUES (?1, ?2, '', '', '', ?3, ?3)",
        params![payload.client, title, read.issued_on.to_string()],
    )?;
    let deal = act.db.last_insert_rowid();
    act.about(deal);
    index::index(act.db, HitKind::Deal, deal, &[title, &buyer.name])?;
    Ok(deal)
}

/// What is written of an invoice issued elsewhere, beside what was read.
struct NewInvoice<'a> {
    deal: i64,
    client: i64,
    seller: &'a Identity,
    buyer: &'a ClientCard,
    /// What is followed is what is still owed; the rest was paid before.
    group: VatGroup,
    document: i64,
}

fn write(act: &Act, read: &past::Open, new: &NewInvoice) -> Result<i64> {
    act.db
        .prepare_cached(
            "INSERT INTO invoice (deal, client, kind, series, year, n, number, issued_on, due_on, percent, order_number, discount,
                 seller, buyer, wordings, net, vat, gross, document, original_gross)
             VALUES (:deal, :client, :kind, :series, :year, (SELECT coalesce(max(n), 0) + 1 FROM invoice WHERE series = :series AND year = :year),
                 :number, :issued_on, :due_on, 0, '', 0, :seller, :buyer, :wordings, :net, :vat, :gross, :document, :original_gross)",
        )?
        .execute(named_params! {
            ":deal": new.deal,
            ":client": new.client,
            ":kind": InvoiceKind::Elsewhere.stored(),
            ":series": ELSEWHERE,
            ":year": read.issued_on.year(),
            ":number": read.number,
            ":issued_on": read.issued_on.to_string(),
            ":due_on": read.due_on.to_string(),
            ":seller": serde_json::to_string(new.seller)?,
            ":buyer": serde_json::to_string(new.buyer)?,
            ":wordings": serde_json::to_string(&Wordings::default())?,
            ":net": new.group.net.0,
            ":vat": new.group.vat.0,
            ":gross": read.open.0,
            ":document": new.document,
            ":original_gross": read.total.0,
        })?;
    Ok(act.db.last_insert_rowid())
}

pub fn record_receipt(act: &Act, payload: RecordPastReceipt) -> Result<i64> {
    let month = past::month(&payload.month, act.today)?;
    let amount = past::receipt(&payload.amount)?;
    act.db.execute(
        "INSERT INTO past_receipt (month, activity, amount, words) VALUES (?1, ?2, ?3, '')",
        params![month.format("%Y-%m").to_string(), payload.activity.stored(), amount.0],
    )?;
    let id = act.db.last_insert_rowid();
    projection::received(act, month, amount)?;
    Ok(id)
}

/// Takes a receipt back by its negative.
pub fn undo_receipt(act: &Act, payload: UndoPastReceipt) -> Result<i64> {
    let found: Option<(String, String, i64, bool)> = act
        .db
        .prepare_cached(
            "SELECT month, activity, amount, undoes IS NOT NULL OR EXISTS (SELECT 1 FROM past_receipt u WHERE u.undoes = r.id)
             FROM past_receipt r WHERE id = ?1",
        )?
        .query_row([payload.receipt], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        .optional()?;
    let (month, activity, amount, over) = found.ok_or_else(|| Refusal::not_found("Cet encaissement"))?;
    journey::allowed::past::may_undo_receipt(over)?;
    act.db.execute(
        "INSERT INTO past_receipt (month, activity, amount, words, undoes) VALUES (?1, ?2, ?3, '', ?4)",
        params![month, activity, -amount, payload.receipt],
    )?;
    let id = act.db.last_insert_rowid();
    projection::received(act, row::day(&format!("{month}-01"))?, Cents(-amount))?;
    Ok(id)
}
