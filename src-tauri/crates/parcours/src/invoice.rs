//! Invoice: worked out from an order, checked, numbered and sealed; the balance deducts each deposit per VAT rate.

use crate::act::{Act, Ask};
use crate::contact::{self, PAGE};
use crate::deal::{day, deal_of};
use crate::error::{Error, Result};
use crate::paper::{self, DeductionPaper, InvoicePaper, Wordings};
use crate::payment::{self, PaymentRow};
use crate::quote::{self, keep_document, read_lines, stored_parties, write_lines};
use crate::search;
use crate::surface::{ById, Page, Paper};
use chrono::{Days, NaiveDate};
use journey::contact::{ClientCard, Identity};
use journey::input;
use journey::invoice::{InvoiceKind, Setting, check_list, chronological};
use journey::money::{BasisPoints, Cents};
use journey::quote::{Line, Problem, refuse_if_blocked};
use journey::refusal::Refusal;
use journey::today::ClientName;
use journey::vat::{Totals, VatGroup, VatRegime};
use journey::words::{capital, euros, long_date, percent};
use rusqlite::{Connection, OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueBalanceInvoice {
    pub order: i64,
    /// Empty for the payment days agreed.
    #[serde(default)]
    pub due_on: String,
    /// The client's purchase-order number, if it came since.
    #[serde(default)]
    pub order_number: String,
}

/// A deposit deducted on a balance invoice, one rate.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Deduction {
    pub number: String,
    pub issued_on: String,
    pub rate: BasisPoints,
    pub net: Cents,
    pub vat: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoicePreview {
    pub totals: Totals,
    pub due_on: String,
    pub lines: Vec<Line>,
    pub deductions: Vec<Deduction>,
    pub problems: Vec<Problem>,
    pub issuable: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceRow {
    pub id: i64,
    pub number: String,
    pub kind: InvoiceKind,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub issued_on: String,
    pub due_on: String,
    pub gross: Cents,
    pub open: Cents,
    /// Taken back by credit notes.
    pub credited: Cents,
    /// Above zero only when open and past due.
    pub late_days: i64,
    pub document: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Invoices {
    pub rows: Vec<InvoiceRow>,
    pub more: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceView {
    pub row: InvoiceRow,
    pub lines: Vec<Line>,
    pub totals: Totals,
    pub deductions: Vec<Deduction>,
    pub payments: Vec<PaymentRow>,
    pub order_number: String,
    /// Can still be taken back, in whole or in part.
    pub may_credit: bool,
    /// Credit notes on this invoice, or the invoice that this credit note takes back.
    pub linked: Vec<LinkedInvoice>,
    pub reason: String,
}

/// An invoice or credit note that belongs with another.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LinkedInvoice {
    pub id: i64,
    pub number: String,
    pub issued_on: String,
    pub gross: Cents,
}

/// What an order's invoices are worked out from.
pub(crate) struct Basis {
    pub order: i64,
    pub deal: i64,
    pub client: i64,
    pub order_number: String,
    pub client_number: String,
    pub quote_number: String,
    pub subject: String,
    pub payment_days: i64,
    pub discount: BasisPoints,
    pub deposit_rate: BasisPoints,
    /// Basis points of the order already asked as deposits.
    pub deposit_percent_invoiced: i64,
    pub terms: Option<(i64, NaiveDate)>,
    pub lines: Vec<Line>,
    pub whole: Totals,
    /// What is left to invoice, per VAT rate.
    pub left: Totals,
    pub deposits: Vec<Deposit>,
    /// The balance invoice's number, once issued.
    pub balance: Option<String>,
    pub seller: Option<Identity>,
    pub buyer: ClientCard,
}

/// A deposit or progress invoice already issued, credit notes taken away.
pub(crate) struct Deposit {
    id: i64,
    kind: InvoiceKind,
    number: String,
    issued_on: NaiveDate,
    groups: Vec<VatGroup>,
    paid_on: Option<NaiveDate>,
}

impl Basis {
    pub(crate) fn of(ask: &Ask, order: i64) -> Result<Basis> {
        struct Row {
            deal: i64,
            client: i64,
            order_number: String,
            client_number: String,
            quote: i64,
            version: i64,
            subject: String,
            signed_on: String,
            deposit: i64,
            terms_accepted: bool,
        }
        let row = ask
            .db
            .prepare_cached(
                "SELECT o.deal, d.client, o.number, o.client_number, v.quote, v.version, v.subject, o.signed_on, v.deposit, o.terms_accepted
                 FROM signed_order o JOIN quote_version v ON v.id = o.quote_version JOIN deal d ON d.id = o.deal WHERE o.id = ?1",
            )?
            .query_row([order], |r| {
                Ok(Row {
                    deal: r.get(0)?,
                    client: r.get(1)?,
                    order_number: r.get(2)?,
                    client_number: r.get(3)?,
                    quote: r.get(4)?,
                    version: r.get(5)?,
                    subject: r.get(6)?,
                    signed_on: r.get(7)?,
                    deposit: r.get(8)?,
                    terms_accepted: r.get(9)?,
                })
            })
            .optional()?
            .ok_or_else(|| Refusal::not_found("Cette commande"))?;
        let (paper, _) = quote::stored(ask.db, row.quote, row.version)?;
        let signed_on = day(&row.signed_on)?;
        let whole = Totals::of_lines(
            &paper.lines.iter().map(|l| (l.vat_rate, l.net)).collect::<Vec<_>>(),
            paper.discount,
        );
        let mut statement = ask.db.prepare_cached(
            "SELECT i.id, i.number, i.issued_on, i.kind, i.percent,
                    (SELECT CASE WHEN sum(a.amount) >= i.gross THEN max(p.received_on) END
                     FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id)
             FROM invoice i WHERE i.signed_order = ?1 AND i.kind <> 'credit_note' ORDER BY i.id",
        )?;
        let issued: Vec<(i64, String, String, String, i64, Option<String>)> = statement
            .query_map([order], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let (mut deposits, mut balance, mut asked, mut left) = (Vec::new(), None, 0, whole.clone());
        for (id, number, issued_on, kind, percent, paid_on) in issued {
            let groups = standing_groups(ask.db, id)?;
            left = left.less(&groups);
            let nothing = |groups: &[VatGroup]| groups.iter().all(|g| g.net.is_zero() && g.vat.is_zero());
            if nothing(&groups) && !nothing(&vat_groups(ask.db, id)?) {
                // Taken back whole by credit notes: as if it had never been.
                continue;
            }
            let kind = InvoiceKind::from_stored(&kind)
                .ok_or_else(|| Error::Broken(format!("invoice kind {kind}")))?;
            if kind == InvoiceKind::Balance {
                balance = Some(number);
            } else {
                if kind == InvoiceKind::Deposit {
                    asked += percent;
                }
                let paid_on = paid_on.map(|d| day(&d)).transpose()?;
                deposits.push(Deposit { id, kind, number, issued_on: day(&issued_on)?, groups, paid_on });
            }
        }
        // The regime of the order binds its invoices: its lines carry the rates that were agreed.
        let mut seller = contact::seller(ask)?;
        if let Some(seller) = &mut seller {
            seller.vat_regime = paper.parties.seller.vat_regime;
        }
        Ok(Basis {
            order,
            deal: row.deal,
            client: row.client,
            order_number: row.order_number,
            client_number: row.client_number,
            quote_number: paper.number.clone(),
            subject: row.subject,
            payment_days: paper.payment_days,
            discount: paper.discount,
            deposit_rate: BasisPoints(row.deposit),
            deposit_percent_invoiced: asked,
            terms: paper
                .terms
                .as_ref()
                .filter(|_| row.terms_accepted)
                .map(|(version, _)| (*version, signed_on)),
            lines: paper.lines,
            whole,
            left,
            deposits,
            balance,
            seller,
            buyer: contact::card(ask, row.client)?,
        })
    }
}

/// What is left of an invoice per rate, its credit notes taken away.
pub(crate) fn standing_groups(db: &Connection, invoice: i64) -> Result<Vec<VatGroup>> {
    let credited: Vec<VatGroup> = db
        .prepare_cached(
            "SELECT v.rate, sum(v.net), sum(v.vat) FROM invoice_vat v JOIN invoice n ON n.id = v.invoice WHERE n.credits = ?1 GROUP BY v.rate",
        )?
        .query_map([invoice], |r| Ok(VatGroup { rate: BasisPoints(r.get(0)?), net: Cents(r.get(1)?), vat: Cents(r.get(2)?) }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Totals::from_groups(vat_groups(db, invoice)?).less(&credited).groups)
}

pub(crate) fn vat_groups(db: &Connection, invoice: i64) -> Result<Vec<VatGroup>> {
    let groups = db
        .prepare_cached("SELECT rate, net, vat FROM invoice_vat WHERE invoice = ?1 ORDER BY rate DESC")?
        .query_map([invoice], |r| {
            Ok(VatGroup { rate: BasisPoints(r.get(0)?), net: Cents(r.get(1)?), vat: Cents(r.get(2)?) })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(groups)
}

/// An invoice ready to be issued, with everything found about it.
pub(crate) struct Prepared {
    basis: Basis,
    kind: InvoiceKind,
    percent: BasisPoints,
    supplied_on: Option<NaiveDate>,
    due_on: NaiveDate,
    order_number: String,
    lines: Vec<Line>,
    discount: BasisPoints,
    totals: Totals,
    problems: Vec<Problem>,
    wordings: Wordings,
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
    let due_on = match input::optional_day("due_on", due_on) {
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
        InvoiceKind::Deposit | InvoiceKind::Progress | InvoiceKind::CreditNote => None,
        InvoiceKind::Standalone => Some(ask.today.to_string()),
        InvoiceKind::Balance => ask
            .db
            .prepare_cached("SELECT day FROM delivery WHERE signed_order = ?1 AND kind = 'delivered'")?
            .query_row([basis.order], |r| r.get(0))
            .optional()?,
    };
    let defaults = contact::effective(ask)?;
    let mut wordings = match &basis.seller {
        Some(seller) => paper::invoice_wordings(
            ask.today,
            kind,
            seller,
            &basis.buyer,
            &defaults.late_wording,
            &defaults.discount_wording,
            basis.terms,
        ),
        None => Wordings::default(),
    };
    if kind == InvoiceKind::Balance && !basis.deposits.is_empty() {
        let liable = basis.seller.as_ref().is_none_or(|s| s.vat_regime == VatRegime::Liable);
        let title = match basis.deposits.as_slice() {
            [one] if one.kind == InvoiceKind::Deposit => "Acompte déduit",
            all if all.iter().all(|d| d.kind == InvoiceKind::Deposit) => "Acomptes déduits",
            _ => "Déjà facturé",
        };
        let text: Vec<String> = basis.deposits.iter().map(|d| deducted(d, liable)).collect();
        wordings.notes.insert(0, (title.to_owned(), text.join("\n")));
    }
    Ok(Prepared {
        kind,
        percent,
        supplied_on: supplied_on.map(|d| day(&d)).transpose()?,
        due_on,
        order_number,
        lines,
        discount,
        totals,
        problems,
        wordings,
        basis,
    })
}

/// « Facture d’acompte F-2026-0029 du 24 septembre 2026, payée le 2 octobre 2026 : 1 000,00 € HT, TVA 20 % 200,00 €… »
fn deducted(deposit: &Deposit, liable: bool) -> String {
    let net: Cents = deposit.groups.iter().map(|g| g.net).sum();
    let vat: Cents = deposit.groups.iter().map(|g| g.vat).sum();
    let paid = deposit.paid_on.map(|d| format!(", payée le {}", long_date(d))).unwrap_or_default();
    let head = format!(
        "{} {} du {}{paid} : ",
        capital(deposit.kind.french()),
        deposit.number,
        long_date(deposit.issued_on)
    );
    if !liable {
        return format!("{head}{}.", euros(net));
    }
    let rates: Vec<String> = deposit
        .groups
        .iter()
        .filter(|g| !g.net.is_zero())
        .map(|g| format!("{} HT, TVA {} {}", euros(g.net), percent(g.rate), euros(g.vat)))
        .collect();
    format!("{head}{}, soit {} TTC.", rates.join(" ; "), euros(net + vat))
}

fn deducted_label(kind: InvoiceKind) -> &'static str {
    if kind == InvoiceKind::Deposit { "Acompte" } else { "Facture" }
}

impl Prepared {
    pub(crate) fn preview(self) -> InvoicePreview {
        let issuable = self.problems.iter().all(|p| !p.blocking);
        let deductions = self.deductions();
        InvoicePreview {
            totals: self.totals,
            due_on: self.due_on.to_string(),
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
                label: deducted_label(d.kind),
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
        let paper = self.paper(ask, "Brouillon".to_owned(), true)?;
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
    let series = paper.kind.series();
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
    search::index(
        act.db,
        "invoice",
        invoice,
        &[&number, place.about, &paper.parties.buyer.name, &paper.order_number],
    )?;
    Ok(invoice)
}

fn prepare_balance(ask: &Ask, payload: &IssueBalanceInvoice) -> Result<Prepared> {
    let basis = Basis::of(ask, payload.order)?;
    if let Some(number) = &basis.balance {
        return Err(Refusal::not_now(format!("La facture de solde est déjà émise : {number}.")).into());
    }
    let delivered: bool = ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM delivery WHERE signed_order = ?1 AND kind = 'delivered')",
        )?
        .query_row([payload.order], |r| r.get(0))?;
    if !delivered {
        return Err(Refusal::not_now(
            "Enregistrez d’abord la livraison : le solde se facture une fois le travail livré.",
        )
        .into());
    }
    let (lines, totals, discount) = (basis.lines.clone(), basis.left.clone(), basis.discount);
    prepare(
        ask,
        basis,
        InvoiceKind::Balance,
        BasisPoints(0),
        lines,
        totals,
        discount,
        &payload.due_on,
        &payload.order_number,
    )
}

pub fn issue_balance(act: &Act, payload: IssueBalanceInvoice) -> Result<i64> {
    let prepared = prepare_balance(&act.ask(), &payload)?;
    issue(act, prepared)
}

pub fn preview_balance(ask: &Ask, payload: IssueBalanceInvoice) -> Result<InvoicePreview> {
    Ok(prepare_balance(ask, &payload)?.preview())
}

pub fn preview_balance_paper(ask: &Ask, payload: IssueBalanceInvoice) -> Result<Paper> {
    prepare_balance(ask, &payload)?.draft_paper(ask)
}

/// « F-2026-0035 du 22 novembre 2026 »: the invoice that a credit note takes back.
pub(crate) fn credited_origin(number: &str, issued_on: NaiveDate) -> String {
    format!("{number} du {}", long_date(issued_on))
}

/// An invoice as it was issued, read back from the books, with the seal printed on it.
pub fn stored(db: &Connection, invoice: i64) -> Result<(InvoicePaper, String)> {
    struct Row {
        kind: String,
        number: String,
        days: (String, Option<String>, String),
        order_number: String,
        origin: String,
        discount: i64,
        parties: (String, String, Option<String>),
        wordings: String,
        seal: String,
        credited_on: Option<String>,
        subject: Option<String>,
    }
    let row = db
        .prepare_cached(
            "SELECT i.kind, i.number, i.issued_on, i.supplied_on, i.due_on, i.order_number,
                    coalesce(c.number, q.number || ' · ' || o.number, ''), i.discount,
                    i.seller, i.buyer, i.logo, i.wordings, d.prior_seal, c.issued_on, i.subject
             FROM invoice i JOIN document d ON d.id = i.document LEFT JOIN signed_order o ON o.id = i.signed_order
             LEFT JOIN quote_version v ON v.id = o.quote_version LEFT JOIN quote q ON q.id = v.quote
             LEFT JOIN invoice c ON c.id = i.credits WHERE i.id = ?1",
        )?
        .query_row([invoice], |r| {
            Ok(Row {
                kind: r.get(0)?,
                number: r.get(1)?,
                days: (r.get(2)?, r.get(3)?, r.get(4)?),
                order_number: r.get(5)?,
                origin: r.get(6)?,
                discount: r.get(7)?,
                parties: (r.get(8)?, r.get(9)?, r.get(10)?),
                wordings: r.get(11)?,
                seal: r.get(12)?,
                credited_on: r.get(13)?,
                subject: r.get(14)?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette facture"))?;
    let deductions = db
        .prepare_cached(
            "SELECT d.number, sum(x.net), d.kind FROM invoice_deduction x JOIN invoice d ON d.id = x.deducted
             WHERE x.invoice = ?1 GROUP BY d.id ORDER BY d.id",
        )?
        .query_map([invoice], |r| {
            let kind = InvoiceKind::from_stored(&r.get::<_, String>(2)?).unwrap_or(InvoiceKind::Deposit);
            Ok(DeductionPaper { label: deducted_label(kind), number: r.get(0)?, net: Cents(r.get(1)?) })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let kind = InvoiceKind::from_stored(&row.kind)
        .ok_or_else(|| Error::Broken(format!("invoice kind {}", row.kind)))?;
    let (seller, buyer, logo) = row.parties;
    let paper = InvoicePaper {
        kind,
        number: row.number,
        draft: false,
        issued_on: day(&row.days.0)?,
        supplied_on: row.days.1.map(|d| day(&d)).transpose()?,
        due_on: day(&row.days.2)?,
        order_number: row.order_number,
        origin: match row.credited_on {
            Some(on) => credited_origin(&row.origin, day(&on)?),
            None => row.origin,
        },
        subject: row.subject.unwrap_or_default(),
        discount: BasisPoints(row.discount),
        lines: read_lines(db, "invoice_line", "invoice", invoice)?,
        deductions,
        totals: Totals::from_groups(vat_groups(db, invoice)?),
        parties: stored_parties(db, &seller, &buyer, logo)?,
        wordings: serde_json::from_str(&row.wordings)?,
    };
    Ok((paper, row.seal))
}

/// Invoices under a condition on `i`, latest first.
pub(crate) fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<InvoiceRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT i.id, i.number, i.kind, i.deal, d.title, c.id, c.name, i.issued_on, i.due_on, i.gross, coalesce(x.open, 0), i.document,
                (SELECT coalesce(sum(gross), 0) FROM invoice WHERE credits = i.id)
         FROM invoice i JOIN deal d ON d.id = i.deal JOIN client c ON c.id = i.client LEFT JOIN open_invoice x ON x.invoice = i.id
         WHERE {condition} ORDER BY i.id DESC LIMIT ?2"
    ))?;
    let mut rows = statement.query(params![value, i64::try_from(most).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let kind: String = r.get(2)?;
        let due_on: String = r.get(8)?;
        let open = Cents(r.get(10)?);
        let late = (ask.today - day(&due_on)?).num_days();
        found.push(InvoiceRow {
            id: r.get(0)?,
            number: r.get(1)?,
            kind: InvoiceKind::from_stored(&kind)
                .ok_or_else(|| Error::Broken(format!("invoice kind {kind}")))?,
            deal: r.get(3)?,
            title: r.get(4)?,
            client: ClientName { id: r.get(5)?, name: r.get(6)? },
            issued_on: r.get(7)?,
            due_on,
            gross: Cents(r.get(9)?),
            open,
            credited: Cents(r.get(12)?),
            late_days: if open.0 > 0 { late.max(0) } else { 0 },
            document: r.get(11)?,
        });
    }
    Ok(found)
}

pub fn invoices(ask: &Ask, page: Page) -> Result<Invoices> {
    let mut rows = rows(ask, "i.id < ?1", page.before.unwrap_or(i64::MAX), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(Invoices { rows, more })
}

pub fn invoice(ask: &Ask, by: ById) -> Result<InvoiceView> {
    let row = rows(ask, "i.id = ?1", by.id, 1)?
        .into_iter()
        .next()
        .ok_or_else(|| Refusal::not_found("Cette facture"))?;
    let (paper, _) = stored(ask.db, by.id)?;
    let deductions = ask
        .db
        .prepare_cached(
            "SELECT d.number, d.issued_on, x.rate, x.net, x.vat FROM invoice_deduction x JOIN invoice d ON d.id = x.deducted
             WHERE x.invoice = ?1 ORDER BY d.id, x.rate DESC",
        )?
        .query_map([by.id], |r| {
            Ok(Deduction { number: r.get(0)?, issued_on: r.get(1)?, rate: BasisPoints(r.get(2)?), net: Cents(r.get(3)?), vat: Cents(r.get(4)?) })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let linked = ask
        .db
        .prepare_cached(
            "SELECT l.id, l.number, l.issued_on, l.gross FROM invoice l
             WHERE l.credits = ?1 OR l.id = (SELECT credits FROM invoice WHERE id = ?1) ORDER BY l.id",
        )?
        .query_map([by.id], |r| {
            Ok(LinkedInvoice {
                id: r.get(0)?,
                number: r.get(1)?,
                issued_on: r.get(2)?,
                gross: Cents(r.get(3)?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let reason: Option<String> = ask
        .db
        .prepare_cached("SELECT reason FROM invoice WHERE id = ?1")?
        .query_row([by.id], |r| r.get(0))?;
    let reason = reason.unwrap_or_default();
    Ok(InvoiceView {
        row,
        lines: paper.lines,
        totals: paper.totals,
        deductions,
        payments: payment::touching(ask, "x.id = ?1", by.id)?,
        order_number: paper.order_number,
        may_credit: crate::credit::may_credit(ask, by.id)?,
        linked,
        reason,
    })
}

/// A kept paper's exact bytes.
pub fn document(ask: &Ask, by: ById) -> Result<Paper> {
    let (name, media_type, sha256): (String, String, String) = ask
        .db
        .prepare_cached("SELECT name, media_type, sha256 FROM document WHERE id = ?1")?
        .query_row([by.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce document"))?;
    Ok(crate::surface::paper(name, &media_type, &paper::kept(ask.db, &sha256)?))
}

/// The deal that an invoice hangs on.
pub(crate) fn deal_of_invoice(ask: &Ask, invoice: i64) -> Result<i64> {
    deal_of(ask, "invoice", invoice, "Cette facture")
}
