//! Clients who may withdraw, and public bodies: what waits for whom, and no reason opens what the law closes.

use serde_json::{Value, json};
use tests::{Books, Door, acceptance, bakery, camille, day, file, website};
use values::refusal::Code;

fn person() -> Value {
    json!({"kind": "person", "name": "Paul Morvan", "address": {"street": "3 rue du Port", "postcode": "29200", "city": "Brest"}})
}

/// Camille with a mediator, the client's quote sent on 10 September.
fn quoted(client: Value, deposit: &str) -> (Books, i64, i64) {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let mut me = camille();
    me["mediator"] = json!("CM2C, 14 rue Saint-Jean, 75017 Paris");
    house.done("set_identity", me);
    let client = house.done("add_client", client);
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    let mut content = website();
    content["deposit"] = json!(deposit);
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    (books, deal, quote)
}

/// Signed on 24 September there.
fn signed(client: Value, deposit: &str, place: &str) -> (Books, i64, i64) {
    let (books, deal, quote) = quoted(client, deposit);
    let mut payload = acceptance(quote);
    payload["place"] = json!(place);
    let order = books.on(day(9, 24)).done("accept_quote", payload);
    (books, deal, order)
}

fn gates(house: &Door, deal: i64) -> Value {
    house.ask("deal", json!({"id": deal}))["gates"].clone()
}

fn begin(order: i64, on: &str) -> Value {
    json!({"order": order, "began_on": on, "override_reason": "client de confiance"})
}

#[test]
fn a_private_person_says_where_they_sign() {
    let (books, _, quote) = quoted(person(), "30");
    let house = books.on(day(9, 24));
    assert_eq!(house.ask("preview_acceptance", json!({"quote": quote}))["place_matters"], true);
    assert_eq!(house.refused("accept_quote", acceptance(quote)).field.as_deref(), Some("place"));
    let mut payload = acceptance(quote);
    payload["place"] = json!("premises");
    let order = house.done("accept_quote", payload);
    // At Camille's own place nothing waits.
    let page = house.ask("deal", json!({"id": 1}));
    assert_eq!(page["gates"]["protected"], false);
    house.done("begin_delivery", begin(order, "24/09/2026"));
    house.verified();
}

#[test]
fn off_premises_no_money_comes_within_seven_days_whatever_the_reason() {
    let (books, deal, order) = signed(person(), "30", "off_premises");
    let house = books.on(day(9, 25));
    assert_eq!(
        house
            .refused("issue_deposit_invoice", json!({"order": order, "due_on": "01/10/2026"}))
            .field
            .as_deref(),
        Some("due_on"),
        "money that may not be taken is not asked for"
    );
    assert_eq!(gates(&house, deal)["first_payment_on"], "2026-10-02");
    let invoice = house.done("issue_deposit_invoice", json!({"order": order, "due_on": "02/10/2026"}));
    let pay =
        |on: &str| json!({"invoice": invoice, "amount": "1200", "received_on": on, "method": "transfer"});
    let house = books.on(day(10, 2));
    let refusal = house.refused("record_payment", pay("01/10/2026"));
    assert_eq!(refusal.field.as_deref(), Some("received_on"));
    assert!(refusal.message.contains("L221-10") && refusal.message.contains("2 octobre 2026"));
    house.done("record_payment", pay("02/10/2026"));
    house.verified();

    // At a distance the deposit may be paid at once.
    let (books, _, order) = signed(person(), "30", "distance");
    let house = books.on(day(9, 24));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order, "due_on": "24/09/2026"}));
    house.done(
        "record_payment",
        json!({"invoice": invoice, "amount": "1200", "received_on": "24/09/2026", "method": "card"}),
    );
}

#[test]
fn a_due_date_left_empty_waits_for_the_eighth_day() {
    let (books, _, quote) = quoted(person(), "30");
    let mut content = website();
    content["payment_days"] = json!("0");
    books.on(day(9, 11)).done("send_quote", json!({"deal": 1, "content": content, "method": "email"}));
    let mut payload = acceptance(quote);
    payload["place"] = json!("off_premises");
    let order = books.on(day(9, 24)).done("accept_quote", payload);
    let preview = books.on(day(9, 24)).ask("preview_deposit_invoice", json!({"order": order}));
    assert_eq!((&preview["due_on"], &preview["issuable"]), (&json!("2026-10-02"), &json!(true)));
}

