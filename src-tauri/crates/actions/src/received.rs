//! Electronic invoices of suppliers: kept with their file, noted as paid, taken off the list. No accounting.

use books::act::{Act, Ask};
use books::entry::{FileBytes, bytes_of};
use books::error::{Error, Result};
use books::seal::hash_bytes;
use books::stored::Word;
use books::vault;
use chrono::NaiveDate;
use einvoice::check;
use einvoice::model::{EInvoice, Trader};
use journey::contact::Identity;
use journey::received::{ReceivedInvoice, ReceivedVerdict, may_keep, may_settle, to_look_at};
use records::received::{before, kept, removed};
use records::settings;
use rusqlite::{named_params, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepReceivedInvoice {
    /// A PDF that carries its XML, or the XML itself; at most 10 MB.
    pub file: FileBytes,
    /// When it is to be paid, as typed; empty for what the invoice says.
    #[serde(default)]
    pub due_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleReceivedInvoice {
    pub received: i64,
    /// The day on which it was paid, as typed; empty where it is still to be paid.
    #[serde(default)]
    pub paid_on: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveReceivedInvoice {
    pub received: i64,
}

/// What keeping it would write.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceivedPreview {
    /// The day on which it is to be paid, as it says itself.
    pub due_on: Option<String>,
    /// There is something to pay of it.
    pub payable: bool,
    /// What is to be looked at before.
    pub warnings: Vec<String>,
    /// Why it is not kept, if so.
    pub refused: Option<String>,
    /// The one on the list that it is already.
    pub kept: Option<i64>,
}

/// A file that was read.
struct ReadFile {
    bytes: Vec<u8>,
    sha256: String,
    invoice: ReceivedInvoice,
    /// The buyer's SIREN as it says it; empty where it does not.
    buyer: String,
}

pub fn keep(act: &Act, payload: KeepReceivedInvoice) -> Result<i64> {
    let ask = act.ask();
    let read = read(&payload.file)?;
    may_keep(&read.invoice, &own_siren(&ask)?, before(&ask, &read.sha256, &read.invoice)?.as_ref())?;
    let due_on = input::optional_day("due_on", &payload.due_on, Near::Coming(act.today))?;
    let due_on = due_on.or(read.invoice.due_on);
    if let Some(known) = removed(&ask, &read.sha256)? {
        act.db
            .prepare_cached("UPDATE received_invoice SET removed_on = NULL, due_on = ?2 WHERE id = ?1")?
            .execute(params![known, stored(due_on)])?;
        return Ok(known);
    }
    write(act, &payload.file.name, &read, due_on)
}

fn write(act: &Act, name: &str, read: &ReadFile, due_on: Option<NaiveDate>) -> Result<i64> {
    let one = &read.invoice;
    let sha256 = vault::keep(act, &read.bytes)?;
    let pdf = read.bytes.starts_with(b"%PDF-");
    act.db
        .prepare_cached(
            "INSERT INTO received_invoice (kept_on, sha256, name, media_type, credit, seller, seller_number, number, issued_on, due_on,
               currency, total, to_pay, account, reference, verdict)
             VALUES (:kept_on, :sha256, :name, :media_type, :credit, :seller, :seller_number, :number, :issued_on, :due_on,
               :currency, :total, :to_pay, :account, :reference, :verdict)",
        )?
        .execute(named_params! {
            ":kept_on": act.today.to_string(),
            ":sha256": sha256,
            ":name": cut(name),
            ":media_type": if pdf { "application/pdf" } else { "text/xml" },
            ":credit": one.credit,
            ":seller": one.seller,
            ":seller_number": one.seller_number,
            ":number": one.number,
            ":issued_on": stored(one.issued_on),
            ":due_on": stored(due_on),
            ":currency": one.currency,
            ":total": one.total.0,
            ":to_pay": one.to_pay.0,
            ":account": one.account,
            ":reference": one.reference,
            ":verdict": Word(one.verdict),
        })?;
    Ok(act.db.last_insert_rowid())
}

/// What keeping a file would write, and what is to be looked at.
pub fn preview(ask: &Ask, payload: KeepReceivedInvoice) -> Result<ReceivedPreview> {
    let read = read(&payload.file)?;
    let own = own_siren(ask)?;
    let before = before(ask, &read.sha256, &read.invoice)?;
    Ok(ReceivedPreview {
        due_on: stored(read.invoice.due_on),
        payable: read.invoice.is_payable(),
        warnings: to_look_at(&read.invoice, &read.buyer, &own),
        refused: may_keep(&read.invoice, &own, before.as_ref()).err().map(|refusal| refusal.message),
        kept: before.map(|one| one.id),
    })
}

pub fn settle(act: &Act, payload: SettleReceivedInvoice) -> Result<i64> {
    let known = kept(&act.ask(), payload.received)?;
    let paid_on = input::optional_day("paid_on", &payload.paid_on, Near::Past(act.today))?;
    if let Some(day) = paid_on {
        input::has_come("paid_on", day, act.today, "notez le paiement une fois parti.")?;
    }
    may_settle(&known.invoice, paid_on, known.paid_on)?;
    act.db
        .prepare_cached("UPDATE received_invoice SET paid_on = ?2 WHERE id = ?1")?
        .execute(params![known.id, stored(paid_on)])?;
    Ok(known.id)
}

pub fn remove(act: &Act, payload: RemoveReceivedInvoice) -> Result<i64> {
    let known = kept(&act.ask(), payload.received)?;
    act.db
        .prepare_cached("UPDATE received_invoice SET removed_on = ?2 WHERE id = ?1")?
        .execute(params![known.id, act.today.to_string()])?;
    Ok(known.id)
}

fn stored(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn own_siren(ask: &Ask) -> Result<String> {
    Ok(settings::seller(ask)?.as_ref().map(Identity::siren).unwrap_or_default().to_owned())
}

/// A file's name as it is shown.
fn cut(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(120).collect()
}

fn read(file: &FileBytes) -> Result<ReadFile> {
    let bytes = bytes_of("file", file)?;
    let (said, checked) = check::read(&bytes).map_err(|refusal| Error::from(refusal.moved("file")))?;
    let verdict = match (checked.is_valid(), checked.findings.is_empty()) {
        (true, true) => ReceivedVerdict::Valid,
        (true, false) => ReceivedVerdict::Warnings,
        (false, _) => ReceivedVerdict::Errors,
    };
    let invoice = received(&said, verdict)?;
    Ok(ReadFile { sha256: hash_bytes(&bytes), invoice, buyer: siren(&said.buyer), bytes })
}

fn received(said: &EInvoice, verdict: ReceivedVerdict) -> Result<ReceivedInvoice> {
    let totals = &said.totals;
    let cents = |told: Option<einvoice::decimal::Decimal>| told.and_then(einvoice::decimal::Decimal::cents);
    let (Some(total), Some(to_pay)) =
        (cents(totals.with_vat.or(totals.due)), cents(totals.due.or(totals.with_vat)))
    else {
        let text = "Cette facture ne dit pas clairement ce qu’il y a à payer : demandez-en une corrigée.";
        return Err(Refusal::at("file", text).into());
    };
    // Some credit notes are invoices of an amount below zero.
    let credit = said.is_credit_note() || to_pay < Cents::ZERO;
    let seller = match siren(&said.seller) {
        number if number.is_empty() => said.seller.vat_number.clone().unwrap_or_default(),
        number => number,
    };
    let account = said.payment.iter().find_map(|means| means.transfer.as_ref());
    Ok(ReceivedInvoice {
        credit,
        seller: cut(&said.seller.name),
        seller_number: seller.chars().filter(|c| c.is_ascii_alphanumeric()).take(40).collect(),
        number: cut(said.number.trim()),
        issued_on: said.issued_on,
        due_on: said.due_on,
        currency: if said.currency.is_empty() { "EUR".to_owned() } else { cut(&said.currency) },
        total: Cents(total.0.abs()),
        to_pay: Cents(to_pay.0.abs()),
        account: account.map(|one| cut(&one.account)).unwrap_or_default(),
        reference: said.remittance.as_deref().map(cut).unwrap_or_default(),
        verdict,
    })
}

/// The SIREN by which somebody is named: as such, within a SIRET or within a French VAT number; empty for none.
fn siren(party: &Trader) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let legal = party.legal_registration.as_ref();
    let of_scheme = |scheme: &str| {
        let all = legal.into_iter().chain(&party.identifiers);
        all.filter(|id| id.scheme.as_deref() == Some(scheme)).map(|id| digits(&id.value)).next()
    };
    let within = |text: Option<String>| text.and_then(|text| text.get(..9).map(str::to_owned));
    let by_vat = || {
        let number = party.vat_number.as_deref()?.trim().strip_prefix("FR")?;
        let number = digits(number.get(2..)?);
        (number.len() == 9).then_some(number)
    };
    within(of_scheme("0002")).or_else(|| within(of_scheme("0009"))).or_else(by_vat).unwrap_or_default()
}
