//! Messages that do not leave: one task for all of them, with what to do.

use crate::today::proposal::proposal;
use crate::today::task::{Aim, Task, Tone, When, identified};
use serde_json::json;
use values::money::Cents;
use values::words::count;

/// What keeps every message back until something is changed, and how many wait for it.
#[must_use]
pub fn halted(stuck: Option<(String, i64)>) -> Vec<Task> {
    let Some((why, waiting)) = stuck.filter(|(_, waiting)| *waiting > 0) else { return Vec::new() };
    identified(vec![Task {
        key: String::new(),
        kind: "set_mail_server".to_owned(),
        text: format!("Régler l’envoi : {}", count(waiting, "message attend", "messages attendent")),
        detail: why,
        amount: Cents::ZERO,
        currency: "EUR".to_owned(),
        client: None,
        deal: None,
        title: String::new(),
        label: "Régler".to_owned(),
        action: proposal("set_mail_server", json!({})),
        complete: false,
        aim: Aim::BePaid,
        tone: Tone::Late,
        when: When::Today,
        waits_for: String::new(),
        until: None,
        late_days: 0,
        why: vec!["Rien ne part de la boîte d’envoi d’ici là.".to_owned()],
    }])
}
