//! Credit: a credit note takes back all or part of an invoice; what the client had paid of it becomes theirs again.

use crate::invoice::draft::DraftInvoice;
use crate::invoice::part::lines_of;
use crate::invoice::preview::InvoicePreview;
use crate::invoice::seal::SealPlace;
use crate::invoice::standalone;
use crate::payment::reverse;
use books::act::{Act, Ask};
use books::draft;
use books::draft::SaveDraft;
use books::entry::Paper;
use books::error::Result;
use books::stored::Word;
use documents::paper::frame::Parties;
use documents::paper::invoice;
use documents::paper::invoiced::CreditedPaper;
use journey::contact::person::About;
use journey::credit::{Asked, CreditedLine, LeftLine, Note, creditable, note};
use journey::invoice::InvoiceKind;
use journey::quote::{Line, disbursed};
use journey::say;
use journey::vat::Totals;
use records::credit::{deducted_by, lines_left};
use records::invoice::{credited_origin, standing_groups, stored};
use records::{person, row, settings};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditInvoice {
    pub invoice: i64,
    /// VAT included, where one rate alone is left; empty for lines, or for all that is left.
    #[serde(default)]
    pub amount: String,
    /// The lines to take back, each by a quantity or an amount; none for an amount in all.
    #[serde(default)]
    pub lines: Vec<CreditedLine>,
    pub reason: String,
}

