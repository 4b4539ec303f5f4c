//! Taking back what was done last and left no paper; taken back itself, it is done again.

use crate::sending::withdraw;
use books::act::{Act, Ask};
use books::entry::Empty;
use books::error::Result;
use books::taken_back::{self, JournalLine};
use journey::allowed::undo::{TakenBack, may_take_back};
use records::taken_back::{may_be, put_back, resting};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use values::refusal::Refusal;

/// Lines looked at after the one that is taken back.
const MOST: i64 = 2_000;
/// Lines looked at for the last thing done today: a day has fewer.
const OF_A_DAY: i64 = 200;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoAction {
    /// The line of the journal, as `Done` and timelines tell it.
    pub line: i64,
}

/// What Ctrl+Z would take back.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct LastDeed {
    /// The last line of today that still holds; none where nothing was done today.
    pub line: Option<i64>,
    /// How it reads; empty for what stands on no timeline.
    pub title: String,
    /// The sending that it noted by hand, where that can be withdrawn.
    pub sending: Option<i64>,
    /// Why it cannot be taken back, if so.
    pub refused: Option<String>,
}

/// Answers the line that was taken back.
pub fn undo(act: &Act, payload: UndoAction) -> Result<i64> {
    let ask = act.ask();
    let line = taken_back::line(ask.db, payload.line)?.ok_or_else(|| Refusal::not_found("Cette écriture"))?;
    may_take_back(&known(&ask, &line)?)?;
    if let (None, Some(client)) = (line.deal, line.client) {
        act.about_client(client);
    }
    put_back(act, &line)?;
    Ok(line.seq)
}

fn known(ask: &Ask, line: &JournalLine) -> Result<TakenBack> {
    let later = taken_back::later(ask.db, line.seq, MOST + 1)?;
    let rests = match resting(line, &later) {
        Some(one) => Some(title(ask, one)?),
        None => None,
    };
    Ok(TakenBack {
        stays: !may_be(&line.body),
        is_undone: taken_back::undone(&later).contains(&line.seq),
        rests,
        is_old: i64::try_from(later.len()).unwrap_or(i64::MAX) > MOST,
    })
}

fn title(ask: &Ask, line: &JournalLine) -> Result<String> {
    match (ask.stories)(&line.action) {
        Some(story) => Ok(story(ask, &line.body)?.title),
        None => Ok(String::new()),
    }
}

/// The sendings that a line withdrew.
fn withdrawals(line: &JournalLine) -> impl Iterator<Item = i64> + '_ {
    let rows = line.body.rows().filter(|(table, ..)| *table == "sending_withdrawal");
    rows.filter_map(|(_, _, row)| row["sending"].as_i64())
}

/// The sending that a line noted because somebody said so: what a server took has left for good.
fn noted_by_hand(line: &JournalLine) -> Option<i64> {
    if line.body.rows().any(|(table, ..)| table == "outbox_event") {
        return None;
    }
    line.body.rows().find(|(table, _, row)| *table == "sending" && !row.is_null()).map(|(_, id, _)| id)
}

/// The last thing done today that was not taken back.
pub fn last_deed(ask: &Ask, _: Empty) -> Result<LastDeed> {
    let latest = taken_back::later(ask.db, 0, OF_A_DAY)?;
    let undone = taken_back::undone(&latest);
    let today = ask.today.to_string();
    let stands = |line: &&JournalLine| line.body.undoes().is_none() && !undone.contains(&line.seq);
    // A sending and its withdrawal have undone each other: what was done before them is the last deed.
    let withdrawn: BTreeSet<i64> =
        latest.iter().filter(stands).flat_map(|line| withdrawals(line).collect::<Vec<_>>()).collect();
    let last = latest.iter().take_while(|line| line.day == today).filter(stands).find(|line| {
        withdrawals(line).next().is_none()
            && noted_by_hand(line).is_none_or(|sending| !withdrawn.contains(&sending))
    });
    let Some(line) = last else { return Ok(LastDeed::default()) };
    let refused = may_take_back(&known(ask, line)?).err().map(|refusal| refusal.message);
    let sending = noted_by_hand(line).filter(|one| withdraw::allowed(ask, *one).is_ok());
    Ok(LastDeed { line: Some(line.seq), title: title(ask, line)?, sending, refused })
}
