//! Invoices of all kinds and credit notes: what they were made from, the sentences of their day, their sheet.

use crate::paper::einvoice::einvoice;
use crate::paper::electronic::{self, ElectronicSetting, claimed, electronic_part, operation};
use crate::paper::frame::{
    Parties, Wordings, advanced_sum, before_discount, delivering, late_sentence, payment, plain, rows,
    vat_sums,
};
use crate::paper::invoiced::{DeductionPaper, InvoicePaper};
use crate::paper::tax::{chargeable, is_plain_franchise, other_reasons, reasons};
use crate::sheet::{Sheet, Sum, Weight};
use ::einvoice::cii_write::write_cii;
use chrono::NaiveDate;
use journey::charges::ChargesRegime;
use journey::contact::{ClientCard, ClientKind, Identity};
use journey::invoice::InvoiceKind;
use journey::language::Language;
use journey::law::Law;
use journey::quote::{Line, Nature, counted, disbursed};
use journey::sale::FRANCHISE;
use journey::say;
use journey::vat::VatRegime;
use values::money::{BasisPoints, Cents};

/// The code of the wording that says what is sold: goods, services or both; disbursements are neither.
fn nature(lines: &[Line]) -> &'static str {
    match operation(lines) {
        "M" => "nature_mixed",
        "B" => "nature_goods",
        _ => "nature_services",
    }
}

/// What the sentences of an invoice depend on.
#[derive(Clone, Copy, Debug)]
pub struct InvoiceWords<'a> {
    pub law: &'a Law,
    pub kind: InvoiceKind,
    pub seller: &'a Identity,
    pub buyer: &'a ClientCard,
    /// From the settings, or the law's own.
    pub late: &'a str,
    /// A contract's yearly rate for professionals, from the settings.
    pub late_rate: Option<BasisPoints>,
    pub discount: &'a str,
    /// The version of the terms accepted, and when.
    pub terms: Option<(i64, NaiveDate)>,
    pub lines: &'a [Line],
}

/// Sentences of an invoice, from the law of its day and the settings.
#[must_use]
pub fn invoice_wordings(today: NaiveDate, about: InvoiceWords) -> Wordings {
    let InvoiceWords { law, kind, seller, buyer, late, late_rate, discount, terms, lines } = about;
    let language = buyer.language;
    let mut notes = Vec::new();
    let nature = law.wording(language, nature(lines), today);
    let chargeable = if is_plain_franchise(seller, lines) {
        law.wording(language, FRANCHISE, today)
    } else {
        chargeable(law, language, today, seller.vat_on_debits, kind == InvoiceKind::Deposit, lines)
    };
    let nature = format!("{nature} {chargeable}");
    notes.push((say!(language, "Nature de l’opération").to_owned(), nature.trim_end().to_owned()));
    let reasons = other_reasons(law, language, today, lines);
    if !reasons.is_empty() {
        notes.push((say!(language, "TVA").to_owned(), reasons.join("\n")));
    }
    if counted(lines).any(|line| line.nature == Nature::Disbursement) {
        notes.push((say!(language, "Débours").to_owned(), law.wording(language, "disbursements", today)));
    }
    let late = late_sentence(law, today, buyer, late);
    let terms = terms.map_or(String::new(), |(version, accepted_on)| {
        say!(
            language,
            "Conditions générales de vente version {version}, acceptées le {day}.",
            version = version,
            day = language.long_date(accepted_on)
        )
    });
    let mut legal = vec![format!("{discount} {late} {terms}").trim_end().to_owned()];
    let insurance = if seller.insurance.is_empty() {
        String::new()
    } else {
        say!(language, "Assurance professionnelle : {insurance}", insurance = seller.insurance)
    };
    legal.extend(Some(insurance.clone()).filter(|insurance| !insurance.is_empty()));
    let agreed = late_rate.filter(|_| ChargesRegime::of(buyer.kind) == ChargesRegime::Professional);
    let is_deposit = kind == InvoiceKind::Deposit;
    let setting = ElectronicSetting { law, day: today, is_deposit, seller, buyer, lines };
    let sentences = claimed(setting, discount, &late, &[&terms, &insurance]);
    let electronic = Some(electronic_part(setting, sentences));
    Wordings { legal, notes, late_rate: agreed, electronic, ..Wordings::default() }
}

/// Sentences of a credit note: why, and what becomes of its VAT; told the lines that it takes back, and whether those
/// are of a deposit.
#[must_use]
pub fn credit_wordings(
    law: &Law,
    today: NaiveDate,
    parties: &Parties,
    (credited, is_deposit): (&[Line], bool),
    reason: &str,
) -> Wordings {
    let (language, seller) = (parties.language(), &parties.seller);
    let mut notes = vec![(say!(language, "Motif").to_owned(), reason.to_owned())];
    let said = if is_plain_franchise(seller, credited) {
        vec![law.wording(language, FRANCHISE, today)]
    } else {
        reasons(law, language, today, credited)
    };
    if !said.is_empty() {
        notes.push((say!(language, "TVA").to_owned(), said.join("\n")));
    }
    let legal = law.wording(language, "credit_note", today);
    let buyer = &parties.buyer;
    let setting = ElectronicSetting { law, day: today, is_deposit, seller, buyer, lines: credited };
    let electronic = Some(electronic_part(setting, electronic::credited(language, &legal)));
    Wordings { legal: vec![legal], notes, electronic, ..Wordings::default() }
}

