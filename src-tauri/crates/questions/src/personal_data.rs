//! Everything that the books know of one person, as one file that they can read and a program too (RGPD art. 15 and 20).
//!
//! One JSON text: what is known by French names, and the files themselves beside it in base64. It opens anywhere, and
//! needs nothing to be unpacked.

mod rows;
mod sections;

use crate::timeline;
use books::act::Ask;
use books::entry::{PAGE, Paper, paper};
use books::error::Result;
use books::vault;
use journey::contact::Identity;
use journey::legal;
use journey::retention::Reason;
use records::erasure::{ByTable, belongings, erasure};
use records::settings::seller;
use records::traces;
use rows::words;
use rusqlite::params;
use schemars::JsonSchema;
use sections::{RECEIVED, SECTIONS};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

/// Whose data: a client's, or those of one person who works there.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfPerson {
    pub client: i64,
    /// One person who works at that client's, apart from it.
    #[serde(default)]
    pub person: Option<i64>,
}

pub fn personal_data(ask: &Ask, payload: OfPerson) -> Result<Paper> {
    if let Some(person) = payload.person {
        return of_person(ask, person);
    }
    let erasure = erasure(ask, payload.client)?;
    let held = belongings(ask, payload.client)?;
    let former = traces::former(ask, payload.client)?;
    let mut told = Map::new();
    let mut add = |title: &str, value: Value| {
        if !matches!(&value, Value::Array(rows) if rows.is_empty()) {
            told.insert(title.to_owned(), value);
        }
    };
    add("Document", json!(format!("Tout ce qui est gardé de {}", erasure.card.name)));
    add("Fait le", json!(ask.today.to_string()));
    add("Gardé par", responsible(seller(ask)?.as_ref()));
    add("À savoir", about_data(ask, erasure.until.map(|day| day.to_string())));
    add("Fiche", words::fields(serde_json::to_value(&erasure.card)?));
    add("Dates de la fiche", dates(ask, payload.client)?);
    for section in SECTIONS {
        add(
            section.title,
            Value::Array(rows::of(ask, section.sql, held.get(section.table).map_or(&[], Vec::as_slice))?),
        );
    }
    let supplied = records::received::of_seller(ask, erasure.card.siren())?;
    add("Factures reçues", Value::Array(rows::of(ask, RECEIVED, &supplied)?));
    add("Fil", Value::Array(history(ask, payload.client)?));
    let pasts = traces::pasts(ask, &former)?.into_iter().map(|past| {
        let card = serde_json::from_str(&past.card).unwrap_or(Value::Null);
        let whose = if past.table == "person" { "personne" } else { "fiche" };
        json!({"Le": past.day, "Quoi": whose, "Fiche": words::fields(card)})
    });
    add("États successifs des fiches", Value::Array(pasts.collect()));
    let drafts = traces::drafts(ask, &erasure)?
        .into_iter()
        .map(|draft| words::fields(serde_json::from_str(&draft.content).unwrap_or(Value::Null)));
    add("Brouillons", Value::Array(drafts.collect()));
    add("Fichiers", Value::Array(files(ask, &held)?));
    saved(&erasure.card.name, told)
}

/// What tells of one person at a client's: the firm's own affairs are not theirs.
fn of_person(ask: &Ask, person: i64) -> Result<Paper> {
    let known = records::person_traces::traces(ask, person)?;
    let until = erasure(ask, known.client)?.until;
    let mut told = Map::new();
    let mut add = |title: &str, value: Value| {
        if !matches!(&value, Value::Array(rows) if rows.is_empty()) {
            told.insert(title.to_owned(), value);
        }
    };
    add("Document", json!(format!("Tout ce qui est gardé de {}", known.card.name)));
    add("Fait le", json!(ask.today.to_string()));
    add("Gardé par", responsible(seller(ask)?.as_ref()));
    add("À savoir", about_data(ask, until.map(|day| day.to_string())));
    add("Fiche", words::fields(serde_json::to_value(&known.card)?));
    add("Chez", json!(records::contact::card(ask, known.client)?.name));
    for (table, ids) in [("note", &known.notes), ("sending", &known.sendings)] {
        for section in SECTIONS.iter().filter(|section| section.table == table) {
            add(section.title, Value::Array(rows::of(ask, section.sql, ids)?));
        }
    }
    add("Pièces à son nom", json!(known.papers));
    let former = traces::Former { people: [person].into(), ..traces::Former::default() };
    let pasts = traces::pasts(ask, &former)?.into_iter().map(|past| {
        let card = serde_json::from_str(&past.card).unwrap_or(Value::Null);
        json!({"Le": past.day, "Fiche": words::fields(card)})
    });
    add("États successifs de la fiche", Value::Array(pasts.collect()));
    let drafts = known.drafts.iter().map(|draft| serde_json::from_str(&draft.content).unwrap_or(Value::Null));
    add("Brouillons", Value::Array(drafts.map(words::fields).collect()));
    saved(&known.card.name, told)
}

