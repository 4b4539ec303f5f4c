//! What late payment of an invoice is charged by: its parts, what settled it and when, its terms, and what was charged.

use crate::parties::whole;
use crate::payment_plan::running;
use crate::row::{Day, day};
use crate::settlement::settlements;
use crate::{agreed, instalment, invoice, settings, work_day};
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use books::stored::Word;
use chrono::NaiveDate;
use documents::paper::charges::{ChargesPaper, charges_sheet};
use documents::paper::frame::Wordings;
use documents::paper::interest::ChargedDays;
use documents::sheet::Sheet;
use journey::charges::{
    ChargesClosed, ChargesPaid, ChargesRegime, Debt, Interest, InterestTerms, LeftCharges, interest, left,
};
use journey::contact::ClientCard;
use journey::dunning::Insolvency;
use journey::invoice::{Instalment, InvoiceKind, counted};
use journey::issued::IssuedInvoice;
use journey::law::Law;
use journey::payment::PaymentMethod;
use rusqlite::{OptionalExtension, params};
use values::money::Cents;

/// One invoice, as late payment is charged of it.
pub struct Charged {
    pub invoice: IssuedInvoice,
    pub buyer: ClientCard,
    pub wordings: Wordings,
    pub debt: Debt,
    pub terms: InterestTerms,
    pub law: Law,
    /// Proceedings against the client that hold it.
    pub insolvency: Option<Insolvency>,
    /// To whom it is ceded.
    pub ceded: Option<String>,
    /// The next day of the payment plan by which it is paid, while that is kept.
    pub plan_next: Option<NaiveDate>,
    pub claims: Vec<ChargesPaper>,
    pub waivers: Vec<ChargeWaiver>,
    /// What came for them, and for costs.
    pub paid: Vec<ChargePayment>,
}

/// Money that came for charges.
#[derive(Clone, Debug)]
pub struct ChargePayment {
    pub received_on: NaiveDate,
    pub amount: Cents,
    pub kind: ChargesPaid,
    /// Of costs: which.
    pub words: String,
    pub method: PaymentMethod,
    pub reference: String,
    /// What no paper had claimed of it, up to the day on which it came.
    pub closes: ChargesClosed,
}

impl ChargePayment {
    #[must_use]
    pub fn on(&self) -> NaiveDate {
        self.received_on
    }

    fn is_late(&self) -> bool {
        self.kind == ChargesPaid::Late
    }

    /// What of charges that a paper claimed it settles; below zero for what it leaves to pay of those that none did.
    #[must_use]
    pub fn settles(&self) -> Cents {
        if self.is_late() { self.amount - self.unclaimed() } else { Cents::ZERO }
    }

    /// What no paper had claimed of it: as if the client had been asked on that day.
    #[must_use]
    pub fn unclaimed(&self) -> Cents {
        self.closes.interest + self.closes.indemnity
    }
}

/// Charges that were given up on a day, up to another.
#[derive(Clone, Debug)]
pub struct ChargeWaiver {
    pub day: NaiveDate,
    pub closes: ChargesClosed,
    /// What of it had been claimed.
    pub claimed: Cents,
    pub reason: String,
}

impl ChargeWaiver {
    #[must_use]
    pub fn total(&self) -> Cents {
        self.closes.interest + self.closes.indemnity + self.claimed
    }
}

/// The charges of an invoice up to a day.
pub struct ChargesOn {
    pub interest: Interest,
    pub indemnity: Cents,
    pub left: LeftCharges,
}

impl Charged {
    pub fn of(ask: &Ask, issued: IssuedInvoice) -> Result<Charged> {
        let (paper, _) = invoice::stored(ask.db, issued.id)?;
        let (insolvency, ceded) = stopped(ask, &issued)?;
        let buyer = paper.parties.buyer;
        let (claims, waivers) = (claims(ask, issued.deal, issued.id)?, waivers(ask, issued.id)?);
        let paid = charges_paid(ask, issued.id)?;
        let regime = ChargesRegime::of(buyer.kind);
        let terms = InterestTerms {
            contract: paper.wordings.late_rate,
            imputation: settings::typed_preferences(ask)?.part_payments,
            notice_on: formal_notice(ask, issued.id)?,
            stopped_on: insolvency.map(Insolvency::stops_on),
            ..InterestTerms::of(regime)
        };
        Ok(Charged {
            debt: Debt {
                waived: interest_apart(&claims, &waivers, &paid),
                ..debt(ask, issued.id, paper.due_on, issued.gross)?
            },
            terms,
            law: settings::law(ask)?,
            insolvency,
            ceded,
            plan_next: kept_plan(ask, &issued)?,
            claims,
            waivers,
            paid,
            wordings: paper.wordings,
            buyer,
            invoice: issued,
        })
    }

