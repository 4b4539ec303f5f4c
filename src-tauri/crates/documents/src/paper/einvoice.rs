//! An invoice as machines read it: the values of its paper, in the model of EN 16931.
//!
//! Invariant: every amount, date and name is one of the paper's, or a part of it; nothing is worked out anew.

mod lines;
mod parties;
mod told;
mod vat;

use crate::paper::electronic::ElectronicPart;
use crate::paper::invoiced::InvoicePaper;
use einvoice::model::{
    CreditTransfer, DeliveryTold, EInvoice, HeaderNote, InvoicedPeriod, PaymentMeans, PrecedingInvoice,
};
use journey::contact::Language;
use journey::contact::place::country_at;
use journey::invoice::InvoiceKind;
use journey::say;
use lines::{deducted, sold};
use parties::{buying, placed, selling};
use told::given;
use vat::{allowances, breakdown, totals};

/// The invoice as its electronic part says it.
#[must_use]
pub fn einvoice(paper: &InvoicePaper, part: &ElectronicPart) -> EInvoice {
    let language = paper.parties.language();
    let (seller, buyer) = (&paper.parties.seller, &paper.parties.buyer);
    let outside = part.reasons.iter().any(|reason| reason.category == "O");
    let mut lines = sold(paper, part);
    lines.extend(deducted(paper, part));
    for (at, taxed) in lines.iter_mut().enumerate() {
        taxed.line.id = (at + 1).to_string();
    }
    let allowances = allowances(paper, &lines);
    let vat = breakdown(paper, part, &lines, &allowances);
    let totals = totals(paper, &lines, &allowances);
    let claimed = paper.kind != InvoiceKind::CreditNote;
    EInvoice {
        number: paper.number.clone(),
        issued_on: Some(paper.issued_on),
        type_code: type_code(paper).to_owned(),
        currency: "EUR".to_owned(),
        tax_point_code: given(&part.falls_due),
        due_on: claimed.then_some(paper.due_on),
        payment_terms: terms(paper, language),
        buyer_reference: given(&buyer.service_code),
        purchase_order: given(&paper.order_number),
        sales_order: paper.origin.split_once(" · ").map(|(_, order)| order.to_owned()).filter(|_| claimed),
        notes: notes(paper, part),
        process: Some(process(paper, part)),
        specification: "urn:cen.eu:en16931:2017".to_owned(),
        preceding: preceding(paper),
        seller: selling(seller, part, buyer.is_abroad()),
        buyer: buying(buyer, part, outside),
        delivery: delivery(paper, part),
        period: paper.worked().map(|(from, to)| InvoicedPeriod { from: Some(from), to: Some(to) }),
        payment: payment(paper).into_iter().collect(),
        remittance: Some(paper.number.clone()),
        allowances_and_charges: allowances.into_iter().map(|(_, _, one)| one).collect(),
        totals,
        vat,
        lines: lines.into_iter().map(|taxed| taxed.line).collect(),
        ..EInvoice::default()
    }
}

/// UNTDID 1001 (BT-3). No corrective invoice (384) is issued: it would replace another one, where the books take that one
/// back by a credit note and issue the next under a number of its own (CGI art. 289 I-5).
fn type_code(paper: &InvoicePaper) -> &'static str {
    match paper.kind {
        InvoiceKind::Deposit => "386",
        InvoiceKind::CreditNote if paper.credited.as_ref().is_some_and(|credited| credited.deposit) => "503",
        InvoiceKind::CreditNote => "381",
        InvoiceKind::Progress | InvoiceKind::Balance | InvoiceKind::Standalone | InvoiceKind::Elsewhere => {
            "380"
        }
    }
}

/// BT-23: what is sold, and whether it closes what deposits began. Whether it is paid is never known when it is issued.
fn process(paper: &InvoicePaper, part: &ElectronicPart) -> String {
    let closes = paper.deductions.iter().any(|deduction| deduction.deposit);
    format!("{}{}", part.operation, if closes { 4 } else { 1 })
}

/// BG-1: the legal sentences, then what stands on the paper under its titles.
fn notes(paper: &InvoicePaper, part: &ElectronicPart) -> Vec<HeaderNote> {
    let note = |subject: &str, text: String| HeaderNote { subject: Some(subject.to_owned()), text };
    let mut notes: Vec<HeaderNote> =
        part.sentences.iter().map(|(subject, text)| note(subject, text.clone())).collect();
    if !paper.subject.is_empty() {
        notes.push(note("AAI", paper.subject.clone()));
    }
    let language = paper.parties.language();
    notes.extend(
        paper
            .wordings
            .notes
            .iter()
            .map(|(title, text)| note("AAI", say!(language, "{title} : {text}", title = title, text = text))),
    );
    notes
}

/// BT-20: the parts where there are several; of a credit note, what becomes of it.
fn terms(paper: &InvoicePaper, language: Language) -> Option<String> {
    if paper.kind == InvoiceKind::CreditNote {
        return given(&paper.wordings.legal.join("\n"));
    }
    let part = |(due_on, amount)| format!("{} : {}", language.long_date(due_on), language.euros(amount));
    let parts: Vec<String> = paper.instalments.iter().map(|one| part((one.due_on, one.amount))).collect();
    given(&parts.join("\n"))
}

/// BG-3: what a credit note takes back, what a balance deducts.
fn preceding(paper: &InvoicePaper) -> Vec<PrecedingInvoice> {
    let credited = paper.credited.iter().map(|credited| (&credited.number, credited.issued_on));
    let deducted = paper.deductions.iter().map(|deduction| (&deduction.number, deduction.issued_on));
    credited
        .chain(deducted)
        .map(|(number, day)| PrecedingInvoice { number: number.clone(), issued_on: Some(day) })
        .collect()
}

/// BG-13: the day of supply, that of an invoice where it names none (CGI ann. II, art. 242 nonies A, 10°), never that of a
/// credit note; and the place where it is another, or where goods leave for another country of the Union (BR-IC-11,
/// BR-IC-12).
fn delivery(paper: &InvoicePaper, part: &ElectronicPart) -> Option<DeliveryTold> {
    let buyer = &paper.parties.buyer;
    let union = part.reasons.iter().any(|reason| reason.category == "K");
    let unnamed = matches!(paper.kind, InvoiceKind::Deposit | InvoiceKind::CreditNote) && !union;
    let day = paper.work_done_on().or((!unnamed).then_some(paper.issued_on));
    let known = country_at(buyer, &buyer.delivery_address).is_some();
    let elsewhere = !buyer.delivery_address.lines().is_empty() && (known || part.operation != "S");
    let there = if elsewhere { &buyer.delivery_address } else { &buyer.address };
    let address = (elsewhere || union).then(|| placed(buyer, there));
    (day.is_some() || address.is_some()).then(|| DeliveryTold {
        delivered_on: day,
        address,
        ..DeliveryTold::default()
    })
}

/// BG-16: a SEPA transfer, where something is to be paid and it is said where.
fn payment(paper: &InvoicePaper) -> Option<PaymentMeans> {
    let seller = &paper.parties.seller;
    let paid = paper.kind != InvoiceKind::CreditNote && paper.totals.gross.0 > 0 && !seller.iban.is_empty();
    paid.then(|| PaymentMeans {
        code: "58".to_owned(),
        transfer: Some(CreditTransfer {
            account: seller.iban.clone(),
            account_name: Some(seller.full_name()),
            bank: given(&seller.bic),
        }),
        ..PaymentMeans::default()
    })
}
