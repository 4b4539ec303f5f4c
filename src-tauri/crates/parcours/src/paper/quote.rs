//! A quote: what it was made from, the sentences of its day, and the sheet it gives.

use super::{
    Parties, Wordings, advanced_sum, before_discount, frame, late_and_discount, plain, row, rows, vat_sums,
};
use chrono::NaiveDate;
use documents::sheet::{Row, Sheet, Signature, Step, Sum, Terms, Weight};
use journey::contact::{ClientCard, ClientKind, Identity};
use journey::legal;
use journey::money::BasisPoints;
use journey::order::protection::place_matters;
use journey::quote::{Conditions, Line, Nature, counted, deposit_of, disbursed, totals_of};
use journey::vat::{Totals, VatRegime};
use journey::words::{euros, long_date, percent};

/// One version of a quote, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotePaper {
    pub number: String,
    pub version: i64,
    pub draft: bool,
    pub sent_on: NaiveDate,
    pub valid_until: NaiveDate,
    pub subject: String,
    pub start: String,
    pub duration: String,
    pub discount: BasisPoints,
    pub deposit: BasisPoints,
    pub payment_days: i64,
    pub lines: Vec<Line>,
    pub conditions: Conditions,
    pub terms: Option<TermsPaper>,
    pub parties: Parties,
    pub wordings: Wordings,
    /// « devis D-2026-0011 · commande CO-2026-0009 » for an amendment; empty for others.
    pub amends: String,
}

/// Terms and conditions that go with a quote: printed after it, or a file of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsPaper {
    pub version: i64,
    pub text: String,
    pub sha256: String,
    pub is_file: bool,
    /// Silence for so many days after delivery is acceptance, where the terms say so.
    pub tacit_days: Option<i64>,
}

/// Sentences of a quote, from the law of its day and the settings.
#[must_use]
pub fn quote_wordings(
    today: NaiveDate,
    seller: &Identity,
    buyer: &ClientCard,
    quote: &journey::quote::Quote,
    late: &str,
    discount: &str,
    terms: Option<&TermsPaper>,
) -> Wordings {
    let mut notes = Vec::new();
    let deposit = deposit_of(&quote.totals, quote.deposit);
    let balance = quote.totals.gross - deposit.gross;
    let days = delay(quote.payment_days);
    let means = &quote.conditions.payment_means;
    let schedule = if !quote.conditions.stages.is_empty() {
        // The schedule below says what is paid when.
        means.clone()
    } else if deposit.gross.0 > 0 {
        format!(
            "Acompte de {} à la commande : {}. Solde {days} de la facture : {}. {means}",
            percent(quote.deposit),
            euros(deposit.gross),
            euros(balance)
        )
    } else {
        format!("Règlement {days} de la facture : {}. {means}", euros(balance))
    };
    notes.push(("Règlement".to_owned(), schedule.trim_end().to_owned()));
    if !quote.conditions.reminders.is_empty() {
        notes.push(("Relances".to_owned(), quote.conditions.reminders.clone()));
    }
    if !quote.notes.is_empty() {
        notes.push(("Précisions".to_owned(), quote.notes.clone()));
    }
    if seller.vat_regime == VatRegime::Franchise {
        let mut text = legal::wording("franchise", today).to_owned();
        if buyer.kind.is_professional() {
            text.push_str(". ");
            text.push_str(legal::wording("franchise_liability", today));
        }
        notes.push(("TVA".to_owned(), text));
    }
    if counted(&quote.lines).any(|line| line.nature == Nature::Disbursement) {
        notes.push(("Débours".to_owned(), legal::wording("disbursements", today).to_owned()));
    }
    let mut legal = vec![format!(
        "{} {}",
        legal::wording("quote_free", today),
        late_and_discount(today, buyer.kind, late, discount)
    )];
    if buyer.kind == ClientKind::Person {
        legal.push(legal::wording("withdrawal", today).to_owned());
        legal.push(legal::wording("withdrawal_form", today).to_owned());
    } else if place_matters(buyer.kind, buyer.protected) {
        legal.push(legal::wording("withdrawal_firm", today).to_owned());
        legal.push(legal::wording("withdrawal_form", today).to_owned());
    }
    if buyer.kind == ClientKind::Person {
        legal.push(format!("{} {}", legal::wording("mediator", today), seller.mediator));
    }
    if !seller.insurance.is_empty() {
        legal.push(format!("Assurance professionnelle : {}", seller.insurance));
    }
    if let Some(terms) = terms {
        let mut joined = format!("Conditions générales de vente, version {}, jointes", terms.version);
        if terms.is_file {
            joined.push_str(&format!(" dans un fichier à part (SHA-256 {})", terms.sha256));
        }
        joined.push('.');
        if let Some(days) = terms.tacit_days {
            joined.push(' ');
            joined.push_str(&legal::wording("tacit_reception", today).replace("{jours}", &days.to_string()));
        }
        legal.push(joined);
    }
    Wordings { legal, notes }
}

