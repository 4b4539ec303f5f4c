//! Some days after an invoice left: a look at whether it came.

use crate::deal::Facts;
use crate::dunning::reception::ReceptionCheck;
use crate::today::proposal::{ago, proposal};
use crate::today::task::{Aim, Task, task};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words;

/// An invoice that left some days ago: did it come, and is it on its way to be paid?
#[must_use]
pub fn task_of(facts: &Facts, check: &ReceptionCheck, today: NaiveDate) -> Task {
    let mut task = task(
        facts,
        "check_reception",
        &format!("Vérifier que {} est bien reçue", check.number),
        format!("Envoyée le {}.", words::long_date(check.sent_on)),
        proposal("check_reception", json!({"invoice": check.invoice, "checked_on": today})),
        "Noter la réponse",
    );
    task.amount = Cents::ZERO;
    task.aim = Aim::BePaid;
    task.because(format!("Envoyée {} : mieux vaut le savoir avant l’échéance.", ago(check.sent_on, today)));
    task
}
