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

/// Statements that stand in the folder that is looked at, and that nobody imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundStatements {
    pub files: i64,
    /// The folder's own name, without those above it.
    pub folder: String,
    /// Why it cannot be read.
    pub trouble: Option<String>,
}

/// One task for all the clients who would be reminded today, once the last statement is too old to tell who paid; and one
/// for statements that wait in a folder, or for a folder that cannot be read, which stands for both.
#[must_use]
pub fn wanted(watch: Option<StatementWatch>, kept: &KeptBack, found: Option<&FoundStatements>) -> Vec<Task> {
    let watch = watch.filter(|_| !kept.clients.is_empty());
    if watch.is_none() && found.is_none() {
        return Vec::new();
    }
    let held = i64::try_from(kept.clients.len()).unwrap_or(i64::MAX);
    let held = count(held, "relance l’attend", "relances l’attendent");
    let detail = match (watch, found) {
        (Some(_), _) => format!("{}, un paiement y est peut-être.", capital(&held)),
        (None, _) => "Un paiement y est peut-être.".to_owned(),
    };
    let trouble = found.and_then(|found| found.trouble.clone());
    let detail = trouble.clone().unwrap_or(detail);
    let (kind, text, label) = match found {
        Some(found) if trouble.is_some() => {
            ("unread_folder", format!("Le dossier de relevés {} ne se lit plus", found.folder), "Voir")
        }
        Some(found) => (
            "found_statement",
            format!("{} dans {}", count(found.files, "relevé trouvé", "relevés trouvés"), found.folder),
            "Voir",
        ),
        None => ("import_statement", "Importer votre relevé de banque".to_owned(), "Importer"),
    };
    identified(vec![Task {
        key: String::new(),
        kind: kind.to_owned(),
        text,
        detail,
        amount: if watch.is_some() { kept.amount } else { Cents::ZERO },
        currency: "EUR".to_owned(),
        client: None,
        deal: None,
        title: String::new(),
        label: label.to_owned(),
        action: proposal("import_statement", json!({})),
        complete: false,
        aim: Aim::BePaid,
        tone: Tone::Soon,
        when: When::Today,
        waits_for: String::new(),
        until: None,
        late_days: 0,
        why: watch
            .map(|watch| format!("Le dernier s’arrête au {}.", long_date(watch.last_on)))
            .into_iter()
            .collect(),
    }])
}
