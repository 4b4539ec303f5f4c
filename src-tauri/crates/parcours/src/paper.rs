//! Papers: what was issued, as values, and the sheet it gives.
//!
//! Invariant: the same value is written to the books and read back from them, so that rendering again from stored
//! values gives the bytes that were sealed.

mod letter;
pub mod order;
mod receipt;

pub use letter::{KeptParties, ReminderPaper, reminder_letter};
pub use receipt::{ReceiptPaper, Settled, receipt_letter};

use crate::error::{Error, Result};
use chrono::NaiveDate;
use documents::sheet::{Party, Payment, Row, Sheet, Signature, Step, Sum, Terms, Weight};
use journey::contact::{ClientCard, ClientKind, Identity, colour};
use journey::identifiers;
use journey::invoice::{Instalment, InvoiceKind};
use journey::legal;
use journey::money::{BasisPoints, Cents};
use journey::order::protection::place_matters;
use journey::quote::{Conditions, Line, Nature, counted, deposit_of, disbursed, totals_of};
use journey::vat::{Totals, VatRegime};
use journey::words::{euros, long_date, percent};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

/// Sentences frozen with a paper: legal ones, and titled notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wordings {
    pub legal: Vec<String>,
    pub notes: Vec<(String, String)>,
}

/// Who, frozen with a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    pub seller: Identity,
    pub buyer: ClientCard,
    /// Hash of the logo in the vault, and its bytes.
    pub logo: Option<(String, Vec<u8>)>,
}

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

/// One invoice, as it is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoicePaper {
    pub kind: InvoiceKind,
    pub number: String,
    pub draft: bool,
    pub issued_on: NaiveDate,
    pub supplied_on: Option<NaiveDate>,
    /// The day by which all is paid.
    pub due_on: NaiveDate,
    /// Its parts, where it is paid in several.
    pub instalments: Vec<Instalment>,
    pub order_number: String,
    /// « D-2026-0011 · CO-2026-0009 »
    pub origin: String,
    /// What an invoice without an order is about; empty for others.
    pub subject: String,
    pub discount: BasisPoints,
    pub lines: Vec<Line>,
    pub deductions: Vec<DeductionPaper>,
    /// What this invoice is for, deductions taken.
    pub totals: Totals,
    pub parties: Parties,
    pub wordings: Wordings,
}

/// What the client signs to accept a delivery, as it is given to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPaper {
    /// The order's, with its rank from the second report on.
    pub number: String,
    pub draft: bool,
    pub issued_on: NaiveDate,
    pub delivered_on: NaiveDate,
    /// « D-2026-0011 · CO-2026-0009 »
    pub origin: String,
    pub subject: String,
    pub done: String,
    /// Empty leaves room for the client's own.
    pub reserves: String,
    pub declaration: String,
    /// When silence is acceptance; empty where the terms do not say so.
    pub silence: String,
    pub parties: Parties,
}

/// A deposit or progress invoice deducted: its number and net over all rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeductionPaper {
    /// « Acompte », « Facture »
    pub label: &'static str,
    pub number: String,
    pub net: Cents,
}

/// Bytes kept in the vault.
pub fn kept(db: &Connection, sha256: &str) -> Result<Vec<u8>> {
    db.prepare_cached("SELECT bytes FROM vault WHERE sha256 = ?1")?
        .query_row([sha256], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Error::Broken(format!("the vault lacks {sha256}")))
}

/// The bytes of a paper; `seal` is the journal's head before its line, absent from a draft.
pub fn print(sheet: &Sheet, seal: Option<&str>) -> Result<Vec<u8>> {
    Ok(documents::render(sheet, seal.and_then(|s| s.get(..32)))?)
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

/// The code of the wording that says what is sold: goods, services or both; disbursements are neither.
fn nature(lines: &[Line]) -> &'static str {
    let sold = |nature| counted(lines).any(|line| line.nature == nature);
    match (sold(Nature::Goods), sold(Nature::Service)) {
        (true, true) => "nature_mixed",
        (true, false) => "nature_goods",
        (false, _) => "nature_services",
    }
}

