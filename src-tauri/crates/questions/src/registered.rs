//! What is printed for a letter that is posted: where it goes, the letter, and copies of what it claims.

use books::act::Ask;
use books::entry::{ById, Paper};
use books::error::{Error, Result};
use books::{entry, vault};
use chrono::NaiveDate;
use documents::bound::bound;
use documents::letter::Letter;
use documents::paper::frame::blank;
use documents::paper::letter::{ReminderPaper, address};
use documents::shows_pages;
use journey::contact::Language;
use records::document::print_letter;
use rusqlite::OptionalExtension;
use values::refusal::Refusal;
use values::words::long_date;

/// A document that goes with the letter.
struct Copied {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

/// The bundle of a reminder’s letter, by its document: an address sheet for the form of the post, the letter as it was
/// sealed, and copies of its invoices, in one PDF to print.
pub fn registered_bundle(ask: &Ask, by: ById) -> Result<Paper> {
    let kept: Option<(String, String, NaiveDate)> = ask
        .db
        .prepare_cached(
            "SELECT made_from, sha256, created_on FROM document WHERE id = ?1 AND kind = 'reminder'",
        )?
        .query_row([by.id], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?.parse().unwrap_or_default()))
        })
        .optional()?;
    let (made_from, sha256, day) = kept.ok_or_else(|| Refusal::not_found("Cette lettre"))?;
    let paper: ReminderPaper = serde_json::from_str(&made_from)?;
    let mut copies = Vec::new();
    for number in [&paper.number].into_iter().chain(paper.also.iter().map(|line| &line.number)) {
        copies.extend(copy(ask, number)?);
    }
    let (printed, apart): (Vec<Copied>, Vec<Copied>) =
        copies.into_iter().partition(|one| one.media_type == "application/pdf" && shows_pages(&one.bytes));
    let cover = print_letter(&cover(&paper, day, &printed, &apart), None)?;
    let mut parts = vec![cover, vault::kept(ask.db, &sha256)?];
    parts.extend(printed.into_iter().map(|one| one.bytes));
    let bytes = bound(&parts).map_err(|fault| Error::Broken(fault.to_string()))?;
    Ok(entry::paper(format!("Envoi {}.pdf", paper.number), "application/pdf", &bytes))
}

/// The invoice’s paper of that number.
fn copy(ask: &Ask, number: &str) -> Result<Option<Copied>> {
    let found: Option<(String, String, String)> = ask
        .db
        .prepare_cached(
            "SELECT d.name, d.media_type, d.sha256 FROM invoice i JOIN document d ON d.id = i.document WHERE i.number = ?1",
        )?
        .query_row([number], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let Some((name, media_type, sha256)) = found else { return Ok(None) };
    Ok(Some(Copied { name, media_type, bytes: vault::kept(ask.db, &sha256)? }))
}

/// For oneself: in French, whatever the client reads.
fn cover(paper: &ReminderPaper, day: NaiveDate, printed: &[Copied], apart: &[Copied]) -> Letter {
    let (seller, buyer) = (&paper.parties.seller, &paper.parties.buyer);
    let letter = if paper.formal { "la mise en demeure" } else { "la relance" };
    let names =
        |all: &[Copied]| all.iter().map(|one| format!("- {}", one.name)).collect::<Vec<_>>().join("\n");
    let mut from = vec![seller.full_name()];
    from.extend(seller.address.lines());
    let mut body = vec![
        format!(
            "Ce feuillet reste chez vous. À poster : {letter} du {}, signée, et les copies qui suivent.",
            long_date(day)
        ),
        format!("Destinataire\n{}", address(buyer).join("\n")),
        format!("Expéditeur\n{}", from.join("\n")),
        format!("Dans l’enveloppe\n- la lettre\n{}", names(printed)).trim_end().to_owned(),
    ];
    if !apart.is_empty() {
        body.push(format!("À joindre vous-même\n{}", names(apart)));
    }
    body.push(
        "Pour un recommandé, reportez ces deux adresses sur le formulaire, demandez l’avis de réception, et gardez la \
         preuve de dépôt avec l’avis : joignez-les à l’affaire, ils datent la lettre."
            .to_owned(),
    );
    let mut sheet = blank(Language::French, seller);
    sheet.heading = "Envoi".to_owned();
    sheet.number.clone_from(&paper.number);
    sheet.issued_on = day;
    Letter { tables: Vec::new(), to: address(buyer), place: String::new(), body: body.join("\n\n"), sheet }
}
