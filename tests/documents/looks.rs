//! Every kind of paper in both layouts and both languages: what one says the other says, to the cent.

use crate::bytes::holds_up;
use crate::english_reader::{content, harbour};
use crate::foreign_reader::papers;
use crate::reader::flat;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, bakery, day, file, scan};

/// Papers of a whole road by name: quote, order, deposit, progress, balance, credit note, receipt, letters.
fn road(layout: &str, english: bool) -> BTreeMap<String, Vec<u8>> {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let mut me = tests::camille();
    me["layout"] = json!(layout);
    me["trade"] = json!("Web design");
    house.done("set_identity", me);
    let mut shop = bakery();
    shop["email"] = json!("anne@legoff.example");
    let client = house.done("add_client", if english { harbour() } else { shop });
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    let quote = books.on(day(9, 10)).done(
        "send_quote",
        json!({"deal": deal, "content": if english { content() } else { french() }, "method": "email"}),
    );
    let house = books.on(day(9, 24));
    let option = if english { 2 } else { french()["lines"].as_array().unwrap().len() - 1 };
    let order = house.done(
        "accept_quote",
        json!({"quote": quote, "signed_on": "24/09/2026", "signed_by": "Anne Le Goff", "quality": "Director", "method": "signed_paper",
            "terms_accepted": true, "words": "Bon pour accord", "options": [option], "order_number": "BC-77",
            "proof": file("scan.pdf", &scan("fait main"))}),
    );
    house.done("issue_order_confirmation", json!({"order": order}));
    house.done("issue_welcome_page", json!({"order": order}));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let open = house.ask("invoice", json!({"id": deposit}))["row"]["open"].as_i64().unwrap();
    let payment = books.on(day(10, 2)).done(
        "record_payment",
        json!({"invoice": deposit, "amount": format!("{},{:02}", open / 100, open % 100), "received_on": "02/10/2026", "method": "transfer"}),
    );
    let house = books.on(day(10, 3));
    house.done("issue_receipt", json!({"payment": payment}));
    house.done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    books.on(day(10, 20)).done(
        "issue_progress_invoice",
        json!({"order": order, "percent": "20", "stage": if english { "Mock-ups" } else { "Maquettes" }}),
    );
    let house = books.on(day(11, 20));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    house.done("issue_acceptance_report", json!({"order": order, "done": "Le site", "reserves": "Le menu"}));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    house.done("send_invoice", json!({"invoice": balance, "method": "email"}));
    let house = books.on(day(12, 30));
    house.done("remind_client", json!({"invoice": balance, "method": "post", "tone": "firm"}));
    house.done("claim_charges", json!({"invoice": balance}));
    house.done("issue_duplicate", json!({"invoice": balance}));
    house.done("agree_payment_plan", json!({"client": client, "count": "3", "first_on": "31/12/2026"}));
    house.done(
        "credit_invoice",
        json!({"invoice": balance, "lines": [{"line": 0, "amount": "100"}], "reason": "Retard"}),
    );
    let mut all: BTreeMap<String, Vec<u8>> = papers(&house, deal)
        .into_iter()
        .filter(|(name, _)| !name.starts_with("Agreement") && !name.starts_with("Accord"))
        .collect();
    let on = json!({"client": client, "on": "30/12/2026"});
    all.insert("statement".to_owned(), tests::bytes(&house.job("export_statement", on)));
    all
}

fn french() -> Value {
    let mut content = tests::website();
    content["notes"] = json!("L’hébergement n’est pas compris.");
    content["discount"] = json!("5");
    content["supplies"] = json!(["Le logo", "Les textes"]);
    content["lines"][0]["section"] = json!("Conception");
    let option = json!({"label": "Formation", "unit_price": "203,33", "vat_rate": 2000, "optional": true});
    content["lines"].as_array_mut().unwrap().push(option);
    content
}

/// Every amount that it says, in order of size.
fn amounts(said: &str) -> Vec<String> {
    let mut found: Vec<String> = said
        .split(|c: char| !(c.is_ascii_digit() || ",.".contains(c)))
        .map(|word| word.trim_matches(['.', ',']))
        .filter(|word| {
            word.len() > 3 && word.as_bytes().get(word.len() - 3).is_some_and(|mark| b",.".contains(mark))
        })
        .map(str::to_owned)
        .collect();
    found.sort();
    found
}

#[test]
fn a_layout_changes_no_amount_of_any_paper_in_either_language() {
    for (english, language) in [(false, "french"), (true, "english")] {
        let [classic, compact] = ["classic", "compact"].map(|layout| road(layout, english));
        assert!(classic.len() >= 14, "{:?}", classic.keys().collect::<Vec<_>>());
        assert_eq!(classic.keys().collect::<Vec<_>>(), compact.keys().collect::<Vec<_>>());
        for (layout, all) in [("classic", &classic), ("compact", &compact)] {
            for (name, bytes) in all {
                holds_up(name, bytes);
                if let Some(folder) = std::env::var_os("PARCOURS_PAPERS") {
                    let name = format!("{language}-{layout}-{name}.pdf");
                    std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
                }
            }
        }
        for (name, bytes) in &classic {
            let said = amounts(&flat(bytes));
            assert_eq!(said, amounts(&flat(&compact[name])), "{language}, {name}");
        }
    }
}