fn saved(name: &str, told: Map<String, Value>) -> Result<Paper> {
    let text = serde_json::to_string_pretty(&Value::Object(told))?;
    let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(60).collect();
    Ok(paper(format!("donnees-{name}.json"), "application/json", text.as_bytes()))
}

fn responsible(seller: Option<&Identity>) -> Value {
    seller.map_or(Value::Null, |me| {
        json!({"Nom": me.full_name(), "SIRET": me.siret, "Adresse": me.address.lines(), "E-mail": me.email, "Téléphone": me.phone})
    })
}

/// Why it is kept, for how long, and what whoever it is about may ask.
fn about_data(ask: &Ask, until: Option<String>) -> Value {
    let mut told: Vec<Value> =
        legal::told_of_data(ask.today).into_iter().map(|(what, text)| json!({what: text})).collect();
    for reason in [Reason::Voucher, Reason::Client, Reason::Prospect] {
        if let Some(term) = legal::retention(reason.code(), ask.today) {
            let kept = format!("{} ans depuis {} ({})", term.years, term.counted_from, term.source);
            told.push(json!({"Gardé": term.what, "Combien de temps": kept}));
        }
    }
    if let Some(until) = until {
        told.push(json!({"Pièces gardées jusqu’au": until}));
    }
    Value::Array(told)
}

fn dates(ask: &Ask, client: i64) -> Result<Value> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT added_on AS \"Ajoutée le\", confirmed_on AS \"Confirmée le\", erased_on AS \"Effacée le\" FROM client WHERE id = ?1",
        )?
        .query_row([client], rows::told)?;
    Ok(found)
}

/// All that happened, latest first, as the timeline tells it.
fn history(ask: &Ask, client: i64) -> Result<Vec<Value>> {
    let mut told = Vec::new();
    let mut before = i64::MAX;
    loop {
        let (rows, more) = timeline::of_client(ask, client, before, PAGE)?;
        before = rows.last().map_or(before, |row| row.id);
        told.extend(
            rows.into_iter()
                .map(|row| json!({"Jour": row.day, "Noté le": row.at, "Quoi": row.title, "Texte": row.text})),
        );
        if !more {
            return Ok(told);
        }
    }
}

/// The files themselves.
fn files(ask: &Ask, held: &ByTable) -> Result<Vec<Value>> {
    let mut told = Vec::new();
    for document in held.get("document").into_iter().flatten() {
        let (mut row, sha256, made_from): (Value, String, String) = ask
            .db
            .prepare_cached(
                "SELECT name AS \"Nom\", kind AS \"Nature@word\", number AS \"Numéro\", label AS \"Ce que c’est\", created_on AS \"Gardé le\",
                   media_type AS \"Type\", sha256 AS \"SHA-256\", made_from FROM document WHERE id = ?1",
            )?
            .query_row(params![document], |r| Ok((rows::told(r)?, r.get("SHA-256")?, r.get("made_from")?)))?;
        if let Value::Object(fields) = &mut row {
            fields.remove("made_from");
            if let Ok(from) = serde_json::from_str::<Value>(&made_from) {
                fields.insert("Fait à partir de".to_owned(), words::fields(from));
            }
            let bytes = vault::kept(ask.db, &sha256)?;
            fields.insert("Contenu en base64".to_owned(), json!(paper(String::new(), "", &bytes).base64));
        }
        told.push(row);
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What can be erased can be told: no table of a client is left out.
    #[test]
    fn every_table_of_a_client_is_told() {
        let told: BTreeSet<&str> = SECTIONS.iter().map(|section| section.table).collect();
        // The card is told first, files last, a quote's number with each version, and what was withdrawn with its sending.
        let apart = ["client", "document", "quote", "sending_withdrawal"];
        let held: BTreeSet<&str> =
            records::erasure::tables().filter(|table| !apart.contains(table)).collect();
        assert_eq!(told, held);
    }
}
