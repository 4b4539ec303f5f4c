//! Accounts and lines of banks, from rows to values.

use crate::row::{Day, Json};
use books::act::Ask;
use books::error::Result;
use books::setting::setting;
use chrono::NaiveDate;
use journey::bank::account::OwnAccount;
use journey::bank::balance::ClosingBalance;
use journey::bank::movement::Movement;
use journey::bank::watched::WatchedFolder;
use rusqlite::{OptionalExtension, Row, params};
use values::money::Cents;
use values::refusal::Refusal;

/// Every account of one’s own.
pub fn own_accounts(ask: &Ask) -> Result<Vec<OwnAccount>> {
    let mut statement =
        ask.db.prepare_cached("SELECT id, label, iban, names, currency FROM bank_account ORDER BY id")?;
    let rows = statement
        .query_map([], |r| {
            Ok(OwnAccount {
                id: r.get("id")?,
                label: r.get("label")?,
                iban: r.get("iban")?,
                names: r.get::<_, Json<Vec<String>>>("names")?.0,
                currency: r.get("currency")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// One of them.
pub fn own_account(ask: &Ask, id: i64) -> Result<OwnAccount> {
    let found = own_accounts(ask)?.into_iter().find(|one| one.id == id);
    found.ok_or_else(|| Refusal::not_found("Ce compte").into())
}

/// Lines of an account, each with its row.
pub type KeptLines = (Vec<i64>, Vec<Movement>);

/// The lines of an account from one day to another, those of that kind alone where it is said.
pub fn lines_between(
    ask: &Ask,
    account: i64,
    days: (NaiveDate, NaiveDate),
    pending: Option<bool>,
) -> Result<KeptLines> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, day, amount, currency, label, payer, payer_account, reference, pending,
                (SELECT json_group_array(DISTINCT bank_id) FROM line_sighting WHERE line = l.id AND bank_id <> '') AS ids
         FROM bank_line l WHERE account = ?1 AND day BETWEEN ?2 AND ?3 AND pending = coalesce(?4, pending) ORDER BY id",
    )?;
    let given = params![account, days.0.to_string(), days.1.to_string(), pending];
    let rows = statement
        .query_map(given, |r| Ok((r.get("id")?, movement(r)?)))?
        .collect::<rusqlite::Result<Vec<(i64, Movement)>>>()?;
    Ok(rows.into_iter().unzip())
}

pub(crate) fn movement(r: &Row) -> rusqlite::Result<Movement> {
    Ok(Movement {
        day: r.get::<_, Day>("day")?.0,
        amount: Cents(r.get("amount")?),
        currency: r.get("currency")?,
        label: r.get("label")?,
        payer: r.get("payer")?,
        payer_account: r.get("payer_account")?,
        reference: r.get("reference")?,
        bank_ids: r.get::<_, Json<Vec<String>>>("ids")?.0,
        pending: r.get("pending")?,
    })
}

/// The day on which the same bytes were imported for that account.
pub fn imported_on(ask: &Ask, account: i64, hash: &str) -> Result<Option<NaiveDate>> {
    let day = ask
        .db
        .prepare_cached(
            "SELECT day FROM statement_import WHERE account = ?1 AND hash = ?2 ORDER BY id LIMIT 1",
        )?
        .query_row(params![account, hash], |r| r.get::<_, Day>("day"))
        .optional()?;
    Ok(day.map(|day| day.0))
}

/// The balance that the account’s files tell, nearest before that day and nearest after the other.
pub fn closings_around(
    ask: &Ask,
    account: i64,
    days: (NaiveDate, NaiveDate),
) -> Result<(Option<ClosingBalance>, Option<ClosingBalance>)> {
    let read = |sql: &str, day: NaiveDate| -> Result<Option<ClosingBalance>> {
        let found = ask
            .db
            .prepare_cached(sql)?
            .query_row(params![account, day.to_string()], |r| {
                Ok(ClosingBalance { day: r.get::<_, Day>("day")?.0, amount: Cents(r.get("amount")?) })
            })
            .optional()?;
        Ok(found)
    };
    let before = read(
        "SELECT b.day, b.amount FROM bank_balance b JOIN statement_import i ON i.id = b.import
         WHERE i.account = ?1 AND b.kind = 'closing' AND b.currency IS NULL AND b.day < ?2 ORDER BY b.day DESC, b.id DESC LIMIT 1",
        days.0,
    )?;
    let after = read(
        "SELECT b.day, b.amount FROM bank_balance b JOIN statement_import i ON i.id = b.import
         WHERE i.account = ?1 AND b.kind = 'closing' AND b.currency IS NULL AND b.day > ?2 ORDER BY b.day, b.id DESC LIMIT 1",
        days.1,
    )?;
    Ok((before, after))
}

/// What was booked after one day, up to another, in the account’s own currency.
pub fn booked_between(ask: &Ask, account: i64, after: NaiveDate, until: NaiveDate) -> Result<Cents> {
    let sum = ask
        .db
        .prepare_cached(
            "SELECT coalesce(sum(amount), 0) FROM bank_line
             WHERE account = ?1 AND day > ?2 AND day <= ?3 AND pending = 0 AND currency IS NULL",
        )?
        .query_row(params![account, after.to_string(), until.to_string()], |r| r.get(0))?;
    Ok(Cents(sum))
}

/// How the tables of those titles are read, where the user said so.
pub fn mapping_of(ask: &Ask, titles: &str) -> Result<Option<String>> {
    let mapping = ask
        .db
        .prepare_cached("SELECT mapping FROM table_mapping WHERE titles = ?1")?
        .query_row([titles], |r| r.get(0))
        .optional()?;
    Ok(mapping)
}

/// Did the user say of any table how it is read?
pub fn has_mappings(ask: &Ask) -> Result<bool> {
    Ok(ask.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM table_mapping)")?.query_row([], |r| r.get(0))?)
}

/// The last day that a statement of an account still open tells of; none for who imports none. A file with a balance tells
/// up to its day; one without was written out on the day on which it was imported, unless its last line is a month old.
pub fn last_told(ask: &Ask) -> Result<Option<NaiveDate>> {
    let day: Option<Day> = ask
        .db
        .prepare_cached(
            "SELECT min(?1, max(CASE WHEN b.day IS NOT NULL THEN max(b.day, coalesce(i.last_day, b.day))
               WHEN julianday(i.day) - julianday(i.last_day) <= 31 THEN max(i.day, i.last_day) ELSE i.last_day END)) AS day
             FROM statement_import i JOIN bank_account a ON a.id = i.account
             LEFT JOIN (SELECT import, max(day) AS day FROM bank_balance GROUP BY import) b ON b.import = i.id
             WHERE a.closed_on IS NULL",
        )?
        .query_row([ask.today.to_string()], |r| r.get("day"))?;
    Ok(day.map(|day| day.0))
}

/// The setting that names the folder that is looked at for statements.
pub const WATCHED: &str = "watched_folder";

/// The folder that is looked at for statements, and the files of it that one does not want to hear of.
pub fn watched(ask: &Ask) -> Result<WatchedFolder> {
    Ok(setting(ask.db, WATCHED)?.unwrap_or_default())
}

/// Did a file of that content come in already?
pub fn is_imported(ask: &Ask, hash: &str) -> Result<bool> {
    Ok(ask
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM statement_import WHERE hash = ?1)")?
        .query_row([hash], |r| r.get(0))?)
}
