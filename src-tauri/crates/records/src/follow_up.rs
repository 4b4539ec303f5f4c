//! Follow-up: what was said after the work, put into a deal’s facts.

use crate::row::Day;
use crate::set::{self, By};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::deal::Facts;
use journey::follow_up::kind::FollowUpKind;

/// What was said after the work.
pub struct SaidAfter {
    kind: FollowUpKind,
    day: NaiveDate,
    score: Option<i64>,
    words: String,
}

/// What is kept of the follow-up, by deals of a set; not what was written and did not leave after all.
pub fn said(ask: &Ask, set: &str) -> Result<By<SaidAfter>> {
    set::by(
        ask,
        "SELECT deal, kind, day, score, words FROM follow_up WHERE deal IN (SELECT value FROM json_each(?1))
           AND (sending IS NULL OR sending NOT IN (SELECT sending FROM sending_withdrawal)) ORDER BY id",
        set,
        |r| {
            Ok(SaidAfter {
                kind: r.get::<_, Word<_>>("kind")?.0,
                day: r.get::<_, Day>("day")?.0,
                score: r.get("score")?,
                words: r.get("words")?,
            })
        },
    )
}

/// What was said of a deal, put into its facts.
pub fn load(facts: &mut Facts, said: Vec<SaidAfter>) {
    for SaidAfter { kind, day: on, score, words } in said {
        let after = &mut facts.after;
        match kind {
            FollowUpKind::Thanked => facts.thanked_on = Some(on),
            FollowUpKind::SatisfactionAsked => after.satisfaction_asked_on = Some(on),
            FollowUpKind::Satisfaction => facts.satisfaction = Some((on, score)),
            FollowUpKind::Complaint => after.complaint_handled_on = Some(on),
            FollowUpKind::TestimonialAsked => after.testimonial_asked_on = Some(on),
            FollowUpKind::Testimonial => after.testimonial_on = Some(on),
            FollowUpKind::ReferralAsked => after.referral_asked_on = Some(on),
            FollowUpKind::Referral => after.referral_on = Some(on),
            FollowUpKind::ContactPlanned => after.planned = Some((on, words)),
            FollowUpKind::Contact => after.planned = None,
        }
    }
}
