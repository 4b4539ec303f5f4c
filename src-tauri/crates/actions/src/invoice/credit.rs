//! Credit: a credit note takes back all or part of an invoice; what the client had paid of it becomes theirs again.

use crate::invoice::preview::InvoicePreview;
use crate::invoice::seal::SealPlace;
use crate::invoice::{seal, standalone};
use crate::payment::reverse;
use books::act::{Act, Ask};
use books::draft::SaveDraft;
use books::entry::Paper;
use books::error::{Error, Result};
use books::{draft, entry};
use documents::paper::invoice;
use documents::paper::invoice::InvoicePaper;
use journey::credit::{creditable, note};
use journey::invoice::InvoiceKind;
use journey::quote::{Line, disbursed, standing_for};
use journey::say;
use journey::vat::Totals;
use records::credit::deducted_by;
use records::invoice::{credited_origin, standing_groups, stored};
use records::{document, row};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditInvoice {
    pub invoice: i64,
    /// VAT included; empty for all that is left.
    #[serde(default)]
    pub amount: String,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectInvoice {
    pub invoice: i64,
    pub reason: String,
}

/// A credit note, worked out.
struct DraftCreditNote {
    deal: i64,
    client: i64,
    order: Option<i64>,
    open: Cents,
    about: String,
    reason: String,
    paper: InvoicePaper,
}

fn prepare(ask: &Ask, payload: &CreditInvoice) -> Result<DraftCreditNote> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT i.kind, i.deal, i.client, i.signed_order, d.title,
                    i.gross - (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id)
             FROM invoice i JOIN deal d ON d.id = i.deal WHERE i.id = ?1",
        )?
        .query_row([payload.invoice], |r| {
            Ok((r.get::<_, String>(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get::<_, i64>(5)?))
        })
        .optional()?
        .ok_or_else(|| Error::from(Refusal::not_found("Cette facture")))?;
    let (kind, deal, client, order, about, open) = found;
    let kind =
        InvoiceKind::from_stored(&kind).ok_or_else(|| Error::Broken(format!("invoice kind {kind}")))?;
    creditable(kind, deducted_by(ask, payload.invoice)?.as_deref())?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites pourquoi : le motif figure sur l’avoir.",
    )?;
    let asked =
        if payload.amount.trim().is_empty() { None } else { Some(input::amount("amount", &payload.amount)?) };
    let left = Totals::from_groups(standing_groups(ask.db, payload.invoice)?);
    let totals = note(&left, asked)?;

    let (original, _) = stored(ask.db, payload.invoice)?;
    let whole = totals == left && left.gross == original.totals.gross;
    let language = original.parties.language();
    let origin = credited_origin(language, &original.number, original.issued_on);
    let label = if whole {
        say!(language, "Annulation de la facture {origin}", origin = origin)
    } else {
        say!(language, "Avoir sur la facture {origin}", origin = origin)
    };
    let lines = totals
        .groups
        .iter()
        .filter(|group| !group.net.is_zero() || !group.vat.is_zero())
        .map(|group| Line {
            label: label.clone(),
            detail: reason.clone(),
            quantity: Thousandths(1000),
            unit: String::new(),
            unit_price: UnitPrice(group.net.0 * 100),
            discount: BasisPoints(0),
            net: group.net,
            ..standing_for(&original.lines, group.rate)
        })
        .collect();
    let paper = InvoicePaper {
        kind: InvoiceKind::CreditNote,
        number: say!(language, "Brouillon").to_owned(),
        draft: true,
        issued_on: ask.today,
        supplied_on: None,
        due_on: ask.today,
        instalments: Vec::new(),
        order_number: original.order_number,
        origin,
        subject: String::new(),
        discount: BasisPoints(0),
        lines,
        deductions: Vec::new(),
        wordings: invoice::credit_wordings(ask.today, &original.parties, &reason),
        totals,
        parties: original.parties,
    };
    Ok(DraftCreditNote { deal, client, order, open: Cents(open), about, reason, paper })
}

pub fn credit_invoice(act: &Act, payload: CreditInvoice) -> Result<i64> {
    issue(act, &payload)
}

/// Issues a credit note and settles the invoice with it; payments that it pushes out become the client's again.
pub fn issue(act: &Act, payload: &CreditInvoice) -> Result<i64> {
    let mut prepared = prepare(&act.ask(), payload)?;
    prepared.paper.draft = false;
    let credited = prepared.paper.totals.gross;
    let place = SealPlace {
        deal: prepared.deal,
        client: prepared.client,
        order: prepared.order,
        percent: BasisPoints(0),
        credits: Some(payload.invoice),
        reason: Some(&prepared.reason),
        about: &prepared.about,
    };
    let credit = seal::seal(act, prepared.paper, place)?;
    if credited > prepared.open {
        reverse::release(act, payload.invoice, credited - prepared.open)?;
    }
    act.db
        .prepare_cached("INSERT INTO allocation (invoice, amount, credit_note) VALUES (?1, ?2, ?3)")?
        .execute(params![payload.invoice, credited.0, credit])?;
    Ok(credit)
}

/// « Corriger »: the invoice is taken back whole, and the same content is ready to be issued again. An order’s invoice is
/// worked out again from its order; another one comes back as a draft.
pub fn correct_invoice(act: &Act, payload: CorrectInvoice) -> Result<i64> {
    let (original, _) = stored(act.reading(), payload.invoice)?;
    let credit = issue(
        act,
        &CreditInvoice { invoice: payload.invoice, amount: String::new(), reason: payload.reason },
    )?;
    if original.kind == InvoiceKind::Standalone {
        let deal = row::deal_of_invoice(&act.ask(), payload.invoice)?;
        let content = standalone::content_of(original);
        let draft = SaveDraft { key: format!("invoice:{deal}"), content: serde_json::to_value(content)? };
        draft::save(act, draft)?;
    }
    Ok(credit)
}

pub fn preview(ask: &Ask, payload: CreditInvoice) -> Result<InvoicePreview> {
    let prepared = prepare(ask, &payload)?;
    let advanced = disbursed(&prepared.paper.lines, &prepared.paper.totals);
    Ok(InvoicePreview {
        typed: Vec::new(),
        work: prepared.paper.totals.without(advanced),
        disbursements: advanced,
        due_on: ask.today.to_string(),
        instalments: Vec::new(),
        lines: prepared.paper.lines,
        totals: prepared.paper.totals,
        deductions: Vec::new(),
        problems: Vec::new(),
        issuable: true,
    })
}

pub fn preview_paper(ask: &Ask, payload: CreditInvoice) -> Result<Paper> {
    let prepared = prepare(ask, &payload)?;
    let bytes = document::print(&invoice::invoice_sheet(&prepared.paper), None)?;
    Ok(entry::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
}
