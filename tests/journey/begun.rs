//! Begun from anywhere: a deal with its client in one act, where a paper can be written, and papers that begin as another.

use serde_json::{Value, json};
use tests::{Books, Door, day, delivered, quoted, signed, website};

fn begun(house: &Door, client: i64, writing: &str) -> Vec<(i64, String)> {
    let answer = house.ask("begun_deals", json!({"client": client, "writing": writing}));
    let rows = answer["rows"].as_array().unwrap().iter();
    rows.map(|row| (row["deal"].as_i64().unwrap(), row["becomes"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_client_and_their_deal_are_begun_in_one_act() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let lines =
        || -> i64 { books.raw().query_row("SELECT count(*) FROM journal", [], |r| r.get(0)).unwrap() };
    let before = lines();
    let deal = house.done(
        "open_deal",
        json!({"new_client": {"name": "Hugo Petit", "kind": "person"}, "title": "Faire-part"}),
    );
    assert_eq!(lines(), before + 1, "one act, one line");
    let view = house.ask("deal", json!({"id": deal}));
    assert_eq!(
        (view["client"]["name"].as_str(), view["client_kind"].as_str()),
        (Some("Hugo Petit"), Some("person"))
    );
    assert!(view["timeline"][0]["text"].as_str().unwrap().contains("Fiche client créée : Hugo Petit"));
    let client = view["client"]["id"].as_i64().unwrap();
    assert_eq!(house.ask("clients", json!({"search": "hugo"}))["rows"][0]["id"], client);
    house.done("erase_client", json!({"client": client, "name": "Hugo Petit"}));
    let told: i64 = books
        .raw()
        .query_row("SELECT count(*) FROM journal_body WHERE body LIKE '%Hugo Petit%'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(told, 0, "erased with the rest of them");
    house.verified();
}

#[test]
fn what_is_refused_of_a_deal_leaves_no_client() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    for (payload, field) in [
        (json!({"new_client": {"name": "Hugo", "kind": "person"}, "title": " "}), "title"),
        (json!({"new_client": {"name": " ", "kind": "person"}, "title": "Logo"}), "new_client.name"),
        (json!({"title": "Logo"}), "client"),
    ] {
        assert_eq!(house.refused("open_deal", payload).field.as_deref(), Some(field));
    }
    let client = house.done("add_client", tests::bakery());
    let both = json!({"client": client, "new_client": {"name": "Hugo", "kind": "person"}, "title": "Logo"});
    assert_eq!(house.refused("open_deal", both).field.as_deref(), Some("client"));
    let clients = house.ask("clients", json!({}));
    assert_eq!(clients["rows"].as_array().unwrap().len(), 1, "{clients}");
}

#[test]
fn deals_that_still_take_a_paper_are_offered() {
    let books = Books::camille();
    let (deal, _) = quoted(&books);
    let house = books.on(day(9, 24));
    assert_eq!(begun(&house, 1, "quote"), [(deal, "nouvelle version de D-2026-0001".to_owned())]);
    let fresh = house.done("open_deal", json!({"client": 1, "title": "Carte"}));
    assert_eq!(begun(&house, 1, "quote")[0], (fresh, String::new()));
    assert_eq!(begun(&house, 1, "invoice").len(), 2);
    house
        .0
        .draft("save_draft", json!({"key": format!("quote:{fresh}"), "content": {"subject": "Carte"}}))
        .unwrap();
    assert_eq!(begun(&house, 1, "quote")[0].1, "brouillon commencé");
    house.done("lose_deal", json!({"deal": fresh, "reason": "price"}));
    assert_eq!(begun(&house, 1, "quote").len(), 1, "what is over is not offered");

    let books = Books::camille();
    let (deal, _) = signed(&books);
    let house = books.on(day(9, 25));
    assert_eq!(begun(&house, 1, "quote"), [(deal, "avenant à CO-2026-0001".to_owned())]);
    assert_eq!(begun(&house, 1, "invoice"), [], "an order is invoiced by itself");

    // Once delivered, its balance is proposed, so that nobody invoices it a second time beside the order.
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let house = books.on(day(11, 21));
    let rows = house.ask("begun_deals", json!({"client": 1, "writing": "invoice"}))["rows"].clone();
    let row = &rows[0];
    assert_eq!((&row["deal"], &row["balance_of"]), (&json!(deal), &json!(order)));
    assert_eq!(row["becomes"], "solde de la commande CO-2026-0001 à facturer");
    house.done("issue_balance_invoice", json!({"order": order}));
    assert_eq!(begun(&house, 1, "invoice"), []);
}

#[test]
fn an_invoice_that_was_begun_is_found_among_invoices() {
    let books = Books::camille();
    delivered(&books);
    let house = books.on(day(11, 21));
    let drafts = || house.ask("invoices", json!({}))["drafts"].clone();
    assert_eq!(drafts(), json!([]));
    let deal = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let key = format!("invoice:{deal}");
    house.0.draft("save_draft", json!({"key": key, "content": {"subject": "Dépannage"}})).unwrap();
    assert_eq!((&drafts()[0]["deal"], &drafts()[0]["title"]), (&json!(deal), &json!("Dépannage")));
    assert_eq!(house.ask("invoices", json!({"before": 1}))["drafts"], json!([]), "with the first page alone");
    assert_eq!(house.ask("quotes", json!({}))["drafts"], json!([]));
}

#[test]
fn a_quote_begins_as_another_for_anybody() {
    let books = Books::camille();
    let (_, quote) = quoted(&books);
    let house = books.on(day(11, 2));
    let copy = house.ask("quote_copy", json!({"id": quote}));
    assert_eq!(copy["subject"], "Refonte du site");
    assert_eq!(copy["lines"].as_array().unwrap().len(), website()["lines"].as_array().unwrap().len());
    assert_eq!(copy["valid_until"], "", "a new one has its own days");
    assert_eq!(copy["lines"][0]["unit_price"], "1\u{202f}450,00", "set as prices are when one leaves them");
    let deal = house.done(
        "open_deal",
        json!({"new_client": {"name": "Fournil Morvan", "kind": "sole_trader"}, "title": "Site du fournil"}),
    );
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": copy}));
    assert_eq!(preview["totals"]["gross"], 400_000);
    assert!(house.0.ask("quote_copy", json!({"id": 99})).is_err());
}

#[test]
fn an_invoice_without_quote_begins_as_another() {
    let books = Books::camille();
    delivered(&books);
    let house = books.on(day(11, 21));
    let deal = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    let content =
        json!({"subject": "Dépannage", "lines": [line], "order_number": "BC-7", "supplied_on": "20/11/2026"});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["may_copy"], true);
    let mut copy: Value = house.ask("invoice_copy", json!({"id": invoice}));
    assert_eq!(
        (&copy["order_number"], &copy["supplied_on"]),
        (&json!(""), &json!("")),
        "these were the other's"
    );
    copy["subject"] = json!("Dépannage de décembre");
    let again = house.done("issue_invoice", json!({"deal": deal, "content": copy}));
    assert_eq!(house.ask("invoice", json!({"id": again}))["row"]["gross"], 12_000);
    // What follows an order says what the order says.
    let balance = house.done("issue_balance_invoice", json!({"order": 1}));
    assert_eq!(house.ask("invoice", json!({"id": balance}))["may_copy"], false);
    let refused = house.0.ask("invoice_copy", json!({"id": balance})).map_err(tests::refusal).unwrap_err();
    assert!(refused.message.contains("dupliquez plutôt le devis"), "{}", refused.message);
}
