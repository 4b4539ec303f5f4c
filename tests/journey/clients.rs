//! Clients in depth: people and whom papers address, notes, files, the client's own timeline, how they pay, data that
//! grows old.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, bakery, bytes, day, delivered, file, opened, pay};

fn later(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn titles(house: &Door, client: i64) -> Vec<String> {
    let page = house.ask("client_timeline", json!({"client": client}));
    page["rows"].as_array().unwrap().iter().map(|r| r["title"].as_str().unwrap().to_owned()).collect()
}

fn kinds(house: &Door) -> Vec<String> {
    let today = house.ask("today", json!({}));
    tests::all_tasks(&today)
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["kind"].as_str().unwrap().to_owned())
        .collect()
}

fn buyer(books: &Books, table: &str) -> Value {
    let sql = format!("SELECT buyer FROM {table} ORDER BY id DESC LIMIT 1");
    let text: String = books.raw().query_row(&sql, [], |r| r.get(0)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn papers_are_addressed_to_whom_they_concern() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(9, 4));
    let books_keeper = json!({"name": "Zoé Martin", "function": "comptable", "email": "compta@legoff.fr", "receives_invoices": true, "pays": true});
    let zoe = house.done("add_person", json!({"client": 1, "card": books_keeper}));
    house.done("add_person", json!({"client": 1, "card": {"name": "Yann Le Goff", "decides": true}}));
    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": tests::website(), "method": "email"}));
    assert_eq!(buyer(&books, "quote_version")["contact"], "Yann Le Goff", "a quote goes to who decides");
    let order = books.on(day(9, 24)).done("accept_quote", tests::acceptance(quote));
    let house = books.on(day(9, 24));
    house.done("issue_deposit_invoice", json!({"order": order}));
    let buyer = buyer(&books, "invoice");
    assert_eq!((&buyer["contact"], &buyer["email"]), (&json!("Zoé Martin"), &json!("compta@legoff.fr")));

    let refused = house.refused("change_person", json!({"person": zoe, "card": {"name": " "}}));
    assert_eq!(refused.field.as_deref(), Some("name"));
    house.done(
        "change_person",
        json!({"person": zoe, "card": {"name": "Zoé Guillou", "receives_invoices": true}}),
    );
    let hits = house.ask("search", json!({"text": "guillou"}))["hits"].clone();
    assert_eq!(hits[0]["title"], "Boulangerie Le Goff SARL", "a client is found by its people");
    house.done("remove_person", json!({"person": zoe}));
    let people = house.ask("client", json!({"id": 1}))["people"].clone();
    assert_eq!(people.as_array().unwrap().len(), 1);
    assert_eq!(people[0]["card"]["name"], "Yann Le Goff");
    assert_eq!(titles(&house, 1)[..2], ["Personne retirée : Zoé Guillou", "Personne modifiée : Zoé Guillou"]);
    house.verified();
}