    /// What was claimed or given up of it, up to its days.
    #[must_use]
    pub fn closed(&self) -> Vec<ChargesClosed> {
        let claimed = self.claims.iter().map(ChargesPaper::closes);
        let paid = self.paid.iter().filter(|paid| paid.unclaimed().0 > 0).map(|paid| paid.closes);
        claimed.chain(paid).chain(self.waivers.iter().map(|waiver| waiver.closes)).collect()
    }

    /// What was claimed of it, or paid without a claim, and not given up since.
    #[must_use]
    pub fn claimed(&self) -> Cents {
        let claimed: Cents = self.claims.iter().map(ChargesPaper::total).sum();
        let unclaimed: Cents = self.paid.iter().map(ChargePayment::unclaimed).sum();
        claimed + unclaimed - self.waivers.iter().map(|waiver| waiver.claimed).sum::<Cents>()
    }

    /// The last day of what was claimed or given up.
    #[must_use]
    pub fn closed_until(&self) -> Option<NaiveDate> {
        self.closed().iter().filter_map(|one| one.until).max()
    }

    /// The days of that interest that were neither claimed nor given up.
    #[must_use]
    pub fn unclaimed(&self, interest: &Interest) -> Vec<ChargedDays> {
        let until = self.closed_until();
        let left = interest.periods.iter().filter(|period| until.is_none_or(|until| until < period.from));
        left.map(ChargedDays::from).collect()
    }

    /// What of it is still to come.
    #[must_use]
    pub fn owed(&self) -> Cents {
        self.claimed() - self.received()
    }

    /// What came for interest and compensation.
    #[must_use]
    pub fn received(&self) -> Cents {
        self.paid.iter().filter(|paid| paid.is_late()).map(|paid| paid.amount).sum()
    }

    /// What came for costs.
    #[must_use]
    pub fn costs(&self) -> Vec<&ChargePayment> {
        self.paid.iter().filter(|paid| !paid.is_late()).collect()
    }

    /// Does the invoice say the law's own sentence on late payment, or the rate that was agreed?
    #[must_use]
    pub fn said_by_law(&self) -> bool {
        let (language, issued_on) = (self.buyer.language, self.invoice.issued_on);
        let own = self.law.wording(language, "late_professional", issued_on);
        self.terms.contract.is_some() || self.wordings.legal.iter().any(|said| said.contains(&own))
    }

    /// What it bears up to that day: nothing where it was taken back whole, nor a credit note.
    #[must_use]
    pub fn on(&self, on: NaiveDate) -> ChargesOn {
        let none = self.invoice.kind == InvoiceKind::CreditNote || self.invoice.is_annulled();
        let closed = self.closed();
        let days: Vec<NaiveDate> = closed.iter().filter_map(|one| one.until).collect();
        let interest =
            if none { Interest::default() } else { interest(&self.debt, &self.terms, &self.law, on, &days) };
        let due = interest.from.is_some() && self.insolvency.is_none();
        let indemnity = if due { self.terms.regime.indemnity() } else { Cents::ZERO };
        ChargesOn { left: left(&interest, indemnity, &closed), interest, indemnity }
    }
}

/// What falls due of an invoice and when, and what settled it.
pub fn debt(ask: &Ask, invoice: i64, due_on: NaiveDate, gross: Cents) -> Result<Debt> {
    let agreed = agreed::agreed_day(ask.db, invoice)?;
    let mut parts = instalment::kept_instalments(ask.db, invoice)?;
    if parts.is_empty() {
        parts = vec![Instalment { due_on, amount: gross }];
    }
    for part in &mut parts {
        part.due_on = counted(part.due_on, agreed);
    }
    let settled = settlements(ask, invoice)?.into_iter().map(|(_, settlement)| settlement);
    Ok(Debt::new(parts, settled.collect()))
}

