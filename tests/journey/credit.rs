//! What goes another way: invoices taken back or corrected, parts invoiced on the way, invoices without a quote, money
//! given back.

use books::reading::Reading;
use serde_json::{Value, json};
use tests::{Books, Door, acceptance, bytes, day, delivered, opened, pay, signed, website};
use values::refusal::Code;

/// The balance of a delivered deal, issued on 22 November and paid on 1 December: (deal, order, invoice, payment).
fn paid_balance(books: &Books) -> (i64, i64, i64, i64) {
    let (deal, order) = delivered(books);
    let balance = books.on(day(11, 22)).done("issue_balance_invoice", json!({"order": order}));
    let payment = pay(books, day(12, 1), balance, "2800");
    (deal, order, balance, payment)
}

pub fn deal(house: &Door, id: i64) -> Value {
    house.ask("deal", json!({"id": id}))
}

#[test]
fn a_partial_credit_of_a_paid_invoice_is_refunded() {
    let books = Books::camille();
    let (id, _, balance, payment) = paid_balance(&books);
    let house = books.on(day(12, 2));
    let typed = json!({"invoice": balance, "amount": "120,00", "reason": "Retard de deux jours"});
    let preview = house.ask("preview_credit_note", typed.clone());
    assert_eq!((&preview["totals"]["net"], &preview["totals"]["vat"]), (&json!(10_000), &json!(2_000)));
    assert!(bytes(&house.ask("preview_credit_paper", typed.clone())).starts_with(b"%PDF-"));

    let credit = house.done("credit_invoice", typed);
    let view = house.ask("invoice", json!({"id": credit}));
    assert_eq!(
        (&view["row"]["number"], &view["row"]["kind"]),
        (&json!("A-2026-0001"), &json!("credit_note"))
    );
    assert_eq!(view["linked"][0]["number"], "F-2026-0002");
    assert_eq!(view["may_credit"], false, "a credit note is not credited");

    let page = deal(&house, id);
    assert_eq!((&page["unused"], &page["stage"]), (&json!(12_000), &json!("paid")));
    let task = tests::for_today(&house.ask("today", json!({})))
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["kind"] == "refund_client")
        .cloned();
    let task = task.expect("a refund to make");
    let mut payload = task["action"]["payload"].clone();
    payload["amount"] = json!("120,01");
    assert_eq!(house.refused("refund_client", payload.clone()).field.as_deref(), Some("amount"));
    payload["amount"] = json!("120");
    house.done("refund_client", payload);
    assert_eq!(deal(&house, id)["unused"], 0);
    let rows = house.ask("payments", json!({}));
    assert_eq!((&rows["rows"][0]["kind"], &rows["rows"][0]["amount"]), (&json!("refund"), &json!(-12_000)));
    let december = house.ask("today", json!({}))["figures"]["received_this_month"].clone();
    assert_eq!(december, 280_000 - 12_000, "money given back counts less");
    assert!(
        house
            .refused(
                "refund_client",
                json!({"payment": payment, "amount": "1", "refunded_on": "02/12/2026", "method": "transfer"})
            )
            .message
            .contains("entièrement utilisé")
    );
    house.verified();
}

#[test]
fn no_more_is_credited_than_is_left() {
    let books = Books::camille();
    let (_, _, balance, _) = paid_balance(&books);
    let house = books.on(day(12, 2));
    house.done("credit_invoice", json!({"invoice": balance, "amount": "1000", "reason": "Geste"}));
    let refusal =
        house.refused("credit_invoice", json!({"invoice": balance, "amount": "1800,01", "reason": "Geste"}));
    assert_eq!(refusal.field.as_deref(), Some("amount"));
    house.done("credit_invoice", json!({"invoice": balance, "reason": "Le reste"}));
    assert_eq!(
        house.refused("credit_invoice", json!({"invoice": balance, "reason": "Encore"})).code,
        Code::NotNow
    );
    assert_eq!(
        house
            .refused("credit_invoice", json!({"invoice": balance, "amount": "1", "reason": ""}))
            .field
            .as_deref(),
        Some("reason")
    );
    house.verified();
}