#[test]
fn a_client_has_a_timeline_of_its_own_and_of_its_deals() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(9, 5));
    let call =
        json!({"client": 1, "kind": "call", "text": "Ouvert le dimanche", "happened_on": "04/09/2026"});
    house.done("add_note", call);
    let charter = file("charte.pdf", &tests::scan("bleu"));
    let joined =
        house.done("attach_file", json!({"client": 1, "file": charter, "label": "Charte graphique"}));
    house.done("attach_file", json!({"deal": deal, "file": file("textes.docx", b"PK textes")}));
    assert_eq!(
        titles(&house, 1),
        [
            "Pièce jointe : textes.docx",
            "Pièce jointe : Charte graphique",
            "Appel",
            "Affaire ouverte",
            "Client ajouté"
        ]
    );
    let page = house.ask("client_timeline", json!({"client": 1}));
    assert_eq!(page["rows"][0]["deal_title"], "Refonte du site");
    assert_eq!((&page["rows"][1]["deal"], &page["rows"][1]["document"]), (&Value::Null, &json!(joined)));
    assert_eq!(page["rows"][2]["day"], "2026-09-04");

    // Files come back as they were, under their own names.
    let paper = house.ask("document", json!({"id": joined}));
    assert_eq!((&paper["name"], &paper["media_type"]), (&json!("charte.pdf"), &json!("application/pdf")));
    assert_eq!(bytes(&paper), tests::scan("bleu"));
    assert_eq!(bytes(&house.job("export_document", json!({"document": joined + 1}))), b"PK textes");
    assert_eq!(house.ask("client", json!({"id": 1}))["documents"][0]["label"], "Charte graphique");
    assert_eq!(house.ask("deal", json!({"id": deal}))["documents"][0]["name"], "textes.docx");

    for (payload, field) in [
        (json!({"file": file("a.txt", b"a")}), "deal"),
        (json!({"deal": deal, "client": 1, "file": file("a.txt", b"a")}), "deal"),
        (json!({"client": 1, "file": file("a.txt", b"")}), "file"),
        (json!({"client": 1, "file": file("..", b"a")}), "file.name"),
        (json!({"client": 1, "file": file("gros.bin", &[7; 10_000_100])}), "file"),
    ] {
        assert_eq!(house.refused("attach_file", payload).field.as_deref(), Some(field));
    }
    let nowhere = json!({"kind": "note", "text": "Rappeler"});
    assert_eq!(house.refused("add_note", nowhere).field.as_deref(), Some("deal"));
    house.verified();
}

#[test]
fn a_long_timeline_comes_in_pages_latest_first() {
    let books = Books::camille();
    opened(&books);
    let house = books.on(day(9, 5));
    for n in 0..60 {
        let note = json!({"client": 1, "kind": "note", "text": format!("Note {n}")});
        house.done("add_note", note);
    }
    let first = house.ask("client_timeline", json!({"client": 1}));
    assert_eq!((first["rows"].as_array().unwrap().len(), &first["more"]), (50, &json!(true)));
    let before = first["rows"][49]["id"].clone();
    let second = house.ask("client_timeline", json!({"client": 1, "before": before}));
    assert_eq!((second["rows"].as_array().unwrap().len(), &second["more"]), (12, &json!(false)));
    assert_eq!(second["rows"][0]["text"], "Note 9");
}

#[test]
fn how_a_client_pays_is_said_before_a_quote_is_written() {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    let history = |today: NaiveDate| books.on(today).ask("deal", json!({"id": deal}))["history"].clone();
    let before = history(day(11, 20));
    // The deposit of 24 September was paid on 2 October.
    assert_eq!((&before["average_days"], &before["late_count"]), (&json!(8), &json!(0)));
    assert_eq!((&before["open"], &before["late"]), (&json!(280_000), &json!(0)));
    let late = history(day(12, 30));
    assert_eq!((&late["late_count"], &late["late"]), (&json!(1), &json!(280_000)));
    pay(&books, day(12, 30), balance, "2800,00");
    let paid = history(day(12, 30));
    // 8 and 40 days.
    assert_eq!((&paid["average_days"], &paid["late_count"]), (&json!(24), &json!(1)));
    assert_eq!(paid["open"], 0);
    assert!(paid["told"].as_str().unwrap().contains("24"), "{paid}");
}

