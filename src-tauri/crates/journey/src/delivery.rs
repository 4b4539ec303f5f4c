//! Delivery: the gate before the work begins, what the client supplies, the stages, the day it is done and accepted.

pub(crate) mod announcement;
pub(crate) mod event;
pub(crate) mod reception;
pub(crate) mod stage;
pub(crate) mod supply;
pub(crate) mod suspension;
pub(crate) mod works;

pub use announcement::announcement;
pub use event::{Event, happened};
pub use reception::{Accepted, Manner, Reception, acceptable, tacit_from};
pub use stage::{Planned, StageFact, announceable, plannable, reachable};
pub use supply::{Supply, askable, awaited, receivable};
pub use suspension::{Suspension, suspended_because, suspension_gate};
pub use works::{Works, same_item};

use values::money::Cents;
use values::refusal::{Code, Refusal};
use values::words;

/// May the work begin? A signed order is there by construction; the deposit agreed must be invoiced and paid.
///
/// # Errors
/// `gate_closed` while the deposit is not paid and no reason to pass is given.
pub fn gate(deposit_agreed: Cents, deposit_paid: Cents, override_reason: &str) -> Result<(), Refusal> {
    if deposit_paid >= deposit_agreed || override_reason.chars().count() >= 3 {
        return Ok(());
    }
    Err(Refusal::new(
        Code::GateClosed,
        format!(
            "L’acompte de {} n’est pas encore payé ({} reçus). Attendez-le, ou commencez quand même en disant pourquoi : la raison restera visible.",
            words::euros(deposit_agreed),
            words::euros(deposit_paid),
        ),
    )
    .moved("override_reason"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_a_former_order_is_found_by_its_words() {
        let labels = |all: &[&str]| all.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
        let (former, present) = (labels(&["Le logo", "Les textes"]), labels(&["Les textes", "Les photos"]));
        assert_eq!(same_item(&former, 1, &present), Some(0));
        assert_eq!(same_item(&former, 0, &present), None, "no longer awaited");
        assert_eq!(same_item(&former, 2, &present), None);
        let twice = labels(&["Photo", "Photo"]);
        assert_eq!(same_item(&twice, 1, &twice), Some(1));
    }

    #[test]
    fn the_gate_opens_with_the_deposit_or_a_reason() {
        assert_eq!(gate(Cents(120_000), Cents(119_999), "").unwrap_err().code, Code::GateClosed);
        assert!(gate(Cents(120_000), Cents(120_000), "").is_ok());
        assert!(gate(Cents(120_000), Cents(0), "client de confiance").is_ok());
        assert!(gate(Cents(0), Cents(0), "").is_ok());
    }
}
