//! An invoice of any kind before it is issued: shown, printed as a draft, or numbered, sealed and kept.

use crate::invoice::preview::InvoicePreview;
use crate::invoice::seal::{SealPlace, seal};
use books::act::{Act, Ask};
use books::entry;
use books::entry::Paper;
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::checked::electronic_problems;
use documents::paper::frame::{Parties, Wordings};
use documents::paper::invoice;
use documents::paper::invoiced::{CreditedPaper, DeductionPaper, InvoicePaper};
use journey::allowed::invoice::known_seller;
use journey::invoice::{EarlyDiscount, Instalment, InvoiceKind, passed};
use journey::quote::Line;
use journey::say;
use journey::vat::Totals;
use records::basis::Deposit;
use records::document;
use records::instalment::shown;
use records::invoice::Deduction;
use rusqlite::params;
use values::money::{BasisPoints, Cents};
use values::problem::{Problem, refuse_if_blocked};

/// An invoice ready to be issued, with everything found about it.
pub struct DraftInvoice {
    pub place: SealPlace,
    pub kind: InvoiceKind,
    pub supplied_on: Option<NaiveDate>,
    /// The day by which all is paid.
    pub due_on: NaiveDate,
    pub instalments: Vec<Instalment>,
    pub order_number: String,
    pub origin: String,
    pub subject: String,
    pub discount: BasisPoints,
    pub lines: Vec<Line>,
    /// How much of the totals is claimed back to the cent.
    pub disbursements: Cents,
    pub totals: Totals,
    /// The invoices that it deducts.
    pub deposits: Vec<Deposit>,
    /// What a credit note takes back.
    pub credited: Option<CreditedPaper>,
    /// What each typed line makes; only for an invoice that is typed.
    pub typed: Vec<Option<Cents>>,
    /// How VAT stands, in sentences.
    pub situation: Vec<String>,
    pub problems: Vec<Problem>,
    pub wordings: Wordings,
    /// None until one said who one is.
    pub parties: Option<Parties>,
}

impl DraftInvoice {
    /// With what the rules of electronic invoices hold against it, once nothing else stands in its way.
    #[must_use]
    pub fn checked(mut self, today: NaiveDate) -> DraftInvoice {
        let ready = self.problems.iter().all(|problem| !problem.blocking);
        if let Some(parties) = self.parties.clone().filter(|_| ready) {
            let paper = self.paper_of(today, parties);
            let known = |field: &str| self.problems.iter().any(|problem| problem.field == field);
            let found: Vec<Problem> = electronic_problems(&paper)
                .into_iter()
                .filter(|found| found.blocking || !known(&found.field))
                .collect();
            self.problems.extend(found);
        }
        self
    }

    pub fn preview(self) -> InvoicePreview {
        // Nothing is late of what is not issued.
        let today = NaiveDate::MIN;
        InvoicePreview {
            issuable: self.problems.iter().all(|p| !p.blocking),
            deductions: self.deposits.iter().flat_map(deductions).collect(),
            typed: self.typed,
            work: self.totals.without(self.disbursements),
            disbursements: self.disbursements,
            totals: self.totals,
            due_on: self.due_on.to_string(),
            early_discount: self.wordings.early.map(EarlyDiscount::label).unwrap_or_default(),
            instalments: self.instalments.iter().map(|part| shown(part, part.amount, today)).collect(),
            lines: self.lines,
            situation: self.situation,
            problems: self.problems,
        }
    }

    /// The PDF, marked as a draft.
    pub fn draft_paper(self, ask: &Ask) -> Result<Paper> {
        let mut paper = self.paper(ask.today)?.0;
        paper.draft = true;
        say!(paper.parties.language(), "Brouillon").clone_into(&mut paper.number);
        let bytes = document::print(&invoice::invoice_sheet(&paper), None)?;
        Ok(entry::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
    }

    /// Numbers, seals and keeps it; `word` is why one goes on in spite of what is warned of, empty for none.
    pub fn issue(mut self, act: &Act, word: &str) -> Result<i64> {
        refuse_if_blocked(&self.problems)?;
        self.wordings.passed = passed(&self.problems, word)?;
        let (paper, place, deposits) = self.paper(act.today)?;
        let invoice = seal(act, paper, &place)?;
        for deposit in &deposits {
            for group in &deposit.groups {
                act.db
                    .prepare_cached("INSERT INTO invoice_deduction (invoice, deducted, rate, net, vat) VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![invoice, deposit.id, group.rate.0, group.net.0, group.vat.0])?;
            }
        }
        Ok(invoice)
    }

    /// The paper that waits for its number, where it hangs, and what it deducts.
    fn paper(self, today: NaiveDate) -> Result<(InvoicePaper, SealPlace, Vec<Deposit>)> {
        let parties = known_seller(self.parties.clone())?;
        Ok((self.paper_of(today, parties), self.place, self.deposits))
    }

    fn paper_of(&self, today: NaiveDate, parties: Parties) -> InvoicePaper {
        let deducted = |d: &Deposit| DeductionPaper {
            deposit: d.kind == InvoiceKind::Deposit,
            number: d.number.clone(),
            issued_on: d.issued_on,
            groups: d.groups.clone(),
        };
        InvoicePaper {
            kind: self.kind,
            number: String::new(),
            draft: false,
            issued_on: today,
            supplied_on: self.supplied_on,
            due_on: self.due_on,
            instalments: self.instalments.clone(),
            order_number: self.order_number.clone(),
            origin: self.origin.clone(),
            subject: self.subject.clone(),
            discount: self.discount,
            lines: self.lines.clone(),
            deductions: self.deposits.iter().map(deducted).collect(),
            credited: self.credited.clone(),
            totals: self.totals.clone(),
            parties,
            wordings: self.wordings.clone(),
        }
    }
}

fn deductions(deposit: &Deposit) -> impl Iterator<Item = Deduction> {
    deposit.groups.iter().map(|group| Deduction {
        number: deposit.number.clone(),
        issued_on: deposit.issued_on.to_string(),
        rate: group.rate,
        net: group.net,
        vat: group.vat,
    })
}