#[test]
fn data_a_year_old_ask_to_be_confirmed_by_one_press() {
    let books = Books::camille();
    opened(&books);
    // A client without any deal is left in peace, and so is one whose deals are long gone.
    let house = books.on(day(9, 3));
    house.done("add_client", json!({"kind": "company", "name": "Atelier Nord"}));
    let old = house.done("add_client", json!({"kind": "company", "name": "Lumen"}));
    let lost = house.done("open_deal", json!({"client": old, "title": "Affiche"}));
    house.done("lose_deal", json!({"deal": lost, "reason": "price"}));
    assert!(!kinds(&books.on(later(2027, 9, 2))).contains(&"confirm_client".to_owned()));
    let house = books.on(later(2027, 9, 3));
    let tasks = tests::all_tasks(&house.ask("today", json!({})));
    let asked: Vec<&Value> =
        tasks.as_array().unwrap().iter().filter(|t| t["kind"] == "confirm_client").collect();
    assert_eq!(asked.len(), 2, "{tasks:#}");
    assert_eq!((&asked[0]["deal"], &asked[0]["complete"]), (&Value::Null, &json!(true)));
    assert_eq!(asked[0]["client"]["name"], "Boulangerie Le Goff SARL");
    assert_eq!(house.ask("client", json!({"id": 1}))["to_confirm"], true);
    house.done("confirm_client", asked[0]["action"]["payload"].clone());
    assert_eq!(house.ask("client", json!({"id": 1}))["to_confirm"], false);
    assert_eq!(titles(&house, 1)[0], "Fiche vérifiée et confirmée");
    // Changing the card confirms it too.
    let card = json!({"kind": "company", "name": "Lumen", "tags": ["presse"]});
    house.done("change_client", json!({"client": old, "card": card}));
    assert!(!kinds(&house).contains(&"confirm_client".to_owned()));
    assert!(!kinds(&books.on(later(2029, 9, 3))).contains(&"Lumen".to_owned()));
    let after = books.on(later(2029, 9, 3)).ask("today", json!({}));
    let after = tests::all_tasks(&after);
    let names: Vec<&Value> = after
        .as_array()
        .unwrap()
        .iter()
        .filter(|t| t["kind"] == "confirm_client")
        .map(|t| &t["client"]["name"])
        .collect();
    assert_eq!(names, ["Boulangerie Le Goff SARL"], "a deal lost two years ago does not ask any more");
    house.verified();
}

#[test]
fn merging_hands_over_people_tags_and_oppositions() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let kept = house.done("add_client", bakery());
    let mut other = bakery();
    other["name"] = json!("Le Goff");
    other["tags"] = json!(["pain", " bio "]);
    other["opted_out"] = json!(true);
    other["profile"] = json!("regular");
    let gone = house.done("add_client", other);
    house.done("add_person", json!({"client": gone, "card": {"name": "Zoé Martin", "pays": true}}));
    let plan = house.ask("rehearse_client_merge", json!({"from": gone, "into": kept}));
    assert_eq!((&plan["people"], &plan["refused"]), (&json!(1), &Value::Null));
    house.done("merge_clients", json!({"from": gone, "into": kept}));
    let page = house.ask("client", json!({"id": kept}));
    assert_eq!(page["people"][0]["card"]["name"], "Zoé Martin");
    assert_eq!(page["card"]["tags"], json!(["pain", "bio"]));
    assert_eq!((&page["card"]["opted_out"], &page["card"]["profile"]), (&json!(true), &json!("regular")));
    assert_eq!(house.ask("search", json!({"text": "zoé"}))["hits"][0]["id"], kept);

    // A note keeps its client: that card stays behind the other, with its note.
    let noted = house.done("add_client", json!({"kind": "company", "name": "Goff"}));
    house.done("add_note", json!({"client": noted, "kind": "note", "text": "Appelé"}));
    let plan = house.ask("rehearse_client_merge", json!({"from": noted, "into": kept}));
    assert_eq!((&plan["stays"], &plan["refused"]), (&json!(true), &Value::Null));
    house.done("merge_clients", json!({"from": noted, "into": kept}));
    assert_eq!(house.ask("client", json!({"id": kept}))["merged"], json!(["Goff"]));
    let told = house.ask("client_timeline", json!({"client": kept}))["rows"].to_string();
    assert!(told.contains("Appelé") && told.contains("« Goff »"), "{told}");
    house.verified();
}

