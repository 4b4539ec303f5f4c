//! Money that came for charges of late payment that no paper claimed, and for costs.

use crate::charges::{charges, invoiced, says};
use serde_json::{Value, json};
use tests::{Books, day};

#[test]
fn charges_that_nobody_claimed_may_be_paid_all_the_same() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let paid = |amount: &str, on: &str| json!({"invoice": invoice, "amount": amount, "received_on": on, "method": "transfer"});
    let house = books.on(day(10, 31));
    // 52,64 € run by then, and no paper claimed them.
    assert_eq!(house.refused("record_charges", paid("52,65", "31/10/2026")).field.as_deref(), Some("amount"));
    house.done("record_charges", paid("50", "31/10/2026"));
    let told = charges(&house, invoice, "");
    // The interest is paid, and 2,64 € of the compensation can still be claimed.
    assert_eq!((&told["paid"], &told["owed"], &told["left"]), (&json!(5_000), &json!(0), &json!(264)));
    assert_eq!((&told["may_claim"], &told["claimed"]), (&json!(true), &json!(5_000)));
    let first = json!({"received_on": "2026-10-31", "amount": 5_000, "kind": "late", "words": "", "method": "transfer", "reference": ""});
    assert_eq!(told["received"], json!([first]));
    assert_eq!(house.ask("statement", json!({"client": 1}))["charges"], 0);
    drop(house);
    // Nine days more are claimed by a paper with it, and no second compensation.
    let house = books.on(day(11, 9));
    house.done("claim_charges", json!({"invoice": invoice}));
    assert_eq!(charges(&house, invoice, "")["owed"], 264 + 367);
    house.done("record_charges", paid("", "09/11/2026"));
    assert_eq!(charges(&house, invoice, "")["owed"], 0);
    assert_eq!(house.ask("statement", json!({"client": 1}))["charges"], 0);
    house.verified();
}

#[test]
fn less_than_the_interest_that_runs_closes_no_day() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let house = books.on(day(10, 31));
    let paid = |amount: &str| json!({"invoice": invoice, "amount": amount, "received_on": "31/10/2026", "method": "transfer"});
    for wrong in ["0", "-5"] {
        assert!(house.refused("record_charges", paid(wrong)).message.contains("au-dessus de zéro"));
    }
    // 12,64 € of interest run: 10 € go to the compensation, and all the rest is still to be claimed.
    house.done("record_charges", paid("10"));
    let told = charges(&house, invoice, "");
    assert_eq!(
        (&told["paid"], &told["owed"], &told["left"], &told["claimed_until"]),
        (&json!(1_000), &json!(0), &json!(4_264), &Value::Null)
    );
    house.done("claim_charges", json!({"invoice": invoice}));
    assert_eq!(charges(&house, invoice, "")["owed"], 4_264);
    house.verified();
}

#[test]
fn costs_that_the_client_pays_are_noted_beside_the_charges() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let house = books.on(day(10, 31));
    let paid = |amount: &str, on: &str, words: &str| json!({"invoice": invoice, "kind": "costs", "words": words, "amount": amount, "received_on": on, "method": "transfer"});
    let refused = |payload: Value| house.refused("record_charges", payload).field.unwrap_or_default();
    assert_eq!(refused(paid("6,11", "31/10/2026", " ")), "words");
    for wrong in ["", "0", "-6", "six"] {
        assert_eq!(refused(paid(wrong, "31/10/2026", "Recommandé")), "amount", "{wrong}");
    }
    for wrong in ["01/11/2026", "01/01/2026", ""] {
        assert_eq!(refused(paid("6,11", wrong, "Recommandé")), "received_on", "{wrong}");
    }
    house.done("record_charges", paid("6,11", "31/10/2026", "Lettre recommandée du 20 octobre"));
    let told = charges(&house, invoice, "");
    assert_eq!((&told["costs"], &told["paid"], &told["left"]), (&json!(611), &json!(0), &json!(5_264)));
    says(&house.ask("deal", json!({"id": 1})), "Frais de F-2026-0001 payés, 6,11 €");
    let book = house.ask("receipts_book", json!({"from": "2026-10-01", "to": "2026-12-31"}));
    says(&book, "Frais de recouvrement · Lettre recommandée du 20 octobre");
    house.verified();
}
