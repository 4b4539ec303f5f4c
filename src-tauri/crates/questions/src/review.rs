//! Weekly review: receipts to check, what lies about in deals, drafts and backups, on the day one chose.

use books::act::Ask;
use books::backup;
use books::entry::Empty;
use books::error::Result;
use chrono::Days;
use journey::review::{DAYS, ReviewFinding, chosen_day, findings, is_due};
use records::payment_row::{PaymentList, PaymentRow};
use records::review::habit;
use records::settings::typed_preferences;
use records::{facts, payment_row};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::words::count;

/// What is about the books and no deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BooksFinding {
    pub text: String,
    /// `drafts` or `backup`: where it is settled.
    pub kind: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Review {
    /// 1 is Monday, 7 Sunday, 0 none.
    pub day: u8,
    /// « vendredi »; empty for none.
    pub day_name: String,
    pub last_on: Option<String>,
    pub due: bool,
    /// Payments recorded in the last week, to compare with the bank.
    pub receipts: Vec<PaymentRow>,
    pub findings: Vec<ReviewFinding>,
    pub books: Vec<BooksFinding>,
}

/// Is it time? Books that hold no deal of a week ago have nothing to look over.
pub fn due(ask: &Ask) -> Result<bool> {
    let habit = habit(ask)?;
    let week = ask.today.checked_sub_days(Days::new(7)).unwrap_or(ask.today).to_string();
    let some: bool = ask
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM deal WHERE opened_on <= ?1)")?
        .query_row([week], |r| r.get(0))?;
    Ok(some && is_due(chosen_day("day", habit.day)?, habit.last_on, ask.today))
}

pub fn review(ask: &Ask, _: Empty) -> Result<Review> {
    let habit = habit(ask)?;
    let active: Vec<i64> = ask
        .db
        .prepare_cached("SELECT deal FROM deal_state WHERE active = 1 ORDER BY deal")?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut found = Vec::new();
    for facts in facts::every(ask, &active)? {
        found.extend(findings(&facts, ask.today));
    }
    found.sort_by_key(|f| (f.kind, f.deal));
    let name = usize::from(habit.day).checked_sub(1).and_then(|i| DAYS.get(i)).map_or("", |(_, name)| name);
    Ok(Review {
        day: habit.day,
        day_name: name.to_owned(),
        last_on: habit.last_on.map(|d| d.to_string()),
        due: due(ask)?,
        receipts: receipts(ask)?,
        findings: found,
        books: of_books(ask)?,
    })
}

/// Payments recorded in the last seven days.
fn receipts(ask: &Ask) -> Result<Vec<PaymentRow>> {
    let since = ask.today.checked_sub_days(Days::new(7)).unwrap_or(ask.today).to_string();
    let first: Option<i64> = ask
        .db
        .prepare_cached("SELECT min(id) FROM payment WHERE received_on >= ?1")?
        .query_row(params![since], |r| r.get(0))?;
    let Some(first) = first else { return Ok(Vec::new()) };
    let rows = payment_row::rows(ask, PaymentList::Since(first), 100)?;
    Ok(rows.into_iter().filter(|row| row.is_since(&since)).collect())
}

fn of_books(ask: &Ask) -> Result<Vec<BooksFinding>> {
    const FORGOTTEN: u64 = 14;
    let old = ask.today.checked_sub_days(Days::new(FORGOTTEN)).unwrap_or(ask.today).to_string();
    let drafts: i64 = ask
        .db
        .prepare_cached("SELECT count(*) FROM draft WHERE saved_at < ?1")?
        .query_row([old], |r| r.get(0))?;
    let mut found = Vec::new();
    if drafts > 0 {
        let text = format!(
            "{} de plus de {FORGOTTEN} jours.",
            count(drafts, "brouillon attend", "brouillons attendent")
        );
        found.push(BooksFinding { text, kind: "drafts".to_owned() });
    }
    let week = ask.today.checked_sub_days(Days::new(7)).unwrap_or(ask.today).to_string();
    let backups = backup::place(&typed_preferences(ask)?.backup_folder, ask.folder);
    match backup::latest(&backups) {
        Some(taken_at) if taken_at >= week => {}
        Some(_) => found.push(BooksFinding {
            text: "La dernière sauvegarde a plus d’une semaine.".to_owned(),
            kind: "backup".to_owned(),
        }),
        None => found.push(BooksFinding {
            text: "Vos données n’ont pas encore de sauvegarde.".to_owned(),
            kind: "backup".to_owned(),
        }),
    }
    Ok(found)
}
