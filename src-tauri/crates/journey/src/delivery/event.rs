//! What happens to an order at work, and the days on which it can have happened.

use crate::order::event::EventKind;
use chrono::NaiveDate;
use values::input;
use values::refusal::Refusal;
use values::words;

/// Is this a day on which the work can have happened?
pub fn happened(field: &str, day: NaiveDate, signed_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    input::has_come(field, day, today, "indiquez le jour où c’est fait.")?;
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
