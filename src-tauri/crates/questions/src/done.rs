//! What was done today: one's own tasks, and what moved deals and clients on.

use crate::timeline;
use books::act::Ask;
use books::error::Result;
use journey::today::ClientName;
use records::task::own_tasks_done;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lines of the journal looked at: a day has fewer.
const LOOKED_AT: usize = 200;

/// Deeds about one's own tasks, which stand by themselves.
const OWN: &str = "_task";

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DoneToday {
    /// Its own among all.
    pub key: String,
    pub text: String,
    pub client: Option<ClientName>,
    pub deal: Option<i64>,
    pub title: String,
    /// One's own task, which can be taken up again.
    pub own: Option<i64>,
    /// Its line of the journal, where it can be taken back.
    pub undo: Option<i64>,
}

pub fn done_today(ask: &Ask) -> Result<Vec<DoneToday>> {
    let own = own_tasks_done(ask)?.into_iter().rev().map(|own| {
        let (deal, title) = own.deal.unzip();
        DoneToday {
            key: format!("o{}", own.id),
            text: own.text,
            client: own.client,
            deal,
            title: title.unwrap_or_default(),
            own: Some(own.id),
            undo: None,
        }
    });
    let lines = timeline::of_day(ask, LOOKED_AT)?.into_iter().filter(|line| !line.entry.kind.ends_with(OWN));
    let deeds = lines.map(|line| DoneToday {
        key: format!("j{}", line.entry.id),
        text: line.entry.title,
        client: Some(line.client),
        deal: line.entry.deal,
        title: line.entry.deal_title,
        own: None,
        undo: line.entry.may_undo.then_some(line.entry.id),
    });
    Ok(own.chain(deeds).collect())
}