#[test]
fn a_deposit_that_a_balance_deducts_is_not_credited_alone() {
    let books = Books::camille();
    let (_, _, balance, _) = paid_balance(&books);
    let house = books.on(day(12, 2));
    let refusal = house.refused("credit_invoice", json!({"invoice": 1, "reason": "Erreur"}));
    assert!(refusal.message.contains("F-2026-0002"), "{refusal:?}");
    house.done("credit_invoice", json!({"invoice": balance, "reason": "Erreur"}));
    house.done("credit_invoice", json!({"invoice": 1, "reason": "Erreur"}));
    house.verified();
}

#[test]
fn a_corrected_balance_is_issued_again_with_the_same_content() {
    let books = Books::camille();
    let (id, order, balance, payment) = paid_balance(&books);
    let house = books.on(day(12, 2));
    let credit = house.done("correct_invoice", json!({"invoice": balance, "reason": "Adresse erronée"}));
    let page = deal(&house, id);
    assert_eq!(
        (&page["stage"], &page["next"]["kind"]),
        (&json!("delivered"), &json!("issue_balance_invoice"))
    );
    let again = house.done("issue_balance_invoice", json!({"order": order}));
    let (old, new) =
        (house.ask("invoice", json!({"id": balance})), house.ask("invoice", json!({"id": again})));
    assert_eq!((&old["lines"], &old["totals"]), (&new["lines"], &new["totals"]));
    assert_eq!(house.ask("invoice", json!({"id": credit}))["row"]["gross"], 280_000);
    // What was paid of the first settles the second.
    house.done("use_credit", json!({"payment": payment, "invoice": again, "amount": "2800"}));
    assert_eq!(deal(&house, id)["stage"], "paid");
    house.verified();
}

#[test]
fn a_corrected_invoice_without_a_quote_comes_back_as_a_draft() {
    let books = Books::camille();
    let id = opened(&books);
    let house = books.on(day(9, 4));
    let content = json!({"subject": "Dépannage", "lines": [{"label": "Dépannage", "quantity": "2", "unit": "heures", "unit_price": "45,50", "discount": "10", "vat_rate": 2000}], "order_number": "BC-7", "notes": "Sur place, rue du Port"});
    let preview = house.ask("preview_invoice", json!({"deal": id, "content": content}));
    assert_eq!((&preview["totals"]["gross"], &preview["issuable"]), (&json!(9_828), &json!(true)));
    assert!(
        bytes(&house.ask("preview_invoice_paper", json!({"deal": id, "content": content})))
            .starts_with(b"%PDF-")
    );
    let invoice = house.done("issue_invoice", json!({"deal": id, "content": content}));
    assert_eq!(deal(&house, id)["stage"], "invoiced");

    house.done("correct_invoice", json!({"invoice": invoice, "reason": "Remise oubliée"}));
    let papers = deal(&house, id)["documents"].clone();
    assert_eq!(
        (&papers[1]["number"], &papers[1]["status"]),
        (&json!("F-2026-0001"), &json!("annulée par avoir"))
    );
    let draft = house.ask("draft", json!({"key": format!("invoice:{id}")}));
    assert_eq!(draft["content"]["lines"][0]["unit_price"], "45,50");
    assert_eq!(draft["content"]["order_number"], "BC-7");
    assert_eq!(draft["content"]["notes"], "Sur place, rue du Port");
    assert_eq!(draft["content"]["subject"], "Dépannage");
    let mut again = draft["content"].clone();
    again["subject"] = json!("");
    assert_eq!(
        house.refused("issue_invoice", json!({"deal": id, "content": again.clone()})).field.as_deref(),
        Some("subject")
    );
    again["subject"] = json!("Dépannage, remise faite");
    let second = house.done("issue_invoice", json!({"deal": id, "content": again}));
    assert_eq!(house.ask("invoice", json!({"id": second}))["row"]["number"], "F-2026-0002");
    assert_eq!(house.ask("draft", json!({"key": format!("invoice:{id}")}))["content"], Value::Null);
    pay(&books, day(9, 5), second, "98,28");
    assert_eq!(deal(&books.on(day(9, 5)), id)["next"]["kind"], "thank_client");
    books.on(day(9, 5)).verified();
}

