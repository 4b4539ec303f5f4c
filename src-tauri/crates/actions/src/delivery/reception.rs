//! Reception: the report that the client signs, their acceptance, their reserves and the day these are lifted.

use crate::order::in_force::at_work;
use crate::proof;
use books::act::{Act, Ask};
use books::entry::{FileBytes, Paper};
use books::error::Result;
use books::{draft, entry};
use documents::paper::frame::Parties;
use documents::paper::report;
use documents::paper::report::ReportPaper;
use journey::allowed::delivery::{may_issue_report, may_lift_reserves};
use journey::deal::Facts;
use journey::delivery::{Accepted, Manner, acceptable, tacit_from};
use journey::order::event::EventKind;
use journey::say;
use records::basis::Basis;
use records::document::NewDocument;
use records::order_event::{NewEvent, write};
use records::parties::parties;
use records::report::KeptReport;
use records::{document, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueAcceptanceReport {
    pub order: i64,
    /// What was done, as the client reads it.
    #[serde(default)]
    pub done: String,
    /// Reserves already known; empty leaves room to write them by hand.
    #[serde(default)]
    pub reserves: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAcceptance {
    pub order: i64,
    pub manner: Manner,
    pub accepted_on: String,
    #[serde(default)]
    pub signed_by: String,
    /// One by line.
    #[serde(default)]
    pub reserves: String,
    /// The signed report.
    #[serde(default)]
    pub proof: Option<FileBytes>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftReserves {
    pub order: i64,
    pub lifted_on: String,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfOrder {
    pub order: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReportContent {
    /// What was done, one line each, to begin from.
    pub done: String,
}

/// What was done, as the order says it.
pub fn content(ask: &Ask, payload: OfOrder) -> Result<ReportContent> {
    at_work(ask, payload.order)?;
    let basis = Basis::of(ask, payload.order)?;
    let lines: Vec<String> = basis.lines.iter().map(|line| line.label.clone()).collect();
    Ok(ReportContent { done: lines.join("\n") })
}

fn prepare(ask: &Ask, payload: &IssueAcceptanceReport) -> Result<(Facts, ReportPaper)> {
    let (facts, order) = at_work(ask, payload.order)?;
    let delivered_on = may_issue_report(&facts)?;
    let done = input::paragraph("done", &payload.done, input::LONG)?;
    if done.is_empty() {
        return Err(Refusal::at("done", "Décrivez ce qui est livré : c’est ce que le client accepte.").into());
    }
    let reserves = input::paragraph("reserves", &payload.reserves, input::LONG)?;
    let basis = Basis::of(ask, payload.order)?;
    let seller = settings::the_seller(ask)?;
    let before: i64 = ask
        .db
        .prepare_cached(
            "SELECT count(*) FROM order_event WHERE signed_order = ?1 AND kind = 'report_issued'",
        )?
        .query_row([order.id], |r| r.get(0))?;
    let number =
        if before == 0 { order.number.clone() } else { format!("{} · {}", order.number, before + 1) };
    // A report given today makes the delay run from today.
    let mut reception = facts.works.reception.clone();
    reception.report = Some((0, ask.today));
    let silence = tacit_from(&reception, Some(delivered_on))
        .map(|from| report::silence_wording(basis.buyer.language, ask.today, from))
        .unwrap_or_default();
    let paper = ReportPaper {
        number,
        draft: false,
        issued_on: ask.today,
        delivered_on,
        origin: format!("{} · {}", basis.quote_number, basis.order_number),
        subject: basis.subject.clone(),
        done,
        reserves,
        declaration: basis.buyer.language.wording("acceptance_report", ask.today).to_owned(),
        silence,
        parties: parties(ask, seller, basis.buyer)?,
    };
    Ok((facts, paper))
}

pub fn issue(act: &Act, payload: IssueAcceptanceReport) -> Result<i64> {
    act.may_issue()?;
    let (facts, paper) = prepare(&act.ask(), &payload)?;
    let bytes = document::print(&report::report_sheet(&paper), Some(&act.head.seal))?;
    let name = say!(
        paper.parties.language(),
        "PV de réception {number}.pdf",
        number = paper.number.replace(" · ", "-")
    );
    let document =
        document::keep(act, &NewDocument::issued("report", facts.deal, &paper.number, &name, &bytes))?;
    let Parties { seller, buyer, logo } = &paper.parties;
    let kept = KeptReport {
        number: paper.number.clone(),
        origin: paper.origin.clone(),
        subject: paper.subject.clone(),
        delivered_on: paper.delivered_on,
        done: paper.done.clone(),
        silence: paper.silence.clone(),
        declaration: paper.declaration.clone(),
        seller: serde_json::to_string(seller)?,
        buyer: serde_json::to_string(buyer)?,
        logo: logo.as_ref().map(|(sha256, _)| sha256.clone()),
    };
    let event = NewEvent {
        deal: facts.deal,
        order: payload.order,
        kind: EventKind::ReportIssued,
        item: None,
        day: act.today,
        value: &serde_json::to_string(&kept)?,
        words: &paper.reserves,
        document: Some(document),
    };
    let id = write(act, &event)?;
    draft::remove(act, &format!("report:{}", payload.order))?;
    Ok(id)
}

pub fn preview_paper(ask: &Ask, payload: IssueAcceptanceReport) -> Result<Paper> {
    let (_, mut paper) = prepare(ask, &payload)?;
    paper.draft = true;
    let bytes = document::print(&report::report_sheet(&paper), None)?;
    Ok(entry::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
}

pub fn record(act: &Act, payload: RecordAcceptance) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let accepted_on = input::day("accepted_on", &payload.accepted_on, Near::Past(act.today))?;
    let tacit = payload.manner == Manner::Tacit;
    // Silence signs nothing and reserves nothing.
    let signed_by =
        if tacit { String::new() } else { input::line("signed_by", &payload.signed_by, input::NAME)? };
    let reserves = if payload.manner == Manner::WithReserves {
        input::paragraph("reserves", &payload.reserves, input::LONG)?
    } else {
        String::new()
    };
    acceptable(
        &facts.works.reception,
        facts.delivered_on,
        payload.manner,
        accepted_on,
        &signed_by,
        &reserves,
        payload.proof.is_some(),
        act.today,
    )?;
    let proof = payload.proof.as_ref().map(|file| proof::read("proof", file)).transpose()?;
    let document = match proof {
        Some((bytes, media_type, extension)) => {
            let name = format!("PV signé {}.{extension}", order.number);
            Some(document::keep_proof(act, "delivery", facts.deal, &order.number, &name, media_type, &bytes)?)
        }
        None => None,
    };
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::Accepted,
        item: None,
        day: accepted_on,
        value: &Accepted::value(payload.manner, &signed_by),
        words: &reserves,
        document,
    };
    let id = write(act, &event)?;
    draft::remove(act, &format!("acceptance:{}", payload.order))?;
    Ok(id)
}

pub fn lift(act: &Act, payload: LiftReserves) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let with = may_lift_reserves(&facts)?;
    let lifted_on = input::day("lifted_on", &payload.lifted_on, Near::Past(act.today))?;
    input::has_come("lifted_on", lifted_on, act.today, "indiquez le jour où c’est fait.")?;
    if lifted_on < with.on {
        return Err(Refusal::at(
            "lifted_on",
            format!("Les réserves sont du {} : pas avant.", values::words::long_date(with.on)),
        )
        .into());
    }
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::ReservesLifted,
        item: None,
        day: lifted_on,
        value: "",
        words: &words,
        document: None,
    };
    write(act, &event)
}
