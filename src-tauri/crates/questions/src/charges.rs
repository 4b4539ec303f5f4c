//! What late payment of an invoice costs its client, up to a day.

use books::act::Ask;
use books::error::Result;
use chrono::{Days, NaiveDate};
use journey::allowed::charges::{ClaimSetting, may_claim_charges};
use journey::charges::{ChargesPaid, ChargesRegime, ChargesSetting, cautions, missing};
use journey::payment::PaymentMethod;
use records::charges::{ChargeWaiver, Charged};
use records::invoice_row;
use records::reminders::dispute;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfInvoiceOn {
    pub invoice: i64,
    /// The last day that counts; today if empty.
    #[serde(default)]
    pub on: String,
}

/// Days that bear the same rate on the same amount.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChargesPeriod {
    pub from: String,
    /// The last day, counted too.
    pub to: String,
    pub days: i64,
    /// What was late of the invoice.
    pub base: Cents,
    /// A year.
    pub rate: BasisPoints,
    pub amount: Cents,
}

/// Money that came for charges, or for costs.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChargesReceived {
    pub received_on: String,
    pub amount: Cents,
    pub kind: ChargesPaid,
    /// Of costs: which.
    pub words: String,
    pub method: PaymentMethod,
    pub reference: String,
}

/// Interest and compensation of one invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LateCharges {
    pub on: String,
    pub regime: ChargesRegime,
    /// What is left to pay of the invoice at the end of that day, by the books.
    pub principal: Cents,
    /// The first day that bears interest; none while nothing is late.
    pub from: Option<String>,
    pub periods: Vec<ChargesPeriod>,
    /// The sum of the periods.
    pub interest: Cents,
    pub indemnity: Cents,
    /// Interest and compensation.
    pub total: Cents,
    /// What was claimed, or paid without a claim, and not given up since.
    pub claimed: Cents,
    /// What came for them.
    pub paid: Cents,
    /// What came beside them for costs, a registered letter for instance.
    pub costs: Cents,
    /// Each of these sums, in the order in which they were noted.
    pub received: Vec<ChargesReceived>,
    /// What of it is still to come.
    pub owed: Cents,
    /// What was given up, claimed or not, and why at last.
    pub waived: Cents,
    pub waived_because: String,
    pub may_waive: bool,
    /// The last day of what was claimed or given up.
    pub claimed_until: Option<String>,
    /// What can still be claimed up to that day.
    pub left: Cents,
    /// Something can be claimed up to today; otherwise `why_not` says why, where something is due.
    pub may_claim: bool,
    pub why_not: String,
    /// Half-years whose rate is missing, « 2027-S1 »: their days bear no amount.
    pub unknown: Vec<String>,
    /// What to write down for them, and where; empty where nothing is missing.
    pub missing: String,
    /// The sentence of the law.
    pub law: String,
    /// What should be known of them, the gravest first.
    pub cautions: Vec<String>,
}

/// How far ahead one may look.
const AHEAD: u64 = 2 * 366;

/// The day that is asked about.
///
/// # Errors
/// At `on`: no day, or one too far ahead.
pub fn asked_day(ask: &Ask, typed: &str) -> Result<NaiveDate> {
    let on = input::optional_day("on", typed, Near::Past(ask.today))?.unwrap_or(ask.today);
    let farthest = ask.today.checked_add_days(Days::new(AHEAD)).unwrap_or(ask.today);
    if on > farthest {
        return Err(Refusal::at("on", "Cette date est trop lointaine : vérifiez l’année.").into());
    }
    Ok(on)
}

pub fn late_charges(ask: &Ask, payload: OfInvoiceOn) -> Result<LateCharges> {
    let on = asked_day(ask, &payload.on)?;
    let charged = Charged::of(ask, invoice_row::issued(ask, payload.invoice)?)?;
    let dispute = dispute(ask, payload.invoice)?.filter(|dispute| dispute.goes_on());
    let told = charged.on(on);
    let interest = told.interest.total();
    let setting = ChargesSetting {
        invoice: &charged.invoice,
        buyer: &charged.buyer,
        terms: &charged.terms,
        debt: &charged.debt,
        insolvency: charged.insolvency,
        ceded: charged.ceded.as_deref(),
        plan_next: charged.plan_next,
        dispute: dispute.as_ref().map(|dispute| dispute.words()),
        said_by_law: charged.said_by_law(),
    };
    let claimed_until = charged.closed_until();
    let may = may_claim_charges(&ClaimSetting {
        invoice: &charged.invoice,
        insolvent: charged.insolvency.is_some(),
        ceded: charged.ceded.as_deref(),
        disputed: dispute.is_some(),
        unknown: &told.interest.unknown,
        left: told.left,
        claimed_until,
        until: on,
    });
    let mut unknown: Vec<String> = told.interest.unknown.iter().map(|one| one.half.to_string()).collect();
    unknown.dedup();
    Ok(LateCharges {
        on: on.to_string(),
        regime: charged.terms.regime,
        principal: charged.debt.open(on),
        from: told.interest.from.map(|day| day.to_string()),
        periods: told
            .interest
            .periods
            .iter()
            .map(|period| ChargesPeriod {
                from: period.from.to_string(),
                to: period.to.to_string(),
                days: period.days(),
                base: period.base,
                rate: period.rate,
                amount: period.amount(),
            })
            .collect(),
        interest,
        indemnity: told.indemnity,
        total: interest + told.indemnity,
        claimed: charged.claimed(),
        paid: charged.received(),
        costs: charged.costs().iter().map(|one| one.amount).sum(),
        received: charged
            .paid
            .iter()
            .map(|one| ChargesReceived {
                received_on: one.received_on.to_string(),
                amount: one.amount,
                kind: one.kind,
                words: one.words.clone(),
                method: one.method,
                reference: one.reference.clone(),
            })
            .collect(),
        owed: charged.owed(),
        waived: charged.waivers.iter().map(ChargeWaiver::total).sum(),
        waived_because: charged.waivers.last().map(|waiver| waiver.reason.clone()).unwrap_or_default(),
        may_waive: (charged.owed() + told.left.total()).0 > 0,
        claimed_until: claimed_until.map(|day| day.to_string()),
        left: told.left.total(),
        may_claim: may.is_ok(),
        why_not: may.err().map(|refusal| refusal.message).unwrap_or_default(),
        unknown,
        missing: missing(&told.interest.unknown).unwrap_or_default(),
        law: charged.terms.law().to_owned(),
        cautions: cautions(&setting),
    })
}
