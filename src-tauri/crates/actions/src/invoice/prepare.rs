//! Issuing: an invoice is prepared and checked, then numbered, sealed and kept in one go.

use crate::invoice::part::part_lines;
use crate::invoice::preview::InvoicePreview;
use crate::invoice::seal::{SealPlace, seal};
use books::act::{Act, Ask};
use books::entry;
use books::entry::Paper;
use books::error::Result;
use chrono::{Days, NaiveDate};
use documents::paper::frame::Wordings;
use documents::paper::invoice;
use documents::paper::invoice::{DeductionPaper, InvoicePaper, InvoiceWords};
use journey::contact::Language;
use journey::invoice::{Instalment, InstalmentContent, InvoiceKind, Setting, check_list, instalments};
use journey::money::{BasisPoints, Cents};
use journey::quote::{Line, Problem, disbursed, refuse_if_blocked};
use journey::refusal::Refusal;
use journey::vat::{Totals, VatRegime};
use journey::words::capital;
use journey::{input, say};
use records::basis::{Basis, Deposit};
use records::instalment::shown;
use records::invoice::Deduction;
use records::{document, parties, settings};
use rusqlite::params;

/// An invoice ready to be issued, with everything found about it.
pub struct DraftInvoice {
    pub basis: Basis,
    pub kind: InvoiceKind,
    pub percent: BasisPoints,
    pub supplied_on: Option<NaiveDate>,
    /// The day by which all is paid.
    pub due_on: NaiveDate,
    pub instalments: Vec<Instalment>,
    pub order_number: String,
    pub lines: Vec<Line>,
    pub discount: BasisPoints,
    pub totals: Totals,
    pub problems: Vec<Problem>,
    pub wordings: Wordings,
}

/// What tells an invoice of an order from another. What is typed is empty for what was agreed.
pub struct NewInvoice<'a> {
    pub basis: Basis,
    pub kind: InvoiceKind,
    /// Of the whole order; none for what is left of it.
    pub percent: BasisPoints,
    pub lines: Vec<Line>,
    pub totals: Totals,
    pub discount: BasisPoints,
    pub due_on: &'a str,
    pub order_number: &'a str,
    pub instalments: &'a [InstalmentContent],
}

impl NewInvoice<'_> {
    /// All that is left of an order.
    pub fn of_the_rest(basis: Basis) -> Self {
        NewInvoice {
            kind: InvoiceKind::Balance,
            percent: BasisPoints(0),
            lines: basis.lines.clone(),
            totals: basis.left.clone(),
            discount: basis.discount,
            due_on: "",
            order_number: "",
            instalments: &[],
            basis,
        }
    }

    /// A part of an order: one line per VAT rate; under it what the work is about, or the words given.
    pub fn of_a_part(
        basis: Basis,
        kind: InvoiceKind,
        percent: BasisPoints,
        totals: Totals,
        label: &str,
        words: &str,
    ) -> Self {
        let lines = part_lines(&basis, &totals, label, words);
        // A discount on the whole is in the totals of its parts.
        NewInvoice {
            kind,
            percent,
            lines,
            totals,
            discount: BasisPoints(0),
            ..NewInvoice::of_the_rest(basis)
        }
    }
}

pub fn prepare(ask: &Ask, new: NewInvoice) -> Result<DraftInvoice> {
    let mut problems = Vec::new();
    let single = single_due_date(ask, &new, &mut problems);
    let basis = &new.basis;
    let typed = input::line("order_number", new.order_number, 35)?;
    let order_number = if typed.is_empty() { basis.facts.engagement.clone() } else { typed };
    problems.extend(check_list(Setting {
        today: ask.today,
        seller: basis.seller.as_ref(),
        buyer: &basis.buyer,
        due_on: single,
        order_number: &order_number,
    }));
    let instalments = parts(ask, &new, &mut problems);
    // Work that goes on has no day of completion yet.
    let supplied_on = basis.facts.delivered_on.filter(|_| new.kind == InvoiceKind::Balance);
    Ok(DraftInvoice {
        wordings: wordings(ask, basis, new.kind)?,
        kind: new.kind,
        percent: new.percent,
        supplied_on,
        due_on: instalments.last().map_or(single, |last| last.due_on),
        instalments,
        order_number,
        lines: new.lines,
        discount: new.discount,
        totals: new.totals,
        problems,
        basis: new.basis,
    })
}

