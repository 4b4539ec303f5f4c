//! What happened to a client's card and to the people who work there.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::contact::solvency::Solvency;
use rusqlite::OptionalExtension;

pub fn added(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Client ajouté"))
}

pub fn changed(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Fiche modifiée"))
}

pub fn confirmed(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Fiche vérifiée et confirmée"))
}

/// Where sealed papers name it, the card that went still stands behind this one, with its name.
pub fn merged(ask: &Ask, body: &Body) -> Result<Told> {
    let name: Option<String> = ask
        .db
        .prepare_cached("SELECT name FROM client WHERE id = ?1 AND merged_into IS NOT NULL AND name <> ''")?
        .query_row([body.payload("from").as_i64()], |r| r.get(0))
        .optional()?;
    Ok(Told::titled(match name {
        Some(name) => format!("La fiche « {name} » a été fusionnée avec celle-ci"),
        None => "Une autre fiche a été fusionnée avec celle-ci".to_owned(),
    }))
}

pub fn checked(_: &Ask, body: &Body) -> Result<Told> {
    let result = body.word("solvency_check", "result")?.map_or("", Solvency::french);
    let source =
        format!("{}, le {}.", body.text("solvency_check", "source"), body.day("solvency_check", "day"));
    Ok(Told::new(
        format!("Solvabilité vérifiée : {result}"),
        &[&source, body.text("solvency_check", "words")],
    ))
}

pub fn person_added(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::titled(format!("Personne ajoutée : {}", body.text("person", "name"))))
}

pub fn person_changed(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::titled(format!("Personne modifiée : {}", body.text("person", "name"))))
}

/// The name of someone who is no more in the books, as the journal last had it.
pub fn person_removed(ask: &Ask, body: &Body) -> Result<Told> {
    let name: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT row.value ->> '$.row.name' AS name FROM journal removed
             JOIN journal j ON j.client = removed.client AND j.seq < removed.seq AND j.action IN ('add_person', 'change_person')
             JOIN journal_body b ON b.seq = j.seq JOIN json_each(b.body, '$.rows') row
             WHERE removed.action = 'remove_person' AND row.value ->> '$.table' = 'person' AND row.value ->> '$.id' = ?1
             ORDER BY j.seq DESC LIMIT 1",
        )?
        .query_row([body.payload("person").as_i64()], |r| r.get("name"))
        .optional()?;
    Ok(Told::titled(format!("Personne retirée : {}", name.unwrap_or_default())))
}

pub fn erased(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::new(
        "Données effacées",
        &["Seul reste ce que la loi demande de garder : devis signés, commandes, factures et paiements."],
    ))
}

pub fn person_erased(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::new(
        "Données d’une personne effacées",
        &["Seuls restent les envois et les pièces qui portent son nom, gardés avec ceux du client."],
    ))
}

pub fn joined(_: &Ask, body: &Body) -> Result<Told> {
    let (name, label) = (body.text("document", "name"), body.text("document", "label"));
    Ok(match label {
        "" => Told::titled(format!("Pièce jointe : {name}")),
        label => Told::new(format!("Pièce jointe : {label}"), &[name]),
    })
}
