//! Deals cancelled after signature: what is invoiced, credited and given back, and what no longer goes on.

use crate::credit::deal;
use serde_json::{Value, json};
use tests::{Books, acceptance, day, opened, pay, signed, website};
use values::refusal::Code;

#[test]
fn a_cancelled_deal_invoices_the_work_credits_the_deposit_and_gives_the_rest_back() {
    let books = Books::camille();
    let (id, order) = signed(&books);
    let house = books.on(day(9, 24));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(10, 2), deposit, "1200");
    let house = books.on(day(10, 3));
    house.done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    assert_eq!(deal(&house, id)["may_cancel"], true);
    assert_eq!(
        house
            .refused(
                "cancel_deal",
                json!({"deal": id, "reason": "other", "printed_reason": "", "done": "20"})
            )
            .field
            .as_deref(),
        Some("printed_reason")
    );
    house.done(
        "cancel_deal",
        json!({"deal": id, "reason": "abandoned", "printed_reason": "Projet arrêté par le client", "done": "20"}),
    );
    let page = deal(&house, id);
    assert_eq!(
        (&page["stage"], &page["money"]["invoiced"], &page["money"]["open"]),
        (&json!("cancelled"), &json!(80_002), &json!(0))
    );
    assert_eq!(
        page["unused"], 39_998,
        "1 200,00 received, 800,02 for the work done: the nearest part that closes the VAT"
    );
    assert_eq!(page["next"]["kind"], "refund_client");
    for refused in ["issue_deposit_invoice", "issue_progress_invoice"] {
        assert_eq!(house.refused(refused, json!({"order": order, "percent": "10"})).code, Code::NotNow);
    }
    let free =
        page["payments"].as_array().unwrap().iter().find(|p| p["left"] == 39_998).unwrap()["id"].clone();
    house.done(
        "refund_client",
        json!({"payment": free, "amount": "399,98", "refunded_on": "03/10/2026", "method": "transfer"}),
    );
    let page = deal(&house, id);
    assert_eq!((&page["unused"], &page["next"]), (&json!(0), &Value::Null));
    assert_eq!(house.ask("deals", json!({}))["rows"].as_array().unwrap().len(), 0, "nothing is left to do");
    house.verified();
}

#[test]
fn an_unsigned_deal_is_lost_not_cancelled() {
    let books = Books::camille();
    let id = opened(&books);
    let house = books.on(day(9, 10));
    let quote = house.done("send_quote", json!({"deal": id, "content": website(), "method": "hand"}));
    let cancelled = json!({"deal": id, "reason": "price", "printed_reason": "Trop cher"});
    let words = json!({"deal": id, "reason": "price", "words": "Trop cher"});
    assert_eq!(house.refused("cancel_deal", cancelled).code, Code::NotNow);
    let mut signed = acceptance(quote);
    signed["signed_on"] = json!("10/09/2026");
    house.done("accept_quote", signed);
    assert_eq!(house.refused("lose_deal", words).code, Code::NotNow);
}

#[test]
fn cancelling_counts_a_part_that_was_credited_for_what_is_left_of_it() {
    let books = Books::camille();
    let (id, order) = signed(&books);
    books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(10, 3));
    house.done(
        "begin_delivery",
        json!({"order": order, "began_on": "03/10/2026", "override_reason": "client de confiance"}),
    );
    let part = house.done("issue_progress_invoice", json!({"order": order, "percent": "30"}));
    house.done("credit_invoice", json!({"invoice": part, "amount": "120", "reason": "Geste commercial"}));
    house.done(
        "cancel_deal",
        json!({"deal": id, "reason": "abandoned", "printed_reason": "Projet arrêté", "done": "40"}),
    );
    // 40 % of 4 000,00 €: 1 080,00 stood, some 520,00 more is invoiced.
    let invoiced = deal(&house, id)["money"]["invoiced"].as_i64().unwrap();
    assert!((invoiced - 160_000).abs() < 20, "{invoiced}");
    house.verified();
}

#[test]
fn work_does_not_begin_or_end_on_a_cancelled_deal() {
    let books = Books::camille();
    let (id, order) = signed(&books);
    let house = books.on(day(9, 24));
    let cancelled = json!({"deal": id, "reason": "abandoned", "printed_reason": "Projet arrêté"});
    house.done("cancel_deal", cancelled);
    let begin = json!({"order": order, "began_on": "24/09/2026", "override_reason": "client de confiance"});
    assert!(house.refused("begin_delivery", begin).message.contains("annulée"));

    let books = Books::camille();
    let (id, order) = signed(&books);
    let house = books.on(day(9, 24));
    house.done(
        "begin_delivery",
        json!({"order": order, "began_on": "24/09/2026", "override_reason": "client de confiance"}),
    );
    house.done("cancel_deal", json!({"deal": id, "reason": "abandoned", "printed_reason": "Projet arrêté"}));
    let delivery = json!({"order": order, "delivered_on": "24/09/2026"});
    assert!(house.refused("record_delivery", delivery).message.contains("annulée"));
    house.verified();
}
