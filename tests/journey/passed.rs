//! Warnings of the check-list that are passed with a word: it stays with the invoice, and the timeline tells it.

use serde_json::json;
use tests::{Books, bakery, camille, day};

fn line() -> serde_json::Value {
    json!([{"label": "Dépannage", "unit_price": "50", "vat_rate": 2000}])
}

#[test]
fn a_word_stays_with_the_invoice_and_what_it_passes() {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    let mut me = camille();
    me["iban"] = json!("");
    house.done("set_identity", me);
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Dépannage"}));
    let content = json!({"subject": "Dépannage", "lines": line()});
    let preview = house.ask("preview_invoice", json!({"deal": deal, "content": content}));
    assert_eq!(preview["problems"][0]["field"], "seller.iban", "{preview:#}");
    let word = "Payée sur place, par carte";
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content, "passed": word}));
    let view = house.ask("invoice", json!({"id": invoice}));
    assert_eq!(view["passed"]["reason"], word);
    assert_eq!(view["passed"]["warnings"], json!([preview["problems"][0]["message"]]));
    let told = house.ask("deal", json!({"id": deal}))["timeline"].to_string();
    assert!(told.contains("passé outre") && told.contains(word), "{told}");
    // Nothing is asked for: without a word, nothing is kept either.
    let deal = house.done("open_deal", json!({"client": client, "title": "Suite"}));
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["passed"], json!(null));
    let long = json!({"deal": deal, "content": content, "passed": "a".repeat(2000)});
    let refused = house.refused("issue_invoice", long);
    assert_eq!(refused.field.as_deref(), Some("passed"));
}
