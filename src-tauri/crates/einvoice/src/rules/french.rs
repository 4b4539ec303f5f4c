//! BR-FR-Flux2: what XP Z12-012 (version 1.4) asks of invoices between firms in France, on top of EN 16931.
//!
//! Invariant: nothing of it is held against an invoice that the reform does not concern.

mod amounts;
mod document;
mod identity;

use crate::document::Document;
use crate::rules::checks::Checks;

/// Where the seller is established for the reform to concern an invoice: metropolitan France and the overseas
/// departments (CGI art. 289 bis, 290; their VAT territory is another matter).
const FRANCE: [&str; 6] = ["FR", "GP", "MQ", "GF", "RE", "YT"];

/// First day on which invoices are refused for these rules, as dates are written without their dashes (ordonnance
/// 2021-1190, art. 1; loi de finances 2024, art. 91).
const SINCE: &str = "20260901";

/// Whether the reform concerns the invoice: a seller in France, and a date that is not before it.
#[must_use]
pub fn concerns(document: &Document) -> bool {
    let seller = document.told.one("BG-4").and_then(|seller| seller.one("BG-5"));
    let country = seller.and_then(|address| address.text("BT-40"));
    let day = document.told.text("BT-2").unwrap_or_default().replace('-', "");
    country.is_some_and(|country| FRANCE.contains(&country)) && day.as_str() >= SINCE
}

pub fn check(sheet: &mut Checks<'_>) {
    document::check(sheet);
    identity::check(sheet);
    amounts::check(sheet);
}