/// What happened to the charges of an invoice on a day, in the order that counts on one day.
#[derive(Clone, Copy)]
enum Happened<'a> {
    Claimed(&'a ChargesPaper),
    /// Money came for what was claimed, or is as of now: for its interest first.
    Paid(&'a ChargePayment),
    Waived(&'a ChargeWaiver),
}

/// The interest that was given up or paid apart, with its day: no part payment pays it any more.
fn interest_apart(
    claims: &[ChargesPaper],
    waivers: &[ChargeWaiver],
    paid: &[ChargePayment],
) -> Vec<(NaiveDate, Cents)> {
    let claims = claims.iter().map(|claim| (claim.claimed_on, Happened::Claimed(claim)));
    let paid = paid.iter().filter(|paid| paid.is_late()).map(|paid| (paid.on(), Happened::Paid(paid)));
    let waivers = waivers.iter().map(|waiver| (waiver.day, Happened::Waived(waiver)));
    let mut all: Vec<(NaiveDate, Happened)> = claims.chain(paid).chain(waivers).collect();
    all.sort_by_key(|(day, _)| *day);
    let mut claimed = Cents::ZERO;
    let mut apart = Vec::new();
    for (day, happened) in all {
        let interest = match happened {
            Happened::Claimed(claim) => {
                claimed += claim.interest;
                continue;
            }
            Happened::Paid(paid) => {
                claimed += paid.closes.interest;
                let interest = paid.amount.min(claimed);
                claimed -= interest;
                interest
            }
            Happened::Waived(waiver) => waiver.closes.interest + std::mem::replace(&mut claimed, Cents::ZERO),
        };
        apart.push((day, interest));
    }
    apart
}

/// What was claimed of an invoice, in order; claims of it hang on its deal.
pub fn claims(ask: &Ask, deal: i64, invoice: i64) -> Result<Vec<ChargesPaper>> {
    let kept: Vec<String> = ask
        .db
        .prepare_cached("SELECT made_from FROM document WHERE deal = ?1 AND kind = 'charges' ORDER BY id")?
        .query_map([deal], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut claims = Vec::new();
    for made_from in kept {
        let paper: ChargesPaper = serde_json::from_str(&made_from)?;
        if paper.invoice == invoice {
            claims.push(paper);
        }
    }
    Ok(claims)
}

/// What was given up of an invoice's charges, in order.
pub fn waivers(ask: &Ask, invoice: i64) -> Result<Vec<ChargeWaiver>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT day, until, interest, indemnity, claimed, reason FROM charge_waiver WHERE invoice = ?1 ORDER BY id",
    )?;
    let rows = statement
        .query_map([invoice], |r| {
            Ok(ChargeWaiver {
                day: r.get::<_, Day>("day")?.0,
                closes: ChargesClosed {
                    until: Some(r.get::<_, Day>("until")?.0),
                    interest: Cents(r.get("interest")?),
                    indemnity: Cents(r.get("indemnity")?),
                },
                claimed: Cents(r.get("claimed")?),
                reason: r.get("reason")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What came for an invoice's charges, in order.
pub fn charges_paid(ask: &Ask, invoice: i64) -> Result<Vec<ChargePayment>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT received_on, amount, kind, words, method, reference, interest, indemnity FROM charge_payment WHERE invoice = ?1 ORDER BY id",
    )?;
    let rows = statement
        .query_map([invoice], |r| {
            let (Day(received_on), interest) = (r.get("received_on")?, Cents(r.get("interest")?));
            Ok(ChargePayment {
                received_on,
                amount: Cents(r.get("amount")?),
                kind: r.get::<_, Word<_>>("kind")?.0,
                words: r.get("words")?,
                method: r.get::<_, Word<_>>("method")?.0,
                reference: r.get("reference")?,
                closes: ChargesClosed {
                    until: (!interest.is_zero()).then_some(received_on),
                    interest,
                    indemnity: Cents(r.get("indemnity")?),
                },
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// A claim as it was made, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, document: i64) -> Result<(Sheet, String)> {
    let (made_from, seal): (String, String) = db
        .prepare_cached("SELECT made_from, prior_seal FROM document WHERE id = ?1 AND kind = 'charges'")?
        .query_row([document], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let paper: ChargesPaper = serde_json::from_str(&made_from)?;
    let parties = whole(paper.parties.clone(), db)?;
    Ok((charges_sheet(&paper, &parties), seal))
}

/// The next day of the plan by which it is paid, while that is kept.
fn kept_plan(ask: &Ask, invoice: &IssuedInvoice) -> Result<Option<NaiveDate>> {
    let mut running = running(ask, Some(invoice.client))?.into_iter();
    let kept = running.find(|kept| kept.invoices.contains_key(&invoice.id) && kept.plan.stands(ask.today));
    Ok(kept.and_then(|kept| kept.plan.next_on(ask.today)))
}

/// The first day on which a formal notice of it left.
fn formal_notice(ask: &Ask, invoice: i64) -> Result<Option<NaiveDate>> {
    let found: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT min(s.day) FROM sending s WHERE s.kind = 'reminder' AND s.tone = 'formal'
               AND s.id NOT IN (SELECT sending FROM sending_withdrawal)
               AND (s.invoice = ?1 OR s.id IN (SELECT sending FROM reminded WHERE invoice = ?1))",
        )?
        .query_row([invoice], |r| r.get(0))?;
    found.as_deref().map(day).transpose()
}

/// The proceedings against its client that hold it, not those opened before its work was done; and to whom it is ceded.
pub fn stopped(ask: &Ask, invoice: &IssuedInvoice) -> Result<(Option<Insolvency>, Option<String>)> {
    let work = work_day::of_invoice(ask, invoice.id)?;
    let insolvency = work_day::proceedings(ask, invoice.client)?.filter(|found| found.holds(work));
    let ceded = ask
        .db
        .prepare_cached(
            "SELECT words FROM reminder_stop WHERE kind = 'ceded' AND invoice = ?1
               AND id NOT IN (SELECT stop FROM reminder_stop_end) ORDER BY id DESC LIMIT 1",
        )?
        .query_row(params![invoice.id], |r| r.get(0))
        .optional()?;
    Ok((insolvency, ceded))
}
