//! Refusals at every step of the road: out of order, twice, too early, too much. Each leaves no row and takes no
//! number.

use crate::ledger::{reads_well, unmoved};
use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, acceptance, camille, day, delivered, file, opened, pay, quoted, signed, website};
use values::refusal::Code;

/// Refused with that code at that field, in a sentence, and the books stay as they were.
fn refused(books: &Books, on: NaiveDate, name: &str, payload: Value, code: Code, field: &str) {
    let refusal = unmoved(books, name, || books.on(on).refused(name, payload.clone()));
    assert_eq!(
        (refusal.code, refusal.field.as_deref().unwrap_or("")),
        (code, field),
        "{name} {payload}: {}",
        refusal.message
    );
    reads_well(&refusal.message);
}

#[test]
fn who_one_is_is_checked_before_it_is_kept() {
    let books = Books::empty();
    let door = books.on(day(9, 1));
    let mut typed = camille();
    let shown = door.ask("preview_identity", typed.clone());
    assert_eq!(shown["siret"], "73282932000074");
    for (field, text) in [("siret", "1234"), ("iban", "FR76 1234"), ("name", "")] {
        let right = std::mem::replace(&mut typed[field], json!(text));
        for name in ["preview_identity", "set_identity"] {
            let run = if name == "set_identity" {
                door.0.act(name, typed.clone())
            } else {
                door.0.ask(name, typed.clone())
            };
            let refusal = tests::refusal(run.unwrap_err());
            assert_eq!(refusal.field.as_deref(), Some(field), "{name}: {}", refusal.message);
            reads_well(&refusal.message);
        }
        typed[field] = right;
    }
    let mut half = tests::bakery();
    half["address"] = json!({"street": "4 place des Halles"});
    door.done("set_identity", typed);
    door.done("add_client", half);
    let deal = door.done("open_deal", json!({"client": 1, "title": "Logo"}));
    let content =
        json!({"subject": "Logo", "lines": [{"label": "Logo", "unit_price": "900", "vat_rate": 2000}]});
    let refused = door.refused("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    assert_eq!(refused.field.as_deref(), Some("client.address"));
    assert_eq!(refused.message, "L’adresse du client est incomplète : il manque le code postal et la ville.");
}

#[test]
fn before_a_quote_is_sent() {
    let books = Books::empty();
    let house = books.on(day(9, 3));
    let client = house.done("add_client", tests::bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte"}));
    let send = json!({"deal": deal, "content": website(), "method": "email"});
    refused(&books, day(9, 10), "send_quote", send, Code::Invalid, "seller");
    books.on(day(9, 3)).done("set_identity", tests::camille());
    let on = day(9, 10);
    refused(&books, on, "open_deal", json!({"client": 99, "title": "Refonte"}), Code::Invalid, "client");
    refused(&books, on, "open_deal", json!({"client": client, "title": "  "}), Code::Invalid, "title");
    refused(&books, on, "add_client", json!({"kind": "company", "name": ""}), Code::Invalid, "name");
    refused(&books, on, "accept_quote", acceptance(1), Code::NotFound, "");
    for name in ["issue_deposit_invoice", "issue_balance_invoice"] {
        refused(&books, on, name, json!({"order": 1}), Code::NotFound, "");
    }
    refused(&books, on, "begin_delivery", json!({"order": 1, "began_on": "10/09/2026"}), Code::NotFound, "");
    refused(
        &books,
        on,
        "record_payment",
        json!({"invoice": 1, "amount": "1", "received_on": "10/09/2026", "method": "cash"}),
        Code::NotFound,
        "",
    );
    // Nothing is ticked yet on the payment screen.
    let nothing = json!({"invoice": 0, "amount": "1", "received_on": "10/09/2026", "method": "cash"});
    refused(&books, on, "record_payment", nothing, Code::Invalid, "invoice");
    let empty = json!({"deal": deal, "content": {"subject": "Refonte", "lines": []}, "method": "email"});
    refused(&books, on, "send_quote", empty, Code::Invalid, "lines[0].label");
    let mut negative = website();
    negative["lines"][0]["unit_price"] = json!("-9000");
    refused(
        &books,
        on,
        "send_quote",
        json!({"deal": deal, "content": negative, "method": "email"}),
        Code::Invalid,
        "lines",
    );
    refused(&books, on, "thank_client", json!({"deal": deal, "thanked_on": "10/09/2026"}), Code::NotNow, "");
    refused(
        &books,
        on,
        "record_satisfaction",
        json!({"deal": deal, "answered_on": "10/09/2026"}),
        Code::NotNow,
        "",
    );
    refused(&books, on, "no_such_action", json!({}), Code::NotFound, "");
}

#[test]
fn between_the_quote_and_the_signature() {
    let books = Books::camille();
    let (_, quote) = quoted(&books);
    let on = day(9, 24);
    let but = |field: &str, value: Value| {
        let mut payload = acceptance(quote);
        payload[field] = value;
        payload
    };
    refused(&books, on, "accept_quote", but("signed_by", json!("")), Code::Invalid, "signed_by");
    refused(&books, on, "accept_quote", but("signed_on", json!("25/09/2026")), Code::Invalid, "signed_on");
    refused(&books, on, "accept_quote", but("signed_on", json!("09/09/2026")), Code::Invalid, "signed_on");
    refused(&books, on, "accept_quote", but("terms_accepted", json!(false)), Code::Invalid, "terms_accepted");
    refused(&books, on, "accept_quote", but("words", json!("")), Code::Invalid, "proof");
    refused(
        &books,
        on,
        "accept_quote",
        but("proof", file("accord.pdf", b"du texte")),
        Code::Invalid,
        "proof",
    );
    refused(&books, on, "accept_quote", but("proof", file("accord.pdf", b"")), Code::Invalid, "proof");
    refused(
        &books,
        on,
        "accept_quote",
        but("proof", file("accord.pdf", b"%PDF-1.7 coup")),
        Code::Invalid,
        "proof",
    );
    // It bears the name of a PDF from beginning to end, and no reader opens it.
    refused(
        &books,
        on,
        "accept_quote",
        but("proof", file("accord.pdf", b"%PDF-1.7\nfait main\n%%EOF\n")),
        Code::Invalid,
        "proof",
    );
    refused(
        &books,
        on,
        "accept_quote",
        but("proof", file("a.png", b"\x89PNG\r\n\x1a\n\0\0")),
        Code::Invalid,
        "proof",
    );
    refused(
        &books,
        on,
        "accept_quote",
        but("proof", file("gros.pdf", &vec![b' '; 10_000_001])),
        Code::Invalid,
        "proof",
    );
    refused(
        &books,
        on,
        "accept_quote",
        but("proof", json!({"name": "a.pdf", "base64": "%%%"})),
        Code::Invalid,
        "proof",
    );
    books.on(on).done("accept_quote", acceptance(quote));
    refused(&books, on, "accept_quote", acceptance(quote), Code::NotNow, "");
    refused(&books, day(9, 25), "lose_deal", json!({"deal": 1, "reason": "price"}), Code::NotNow, "");
}

#[test]
fn around_the_deposit_and_the_gate() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let on = day(9, 24);
    let begin = |began_on: &str, reason: &str| json!({"order": order, "began_on": began_on, "override_reason": reason});
    refused(&books, on, "begin_delivery", begin("24/09/2026", ""), Code::GateClosed, "override_reason");
    refused(&books, on, "begin_delivery", begin("24/09/2026", "ok"), Code::GateClosed, "override_reason");
    refused(&books, on, "begin_delivery", begin("25/09/2026", "de confiance"), Code::Invalid, "began_on");
    refused(&books, on, "begin_delivery", begin("23/09/2026", "de confiance"), Code::Invalid, "began_on");
    refused(
        &books,
        on,
        "record_delivery",
        json!({"order": order, "delivered_on": "24/09/2026"}),
        Code::NotNow,
        "",
    );
    refused(&books, on, "issue_balance_invoice", json!({"order": order}), Code::NotNow, "");
    for (percent, field) in [("101", "percent"), ("-5", "percent"), ("0", "percent"), ("beaucoup", "percent")]
    {
        refused(
            &books,
            on,
            "issue_deposit_invoice",
            json!({"order": order, "percent": percent}),
            Code::Invalid,
            field,
        );
    }
    let invoice = books.on(on).done("issue_deposit_invoice", json!({"order": order}));
    refused(&books, on, "issue_deposit_invoice", json!({"order": order}), Code::NotNow, "");
    refused(
        &books,
        on,
        "issue_deposit_invoice",
        json!({"order": order, "percent": "70,01"}),
        Code::Invalid,
        "percent",
    );
    let receipt = |amount: &str, received_on: &str| json!({"invoice": invoice, "amount": amount, "received_on": received_on, "method": "transfer"});
    refused(&books, on, "record_payment", receipt("1200,01", "24/09/2026"), Code::Invalid, "amount");
    refused(&books, on, "record_payment", receipt("0", "24/09/2026"), Code::Invalid, "amount");
    refused(&books, on, "record_payment", receipt("-1", "24/09/2026"), Code::Invalid, "amount");
    refused(&books, on, "record_payment", receipt("1200", "25/09/2026"), Code::Invalid, "received_on");
    refused(&books, on, "record_payment", receipt("1200", "23/09/2026"), Code::Invalid, "early_words");
    pay(&books, day(10, 2), invoice, "1199,99");
    refused(
        &books,
        day(10, 2),
        "begin_delivery",
        begin("02/10/2026", ""),
        Code::GateClosed,
        "override_reason",
    );
    pay(&books, day(10, 2), invoice, "0,01");
    refused(&books, day(10, 2), "record_payment", receipt("1", "02/10/2026"), Code::NotNow, "");
    books.on(day(10, 2)).done("begin_delivery", begin("02/10/2026", ""));
    refused(&books, day(10, 2), "begin_delivery", begin("02/10/2026", ""), Code::NotNow, "");
}

#[test]
fn from_the_delivery_to_the_end() {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let on = day(11, 20);
    refused(
        &books,
        on,
        "record_delivery",
        json!({"order": order, "delivered_on": "20/11/2026"}),
        Code::NotNow,
        "",
    );
    let balance = books.on(on).done("issue_balance_invoice", json!({"order": order}));
    refused(&books, on, "issue_balance_invoice", json!({"order": order}), Code::NotNow, "");
    refused(&books, on, "issue_deposit_invoice", json!({"order": order, "percent": "10"}), Code::NotNow, "");
    refused(&books, on, "thank_client", json!({"deal": deal, "thanked_on": "20/11/2026"}), Code::NotNow, "");
    pay(&books, day(12, 1), balance, "2800");
    let on = day(12, 2);
    refused(
        &books,
        on,
        "thank_client",
        json!({"deal": deal, "thanked_on": "03/12/2026"}),
        Code::Invalid,
        "thanked_on",
    );
    books.on(on).done("thank_client", json!({"deal": deal, "thanked_on": "02/12/2026"}));
    refused(&books, on, "thank_client", json!({"deal": deal, "thanked_on": "02/12/2026"}), Code::NotNow, "");
    for score in ["11", "-1", "dix", "9,5"] {
        refused(
            &books,
            on,
            "record_satisfaction",
            json!({"deal": deal, "answered_on": "02/12/2026", "score": score}),
            Code::Invalid,
            "score",
        );
    }
    books.on(on).done("record_satisfaction", json!({"deal": deal, "answered_on": "02/12/2026", "score": ""}));
    refused(
        &books,
        on,
        "record_satisfaction",
        json!({"deal": deal, "answered_on": "02/12/2026", "score": "1"}),
        Code::NotNow,
        "",
    );
    refused(
        &books,
        on,
        "add_note",
        json!({"deal": deal, "kind": "call", "text": "x", "happened_on": "03/12/2026"}),
        Code::Invalid,
        "happened_on",
    );
}

#[test]
fn a_lost_deal_goes_no_further() {
    let books = Books::camille();
    let (deal, quote) = quoted(&books);
    let on = day(9, 24);
    books.on(on).done("lose_deal", json!({"deal": deal, "reason": "timing"}));
    refused(&books, on, "lose_deal", json!({"deal": deal, "reason": "timing"}), Code::NotNow, "");
    refused(&books, on, "accept_quote", acceptance(quote), Code::NotNow, "");
    refused(
        &books,
        on,
        "send_quote",
        json!({"deal": deal, "content": website(), "method": "email"}),
        Code::NotNow,
        "",
    );
    refused(&books, on, "qualify_deal", json!({"deal": deal}), Code::NotNow, "");
}

#[test]
fn nothing_is_issued_while_the_clock_stands_before_the_last_line() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let other = opened_elsewhere(&books);
    books.on(day(10, 5)).done("add_note", json!({"deal": other, "kind": "note", "text": "Rappeler."}));
    let on = day(10, 4);
    let sentence = "La date de l’ordinateur (4 octobre 2026) est avant la dernière écriture de vos données (5 octobre 2026).";
    for (name, payload) in [
        ("issue_deposit_invoice", json!({"order": order})),
        ("send_quote", json!({"deal": other, "content": website(), "method": "email"})),
    ] {
        let refusal = unmoved(&books, name, || books.on(on).refused(name, payload));
        assert_eq!(refusal.code, Code::ClockBehind, "{name}");
        assert!(refusal.message.starts_with(sentence), "{}", refusal.message);
    }
    let invoice = books.on(day(10, 5)).done("issue_deposit_invoice", json!({"order": order}));
    let view = books.on(day(10, 5)).ask("invoice", json!({"id": invoice}));
    assert_eq!(view["row"]["number"], "F-2026-0001", "the refusals took no number");
}

fn opened_elsewhere(books: &Books) -> i64 {
    let house = books.on(day(9, 24));
    let client = house.done("add_client", tests::bakery());
    house.done("open_deal", json!({"client": client, "title": "Carte de visite"}))
}

#[test]
fn an_acceptance_is_refused_while_the_clock_stands_before_the_quote() {
    let books = Books::camille();
    let deal = opened(&books);
    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let mut payload = acceptance(quote);
    payload["signed_on"] = json!("09/09/2026");
    let refusal = unmoved(&books, "accept_quote", || books.on(day(9, 9)).refused("accept_quote", payload));
    reads_well(&refusal.message);
}

#[test]
fn a_question_about_nothing_says_so() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    for name in ["client", "deal", "invoice", "document", "last_quote_content"] {
        let refusal = tests::refusal(house.0.ask(name, json!({"id": 404})).unwrap_err());
        assert_eq!(refusal.code, Code::NotFound, "{name}");
        reads_well(&refusal.message);
    }
    let preview =
        tests::refusal(house.0.ask("preview_quote", json!({"deal": 404, "content": website()})).unwrap_err());
    assert_eq!(preview.code, Code::NotFound);
}
