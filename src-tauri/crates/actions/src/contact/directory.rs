//! Electronic addresses of clients, filled and checked by what the directory of electronic invoicing answered.

use crate::bank::import::remember;
use crate::contact::client::readdress;
use books::act::{Act, Ask};
use books::entry::{Empty, FileBytes, Paper, bytes_of, paper};
use books::error::{Error, Result};
use incoming::directory::{DirectoryAnswer, DirectoryColumns, read};
use journey::contact::directory::{
    DirectoryMatch, DirectoryState, ListedClient, OpenedAddress, matched, may_take,
};
use records::bank::mapping_of;
use records::contact::cards;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use values::letters::folded;
use values::refusal::Refusal;

/// What the directory takes at a time.
const MOST_NUMBERS: usize = 5_000;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewDirectory {
    /// What the directory answered: a table (CSV) of at most 10 MB.
    pub file: FileBytes,
    /// Where its titles do not say it: which column holds what.
    #[serde(default)]
    pub columns: Option<DirectoryColumns>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeDirectoryAddresses {
    pub file: FileBytes,
    #[serde(default)]
    pub columns: Option<DirectoryColumns>,
    /// What the user ticked.
    pub picks: Vec<DirectoryPick>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectoryPick {
    pub client: i64,
    /// One that the file tells open.
    pub address: String,
}

/// A file held against the clients.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DirectoryPreview {
    pub titles: Vec<String>,
    /// The first rows below them.
    pub sample: Vec<Vec<String>>,
    pub columns: DirectoryColumns,
    /// What is asked before it can be read; none where it was.
    pub asked: Option<String>,
    /// Every client with a SIREN, what is to be done first.
    pub rows: Vec<DirectoryRow>,
    /// Rows of the file that name no SIREN, and those of no client.
    pub unread: i64,
    pub others: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DirectoryRow {
    pub client: i64,
    pub name: String,
    pub siren: String,
    /// Of the card; empty where it says none.
    pub address: String,
    pub state: DirectoryState,
    /// Those that are open.
    pub offered: Vec<OfferedAddress>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OfferedAddress {
    pub address: String,
    /// As the directory names it; empty where it does not.
    pub platform: String,
}

/// The SIREN of clients, one a line, as the directory takes them.
pub fn siren_list(ask: &Ask, _: Empty) -> Result<Paper> {
    let numbers: BTreeSet<String> = listed(ask)?.into_iter().map(|client| client.siren).collect();
    if numbers.is_empty() {
        return Err(Refusal::not_now("Aucun client n’a de SIREN : notez-le d’abord sur leur fiche.").into());
    }
    if numbers.len() > MOST_NUMBERS {
        return Err(Refusal::not_now(
            "L’annuaire prend 5 000 numéros à la fois, et vous avez plus de clients.",
        )
        .into());
    }
    let text: String = numbers.iter().map(|siren| format!("{siren}\n")).collect();
    Ok(paper(format!("siren-{}.csv", ask.today), "text/csv", text.as_bytes()))
}

/// What the file says of each client.
pub fn preview(ask: &Ask, payload: PreviewDirectory) -> Result<DirectoryPreview> {
    let (answer, all) = held(ask, &payload.file, payload.columns)?;
    let known: BTreeSet<&str> = all.iter().map(|one| one.client.siren.as_str()).collect();
    let others: BTreeSet<&str> =
        answer.lines.iter().map(|line| line.siren.as_str()).filter(|siren| !known.contains(siren)).collect();
    let asked = (!answer.columns.are_enough()).then(|| {
        "Les titres de ce tableau ne disent pas où sont le SIREN et l’adresse : dites-le.".to_owned()
    });
    let others = i64::try_from(others.len()).unwrap_or(i64::MAX);
    Ok(DirectoryPreview {
        titles: answer.titles,
        sample: answer.sample,
        columns: answer.columns,
        rows: if asked.is_none() { all.into_iter().map(row).collect() } else { Vec::new() },
        asked,
        unread: answer.unread,
        others,
    })
}

/// Everything that was ticked, or nothing. Answers the first client.
pub fn take(act: &Act, payload: TakeDirectoryAddresses) -> Result<i64> {
    let ask = act.ask();
    let (answer, all) = held(&ask, &payload.file, payload.columns)?;
    if !answer.columns.are_enough() {
        let text = "Ce tableau ne dit pas où sont le SIREN et l’adresse : dites-le d’abord.";
        return Err(Refusal::at("columns", text).into());
    }
    let mut seen = BTreeSet::new();
    for (i, pick) in payload.picks.iter().enumerate() {
        let under = |refusal: Refusal| Error::from(refusal.under(&format!("picks[{i}]")));
        may_take(&all, pick.client, &pick.address).map_err(under)?;
        if !seen.insert(pick.client) {
            return Err(under(Refusal::at(
                "client",
                "Ce client est coché deux fois : choisissez une adresse.",
            )));
        }
        readdress(act, pick.client, &pick.address)?;
    }
    let Some(first) = payload.picks.first() else {
        return Err(Refusal::at("picks", "Cochez au moins une adresse.").into());
    };
    if let Some(columns) = payload.columns {
        remember(act, &titles(&answer), &columns)?;
    }
    Ok(first.client)
}

fn held(
    ask: &Ask,
    file: &FileBytes,
    told: Option<DirectoryColumns>,
) -> Result<(DirectoryAnswer, Vec<DirectoryMatch>)> {
    let bytes = bytes_of("file", file)?;
    let mut answer = read(&bytes, told)?;
    if told.is_none() && !answer.columns.are_enough() {
        // As the user said of a table of these titles before.
        let known = mapping_of(ask, &titles(&answer))?;
        if let Some(columns) = known.and_then(|known| serde_json::from_str(&known).ok()) {
            answer = read(&bytes, Some(columns))?;
        }
    }
    let told: Vec<OpenedAddress> = answer
        .lines
        .iter()
        .map(|line| OpenedAddress {
            siren: line.siren.clone(),
            address: line.address.clone(),
            active: line.active,
            from: line.from,
            until: line.until,
            platform: line.platform.clone(),
        })
        .collect();
    let all = matched(listed(ask)?, &told, ask.today);
    Ok((answer, all))
}

/// By what its tables are known again, apart from those of banks.
fn titles(answer: &DirectoryAnswer) -> String {
    let titles: Vec<String> = answer.titles.iter().map(|title| folded(title)).collect();
    format!("annuaire : {}", titles.join(" | "))
}

fn listed(ask: &Ask) -> Result<Vec<ListedClient>> {
    let all = cards(ask)?;
    Ok(all.iter().filter_map(|(id, card)| ListedClient::of(*id, card, ask.today)).collect())
}

fn row(found: DirectoryMatch) -> DirectoryRow {
    let DirectoryMatch { client, state, open } = found;
    let offered = open.into_iter().map(|one| OfferedAddress { address: one.address, platform: one.platform });
    DirectoryRow {
        client: client.id,
        name: client.name,
        siren: client.siren,
        address: client.address,
        state,
        offered: offered.collect(),
    }
}
