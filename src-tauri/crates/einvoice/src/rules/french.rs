//! BR-FR-Flux2: what XP Z12-012 (version 1.4) asks of invoices between firms in France, on top of EN 16931.
//!
//! Invariant: nothing of it is held against an invoice that the reform does not concern.

mod amounts;
mod document;
mod identity;

use crate::document::Document;
use crate::rules::checks::Checks;

/// Where seller and buyer are established for the reform to concern an invoice: metropolitan France and the overseas
/// departments (CGI art. 289 bis, 290; their VAT territory is another matter).
const FRANCE: [&str; 6] = ["FR", "GP", "MQ", "GF", "RE", "YT"];

/// First day on which invoices are refused for these rules, as dates are written without their dashes (ordonnance
/// 2021-1190, art. 1; loi de finances 2024, art. 91).
const SINCE: &str = "20260901";

/// Whether the reform concerns the invoice: a seller in France, a date that is not before it, and a buyer in France,
/// nowhere told, or said to be one of the reform by the invoice (a note BAR « B2B »).
#[must_use]
pub fn concerns(document: &Document) -> bool {
    let country = |party: &str, address: &str, term: &str| {
        document.told.one(party).and_then(|party| party.one(address)?.text(term))
    };
    let sold_in_france = country("BG-4", "BG-5", "BT-40").is_some_and(|code| FRANCE.contains(&code));
    let stays = country("BG-7", "BG-8", "BT-55").is_none_or(|code| FRANCE.contains(&code));
    let said = || {
        let mut notes = document.told.every("BG-1");
        notes.any(|note| note.text("BT-21") == Some("BAR") && note.text("BT-22") == Some("B2B"))
    };
    let day = document.told.text("BT-2").unwrap_or_default().replace('-', "");
    sold_in_france && day.as_str() >= SINCE && (stays || said())
}

pub fn check(sheet: &mut Checks<'_>) {
    document::check(sheet);
    identity::check(sheet);
    amounts::check(sheet);
}
