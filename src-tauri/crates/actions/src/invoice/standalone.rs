//! An invoice without quote or order, for work agreed and done in one go.

use crate::invoice::draft::DraftInvoice;
use crate::invoice::early::offer;
use crate::invoice::prepare::terms_note;
use crate::invoice::preview::InvoicePreview;
use crate::invoice::seal::SealPlace;
use books::act::{Act, Ask};
use books::draft;
use books::entry::{ById, Paper};
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::frame::Wordings;
use documents::paper::invoice;
use documents::paper::invoice::InvoiceWords;
use documents::paper::invoiced::InvoicePaper;
use journey::allowed::invoice::{may_copy, may_invoice_alone};
use journey::contact::Language;
use journey::contact::person::About;
use journey::invoice::early::sentence;
use journey::invoice::typed::{InvoiceContent, TypedSetting};
use journey::invoice::{EarlyDiscount, InvoiceKind, typed};
use journey::quote::{disbursements, shown_total, typed_line, typed_rate};
use journey::sale::Sale;
use journey::say;
use records::invoice::stored;
use records::parties::parties;
use records::printable::{unprintable, unprintable_message};
use records::settings::EffectivePreferences;
use records::{facts, person, printable, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::BasisPoints;
use values::problem::Problem;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueInvoice {
    pub deal: i64,
    pub content: InvoiceContent,
    /// Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
    #[serde(default)]
    pub passed: String,
}

fn draft(ask: &Ask, payload: &IssueInvoice) -> Result<DraftInvoice> {
    let (content, facts) = (&payload.content, facts::facts(ask, payload.deal)?);
    may_invoice_alone(&facts)?;
    // The day of the work decides how one stood towards VAT.
    let supplied_on = typed::supplied_on(content, ask.today);
    let seller = settings::seller_on(ask, supplied_on)?;
    let law = settings::law(ask)?;
    let buyer = person::addressed(ask, facts.client, About::Invoice)?;
    let defaults = settings::effective_in(ask, buyer.language)?;
    let setting = TypedSetting {
        today: ask.today,
        supplied_on,
        seller: seller.as_ref(),
        buyer: &buyer,
        law: &law,
        payment: defaults.payment(),
    };
    let mut problems = Vec::new();
    let sold = typed::sold(content, setting, &mut problems);
    problems.extend(printable::buyer(&buyer).err().map(Problem::from));
    if let Some((field, letter)) = unprintable(&serde_json::to_value(content)?, "") {
        problems.push(Problem::blocks(&field, unprintable_message(letter)));
    }
    let claimed = typed::claimed(content, &sold, setting, &mut problems);
    let early = early(content, &defaults, (ask.today, claimed.due_on), &mut problems);
    let discount =
        sentence(&law, buyer.language, ask.today, (early, sold.totals.vat.0 > 0), &defaults.discount_wording);
    let mut wordings = match &seller {
        Some(seller) => invoice::invoice_wordings(
            ask.today,
            InvoiceWords {
                law: &law,
                kind: InvoiceKind::Standalone,
                seller,
                buyer: &buyer,
                late: &defaults.late_wording,
                late_rate: defaults.late_rate,
                discount: &discount,
                terms: None,
                lines: &sold.lines,
            },
        ),
        None => Wordings::default(),
    }
    .said(settings::own_words(ask, InvoiceKind::Standalone, buyer.language)?);
    wordings.notes.extend(claimed.terms.and_then(|terms| terms_note(terms, buyer.language)));
    offer(&mut wordings, early, (&sold.totals, disbursements(&sold.lines)), buyer.language, ask.today);
    wordings.notes.extend(precisions(sold.notes, buyer.language));
    let natures = content.lines.iter().filter(|l| !l.is_blank()).map(|l| l.nature);
    let situation = Sale::of(supplied_on, &law, seller.as_ref(), &buyer).sentences(natures);
    Ok(DraftInvoice {
        place: SealPlace {
            deal: payload.deal,
            client: facts.client,
            order: None,
            percent: BasisPoints(0),
            credits: None,
            about: sold.subject.clone(),
        },
        kind: InvoiceKind::Standalone,
        supplied_on: Some(claimed.supplied_on),
        due_on: claimed.due_on,
        instalments: claimed.instalments,
        order_number: claimed.order_number,
        origin: String::new(),
        subject: sold.subject,
        discount: sold.discount,
        disbursements: disbursements(&sold.lines),
        lines: sold.lines,
        totals: sold.totals,
        deposits: Vec::new(),
        credited: None,
        typed: content.lines.iter().map(shown_total).collect(),
        situation,
        problems,
        wordings: wordings.of_work_since(claimed.began_on),
        parties: seller.map(|seller| parties(ask, seller, buyer)).transpose()?,
    }
    .checked(ask.today))
}

/// What one adds in words, under its title; none for an empty text.
fn precisions(notes: String, language: Language) -> Option<(String, String)> {
    (!notes.is_empty()).then(|| (say!(language, "Précisions").to_owned(), notes))
}

/// The discount for early payment, as typed or as usual.
fn early(
    content: &InvoiceContent,
    defaults: &EffectivePreferences,
    (issued_on, due_on): (NaiveDate, NaiveDate),
    problems: &mut Vec<Problem>,
) -> Option<EarlyDiscount> {
    let read = EarlyDiscount::of_paper(&content.early_discount, defaults.early(), issued_on, due_on);
    read.unwrap_or_else(|refusal| {
        problems.push(refusal.into());
        None
    })
}

pub fn issue(act: &Act, payload: IssueInvoice) -> Result<i64> {
    let invoice = draft(&act.ask(), &payload)?.issue(act, &payload.passed)?;
    draft::remove(act, &format!("invoice:{}", payload.deal))?;
    Ok(invoice)
}

pub fn preview(ask: &Ask, payload: IssueInvoice) -> Result<InvoicePreview> {
    Ok(draft(ask, &payload)?.preview())
}

pub fn preview_paper(ask: &Ask, payload: IssueInvoice) -> Result<Paper> {
    draft(ask, &payload)?.draft_paper(ask)
}

/// An invoice without quote, to begin another with: the day of its work and its order stay with it.
pub fn copied(ask: &Ask, by: ById) -> Result<InvoiceContent> {
    let (paper, _) = stored(ask.db, by.id)?;
    may_copy(paper.kind)?;
    Ok(InvoiceContent {
        began_on: String::new(),
        supplied_on: String::new(),
        order_number: String::new(),
        ..content_of(paper)
    })
}

/// The content of an issued invoice, as one would type it again.
pub fn content_of(paper: InvoicePaper) -> InvoiceContent {
    let title = say!(paper.parties.language(), "Précisions");
    let began_on = paper.wordings.electronic.as_ref().and_then(|part| part.began_on);
    let typed_day =
        |day: Option<NaiveDate>| day.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default();
    let notes = paper.wordings.notes.into_iter().find(|(known, _)| known == title);
    InvoiceContent {
        subject: paper.subject,
        lines: paper.lines.into_iter().map(typed_line).collect(),
        discount: typed_rate(paper.discount),
        began_on: typed_day(began_on),
        supplied_on: typed_day(paper.supplied_on),
        due_on: String::new(),
        early_discount: paper.wordings.early.map_or("aucun".to_owned(), EarlyDiscount::label),
        instalments: Vec::new(),
        order_number: paper.order_number,
        notes: notes.map(|(_, text)| text).unwrap_or_default(),
        // The net prices are what was issued.
        with_vat: false,
    }
}
