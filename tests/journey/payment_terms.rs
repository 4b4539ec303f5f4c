//! Terms of payment through the door: typed in words, printed in words, a day in the books, within the law.

use serde_json::{Value, json};
use tests::{Books, acceptance, bakery, day, opened};
use values::day::Near;
use values::input;

fn alone(deal: i64, due_on: &str) -> Value {
    json!({"deal": deal, "content": {"subject": "Conseil", "due_on": due_on,
        "lines": [{"label": "Une journée", "unit_price": "100", "vat_rate": 2000}]}})
}

#[test]
fn an_end_of_month_beyond_sixty_days_is_lawful() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(3, 17));
    let due = |typed: &str| house.ask("preview_invoice", alone(deal, typed));
    for (typed, due_on) in [
        ("31/05/2026", "2026-05-31"),
        ("31/5", "2026-05-31"),
        ("45 jours fin de mois", "2026-05-31"),
        ("fin de mois + 45 jours", "2026-05-15"),
        ("30 FDM le 10", "2026-05-10"),
        ("à réception", "2026-03-17"),
        ("", "2026-04-16"),
    ] {
        let preview = due(typed);
        assert_eq!(preview["due_on"], due_on, "{typed}: {}", preview["problems"]);
        assert_eq!(preview["problems"], json!([]), "{typed}");
    }
    for typed in ["30/05/2026", "01/06/2026", "90 jours fin de mois", "45 FDM le 10"] {
        assert_eq!(due(typed)["problems"][0]["field"], "due_on", "{typed}");
    }
    let house = books.on(day(9, 17));
    let invoice = house.done("issue_invoice", alone(deal, "45 jours fin de mois"));
    let page = house.ask("invoice", json!({"id": invoice}));
    assert_eq!(page["row"]["due_on"], "2026-11-30");
    house.verified();
}

#[test]
fn terms_agreed_in_words_reach_every_invoice_of_the_order() {
    let books = Books::camille();
    let deal = opened(&books);
    let mut content = tests::website();
    content["payment_days"] = json!("30 FDM le 10");
    let house = books.on(day(9, 10));
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": content}));
    assert_eq!(preview["payment_terms"], "30\u{a0}jours fin de mois le 10");
    content["payment_days"] = json!("60 jours fin de mois");
    let refused = house.ask("preview_quote", json!({"deal": deal, "content": content}));
    assert_eq!(refused["problems"][0]["field"], "payment_days");
    content["payment_days"] = json!("45 jours fin de mois");
    let quote = house.done("send_quote", json!({"deal": deal, "method": "email", "content": content}));
    let again = house.ask("last_quote_content", json!({"id": deal}))["content"].clone();
    assert_eq!(again["payment_days"], "45 jours fin de mois");
    let house = books.on(day(9, 24));
    let order = house.done("accept_quote", acceptance(quote));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    // 24 September and 45 days are 8 November.
    assert_eq!(house.ask("invoice", json!({"id": deposit}))["row"]["due_on"], "2026-11-30");
    house.verified();
}

#[test]
fn a_client_has_their_own_terms_and_the_longest_that_the_law_sets_them() {
    let books = Books::camille();
    let house = books.on(day(3, 17));
    let client = |kind: &str, days: &str, ceiling: &str| {
        let mut card = bakery();
        card["kind"] = json!(kind);
        card["name"] = json!(format!("{kind} {days} {ceiling}"));
        card["payment_days"] = json!(days);
        card["ceiling"] = json!(ceiling);
        let client = house.done("add_client", card);
        let deal = house.done("open_deal", json!({"client": client, "title": "Conseil"}));
        house.ask("preview_invoice", alone(deal, ""))["due_on"].as_str().unwrap().to_owned()
    };
    assert_eq!(client("company", "45 jours fin de mois", ""), "2026-05-31");
    assert_eq!(client("company", "60", ""), "2026-05-16");
    assert_eq!(client("company", "60", "transport"), "2026-04-16", "no later than the law allows");
    assert_eq!(client("public_body", "45", ""), "2026-04-16");
    assert_eq!(client("public_body", "45", "hospital"), "2026-05-01");
    let mut card = bakery();
    card["name"] = json!("Autre");
    card["payment_days"] = json!("bientôt");
    assert_eq!(house.refused("add_client", card.clone()).field.as_deref(), Some("payment_days"));
    card["payment_days"] = json!("");
    card["ceiling"] = json!("toujours");
    assert_eq!(house.refused("add_client", card).field.as_deref(), Some("ceiling"));
    let ceilings = house.ask("preferences", json!({}))["ceilings"].to_string();
    assert!(ceilings.contains("hospital") && ceilings.contains("L441-11 II 5°"), "{ceilings}");
    // And the house its own.
    assert_eq!(
        house.refused("set_preferences", json!({"payment_days": "90"})).field.as_deref(),
        Some("payment_days")
    );
    house.done("set_preferences", json!({"payment_days": "fin de mois"}));
    assert_eq!(client("company", "", ""), "2026-03-31");
}

