//! Issuing: an invoice is prepared and checked, then numbered, sealed and kept in one go.

use super::basis::{Basis, Deposit};
use super::{Deduction, InvoicePreview, shown};
use crate::act::{Act, Ask};
use crate::contact;
use crate::deal::day;
use crate::error::Result;
use crate::paper::{self, DeductionPaper, InvoicePaper, InvoiceWords, Wordings};
use crate::quote::{self, keep_document, write_lines};
use crate::search;
use crate::surface::Paper;
use chrono::{Days, NaiveDate};
use journey::contact::Language;
use journey::input;
use journey::invoice::{Instalment, InvoiceKind, Setting, check_list, chronological};
use journey::money::{BasisPoints, Cents};
use journey::order::protection::Protection;
use journey::quote::{Line, Problem, disbursed, refuse_if_blocked};
use journey::refusal::Refusal;
use journey::say;
use journey::vat::{Totals, VatRegime};
use journey::words::capital;
use rusqlite::{OptionalExtension, params};

/// An invoice ready to be issued, with everything found about it.
pub(crate) struct Prepared {
    pub(super) basis: Basis,
    kind: InvoiceKind,
    percent: BasisPoints,
    supplied_on: Option<NaiveDate>,
    /// The day by which all is paid.
    pub(super) due_on: NaiveDate,
    pub(super) instalments: Vec<Instalment>,
    order_number: String,
    lines: Vec<Line>,
    discount: BasisPoints,
    pub(super) totals: Totals,
    pub(super) problems: Vec<Problem>,
    wordings: Wordings,
    pub(super) protection: Option<Protection>,
}

