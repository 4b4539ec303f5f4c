//! What an action and a question are given: the books, the day, and nothing else that changes by itself.
//!
//! Invariant: clock and randomness enter here and nowhere else.

use crate::body::{Body, Told};
use crate::error::{Error, Result};
use crate::reading::Reading;
use crate::seal::{Head, hash, hash_bytes};
use crate::setting::setting;
use crate::watch::Watch;
use chrono::{Local, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use values::refusal::{Code, Refusal};
use values::words;

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

    /// That moment in seconds since 1970; of a fixed day, as if its clocks were those of Greenwich.
    #[must_use]
    pub fn seconds(self, now: NaiveDateTime) -> i64 {
        match self.fixed {
            Some(_) => now.and_utc().timestamp(),
            None => Utc::now().timestamp(),
        }
    }

    /// 32 bytes nobody can guess, in hexadecimal; with a fixed day, a function of the head.
    pub fn salt(self, head: &Head) -> Result<String> {
        if self.fixed.is_some() {
            return Ok(hash(&["salt", &head.seal]));
        }
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| Error::Broken(format!("randomness: {e}")))?;
        Ok(hash_bytes(&bytes))
    }
}

/// An action at work, inside its transaction.
pub struct Act<'a> {
    pub db: &'a Connection,
    pub today: NaiveDate,
    /// The moment, local.
    pub now: NaiveDateTime,
    /// The same as ISO text.
    pub at: String,
    /// The same in seconds since 1970, as messages to other machines tell it.
    pub seconds: i64,
    /// The journal's head before this action; printed on what it issues.
    pub head: Head,
    deals: RefCell<Vec<i64>>,
    client: Cell<Option<i64>>,
    erased: RefCell<Option<Erased>>,
    undoes: Cell<Option<i64>>,
    latest: Option<&'a Latest>,
    sound: Option<Sound<'a>>,
    watch: Option<Watch<'a>>,
}

/// Rows, each with its table.
pub type Rows = BTreeSet<(String, i64)>;

/// Answers what is wrong with the books as they stood before an action, if anything.
pub type Sound<'a> = &'a dyn Fn() -> Result<()>;

/// What an erasure leaves to be done with its line.
#[derive(Clone, Debug)]
pub struct Erased {
    /// What the line says instead of what was typed.
    pub said: Value,
    /// Rows that are no more, beside those that the action wrote: bodies tell of them.
    pub rows: Rows,
    /// Lines whose bodies tell of what was taken back: no row is left of it.
    pub lines: BTreeSet<i64>,
}

/// The latest day of the whole journal, kept between the actions of a process: only new lines are read again.
#[derive(Debug, Default)]
pub struct Latest(Mutex<LatestSeen>);

#[derive(Clone, Copy, Debug, Default)]
struct LatestSeen {
    /// Lines up to it were dated by a wrong clock, as far as that is known.
    confirmed: i64,
    seq: i64,
    day: Option<NaiveDate>,
}

/// The setting that says up to which line days no longer count: the clock was wrong then, and is right now.
pub const CLOCK: &str = "clock";

/// What is kept of a clock that was put right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedClock {
    /// The last line before it was.
    pub seq: i64,
}

/// The latest day on which something was written, lines apart that a wrong clock dated; none in new books.
pub fn latest_day(db: Reading, kept: Option<&Latest>) -> Result<Option<NaiveDate>> {
    let confirmed = setting::<ConfirmedClock>(db, CLOCK)?.unwrap_or_default().seq;
    let kept = kept.map(|kept| kept.0.lock().unwrap_or_else(PoisonError::into_inner));
    let seen = kept.as_deref().copied().filter(|seen| seen.confirmed == confirmed).unwrap_or_default();
    let (seq, day): (Option<i64>, Option<String>) = db
        .prepare_cached("SELECT max(seq) AS seq, max(day) AS day FROM journal WHERE seq > ?1")?
        .query_row([seen.seq.max(confirmed)], |r| Ok((r.get("seq")?, r.get("day")?)))?;
    let day = day.and_then(|day| day.parse().ok()).max(seen.day);
    if let Some(mut kept) = kept {
        *kept = LatestSeen { confirmed, seq: seq.unwrap_or(seen.seq).max(seen.seq), day };
    }
    Ok(day)
}

