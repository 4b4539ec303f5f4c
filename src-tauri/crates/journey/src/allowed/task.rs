//! What may be done with a task: put off to a day to come, left with a reason, written down with its text.

use chrono::NaiveDate;
use values::refusal::Refusal;

/// A task is put off to a day to come.
pub fn comes_back(field: &str, until: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if until <= today {
        return Err(Refusal::at(field, "Choisissez un jour à venir : demain, lundi, +7 j, 15/12."));
    }
    Ok(())
}

/// What is on no list any more is neither put off nor left.
#[must_use]
pub fn gone(field: &str) -> Refusal {
    Refusal::at(field, "Cette tâche n’est plus à faire.")
}

/// Leaving all tasks of a kind for a client takes a client.
#[must_use]
pub fn about_nobody(field: &str) -> Refusal {
    Refusal::at(field, "Cette tâche ne concerne aucun client : laissez-la seule.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_comes_back_after_today() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert!(comes_back("until", day(24), day(23)).is_ok());
        assert_eq!(comes_back("until", day(23), day(23)).unwrap_err().field.as_deref(), Some("until"));
    }
}
