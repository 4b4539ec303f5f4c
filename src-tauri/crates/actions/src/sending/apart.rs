//! What messages of a kind of their own are made from: work that stops, an invoice again.

use crate::sending::material::{Material, MessageKind, already, amount, written_before};
use books::act::Ask;
use books::error::Result;
use journey::allowed::caution::is_stopped;
use journey::delivery::suspended_because;
use journey::say;
use journey::sending::SendingKind;
use records::caution::{late, suspension};
use records::duplicate::duplicate;
use records::write_off::left_unpaid;
use records::{contact, invoice, invoice_row};
use values::refusal::Refusal;

/// An invoice again, as its duplicate.
pub(super) fn of_duplicate(ask: &Ask, id: i64) -> Result<Material> {
    let row = invoice_row::issued(ask, id)?;
    let document = duplicate(ask, id)?;
    let document = document.ok_or_else(|| Refusal::not_now("Éditez d’abord le duplicata."))?;
    let (issued, _) = invoice::stored(ask.db, id)?;
    let language = contact::card(ask, row.client)?.language;
    let lost = match left_unpaid(ask, id)? {
        Some(_) => say!(
            language,
            "Elle est demeurée impayée : sa TVA ne peut pas être déduite, comme le duplicata le rappelle (article 272 du code général des impôts)."
        ),
        None => "",
    };
    Ok(Material {
        code: MessageKind::Duplicate.stored(),
        values: vec![
            ("number", row.number.clone()),
            ("title", row.title),
            ("kind", row.kind.named(language).to_owned()),
            ("issued_on", language.long_date(issued.issued_on)),
            ("amount", amount(language, &issued.parties.seller, row.gross)),
            ("lost", lost.to_owned()),
        ],
        client: row.client,
        documents: vec![document],
        number: row.number,
        before: already(ask, "invoice", id, MessageKind::Duplicate)?,
    })
}

/// Work for the client is stopped, and why.
pub(super) fn of_suspension(ask: &Ask, client: i64) -> Result<Material> {
    is_stopped(suspension(ask, client)?)?;
    let language = contact::card(ask, client)?.language;
    let owed: Vec<String> = late(ask, client)?.into_iter().map(|debt| debt.number).collect();
    let (why, law) = suspended_because(language, &owed);
    Ok(Material {
        code: MessageKind::Suspension.stored(),
        values: vec![("why", why), ("law", law.to_owned())],
        client,
        documents: Vec::new(),
        number: format!("client-{client}"),
        before: written_before(ask, client, SendingKind::Suspension)?,
    })
}