#[test]
fn parts_invoiced_on_the_way_are_deducted_at_the_end() {
    let books = Books::camille();
    let (id, order) = signed(&books);
    let house = books.on(day(9, 24));
    assert_eq!(
        house.refused("issue_progress_invoice", json!({"order": order, "percent": "20"})).code,
        Code::NotNow
    );
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(10, 2), deposit, "1200");
    let house = books.on(day(10, 3));
    house.done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    let typed = json!({"order": order, "percent": "25", "stage": "Maquettes validées"});
    assert_eq!(house.ask("preview_progress_invoice", typed.clone())["totals"]["gross"], 100_000);
    assert!(bytes(&house.ask("preview_progress_paper", typed.clone())).starts_with(b"%PDF-"));
    house.done("issue_progress_invoice", typed);
    assert_eq!(
        house.refused("issue_progress_invoice", json!({"order": order, "percent": "50"})).field.as_deref(),
        Some("percent")
    );
    house.done("record_delivery", json!({"order": order, "delivered_on": "03/10/2026"}));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    let view = house.ask("invoice", json!({"id": balance}));
    assert_eq!(view["row"]["gross"], 400_000 - 120_000 - 100_000);
    assert_eq!(view["deductions"].as_array().unwrap().len(), 2);
    assert_eq!(deal(&house, id)["money"]["left_to_invoice"], 0);
    let (paper, seal) = records::invoice::stored(Reading::of(&books.raw()), balance).unwrap();
    let kept = bytes(&house.ask("document", json!({"id": view["row"]["document"]})));
    assert_eq!(
        records::document::print(&documents::paper::invoice::invoice_sheet(&paper), Some(&seal)).unwrap(),
        kept
    );
    house.verified();
}

#[test]
fn a_credit_note_renders_again_to_the_same_bytes() {
    let books = Books::camille();
    let (_, _, balance, _) = paid_balance(&books);
    let house = books.on(day(12, 2));
    let credit =
        house.done("credit_invoice", json!({"invoice": balance, "amount": "33,33", "reason": "Geste"}));
    let view = house.ask("invoice", json!({"id": credit}));
    let (paper, seal) = records::invoice::stored(Reading::of(&books.raw()), credit).unwrap();
    let kept = bytes(&house.ask("document", json!({"id": view["row"]["document"]})));
    assert_eq!(
        records::document::print(&documents::paper::invoice::invoice_sheet(&paper), Some(&seal)).unwrap(),
        kept
    );
}

#[test]
fn a_reversed_payment_opens_its_invoice_again() {
    let books = Books::camille();
    let (id, _, balance, payment) = paid_balance(&books);
    let house = books.on(day(12, 4));
    assert_eq!(
        house.refused("reverse_payment", json!({"payment": payment, "reason": " "})).field.as_deref(),
        Some("reason")
    );
    house.done("reverse_payment", json!({"payment": payment, "reason": "Chèque sans provision"}));
    let page = deal(&house, id);
    assert_eq!(
        (&page["stage"], &page["money"]["open"], &page["unused"]),
        (&json!("invoiced"), &json!(280_000), &json!(0))
    );
    assert_eq!(house.ask("invoice", json!({"id": balance}))["payments"].as_array().unwrap().len(), 2);
    assert_eq!(
        house.refused("reverse_payment", json!({"payment": payment, "reason": "Encore"})).code,
        Code::NotNow
    );
    assert_eq!(house.ask("today", json!({}))["figures"]["received_this_month"], 0);
    pay(&books, day(12, 5), balance, "2800");
    books.on(day(12, 5)).verified();
}

