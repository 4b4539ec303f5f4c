//! Erasing what is known of one person who works at a client's; the firm's own affairs stay.
//!
//! Invariant: what was sent and the papers that bear a name are vouchers and proofs of the firm's; they go with it.

use books::act::{Act, Ask, Erased};
use books::draft;
use books::erase;
use books::error::Result;
use journey::allowed::erasure::confirmed_by_name;
use journey::contact::ClientCard;
use records::contact::card;
use records::index;
use records::person_traces::{PersonTraces, traces};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use ts_rs::TS;
use values::letters::folded;
use values::words::count;

/// Erases what is known of one person at a client's, there still or removed; the name is written to confirm.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasePerson {
    pub person: i64,
    pub name: String,
}

/// (what goes, what stays), as people call it.
pub fn told(ask: &Ask, person: &PersonTraces) -> Result<(Vec<String>, Vec<String>)> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let some = |n: usize, one, many| (n > 0).then(|| count(number(n), one, many));
    let (_, firm) = without(ask, person)?;
    let gone = [
        Some("1 personne".to_owned()),
        some(person.notes.len(), "note ou appel", "notes et appels"),
        (!firm.is_empty()).then(|| format!("Sur la fiche du client : {}", firm.join(", "))),
        some(person.drafts.len(), "saisie en cours", "saisies en cours"),
    ];
    let stays = [
        some(person.sendings.len(), "envoi à son adresse", "envois à son adresse"),
        some(person.papers.len(), "pièce à son nom", "pièces à son nom"),
    ];
    Ok((gone.into_iter().flatten().collect(), stays.into_iter().flatten().collect()))
}

/// The firm's card without what on it is this person's, and what that was.
fn without(ask: &Ask, person: &PersonTraces) -> Result<(ClientCard, Vec<&'static str>)> {
    let (mut firm, card) = (card(ask, person.client)?, &person.card);
    let mut taken = Vec::new();
    for (field, theirs, what) in [
        (&mut firm.contact, &card.name, "contact"),
        (&mut firm.email, &card.email, "e-mail"),
        (&mut firm.phone, &card.phone, "téléphone"),
    ] {
        if !field.is_empty() && folded(field) == folded(theirs) {
            field.clear();
            taken.push(what);
        }
    }
    Ok((firm, taken))
}

pub fn erase(act: &Act, payload: ErasePerson) -> Result<i64> {
    let person = traces(&act.ask(), payload.person)?;
    confirmed_by_name(&payload.name, &person.card.name)?;
    let (firm, taken) = without(&act.ask(), &person)?;
    erase::begin(act)?;
    erase::remove(act, "note", &person.notes)?;
    erase::remove(act, "person", &[payload.person])?;
    if !taken.is_empty() {
        act.db.execute(
            "UPDATE client SET card = ?2 WHERE id = ?1",
            params![person.client, serde_json::to_string(&firm)?],
        )?;
    }
    index::index_client(act.db, person.client, &firm)?;
    index::make_again(act.db)?;
    for draft in person.drafts {
        draft::remove(act, &draft.key)?;
    }
    act.about_client(person.client);
    let rows = BTreeSet::from([("person".to_owned(), payload.person)]);
    act.erases(Erased { said: json!({"person": payload.person}), rows, lines: BTreeSet::new() });
    Ok(person.client)
}
