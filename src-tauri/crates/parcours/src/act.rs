//! What an action and a question are given: the books, the day, and nothing else that changes by itself.
//!
//! Invariant: clock and randomness enter here and nowhere else.

use crate::books::{Head, hash};
use crate::error::{Error, Result};
use chrono::{Datelike, Local, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use journey::number::{self, Series};
use journey::refusal::{Code, Refusal};
use journey::words;
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::{Cell, RefCell};
use std::path::Path;

/// Seconds from noon to the last one of the day.
const AFTERNOON: i64 = 12 * 3600 - 1;

/// Where the day and the randomness come from. With a fixed day, everything is a function of the books.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    pub fixed: Option<NaiveDate>,
}

impl Clock {
    /// The civil moment in the user's time zone (a setting; the system's when empty). `lines` is how many lines the
    /// journal has: a fixed day stands at noon, one second later for each, and never ends.
    #[must_use]
    pub fn now(self, time_zone: &str, lines: i64) -> NaiveDateTime {
        match self.fixed {
            Some(day) => {
                day.and_hms_opt(12, 0, 0).unwrap_or_default() + TimeDelta::seconds((lines + 1).min(AFTERNOON))
            }
            None => match time_zone.parse::<chrono_tz::Tz>() {
                Ok(zone) => Utc::now().with_timezone(&zone).naive_local(),
                Err(_) => Local::now().naive_local(),
            },
        }
    }

    /// 32 bytes nobody can guess, in hexadecimal; with a fixed day, a function of the head.
    pub fn salt(self, head: &Head) -> Result<String> {
        if self.fixed.is_some() {
            return Ok(hash(&["salt", &head.seal]));
        }
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| Error::Broken(format!("randomness: {e}")))?;
        Ok(crate::books::hash_bytes(&bytes))
    }
}

/// An action at work, inside its transaction.
pub struct Act<'a> {
    pub db: &'a Connection,
    pub today: NaiveDate,
    /// ISO moment, local.
    pub at: String,
    /// The journal's head before this action; printed on what it issues.
    pub head: Head,
    deals: RefCell<Vec<i64>>,
    client: Cell<Option<i64>>,
}

impl<'a> Act<'a> {
    #[must_use]
    pub fn new(db: &'a Connection, now: NaiveDateTime, head: Head) -> Act<'a> {
        Act {
            db,
            today: now.date(),
            at: now.format("%Y-%m-%dT%H:%M:%S").to_string(),
            head,
            deals: RefCell::default(),
            client: Cell::default(),
        }
    }

    /// This action is about that deal: its line stands on the deal's timeline, its state is worked out again.
    pub fn about(&self, deal: i64) {
        let mut deals = self.deals.borrow_mut();
        if !deals.contains(&deal) {
            deals.push(deal);
        }
    }

    /// This action is about that client and none of their deals: its line stands on the client's timeline.
    pub fn about_client(&self, client: i64) {
        self.client.set(Some(client));
    }

    #[must_use]
    pub fn client(&self) -> Option<i64> {
        self.client.get()
    }

    #[must_use]
    pub fn deals(&self) -> Vec<i64> {
        self.deals.borrow().clone()
    }

    /// Issuing is refused while the clock stands before the last line: papers would be dated out of order.
    pub fn may_issue(&self) -> Result<()> {
        match self.head.day {
            Some(last) if last > self.today => Err(Refusal::new(
                Code::ClockBehind,
                format!(
                    "La date de l’ordinateur ({}) est avant la dernière écriture de vos livres ({}). Corrigez la date : rien ne peut être émis d’ici là.",
                    words::long_date(self.today),
                    words::long_date(last)
                ),
            )
            .into()),
            Some(_) | None => Ok(()),
        }
    }

    /// The next number of a series, taken inside this transaction: (year, rank, written).
    pub fn take_number(&self, series: Series) -> Result<(i32, i64, String)> {
        self.may_issue()?;
        let year = self.today.year();
        let n = last_number(self.db, series, year)?.unwrap_or(0) + 1;
        Ok((year, n, number::written(series, year, n)))
    }

    /// Keeps bytes once, by their hash; answers the hash.
    pub fn keep(&self, bytes: &[u8]) -> Result<String> {
        let sha256 = crate::books::hash_bytes(bytes);
        let known: bool = self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM vault WHERE sha256 = ?1)")?
            .query_row([&sha256], |r| r.get(0))?;
        if !known {
            self.db
                .prepare_cached("INSERT INTO vault (sha256, size, bytes) VALUES (?1, ?2, ?3)")?
                .execute(params![sha256, i64::try_from(bytes.len()).unwrap_or(i64::MAX), bytes])?;
        }
        Ok(sha256)
    }

    #[must_use]
    pub fn ask(&self) -> Ask<'_> {
        Ask { db: self.db, today: self.today, folder: Path::new("") }
    }
}

/// A question at work, on a connection that cannot write (or inside an action that needs its answer).
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    pub db: &'a Connection,
    pub today: NaiveDate,
    /// The data folder, for questions about files.
    pub folder: &'a Path,
}

/// The last number of a series and year, given here or elsewhere before.
pub fn last_number(db: &Connection, series: Series, year: i32) -> Result<Option<i64>> {
    let table = match series {
        Series::Quote => "quote",
        Series::Order => "signed_order",
        Series::Invoice | Series::CreditNote => "invoice",
    };
    let used: Option<i64> = db
        .prepare_cached(&format!("SELECT max(n) FROM {table} WHERE series = ?1 AND year = ?2"))?
        .query_row(params![series.prefix(), year], |r| r.get(0))?;
    let floor: Option<i64> = db
        .prepare_cached("SELECT max(n) FROM series_floor WHERE series = ?1 AND year = ?2")?
        .query_row(params![series.prefix(), year], |r| r.get(0))?;
    Ok(used.max(floor))
}

/// A setting's JSON value, if it was ever set.
pub fn setting<T: serde::de::DeserializeOwned>(db: &Connection, name: &str) -> Result<Option<T>> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |r| r.get(0))
        .optional()?;
    Ok(text.map(|t| serde_json::from_str(&t)).transpose()?)
}

/// Writes a setting; answers its row.
pub fn set_setting<T: serde::Serialize>(act: &Act, name: &str, value: &T) -> Result<i64> {
    let text = serde_json::to_string(value)?;
    let id = act
        .db
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value RETURNING id",
        )?
        .query_row(params![name, text], |r| r.get(0))?;
    Ok(id)
}
