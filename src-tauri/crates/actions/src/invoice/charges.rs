//! Charges of late payment are claimed: a paper of its own, sealed and kept; what was claimed is never claimed again.

use books::act::{Act, Ask};
use books::entry;
use books::entry::Paper;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use documents::paper::charges::{ChargesPaper, charges_sheet};
use documents::paper::frame::Parties;
use documents::paper::letter::KeptParties;
use journey::allowed::charges::{
    ClaimSetting, ReceivableCharges, may_claim_charges, may_close_unclaimed, may_record_charges,
    may_record_costs, may_waive_charges,
};
use journey::charges::{ChargesPaid, LeftCharges};
use journey::contact::person::About;
use journey::payment::PaymentMethod;
use journey::say;
use records::charges::Charged;
use records::document::{self, NewDocument, print};
use records::reminders::dispute;
use records::{invoice_row, parties, person, printable, settings};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimCharges {
    pub invoice: i64,
    /// The last day of the interest, today or before; today if empty.
    #[serde(default)]
    pub until: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiveCharges {
    pub invoice: i64,
    /// Why they are given up; kept and shown.
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordCharges {
    pub invoice: i64,
    /// Charges of late payment, claimed or not, if not said.
    #[serde(default)]
    pub kind: ChargesPaid,
    /// Which costs: « lettre recommandée du 3 mars ».
    #[serde(default)]
    pub words: String,
    /// In euros, as typed; of charges of late payment, all that is owed if empty, or else all that runs.
    #[serde(default)]
    pub amount: String,
    pub received_on: String,
    pub method: PaymentMethod,
    #[serde(default)]
    pub reference: String,
}

/// Money came for charges, claimed or not, or for costs: it settles no invoice. Answers the invoice.
pub fn record(act: &Act, payload: RecordCharges) -> Result<i64> {
    let ask = act.ask();
    let charged = Charged::of(&ask, invoice_row::issued(&ask, payload.invoice)?)?;
    let received_on = input::day("received_on", &payload.received_on, Near::Past(act.today))?;
    let reference = input::code("reference", &payload.reference, input::SHORT)?;
    let (amount, unclaimed, words) = match payload.kind {
        ChargesPaid::Late => {
            let charges = receivable(&charged, received_on);
            let typed = payload.amount.trim();
            let all = if charges.owed.0 > 0 { charges.owed } else { charges.left.total() };
            let amount = if typed.is_empty() { all } else { input::amount("amount", typed)? };
            let number = &charged.invoice.number;
            let unclaimed = may_record_charges(number, charges, (amount, received_on), act.today)?;
            if unclaimed.is_some_and(|closed| closed.interest.0 > 0) {
                may_close_unclaimed(&charged.on(received_on).interest.unknown)?;
            }
            (amount, unclaimed.unwrap_or_default(), input::line("words", &payload.words, input::SHORT)?)
        }
        ChargesPaid::Costs => {
            let amount = input::amount("amount", &payload.amount)?;
            may_record_costs((amount, received_on), charged.invoice.issued_on, act.today)?;
            let missing = "Dites de quels frais il s’agit, par exemple une lettre recommandée.";
            (amount, LeftCharges::default(), input::required("words", &payload.words, input::SHORT, missing)?)
        }
    };
    act.about(charged.invoice.deal);
    act.db
        .prepare_cached(
            "INSERT INTO charge_payment (invoice, received_on, amount, method, reference, kind, words, interest, indemnity)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            payload.invoice,
            received_on.to_string(),
            amount.0,
            Word(payload.method),
            reference,
            Word(payload.kind),
            words,
            unclaimed.interest.0,
            unclaimed.indemnity.0
        ])?;
    Ok(payload.invoice)
}

/// The charges for which money that came on that day may be: what was claimed, and what runs beside it.
fn receivable(charged: &Charged, received_on: NaiveDate) -> ReceivableCharges {
    let left = charged.on(received_on).left;
    let claimed_on = charged.claims.iter().map(|claim| claim.claimed_on).min();
    ReceivableCharges { owed: charged.owed(), claimed_on, left }
}

/// Gives up what an invoice bears until today, claimed or not; later days bear interest again. Answers the invoice.
pub fn waive(act: &Act, payload: WaiveCharges) -> Result<i64> {
    let ask = act.ask();
    let charged = Charged::of(&ask, invoice_row::issued(&ask, payload.invoice)?)?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites pourquoi ces pénalités sont abandonnées.",
    )?;
    let (left, claimed) = (charged.on(act.today).left, charged.owed());
    may_waive_charges(&charged.invoice.number, left, claimed)?;
    act.about(charged.invoice.deal);
    let today = act.today.to_string();
    act.db
        .prepare_cached(
            "INSERT INTO charge_waiver (invoice, day, until, interest, indemnity, claimed, reason)
             VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![payload.invoice, today, left.interest.0, left.indemnity.0, claimed.0, reason])?;
    Ok(payload.invoice)
}

/// What a claim is made from, and where its invoice hangs.
fn made_from(ask: &Ask, payload: &ClaimCharges) -> Result<(ChargesPaper, Parties, i64)> {
    let until = input::optional_day("until", &payload.until, Near::Past(ask.today))?.unwrap_or(ask.today);
    input::has_come("until", until, ask.today, "des pénalités se réclament pour les jours passés.")?;
    let charged = Charged::of(ask, invoice_row::issued(ask, payload.invoice)?)?;
    let told = charged.on(until);
    let claimed_until = charged.closed_until();
    may_claim_charges(&ClaimSetting {
        invoice: &charged.invoice,
        insolvent: charged.insolvency.is_some(),
        ceded: charged.ceded.as_deref(),
        disputed: dispute(ask, payload.invoice)?.is_some_and(|dispute| dispute.goes_on()),
        unknown: &told.interest.unknown,
        left: told.left,
        claimed_until,
        until,
    })?;
    let buyer = person::addressed(ask, charged.invoice.client, About::Invoice)?;
    printable::buyer(&buyer)?;
    let parties = parties::parties(ask, settings::the_seller(ask)?, buyer)?;
    let paper = ChargesPaper {
        claimed_on: ask.today,
        invoice: charged.invoice.id,
        number: charged.invoice.number.clone(),
        issued_on: charged.invoice.issued_on,
        regime: charged.terms.regime,
        until,
        periods: charged.unclaimed(&told.interest),
        interest: told.left.interest,
        indemnity: told.left.indemnity,
        parties: KeptParties::of(&parties),
    };
    Ok((paper, parties, charged.invoice.deal))
}

/// The paper of a claim before it is made.
pub fn preview_paper(ask: &Ask, payload: ClaimCharges) -> Result<Paper> {
    let (paper, parties, _) = made_from(ask, &payload)?;
    let mut sheet = charges_sheet(&paper, &parties);
    sheet.draft = true;
    Ok(entry::paper("penalites.pdf".to_owned(), "application/pdf", &print(&sheet, None)?))
}

/// Answers the document.
pub fn claim(act: &Act, payload: ClaimCharges) -> Result<i64> {
    act.may_issue()?;
    let (paper, parties, deal) = made_from(&act.ask(), &payload)?;
    act.about(deal);
    let bytes = print(&charges_sheet(&paper, &parties), Some(&act.head.seal))?;
    let (number, day) = (&paper.number, paper.until);
    let name = say!(parties.language(), "Pénalités {number} au {day}.pdf", number = number, day = day);
    document::keep(
        act,
        &NewDocument {
            made_from: &serde_json::to_string(&paper)?,
            ..NewDocument::issued("charges", deal, &format!("Pénalités {number}"), &name, &bytes)
        },
    )
}
