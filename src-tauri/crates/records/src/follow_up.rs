//! Follow-up: what was said after the work, put into a deal’s facts.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::deal::Facts;
use journey::follow_up::kind::FollowUpKind;

/// What is kept of the follow-up, put into a deal's facts.
pub fn load(ask: &Ask, facts: &mut Facts) -> Result<()> {
    let mut statement =
        ask.db.prepare_cached("SELECT kind, day, score, words FROM follow_up WHERE deal = ?1 ORDER BY id")?;
    let mut rows = statement.query([facts.deal])?;
    while let Some(r) = rows.next()? {
        let Day(on) = r.get("day")?;
        let after = &mut facts.after;
        match r.get::<_, Word<FollowUpKind>>("kind")?.0 {
            FollowUpKind::Thanked => facts.thanked_on = Some(on),
            FollowUpKind::Satisfaction => facts.satisfaction = Some((on, r.get("score")?)),
            FollowUpKind::Complaint => after.complaint_handled_on = Some(on),
            FollowUpKind::TestimonialAsked => after.testimonial_asked_on = Some(on),
            FollowUpKind::Testimonial => after.testimonial_on = Some(on),
            FollowUpKind::ReferralAsked => after.referral_asked_on = Some(on),
            FollowUpKind::Referral => after.referral_on = Some(on),
            FollowUpKind::ContactPlanned => after.planned = Some((on, r.get("words")?)),
            FollowUpKind::Contact => after.planned = None,
        }
    }
    Ok(())
}
