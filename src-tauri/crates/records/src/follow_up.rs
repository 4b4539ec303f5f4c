//! Follow-up: what was said after the work, put into a deal’s facts.

use crate::row::day;
use books::act::Ask;
use books::error::Result;
use journey::deal::Facts;

/// What is kept of the follow-up, put into a deal's facts.
pub fn load(ask: &Ask, facts: &mut Facts) -> Result<()> {
    let mut statement =
        ask.db.prepare_cached("SELECT kind, day, score, words FROM follow_up WHERE deal = ?1 ORDER BY id")?;
    let mut rows = statement.query([facts.deal])?;
    while let Some(r) = rows.next()? {
        let (kind, on): (String, String) = (r.get(0)?, r.get(1)?);
        let on = day(&on)?;
        let after = &mut facts.after;
        match kind.as_str() {
            "thanked" => facts.thanked_on = Some(on),
            "satisfaction" => facts.satisfaction = Some((on, r.get(2)?)),
            "complaint" => after.complaint_handled_on = Some(on),
            "testimonial_asked" => after.testimonial_asked_on = Some(on),
            "testimonial" => after.testimonial_on = Some(on),
            "referral_asked" => after.referral_asked_on = Some(on),
            "referral" => after.referral_on = Some(on),
            "contact_planned" => after.planned = Some((on, r.get(3)?)),
            // A contact settles what was planned before it.
            "contact" => after.planned = None,
            _ => {}
        }
    }
    Ok(())
}
