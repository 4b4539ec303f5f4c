//! VAT by situation: who sells, who buys, what and where; the rate, the reason kept with the line and its words.

use serde_json::{Value, json};
use tests::{Books, bakery, camille, day};

/// Who sells: a regime and a postcode.
#[derive(Clone, Copy)]
enum Seller {
    Liable(&'static str),
    Franchise(&'static str),
}

/// Who buys: a kind, a postcode, a country, a VAT number, and where goods go if elsewhere.
#[derive(Clone, Copy)]
struct Buyer(&'static str, &'static str, &'static str, &'static str, &'static str);

/// What is asked, and what comes of it: the reason kept with the line, or the field that is refused.
struct Row(Seller, Buyer, &'static str, i64, &'static str, Result<&'static str, &'static str>);

const RENNES: Seller = Seller::Liable("35000");
const SMALL: Seller = Seller::Franchise("35000");
const REUNION: Seller = Seller::Liable("97400");
const AJACCIO: Seller = Seller::Liable("20000");
const CAYENNE: Seller = Seller::Liable("97300");
const NOUMEA: Seller = Seller::Liable("98800");

const FIRM: Buyer = Buyer("company", "22300", "", "", "");
const PERSON: Buyer = Buyer("person", "22300", "", "", "");
const TOWN: Buyer = Buyer("public_body", "22300", "", "", "");
const GERMAN: Buyer = Buyer("company", "10115", "Allemagne", "DE123456789", "");
const GREEK: Buyer = Buyer("company", "10431", "Greece", "EL123456789", "");
const UNNUMBERED: Buyer = Buyer("company", "10115", "Allemagne", "", "");
const GERMAN_PERSON: Buyer = Buyer("person", "10115", "Allemagne", "", "");
const SWISS: Buyer = Buyer("company", "1200", "Suisse", "", "");
const BRITISH: Buyer = Buyer("company", "N1 7GR", "United Kingdom", "", "");
const SWISS_PERSON: Buyer = Buyer("person", "1200", "Suisse", "", "");
const MONACO: Buyer = Buyer("company", "98000", "Monaco", "", "");
const REUNION_FIRM: Buyer = Buyer("company", "97400", "", "", "");
const REUNION_PERSON: Buyer = Buyer("person", "97400", "", "", "");
const GUYANE_FIRM: Buyer = Buyer("company", "97300", "", "", "");
const TAHITI_FIRM: Buyer = Buyer("company", "98714", "", "", "");
const NOWHERE: Buyer = Buyer("company", "10115", "Allemange", "", "");
const GERMAN_AT_RENNES: Buyer = Buyer("company", "10115", "Allemagne", "DE123456789", "35000");

fn rows() -> Vec<Row> {
    let (service, goods) = ("service", "goods");
    vec![
        // In metropolitan France.
        Row(RENNES, FIRM, service, 2000, "", Ok("")),
        Row(RENNES, FIRM, goods, 550, "", Ok("")),
        Row(RENNES, PERSON, service, 1000, "", Ok("")),
        Row(RENNES, TOWN, service, 210, "", Ok("")),
        Row(RENNES, FIRM, service, 1960, "", Err("vat_rate")),
        Row(RENNES, FIRM, service, 850, "", Err("vat_rate")),
        Row(RENNES, MONACO, service, 2000, "", Ok("")),
        Row(RENNES, FIRM, "disbursement", 2000, "", Ok("")),
        // Zero says why.
        Row(RENNES, FIRM, service, 0, "", Err("vat_rate")),
        Row(RENNES, FIRM, goods, 0, "", Err("vat_rate")),
        Row(RENNES, PERSON, service, 0, "", Err("vat_rate")),
        Row(RENNES, FIRM, service, 0, "training", Ok("training")),
        Row(RENNES, PERSON, service, 0, "health", Ok("health")),
        Row(RENNES, PERSON, service, 0, "lessons", Ok("lessons")),
        Row(RENNES, FIRM, service, 0, "subcontracting", Ok("subcontracting")),
        Row(RENNES, PERSON, service, 0, "subcontracting", Err("vat_reason")),
        Row(SMALL, FIRM, service, 0, "subcontracting", Err("vat_reason")),
        Row(RENNES, PERSON, service, 0, "intangible", Err("vat_reason")),
        Row(RENNES, FIRM, goods, 0, "margin", Err("vat_reason")),
        Row(RENNES, FIRM, goods, 0, "training", Err("vat_reason")),
        Row(RENNES, FIRM, service, 0, "reverse_charge", Err("vat_reason")),
        Row(RENNES, FIRM, service, 0, "franchise", Err("vat_reason")),
        Row(RENNES, FIRM, service, 0, "located_in_france", Err("vat_reason")),
        Row(RENNES, FIRM, service, 0, "rien", Err("vat_reason")),
        Row(
            RENNES,
            FIRM,
            service,
            0,
            "Exonération, art. 261-4-6° du CGI",
            Ok("Exonération, art. 261-4-6° du CGI"),
        ),
        // Another country of the Union.
        Row(RENNES, GERMAN, service, 0, "", Ok("reverse_charge")),
        Row(RENNES, GREEK, service, 0, "", Ok("reverse_charge")),
        Row(RENNES, GERMAN, service, 2000, "", Err("vat_rate")),
        Row(RENNES, GERMAN, service, 2000, "located_in_france", Ok("located_in_france")),
        Row(RENNES, GERMAN, goods, 0, "", Ok("intra_eu")),
        Row(RENNES, GERMAN, goods, 2000, "", Err("vat_rate")),
        Row(RENNES, GERMAN_AT_RENNES, goods, 2000, "", Ok("")),
        Row(RENNES, GERMAN_AT_RENNES, goods, 0, "", Err("vat_rate")),
        Row(RENNES, UNNUMBERED, service, 2000, "", Ok("")),
        Row(RENNES, UNNUMBERED, service, 0, "", Err("vat_rate")),
        Row(RENNES, UNNUMBERED, service, 0, "reverse_charge", Err("vat_reason")),
        Row(RENNES, GERMAN_PERSON, service, 2000, "", Ok("")),
        Row(RENNES, GERMAN_PERSON, goods, 0, "", Err("vat_rate")),
        // Beyond the Union.
        Row(RENNES, SWISS, service, 0, "", Ok("outside_eu")),
        Row(RENNES, SWISS, service, 2000, "", Err("vat_rate")),
        Row(
            RENNES,
            BRITISH,
            service,
            2000,
            "Salon tenu à Paris, art. 259 A",
            Ok("Salon tenu à Paris, art. 259 A"),
        ),
        Row(RENNES, SWISS, goods, 0, "", Ok("export")),
        Row(RENNES, SWISS, goods, 2000, "", Err("vat_rate")),
        Row(RENNES, SWISS_PERSON, service, 2000, "", Ok("")),
        Row(RENNES, SWISS_PERSON, service, 0, "intangible", Ok("intangible")),
        Row(RENNES, TAHITI_FIRM, service, 0, "", Ok("outside_eu")),
        Row(RENNES, NOWHERE, service, 0, "", Err("vat_rate")),
        Row(RENNES, NOWHERE, service, 2000, "", Ok("")),
        // Overseas and Corsica.
        Row(REUNION, REUNION_FIRM, service, 850, "", Ok("")),
        Row(REUNION, REUNION_PERSON, goods, 210, "", Ok("")),
        Row(REUNION, REUNION_FIRM, service, 175, "", Ok("")),
        Row(REUNION, REUNION_FIRM, service, 105, "", Ok("")),
        Row(REUNION, REUNION_FIRM, service, 2000, "", Err("vat_rate")),
        Row(REUNION, FIRM, service, 2000, "", Ok("")),
        Row(REUNION, FIRM, service, 850, "", Ok("")),
        Row(REUNION, FIRM, goods, 0, "", Ok("overseas_export")),
        Row(RENNES, REUNION_FIRM, service, 850, "", Ok("")),
        Row(RENNES, REUNION_PERSON, service, 850, "", Err("vat_rate")),
        Row(RENNES, REUNION_FIRM, goods, 0, "", Ok("overseas_export")),
        Row(RENNES, GUYANE_FIRM, service, 0, "", Ok("guyane_mayotte")),
        Row(CAYENNE, GUYANE_FIRM, service, 0, "", Ok("guyane_mayotte")),
        Row(CAYENNE, GUYANE_FIRM, service, 2000, "", Err("vat_rate")),
        Row(CAYENNE, GUYANE_FIRM, goods, 850, "", Err("vat_rate")),
        Row(CAYENNE, FIRM, service, 0, "", Ok("guyane_mayotte")),
        Row(CAYENNE, FIRM, service, 2000, "", Ok("")),
        Row(AJACCIO, FIRM, goods, 1300, "", Ok("")),
        Row(AJACCIO, FIRM, service, 90, "", Ok("")),
        Row(AJACCIO, FIRM, service, 550, "", Ok("")),
        Row(NOUMEA, FIRM, service, 0, "", Ok("collectivity")),
        // In franchise.
        Row(SMALL, FIRM, service, 2000, "", Ok("franchise")),
        Row(SMALL, PERSON, goods, 0, "", Ok("franchise")),
        Row(SMALL, GERMAN, service, 2000, "", Ok("reverse_charge")),
        Row(SMALL, GERMAN, goods, 0, "", Ok("franchise")),
        Row(SMALL, SWISS, service, 0, "", Ok("outside_eu")),
        Row(SMALL, GERMAN_PERSON, service, 0, "", Ok("franchise")),
        Row(SMALL, FIRM, service, 0, "training", Ok("training")),
        Row(Seller::Franchise("97300"), GUYANE_FIRM, service, 0, "", Ok("guyane_mayotte")),
    ]
}

fn sells(seller: Seller) -> Value {
    let mut me = camille();
    let (regime, postcode) = match seller {
        Seller::Liable(postcode) => ("liable", postcode),
        Seller::Franchise(postcode) => ("franchise", postcode),
    };
    me["vat_regime"] = json!(regime);
    me["address"]["postcode"] = json!(postcode);
    me["mediator"] = json!("CM2C, Paris");
    me
}

fn buys(Buyer(kind, postcode, country, vat_number, delivered): Buyer) -> Value {
    let mut card = bakery();
    card["kind"] = json!(kind);
    card["vat_number"] = json!(vat_number);
    card["address"]["postcode"] = json!(postcode);
    card["address"]["country"] = json!(country);
    if !country.is_empty() {
        card["siret"] = json!("");
    }
    if !delivered.is_empty() {
        card["delivery_address"] = json!({"street": "1 quai", "postcode": delivered, "city": "Rennes"});
    }
    card
}

#[test]
fn each_situation_has_its_rate_and_its_reason_or_is_asked_about() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    assert!(rows().len() >= 40);
    for (n, Row(seller, buyer, nature, rate, reason, expected)) in rows().into_iter().enumerate() {
        house.done("set_identity", sells(seller));
        let client = house.done("add_client", buys(buyer));
        let deal = house.done("open_deal", json!({"client": client, "title": "Affaire"}));
        let line = json!({"label": "Affiche", "unit_price": "100", "nature": nature, "vat_rate": rate, "vat_reason": reason});
        let content = json!({"subject": "Affiche", "lines": [line]});
        let preview = house.ask("preview_invoice", json!({"deal": deal, "content": content}));
        let problems = preview["problems"].as_array().unwrap();
        // A country that nobody knows is said at its own field too.
        let blocked: Vec<&str> = problems
            .iter()
            .filter(|p| p["blocking"] == true)
            .map(|p| p["field"].as_str().unwrap())
            .filter(|at| at.starts_with("lines"))
            .collect();
        match expected {
            Ok(reason) => {
                assert_eq!(blocked, Vec::<&str>::new(), "row {n}: {problems:?}");
                assert_eq!(preview["lines"][0]["vat_reason"], reason, "row {n}");
                let charged = matches!(seller, Seller::Liable(_)) && nature != "disbursement";
                assert_eq!(preview["lines"][0]["vat_rate"], if charged { rate } else { 0 }, "row {n}");
                assert!(
                    preview["situation"][0].as_str().is_some_and(|s| s.len() > 20),
                    "row {n}: {preview:#}"
                );
            }
            Err(field) => {
                assert_eq!(blocked, [format!("lines[0].{field}")], "row {n}: {problems:?}");
                let refused = house.refused("issue_invoice", json!({"deal": deal, "content": content}));
                assert_eq!(refused.field.unwrap(), format!("lines[0].{field}"), "row {n}");
            }
        }
    }
}

#[test]
fn an_editor_is_told_rates_reasons_and_why() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let told = |buyer: Buyer| {
        let client = house.done("add_client", buys(buyer));
        let deal = house.done("open_deal", json!({"client": client, "title": "Affaire"}));
        house.ask("deal_vat", json!({"deal": deal}))
    };
    let at_home = told(FIRM);
    assert_eq!(at_home["services"]["rates"], json!([2000, 1000, 550, 210, 0]));
    assert_eq!(at_home["services"]["usual"], 2000);
    let reasons = at_home["services"]["reasons"].as_array().unwrap();
    assert!(reasons.iter().any(|r| r["code"] == "training" && r["taxed"] == false));
    let abroad = told(GERMAN);
    assert_eq!((&abroad["services"]["usual"], &abroad["services"]["asked"]), (&json!(0), &json!(true)));
    assert!(abroad["services"]["sentence"].as_str().unwrap().contains("autoliquidation"));
    assert!(abroad["goods"]["sentence"].as_str().unwrap().contains("262 ter I"));
}

#[test]
fn rates_of_ones_own_territory_are_offered() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    house.done("set_identity", sells(REUNION));
    assert_eq!(house.ask("vat_rates", json!({})), json!({"rates": [850, 210, 175, 105, 0], "usual": 850}));
    house.done("set_identity", sells(CAYENNE));
    assert_eq!(house.ask("vat_rates", json!({})), json!({"rates": [0], "usual": 0}));
}

