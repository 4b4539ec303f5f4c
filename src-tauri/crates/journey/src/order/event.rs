//! What is written of an order after its signature.

/// Everything that can be written of an order after its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The client's own number for the order.
    Engagement,
    /// Signed after the offer had lapsed: the seller takes it all the same, and says why.
    SignedLate,
    /// A protected client asks for the work to begin at once.
    StartRequested,
    Withdrawn,
    /// A paper that confirms the order.
    Confirmation,
    /// A paper that welcomes the client.
    Welcome,
    AmendmentDropped,
    SupplyAsked,
    SupplyReceived,
    StagePlanned,
    StageReached,
    StageAnnounced,
    ReportIssued,
    Accepted,
    ReservesLifted,
    /// VAT changed since the agreement, and how it goes on was chosen.
    VatSettled,
}

values::stored!(EventKind {
    Engagement = "engagement",
    SignedLate = "signed_late",
    StartRequested = "start_requested",
    Withdrawn = "withdrawn",
    Confirmation = "confirmation",
    Welcome = "welcome",
    AmendmentDropped = "amendment_dropped",
    SupplyAsked = "supply_asked",
    SupplyReceived = "supply_received",
    StagePlanned = "stage_planned",
    StageReached = "stage_reached",
    StageAnnounced = "stage_announced",
    ReportIssued = "report_issued",
    Accepted = "accepted",
    ReservesLifted = "reserves_lifted",
    VatSettled = "vat_settled",
});
