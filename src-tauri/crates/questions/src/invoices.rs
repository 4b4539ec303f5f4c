//! One invoice.

use books::act::Ask;
use books::entry::ById;
use books::error::Result;
use chrono::NaiveDate;
use journey::allowed::dunning::claims;
use journey::allowed::invoice::{may_copy, may_duplicate, may_put_off};
use journey::contact::Language;
use journey::dunning::Plan;
use journey::dunning::guard::{expected_on, kept, unstated};
use journey::dunning::plan::asked_about;
use journey::invoice::{ChorusDeposit, Instalment, PassedWarnings, chorus, counted, outstanding};
use journey::issued::IssuedInvoice;
use journey::payment::remainder::is_worth_it;
use journey::quote::{Line, disbursed};
use journey::sending::may_remind;
use journey::unit;
use journey::vat::Totals;
use records::agreed::{self, AgreedDue};
use records::duplicate::duplicate;
use records::instalment::{InstalmentView, paper_due, shown};
use records::invoice::{Deduction, stored};
use records::invoice_row::{InvoiceRow, row};
use records::lateness::LateReasonRow;
use records::payment_row::{PaymentList, PaymentRow};
use records::platform::{PlatformStatusRow, statuses};
use records::receipts::{self, LikelyReceipt};
use records::reception::{ReceptionCheckRow, reception};
use records::remainder::GivenUp;
use records::reminders::{DisputeRow, PromiseRow, StopRow, dispute, promise, stops};
use records::sending::SendingRow;
use records::write_off::{LossView, loss};
use records::{credit, dunning, lateness, payment_row, remainder, sending, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceView {
    pub row: InvoiceRow,
    /// What money has settled of it, net of what was given back; nothing of a credit note.
    pub paid: Cents,
    pub lines: Vec<Line>,
    pub totals: Totals,
    /// The same without disbursements, and these apart.
    pub work: Totals,
    pub disbursements: Cents,
    pub deductions: Vec<Deduction>,
    pub payments: Vec<PaymentRow>,
    pub order_number: String,
    /// The parts, where it is paid in several.
    pub instalments: Vec<InstalmentView>,
    /// The day on which what is left is due by the paper.
    pub paper_due_on: String,
    /// A later day that was agreed for it, while it stands.
    pub agreed: Option<AgreedDue>,
    /// Another day can be agreed for what is left.
    pub may_put_off: bool,
    /// What was given up of it or claimed again, in order.
    pub given_up: Vec<GivenUp>,
    /// Something of it was settled, and what is left can be given up.
    pub may_give_up: bool,
    /// What is left of it can be written off.
    pub may_write_off: bool,
    /// It was written off, and not claimed again.
    pub loss: Option<LossView>,
    /// The document of its duplicate, where one says what is so.
    pub duplicate: Option<i64>,
    /// A duplicate of it can be issued here: its original left.
    pub may_duplicate: bool,
    /// Can still be taken back, in whole or in part.
    pub may_credit: bool,
    /// Another one can begin as this one.
    pub may_copy: bool,
    /// Credit notes on this invoice, or the invoice that this credit note takes back.
    pub linked: Vec<LinkedInvoice>,
    pub reason: String,
    /// What was warned of and passed when it was issued, and why.
    pub passed: Option<PassedWarnings>,
    /// What is deposited in Chorus Pro, of an invoice to a public body.
    pub chorus: Option<ChorusDeposit>,
    /// Everything that left about it, latest first.
    pub sendings: Vec<SendingRow>,
    pub reminders: InvoiceReminders,
    /// What the approved platform said of it, the latest first.
    pub platform: Vec<PlatformStatusRow>,
    /// The whole total of an invoice issued elsewhere, of which only the balance is followed.
    pub original_gross: Option<Cents>,
    /// The discount for early payment that it offers, while something is to pay.
    pub early: Option<EarlyOffer>,
}

/// How one asks for what is left of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceReminders {
    /// It is late and nothing keeps it back: the client can be reminded of it.
    pub may_remind: bool,
    /// The plan asks about it today.
    pub due: bool,
    /// What keeps reminders back, in words; empty for nothing.
    pub held: String,
    /// The day of the policy's next step, if nothing changes.
    pub next_on: Option<String>,
    /// The payment run on which it is expected, and the days on which the client pays: « le 10 et le 25 ».
    pub expected_on: Option<String>,
    pub runs: String,
    /// What the client promised, while it stands.
    pub promise: Option<PromiseRow>,
    /// Why it is late, as was said last.
    pub late_reason: Option<LateReasonRow>,
    /// Whether it came, as was answered last.
    pub reception: Option<ReceptionCheckRow>,
    /// The latest dispute about it.
    pub dispute: Option<DisputeRow>,
    /// What keeps back the reminders of its client.
    pub stops: Vec<StopRow>,
    /// Money that came, is likely for it, and that nobody explained.
    pub receipt: Option<LikelyReceipt>,
}

