//! The addresses that the directory of electronic invoicing knows, held against clients' cards.
//!
//! Invariant: nothing is written on a card that its user did not choose, and only what the directory tells open.

use crate::contact::card::ClientCard;
use crate::contact::electronic::read_electronic;
use crate::contact::place::is_at_home;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

/// A client whom electronic invoices reach by the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedClient {
    pub id: i64,
    pub name: String,
    pub siren: String,
    /// Of the card; empty where it says none.
    pub address: String,
}

/// An address that a SIREN has or had there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedAddress {
    pub siren: String,
    /// `552100554_COMPTA`; empty where the directory tells none.
    pub address: String,
    pub active: bool,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// As the directory names it; empty where it does not.
    pub platform: String,
}

/// How a card stands to what the directory says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DirectoryState {
    /// The card says none, the directory does.
    ToFill,
    Same,
    /// The card says one that is not open.
    Differs,
    /// The directory knows them, and no address of theirs is open.
    Closed,
    /// The file does not name them.
    Absent,
}

/// A client, and the addresses that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryMatch {
    pub client: ListedClient,
    pub state: DirectoryState,
    pub open: Vec<OpenedAddress>,
}

impl ListedClient {
    /// A professional in France whose SIREN is known.
    #[must_use]
    pub fn of(id: i64, card: &ClientCard, today: NaiveDate) -> Option<ListedClient> {
        let listed = card.kind.is_professional() && is_at_home(card, today) && !card.siren().is_empty();
        listed.then(|| ListedClient {
            id,
            name: card.name.clone(),
            siren: card.siren().to_owned(),
            address: card.electronic_address.clone(),
        })
    }
}

impl OpenedAddress {
    fn is_open(&self, today: NaiveDate) -> bool {
        self.active
            && self.from.is_none_or(|day| day <= today)
            && self.until.is_none_or(|day| day >= today)
            && read_electronic("address", &self.address, &self.siren, true).is_ok_and(|read| !read.is_empty())
    }
}

/// Every client against what the file says: first what is to be done.
#[must_use]
pub fn matched(clients: Vec<ListedClient>, told: &[OpenedAddress], today: NaiveDate) -> Vec<DirectoryMatch> {
    let mut all: Vec<DirectoryMatch> = clients
        .into_iter()
        .map(|client| {
            let theirs: Vec<&OpenedAddress> = told.iter().filter(|one| one.siren == client.siren).collect();
            let mut open: Vec<OpenedAddress> = Vec::new();
            for one in theirs.iter().filter(|one| one.is_open(today)) {
                if !open.iter().any(|other| other.address == one.address) {
                    open.push((*one).clone());
                }
            }
            let state = if theirs.is_empty() {
                DirectoryState::Absent
            } else if open.is_empty() {
                DirectoryState::Closed
            } else if client.address.is_empty() {
                DirectoryState::ToFill
            } else if open.iter().any(|one| one.address == client.address) {
                DirectoryState::Same
            } else {
                DirectoryState::Differs
            };
            DirectoryMatch { client, state, open }
        })
        .collect();
    let rank = |state: DirectoryState| match state {
        DirectoryState::Differs => 0,
        DirectoryState::ToFill => 1,
        DirectoryState::Closed => 2,
        DirectoryState::Absent => 3,
        DirectoryState::Same => 4,
    };
    all.sort_by_key(|one| rank(one.state));
    all
}

/// That address for that client, as the file tells it.
pub fn may_take(all: &[DirectoryMatch], client: i64, address: &str) -> Result<(), Refusal> {
    let Some(found) = all.iter().find(|one| one.client.id == client) else {
        return Err(Refusal::at("client", "Ce client n’a pas de SIREN : l’annuaire ne le connaît pas."));
    };
    if !found.open.iter().any(|one| one.address == address) {
        return Err(Refusal::at(
            "address",
            format!(
                "L’annuaire ne donne pas cette adresse à {} : choisissez-en une qu’il donne.",
                found.client.name
            ),
        ));
    }
    if found.client.address == address {
        return Err(Refusal::at("address", format!("C’est déjà l’adresse de {}.", found.client.name)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()
    }

    fn client(id: i64, siren: &str, address: &str) -> ListedClient {
        ListedClient { id, name: format!("Client {id}"), siren: siren.into(), address: address.into() }
    }

    fn told(siren: &str, address: &str, active: bool) -> OpenedAddress {
        OpenedAddress {
            siren: siren.into(),
            address: address.into(),
            active,
            from: None,
            until: None,
            platform: String::new(),
        }
    }

    #[test]
    fn each_card_is_held_against_what_is_open() {
        let file = [
            told("552100554", "552100554_COMPTA", true),
            told("552100554", "552100554_COMPTA", true),
            told("404833048", "404833048", true),
            told("443061841", "443061841", false),
            told("732829320", "999999999", true),
        ];
        let clients = vec![
            client(1, "552100554", ""),
            client(2, "404833048", "404833048_OLD"),
            client(3, "404833048", "404833048"),
            client(4, "443061841", ""),
            client(5, "732829320", ""),
            client(6, "120027016", ""),
        ];
        let all = matched(clients, &file, day());
        let states: Vec<(i64, DirectoryState)> = all.iter().map(|one| (one.client.id, one.state)).collect();
        assert_eq!(
            states,
            [
                (2, DirectoryState::Differs),
                (1, DirectoryState::ToFill),
                (4, DirectoryState::Closed),
                (5, DirectoryState::Closed),
                (6, DirectoryState::Absent),
                (3, DirectoryState::Same),
            ]
        );
        assert_eq!(all[1].open.len(), 1, "told once");
        assert!(may_take(&all, 1, "552100554_COMPTA").is_ok());
        assert!(may_take(&all, 1, "552100554").is_err());
        assert!(may_take(&all, 3, "404833048").is_err(), "already so");
        assert!(may_take(&all, 9, "404833048").is_err());
    }

    #[test]
    fn an_address_is_open_between_its_days() {
        let mut one = told("552100554", "552100554", true);
        one.from = day().succ_opt();
        assert_eq!(
            matched(vec![client(1, "552100554", "")], &[one.clone()], day())[0].state,
            DirectoryState::Closed
        );
        one.from = Some(day());
        one.until = day().pred_opt();
        assert_eq!(matched(vec![client(1, "552100554", "")], &[one], day())[0].state, DirectoryState::Closed);
    }
}
