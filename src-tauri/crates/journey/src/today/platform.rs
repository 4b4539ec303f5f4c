//! What the platform says of invoices and that asks for an answer.

use crate::platform::PlatformStatus;
use crate::today::proposal::{ClientName, proposal};
use crate::today::task::{Aim, Task, Tone, When, identified};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words::long_date;

/// An invoice still to be paid of which the platform said last that it is refused, rejected, in dispute or suspended.
#[derive(Clone, Debug)]
pub struct Answerable {
    pub invoice: i64,
    pub number: String,
    pub client: ClientName,
    pub deal: i64,
    pub title: String,
    pub open: Cents,
    pub status: PlatformStatus,
    pub since: NaiveDate,
    /// Why, as it was told.
    pub words: String,
}

/// One task for each.
#[must_use]
pub fn to_answer(all: &[Answerable]) -> Vec<Task> {
    identified(all.iter().map(task).collect())
}

fn task(one: &Answerable) -> Task {
    let (action, label) = if one.status.ends_it() {
        (
            proposal("credit_invoice", json!({"invoice": one.invoice, "reason": one.words})),
            "Annuler par un avoir",
        )
    } else {
        (proposal("open_dispute", json!({"invoice": one.invoice})), "Voir la facture")
    };
    let detail = if one.words.is_empty() {
        format!("Depuis le {}.", long_date(one.since))
    } else {
        format!("Depuis le {} : {}.", long_date(one.since), one.words)
    };
    Task {
        key: String::new(),
        kind: "platform_status".to_owned(),
        text: format!("{} est {} sur la plateforme", one.number, one.status.french()),
        detail,
        amount: one.open,
        currency: "EUR".to_owned(),
        client: Some(one.client.clone()),
        deal: Some(one.deal),
        title: one.title.clone(),
        label: label.to_owned(),
        action,
        complete: false,
        aim: Aim::BePaid,
        tone: Tone::Late,
        when: When::Today,
        waits_for: String::new(),
        until: None,
        late_days: 0,
        why: Vec::new(),
    }
}
