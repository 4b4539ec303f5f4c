//! A quote: what it was made from, the sentences of its day, and the sheet it gives.

use crate::paper::frame::{
    Parties, Wordings, advanced_sum, before_discount, delivering, late_and_discount, plain, row, rows,
    vat_sums,
};
use crate::paper::tax::{is_plain_franchise, reasons};
use crate::sheet::{Row, Sheet, Signature, Step, Sum, Terms, Weight};
use chrono::NaiveDate;
use journey::contact::{ClientCard, ClientKind, Identity, Language};
use journey::deposit::Deposit;
use journey::invoice::PaymentTerms;
use journey::law::Law;
use journey::order::protection::place_matters;
use journey::quote::{Conditions, Line, Nature, counted, disbursed, totals_of};
use journey::sale::FRANCHISE;
use journey::say;
use journey::vat::{Totals, VatRegime};
use values::money::{BasisPoints, Cents};

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
    pub deposit: Deposit,
    pub payment: PaymentTerms,
    pub lines: Vec<Line>,
    pub conditions: Conditions,
    pub terms: Option<TermsPaper>,
    pub parties: Parties,
    pub wordings: Wordings,
    /// Numbers of the quote and of the order that an amendment replaces; none for others.
    pub amends: Option<(String, String)>,
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

/// Sentences of a quote, from the law of its day and the settings; told those on late payment and on discount.
#[must_use]
pub fn quote_wordings(
    law: &Law,
    today: NaiveDate,
    seller: &Identity,
    buyer: &ClientCard,
    quote: &journey::quote::Quote,
    (late, discount): (&str, &str),
    terms: Option<&TermsPaper>,
) -> Wordings {
    let language = buyer.language;
    let mut notes = Vec::new();
    let deposit = quote.deposit.of(&quote.totals);
    let balance = quote.totals.gross - deposit.gross;
    let means = &quote.conditions.payment_means;
    let schedule = if !quote.conditions.stages.is_empty() {
        // The schedule below says what is paid when.
        means.clone()
    } else {
        let said = payment_schedule(language, quote.deposit, deposit.gross, balance, quote.payment);
        format!("{said} {means}")
    };
    notes.push((say!(language, "Règlement").to_owned(), schedule.trim_end().to_owned()));
    if !quote.conditions.reminders.is_empty() {
        notes.push((say!(language, "Relances").to_owned(), quote.conditions.reminders.clone()));
    }
    if !quote.notes.is_empty() {
        notes.push((say!(language, "Précisions").to_owned(), quote.notes.clone()));
    }
    let vat = vat_words(law, today, seller, buyer, &quote.lines);
    if !vat.is_empty() {
        notes.push((say!(language, "TVA").to_owned(), vat));
    }
    if counted(&quote.lines).any(|line| line.nature == Nature::Disbursement) {
        notes.push((say!(language, "Débours").to_owned(), law.wording(language, "disbursements", today)));
    }
    let mut legal = vec![format!(
        "{} {}",
        law.wording(language, "quote_free", today),
        late_and_discount(law, today, buyer, late, discount)
    )];
    if buyer.kind == ClientKind::Person {
        legal.push(law.wording(language, "withdrawal", today));
        legal.push(law.wording(language, "withdrawal_form", today));
    } else if place_matters(buyer.kind, buyer.protected) {
        legal.push(law.wording(language, "withdrawal_firm", today));
        legal.push(law.wording(language, "withdrawal_form", today));
    }
    if buyer.kind == ClientKind::Person {
        legal.push(format!("{} {}", law.wording(language, "mediator", today), seller.mediator));
    }
    if !seller.insurance.is_empty() {
        legal.push(say!(language, "Assurance professionnelle : {insurance}", insurance = seller.insurance));
    }
    if let Some(terms) = terms {
        let mut joined = say!(
            language,
            "Conditions générales de vente, version {version}, jointes",
            version = terms.version
        );
        if terms.is_file {
            joined.push(' ');
            joined.push_str(&say!(language, "dans un fichier à part (SHA-256 {hash})", hash = terms.sha256));
        }
        joined.push('.');
        if let Some(days) = terms.tacit_days {
            joined.push(' ');
            joined.push_str(
                &law.wording(language, "tacit_reception", today).replace("{jours}", &days.to_string()),
            );
        }
        legal.push(joined);
    }
    Wordings { legal, notes, early: quote.conditions.early, ..Wordings::default() }
}

/// Why no VAT is charged, or that of France to a buyer abroad; that it comes on top should it fall due.
fn vat_words(law: &Law, day: NaiveDate, seller: &Identity, buyer: &ClientCard, lines: &[Line]) -> String {
    let language = buyer.language;
    if !is_plain_franchise(seller, lines) {
        return reasons(law, language, day, lines).join("\n");
    }
    let franchise = law.wording(language, FRANCHISE, day);
    if buyer.kind.is_professional() {
        format!("{franchise}. {}", law.wording(language, "franchise_liability", day))
    } else {
        franchise
    }
}

/// How it is paid: the deposit if there is one, and the rest.
pub fn payment_schedule(
    language: Language,
    agreed: Deposit,
    deposit: Cents,
    balance: Cents,
    terms: PaymentTerms,
) -> String {
    let (delay, balance) = (terms.named(language), language.euros(balance));
    if deposit.0 > 0 && agreed.amount().is_some() {
        say!(
            language,
            "Acompte à la commande : {deposit}. Solde {delay} : {balance}.",
            deposit = language.euros(deposit),
            delay = delay,
            balance = balance
        )
    } else if deposit.0 > 0 {
        say!(
            language,
            "Acompte de {rate} à la commande : {deposit}. Solde {delay} : {balance}.",
            rate = agreed.named(language),
            deposit = language.euros(deposit),
            delay = delay,
            balance = balance
        )
    } else {
        say!(language, "Règlement {delay} : {balance}.", delay = delay, balance = balance)
    }
}

