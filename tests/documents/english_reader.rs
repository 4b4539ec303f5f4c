//! A client who reads English, and what such a client orders.

use crate::foreign_reader::{FRENCH, Reader};
use journey::contact::Language;
use serde_json::{Value, json};

pub const ENGLISH: Reader =
    Reader { language: Language::English, foreign: &[FRENCH, &["des"]], statutory: &["Bon pour accord"] };

pub fn harbour() -> Value {
    json!({
        "kind": "company", "name": "Harbour & Finch Ltd", "contact": "Emily Finch", "language": "english",
        "email": "emily@harbourfinch.example",
        "address": {"street": "21 Wharf Road", "postcode": "N1 7GR", "city": "London", "country": "United Kingdom"}
    })
}

pub fn content() -> Value {
    json!({
        "subject": "New website", "deposit": "30", "discount": "5", "start": "1 October", "duration": "3 weeks",
        "notes": "Hosting is not included.", "supplies": ["The logo", "The texts"],
        "stages": [{"label": "Mock-ups", "planned_on": "01/10/2026"}, {"label": "Launch"}],
        "lines": [
            {"section": "Design", "label": "Mock-ups", "detail": "Home, shop, product page", "unit": "fixed price", "unit_price": "1450", "vat_rate": 2000, "vat_reason": "located_in_france"},
            {"section": "Build", "label": "Integration", "quantity": "3,5", "unit": "days", "unit_price": "480,50", "discount": "10", "vat_rate": 2000, "vat_reason": "located_in_france"},
            {"label": "Training", "unit_price": "203,33", "vat_rate": 2000, "vat_reason": "located_in_france", "optional": true},
            {"label": "Logo", "unit_price": "600", "vat_rate": 2000, "vat_reason": "located_in_france", "optional": true},
            {"label": "Domain name", "unit_price": "14,40", "nature": "disbursement"}
        ]
    })
}