/// Sentences of an invoice, from the law of its day and the settings.
#[must_use]
#[allow(clippy::too_many_arguments, reason = "the law, the settings and the lines each have their say")]
pub fn invoice_wordings(
    today: NaiveDate,
    kind: InvoiceKind,
    seller: &Identity,
    buyer: &ClientCard,
    late: &str,
    discount: &str,
    terms: Option<(i64, NaiveDate)>,
    lines: &[Line],
) -> Wordings {
    let mut notes = Vec::new();
    let nature = legal::wording(nature(lines), today);
    let chargeable = match (seller.vat_regime, kind, seller.vat_on_debits) {
        (VatRegime::Franchise, _, _) => legal::wording("franchise", today),
        (VatRegime::Liable, InvoiceKind::Deposit, _) => legal::wording("deposit_vat", today),
        (
            VatRegime::Liable,
            InvoiceKind::Progress
            | InvoiceKind::Balance
            | InvoiceKind::Standalone
            | InvoiceKind::CreditNote
            | InvoiceKind::Elsewhere,
            true,
        ) => legal::wording("debits", today),
        (
            VatRegime::Liable,
            InvoiceKind::Progress
            | InvoiceKind::Balance
            | InvoiceKind::Standalone
            | InvoiceKind::CreditNote
            | InvoiceKind::Elsewhere,
            false,
        ) => legal::wording("receipts", today),
    };
    notes.push(("Nature de l’opération".to_owned(), format!("{nature} {chargeable}")));
    if counted(lines).any(|line| line.nature == Nature::Disbursement) {
        notes.push(("Débours".to_owned(), legal::wording("disbursements", today).to_owned()));
    }
    let mut first = late_and_discount(today, buyer.kind, late, discount);
    if let Some((version, accepted_on)) = terms {
        first.push_str(&format!(
            " Conditions générales de vente version {version}, acceptées le {}.",
            long_date(accepted_on)
        ));
    }
    let mut legal = vec![first];
    if !seller.insurance.is_empty() {
        legal.push(format!("Assurance professionnelle : {}", seller.insurance));
    }
    Wordings { legal, notes }
}

/// Sentences of a credit note: why, and what becomes of its VAT.
#[must_use]
pub fn credit_wordings(today: NaiveDate, seller: &Identity, reason: &str) -> Wordings {
    let mut notes = vec![("Motif".to_owned(), reason.to_owned())];
    if seller.vat_regime == VatRegime::Franchise {
        notes.push(("TVA".to_owned(), legal::wording("franchise", today).to_owned()));
    }
    Wordings { legal: vec![legal::wording("credit_note", today).to_owned()], notes }
}

