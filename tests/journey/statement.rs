//! A client's statement of account, through the one door: what it holds on any day, and its paper.

use serde_json::{Value, json};
use tests::{Books, Door, bakery, bytes, day, pay};

/// A client with two invoices of 1 200,00 € due on 30 September and 31 October.
fn invoiced(books: &Books, language: &str) -> (i64, i64, i64) {
    let house = books.on(day(9, 1));
    let mut card = bakery();
    card["language"] = json!(language);
    let client = house.done("add_client", card);
    let issue = |due_on: &str| {
        let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
        let content = json!({"subject": "Affiche", "due_on": due_on,
            "lines": [{"label": "Affiche", "unit_price": "1000", "vat_rate": 2000}]});
        house.done("issue_invoice", json!({"deal": deal, "content": content}))
    };
    (client, issue("30/09/2026"), issue("31/10/2026"))
}

fn told(house: &Door, client: i64, on: &str) -> Value {
    house.ask("statement", json!({"client": client, "on": on}))
}

#[test]
fn a_statement_tells_the_account_as_it_was_on_a_day() {
    let books = Books::camille();
    let (client, first, second) = invoiced(&books, "french");
    pay(&books, day(10, 10), first, "500");
    let house = books.on(day(11, 15));
    house.done("credit_invoice", json!({"invoice": second, "amount": "240", "reason": "Geste"}));
    drop(house);
    let mistaken = pay(&books, day(11, 20), second, "100");
    let house = books.on(day(11, 26));
    house.done("reverse_payment", json!({"payment": mistaken, "reason": "Erreur"}));
    let now = told(&house, client, "");
    let lines: Vec<(String, i64, i64)> = now["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            let number = |field: &str| line[field].as_i64().unwrap();
            (line["kind"].as_str().unwrap().to_owned(), number("amount"), number("balance"))
        })
        .collect();
    let line = |kind: &str, amount, balance| (kind.to_owned(), amount, balance);
    assert_eq!(
        lines,
        [
            line("invoice", 120_000, 120_000),
            line("invoice", 120_000, 240_000),
            line("payment", -50_000, 190_000),
            line("credit_note", -24_000, 166_000),
        ]
    );
    assert_eq!(
        (&now["balance"], &now["open"], &now["late"], &now["credit"]),
        (&json!(166_000), &json!(166_000), &json!(166_000), &json!(0))
    );
    // 57 days and 26 days late.
    assert_eq!((&now["aged"]["up_to_60"], &now["aged"]["up_to_30"]), (&json!(70_000), &json!(96_000)));
    // Before the credit note, when the second was not due yet.
    let then = told(&house, client, "15/10/2026");
    assert_eq!((&then["balance"], &then["late"]), (&json!(190_000), &json!(70_000)));
    assert_eq!(then["aged"]["not_due"], 120_000);
    assert_eq!(told(&house, client, "31/08/2026")["lines"], json!([]));
    for wrong in [json!({"client": client, "on": "01/12/2026"}), json!({"client": 99})] {
        assert!(
            house.0.ask("statement", wrong.clone()).is_err()
                && house.0.ask("statement_paper", wrong).is_err()
        );
    }
    // It agrees with what the books say is open.
    assert_eq!(house.ask("client", json!({"id": client}))["open"], now["open"]);
}

#[test]
fn what_was_paid_beyond_is_the_clients() {
    let books = Books::camille();
    let (client, first, _) = invoiced(&books, "french");
    pay(&books, day(10, 10), first, "1200");
    let house = books.on(day(11, 15));
    house.done("credit_invoice", json!({"invoice": first, "amount": "240", "reason": "Geste"}));
    let now = told(&house, client, "");
    assert_eq!(
        (&now["balance"], &now["open"], &now["credit"]),
        (&json!(96_000), &json!(120_000), &json!(24_000))
    );
}

#[test]
fn its_paper_is_the_same_whenever_it_is_asked_for() {
    for (language, named) in [("french", "Relevé"), ("english", "Statement"), ("german", "Kontoauszug")] {
        let books = Books::camille();
        let (client, first, _) = invoiced(&books, language);
        pay(&books, day(10, 10), first, "500");
        let asked = json!({"client": client, "on": "15/10/2026"});
        let paper = books.on(day(11, 26)).ask("statement_paper", asked.clone());
        let file = bytes(&paper);
        assert!(file.starts_with(b"%PDF-"));
        assert_eq!(file, bytes(&books.on(day(12, 1)).job("export_statement", asked)));
        let name = paper["name"].as_str().unwrap();
        assert!(name.starts_with(named), "{name}");
        if let Ok(folder) = std::env::var("PARCOURS_PAPERS") {
            std::fs::write(std::path::Path::new(&folder).join(format!("statement-{language}.pdf")), file)
                .unwrap();
        }
    }
}