impl CreditInvoice {
    /// Of all that is left.
    pub fn whole(invoice: i64, reason: &str) -> CreditInvoice {
        CreditInvoice { invoice, amount: String::new(), lines: Vec::new(), reason: reason.to_owned() }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectInvoice {
    pub invoice: i64,
    pub reason: String,
}

/// What is known of the invoice to take back.
struct Credited {
    kind: InvoiceKind,
    deal: i64,
    client: i64,
    order: Option<i64>,
    title: String,
    /// What is still to be paid of it.
    open: Cents,
}

fn credited(ask: &Ask, invoice: i64) -> Result<Credited> {
    ask.db
        .prepare_cached(
            "SELECT i.kind, i.deal, d.client, i.signed_order, d.title,
                    i.gross - (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id) AS open
             FROM invoice i JOIN deal d ON d.id = i.deal WHERE i.id = ?1",
        )?
        .query_row([invoice], |r| {
            Ok(Credited {
                kind: r.get::<_, Word<_>>("kind")?.0,
                deal: r.get("deal")?,
                client: r.get("client")?,
                order: r.get("signed_order")?,
                title: r.get("title")?,
                open: Cents(r.get("open")?),
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette facture").into())
}

/// A credit note, worked out, and what was still to be paid of its invoice.
fn draft(ask: &Ask, payload: &CreditInvoice) -> Result<(DraftInvoice, Cents)> {
    let credited = credited(ask, payload.invoice)?;
    creditable(credited.kind, deducted_by(ask, payload.invoice)?.as_deref())?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites pourquoi : le motif figure sur l’avoir.",
    )?;
    let left = Totals::from_groups(standing_groups(ask.db, payload.invoice)?);
    let left_lines = lines_left(ask, payload.invoice)?;
    let Note { totals, lines } =
        note(&left, &left_lines, Asked { amount: &payload.amount, lines: &payload.lines })?;

    let (original, _) = stored(ask.db, payload.invoice)?;
    let whole = totals == left && left.gross == original.totals.gross;
    let language = original.parties.language();
    let origin = credited_origin(language, &original.number, original.issued_on);
    let label = if whole {
        say!(language, "Annulation de la facture {origin}", origin = origin)
    } else {
        say!(language, "Avoir sur la facture {origin}", origin = origin)
    };
    let lines = if lines.is_empty() { by_rate(&left_lines, &totals, &label, &reason) } else { lines };
    let is_deposit = credited.kind == InvoiceKind::Deposit;
    let wordings = invoice::credit_wordings(
        &settings::law(ask)?,
        ask.today,
        &reached_today(ask, &original.parties, credited.client)?,
        (&taken_back(&original.lines, &totals), is_deposit),
        &reason,
    )
    .said(settings::own_words(ask, InvoiceKind::CreditNote, language)?);
    let draft = DraftInvoice {
        kind: InvoiceKind::CreditNote,
        supplied_on: None,
        due_on: ask.today,
        instalments: Vec::new(),
        order_number: original.order_number,
        origin,
        subject: String::new(),
        discount: BasisPoints(0),
        disbursements: disbursed(&lines, &totals),
        lines,
        totals,
        deposits: Vec::new(),
        credited: Some(CreditedPaper {
            deposit: is_deposit,
            number: original.number,
            issued_on: original.issued_on,
            supplied_on: original.supplied_on,
        }),
        typed: Vec::new(),
        situation: Vec::new(),
        problems: Vec::new(),
        wordings,
        parties: Some(original.parties),
        place: SealPlace {
            deal: credited.deal,
            client: credited.client,
            order: credited.order,
            percent: BasisPoints(0),
            credits: Some((payload.invoice, reason)),
            about: credited.title,
        },
    };
    Ok((draft, credited.open))
}

/// The parties of the invoice, with the electronic addresses of today: a credit note goes where its client is reached now.
fn reached_today(ask: &Ask, original: &Parties, client: i64) -> Result<Parties> {
    let mut parties = original.clone();
    if let Some(seller) = settings::seller(ask)? {
        parties.seller.electronic_address = seller.electronic_address;
    }
    let card = person::addressed(ask, client, About::Invoice)?;
    parties.buyer.electronic_address = card.electronic_address;
    parties.buyer.email = card.email;
    Ok(parties)
}

/// The lines at the rates that something is taken back of.
fn taken_back(lines: &[Line], totals: &Totals) -> Vec<Line> {
    let credited = |line: &&Line| totals.groups.iter().any(|g| g.rate == line.vat_rate && !g.net.is_zero());
    lines.iter().filter(credited).cloned().collect()
}

pub fn credit_invoice(act: &Act, payload: CreditInvoice) -> Result<i64> {
    issue(act, &payload)
}

/// Issues a credit note and settles the invoice with it; payments that it pushes out become the client's again.
pub fn issue(act: &Act, payload: &CreditInvoice) -> Result<i64> {
    let (draft, open) = draft(&act.ask(), payload)?;
    let credited = draft.totals.gross;
    let credit = draft.issue(act, "")?;
    if credited > open {
        reverse::release(act, payload.invoice, credited - open)?;
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
    let credit = issue(act, &CreditInvoice::whole(payload.invoice, &payload.reason))?;
    if original.kind == InvoiceKind::Standalone {
        let deal = row::deal_of_invoice(&act.ask(), payload.invoice)?;
        let content = standalone::content_of(original);
        let draft = SaveDraft { key: format!("invoice:{deal}"), content: serde_json::to_value(content)? };
        draft::save(act, draft)?;
    }
    Ok(credit)
}

/// The lines of each rate, and disbursements apart: what is taken back is of the nature of what was claimed.
fn by_rate(left: &[LeftLine], totals: &Totals, label: &str, reason: &str) -> Vec<Line> {
    let of = |advanced: bool| -> Vec<Line> {
        let left = left.iter().filter(|l| l.is_disbursement() == advanced);
        left.map(|l| Line { net: l.net_left, ..l.line.clone() }).collect()
    };
    let outside: Cents = totals.groups.iter().filter(|g| g.rate.0 == 0).map(|g| g.net).sum();
    let advanced: Cents = left.iter().filter(|l| l.is_disbursement()).map(|l| l.net_left).sum();
    let advanced = advanced.min(outside).max(Cents::ZERO);
    let (work, outside) = (totals.without(advanced), Totals::default().outside_vat(advanced));
    let mut lines = lines_of(&of(false), &work, &work, label, reason);
    lines.extend(lines_of(&of(true), &outside, &outside, label, reason));
    lines
}

/// A credit note before it is issued, and what becomes of the invoice with it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditPreview {
    pub totals: Totals,
    /// The same without disbursements, and these apart.
    pub work: Totals,
    pub disbursements: Cents,
    pub lines: Vec<Line>,
    /// What will still be to pay of the invoice.
    pub open: Cents,
    /// What the client paid of it that becomes theirs again.
    pub freed: Cents,
}

pub fn preview(ask: &Ask, payload: CreditInvoice) -> Result<CreditPreview> {
    let (draft, open) = draft(ask, &payload)?;
    let InvoicePreview { totals, work, disbursements, lines, .. } = draft.preview();
    Ok(CreditPreview {
        open: (open - totals.gross).max(Cents::ZERO),
        freed: (totals.gross - open).max(Cents::ZERO),
        totals,
        work,
        disbursements,
        lines,
    })
}

pub fn preview_paper(ask: &Ask, payload: CreditInvoice) -> Result<Paper> {
    draft(ask, &payload)?.0.draft_paper(ask)
}