#[test]
fn work_within_the_delay_waits_for_the_client_s_own_request() {
    let (books, deal, order) = signed(person(), "", "distance");
    let house = books.on(day(9, 28));
    let refusal = house.refused("begin_delivery", begin(order, "28/09/2026"));
    assert_eq!((refusal.field.as_deref(), refusal.code), (Some("began_on"), Code::Invalid));
    assert!(refusal.message.contains("8 octobre 2026"), "{}", refusal.message);
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["next"]["kind"], &page["next"]["complete"]), (&json!("begin_delivery"), &json!(false)));
    assert_eq!(page["others"][0]["kind"], "record_start_request");

    let asked = |on: &str| json!({"order": order, "requested_on": on, "words": "Commencez sans attendre.", "waiver": true});
    for (payload, field) in [
        (asked("23/09/2026"), "requested_on"),
        (asked("29/09/2026"), "requested_on"),
        (json!({"order": order, "requested_on": "26/09/2026"}), "proof"),
    ] {
        assert_eq!(house.refused("record_start_request", payload).field.as_deref(), Some(field));
    }
    house.done("record_start_request", asked("26/09/2026"));
    assert!(house.refused("record_start_request", asked("26/09/2026")).message.contains("déjà"));
    assert_eq!(
        house.refused("begin_delivery", begin(order, "25/09/2026")).field.as_deref(),
        Some("began_on")
    );
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["next"]["kind"], &page["next"]["complete"]), (&json!("begin_delivery"), &json!(true)));
    house.done("begin_delivery", begin(order, "26/09/2026"));
    house.verified();

    // Without a request the delay passes, and the work begins.
    let (books, _, order) = signed(person(), "", "off_premises");
    books.on(day(10, 9)).done("begin_delivery", begin(order, "09/10/2026"));
}

#[test]
fn who_withdraws_owes_only_what_they_asked_for_and_gets_the_rest_back() {
    let (books, deal, order) = signed(person(), "30", "distance");
    let house = books.on(day(9, 25));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    tests::pay(&books, day(9, 25), invoice, "1200");
    let withdraw = |on: &str, done: &str| json!({"deal": deal, "withdrawn_on": on, "done": done, "words": "Je me rétracte."});
    let house = books.on(day(10, 12));
    for (payload, field) in [
        (withdraw("09/10/2026", ""), "withdrawn_on"),
        (withdraw("13/10/2026", ""), "withdrawn_on"),
        (withdraw("08/10/2026", "10"), "done"),
    ] {
        assert_eq!(house.refused("record_withdrawal", payload).field.as_deref(), Some(field));
    }
    // Sent in time, noted later.
    house.done("record_withdrawal", withdraw("08/10/2026", ""));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["stage"], &page["unused"]), (&json!("cancelled"), &json!(120_000)));
    assert_eq!(page["next"]["kind"], "refund_client");
    assert!(
        page["next"]["detail"].as_str().unwrap().contains("22 octobre 2026"),
        "{}",
        page["next"]["detail"]
    );
    assert_eq!(
        (&page["gates"]["withdrawn_on"], &page["gates"]["refund_by"]),
        (&json!("2026-10-08"), &json!("2026-10-22"))
    );
    assert_eq!(page["timeline"][0]["title"], "Rétractation du client");
    assert_eq!(tests::for_today(&books.on(day(10, 23)).ask("today", json!({})))[0]["tone"], "late");
    house.verified();

    // Begun at their request: a tenth of 4 000 € is owed, paid by the deposit.
    let (books, deal, order) = signed(person(), "30", "distance");
    let house = books.on(day(9, 25));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    tests::pay(&books, day(9, 25), invoice, "1200");
    house.done(
        "record_start_request",
        json!({"order": order, "requested_on": "25/09/2026", "proof": file("demande.pdf", &tests::scan("demande"))}),
    );
    house.done("begin_delivery", begin(order, "25/09/2026"));
    let house = books.on(day(9, 30));
    house.done("record_withdrawal", json!({"deal": deal, "withdrawn_on": "30/09/2026", "done": "10"}));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["money"]["invoiced"], &page["unused"]), (&json!(40_000), &json!(80_000)));
    assert!(
        house
            .refused("record_withdrawal", json!({"deal": deal, "withdrawn_on": "30/09/2026"}))
            .message
            .contains("déjà annulée")
    );
    house.verified();
}

