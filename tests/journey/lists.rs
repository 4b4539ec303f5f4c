//! Lists: every order walks every row once, what narrows them says what it says, totals are of what is shown, and a
//! table holds no formula.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::{Books, Door, day, refusal};

const LISTS: [(&str, &[&str]); 5] = [
    ("invoices", &["number", "kind", "client", "title", "issued", "due", "state", "amount", "open"]),
    ("quotes", &["number", "client", "title", "sent", "valid", "state", "amount"]),
    ("payments", &["day", "kind", "client", "method", "amount"]),
    ("clients", &["name", "kind", "city", "open"]),
    ("deals", &["changed", "title", "client", "stage", "next", "amount"]),
];

fn demo() -> (Books, Door) {
    let books = Books::empty();
    let door = books.on(day(11, 22));
    door.job("look_around", json!({}));
    (books, door)
}

fn ids(page: &Value) -> Vec<i64> {
    page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

fn with(filter: &Value, more: Value) -> Value {
    let mut all = filter.clone();
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

/// Page after page, three rows at a time.
fn walked(door: &Door, list: &str, filter: &Value) -> Vec<i64> {
    let mut found: Vec<i64> = Vec::new();
    loop {
        let page = door.ask(list, with(filter, json!({"before": found.last(), "most": 3})));
        let next = ids(&page);
        let ended = page["more"] == false;
        assert!(ended || next.len() == 3, "{list} {filter}: a page that is not full");
        found.extend(next);
        if ended {
            return found;
        }
    }
}

fn narrowings(list: &str) -> Vec<Value> {
    let own: Vec<Value> = match list {
        "invoices" => vec![
            json!({"state": "late"}),
            json!({"state": "open"}),
            json!({"state": "due"}),
            json!({"state": "to_send"}),
            json!({"state": "paid"}),
            json!({"state": "annulled"}),
            json!({"age": "30"}),
            json!({"age": "60"}),
            json!({"age": "more"}),
            json!({"kind": "deposit", "amount_from": "500", "amount_to": "2000"}),
        ],
        "quotes" => vec![json!({"state": "waiting"}), json!({"state": "signed"}), json!({"state": "lost"})],
        "payments" => {
            vec![json!({"method": "cheque"}), json!({"state": "to_deposit"}), json!({"kind": "refund"})]
        }
        "clients" => vec![json!({"kind": "company"}), json!({"owing": true}), json!({"search": "atel"})],
        _ => vec![
            json!({"state": "late"}),
            json!({"state": "stalled"}),
            json!({"closed": true}),
            json!({"stage": "quoted"}),
        ],
    };
    let dated =
        [json!({"period": "month"}), json!({"period": "year", "client": 1}), json!({"from": "01/10/2026"})];
    let dated = if list == "clients" { Vec::new() } else { dated.to_vec() };
    [vec![json!({})], own, dated].concat()
}

#[test]
fn what_makes_a_deal_stalled_is_said_with_the_numbers_of_the_rule() {
    let (_books, door) = demo();
    let rule = door.ask("deals", json!({}))["stalled_rule"].clone();
    let rule = rule.as_str().expect("a sentence");
    for said in ["plus de 7 jours", "plus de 3 jours sans facture", "plus de 60 jours", "expiré sans réponse"]
    {
        assert!(rule.contains(said), "{said}: {rule}");
    }
}

#[test]
fn every_order_walks_every_row_once_and_totals_are_of_what_is_shown() {
    let (_books, door) = demo();
    for (list, sorts) in LISTS {
        for filter in narrowings(list) {
            let all: BTreeSet<i64> =
                ids(&door.ask(list, with(&filter, json!({"most": 1000})))).into_iter().collect();
            let totals = door.ask("list_totals", json!({"list": list, "filter": filter}));
            assert_eq!(totals["count"], all.len(), "{list} {filter}");
            for sort in sorts {
                for direction in [Value::Null, json!("up"), json!("down")] {
                    let asked = with(&filter, json!({"sort": sort, "direction": direction}));
                    let found = walked(&door, list, &asked);
                    assert_eq!(found.len(), all.len(), "{list} {asked}: twice or never");
                    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), all, "{list} {asked}");
                }
            }
        }
    }
}