impl<'a> Act<'a> {
    #[must_use]
    pub fn new(db: &'a Connection, clock: Clock, now: NaiveDateTime, head: Head) -> Act<'a> {
        Act {
            db,
            today: now.date(),
            now,
            seconds: clock.seconds(now),
            at: now.format("%Y-%m-%dT%H:%M:%S").to_string(),
            head,
            deals: RefCell::default(),
            client: Cell::default(),
            erased: RefCell::default(),
            undoes: Cell::default(),
            latest: None,
            sound: None,
            watch: None,
        }
    }

    /// Told how far it is.
    #[must_use]
    pub fn watched(self, watch: Watch<'a>) -> Act<'a> {
        Act { watch: Some(watch), ..self }
    }

    /// Tells how far a long action is.
    ///
    /// # Errors
    /// A refusal where it is to stop: nothing of it is written.
    pub fn goes_on(&self, done: usize, of: usize) -> Result<()> {
        let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match self.watch {
            Some(watch) if !watch(whole(done), whole(of)) => Err(Error::stopped()),
            Some(_) | None => Ok(()),
        }
    }

    /// With what this process knows of the journal's days, and how it verifies the books as they stood before.
    #[must_use]
    pub fn knowing(self, latest: &'a Latest, sound: Sound<'a>) -> Act<'a> {
        Act { latest: Some(latest), sound: Some(sound), ..self }
    }

    /// Verifies the books as they stood before this action.
    ///
    /// # Errors
    /// What does not agree, as a refusal.
    pub fn sound(&self) -> Result<()> {
        match self.sound {
            Some(sound) => sound(),
            None => Err(Error::Broken("an action outside the books".to_owned())),
        }
    }

    /// This action erases: every body that names a row it wrote goes, and those that name these rows.
    pub fn erases(&self, erased: Erased) {
        *self.erased.borrow_mut() = Some(erased);
    }

    pub(crate) fn erased(&self) -> Option<Erased> {
        self.erased.borrow().clone()
    }

    /// This action takes that line of the journal back: its own says so.
    pub(crate) fn takes_back(&self, line: i64) {
        self.undoes.set(Some(line));
    }

    pub(crate) fn undoes(&self) -> Option<i64> {
        self.undoes.get()
    }

    /// Does this action erase what is known of somebody?
    #[must_use]
    pub fn is_erasing(&self) -> bool {
        self.erased.borrow().is_some()
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

    /// Issuing is refused while the clock stands before the latest day of the journal: papers would be dated out of
    /// order, whatever was written since.
    pub fn may_issue(&self) -> Result<()> {
        match latest_day(self.reading(), self.latest)? {
            Some(last) if last > self.today => Err(Refusal::new(
                Code::ClockBehind,
                format!(
                    "La date de l’ordinateur ({}) est avant la dernière écriture de vos données ({}). Corrigez la date ; si elle est juste, dites-le dans Réglages, Données : rien ne peut être émis d’ici là.",
                    words::long_date(self.today),
                    words::long_date(last)
                ),
            )
            .into()),
            Some(_) | None => Ok(()),
        }
    }

    /// Writes a setting; answers its row.
    pub fn set<T: Serialize>(&self, name: &str, value: &T) -> Result<i64> {
        let text = serde_json::to_string(value)?;
        let id = self
            .db
            .prepare_cached(
                "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value RETURNING id",
            )?
            .query_row([name, text.as_str()], |r| r.get("id"))?;
        Ok(id)
    }

    /// The books as they now are, this action's own rows included.
    #[must_use]
    pub fn reading(&self) -> Reading<'a> {
        Reading::of(self.db)
    }

    /// A question inside an action that needs its answer.
    #[must_use]
    pub fn ask(&self) -> Ask<'a> {
        Ask { now: self.now, ..Ask::of(self.reading(), self.today) }
    }
}

/// A question at work: the books to read, the day, and no way to write.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    pub db: Reading<'a>,
    pub today: NaiveDate,
    /// The moment, local.
    pub now: NaiveDateTime,
    /// The data folder, for questions about files.
    pub folder: &'a Path,
    /// What this process knows of the journal's days.
    pub latest: Option<&'a Latest>,
    /// What became of the files behind what is open, if they are no longer at their place.
    pub lost: &'a dyn Fn() -> Option<String>,
    /// How each action of the list reads on a timeline.
    pub stories: &'a dyn Fn(&str) -> Option<Story>,
}

/// How an action's line reads on a timeline.
pub type Story = fn(&Ask, &Body) -> Result<Told>;

impl<'a> Ask<'a> {
    /// A question about the books alone: no folder beside them, no list above them.
    #[must_use]
    pub fn of(db: Reading<'a>, today: NaiveDate) -> Ask<'a> {
        let now = today.and_hms_opt(12, 0, 0).unwrap_or_default();
        Ask { db, today, now, folder: Path::new(""), latest: None, lost: &|| None, stories: &|_| None }
    }
}