/// What is taken off for who pays early.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct EarlyOffer {
    /// « 2 % à 8 jours »
    pub label: String,
    /// The last day on which money must have come.
    pub until: String,
    pub discount: Cents,
    /// What is then left to pay.
    pub net: Cents,
}

/// An invoice or credit note that belongs with another.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LinkedInvoice {
    pub id: i64,
    pub number: String,
    pub issued_on: String,
    pub gross: Cents,
}

pub fn invoice(ask: &Ask, by: ById) -> Result<InvoiceView> {
    let row = row(ask, by.id)?;
    let issued = row.as_issued()?;
    let (paper, _) = stored(ask.db, by.id)?;
    let deductions = deductions(ask, by.id)?;
    let linked = linked(ask, by.id)?;
    let (reason, original): (Option<String>, Option<i64>) = ask
        .db
        .prepare_cached("SELECT reason, original_gross FROM invoice WHERE id = ?1")?
        .query_row([by.id], |r| Ok((r.get("reason")?, r.get("original_gross")?)))?;
    let reason = reason.unwrap_or_default();
    let advanced = disbursed(&paper.lines, &paper.totals);
    let open = outstanding(&paper.instalments, issued.open);
    let agreed = agreed::standing(ask.db, by.id)?;
    let day = agreed::agreed_day(ask.db, by.id)?;
    let instalments = paper.instalments.iter().zip(open).map(|(part, open)| {
        let part = Instalment { due_on: counted(part.due_on, day), ..*part };
        shown(&part, open, ask.today)
    });
    let electronic = paper.wordings.electronic.is_some();
    let chorus = chorus(&paper.parties.buyer, &paper.order_number).filter(|_| electronic);
    let early = paper.wordings.early.filter(|_| issued.open.0 > 0).map(|term| {
        let discount = term.of(&paper.totals, advanced);
        EarlyOffer {
            label: term.label(),
            until: term.until(paper.issued_on).to_string(),
            discount,
            net: issued.open - discount,
        }
    });
    let reminders = about_reminders(ask, &issued)?;
    Ok(InvoiceView {
        row,
        platform: statuses(ask, by.id)?,
        paid: issued.gross - issued.credited - issued.given_up - issued.open,
        instalments: instalments.collect(),
        paper_due_on: paper_due(ask, by.id, issued.open)?.to_string(),
        may_put_off: may_put_off(&issued.number, issued.gross - issued.credited, issued.open).is_ok(),
        agreed,
        work: paper.totals.without(advanced),
        disbursements: advanced,
        lines: paper
            .lines
            .into_iter()
            .map(|line| Line { unit: unit::agreed(Language::French, &line.unit, line.quantity), ..line })
            .collect(),
        totals: paper.totals,
        deductions,
        payments: payment_row::rows(ask, PaymentList::OfInvoice(by.id), 200)?,
        order_number: paper.order_number,
        may_give_up: issued.open.0 > 0 && issued.open < issued.gross,
        given_up: remainder::of_invoice(ask, by.id)?,
        may_write_off: issued.open.0 > 0,
        loss: loss(ask, by.id, &issued.number)?,
        duplicate: duplicate(ask, by.id)?,
        may_duplicate: issued.sent_on.is_some() && may_duplicate(&issued.number, issued.kind, false).is_ok(),
        may_credit: credit::may_credit(ask, by.id)?,
        may_copy: may_copy(paper.kind).is_ok(),
        linked,
        reason,
        passed: paper.wordings.passed,
        chorus,
        sendings: sending::of_invoice(ask, by.id)?,
        reminders,
        original_gross: original.map(Cents),
        early,
    })
}