/// What the lines come to.
fn sums(paper: &QuotePaper, totals: &Totals, liable: bool) -> Vec<Sum> {
    let language = paper.parties.language();
    let mut sums = before_discount(language, &paper.lines, paper.discount);
    let advanced = disbursed(&paper.lines, totals);
    let apart = totals.without(advanced);
    if liable {
        sums.push(plain(say!(language, "Total HT"), apart.net));
        sums.extend(vat_sums(language, &apart));
        sums.extend(advanced_sum(language, advanced, true));
        sums.push(Sum {
            label: say!(language, "Total TTC").into(),
            amount: totals.gross,
            weight: Weight::Due,
        });
    } else {
        if !advanced.is_zero() {
            sums.push(plain(say!(language, "Prestations"), apart.net));
        }
        sums.extend(advanced_sum(language, advanced, false));
        sums.push(Sum { label: say!(language, "Total").into(), amount: totals.gross, weight: Weight::Due });
    }
    sums
}

/// The sheet of a quote.
#[must_use]
pub fn quote_sheet(paper: &QuotePaper) -> Sheet {
    let language = paper.parties.language();
    let totals = totals_of(&paper.lines, paper.discount);
    let liable = paper.parties.seller.vat_regime == VatRegime::Liable;
    let mut facts = vec![
        (say!(language, "Émis le").to_owned(), language.long_date(paper.sent_on)),
        (say!(language, "Valable jusqu’au").to_owned(), language.long_date(paper.valid_until)),
    ];
    if !paper.start.is_empty() {
        facts.push((say!(language, "Début").to_owned(), paper.start.clone()));
    }
    if !paper.duration.is_empty() {
        facts.push((say!(language, "Durée").to_owned(), paper.duration.clone()));
    }
    let number = if paper.version > 1 {
        say!(language, "{number} · version {version}", number = paper.number, version = paper.version)
    } else {
        paper.number.clone()
    };
    let mut sheet = Sheet {
        heading: if paper.amends.is_none() { say!(language, "Devis") } else { say!(language, "Avenant") }
            .into(),
        number,
        issued_on: paper.sent_on,
        facts,
        subject: paper.subject.clone(),
        opening: paper.wordings.opening.clone(),
        closing: paper.wordings.closing.clone(),
        rows: rows(&paper.lines),
        vat_column: liable,
        sums: sums(paper, &totals, liable),
        notes: paper.wordings.notes.clone(),
        options: options(language, &paper.lines, liable),
        steps: steps(paper, &totals),
        supplies: paper.conditions.supplies.clone(),
        payment: None,
        signature: Some(Signature {
            title: language.wording("agreement", paper.sent_on).to_owned(),
            text: say!(
                language,
                "Date, nom, qualité et signature du client, précédés de la mention « Bon pour accord »"
            )
            .into(),
            ..Signature::default()
        }),
        legal: paper.wordings.legal.clone(),
        terms: paper.terms.as_ref().filter(|terms| !terms.is_file).map(|terms| Terms {
            title: say!(
                language,
                "Conditions générales de vente, version {version}",
                version = terms.version
            ),
            text: terms.text.clone(),
        }),
        ..delivering(&paper.parties, paper.draft, say!(language, "Client"), &paper.lines)
    };
    if let Some((quote, order)) = &paper.amends {
        let said = say!(
            language,
            "Avenant au devis {quote} · commande {order}. Signé, il la remplace ; d’ici là elle tient.",
            quote = quote,
            order = order
        );
        sheet.notes.insert(0, (say!(language, "Avenant").to_owned(), said));
    }
    sheet
}

/// What is paid and done when: the deposit, the stages, the balance; nothing without stages.
fn steps(paper: &QuotePaper, totals: &Totals) -> Vec<Step> {
    if paper.conditions.stages.is_empty() {
        return Vec::new();
    }
    let language = paper.parties.language();
    let deposit = paper.deposit.of(totals);
    let mut steps = Vec::new();
    if deposit.gross.0 > 0 {
        steps.push(Step {
            label: say!(language, "Acompte de {rate}", rate = paper.deposit.named(language)),
            when: say!(language, "à la commande").into(),
            amount: Some(deposit.gross),
        });
    }
    steps.extend(paper.conditions.stages.iter().map(|stage| {
        Step {
            label: stage.label.clone(),
            when: stage
                .planned_on
                .map_or_else(|| say!(language, "date à convenir").to_owned(), |day| language.long_date(day)),
            amount: None,
        }
    }));
    steps.push(Step {
        label: if deposit.gross.0 > 0 { say!(language, "Solde") } else { say!(language, "Règlement") }.into(),
        when: paper.payment.named(language),
        amount: Some(totals.gross - deposit.gross),
    });
    steps
}

/// Options, each with what it makes with VAT where there is any.
fn options(language: Language, lines: &[Line], liable: bool) -> Vec<Row> {
    let option = |line: &Line| {
        let mut row = row(line);
        let vat = line.net.share(line.vat_rate);
        if liable && !vat.is_zero() {
            let gross = say!(language, "soit {gross} TTC", gross = language.euros(line.net + vat));
            row.detail = if row.detail.is_empty() { gross } else { format!("{}\n{gross}", row.detail) };
        }
        row
    };
    lines.iter().filter(|line| line.optional).map(option).collect()
}