fn late_and_discount(today: NaiveDate, kind: ClientKind, late: &str, discount: &str) -> String {
    let late = match kind {
        ClientKind::Company | ClientKind::SoleTrader => late,
        ClientKind::PublicBody | ClientKind::Person => {
            legal::wording(journey::today::late_wording(kind), today)
        }
    };
    format!("{discount} {late}")
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

/// The sheet of a deposit or balance invoice.
#[must_use]
pub fn invoice_sheet(paper: &InvoicePaper) -> Sheet {
    let liable = paper.parties.seller.vat_regime == VatRegime::Liable;
    let net_word = |text: &str| if liable { format!("{text} HT") } else { text.to_owned() };
    let mut sums = before_discount(&paper.lines, paper.discount);
    let advanced = disbursed(&paper.lines, &paper.totals);
    let apart = paper.totals.without(advanced);
    if paper.deductions.is_empty() {
        if liable {
            sums.push(plain("Total HT", apart.net));
        } else if !advanced.is_zero() {
            sums.push(plain("Prestations", apart.net));
        }
    } else {
        let deducted: Cents = paper.deductions.iter().map(|d| d.net).sum();
        sums.push(plain(&net_word("Commande, total"), paper.totals.net + deducted));
        if !advanced.is_zero() {
            sums.push(plain("Débours, comptés plus bas", -advanced));
        }
        for deduction in &paper.deductions {
            let label = if liable {
                format!("{} {}, HT", deduction.label, deduction.number)
            } else {
                format!("{} {}", deduction.label, deduction.number)
            };
            sums.push(plain(&label, -deduction.net));
        }
        if liable {
            sums.push(Sum { label: "Reste HT".into(), amount: apart.net, weight: Weight::Strong });
        }
    }
    if liable {
        sums.extend(vat_sums(&apart));
    }
    sums.extend(advanced_sum(advanced, liable));
    let credit = paper.kind == InvoiceKind::CreditNote;
    let due = if credit { "Total de l’avoir" } else { "Net à payer" };
    sums.push(Sum { label: due.into(), amount: paper.totals.gross, weight: Weight::Due });

    let mut facts = vec![("Émise le".to_owned(), long_date(paper.issued_on))];
    if let Some(day) = paper.supplied_on {
        facts.push(("Prestation achevée le".to_owned(), long_date(day)));
    }
    match paper.instalments.first() {
        _ if credit => {}
        Some(first) => {
            let label = format!("À régler en {} fois, dès le", paper.instalments.len());
            facts.push((label, long_date(first.due_on)));
        }
        None => facts.push(("À régler au plus tard le".to_owned(), long_date(paper.due_on))),
    }
    if !paper.origin.is_empty() {
        let label = if credit { "Facture d’origine" } else { "Devis · commande" };
        facts.push((label.to_owned(), paper.origin.clone()));
    }

    let seller = &paper.parties.seller;
    // Nothing to pay, nowhere to pay it.
    let payment = (!seller.iban.is_empty() && paper.totals.gross.0 > 0).then(|| Payment {
        beneficiary: seller.full_name(),
        iban: seller.iban.clone(),
        bic: seller.bic.clone(),
        amount: paper.instalments.first().map_or(paper.totals.gross, |first| first.amount),
        reference: paper.number.clone(),
    });
    let mut sheet = Sheet {
        heading: journey::words::capital(paper.kind.french()),
        number: paper.number.clone(),
        issued_on: paper.issued_on,
        facts,
        subject: paper.subject.clone(),
        rows: rows(&paper.lines),
        vat_column: liable,
        sums,
        notes: paper.wordings.notes.clone(),
        schedule: paper.instalments.iter().map(|part| (part.due_on, part.amount)).collect(),
        options: Vec::new(),
        steps: Vec::new(),
        supplies: Vec::new(),
        payment: payment.filter(|_| !paper.draft && !credit),
        signature: None,
        legal: paper.wordings.legal.clone(),
        terms: None,
        ..frame(&paper.parties, paper.draft, "Facturé à")
    };
    if !paper.order_number.is_empty() {
        sheet.buyer.muted.push(format!("Votre commande : {}", paper.order_number));
    }
    sheet
}

/// « Sans réponse du client avant cette date… : 29 novembre 2026. »
#[must_use]
pub fn silence_wording(today: NaiveDate, from: NaiveDate) -> String {
    format!("{} {}.", legal::wording("tacit_acceptance", today), long_date(from))
}

/// The sheet of an acceptance report.
#[must_use]
pub fn report_sheet(paper: &ReportPaper) -> Sheet {
    // Room to write by hand.
    let line = ". ".repeat(98);
    let room = [line.trim_end(); 3].join("\n\n");
    let reserves = if paper.reserves.is_empty() { room } else { paper.reserves.clone() };
    let mut notes = vec![
        ("Travail livré".to_owned(), paper.done.clone()),
        ("Réception".to_owned(), paper.declaration.clone()),
        ("Réserves".to_owned(), reserves),
    ];
    if !paper.silence.is_empty() {
        notes.push(("Sans réponse".to_owned(), paper.silence.clone()));
    }
    let box_of = |title: String, text: &str| {
        Some(Signature { title, text: text.into(), lines: Vec::new(), drawing: None })
    };
    Sheet {
        heading: "PV de réception".into(),
        number: paper.number.clone(),
        issued_on: paper.issued_on,
        facts: vec![
            ("Établi le".to_owned(), long_date(paper.issued_on)),
            ("Livré le".to_owned(), long_date(paper.delivered_on)),
            ("Devis · commande".to_owned(), paper.origin.clone()),
        ],
        subject: paper.subject.clone(),
        notes,
        signature: box_of("Pour le client".into(), "Date, nom, qualité et signature"),
        countersignature: box_of(format!("Pour {}", paper.parties.seller.full_name()), "Date et signature"),
        ..frame(&paper.parties, paper.draft, "Client")
    }
}

/// What every sheet shares: who, colours, footer.
fn frame(parties: &Parties, draft: bool, buyer_title: &str) -> Sheet {
    let Parties { seller, buyer, logo } = parties;
    let delivery = buyer.delivery_address.lines();
    let delivered = if delivery.is_empty() {
        "Livraison : même adresse".to_owned()
    } else {
        format!("Livraison : {}", delivery.join(", "))
    };
    Sheet {
        heading: String::new(),
        number: String::new(),
        draft,
        issued_on: NaiveDate::default(),
        accent: colour(&seller.accent).unwrap_or([0x0f, 0x6b, 0x63]),
        logo: logo.as_ref().map(|(_, bytes)| bytes.clone()),
        brand: seller.brand_or_name(),
        tagline: seller.trade.clone(),
        seller: Party { title: "Émetteur".into(), lines: seller.lines(), muted: Vec::new() },
        buyer: Party { title: buyer_title.into(), lines: buyer.lines(), muted: vec![delivered] },
        facts: Vec::new(),
        subject: String::new(),
        rows: Vec::new(),
        vat_column: true,
        sums: Vec::new(),
        notes: Vec::new(),
        schedule: Vec::new(),
        options: Vec::new(),
        steps: Vec::new(),
        supplies: Vec::new(),
        payment: None,
        signature: None,
        countersignature: None,
        legal: Vec::new(),
        footer: format!("{} · SIRET {}", seller.full_name(), identifiers::grouped(&seller.siret)),
        terms: None,
    }
}

fn plain(label: &str, amount: Cents) -> Sum {
    Sum { label: label.to_owned(), amount, weight: Weight::Plain }
}

fn before_discount(lines: &[Line], discount: BasisPoints) -> Vec<Sum> {
    if discount.0 == 0 {
        return Vec::new();
    }
    let whole: Cents = counted(lines).filter(|l| l.nature != Nature::Disbursement).map(|l| l.net).sum();
    vec![
        plain("Total avant remise", whole),
        plain(&format!("Remise {}", percent(discount)), -whole.share(discount)),
    ]
}

fn vat_sums(totals: &Totals) -> impl Iterator<Item = Sum> + '_ {
    totals.groups.iter().map(|g| plain(&format!("TVA {} sur {}", percent(g.rate), euros(g.net)), g.vat))
}

/// « Débours »: claimed back to the cent, outside VAT.
fn advanced_sum(advanced: Cents, liable: bool) -> Option<Sum> {
    let label = if liable { "Débours (hors TVA)" } else { "Débours" };
    (!advanced.is_zero()).then(|| plain(label, advanced))
}

/// The lines that count; an option stands apart.
fn rows(lines: &[Line]) -> Vec<Row> {
    let mut titles = String::new();
    let mut rows = Vec::new();
    for line in lines {
        if !line.section.is_empty() {
            titles.clone_from(&line.section);
        }
        if line.optional {
            continue;
        }
        // The title of a section whose first line is an option stands above the first that counts.
        rows.push(Row { section: std::mem::take(&mut titles), ..row(line) });
    }
    rows
}

fn row(line: &Line) -> Row {
    Row {
        section: String::new(),
        label: line.label.clone(),
        detail: line.detail.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: (line.nature != Nature::Disbursement).then_some(line.vat_rate),
        net: line.net,
    }
}