fn about_reminders(ask: &Ask, issued: &IssuedInvoice) -> Result<InvoiceReminders> {
    let mut told = InvoiceReminders {
        may_remind: false,
        due: false,
        held: String::new(),
        next_on: None,
        expected_on: None,
        runs: String::new(),
        promise: promise(ask, issued.id)?,
        late_reason: lateness::latest(ask, issued.id)?,
        reception: reception(ask, issued.id)?,
        dispute: dispute(ask, issued.id)?,
        stops: stops(ask, Some(issued.client))?,
        receipt: None,
    };
    if may_remind(issued).is_err() {
        return Ok(told);
    }
    told.receipt = receipts::unexplained(ask)?.get(&issued.id).copied();
    for debtor in dunning::debtors(ask, Some(issued.client))? {
        let rules = dunning::rules(ask)?;
        let plan = Plan::of_client(&debtor, &rules, ask.today);
        told.next_on = plan.next.get(&issued.id).map(NaiveDate::to_string);
        told.due = asked_about(&plan).contains(&issued.id);
        for owed in debtor.owed.iter().filter(|owed| owed.id == issued.id) {
            told.expected_on = expected_on(&debtor, owed).map(|day| day.to_string());
            told.runs = debtor.runs.said();
            let worth = is_worth_it(&owed.number, owed.open(), settings::remind_from(ask)?);
            let claims = claims(&debtor, owed.id, Some(&[]), None, ask.today);
            told.may_remind = claims.is_ok() && worth.is_ok();
            let late = owed.due_on() < ask.today;
            let why = kept(&debtor, owed, ask.today).or_else(|| unstated(&rules, ask.today).filter(|_| late));
            told.held = why.map(|why| why.text).unwrap_or_default();
        }
    }
    Ok(told)
}

/// What was taken off for deposits, by rate.
fn deductions(ask: &Ask, invoice: i64) -> Result<Vec<Deduction>> {
    let rows = ask
        .db
        .prepare_cached(
            "SELECT d.number, d.issued_on, x.rate, x.net, x.vat FROM invoice_deduction x JOIN invoice d ON d.id = x.deducted
             WHERE x.invoice = ?1 ORDER BY d.id, x.rate DESC",
        )?
        .query_map([invoice], |r| {
            Ok(Deduction {
                number: r.get("number")?,
                issued_on: r.get("issued_on")?,
                rate: BasisPoints(r.get("rate")?),
                net: Cents(r.get("net")?),
                vat: Cents(r.get("vat")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn linked(ask: &Ask, invoice: i64) -> Result<Vec<LinkedInvoice>> {
    let rows = ask
        .db
        .prepare_cached(
            "SELECT l.id, l.number, l.issued_on, l.gross FROM invoice l
             WHERE l.credits = ?1 OR l.id = (SELECT credits FROM invoice WHERE id = ?1) ORDER BY l.id",
        )?
        .query_map([invoice], |r| {
            Ok(LinkedInvoice {
                id: r.get("id")?,
                number: r.get("number")?,
                issued_on: r.get("issued_on")?,
                gross: Cents(r.get("gross")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