/// What the lines come to, what was invoiced before, and what is due.
fn sums(paper: &InvoicePaper, language: Language, liable: bool) -> Vec<Sum> {
    let mut sums = before_discount(language, &paper.lines, paper.discount);
    let advanced = disbursed(&paper.lines, &paper.totals);
    let apart = paper.totals.without(advanced);
    if paper.deductions.is_empty() {
        if liable {
            sums.push(plain(say!(language, "Total HT"), apart.net));
        } else if !advanced.is_zero() {
            sums.push(plain(say!(language, "Prestations"), apart.net));
        }
    } else {
        let deducted: Cents = paper.deductions.iter().map(DeductionPaper::net).sum();
        let whole =
            if liable { say!(language, "Commande, total HT") } else { say!(language, "Commande, total") };
        sums.push(plain(whole, paper.totals.net + deducted));
        if !advanced.is_zero() {
            sums.push(plain(say!(language, "Débours, comptés plus bas"), -advanced));
        }
        for deduction in &paper.deductions {
            let number = &deduction.number;
            let label = match (deduction.deposit, liable) {
                (true, true) => say!(language, "Acompte {number}, HT", number = number),
                (true, false) => say!(language, "Acompte {number}", number = number),
                (false, true) => say!(language, "Facture {number}, HT", number = number),
                (false, false) => say!(language, "Facture {number}", number = number),
            };
            sums.push(plain(&label, -deduction.net()));
        }
        if liable {
            sums.push(Sum {
                label: say!(language, "Reste HT").into(),
                amount: apart.net,
                weight: Weight::Strong,
            });
        }
    }
    if liable {
        sums.extend(vat_sums(language, &apart));
    }
    sums.extend(advanced_sum(language, advanced, liable));
    let due = if paper.kind == InvoiceKind::CreditNote {
        say!(language, "Total de l’avoir")
    } else {
        say!(language, "Net à payer")
    };
    sums.push(Sum { label: due.into(), amount: paper.totals.gross, weight: Weight::Due });
    sums
}

/// The days of the work, where it took several.
fn period(paper: &InvoicePaper, language: Language) -> Option<(String, String)> {
    let (from, to) = paper.worked()?;
    let (from, to) = (language.long_date(from), language.long_date(to));
    let days = say!(language, "Du {from} au {to}", from = from, to = to);
    Some((say!(language, "Période de la prestation").to_owned(), days))
}

/// The sheet of a deposit or balance invoice.
#[must_use]
pub fn invoice_sheet(paper: &InvoicePaper) -> Sheet {
    let language = paper.parties.language();
    let liable = paper.parties.seller.vat_regime == VatRegime::Liable;
    let credit = paper.kind == InvoiceKind::CreditNote;
    let mut facts = vec![(say!(language, "Émise le").to_owned(), language.long_date(paper.issued_on))];
    if let Some(day) = paper.work_done_on() {
        facts.push((say!(language, "Prestation achevée le").to_owned(), language.long_date(day)));
    }
    match paper.instalments.first() {
        _ if credit => {}
        Some(first) => {
            let label = say!(language, "À régler en {count} fois, dès le", count = paper.instalments.len());
            facts.push((label, language.long_date(first.due_on)));
        }
        None => facts
            .push((say!(language, "À régler au plus tard le").to_owned(), language.long_date(paper.due_on))),
    }
    if !paper.origin.is_empty() {
        let label =
            if credit { say!(language, "Facture d’origine") } else { say!(language, "Devis · commande") };
        facts.push((label.to_owned(), paper.origin.clone()));
    }

    let seller = &paper.parties.seller;
    // Nothing to pay, nowhere to pay it.
    let first = paper.instalments.first().map_or(paper.totals.gross, |first| first.amount);
    let payment = payment(seller, first, paper.number.clone());
    let electronic = paper.wordings.electronic.as_ref().filter(|_| !paper.draft);
    let mut sheet = Sheet {
        heading: values::words::capital(paper.kind.named(language)),
        number: paper.number.clone(),
        issued_on: paper.issued_on,
        facts,
        subject: paper.subject.clone(),
        opening: paper.wordings.opening.clone(),
        closing: paper.wordings.closing.clone(),
        rows: rows(&paper.lines),
        vat_column: liable,
        sums: sums(paper, language, liable),
        notes: period(paper, language).into_iter().chain(paper.wordings.notes.iter().cloned()).collect(),
        schedule: paper.instalments.iter().map(|part| (part.due_on, part.amount)).collect(),
        options: Vec::new(),
        steps: Vec::new(),
        supplies: Vec::new(),
        payment: payment.filter(|_| !paper.draft && !credit && paper.totals.gross.0 > 0),
        signature: None,
        legal: paper.wordings.legal.clone(),
        terms: None,
        electronic: electronic.map(|part| write_cii(&einvoice(paper, part))),
        ..delivering(&paper.parties, paper.draft, say!(language, "Facturé à"), &paper.lines)
    };
    let ClientCard { kind, service_code: code, .. } = &paper.parties.buyer;
    if !code.is_empty() {
        sheet.buyer.muted.push(match kind {
            ClientKind::PublicBody => say!(language, "Code service : {code}", code = code),
            ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association | ClientKind::Person => {
                say!(language, "Votre référence : {code}", code = code)
            }
        });
    }
    if !paper.order_number.is_empty() {
        sheet.buyer.muted.push(say!(language, "Votre commande : {number}", number = paper.order_number));
    }
    sheet
}
