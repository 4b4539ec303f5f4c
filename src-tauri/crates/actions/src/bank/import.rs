//! Importing a bank’s file: all of it in one action, or nothing; what the books have already comes in no second time.

use crate::bank::prepared::{ImportStatement, Part, account_of, around, days, prepared, said_by};
use books::act::Act;
use books::error::Result;
use chrono::NaiveDate;
use incoming::statement::found::{BankLine, BankStatement};
use journey::allowed::bank::may_import;
use journey::bank::account::{OwnAccount, WhoseAccount};
use journey::bank::pending::booked;
use records::bank::{lines_between, own_account, own_accounts};
use rusqlite::{named_params, params};
use serde::Serialize;
use serde_json::json;
use values::letters::squeezed;

pub fn import(act: &Act, payload: ImportStatement) -> Result<i64> {
    let prepared = prepared(&act.ask(), &payload)?;
    for part in &prepared.parts {
        account_of(part)?;
    }
    may_import(&prepared.parts.iter().map(|part| part.imported_on).collect::<Vec<_>>())?;
    let warnings: Vec<&str> = prepared.file.warnings.iter().map(|warning| warning.text.as_str()).collect();
    let mut first = None;
    let mut progress =
        Progress { done: 0, of: prepared.parts.iter().map(|part| part.statement.lines.len()).sum() };
    for part in prepared.parts.iter().filter(|part| part.imported_on.is_none()) {
        let account = account(act, part)?;
        let (days, said) = (days(&part.statement), said_by(&part.statement.account));
        let told: Vec<&str> =
            warnings.iter().copied().chain(part.broken.iter().map(String::as_str)).collect();
        act.db.execute(
            "INSERT INTO statement_import (account, day, hash, name, format, read_as, first_day, last_day, warnings, iban, called, titles)
             VALUES (:account, :day, :hash, :name, :format, :read_as, :first_day, :last_day, :warnings, :iban, :called, :titles)",
            named_params! {
                ":account": account,
                ":day": act.today.to_string(),
                ":hash": prepared.hash,
                ":name": cut(&payload.file.name),
                ":format": json!(prepared.file.format).as_str(),
                ":read_as": prepared.file.read_as,
                ":first_day": days.map(|days| days.0.to_string()),
                ":last_day": days.map(|days| days.1.to_string()),
                ":warnings": json!(told).to_string(),
                ":iban": said.iban,
                ":called": said.name,
                ":titles": prepared.titles.as_deref().unwrap_or_default(),
            },
        )?;
        let import = act.db.last_insert_rowid();
        let shown = lines(act, (account, import), part, &mut progress)?;
        act.db
            .prepare_cached("UPDATE statement_import SET lines = ?2 WHERE id = ?1")?
            .execute(params![import, shown])?;
        balances(act, import, &part.statement)?;
        if let Some(days) = days {
            settle_pending(act, account, days)?;
        }
        first = first.or(Some(import));
    }
    if let (Some(titles), Some(mapping)) = (&prepared.titles, &payload.mapping) {
        remember(act, titles, mapping)?;
    }
    Ok(first.unwrap_or_default())
}

/// Lines of a file that were written, of all of them.
struct Progress {
    done: usize,
    of: usize,
}

impl Progress {
    /// One more.
    fn goes_on(&mut self, act: &Act) -> Result<()> {
        self.done += 1;
        if self.done % 100 == 1 { act.goes_on(self.done, self.of) } else { Ok(()) }
    }
}

