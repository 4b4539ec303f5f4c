//! What happens to an order at work, and the days on which it can have happened.

use chrono::NaiveDate;
use values::refusal::Refusal;
use values::words;

/// Is this a day on which the work can have happened?
pub fn happened(field: &str, day: NaiveDate, signed_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day > today {
        return Err(Refusal::at(field, "Cette date est à venir : indiquez le jour où c’est fait."));
    }
    if day < signed_on {
        return Err(Refusal::at(
            field,
            format!(
                "La commande a été signée le {} : le travail n’a pas pu commencer avant.",
                words::long_date(signed_on)
            ),
        ));
    }
    Ok(())
}

/// What is written of an order after its signature, as far as delivery is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    SupplyAsked,
    SupplyReceived,
    StagePlanned,
    StageReached,
    StageAnnounced,
    ReportIssued,
    Accepted,
    ReservesLifted,
}

values::stored!(EventKind {
    SupplyAsked = "supply_asked",
    SupplyReceived = "supply_received",
    StagePlanned = "stage_planned",
    StageReached = "stage_reached",
    StageAnnounced = "stage_announced",
    ReportIssued = "report_issued",
    Accepted = "accepted",
    ReservesLifted = "reserves_lifted",
});

impl EventKind {
    pub const ALL: [EventKind; 8] = [
        EventKind::SupplyAsked,
        EventKind::SupplyReceived,
        EventKind::StagePlanned,
        EventKind::StageReached,
        EventKind::StageAnnounced,
        EventKind::ReportIssued,
        EventKind::Accepted,
        EventKind::ReservesLifted,
    ];
}

/// One event, its item already found among those of the order in force.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: EventKind,
    pub item: Option<usize>,
    pub day: NaiveDate,
    pub value: String,
    pub words: String,
    pub document: Option<i64>,
}