/// The day typed, or the one agreed; money that may not be taken yet is not asked for either.
fn single_due_date(ask: &Ask, new: &NewInvoice, problems: &mut Vec<Problem>) -> NaiveDate {
    let agreed = ask
        .today
        .checked_add_days(Days::new(u64::try_from(new.basis.payment_days).unwrap_or(30)))
        .unwrap_or(ask.today);
    let protection = new.basis.facts.protection;
    let agreed = protection.map_or(agreed, |p| agreed.max(p.first_payment()));
    let askable = |day| protection.map_or(Ok(()), |p| p.askable("due_on", day));
    let typed = input::optional_day("due_on", new.due_on)
        .and_then(|day| day.map(|day| askable(day).map(|()| day)).transpose());
    typed.map(|day| day.unwrap_or(agreed)).unwrap_or_else(|refusal| {
        problems.push(refusal.into());
        agreed
    })
}

/// The parts typed, each on a day on which money may be taken.
fn parts(ask: &Ask, new: &NewInvoice, problems: &mut Vec<Problem>) -> Vec<Instalment> {
    let (typed, total) = (new.instalments, new.totals.gross);
    let (parts, unread) = instalments(typed, new.due_on, total, ask.today, new.basis.buyer.kind);
    problems.extend(unread);
    let ranks = typed.iter().enumerate().filter(|(_, row)| !row.is_blank()).map(|(rank, _)| rank);
    for (rank, part) in ranks.zip(&parts) {
        let protection = new.basis.facts.protection;
        let askable = protection.map(|p| p.askable(&format!("instalments[{rank}].due_on"), part.due_on));
        problems.extend(askable.and_then(Result::err).map(Problem::from));
    }
    parts
}

fn wordings(ask: &Ask, basis: &Basis, kind: InvoiceKind) -> Result<Wordings> {
    let language = basis.buyer.language;
    let defaults = settings::effective_in(ask, language)?;
    let mut wordings = match &basis.seller {
        Some(seller) => invoice::invoice_wordings(
            ask.today,
            InvoiceWords {
                kind,
                seller,
                buyer: &basis.buyer,
                late: &defaults.late_wording,
                discount: &defaults.discount_wording,
                terms: basis.terms,
                lines: &basis.lines,
            },
        ),
        None => Wordings::default(),
    };
    if kind == InvoiceKind::Balance && !basis.deposits.is_empty() {
        let liable = basis.seller.as_ref().is_none_or(|s| s.vat_regime == VatRegime::Liable);
        let title = match basis.deposits.as_slice() {
            [one] if one.kind == InvoiceKind::Deposit => say!(language, "Acompte déduit"),
            all if all.iter().all(|d| d.kind == InvoiceKind::Deposit) => say!(language, "Acomptes déduits"),
            _ => say!(language, "Déjà facturé"),
        };
        let text: Vec<String> = basis.deposits.iter().map(|d| deducted(d, language, liable)).collect();
        wordings.notes.insert(0, (title.to_owned(), text.join("\n")));
    }
    Ok(wordings)
}

/// « Facture d’acompte F-2026-0029 du 24 septembre 2026, payée le 2 octobre 2026 : 1 000,00 € HT, TVA 20 % 200,00 €… »
fn deducted(deposit: &Deposit, language: Language, liable: bool) -> String {
    let net: Cents = deposit.groups.iter().map(|g| g.net).sum();
    let vat: Cents = deposit.groups.iter().map(|g| g.vat).sum();
    let (kind, issued_on) = (capital(deposit.kind.named(language)), language.long_date(deposit.issued_on));
    let (number, paid_on) = (&deposit.number, deposit.paid_on.map(|day| language.long_date(day)));
    let head = match paid_on {
        Some(paid_on) => say!(
            language,
            "{kind} {number} du {day}, payée le {paid_on} :",
            kind = kind,
            number = number,
            day = issued_on,
            paid_on = paid_on
        ),
        None => {
            say!(language, "{kind} {number} du {day} :", kind = kind, number = number, day = issued_on)
        }
    };
    if !liable {
        return format!("{head} {}.", language.euros(net));
    }
    let rates: Vec<String> = deposit
        .groups
        .iter()
        .filter(|g| !g.net.is_zero())
        .map(|g| {
            say!(
                language,
                "{net} HT, TVA {rate} {vat}",
                net = language.euros(g.net),
                rate = language.percent(g.rate),
                vat = language.euros(g.vat)
            )
        })
        .collect();
    let between = match language {
        Language::French => " ; ",
        Language::English => "; ",
    };
    let rates = rates.join(between);
    let gross = language.euros(net + vat);
    say!(language, "{head} {rates}, soit {gross} TTC.", head = head, rates = rates, gross = gross)
}

