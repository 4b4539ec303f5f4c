//! An invoice of an order is prepared: what was agreed, what was typed, and what stands in its way.

use crate::invoice::draft::DraftInvoice;
use crate::invoice::early::offer;
use crate::invoice::part::{PartWords, part_lines};
use crate::invoice::seal::SealPlace;
use crate::invoice::vat;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::frame::Wordings;
use documents::paper::invoice;
use documents::paper::invoice::InvoiceWords;
use journey::contact::Language;
use journey::invoice::early::sentence;
use journey::invoice::{
    EarlyDiscount, Instalment, InstalmentContent, InvoiceKind, InvoiceSetting, PaymentTerms, agreed,
    check_list, instalments, longest_delay, named_terms, shortened, typed_due,
};
use journey::quote::{Line, delivers, disbursed};
use journey::say;
use journey::vat::{Totals, VatRegime};
use records::basis::{Basis, Deposit};
use records::{parties, printable, settings};
use values::input;
use values::money::{BasisPoints, Cents};
use values::problem::Problem;
use values::words::capital;

/// What tells an invoice of an order from another. What is typed is empty for what was agreed.
pub struct NewInvoice<'a> {
    pub basis: Basis,
    pub kind: InvoiceKind,
    /// Of the whole order; none for what is left of it.
    pub percent: BasisPoints,
    /// What is printed of a part; none for all that is left.
    pub part: Option<PartWords>,
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
            part: None,
            totals: basis.left.clone(),
            discount: basis.discount,
            due_on: "",
            order_number: "",
            instalments: &[],
            basis,
        }
    }

    /// A part of an order; under each of its lines what the work is about, or the words given.
    pub fn of_a_part(
        basis: Basis,
        kind: InvoiceKind,
        percent: BasisPoints,
        totals: Totals,
        label: &str,
        words: &str,
    ) -> Self {
        let part = PartWords { label: label.to_owned(), detail: words.to_owned() };
        // A discount on the whole is in the totals of its parts.
        NewInvoice {
            kind,
            percent,
            part: Some(part),
            totals,
            discount: BasisPoints(0),
            ..NewInvoice::of_the_rest(basis)
        }
    }

    /// Lines of a part bear the reasons of the day, as those of their order do.
    fn lines(&self) -> Vec<Line> {
        match &self.part {
            Some(words) => part_lines(&self.basis, &self.totals, words),
            None => self.basis.lines.clone(),
        }
    }
}

/// Works out an invoice of an order, with every problem found.
pub fn prepare(ask: &Ask, mut new: NewInvoice) -> Result<DraftInvoice> {
    let mut problems = Vec::new();
    let situation = vat::of_the_day(ask, &mut new.basis, &mut problems)?;
    let lines = new.lines();
    let single = single_due_date(ask, &new, &mut problems);
    let basis = &new.basis;
    let typed = input::code("order_number", new.order_number, 35)?;
    let order_number = if typed.is_empty() { basis.facts.engagement.clone() } else { typed };
    problems.extend(check_list(InvoiceSetting {
        today: ask.today,
        seller: basis.seller.as_ref(),
        buyer: &basis.buyer,
        due_on: single,
        order_number: &order_number,
        delivers: delivers(&lines),
    }));
    if let Err(refusal) = printable::buyer(&basis.buyer) {
        problems.push(refusal.into());
    }
    let instalments = parts(ask, &new, &mut problems);
    let due_on = instalments.last().map_or(single, |last| last.due_on);
    let early = early(&new, due_on, ask.today);
    let mut wordings = wordings(ask, basis, new.kind, (early, new.totals.vat.0 > 0))?;
    let worth = (&new.totals, disbursed(&lines, &new.totals));
    offer(&mut wordings, early, worth, basis.buyer.language, ask.today);
    if let Some(terms) = named_terms(new.due_on, basis.payment, ask.today)
        && instalments.is_empty()
    {
        wordings.notes.extend(terms_note(terms, basis.buyer.language));
    }
    let is_balance = new.kind == InvoiceKind::Balance;
    // What is left of an order is claimed for all of its work.
    let wordings = wordings.of_work_since(new.basis.facts.begun_on.filter(|_| is_balance));
    let NewInvoice { basis, kind, percent, totals, discount, .. } = new;
    let seller = basis.seller;
    Ok(DraftInvoice {
        place: SealPlace {
            deal: basis.facts.deal,
            client: basis.facts.client,
            order: Some(basis.order),
            percent,
            credits: None,
            about: basis.subject,
        },
        kind,
        // Work that goes on has no day of completion yet.
        supplied_on: basis.facts.delivered_on.filter(|_| is_balance),
        due_on,
        instalments,
        order_number,
        origin: format!("{} · {}", basis.quote_number, basis.order_number),
        subject: String::new(),
        discount,
        disbursements: disbursed(&lines, &totals),
        lines,
        totals,
        deposits: if is_balance { basis.deposits } else { Vec::new() },
        credited: None,
        typed: Vec::new(),
        situation,
        problems,
        wordings,
        parties: seller.map(|seller| parties::parties(ask, seller, basis.buyer)).transpose()?,
    }
    .checked(ask.today))
}