#[test]
fn an_import_that_someone_was_added_to_is_not_taken_back() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let table = file("contacts.csv", b"Nom;E-mail\nHugo Petit;hugo@exemple.fr\nLumen;lumen@exemple.fr\n");
    let import = house.done("import_clients", json!({"file": table, "rows": [2, 3]}));
    house.done("add_person", json!({"client": 1, "card": {"name": "Hugo lui-même"}}));
    house.done("undo_client_import", json!({"import": import}));
    let left = house.ask("clients", json!({}))["rows"].clone();
    assert_eq!((left.as_array().unwrap().len(), &left[0]["id"]), (1, &json!(1)));
    house.verified();
}

#[test]
fn a_large_quote_to_a_firm_asks_for_a_check_that_holds_a_year() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(9, 10));
    house.done("set_preferences", json!({"check_above": "3 000"}));
    let problems = |house: &Door| {
        let preview = house.ask("preview_quote", json!({"deal": deal, "content": tests::website()}));
        assert_eq!(preview["sendable"], true, "a warning, not a wall");
        preview["problems"].as_array().unwrap().iter().any(|p| p["field"] == "client.solvency")
    };
    assert!(problems(&house));
    house.done("send_quote", json!({"deal": deal, "content": tests::website(), "method": "email"}));
    assert!(kinds(&house).contains(&"check_solvency".to_owned()));
    let check = |day: &str| {
        json!({"client": 1, "checked_on": day, "source": "Infogreffe", "result": "good", "words": "Comptes déposés",
            "file": file("comptes.pdf", &tests::scan("comptes"))})
    };
    assert_eq!(
        house.refused("record_solvency_check", check("11/09/2026")).field.as_deref(),
        Some("checked_on")
    );
    let mut nowhere = check("09/09/2026");
    nowhere["source"] = json!("");
    assert_eq!(house.refused("record_solvency_check", nowhere).field.as_deref(), Some("source"));
    house.done("record_solvency_check", check("09/09/2026"));
    assert!(!problems(&house));
    assert!(!kinds(&house).contains(&"check_solvency".to_owned()));
    assert!(problems(&books.on(later(2027, 9, 9))), "a year later it is asked again");
    let page = house.ask("client", json!({"id": 1}));
    assert_eq!(page["solvency"][0]["result"], "good");
    assert_eq!(page["documents"][0]["name"], "comptes.pdf");
    assert_eq!(titles(&house, 1)[0], "Solvabilité vérifiée : bonne");
    let negative = house.refused("set_preferences", json!({"check_above": "-1"}));
    assert_eq!(negative.field.as_deref(), Some("check_above"));
    house.verified();
}

#[test]
fn a_qualification_says_where_they_come_from_and_forgets_nothing() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Logo", "source": "Hugo"}));
    house.done("qualify_deal", json!({"deal": deal, "need": "Un logo"}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["source"], "Hugo");
    house.done(
        "qualify_deal",
        json!({"deal": deal, "source": "Salon du livre", "next_step": "Appeler", "next_on": "10/09/2026"}),
    );
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["source"], &page["next_on"]), (&json!("Salon du livre"), &json!("2026-09-10")));
}

#[test]
fn one_transfer_for_two_deals_leaves_books_that_verify() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    house.done("add_client", bakery());
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    let invoices: Vec<i64> = ["Panne", "Autre panne"]
        .into_iter()
        .map(|title| {
            let deal = house.done("open_deal", json!({"client": 1, "title": title}));
            let content = json!({"subject": title, "lines": [line.clone()]});
            house.done("issue_invoice", json!({"deal": deal, "content": content}))
        })
        .collect();
    let transfer = json!({"invoice": invoices[0], "amount": "240", "received_on": "05/09/2026", "method": "transfer",
        "others": [{"invoice": invoices[1], "amount": "120"}]});
    let house = books.on(day(9, 5));
    house.done("record_payment", transfer);
    house.verified();
}
