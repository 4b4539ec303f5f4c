//! What the approved platform says of invoices: noted by hand, or read from its message.

use books::act::Act;
use books::entry::{FileBytes, bytes_of};
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use einvoice::lifecycle::{self, LifecycleEvent};
use journey::contact::Identity;
use journey::invoice::InvoiceKind;
use journey::issued::IssuedInvoice;
use journey::platform::{PlatformStatus, may_note};
use records::invoice_row;
use records::settings;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;
use values::stored::Stored;
use values::words::{count, long_date};

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotePlatformStatus {
    pub invoice: i64,
    pub status: PlatformStatus,
    pub noted_on: String,
    /// Why, as the platform or the client says it.
    #[serde(default)]
    pub words: String,
}

/// Answers the invoice.
pub fn note(act: &Act, payload: NotePlatformStatus) -> Result<i64> {
    let issued = invoice_row::issued(&act.ask(), payload.invoice)?;
    let day = input::day("noted_on", &payload.noted_on, Near::Past(act.today))?;
    input::has_come("noted_on", day, act.today, "")?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    may_be_of(&issued, day)?;
    act.about(issued.deal);
    write(act, &issued, (payload.status, day), &words)?;
    Ok(issued.id)
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportPlatformStatuses {
    /// A life-cycle message (CDAR), in XML.
    pub file: FileBytes,
}

/// Everything that the message says of one's own invoices, or nothing; what is noted already is passed over. Answers the
/// first of them.
pub fn import(act: &Act, payload: ImportPlatformStatuses) -> Result<i64> {
    let refused = |refusal: Refusal| Refusal::at("file", refusal.message);
    let events = lifecycle::read(&bytes_of("file", &payload.file)?).map_err(refused)?;
    let seller = settings::seller(&act.ask())?;
    let mut first: Option<IssuedInvoice> = None;
    for event in &events {
        let (issued, status) = meant(act, seller.as_ref(), event)?;
        if is_noted(act, issued.id, status, event.day)? {
            continue;
        }
        write(act, &issued, (status, event.day), &event.reason)?;
        first = first.or(Some(issued));
    }
    if let Some(issued) = &first {
        act.about(issued.deal);
    }
    first.map(|issued| issued.id).ok_or_else(|| {
        let all = count(
            i64::try_from(events.len()).unwrap_or(i64::MAX),
            "statut est déjà noté",
            "statuts sont déjà notés",
        );
        Refusal::at("file", format!("Rien de nouveau dans ce message : {all}.")).into()
    })
}

/// The invoice that an event is about, and what became of it.
fn meant(
    act: &Act,
    seller: Option<&Identity>,
    event: &LifecycleEvent,
) -> Result<(IssuedInvoice, PlatformStatus)> {
    let number = &event.number;
    let own = seller.map(Identity::siren).unwrap_or_default();
    if !event.seller_siren.is_empty() && event.seller_siren != own {
        let text = format!(
            "Ce message parle de {number}, émise par une autre entreprise (SIREN {}).",
            event.seller_siren
        );
        return Err(Refusal::at("file", text).into());
    }
    let Some(status) = PlatformStatus::of_word(&event.code) else {
        let text = format!("Ce message donne à {number} un statut inconnu ici : {}.", event.code);
        return Err(Refusal::at("file", text).into());
    };
    let id: Option<i64> = act
        .db
        .prepare_cached("SELECT id FROM invoice WHERE number = ?1 AND kind <> 'elsewhere'")?
        .query_row([number], |r| r.get(0))
        .optional()?;
    let Some(id) = id else {
        let text = format!("Ce message parle de {number}, que vos livres ne connaissent pas.");
        return Err(Refusal::at("file", text).into());
    };
    let issued = invoice_row::issued(&act.ask(), id)?;
    let day = event.day;
    if act.today < day {
        let text = format!("Ce message date le statut de {number} du {}, un jour à venir.", long_date(day));
        return Err(Refusal::at("file", text).into());
    }
    may_be_of(&issued, day).map_err(|refusal| Refusal::at("file", refusal.message))?;
    Ok((issued, status))
}

fn may_be_of(issued: &IssuedInvoice, day: NaiveDate) -> Result<(), Refusal> {
    may_note(&issued.number, issued.issued_on, issued.kind == InvoiceKind::Elsewhere, day)
}

fn is_noted(act: &Act, invoice: i64, status: PlatformStatus, day: NaiveDate) -> Result<bool> {
    Ok(act
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM platform_status WHERE invoice = ?1 AND status = ?2 AND day = ?3)",
        )?
        .query_row(params![invoice, status.word(), day.to_string()], |r| r.get(0))?)
}

fn write(
    act: &Act,
    issued: &IssuedInvoice,
    (status, day): (PlatformStatus, NaiveDate),
    words: &str,
) -> Result<()> {
    act.db
        .prepare_cached("INSERT INTO platform_status (invoice, day, status, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![issued.id, day.to_string(), Word(status), words])?;
    Ok(())
}
