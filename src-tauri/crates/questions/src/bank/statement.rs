//! One's bank accounts, and the statements that came in.

use books::act::Ask;
use books::entry::{Empty, FileBytes, bytes_up_to};
use books::error::Result;
use incoming::statement;
use incoming::statement::found::MOST_BYTES;
use incoming::statement::table::CsvPreview;
use records::row::Json;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// Statements of the history.
const MOST: i64 = 100;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewTable {
    pub file: FileBytes,
}

pub fn preview_table(_: &Ask, payload: PreviewTable) -> Result<CsvPreview> {
    let bytes = bytes_up_to("file", &payload.file, MOST_BYTES, "64 Mo : partagez ce relevé par périodes")?;
    Ok(statement::preview_table(&bytes)?)
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StatementsView {
    pub accounts: Vec<BankAccountRow>,
    /// The latest first.
    pub imports: Vec<StatementRow>,
    pub counts: LineCounts,
}

/// How many lines wait, at most [`LineCounts::MOST`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineCounts {
    /// Money received of which nothing says what it is.
    pub received: i64,
    /// Money paid of which nothing does.
    pub paid: i64,
    /// Not booked yet.
    pub pending: i64,
}

impl LineCounts {
    pub const MOST: i64 = 1000;
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankAccountRow {
    pub id: i64,
    pub label: String,
    /// Empty where no file gave it.
    pub iban: String,
    /// ISO 4217.
    pub currency: String,
    /// ISO days.
    pub opened_on: Option<String>,
    pub closed_on: Option<String>,
    /// The last day that a statement tells of.
    pub last_day: Option<String>,
    /// What the bank says that it holds, in hundredths, and on which day.
    pub balance: Option<Cents>,
    pub balance_on: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StatementRow {
    pub id: i64,
    pub account: String,
    /// ISO days.
    pub day: String,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub name: String,
    pub read_as: String,
    /// That it shows.
    pub lines: i64,
    /// No line that it alone shows is explained.
    pub may_undo: bool,
    pub warnings: Vec<String>,
}

pub fn statements(ask: &Ask, _: Empty) -> Result<StatementsView> {
    Ok(StatementsView { accounts: accounts(ask)?, imports: imports(ask)?, counts: counts(ask)? })
}

fn counts(ask: &Ask) -> Result<LineCounts> {
    let count = |sql: &str| -> Result<i64> {
        Ok(ask.db.prepare_cached(sql)?.query_row([LineCounts::MOST], |r| r.get(0))?)
    };
    Ok(LineCounts {
        received: count(
            "SELECT count(*) FROM (SELECT 1 FROM bank_line WHERE explanation IS NULL AND pending = 0 AND amount > 0 LIMIT ?1)",
        )?,
        paid: count(
            "SELECT count(*) FROM (SELECT 1 FROM bank_line WHERE explanation IS NULL AND pending = 0 AND amount <= 0 LIMIT ?1)",
        )?,
        pending: count(
            "SELECT count(*) FROM (SELECT 1 FROM bank_line WHERE pending = 1 AND booked_as IS NULL LIMIT ?1)",
        )?,
    })
}

fn accounts(ask: &Ask) -> Result<Vec<BankAccountRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT a.id, a.label, a.iban, a.currency, a.opened_on, a.closed_on,
                (SELECT max(last_day) FROM statement_import WHERE account = a.id) AS last_day, b.amount, b.day
         FROM bank_account a LEFT JOIN bank_balance b ON b.id =
           (SELECT x.id FROM statement_import i JOIN bank_balance x ON x.import = i.id
            WHERE i.account = a.id AND x.kind = 'closing' AND x.currency IS NULL AND x.day IS NOT NULL
            ORDER BY x.day DESC, x.id DESC LIMIT 1)
         ORDER BY a.closed_on IS NOT NULL, a.id",
    )?;
    let rows = statement
        .query_map([], |r| {
            Ok(BankAccountRow {
                id: r.get("id")?,
                label: r.get("label")?,
                iban: r.get("iban")?,
                currency: r.get("currency")?,
                opened_on: r.get("opened_on")?,
                closed_on: r.get("closed_on")?,
                last_day: r.get("last_day")?,
                balance: r.get::<_, Option<i64>>("amount")?.map(Cents),
                balance_on: r.get("day")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn imports(ask: &Ask) -> Result<Vec<StatementRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT i.id, a.label, i.day, i.first_day, i.last_day, i.name, i.read_as, i.warnings,
                coalesce(i.lines, (SELECT count(*) FROM line_sighting WHERE import = i.id)) AS lines,
                NOT EXISTS (SELECT 1 FROM line_sighting s JOIN bank_line l ON l.id = s.line
                  WHERE s.import = i.id AND l.explanation IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM line_sighting o WHERE o.line = s.line AND o.import <> i.id)) AS may_undo
         FROM statement_import i JOIN bank_account a ON a.id = i.account ORDER BY i.id DESC LIMIT ?1",
    )?;
    let rows = statement
        .query_map([MOST], |r| {
            Ok(StatementRow {
                id: r.get("id")?,
                account: r.get("label")?,
                day: r.get("day")?,
                first_day: r.get("first_day")?,
                last_day: r.get("last_day")?,
                name: r.get("name")?,
                read_as: r.get("read_as")?,
                lines: r.get("lines")?,
                may_undo: r.get("may_undo")?,
                warnings: r.get::<_, Json<Vec<String>>>("warnings")?.0,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
