//! Two cards of one client that both have invoices become one: papers keep their words, lists and sums follow.

use parcours::jobs::demo;
use serde_json::{Value, json};
use tests::{Books, Door, day, pay, website};

/// A client with a deal of that day, its deposit paid and its balance open; answers (client, deal, balance).
fn at_work(books: &Books, on: u32, name: &str) -> (i64, i64, i64) {
    let house = books.on(day(9, on));
    let client = house.done(
        "add_client",
        json!({"kind": "company", "name": name, "siret": "552 100 554",
            "address": {"street": "4 place des Halles", "postcode": "22300", "city": "Lannion"}}),
    );
    let deal = house.done("open_deal", json!({"client": client, "title": format!("Site de {name}")}));
    let quote = house.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let order = house.done(
        "accept_quote",
        json!({"signed_on": format!("{on:02}/09/2026"), "quote": quote,
        "signed_by": "Anne", "method": "email", "terms_accepted": true, "words": "Bon pour accord"}),
    );
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    pay(books, day(9, on), deposit, "1200,00");
    house.done("begin_delivery", json!({"order": order, "began_on": format!("{on:02}/09/2026")}));
    house.done("record_delivery", json!({"order": order, "delivered_on": format!("{on:02}/09/2026")}));
    (client, deal, house.done("issue_balance_invoice", json!({"order": order})))
}

/// Every client's page.
fn pages(house: &Door) -> Vec<Value> {
    let mut before = Value::Null;
    let mut pages = Vec::new();
    loop {
        let list = house.ask("clients", json!({"before": before}));
        for row in list["rows"].as_array().unwrap() {
            before = row["id"].clone();
            pages.push(house.ask("client", json!({"id": row["id"]})));
        }
        if list["more"] != true {
            return pages;
        }
    }
}

/// What all pages make together: open, late, invoices and what they come to, deals, files, people.
fn sums(house: &Door) -> Vec<i64> {
    let mut sums = vec![0; 8];
    for page in pages(house) {
        let rows = |field: &str| page[field].as_array().unwrap().clone();
        let of = |rows: &[Value], field: &str| rows.iter().map(|row| row[field].as_i64().unwrap()).sum();
        let count = |field: &str| i64::try_from(rows(field).len()).unwrap();
        assert_eq!(page["more_invoices"], false);
        let parts: [i64; 8] = [
            page["open"].as_i64().unwrap(),
            page["late"].as_i64().unwrap(),
            of(&rows("invoices"), "gross"),
            of(&rows("invoices"), "open"),
            count("invoices"),
            count("deals"),
            count("documents") + count("solvency"),
            page["history"]["paid_count"].as_i64().unwrap(),
        ];
        for (sum, part) in sums.iter_mut().zip(parts) {
            *sum += part;
        }
    }
    sums
}

