//! The summary that opens a file for a judge: who owes what and since when, what happened, what can be done, the pieces.

use crate::paper::frame::{Parties, frame};
use crate::sheet::{Party, Sheet};
use chrono::NaiveDate;
use journey::court::Route;
use values::money::Cents;
use values::words::{euros, long_date};

/// An invoice that is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourtClaim {
    /// Its row in the books.
    pub id: i64,
    pub number: String,
    pub title: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub gross: Cents,
    pub open: Cents,
}

/// What a summary is made from. It is read by a court: its language is French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourtPaper {
    pub made_on: NaiveDate,
    pub parties: Parties,
    pub claims: Vec<CourtClaim>,
    pub principal: Cents,
    /// Interest and compensation up to that day, in cents.
    pub charges: Cents,
    /// How they were worked out, a sentence each.
    pub charges_told: Vec<String>,
    /// What happened, the oldest first: day and sentence.
    pub facts: Vec<(NaiveDate, String)>,
    pub limit: String,
    pub routes: Vec<Route>,
    /// « 01 Devis D-2026-0001.pdf », each with its SHA-256.
    pub pieces: Vec<(String, String)>,
    /// The books' last line, with its seal.
    pub seal: String,
}

/// The summary's sheet.
#[must_use]
pub fn court_sheet(paper: &CourtPaper) -> Sheet {
    let claims: Vec<String> = paper
        .claims
        .iter()
        .map(|claim| {
            format!(
                "{} du {}, « {} » : {} à payer pour le {}, dont {} restent dus.",
                claim.number,
                long_date(claim.issued_on),
                claim.title,
                euros(claim.gross),
                long_date(claim.due_on),
                euros(claim.open)
            )
        })
        .collect();
    let facts: Vec<String> =
        paper.facts.iter().map(|(day, text)| format!("{} : {text}.", long_date(*day))).collect();
    let routes: Vec<String> = paper
        .routes
        .iter()
        .map(|route| {
            format!(
                "{} ({}). Coût : {}. Durée : {}. {}",
                route.name, route.source, route.cost, route.time, route.text
            )
        })
        .collect();
    let pieces: Vec<String> = paper.pieces.iter().map(|(name, sha256)| format!("{name}\n{sha256}")).collect();
    let mut notes = vec![("Créance".to_owned(), claims.join("\n"))];
    for (title, lines, between) in [
        ("Intérêts et indemnités", paper.charges_told.clone(), "\n"),
        ("Ce qui s’est passé", facts, "\n"),
        ("Prescription", vec![paper.limit.clone()], "\n"),
        ("Voies ouvertes", routes, "\n\n"),
        ("Pièces et empreintes SHA-256", pieces, "\n"),
    ] {
        let text = lines.join(between);
        if !text.is_empty() {
            notes.push((title.to_owned(), text));
        }
    }
    notes.push((
        "Vérifier".to_owned(),
        format!(
            "La page verifier.html du dossier recalcule ces empreintes sans réseau ; empreintes.txt sert à « sha256sum -c ». Le journal joint suit les écritures de ces affaires, chacune scellée sur la précédente ; dernière écriture : {}.",
            paper.seal
        ),
    ));
    let framed = frame(&paper.parties, false, "Débiteur");
    Sheet {
        heading: "Dossier".into(),
        number: "Créance impayée".into(),
        issued_on: paper.made_on,
        facts: vec![
            ("Établi le".to_owned(), long_date(paper.made_on)),
            ("Principal dû".to_owned(), euros(paper.principal)),
            ("Intérêts et indemnités".to_owned(), euros(paper.charges)),
            ("Total réclamé".to_owned(), euros(paper.principal + paper.charges)),
        ],
        subject: format!("Créance sur {}", paper.parties.buyer.name),
        notes,
        seller: Party { title: "Créancier".into(), ..framed.seller.clone() },
        ..framed
    }
}