#[test]
fn a_marked_firm_is_protected_off_premises_only_and_its_quote_says_so() {
    let mut firm = bakery();
    firm["protected"] = json!(true);
    let (_, _, order) = {
        let (books, deal, order) = signed(firm.clone(), "", "off_premises");
        let house = books.on(day(9, 25));
        assert_eq!(gates(&house, deal)["protected"], true);
        assert_eq!(
            house.refused("begin_delivery", begin(order, "25/09/2026")).field.as_deref(),
            Some("began_on")
        );
        (books, deal, order)
    };
    let (books, _, _) = signed(firm, "", "distance");
    books.on(day(9, 25)).done("begin_delivery", begin(order, "25/09/2026"));
    // A firm that is not marked is not asked.
    let (_, quote) = tests::quoted(&Books::camille());
    assert_eq!(quote, 1);
    let refused =
        books.on(day(9, 25)).refused("record_withdrawal", json!({"deal": 1, "withdrawn_on": "25/09/2026"}));
    assert!(refused.message.contains("pas de droit"), "{}", refused.message);
}

#[test]
fn a_public_body_s_work_waits_for_its_engagement_number() {
    let town = json!({"kind": "public_body", "name": "Mairie de Lannion", "siret": "552100554", "address": {"street": "Place de la Mairie", "postcode": "22300", "city": "Lannion"}});
    let (books, deal, quote) = quoted(town, "");
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let house = books.on(day(9, 25));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(
        (&page["next"]["kind"], &page["gates"]["awaits_engagement"]),
        (&json!("record_engagement"), &json!(true))
    );
    let refusal = house.refused("begin_delivery", json!({"order": order, "began_on": "25/09/2026"}));
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::GateClosed, Some("override_reason")));
    for (payload, field) in [
        (json!({"order": order, "order_number": " "}), "order_number"),
        (json!({"order": order, "order_number": "E", "received_on": "26/09/2026"}), "received_on"),
    ] {
        assert_eq!(house.refused("record_engagement", payload).field.as_deref(), Some(field));
    }
    house.done("record_engagement", json!({"order": order, "order_number": "EJ-2026-0417"}));
    assert_eq!(
        house
            .refused("record_engagement", json!({"order": order, "order_number": "EJ-2026-0417"}))
            .field
            .as_deref(),
        Some("order_number")
    );
    house.done("begin_delivery", json!({"order": order, "began_on": "25/09/2026"}));
    let house = books.on(day(10, 20));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/10/2026"}));
    let invoice = house.done("issue_balance_invoice", json!({"order": order}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["order_number"], "EJ-2026-0417");
    house.verified();
}

#[test]
fn beginning_without_the_number_keeps_its_reason_in_sight() {
    let town = json!({"kind": "public_body", "name": "Mairie de Lannion", "siret": "552100554", "address": {"street": "Place de la Mairie", "postcode": "22300", "city": "Lannion"}});
    let (books, deal, quote) = quoted(town, "");
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let house = books.on(day(9, 25));
    house.done("begin_delivery", begin(order, "25/09/2026"));
    assert_eq!(house.ask("deal", json!({"id": deal}))["override_reason"], "client de confiance");
}

#[test]
fn parts_of_an_invoice_wait_for_the_eighth_day_too() {
    let (books, _, order) = signed(person(), "", "off_premises");
    let house = books.on(day(9, 25));
    let request = json!({"order": order, "requested_on": "25/09/2026", "words": "Commencez sans attendre."});
    house.done("record_start_request", request);
    house.done("begin_delivery", begin(order, "25/09/2026"));
    let parts = |first: &str| {
        json!({"order": order, "percent": "50",
            "instalments": [{"due_on": first, "part": "50 %"}, {"due_on": "20/10/2026", "part": ""}]})
    };
    let refusal = house.refused("issue_progress_invoice", parts("01/10/2026"));
    assert_eq!(refusal.field.as_deref(), Some("instalments[0].due_on"));
    assert!(refusal.message.contains("L221-10"), "{}", refusal.message);
    house.done("issue_progress_invoice", parts("02/10/2026"));
    house.verified();
}
