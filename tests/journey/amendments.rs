//! Amendments: a new quote of the whole replaces the order once it is signed; what was invoiced and done stays.

use serde_json::{Value, json};
use tests::{Books, Door, acceptance, day, pay, website};

fn amended(extra: &str) -> Value {
    let mut content = website();
    content["lines"]
        .as_array_mut()
        .unwrap()
        .push(json!({"label": "Boutique en ligne", "unit_price": extra, "vat_rate": 2000}));
    content
}

fn send(house: &Door, deal: i64, content: Value) -> i64 {
    house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}))
}

fn agree(quote: i64, on: &str) -> Value {
    let mut payload = acceptance(quote);
    payload["signed_on"] = json!(on);
    payload
}

#[test]
fn the_order_in_force_is_the_latest_and_everything_already_done_counts() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(10, 2), deposit, "1200");
    let house = books.on(day(10, 5));
    house.done("begin_delivery", json!({"order": order, "began_on": "05/10/2026"}));
    let start = house.ask("last_quote_content", json!({"id": deal}))["content"].clone();
    assert_eq!(start["lines"].as_array().unwrap().len(), 3, "the editor starts from the order");

    let quote = send(&house, deal, amended("1000"));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(
        (&page["amendment"]["number"], &page["quote"]["number"]),
        (&json!("D-2026-0002"), &json!("D-2026-0001"))
    );
    assert_eq!(
        (&page["order"]["gross"], &page["stage"]),
        (&json!(400_000), &json!("in_delivery")),
        "the order stands"
    );
    assert_eq!(page["timeline"][0]["title"], "Avenant D-2026-0002 envoyé");
    assert!(page["others"].as_array().unwrap().iter().any(|t| t["kind"] == "collect_amendment"));
    // A changed amendment is a new version of it.
    assert_eq!(send(&house, deal, amended("2000")), quote);

    let house = books.on(day(10, 6));
    let latest = house.done("accept_quote", agree(quote, "06/10/2026"));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(
        (&page["order"]["number"], &page["order"]["gross"]),
        (&json!("CO-2026-0002"), &json!(640_000))
    );
    assert_eq!((&page["money"]["invoiced"], &page["stage"]), (&json!(120_000), &json!("in_delivery")));
    assert_eq!(page["amendment"], Value::Null);
    // What hangs on the former order is refused by its name.
    let refusal = house.refused("issue_progress_invoice", json!({"order": order, "percent": "10"}));
    assert!(refusal.message.contains("CO-2026-0002"), "{}", refusal.message);

    house.done("issue_progress_invoice", json!({"order": latest, "percent": "20"}));
    house.done("record_delivery", json!({"order": latest, "delivered_on": "06/10/2026"}));
    let balance = house.done("issue_balance_invoice", json!({"order": latest}));
    let view = house.ask("invoice", json!({"id": balance}));
    // The nearest to a fifth whose VAT and that of the rest make the order’s: 1 280,02 €.
    assert_eq!(view["totals"]["gross"], 640_000 - 120_000 - 128_002);
    assert_eq!(view["deductions"].as_array().unwrap().len(), 2, "the deposit of the former order too");
    assert_eq!(house.ask("deal", json!({"id": deal}))["money"]["left_to_invoice"], 0);
    let refusal =
        house.refused("send_quote", json!({"deal": deal, "content": amended("1"), "method": "email"}));
    assert!(refusal.message.contains("solde"), "{}", refusal.message);
    house.verified();
}

#[test]
fn an_amendment_asks_only_for_the_rest_of_its_deposit() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(9, 25), deposit, "1200");
    let house = books.on(day(9, 26));
    let quote = send(&house, deal, amended("1666,67"));
    let preview = house.ask("preview_acceptance", json!({"quote": quote}));
    let latest = house.done("accept_quote", agree(quote, "26/09/2026"));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["order"]["gross"], preview["totals"]["gross"]);
    // 30 % of 6 000 €, of which 1 200 € were asked.
    assert_eq!(page["order"]["deposit_agreed"], 180_000);
    assert_eq!(
        (&page["next"]["kind"], &page["next"]["amount"]),
        (&json!("issue_deposit_invoice"), &json!(60_000))
    );
    assert_eq!(
        house.refused("begin_delivery", json!({"order": latest, "began_on": "26/09/2026"})).field.as_deref(),
        Some("override_reason")
    );
    let more = house.done("issue_deposit_invoice", json!({"order": latest}));
    pay(&books, day(9, 26), more, "600");
    let house = books.on(day(9, 26));
    assert!(
        house.refused("issue_deposit_invoice", json!({"order": latest})).message.contains("déjà facturé")
    );
    house.done("begin_delivery", json!({"order": latest, "began_on": "26/09/2026"}));
    house.verified();

    // A smaller whole asks for nothing more.
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(9, 25), deposit, "1200");
    let house = books.on(day(9, 26));
    let mut less = website();
    less["lines"].as_array_mut().unwrap().pop();
    let quote = send(&house, deal, less);
    let latest = house.done("accept_quote", agree(quote, "26/09/2026"));
    house.done("begin_delivery", json!({"order": latest, "began_on": "26/09/2026"}));
    house.verified();
}

