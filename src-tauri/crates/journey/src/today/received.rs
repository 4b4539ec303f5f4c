//! What suppliers are to be paid: one line for all of it, once a day came.

use crate::today::proposal::proposal;
use crate::today::task::{Aim, Task, Tone, When, identified};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words::{count, long_date};

/// Received invoices in euros that are due, the first due first.
#[derive(Clone, Debug, Default)]
pub struct DueToSuppliers {
    pub first: Option<FirstDue>,
    pub count: i64,
    /// Cents.
    pub amount: Cents,
}

/// The one that was due first.
#[derive(Clone, Debug)]
pub struct FirstDue {
    pub id: i64,
    pub seller: String,
    pub number: String,
    pub due_on: NaiveDate,
}

/// One task for all of them; none where nothing is due.
#[must_use]
pub fn to_pay(due: &DueToSuppliers, today: NaiveDate) -> Vec<Task> {
    let Some(first) = &due.first else { return Vec::new() };
    let text = if due.count == 1 {
        format!("Payer la facture {} de {}", first.number, first.seller)
    } else {
        format!("Payer {}", count(due.count, "facture reçue", "factures reçues"))
    };
    let late = first.due_on < today;
    let detail = match (due.count, late) {
        (1, true) => format!("Échue le {}.", long_date(first.due_on)),
        (1, false) => "Elle échoit aujourd’hui.".to_owned(),
        (_, true) => {
            format!("La première, de {}, est échue depuis le {}.", first.seller, long_date(first.due_on))
        }
        (_, false) => "Elles échoient aujourd’hui.".to_owned(),
    };
    identified(vec![Task {
        key: String::new(),
        kind: "received_invoice".to_owned(),
        text,
        detail,
        amount: due.amount,
        currency: "EUR".to_owned(),
        client: None,
        deal: None,
        title: String::new(),
        label: "Voir".to_owned(),
        action: proposal("settle_received_invoice", json!({"received": first.id})),
        complete: false,
        aim: Aim::Advance,
        tone: if late { Tone::Late } else { Tone::Soon },
        when: When::Today,
        waits_for: String::new(),
        until: None,
        late_days: (today - first.due_on).num_days().max(0),
        why: Vec::new(),
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_due_is_one_line() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
        assert!(to_pay(&DueToSuppliers::default(), today).is_empty());
        let first = FirstDue {
            id: 3,
            seller: "Hébergeur SAS".into(),
            number: "H-12".into(),
            due_on: NaiveDate::from_ymd_opt(2026, 12, 2).unwrap(),
        };
        let mut due = DueToSuppliers { first: Some(first), count: 1, amount: Cents(12_000) };
        let task = to_pay(&due, today).remove(0);
        assert_eq!((task.text.as_str(), task.late_days), ("Payer la facture H-12 de Hébergeur SAS", 2));
        due.count = 3;
        assert_eq!(to_pay(&due, today)[0].text, "Payer 3\u{a0}factures reçues");
    }
}
