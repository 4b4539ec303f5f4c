//! An acceptance report: what it was made from, and the sheet that both parties sign.

use crate::paper::frame::{Parties, frame};
use crate::sheet::{Sheet, Signature};
use chrono::NaiveDate;
use journey::contact::Language;
use journey::say;

/// What the client signs to accept a delivery, as it is given to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPaper {
    /// The order's, with its rank from the second report on.
    pub number: String,
    pub draft: bool,
    pub issued_on: NaiveDate,
    pub delivered_on: NaiveDate,
    /// « D-2026-0011 · CO-2026-0009 »
    pub origin: String,
    pub subject: String,
    pub done: String,
    /// Empty leaves room for the client's own.
    pub reserves: String,
    pub declaration: String,
    /// When silence is acceptance; empty where the terms do not say so.
    pub silence: String,
    pub parties: Parties,
}

/// « Sans réponse du client avant cette date… : 29 novembre 2026. »
#[must_use]
pub fn silence_wording(language: Language, today: NaiveDate, from: NaiveDate) -> String {
    format!("{} {}.", language.wording("tacit_acceptance", today), language.long_date(from))
}

/// The sheet of an acceptance report.
#[must_use]
pub fn report_sheet(paper: &ReportPaper) -> Sheet {
    let language = paper.parties.language();
    // Room to write by hand.
    let line = ". ".repeat(98);
    let room = [line.trim_end(); 3].join("\n\n");
    let reserves = if paper.reserves.is_empty() { room } else { paper.reserves.clone() };
    let mut notes = vec![
        (say!(language, "Travail livré").to_owned(), paper.done.clone()),
        (say!(language, "Réception").to_owned(), paper.declaration.clone()),
        (say!(language, "Réserves").to_owned(), reserves),
    ];
    if !paper.silence.is_empty() {
        notes.push((say!(language, "Sans réponse").to_owned(), paper.silence.clone()));
    }
    let box_of = |title: String, text: &str| {
        Some(Signature { title, text: text.into(), lines: Vec::new(), drawing: None })
    };
    Sheet {
        heading: say!(language, "PV de réception").into(),
        number: paper.number.clone(),
        issued_on: paper.issued_on,
        facts: vec![
            (say!(language, "Établi le").to_owned(), language.long_date(paper.issued_on)),
            (say!(language, "Livré le").to_owned(), language.long_date(paper.delivered_on)),
            (say!(language, "Devis · commande").to_owned(), paper.origin.clone()),
        ],
        subject: paper.subject.clone(),
        notes,
        signature: box_of(
            say!(language, "Pour le client").into(),
            say!(language, "Date, nom, qualité et signature"),
        ),
        countersignature: box_of(
            say!(language, "Pour {seller}", seller = paper.parties.seller.full_name()),
            say!(language, "Date et signature"),
        ),
        ..frame(&paper.parties, paper.draft, say!(language, "Client"))
    }
}
