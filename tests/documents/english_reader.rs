//! A client who reads English, what such a client orders, and a reader who sees every French word left in a paper.

use crate::bytes::holds_up;
use crate::reader::flat;
use serde_json::{Value, json};
use tests::Door;

/// Words that the house writes in French; none has a meaning in English.
const FRENCH: &[&str] = &[
    "Devis",
    "Facture",
    "facture",
    "TVA",
    "HT",
    "TTC",
    "Total TTC",
    "Prestation",
    "Prestations",
    "Acompte",
    "acompte",
    "Solde",
    "Avoir",
    "Relance",
    "Livraison",
    "Objet",
    "Client :",
    "Commande",
    "commande",
    "Remise",
    "Montant",
    "Reste",
    "Titulaire",
    "Payer",
    "virement",
    "Votre",
    "votre",
    "Brouillon",
    "BROUILLON",
    "Sceau",
    "sur",
    "le",
    "la",
    "les",
    "du",
    "de",
    "des",
    "et",
    "au",
    "aux",
    "pour",
    "Pour",
    "par",
    "jours",
    "janvier",
    "septembre",
    "octobre",
    "novembre",
    "euros et",
    "art. L441-10 et",
    "Merci",
    "Bienvenue",
    "vous",
    "nous",
];

pub fn harbour() -> Value {
    json!({
        "kind": "company", "name": "Harbour & Finch Ltd", "contact": "Emily Finch", "language": "english",
        "email": "emily@harbourfinch.example",
        "address": {"street": "21 Wharf Road", "postcode": "N1 7GR", "city": "London", "country": "United Kingdom"}
    })
}

/// Camille with data that is neither French nor English.
pub fn camille() -> Value {
    let mut camille = tests::camille();
    camille["trade"] = json!("Web design");
    camille["address"]["street"] = json!("12 Carmes");
    camille
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

/// Keeps a paper where one may look at it.
fn shown(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

/// What is left in French of a text, the client's « Bon pour accord » apart.
pub fn left_in_french(said: &str) -> Vec<String> {
    let said = said.replace("Bon pour accord", "");
    let mut left: Vec<String> = said
        .split_whitespace()
        .filter(|word| {
            word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) || word.contains(['«', '{', '}'])
        })
        .map(str::to_owned)
        .collect();
    let words: Vec<&str> =
        said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let spaced = format!(" {} ", words.join(" "));
    left.extend(
        FRENCH.iter().filter(|word| spaced.contains(&format!(" {word} "))).map(|word| (*word).to_owned()),
    );
    left
}

pub fn is_english(name: &str, said: &str) {
    let left = left_in_french(said);
    assert!(left.is_empty(), "{name}: {left:?} in {said}");
}

pub fn is_english_pdf(name: &str, bytes: &[u8]) {
    shown(&format!("{name}.pdf"), bytes);
    holds_up(name, bytes);
    is_english(name, &flat(bytes));
    let file = String::from_utf8_lossy(bytes);
    assert!(file.contains("(en-GB)") && !file.contains("(fr-FR)"), "{name} says another language");
    let begin = file.find("x-default\">").unwrap() + 11;
    is_english(name, file[begin..].split('<').next().unwrap());
}

/// Each PDF of a deal, by its name.
pub fn papers(house: &Door, deal: i64) -> Vec<(String, Vec<u8>)> {
    let page = house.ask("deal", json!({"id": deal}));
    let rows = page["documents"].as_array().unwrap();
    rows.iter()
        .map(|row| (row["name"].as_str().unwrap(), &row["id"]))
        .filter(|(name, _)| name.ends_with(".pdf"))
        .map(|(name, id)| {
            let name = name.trim_end_matches(".pdf").to_owned();
            (name, tests::bytes(&house.ask("document", json!({"id": id}))))
        })
        .collect()
}

pub fn message(house: &Door, what: &str, id: i64, tone: Option<&str>) -> String {
    let preview = house.ask("preview_message", json!({"what": what, "id": id, "tone": tone}));
    let (subject, body) = (preview["subject"].as_str().unwrap(), preview["body"].as_str().unwrap());
    is_english(what, &format!("{subject}\n{body}\n{}", preview["attachment"].as_str().unwrap()));
    format!("{subject}\n{body}")
}

/// Every PDF of a deal is in English, the client's own files apart.
pub fn all_english(house: &Door, deal: i64) -> Vec<(String, String)> {
    papers(house, deal)
        .into_iter()
        .map(|(name, bytes)| {
            is_english_pdf(&name, &bytes);
            (name, flat(&bytes))
        })
        .collect()
}

pub fn said_by<'a>(papers: &'a [(String, String)], name: &str) -> &'a str {
    let found = papers.iter().find(|(known, _)| known == name);
    &found
        .unwrap_or_else(|| {
            panic!("{name} is not among {:?}", papers.iter().map(|p| &p.0).collect::<Vec<_>>())
        })
        .1
}