#[test]
fn what_narrows_invoices_says_what_it_says() {
    let (_books, door) = demo();
    let rows = |filter: Value| {
        let page = door.ask("invoices", with(&filter, json!({"most": 1000})));
        page["rows"].as_array().unwrap().clone()
    };
    let all = rows(json!({}));
    let among = |keep: &dyn Fn(&Value) -> bool| all.iter().filter(|row| keep(row)).count();
    let cents = |row: &Value, name: &str| row[name].as_i64().unwrap();
    let late = |row: &Value| cents(row, "late_days") > 0;
    for (filter, keep) in [
        (json!({"state": "late"}), &late as &dyn Fn(&Value) -> bool),
        (json!({"state": "open"}), &|row| cents(row, "open") > 0),
        (json!({"state": "due"}), &|row| cents(row, "open") > 0 && !late(row)),
        (json!({"state": "to_send"}), &|row| row["to_send"] == true),
        (json!({"state": "annulled"}), &|row| row["states"][0]["label"] == "annulée par avoir"),
        (json!({"age": "30"}), &|row| late(row) && cents(row, "late_days") <= 30),
        (json!({"kind": "credit_note"}), &|row| row["kind"] == "credit_note"),
        (json!({"amount_from": "1000"}), &|row| cents(row, "gross") >= 100_000),
    ] {
        let found = rows(filter.clone());
        assert!(!found.is_empty() || filter == json!({"state": "to_send"}), "{filter}: the demo shows some");
        assert!(found.iter().all(keep), "{filter}");
        assert_eq!(found.len(), among(keep), "{filter}");
    }
    let figures = &door.ask("today", json!({}))["figures"];
    let totals = |filter: Value| door.ask("list_totals", json!({"list": "invoices", "filter": filter}));
    assert_eq!(totals(json!({"state": "open"}))["open"], figures["to_collect"]);
    let by_amount: Vec<i64> = rows(json!({"sort": "open"})).iter().map(|row| cents(row, "open")).collect();
    assert!(by_amount.is_sorted_by(|a, b| a >= b), "the most is owed first: {by_amount:?}");
}

#[test]
fn a_period_or_an_amount_that_cannot_be_read_is_refused_at_its_field() {
    let books = Books::empty();
    let door = books.on(day(11, 22));
    for (filter, field) in [
        (json!({"from": "hier matin"}), "from"),
        (json!({"from": "02/10/2026", "to": "01/10/2026"}), "to"),
        (json!({"amount_from": "beaucoup"}), "amount_from"),
        (json!({"amount_from": "20", "amount_to": "10"}), "amount_to"),
    ] {
        let failure = door.0.ask("invoices", filter.clone()).unwrap_err();
        assert_eq!(refusal(failure).field.as_deref(), Some(field), "{filter}");
    }
}

#[test]
fn a_list_is_saved_as_a_table_of_what_is_shown() {
    let books = Books::empty();
    let door = books.on(day(11, 22));
    for name in ["=HYPERLINK(\"http://x\")", "Zoé ; Cie"] {
        door.done("add_client", json!({"kind": "company", "name": name}));
    }
    let paper = door.job("export_list", json!({"list": "clients", "filter": {"search": "hyperlink"}}));
    let text = String::from_utf8(STANDARD.decode(paper["base64"].as_str().unwrap()).unwrap()).unwrap();
    assert_eq!(paper["name"], "clients-2026-11-22.csv");
    for list in ["invoices", "quotes", "payments", "deals"] {
        let table = tests::bytes(&door.ask("list_table", json!({"list": list, "filter": {}})));
        assert!(table.starts_with("\u{feff}".as_bytes()), "{list}: said to be UTF-8");
    }
    assert_eq!(
        text,
        "\u{feff}Client;Type;Ville;Étiquettes;Affaires;Reste dû\r\n\"'=HYPERLINK(\"\"http://x\"\")\";entreprise;;;0;0,00\r\n"
    );
}

#[test]
fn papers_of_a_selection_are_put_in_a_folder_once() {
    let (_books, door) = demo();
    let page = door.ask("invoices", json!({"state": "open"}));
    let documents: Vec<&Value> =
        page["rows"].as_array().unwrap().iter().map(|row| &row["document"]).collect();
    let folder = tempfile::tempdir().unwrap();
    let asked = json!({"documents": documents, "folder": folder.path()});
    let done = door.job("export_papers", asked.clone());
    assert_eq!(done["written"], documents.len());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), documents.len());
    let again = door.job("export_papers", asked);
    assert_eq!(again["written"], 0, "what stands there already is not written twice");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), documents.len());
}
