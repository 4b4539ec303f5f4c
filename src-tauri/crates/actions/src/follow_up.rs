//! Follow-up: the client is thanked, asked how satisfied they are, called when they are not, asked a word or a name
//! when they are, and contacted again.

use books::act::Act;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::allowed::follow_up::{
    happened, may_ask_referral, may_ask_testimonial, may_handle_complaint, may_record_referral,
    may_record_satisfaction, may_record_testimonial, may_thank,
};
use journey::deal::Facts;
use journey::follow_up::kind::FollowUpKind;
use records::facts;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThankClient {
    pub deal: i64,
    pub thanked_on: String,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSatisfaction {
    pub deal: i64,
    pub answered_on: String,
    /// 0 to 10; empty when the client did not answer.
    #[serde(default)]
    pub score: String,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandleComplaint {
    pub deal: i64,
    pub called_on: String,
    /// What was said, and what was agreed.
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskTestimonial {
    pub deal: i64,
    pub asked_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordTestimonial {
    pub deal: i64,
    pub received_on: String,
    pub words: String,
    /// The client agrees that it be published.
    #[serde(default)]
    pub may_publish: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskReferral {
    pub deal: i64,
    pub asked_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordReferral {
    pub deal: i64,
    pub received_on: String,
    /// Whom the client recommended one to.
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanContact {
    pub deal: i64,
    pub planned_on: String,
    #[serde(default)]
    pub why: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordContact {
    pub deal: i64,
    pub contacted_on: String,
    #[serde(default)]
    pub words: String,
}

/// A day on which it can have happened: not to come, nor before the deal.
fn on(field: &str, typed: &str, act: &Act, facts: &Facts) -> Result<NaiveDate> {
    let day = input::day(field, typed, Near::Past(act.today))?;
    happened(field, day, facts, act.today)?;
    Ok(day)
}

fn write(
    act: &Act,
    deal: i64,
    kind: FollowUpKind,
    on: NaiveDate,
    words: &str,
    score: Option<i64>,
    may_publish: Option<bool>,
) -> Result<i64> {
    act.about(deal);
    act.db
        .prepare_cached(
            "INSERT INTO follow_up (deal, kind, day, score, words, may_publish) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![deal, Word(kind), on.to_string(), score, words, may_publish])?;
    Ok(act.db.last_insert_rowid())
}

pub fn thank(act: &Act, payload: ThankClient) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_thank(&facts)?;
    let day = on("thanked_on", &payload.thanked_on, act, &facts)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    write(act, payload.deal, FollowUpKind::Thanked, day, &words, None, None)
}

pub fn record_satisfaction(act: &Act, payload: RecordSatisfaction) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_record_satisfaction(&facts)?;
    let day = on("answered_on", &payload.answered_on, act, &facts)?;
    let score = journey::follow_up::score("score", &payload.score)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    write(act, payload.deal, FollowUpKind::Satisfaction, day, &words, score, None)
}

pub fn handle_complaint(act: &Act, payload: HandleComplaint) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_handle_complaint(&facts)?;
    let day = on("called_on", &payload.called_on, act, &facts)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    if words.is_empty() {
        return Err(Refusal::at("words", "Notez ce qui a été dit, et ce dont vous êtes convenus.").into());
    }
    write(act, payload.deal, FollowUpKind::Complaint, day, &words, None, None)
}

pub fn ask_testimonial(act: &Act, payload: AskTestimonial) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_ask_testimonial(&facts)?;
    let day = on("asked_on", &payload.asked_on, act, &facts)?;
    write(act, payload.deal, FollowUpKind::TestimonialAsked, day, "", None, None)
}

pub fn record_testimonial(act: &Act, payload: RecordTestimonial) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_record_testimonial(&facts)?;
    let day = on("received_on", &payload.received_on, act, &facts)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    if words.is_empty() {
        return Err(Refusal::at("words", "Recopiez les mots du client.").into());
    }
    write(act, payload.deal, FollowUpKind::Testimonial, day, &words, None, Some(payload.may_publish))
}

pub fn ask_referral(act: &Act, payload: AskReferral) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_ask_referral(&facts)?;
    let day = on("asked_on", &payload.asked_on, act, &facts)?;
    write(act, payload.deal, FollowUpKind::ReferralAsked, day, "", None, None)
}

pub fn record_referral(act: &Act, payload: RecordReferral) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_record_referral(&facts)?;
    let day = on("received_on", &payload.received_on, act, &facts)?;
    let name =
        input::required("name", &payload.name, input::NAME, "Qui vous recommande-t-il ? Indiquez un nom.")?;
    write(act, payload.deal, FollowUpKind::Referral, day, &name, None, None)
}

/// Whatever the deal came to: a lost one may be worth a word next year.
pub fn plan_contact(act: &Act, payload: PlanContact) -> Result<i64> {
    facts::facts(&act.ask(), payload.deal)?;
    let day = input::day("planned_on", &payload.planned_on, Near::Coming(act.today))?;
    if day < act.today {
        return Err(Refusal::at("planned_on", "Choisissez un jour à venir.").into());
    }
    let why = input::line("why", &payload.why, input::SHORT)?;
    write(act, payload.deal, FollowUpKind::ContactPlanned, day, &why, None, None)
}

pub fn record_contact(act: &Act, payload: RecordContact) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    let day = on("contacted_on", &payload.contacted_on, act, &facts)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    write(act, payload.deal, FollowUpKind::Contact, day, &words, None, None)
}