impl DraftInvoice {
    pub fn preview(self) -> InvoicePreview {
        // Nothing is late of what is not issued.
        let today = NaiveDate::MIN;
        let issuable = self.problems.iter().all(|p| !p.blocking);
        let deductions = self.deductions();
        let advanced = disbursed(&self.lines, &self.totals);
        InvoicePreview {
            typed: Vec::new(),
            work: self.totals.without(advanced),
            disbursements: advanced,
            totals: self.totals,
            due_on: self.due_on.to_string(),
            instalments: self.instalments.iter().map(|part| shown(part, part.amount, today)).collect(),
            lines: self.lines,
            deductions,
            problems: self.problems,
            issuable,
        }
    }

    fn deductions(&self) -> Vec<Deduction> {
        if self.kind != InvoiceKind::Balance {
            return Vec::new();
        }
        let of = |deposit: &Deposit| {
            let (number, issued_on) = (deposit.number.clone(), deposit.issued_on.to_string());
            deposit
                .groups
                .iter()
                .map(move |g| Deduction {
                    number: number.clone(),
                    issued_on: issued_on.clone(),
                    rate: g.rate,
                    net: g.net,
                    vat: g.vat,
                })
                .collect::<Vec<_>>()
        };
        self.basis.deposits.iter().flat_map(of).collect()
    }

    fn paper(&self, ask: &Ask, number: String, draft: bool) -> Result<InvoicePaper> {
        let seller = self
            .basis
            .seller
            .clone()
            .ok_or_else(|| Refusal::at("seller", "Dites d’abord qui vous êtes, dans les réglages."))?;
        let deductions = if self.kind == InvoiceKind::Balance {
            let deducted = |d: &Deposit| DeductionPaper {
                deposit: d.kind == InvoiceKind::Deposit,
                number: d.number.clone(),
                net: d.groups.iter().map(|g| g.net).sum(),
            };
            self.basis.deposits.iter().map(deducted).collect()
        } else {
            Vec::new()
        };
        Ok(InvoicePaper {
            kind: self.kind,
            number,
            draft,
            issued_on: ask.today,
            supplied_on: self.supplied_on,
            due_on: self.due_on,
            instalments: self.instalments.clone(),
            order_number: self.order_number.clone(),
            origin: format!("{} · {}", self.basis.quote_number, self.basis.order_number),
            subject: String::new(),
            discount: self.discount,
            lines: self.lines.clone(),
            deductions,
            totals: self.totals.clone(),
            parties: parties::parties(ask, seller, self.basis.buyer.clone())?,
            wordings: self.wordings.clone(),
        })
    }

    pub fn draft_paper(self, ask: &Ask) -> Result<Paper> {
        let paper = self.paper(ask, say!(self.basis.buyer.language, "Brouillon").to_owned(), true)?;
        let bytes = document::print(&invoice::invoice_sheet(&paper), None)?;
        Ok(entry::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
    }
}

/// Numbers, seals and keeps a prepared invoice.
pub fn issue(act: &Act, prepared: DraftInvoice) -> Result<i64> {
    refuse_if_blocked(&prepared.problems)?;
    let basis = &prepared.basis;
    let paper = prepared.paper(&act.ask(), String::new(), false)?;
    let invoice = seal(
        act,
        paper,
        SealPlace {
            deal: basis.facts.deal,
            client: basis.facts.client,
            order: Some(basis.order),
            percent: prepared.percent,
            credits: None,
            reason: None,
            about: &basis.subject,
        },
    )?;
    if prepared.kind == InvoiceKind::Balance {
        for deposit in &basis.deposits {
            for group in &deposit.groups {
                act.db
                    .prepare_cached("INSERT INTO invoice_deduction (invoice, deducted, rate, net, vat) VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![invoice, deposit.id, group.rate.0, group.net.0, group.vat.0])?;
            }
        }
    }
    Ok(invoice)
}
