//! Before much is at stake with a firm, a look at whether it can pay.

use crate::deal::Facts;
use crate::deal::stage::Stage;
use crate::today::proposal::proposal;
use crate::today::task::{Task, Tone, task};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;

pub fn tasks(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    // Once it is signed, knowing better comes too late.
    let before_signature = matches!(facts.stage(), Stage::Contact | Stage::Qualified | Stage::Quoted);
    if !before_signature || !facts.solvency.wants(facts.client_kind, facts.worth(), today) {
        return Vec::new();
    }
    let detail = match facts.solvency.checked_on {
        Some(day) => format!("Dernière vérification le {}.", values::words::long_date(day)),
        None => format!(
            "Au-delà de {}, vous avez choisi de vérifier.",
            values::words::euros(facts.solvency.above.unwrap_or_default())
        ),
    };
    let payload = json!({"client": facts.client, "checked_on": today});
    let action = proposal("record_solvency_check", payload);
    let mut check =
        task(facts, "check_solvency", "Vérifier la solvabilité", detail, action, "Noter la vérification");
    check.tone = Tone::Soon;
    check.amount = Cents::ZERO;
    vec![check]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::solvency::Watch;
    use crate::deal::tests::{day, quoted};

    #[test]
    fn a_large_quote_asks_for_a_check() {
        let watched = Watch { above: Some(Cents(300_000)), checked_on: None };
        let mut deal = Facts { solvency: watched, ..quoted() };
        assert_eq!(tasks(&deal, day(9, 12))[0].kind, "check_solvency");
        deal.solvency.checked_on = Some(day(9, 11));
        assert!(tasks(&deal, day(9, 12)).is_empty());
        assert!(tasks(&quoted(), day(9, 12)).is_empty(), "who set no amount is not asked");
    }
}
