//! The statement of the bank that is wanted before anybody is reminded.

use crate::deal::Facts;
use crate::dunning::StatementWatch;
use crate::dunning::guard::Guard;
use crate::today::proposal::proposal;
use crate::today::task::{Aim, Task, Tone, When, identified};
use serde_json::json;
use std::collections::BTreeSet;
use values::money::Cents;
use values::words::{capital, count, long_date};

/// What is kept back until the next statement is imported.
#[derive(Debug, Default)]
pub struct KeptBack {
    clients: BTreeSet<i64>,
    amount: Cents,
}

impl KeptBack {
    /// Of one deal, whose client's plan says what is kept back.
    pub fn of(&mut self, facts: &Facts) {
        let held = facts.sending.plan.held.iter().filter(|held| held.guard == Guard::StaleStatement);
        let numbers: BTreeSet<&String> = held.flat_map(|held| &held.invoices).collect();
        for invoice in facts.invoices.iter().filter(|invoice| numbers.contains(&invoice.number)) {
            self.clients.insert(facts.client);
            self.amount += invoice.open;
        }
    }
}

/// One task for all the clients who would be reminded today, once the last statement is too old to tell who paid.
#[must_use]
pub fn wanted(watch: Option<StatementWatch>, kept: &KeptBack) -> Vec<Task> {
    let Some(watch) = watch.filter(|_| !kept.clients.is_empty()) else { return Vec::new() };
    let (held, amount) = (kept.clients.len(), kept.amount);
    let held = count(i64::try_from(held).unwrap_or(i64::MAX), "relance l’attend", "relances l’attendent");
    let detail = format!("{}, un paiement y est peut-être.", capital(&held));
    identified(vec![Task {
        key: String::new(),
        kind: "import_statement".to_owned(),
        text: "Importer votre relevé de banque".to_owned(),
        detail,
        amount,
        currency: "EUR".to_owned(),
        client: None,
        deal: None,
        title: String::new(),
        label: "Importer".to_owned(),
        action: proposal("import_statement", json!({})),
        complete: false,
        aim: Aim::BePaid,
        tone: Tone::Soon,
        when: When::Today,
        waits_for: String::new(),
        until: None,
        late_days: 0,
        why: vec![format!("Le dernier s’arrête au {}.", long_date(watch.last_on))],
    }])
}
