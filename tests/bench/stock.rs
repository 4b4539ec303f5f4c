//! What the books that are filled are made of: the one paper, the cards and names of clients, the days.

use books::error::Result;
use books::seal::ORIGIN;
use chrono::{Datelike, Days, NaiveDate};
use documents::paper::frame::{Parties, Wordings};
use documents::paper::invoice;
use documents::paper::invoiced::InvoicePaper;
use journey::contact::{ClientCard, Identity};
use journey::invoice::InvoiceKind;
use journey::number::{Series, written};
use journey::quote::Line;
use journey::vat::Totals;
use serde_json::{Value, json};
use values::money::BasisPoints;

/// What deals are called.
pub const TITLES: [&str; 4] = [
    "Refonte du site internet",
    "Boutique internet",
    "Photographies du site internet",
    "Entretien du site internet",
];

/// The paper that every document row points at.
pub fn shared(
    day: NaiveDate,
    seller: Identity,
    buyer: ClientCard,
    wordings: Wordings,
    lines: &[Line],
    totals: &Totals,
) -> Result<Vec<u8>> {
    let paper = InvoicePaper {
        kind: InvoiceKind::Balance,
        number: written(Series::Invoice, day.year(), 1),
        draft: false,
        issued_on: day,
        supplied_on: Some(day),
        due_on: day + days(30),
        instalments: Vec::new(),
        order_number: String::new(),
        origin: String::new(),
        subject: String::new(),
        discount: BasisPoints(0),
        lines: lines.to_vec(),
        deductions: Vec::new(),
        credited: None,
        totals: totals.clone(),
        parties: Parties { seller, buyer, logo: None },
        wordings,
    };
    records::document::print(&invoice::invoice_sheet(&paper), Some(ORIGIN))
}

/// The card of the `k`th client.
pub fn card(k: usize) -> Value {
    let trades = ["Boulangerie", "Librairie", "Cabinet", "Garage", "Atelier", "Menuiserie", "Pharmacie"];
    let towns = ["Lannion", "Rennes", "Quimper", "Vannes", "Brest"];
    json!({
        "kind": "company", "name": format!("{} {} SARL", trades[k % trades.len()], word(k)), "siret": "552 100 554",
        "contact": "Anne Le Goff", "address": {"street": "4 place des Halles", "postcode": "22300", "city": towns[k % towns.len()]}
    })
}

/// A surname of its own for every `k`: `Kakaka`, `Kakalo`…
pub fn word(k: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "lo", "mi", "ru", "ne", "ta", "vo", "si", "be", "du", "fa", "go", "ze", "pi", "ré", "lu"];
    let mut place = 8;
    while k >> (place + 4) > 0 {
        place += 4;
    }
    let name: String = (0..=place).rev().step_by(4).map(|shift| SYLLABLES[(k >> shift) & 15]).collect();
    name[..1].to_uppercase() + &name[1..]
}

pub fn days(count: usize) -> Days {
    Days::new(u64::try_from(count).unwrap_or(0))
}

pub const fn civil(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}