fn delay(days: i64) -> String {
    if days == 0 { "à réception".to_owned() } else { format!("à {days} jours") }
}

/// The sheet of a quote.
#[must_use]
pub fn quote_sheet(paper: &QuotePaper) -> Sheet {
    let totals = totals_of(&paper.lines, paper.discount);
    let liable = paper.parties.seller.vat_regime == VatRegime::Liable;
    let mut sums = before_discount(&paper.lines, paper.discount);
    let advanced = disbursed(&paper.lines, &totals);
    let apart = totals.without(advanced);
    if liable {
        sums.push(plain("Total HT", apart.net));
        sums.extend(vat_sums(&apart));
        sums.extend(advanced_sum(advanced, true));
        sums.push(Sum { label: "Total TTC".into(), amount: totals.gross, weight: Weight::Due });
    } else {
        if !advanced.is_zero() {
            sums.push(plain("Prestations", apart.net));
        }
        sums.extend(advanced_sum(advanced, false));
        sums.push(Sum { label: "Total".into(), amount: totals.gross, weight: Weight::Due });
    }
    let mut facts = vec![
        ("Émis le".to_owned(), long_date(paper.sent_on)),
        ("Valable jusqu’au".to_owned(), long_date(paper.valid_until)),
    ];
    if !paper.start.is_empty() {
        facts.push(("Début".to_owned(), paper.start.clone()));
    }
    if !paper.duration.is_empty() {
        facts.push(("Durée".to_owned(), paper.duration.clone()));
    }
    let number = if paper.version > 1 {
        format!("{} · version {}", paper.number, paper.version)
    } else {
        paper.number.clone()
    };
    let mut sheet = Sheet {
        heading: if paper.amends.is_empty() { "Devis" } else { "Avenant" }.into(),
        number,
        issued_on: paper.sent_on,
        facts,
        subject: paper.subject.clone(),
        rows: rows(&paper.lines),
        vat_column: liable,
        sums,
        notes: paper.wordings.notes.clone(),
        options: options(&paper.lines, liable),
        steps: steps(paper, &totals),
        supplies: paper.conditions.supplies.clone(),
        payment: None,
        signature: Some(Signature {
            title: legal::wording("agreement", paper.sent_on).to_owned(),
            text: "Date, nom, qualité et signature du client, précédés de la mention « Bon pour accord »"
                .into(),
            ..Signature::default()
        }),
        legal: paper.wordings.legal.clone(),
        terms: paper.terms.as_ref().filter(|terms| !terms.is_file).map(|terms| Terms {
            title: format!("Conditions générales de vente, version {}", terms.version),
            text: terms.text.clone(),
        }),
        ..frame(&paper.parties, paper.draft, "Client")
    };
    if !paper.amends.is_empty() {
        sheet.notes.insert(
            0,
            (
                "Avenant".to_owned(),
                format!("Avenant au {}. Signé, il la remplace ; d’ici là elle tient.", paper.amends),
            ),
        );
    }
    sheet
}

/// What is paid and done when: the deposit, the stages, the balance; nothing without stages.
fn steps(paper: &QuotePaper, totals: &Totals) -> Vec<Step> {
    if paper.conditions.stages.is_empty() {
        return Vec::new();
    }
    let deposit = deposit_of(totals, paper.deposit);
    let mut steps = Vec::new();
    if deposit.gross.0 > 0 {
        steps.push(Step {
            label: format!("Acompte de {}", percent(paper.deposit)),
            when: "à la commande".into(),
            amount: Some(deposit.gross),
        });
    }
    steps.extend(paper.conditions.stages.iter().map(|stage| Step {
        label: stage.label.clone(),
        when: stage.planned_on.map_or_else(|| "date à convenir".to_owned(), long_date),
        amount: None,
    }));
    steps.push(Step {
        label: if deposit.gross.0 > 0 { "Solde" } else { "Règlement" }.into(),
        when: format!("{} de la facture", delay(paper.payment_days)),
        amount: Some(totals.gross - deposit.gross),
    });
    steps
}

/// Options, each with what it makes with VAT where there is any.
fn options(lines: &[Line], liable: bool) -> Vec<Row> {
    let option = |line: &Line| {
        let mut row = row(line);
        let vat = line.net.share(line.vat_rate);
        if liable && !vat.is_zero() {
            let gross = format!("soit {} TTC", euros(line.net + vat));
            row.detail = if row.detail.is_empty() { gross } else { format!("{}\n{gross}", row.detail) };
        }
        row
    };
    lines.iter().filter(|line| line.optional).map(option).collect()
}