/// The day typed, or the one agreed; money that may not be taken yet is not asked for either.
fn single_due_date(ask: &Ask, new: &NewInvoice, problems: &mut Vec<Problem>) -> NaiveDate {
    let ceiling = longest_delay(&new.basis.buyer, ask.today);
    let agreed = agreed(new.basis.payment, ask.today, ceiling);
    if new.due_on.trim().is_empty() && new.instalments.is_empty() {
        let said = shortened(new.basis.payment, ceiling);
        problems.extend(said.map(|said| Problem::warns("due_on", said)));
    }
    let protection = new.basis.facts.protection;
    let agreed = protection.map_or(agreed, |p| agreed.max(p.first_payment()));
    let askable = |day| protection.map_or(Ok(()), |p| p.askable("due_on", day));
    let typed = typed_due("due_on", new.due_on, ask.today)
        .and_then(|day| day.map(|day| askable(day).map(|()| day)).transpose());
    typed.map(|day| day.unwrap_or(agreed)).unwrap_or_else(|refusal| {
        problems.push(refusal.into());
        agreed
    })
}

/// The parts typed, each on a day on which money may be taken.
fn parts(ask: &Ask, new: &NewInvoice, problems: &mut Vec<Problem>) -> Vec<Instalment> {
    let (typed, total) = (new.instalments, new.totals.gross);
    let ceiling = longest_delay(&new.basis.buyer, ask.today);
    let (parts, unread) = instalments(typed, new.due_on, total, ask.today, ceiling);
    problems.extend(unread);
    let ranks = typed.iter().enumerate().filter(|(_, row)| !row.is_blank()).map(|(rank, _)| rank);
    for (rank, part) in ranks.zip(&parts) {
        let protection = new.basis.facts.protection;
        let askable = protection.map(|p| p.askable(&format!("instalments[{rank}].due_on"), part.due_on));
        problems.extend(askable.and_then(Result::err).map(Problem::from));
    }
    parts
}

/// The discount agreed, where it still comes before the due date; a deposit is no price to take one off.
fn early(new: &NewInvoice, due_on: NaiveDate, today: NaiveDate) -> Option<EarlyDiscount> {
    let agreed = new.basis.early.filter(|_| new.kind != InvoiceKind::Deposit);
    EarlyDiscount::of_paper("", agreed, today, due_on).ok().flatten()
}

fn wordings(
    ask: &Ask,
    basis: &Basis,
    kind: InvoiceKind,
    offered: (Option<EarlyDiscount>, bool),
) -> Result<Wordings> {
    let language = basis.buyer.language;
    let defaults = settings::effective_in(ask, language)?;
    let law = settings::law(ask)?;
    let discount = sentence(&law, language, ask.today, offered, &defaults.discount_wording);
    let mut wordings = match &basis.seller {
        Some(seller) => invoice::invoice_wordings(
            ask.today,
            InvoiceWords {
                law: &law,
                kind,
                seller,
                buyer: &basis.buyer,
                late: &defaults.late_wording,
                late_rate: defaults.late_rate,
                discount: &discount,
                terms: basis.terms,
                lines: &basis.lines,
            },
        ),
        None => Wordings::default(),
    }
    .said(settings::own_words(ask, kind, language)?);
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
    let rates = rates.join(say!(language, " ; "));
    let gross = language.euros(net + vat);
    say!(language, "{head} {rates}, soit {gross} TTC.", head = head, rates = rates, gross = gross)
}

/// Terms that the day alone does not tell, in words.
pub fn terms_note(terms: PaymentTerms, language: Language) -> Option<(String, String)> {
    let payable = || say!(language, "Payable {delay}.", delay = terms.named(language));
    terms.needs_words().then(|| (say!(language, "Règlement").to_owned(), payable()))
}