/// A file’s name as it is shown.
fn cut(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// The account of a part: opened where it is new, and known from now on by what the file calls it.
fn account(act: &Act, part: &Part) -> Result<i64> {
    let said = said_by(&part.statement.account);
    let known = match account_of(part)? {
        WhoseAccount::Known(id) => own_account(&act.ask(), *id)?,
        WhoseAccount::New(label) => {
            let currency = if said.currency.is_empty() { "EUR" } else { said.currency };
            act.db.execute(
                "INSERT INTO bank_account (label, iban, names, currency) VALUES (?1, ?2, '[]', ?3)",
                params![label, said.iban, currency],
            )?;
            let id = act.db.last_insert_rowid();
            OwnAccount {
                id,
                label: label.clone(),
                iban: said.iban.to_owned(),
                names: Vec::new(),
                currency: currency.to_owned(),
            }
        }
    };
    // What no other account is called by.
    let others = own_accounts(&act.ask())?;
    let calls =
        |one: &OwnAccount, name: &str| one.names.iter().any(|other| squeezed(other) == squeezed(name));
    if !said.name.is_empty() && !others.iter().any(|one| calls(one, said.name)) {
        let names: Vec<&str> = known.names.iter().map(String::as_str).chain([said.name]).collect();
        act.db
            .prepare_cached("UPDATE bank_account SET names = ?2 WHERE id = ?1")?
            .execute(params![known.id, json!(names).to_string()])?;
    }
    if known.iban.is_empty() && !said.iban.is_empty() {
        act.db
            .prepare_cached("UPDATE bank_account SET iban = ?2 WHERE id = ?1")?
            .execute(params![known.id, said.iban])?;
    }
    Ok(known.id)
}

/// Lines that are new, and that the file shows each of its own; answers how many it shows.
fn lines(act: &Act, (account, import): (i64, i64), part: &Part, progress: &mut Progress) -> Result<i64> {
    let mut shown = 0;
    let mut seen =
        act.db.prepare_cached("INSERT INTO line_sighting (import, line, bank_id) VALUES (?1, ?2, ?3)")?;
    for (line, known) in part.statement.lines.iter().zip(&part.known) {
        progress.goes_on(act)?;
        let fresh = if known.is_empty() { Some(write(act, account, line)?) } else { None };
        for id in known.iter().copied().chain(fresh) {
            seen.execute(params![import, id, line.id.as_deref().unwrap_or_default()])?;
            shown += 1;
        }
    }
    Ok(shown)
}

fn write(act: &Act, account: i64, line: &BankLine) -> Result<i64> {
    act.db
        .prepare_cached(
            "INSERT INTO bank_line (account, day, value_day, amount, currency, label, payer, payer_account, reference, pending)
             VALUES (:account, :day, :value_day, :amount, :currency, :label, :payer, :payer_account, :reference, :pending)",
        )?
        .execute(named_params! {
            ":account": account,
            ":day": line.day.to_string(),
            ":value_day": line.value_day.map(|day| day.to_string()),
            ":amount": line.amount.0,
            ":currency": line.currency,
            ":label": line.label,
            ":payer": line.payer.as_deref().unwrap_or_default(),
            ":payer_account": line.payer_account.as_deref().unwrap_or_default(),
            ":reference": line.reference.as_deref().unwrap_or_default(),
            ":pending": line.pending,
        })?;
    Ok(act.db.last_insert_rowid())
}

fn balances(act: &Act, import: i64, statement: &BankStatement) -> Result<()> {
    for balance in &statement.balances {
        act.db
            .prepare_cached(
                "INSERT INTO bank_balance (import, day, amount, currency, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                import,
                balance.day.map(|day| day.to_string()),
                balance.amount.0,
                balance.currency,
                json!(balance.kind).as_str(),
            ])?;
    }
    Ok(())
}

/// What was pending around these days, each with the line by which it was booked.
pub fn settle_pending(act: &Act, account: i64, days: (NaiveDate, NaiveDate)) -> Result<()> {
    let (ask, wide) = (act.ask(), around(days));
    let (waiting, movements) = lines_between(&ask, account, wide, Some(true))?;
    if waiting.is_empty() {
        return Ok(());
    }
    let (lines, candidates) = lines_between(&ask, account, around(wide), Some(false))?;
    for (id, became) in waiting.iter().zip(booked(&movements, &candidates)) {
        let line = became.and_then(|rank| lines.get(rank).copied());
        act.db
            .prepare_cached("UPDATE bank_line SET booked_as = ?2 WHERE id = ?1 AND booked_as IS NOT ?2")?
            .execute(params![id, line])?;
    }
    Ok(())
}

/// The next table of the same titles is read so.
pub fn remember(act: &Act, titles: &str, mapping: &impl Serialize) -> Result<()> {
    act.db
        .prepare_cached(
            "INSERT INTO table_mapping (titles, mapping) VALUES (?1, ?2)
             ON CONFLICT (titles) DO UPDATE SET mapping = excluded.mapping WHERE mapping <> excluded.mapping",
        )?
        .execute(params![titles, serde_json::to_string(mapping)?])?;
    Ok(())
}
