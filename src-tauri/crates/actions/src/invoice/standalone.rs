//! An invoice without quote or order, for work agreed and done in one go.

use crate::invoice::preview::InvoicePreview;
use crate::invoice::seal;
use crate::invoice::seal::SealPlace;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::{Error, Result};
use books::{draft, entry};
use chrono::{Days, NaiveDate};
use documents::paper::invoice;
use documents::paper::invoice::{InvoicePaper, InvoiceWords};
use journey::contact::person::About;
use journey::invoice::{Instalment, InstalmentContent, InvoiceKind, InvoiceSetting, check_list, instalments};
use journey::quote::{
    LineContent, Quote, QuoteContent, disbursements, shown_total, typed_line, typed_rate, work_out,
};
use journey::say;
use journey::vat::VatRegime;
use records::instalment::shown;
use records::parties::parties;
use records::printable::{unprintable, unprintable_message};
use records::{document, facts, person, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::BasisPoints;
use values::problem::{Problem, refuse_if_blocked};
use values::refusal::Refusal;

/// An invoice as it is typed; every number and date is text, empty for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InvoiceContent {
    pub subject: String,
    pub lines: Vec<LineContent>,
    /// Discount on the whole, in percent.
    pub discount: String,
    /// The day the work was done; today if empty.
    pub supplied_on: String,
    /// Empty for the payment days of the client or the house.
    pub due_on: String,
    /// Several due dates, each with its part; none for a single one.
    pub instalments: Vec<InstalmentContent>,
    /// The client's purchase-order number.
    pub order_number: String,
    pub notes: String,
    /// Unit prices are typed with VAT included.
    pub with_vat: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueInvoice {
    pub deal: i64,
    pub content: InvoiceContent,
}

struct DraftStandalone {
    client: i64,
    subject: String,
    problems: Vec<Problem>,
    paper: Option<InvoicePaper>,
    lines: Quote,
    due_on: NaiveDate,
    instalments: Vec<Instalment>,
}

fn prepare(ask: &Ask, payload: &IssueInvoice) -> Result<DraftStandalone> {
    let facts = facts::facts(ask, payload.deal)?;
    if facts.stage().is_end() {
        return Err(Refusal::not_now("Cette affaire est terminée : ouvrez-en une nouvelle.").into());
    }
    if let Some(order) = &facts.order {
        return Err(Refusal::not_now(format!(
            "Cette affaire a une commande ({}) : facturez-la.",
            order.number
        ))
        .into());
    }
    let content = &payload.content;
    let seller = settings::seller(ask)?;
    let buyer = person::addressed(ask, facts.client, About::Invoice)?;
    let defaults = settings::effective_in(ask, buyer.language)?;
    let as_quote = QuoteContent {
        subject: content.subject.clone(),
        // An invoice offers nothing: every line counts.
        lines: content.lines.iter().map(|line| LineContent { optional: false, ..line.clone() }).collect(),
        discount: content.discount.clone(),
        duration: "sans objet".to_owned(),
        notes: content.notes.clone(),
        with_vat: content.with_vat,
        ..QuoteContent::default()
    };
    let (worked, mut problems) = work_out(
        &as_quote,
        journey::quote::QuoteSetting {
            today: ask.today,
            seller: seller.as_ref(),
            buyer: &buyer,
            terms: Some(0),
            payment_days: defaults.payment_days,
            validity_days: 30,
        },
    );
    // Who sells and who buys is checked as invoices want it.
    problems.retain(|p| !p.field.starts_with("client.") && !p.field.starts_with("seller"));
    if let Some((field, letter)) = unprintable(&serde_json::to_value(content)?, "") {
        problems.push(Problem::blocks(&field, unprintable_message(letter)));
    }
    let agreed = ask
        .today
        .checked_add_days(Days::new(u64::try_from(worked.payment_days).unwrap_or(30)))
        .unwrap_or(ask.today);
    let mut read = |field: &str, typed: &str, otherwise: NaiveDate| match input::optional_day(field, typed) {
        Ok(day) => day.unwrap_or(otherwise),
        Err(refusal) => {
            problems.push(refusal.into());
            otherwise
        }
    };
    let mut due_on = read("due_on", &content.due_on, agreed);
    let supplied_on = read("supplied_on", &content.supplied_on, ask.today);
    if supplied_on > ask.today {
        problems.push(Problem::blocks(
            "supplied_on",
            "Cette date est à venir : une prestation se facture une fois faite.",
        ));
    }
    let order_number = input::line("order_number", &content.order_number, 35).unwrap_or_else(|refusal| {
        problems.push(refusal.into());
        String::new()
    });
    problems.extend(check_list(InvoiceSetting {
        today: ask.today,
        seller: seller.as_ref(),
        buyer: &buyer,
        due_on,
        order_number: &order_number,
    }));
    let total = worked.totals.gross;
    // Without an amount, what is wrong is said at the lines.
    let (parts, unread) = if total.0 > 0 {
        instalments(&content.instalments, &content.due_on, total, ask.today, buyer.kind)
    } else {
        (Vec::new(), Vec::new())
    };
    problems.extend(unread);
    if let Some(last) = parts.last() {
        due_on = last.due_on;
    }
    let paper = match seller {
        None => None,
        Some(seller) => {
            let mut wordings = invoice::invoice_wordings(
                ask.today,
                InvoiceWords {
                    kind: InvoiceKind::Standalone,
                    seller: &seller,
                    buyer: &buyer,
                    late: &defaults.late_wording,
                    discount: &defaults.discount_wording,
                    terms: None,
                    lines: &worked.lines,
                },
            );
            if !worked.notes.is_empty() {
                wordings.notes.push((say!(buyer.language, "Précisions").to_owned(), worked.notes.clone()));
            }
            Some(InvoicePaper {
                kind: InvoiceKind::Standalone,
                number: say!(buyer.language, "Brouillon").to_owned(),
                draft: true,
                issued_on: ask.today,
                supplied_on: Some(supplied_on),
                due_on,
                instalments: parts.clone(),
                order_number,
                origin: String::new(),
                subject: worked.subject.clone(),
                discount: worked.discount,
                lines: worked.lines.clone(),
                deductions: Vec::new(),
                totals: worked.totals.clone(),
                parties: parties(ask, seller, buyer)?,
                wordings,
            })
        }
    };
    Ok(DraftStandalone {
        client: facts.client,
        subject: worked.subject.clone(),
        problems,
        paper,
        lines: worked,
        due_on,
        instalments: parts,
    })
}

impl DraftStandalone {
    fn paper(self) -> Result<InvoicePaper> {
        self.paper.ok_or_else(|| {
            Error::from(Refusal::at("seller", "Dites d’abord qui vous êtes, dans les réglages."))
        })
    }
}

pub fn issue(act: &Act, payload: IssueInvoice) -> Result<i64> {
    let prepared = prepare(&act.ask(), &payload)?;
    refuse_if_blocked(&prepared.problems)?;
    let (client, subject) = (prepared.client, prepared.subject.clone());
    let mut paper = prepared.paper()?;
    paper.draft = false;
    let place = SealPlace {
        deal: payload.deal,
        client,
        order: None,
        percent: BasisPoints(0),
        credits: None,
        reason: None,
        about: &subject,
    };
    let invoice = seal::seal(act, paper, place)?;
    draft::remove(act, &format!("invoice:{}", payload.deal))?;
    Ok(invoice)
}

pub fn preview(ask: &Ask, payload: IssueInvoice) -> Result<InvoicePreview> {
    let prepared = prepare(ask, &payload)?;
    let regime = settings::seller(ask)?.map_or(VatRegime::Liable, |s| s.vat_regime);
    let content = &payload.content;
    let typed = content.lines.iter().map(|line| shown_total(line, content.with_vat, regime)).collect();
    let advanced = disbursements(&prepared.lines.lines);
    Ok(InvoicePreview {
        typed,
        work: prepared.lines.totals.without(advanced),
        disbursements: advanced,
        totals: prepared.lines.totals,
        due_on: prepared.due_on.to_string(),
        instalments: prepared.instalments.iter().map(|part| shown(part, part.amount, ask.today)).collect(),
        lines: prepared.lines.lines,
        deductions: Vec::new(),
        issuable: prepared.problems.iter().all(|p| !p.blocking),
        problems: prepared.problems,
    })
}

pub fn preview_paper(ask: &Ask, payload: IssueInvoice) -> Result<Paper> {
    let paper = prepare(ask, &payload)?.paper()?;
    let bytes = document::print(&invoice::invoice_sheet(&paper), None)?;
    Ok(entry::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
}

/// The content of an issued invoice, as one would type it again.
pub fn content_of(paper: InvoicePaper) -> InvoiceContent {
    let title = say!(paper.parties.language(), "Précisions");
    let notes = paper.wordings.notes.into_iter().find(|(known, _)| known == title);
    InvoiceContent {
        subject: paper.subject,
        lines: paper.lines.into_iter().map(typed_line).collect(),
        discount: typed_rate(paper.discount),
        supplied_on: paper.supplied_on.map(|d| d.format("%d/%m/%Y").to_string()).unwrap_or_default(),
        due_on: String::new(),
        instalments: Vec::new(),
        order_number: paper.order_number,
        notes: notes.map(|(_, text)| text).unwrap_or_default(),
        // The net prices are what was issued.
        with_vat: false,
    }
}