#[test]
fn two_cards_with_invoices_become_one_and_papers_keep_their_words() {
    let books = Books::camille();
    let (from, deal, balance) = at_work(&books, 3, "Boulangerie Le Goff");
    let (into, ..) = at_work(&books, 4, "Le Goff SARL");
    let house = books.on(day(9, 5));
    house.done("add_note", json!({"client": from, "kind": "note", "text": "Passe le lundi"}));
    house.done("add_person", json!({"client": from, "card": {"name": "Zoé Martin"}}));
    house.done(
        "attach_file",
        json!({"client": from, "file": tests::file("plan.pdf", &tests::pdf("", "")), "label": "Plan"}),
    );
    house.done("record_solvency_check", json!({"client": from, "checked_on": "05/09/2026", "source": "Banque", "result": "good", "words": ""}));
    let number = house.ask("invoice", json!({"id": balance}))["row"]["number"].as_str().unwrap().to_owned();
    let bytes = |house: &Door| {
        let id = house.ask("invoice", json!({"id": balance}))["row"]["document"].clone();
        house.ask("document", json!({"id": id}))
    };
    let (before, paper) = (sums(&house), bytes(&house));
    let plan = house.ask("rehearse_client_merge", json!({"from": from, "into": into}));
    assert_eq!(
        (&plan["deals"], &plan["people"], &plan["stays"], &plan["refused"]),
        (&json!(1), &json!(1), &json!(true), &Value::Null)
    );
    assert_eq!(house.done("merge_clients", json!({"from": from, "into": into})), into);

    assert_eq!(sums(&house), before);
    assert_eq!(bytes(&house), paper, "what was sealed stays");
    let page = house.ask("client", json!({"id": into}));
    assert_eq!(page["merged"], json!(["Boulangerie Le Goff"]));
    assert_eq!((page["open"].as_i64(), page["deals"].as_array().map(Vec::len)), (Some(560_000), Some(2)));
    assert_eq!(page["invoices"].as_array().unwrap().len(), 4);
    assert_eq!(
        (page["documents"].as_array().unwrap().len(), page["solvency"].as_array().unwrap().len()),
        (1, 1)
    );
    assert_eq!(page["people"][0]["card"]["name"], "Zoé Martin");
    let told = house.ask("client_timeline", json!({"client": into}))["rows"].to_string();
    assert!(told.contains("Passe le lundi") && told.contains("La fiche « Boulangerie Le Goff »"), "{told}");
    // The other card is no more in lists, searches and pages.
    assert_eq!(house.ask("clients", json!({}))["rows"].as_array().unwrap().len(), 1);
    assert!(house.0.ask("client", json!({"id": from})).is_err());
    let hits = |text: &str| house.ask("search", json!({"text": text}))["hits"].clone();
    assert!(hits(&number)[0]["kind"] == "invoice", "{}", hits(&number));
    for text in ["Boulangerie Le Goff", "Le Goff SARL"] {
        let found = hits(text).to_string();
        assert!(found.contains(&number), "{text}: {found}");
        assert!(!found.contains(&format!("\"kind\":\"client\",\"id\":{from}")), "{text}: {found}");
    }
    let row = house.ask("invoice", json!({"id": balance}))["row"]["client"].clone();
    assert_eq!(row, json!({"id": into, "name": "Le Goff SARL"}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["client"]["id"], into);
    house.verified();
}

#[test]
fn the_road_goes_on_after_a_merge() {
    let books = Books::camille();
    let (from, deal, balance) = at_work(&books, 3, "Boulangerie Le Goff");
    let (into, _, other) = at_work(&books, 4, "Le Goff SARL");
    let house = books.on(day(9, 5));
    house.done("merge_clients", json!({"from": from, "into": into}));
    for (action, payload) in [
        ("open_deal", json!({"client": from, "title": "Autre"})),
        ("change_client", json!({"client": from, "card": tests::bakery()})),
        ("add_note", json!({"client": from, "kind": "note", "text": "Appelé"})),
        ("merge_clients", json!({"from": into, "into": from})),
        ("merge_clients", json!({"from": from, "into": into})),
    ] {
        let _ = house.refused(action, payload);
    }
    // Money for both, more than is due, a credit note, and what is left over used: one client's all along.
    house.done(
        "record_payment",
        json!({"invoice": balance, "amount": "5600", "received_on": "05/09/2026",
        "method": "transfer", "others": [{"invoice": other, "amount": "2800"}]}),
    );
    house.done("credit_invoice", json!({"invoice": balance, "amount": "100", "reason": "Retard"}));
    let page = house.ask("client", json!({"id": into}));
    assert_eq!((&page["open"], page["history"]["paid_count"].as_i64()), (&json!(0), Some(4)));
    assert_eq!(house.ask("deal", json!({"id": deal}))["client"]["id"], into);
    house.verified();
    // Those who went into it before go on with it.
    let third = house.done("add_client", json!({"kind": "company", "name": "Le Goff Holding"}));
    house.done("merge_clients", json!({"from": into, "into": third}));
    let page = house.ask("client", json!({"id": third}));
    assert_eq!(page["merged"], json!(["Boulangerie Le Goff", "Le Goff SARL"]));
    assert_eq!(page["invoices"].as_array().unwrap().len(), 5);
    house.verified();
}

/// Whoever is merged with whom, pages make the same together, and the books hold.
#[test]
fn merging_any_two_cards_changes_no_sum() {
    let today = (11, 22);
    let books = Books::empty();
    demo::fill(&parcours::open, books.folder(), day(today.0, today.1), 1, &|_, _| true).unwrap();
    let house = books.on(day(today.0, today.1));
    let before = sums(&house);
    let clients: Vec<i64> = pages(&house).iter().map(|page| page["id"].as_i64().unwrap()).collect();
    let invoiced = |house: &Door| house.ask("invoices", json!({}))["rows"].as_array().unwrap().len();
    let listed = invoiced(&house);
    // Each third into its neighbour, then a chain of three.
    for pair in clients.chunks_exact(3).take(6) {
        house.done("merge_clients", json!({"from": pair[0], "into": pair[1]}));
        assert_eq!(sums(&house), before, "{pair:?}");
        house.done("merge_clients", json!({"from": pair[1], "into": pair[2]}));
    }
    assert_eq!(sums(&house), before);
    assert_eq!(invoiced(&house), listed);
    house.verified();
    for question in ["today", "follow_up", "retention", "payments"] {
        let _ = house.ask(question, json!({}));
    }
}