#[test]
fn a_newer_row_of_law_holds_from_its_day_and_leaves_sealed_papers_alone() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let rows = house.ask("law", json!({}));
    let row =
        |code: &str| rows["rows"].as_array().unwrap().iter().find(|r| r["code"] == code).unwrap().clone();
    assert_eq!(row("franchise")["text"], "TVA non applicable, art. 293 B du CGI");
    for field in ["source", "read_on", "checked_until"] {
        assert!(row("late_professional")[field].as_str().is_some_and(|s| !s.is_empty()), "{field}");
    }
    assert!(
        rows["coming"]
            .as_array()
            .unwrap()
            .iter()
            .any(|r| r["code"] == "franchise" && r["valid_from"] == "2027-01-01")
    );

    let rate = json!({"kind": "vat_rate", "code": "metropolis", "rate": "21", "replaces": "20", "valid_from": "23/11/2026", "source": "Loi à venir"});
    house.done("add_law_row", rate);
    assert_eq!(house.ask("vat_rates", json!({}))["usual"], 2000);
    let next = books.on(day(11, 23));
    assert_eq!(next.ask("vat_rates", json!({}))["rates"], json!([2100, 1000, 550, 210, 0]));
    let refused = next.refused("add_law_row", json!({"kind": "wording", "code": "no_discount", "text": "", "valid_from": "24/11/2026", "source": "Usage"}));
    assert_eq!(refused.field.as_deref(), Some("text"));
    next.done("remove_law_row", json!({"row": 0}));
    assert_eq!(next.ask("vat_rates", json!({}))["usual"], 2000);
    next.verified();
}