#[test]
fn terms_that_the_law_shortens_are_said_where_they_are_typed_and_before_a_paper() {
    let books = Books::camille();
    let house = books.on(day(3, 17));
    let said = |kind: &str, days: &str| {
        let mut card = bakery();
        card["kind"] = json!(kind);
        card["name"] = json!(format!("{kind} {days}"));
        card["payment_days"] = json!(days);
        let typed = house.ask("client_duplicates", json!({"card": card}))["delay"].clone();
        let client = house.done("add_client", card);
        let deal = house.done("open_deal", json!({"client": client, "title": "Conseil"}));
        let invoice = house.ask("preview_invoice", alone(deal, ""));
        let mut content = tests::website();
        content["deposit"] = json!("");
        let quote = house.ask("preview_quote", json!({"deal": deal, "content": content}));
        let problem = |preview: &Value, field: &str| {
            let found = preview["problems"].as_array().unwrap().iter().find(|p| p["field"] == field).cloned();
            found.inspect(|p| assert_eq!(p["blocking"], false, "{p}")).map(|p| p["message"].clone())
        };
        let none = json!("");
        assert_eq!(problem(&invoice, "due_on").as_ref().unwrap_or(&none), &typed, "{kind} {days}");
        assert_eq!(problem(&quote, "payment_days").as_ref().unwrap_or(&none), &typed, "{kind} {days}");
        typed.as_str().unwrap().to_owned()
    };
    assert_eq!(said("company", "45 jours fin de mois"), "");
    assert_eq!(said("public_body", "30"), "");
    for (kind, days) in [("public_body", "45"), ("company", "90"), ("association", "60 jours fin de mois")] {
        assert!(said(kind, days).contains("dépasse ce que la loi permet"), "{kind} {days}");
    }
}

/// Published examples, where that folder is at hand.
#[test]
fn published_examples_of_terms_agree() {
    let folder = std::env::var("PARCOURS_CORPORA").unwrap_or_default();
    let path = std::path::Path::new(&folder).join("finance/payment_terms.tsv");
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("skipped: PARCOURS_CORPORA names no folder with finance/payment_terms.tsv");
        return;
    };
    let mut read = 0;
    for row in table.lines().skip(1).filter(|row| !row.is_empty()) {
        // « invoice 15 February, 45 days end of month, method A (…) » and « 15 Feb + 45 d = 1 April -> 30 April ».
        let cells: Vec<&str> = row.split('\t').collect();
        let (typed, expected) = (cells[1], cells[2]);
        let mut parts = typed.split(", ");
        let issued_on = parts.next().unwrap().trim_start_matches("invoice ");
        let issued_on = input::day("f", &format!("{issued_on} 2026"), Near::Past(day(11, 22))).unwrap();
        let terms = match (parts.next().unwrap(), parts.next().unwrap_or_default()) {
            (terms, way) if way.starts_with("method B") => {
                format!("fin de mois + {}", terms.trim_end_matches(" end of month"))
            }
            (terms, _) => terms.to_owned(),
        };
        let due_on = journey_due(&terms, issued_on);
        let wanted = expected.rsplit("-> ").next().unwrap();
        let wanted = input::day("f", &format!("{wanted} 2026"), Near::Past(day(11, 22))).unwrap();
        assert_eq!(due_on, wanted.to_string(), "{row}");
        read += 1;
    }
    assert!(read > 0, "nothing was read of {}", path.display());
}

fn journey_due(terms: &str, issued_on: chrono::NaiveDate) -> String {
    let books = Books::camille();
    let deal = opened(&books);
    let preview = books.on(issued_on).ask("preview_invoice", alone(deal, terms));
    preview["due_on"].as_str().unwrap().to_owned()
}
