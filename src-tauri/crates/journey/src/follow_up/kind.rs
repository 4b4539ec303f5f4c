//! What is kept of a follow-up.

/// One thing done or said after the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUpKind {
    Thanked,
    SatisfactionAsked,
    /// The client answered, or did not.
    Satisfaction,
    /// The call to a client who was not happy.
    Complaint,
    TestimonialAsked,
    Testimonial,
    ReferralAsked,
    Referral,
    ContactPlanned,
    /// A contact settles what was planned before it.
    Contact,
}

values::stored!(FollowUpKind {
    Thanked = "thanked",
    SatisfactionAsked = "satisfaction_asked",
    Satisfaction = "satisfaction",
    Complaint = "complaint",
    TestimonialAsked = "testimonial_asked",
    Testimonial = "testimonial",
    ReferralAsked = "referral_asked",
    Referral = "referral",
    ContactPlanned = "contact_planned",
    Contact = "contact",
});