#[test]
fn one_payment_settles_several_invoices_and_its_excess_stays_the_client_s() {
    let books = Books::camille();
    let (id, order) = signed(&books);
    let house = books.on(day(9, 24));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    let small = house
        .done("issue_invoice", json!({"deal": other, "content": {"subject": "Dépannage", "lines": [line]}}));
    let mut payment = json!({"invoice": deposit, "amount": "1400", "received_on": "24/09/2026", "method": "transfer", "fee": "3,50",
        "others": [{"invoice": small, "amount": "120"}]});
    assert_eq!(
        house.refused("record_payment", payment.clone()).field.as_deref(),
        Some("amount"),
        "80 € settle nothing"
    );
    payment["others"][0]["amount"] = json!("121");
    assert_eq!(house.refused("record_payment", payment.clone()).field.as_deref(), Some("others[0].amount"));
    payment["others"][0]["amount"] = json!("120");
    payment["keep_excess"] = json!(true);
    let payment = house.done("record_payment", payment);
    assert_eq!(deal(&house, other)["stage"], "paid");
    assert_eq!(deal(&house, id)["unused"], 8_000);
    house.done("keep_money", json!({"payment": payment, "reason": "Pourboire convenu"}));
    assert_eq!(deal(&house, id)["unused"], 0);
    assert_eq!(
        house.refused("reverse_payment", json!({"payment": payment, "reason": "Erreur"})).code,
        Code::NotNow
    );
    house.verified();
}

#[test]
fn a_deposit_credited_in_part_is_asked_for_again() {
    let books = Books::camille();
    let (id, order) = signed(&books);
    let house = books.on(day(9, 24));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    house.done("credit_invoice", json!({"invoice": deposit, "amount": "120", "reason": "Erreur de montant"}));
    let page = deal(&house, id);
    let asked =
        page["others"].as_array().unwrap().iter().find(|t| t["kind"] == "issue_deposit_invoice").unwrap();
    assert_eq!((&asked["amount"], &asked["complete"]), (&json!(12_000), &json!(false)));
    // Done, the line goes.
    let rest = house.done("issue_deposit_invoice", asked["action"]["payload"].clone());
    assert_eq!(house.ask("invoice", json!({"id": rest}))["row"]["gross"], 12_000);
    let page = deal(&house, id).to_string();
    assert!(!page.contains("Émettre la facture d’acompte"));
    assert_eq!(house.refused("issue_deposit_invoice", json!({"order": order})).code, Code::NotNow);
    house.verified();
}

#[test]
fn a_deposit_asked_in_two_parts_is_whole_when_both_are_paid() {
    let books = Books::camille();
    let id = opened(&books);
    // 30 % of 123,11 € are 36,94 €; 20 % then 10 % make 36,91 €, VAT being rounded on each.
    let mut content = website();
    content["lines"] = json!([{"label": "Logo", "unit_price": "102,59", "vat_rate": 2000}]);
    let house = books.on(day(9, 10));
    let quote = house.done("send_quote", json!({"deal": id, "content": content, "method": "hand"}));
    let house = books.on(day(9, 24));
    let order = house.done("accept_quote", acceptance(quote));
    let first = house.done("issue_deposit_invoice", json!({"order": order, "percent": "20"}));
    let second = house.done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(9, 24), first, "24,61");
    pay(&books, day(9, 24), second, "12,30");
    let page = deal(&house, id);
    assert_eq!((&page["stage"], &page["next"]["kind"]), (&json!("deposit_paid"), &json!("begin_delivery")));
    house.done("begin_delivery", json!({"order": order, "began_on": "24/09/2026"}));
    house.verified();
}
