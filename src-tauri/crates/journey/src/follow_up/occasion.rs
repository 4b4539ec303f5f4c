//! Why one writes to a client once the work is paid.

use crate::follow_up::kind::FollowUpKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why one writes to a client once the work is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    Thanks,
    /// « Me recommanderiez-vous ? », answered in a plain reply.
    Satisfaction,
    Testimonial,
    Referral,
    /// To keep in touch: every such message says how to receive none.
    News,
}

impl Occasion {
    /// What is noted of the follow-up once it left.
    #[must_use]
    pub fn noted(self) -> FollowUpKind {
        match self {
            Occasion::Thanks => FollowUpKind::Thanked,
            Occasion::Satisfaction => FollowUpKind::SatisfactionAsked,
            Occasion::Testimonial => FollowUpKind::TestimonialAsked,
            Occasion::Referral => FollowUpKind::ReferralAsked,
            Occasion::News => FollowUpKind::Contact,
        }
    }

    /// « Remerciement », as the timeline names it.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Occasion::Thanks => "Remerciement",
            Occasion::Satisfaction => "Question sur la satisfaction",
            Occasion::Testimonial => "Demande de témoignage",
            Occasion::Referral => "Demande de recommandation",
            Occasion::News => "Nouvelles",
        }
    }

    /// It asks for more work, and goes to nobody who said that they want none of it.
    #[must_use]
    pub fn is_prospecting(self) -> bool {
        match self {
            Occasion::Thanks | Occasion::Satisfaction => false,
            Occasion::Testimonial | Occasion::Referral | Occasion::News => true,
        }
    }
}