#[allow(clippy::too_many_arguments, reason = "what tells a deposit from a balance")]
pub(crate) fn prepare(
    ask: &Ask,
    basis: Basis,
    kind: InvoiceKind,
    percent: BasisPoints,
    lines: Vec<Line>,
    totals: Totals,
    discount: BasisPoints,
    due_on: &str,
    order_number: &str,
) -> Result<Prepared> {
    let mut problems = Vec::new();
    let agreed = ask
        .today
        .checked_add_days(Days::new(u64::try_from(basis.payment_days).unwrap_or(30)))
        .unwrap_or(ask.today);
    // Money may not be taken yet: it is not asked for either.
    let protection = crate::deal::facts(ask, basis.deal)?.protection;
    let agreed = protection.map_or(agreed, |p| agreed.max(p.first_payment()));
    let askable = |day| protection.map_or(Ok(()), |p| p.askable("due_on", day));
    let typed = input::optional_day("due_on", due_on)
        .and_then(|day| day.map(|day| askable(day).map(|()| day)).transpose());
    let due_on = match typed {
        Ok(day) => day.unwrap_or(agreed),
        Err(refusal) => {
            problems.push(refusal.into());
            agreed
        }
    };
    let typed = input::line("order_number", order_number, 35)?;
    let order_number = if typed.is_empty() { basis.client_number.clone() } else { typed };
    problems.extend(check_list(Setting {
        today: ask.today,
        seller: basis.seller.as_ref(),
        buyer: &basis.buyer,
        due_on,
        order_number: &order_number,
    }));
    let supplied_on: Option<String> = match kind {
        // Work that goes on has no day of completion yet.
        InvoiceKind::Deposit | InvoiceKind::Progress | InvoiceKind::CreditNote | InvoiceKind::Elsewhere => {
            None
        }
        InvoiceKind::Standalone => Some(ask.today.to_string()),
        InvoiceKind::Balance => crate::delivery::delivered_on(ask, basis.deal)?.map(|day| day.to_string()),
    };
    let language = basis.buyer.language;
    let defaults = contact::effective_in(ask, language)?;
    let mut wordings = match &basis.seller {
        Some(seller) => paper::invoice_wordings(
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
    Ok(Prepared {
        kind,
        percent,
        supplied_on: supplied_on.map(|d| day(&d)).transpose()?,
        due_on,
        instalments: Vec::new(),
        order_number,
        lines,
        discount,
        totals,
        problems,
        wordings,
        protection,
        basis,
    })
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

impl Prepared {
    pub(crate) fn preview(self) -> InvoicePreview {
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
            parties: quote::parties(ask, seller, self.basis.buyer.clone())?,
            wordings: self.wordings.clone(),
        })
    }

    pub(crate) fn draft_paper(self, ask: &Ask) -> Result<Paper> {
        let paper = self.paper(ask, say!(self.basis.buyer.language, "Brouillon").to_owned(), true)?;
        let bytes = paper::print(&paper::invoice_sheet(&paper), None)?;
        Ok(crate::surface::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
    }
}

/// Numbers, seals and keeps a prepared invoice.
pub(crate) fn issue(act: &Act, prepared: Prepared) -> Result<i64> {
    refuse_if_blocked(&prepared.problems)?;
    let basis = &prepared.basis;
    let paper = prepared.paper(&act.ask(), String::new(), false)?;
    let invoice = seal(
        act,
        paper,
        Place {
            deal: basis.deal,
            client: basis.client,
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

/// Where an invoice hangs.
pub(crate) struct Place<'a> {
    pub deal: i64,
    pub client: i64,
    pub order: Option<i64>,
    pub percent: BasisPoints,
    /// The invoice that a credit note takes back, and why.
    pub credits: Option<i64>,
    pub reason: Option<&'a str>,
    /// Words to find it by.
    pub about: &'a str,
}

/// Gives a paper its number, keeps its bytes and writes its rows.
pub(crate) fn seal(act: &Act, mut paper: InvoicePaper, place: Place) -> Result<i64> {
    act.about(place.deal);
    let Some(series) = paper.kind.series() else {
        return Err(Refusal::not_now("Une facture émise ailleurs ne s’émet pas de nouveau ici.").into());
    };
    let (year, n, number) = act.take_number(series)?;
    let last: Option<String> = act
        .db
        .prepare_cached(
            "SELECT issued_on FROM invoice WHERE series = ?1 AND year = ?2 ORDER BY n DESC LIMIT 1",
        )?
        .query_row(params![series.prefix(), year], |r| r.get(0))
        .optional()?;
    chronological(last.map(|d| day(&d)).transpose()?, act.today)?;
    paper.number.clone_from(&number);
    let bytes = paper::print(&paper::invoice_sheet(&paper), Some(&act.head.seal))?;
    let kind = if paper.kind == InvoiceKind::CreditNote { "credit_note" } else { "invoice" };
    let document = keep_document(
        act,
        kind,
        place.deal,
        &number,
        &format!("{number}.pdf"),
        "application/pdf",
        &bytes,
        true,
    )?;
    act.db
        .prepare_cached(
            "INSERT INTO invoice (deal, client, signed_order, kind, series, year, n, number, issued_on, supplied_on, due_on, percent,
                 order_number, discount, seller, buyer, logo, wordings, net, vat, gross, document, credits, reason, subject)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        )?
        .execute(params![
            place.deal,
            place.client,
            place.order,
            paper.kind.stored(),
            series.prefix(),
            year,
            n,
            number,
            paper.issued_on.to_string(),
            paper.supplied_on.map(|d| d.to_string()),
            paper.due_on.to_string(),
            place.percent.0,
            paper.order_number,
            paper.discount.0,
            serde_json::to_string(&paper.parties.seller)?,
            serde_json::to_string(&paper.parties.buyer)?,
            paper.parties.logo.as_ref().map(|l| &l.0),
            serde_json::to_string(&paper.wordings)?,
            paper.totals.net.0,
            paper.totals.vat.0,
            paper.totals.gross.0,
            document,
            place.credits,
            place.reason,
            Some(&paper.subject).filter(|s| !s.is_empty())
        ])?;
    let invoice = act.db.last_insert_rowid();
    write_lines(act.db, "invoice_line", "invoice", invoice, &paper.lines)?;
    for group in &paper.totals.groups {
        act.db
            .prepare_cached("INSERT INTO invoice_vat (invoice, rate, net, vat) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![invoice, group.rate.0, group.net.0, group.vat.0])?;
    }
    for (position, part) in paper.instalments.iter().enumerate() {
        act.db
            .prepare_cached(
                "INSERT INTO invoice_due (invoice, position, due_on, amount) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                invoice,
                i64::try_from(position).unwrap_or(i64::MAX),
                part.due_on.to_string(),
                part.amount.0
            ])?;
    }
    search::index(
        act.db,
        "invoice",
        invoice,
        &[&number, place.about, &paper.parties.buyer.name, &paper.order_number],
    )?;
    Ok(invoice)
}