#[test]
fn no_amendment_goes_below_what_is_invoiced_at_its_rate() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(9, 26));
    let small = json!({"subject": "Refonte", "duration": "un jour", "lines": [
        {"label": "Une page", "unit_price": "900", "vat_rate": 2000}, {"label": "Livre", "unit_price": "900", "vat_rate": 550}]});
    let payload = json!({"deal": deal, "content": small, "method": "email"});
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": small}));
    assert_eq!((&preview["sendable"], &preview["problems"][0]["field"]), (&json!(false), &json!("lines")));
    let refusal = house.refused("send_quote", payload.clone());
    assert!(refusal.message.replace('\u{a0}', " ").contains("à 20 %"), "{}", refusal.message);
    house.done("credit_invoice", json!({"invoice": deposit, "amount": "", "reason": "Projet réduit"}));
    let quote = send(&house, deal, small.clone());
    // Invoiced since it was sent: checked again when it is signed.
    let again = house.done("issue_deposit_invoice", json!({"order": order}));
    assert_eq!(house.refused("accept_quote", agree(quote, "26/09/2026")).field.as_deref(), Some("options"));
    house.done("credit_invoice", json!({"invoice": again, "amount": "", "reason": "Projet réduit"}));
    house.done("accept_quote", agree(quote, "26/09/2026"));
    house.verified();
}

#[test]
fn an_amendment_is_given_up_with_its_reason_or_expires() {
    let books = Books::camille();
    let (deal, _) = tests::signed(&books);
    let house = books.on(day(9, 26));
    let quote = send(&house, deal, amended("1000"));
    assert_eq!(
        house.refused("drop_amendment", json!({"quote": quote, "words": ""})).field.as_deref(),
        Some("words")
    );
    assert!(house.refused("drop_amendment", json!({"quote": 1, "words": "Non"})).message.contains("avenant"));
    house.done("drop_amendment", json!({"quote": quote, "words": "Trop cher"}));
    assert!(house.refused("accept_quote", agree(quote, "26/09/2026")).message.contains("CO-2026-0001"));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["amendment"], &page["order"]["number"]), (&Value::Null, &json!("CO-2026-0001")));
    assert_eq!(page["timeline"][0]["title"], "Avenant D-2026-0002 abandonné");
    assert_eq!(house.ask("quotes", json!({}))["rows"][0]["status"], "lost");

    let another = send(&house, deal, amended("500"));
    assert_ne!(another, quote, "a new amendment has a number of its own");
    let house = books.on(day(11, 30));
    assert_eq!(
        house.refused("accept_quote", agree(another, "30/11/2026")).field.as_deref(),
        Some("late_words")
    );
    let page = house.ask("deal", json!({"id": deal}));
    assert!(page["others"].as_array().unwrap().iter().any(|t| t["kind"] == "renew_amendment"));
    house.verified();
}

#[test]
fn a_cancelled_order_is_not_amended_and_cancelling_counts_all_its_invoices() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(9, 25), deposit, "1200");
    let house = books.on(day(9, 26));
    house.done("begin_delivery", json!({"order": order, "began_on": "26/09/2026"}));
    house.done("issue_progress_invoice", json!({"order": order, "percent": "10"}));
    let quote = send(&house, deal, amended("3333,33"));
    house.done("accept_quote", agree(quote, "26/09/2026"));
    // 400 € of the former order are 5 % of the new one: 20 % of 8 000 € are 1 600 €, so 1 200 € more.
    house.done(
        "cancel_deal",
        json!({"deal": deal, "reason": "other", "printed_reason": "Projet arrêté", "done": "20"}),
    );
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["money"]["invoiced"], 160_001, "to the cent that VAT allows: {:#}", page["invoices"]);
    assert!(
        house
            .refused("send_quote", json!({"deal": deal, "content": amended("1"), "method": "email"}))
            .message
            .contains("terminée")
    );
    house.verified();
}

#[test]
fn an_amendment_that_asks_for_more_after_the_delivery_has_to_be_delivered_too() {
    let books = Books::camille();
    let (deal, order) = tests::delivered(&books);
    let house = books.on(day(11, 21));
    let quote = send(&house, deal, amended("1000"));
    let latest = house.done("accept_quote", agree(quote, "21/11/2026"));
    assert_eq!(
        house.ask("deal", json!({"id": deal}))["stage"],
        "in_delivery",
        "what was added is not done yet"
    );
    let refusal = house.refused("issue_balance_invoice", json!({"order": latest}));
    assert!(refusal.message.contains("livraison"), "{}", refusal.message);
    house.done("record_delivery", json!({"order": latest, "delivered_on": "21/11/2026"}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["stage"], "delivered");
    let balance = house.done("issue_balance_invoice", json!({"order": latest}));
    let sql = "SELECT supplied_on FROM invoice WHERE id = ?1";
    let supplied: String = books.raw().query_row(sql, [balance], |r| r.get(0)).unwrap();
    assert_eq!(supplied, "2026-11-21", "the day of what was added");
    house.verified();

    // One that asks for less leaves the delivery as it was.
    let books = Books::camille();
    let (deal, _) = tests::delivered(&books);
    let house = books.on(day(11, 21));
    let mut less = website();
    less["lines"].as_array_mut().unwrap().pop();
    let quote = send(&house, deal, less);
    let latest = house.done("accept_quote", agree(quote, "21/11/2026"));
    assert_eq!(house.ask("deal", json!({"id": deal}))["stage"], "delivered");
    house.done("issue_balance_invoice", json!({"order": latest}));
    assert_ne!(order, latest);
    house.verified();
}
