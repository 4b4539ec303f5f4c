//! The whole road of one deal, every stage and the task proposed at each step.

use serde_json::{Value, json};
use tests::{Books, bakery, bytes, day, file, hand_over, website};

/// What a deal's page says now: its stage, and the next task with its action.
fn state(deal: &Value) -> (String, String, String) {
    let text = |v: &Value| v.as_str().unwrap_or("-").to_owned();
    (text(&deal["stage"]), text(&deal["next"]["kind"]), text(&deal["next"]["action"]["name"]))
}

fn expect(
    books: &Books,
    (month, date): (u32, u32),
    deal: i64,
    stage: &str,
    task: &str,
    action: &str,
) -> Value {
    let page = books.on(day(month, date)).ask("deal", json!({"id": deal}));
    assert_eq!(state(&page), (stage.into(), task.into(), action.into()));
    page
}

#[test]
fn from_the_first_contact_to_the_last_word() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let client = house.done("add_client", bakery());
    let deal = house.done(
        "open_deal",
        json!({"client": client, "title": "Refonte du site", "source": "recommandation de Hugo", "budget": "4 000"}),
    );
    let page = expect(&books, (9, 3), deal, "contact", "qualify_contact", "qualify_deal");
    assert_eq!(page["budget"], 400_000);
    assert_eq!(page["next"]["amount"], 400_000, "a task shows what the deal is worth");

    books.on(day(9, 4)).done(
        "qualify_deal",
        json!({"deal": deal, "need": "Vendre en ligne", "budget": "4 200,00", "ideal": true, "next_step": "Envoyer le devis", "next_on": "10/09/2026"}),
    );
    let page = expect(&books, (9, 4), deal, "qualified", "write_quote", "send_quote");
    assert_eq!((&page["ideal"], &page["next_on"]), (&json!(true), &json!("2026-09-10")));
    assert_eq!(page["next"]["when"], "week", "the next step is planned for the tenth");

    books.on(day(9, 8)).done("add_note", json!({"deal": deal, "kind": "call", "text": "Elle veut ouvrir la boutique en décembre.", "happened_on": "07/09/2026"}));
    books.on(day(9, 9)).done("change_deal", json!({"deal": deal, "title": "Refonte du site et boutique", "source": "recommandation de Hugo", "need": "Vendre en ligne", "budget": "4000", "next_step": "", "next_on": ""}));

    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let page = expect(&books, (9, 10), deal, "quoted", "collect_signature", "accept_quote");
    assert_eq!(page["quote"]["number"], "D-2026-0001");
    assert_eq!(page["quote"]["gross"], 400_000);
    assert_eq!(page["may_lose"], true);

    let proof = file(
        "accord.pdf",
        &bytes(&books.on(day(9, 10)).ask("document", json!({"id": page["quote"]["document"]}))),
    );
    let order = books.on(day(9, 24)).done(
        "accept_quote",
        json!({"quote": quote, "signed_on": "22/09/2026", "signed_by": "Anne Le Goff", "quality": "gérante", "method": "signed_paper",
               "terms_accepted": true, "order_number": "BC-77", "proof": proof}),
    );
    let page = expect(&books, (9, 24), deal, "signed", "issue_deposit_invoice", "issue_deposit_invoice");
    assert_eq!(page["order"]["number"], "CO-2026-0001");
    assert_eq!(
        (&page["order"]["gross"], &page["order"]["deposit_agreed"]),
        (&json!(400_000), &json!(120_000))
    );
    assert_eq!(page["may_lose"], false);

    let deposit =
        books.on(day(9, 24)).done("issue_deposit_invoice", page["next"]["action"]["payload"].clone());
    expect(&books, (9, 24), deal, "signed", "send_invoice", "send_invoice");
    hand_over(&books, day(9, 24), deposit);
    let page = expect(&books, (9, 25), deal, "signed", "begin_delivery", "begin_delivery");
    assert_eq!(
        (&page["next"]["complete"], &page["next"]["when"]),
        (&json!(false), &json!("waiting")),
        "the deposit is not paid"
    );
    assert_eq!(page["others"][0]["action"]["name"], "record_payment");

    books.on(day(10, 2)).done("record_payment", json!({"invoice": deposit, "amount": "1 200,00 €", "received_on": "02/10/2026", "method": "transfer", "reference": "VIR LE GOFF"}));
    expect(&books, (10, 2), deal, "deposit_paid", "begin_delivery", "begin_delivery");
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    expect(&books, (10, 3), deal, "in_delivery", "record_delivery", "record_delivery");
    books.on(day(11, 20)).done(
        "record_delivery",
        json!({"order": order, "delivered_on": "20/11/2026", "note": "Mis en ligne à midi."}),
    );
    let page = expect(&books, (11, 20), deal, "delivered", "issue_balance_invoice", "issue_balance_invoice");
    assert_eq!(page["next"]["amount"], 280_000);
    let balance =
        books.on(day(11, 20)).done("issue_balance_invoice", page["next"]["action"]["payload"].clone());
    expect(&books, (11, 20), deal, "invoiced", "send_invoice", "send_invoice");
    hand_over(&books, day(11, 20), balance);
    let page = expect(&books, (11, 20), deal, "invoiced", "collect_payment", "record_payment");
    assert_eq!(
        page["money"],
        json!({"ordered": 400_000, "invoiced": 400_000, "paid": 120_000, "left_to_invoice": 0, "open": 280_000})
    );

    books.on(day(12, 10)).done(
        "record_payment",
        json!({"invoice": balance, "amount": "2800", "received_on": "2026-12-10", "method": "card"}),
    );
    expect(&books, (12, 10), deal, "paid", "thank_client", "thank_client");
    books
        .on(day(12, 11))
        .done("thank_client", json!({"deal": deal, "thanked_on": "11/12/2026", "words": "Merci Anne."}));
    let page = expect(&books, (12, 12), deal, "paid", "ask_satisfaction", "record_satisfaction");
    assert_eq!(page["next"]["when"], "week", "a week after the thanks is soon enough");
    books.on(day(12, 18)).done(
        "record_satisfaction",
        json!({"deal": deal, "answered_on": "18/12/2026", "score": "9", "words": "Parfait."}),
    );
    let page = expect(&books, (12, 18), deal, "followed_up", "ask_testimonial", "ask_testimonial");
    told(&page);
    let report = books.on(day(12, 18)).verified();
    assert_eq!(report["documents"], 5, "quote, signed quote, acceptance, deposit, balance");
}

/// The finished deal tells its story, its steps, its papers and its money.
fn told(page: &Value) {
    let titles: Vec<&str> =
        page["timeline"].as_array().unwrap().iter().map(|e| e["title"].as_str().unwrap()).collect();
    assert_eq!(
        titles,
        [
            "Satisfaction : 9/10",
            "Client remercié",
            "Paiement reçu, 2\u{202f}800,00\u{a0}€ par carte",
            "Facture F-2026-0002 envoyée en main propre, le 20 novembre 2026",
            "Facture de solde F-2026-0002 émise",
            "Livraison enregistrée",
            "Travail commencé",
            "Paiement reçu, 1\u{202f}200,00\u{a0}€ par virement",
            "Facture F-2026-0001 envoyée en main propre, le 24 septembre 2026",
            "Facture d’acompte F-2026-0001 émise",
            "Commande CO-2026-0001 signée, CGV acceptées",
            "Devis D-2026-0001 envoyé",
            "Affaire modifiée",
            "Appel",
            "Demande qualifiée",
            "Affaire ouverte",
        ]
    );
    assert_eq!(page["timeline"][13]["day"], "2026-09-07", "a call stands on the day it was made");
    assert_eq!(page["timeline"][0]["kind"], "record_satisfaction");
    let steps: Vec<(&str, &str)> = page["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (s["label"].as_str().unwrap(), s["state"].as_str().unwrap()))
        .collect();
    let labels = ["Contact", "Devis", "Signé", "Acompte", "Réalisation", "Facture", "Paiement", "Suivi"];
    assert_eq!(steps, labels.map(|label| (label, "done")));
    let papers: Vec<(&str, &str, bool)> = page["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (d["name"].as_str().unwrap(), d["status"].as_str().unwrap(), d["sealed"].as_bool().unwrap()))
        .collect();
    assert_eq!(
        papers,
        [
            ("F-2026-0002.pdf", "payée", true),
            ("F-2026-0001.pdf", "payée", true),
            ("Accord CO-2026-0001.pdf", "définitif", false),
            ("D-2026-0001 signé.pdf", "définitif", true),
            ("D-2026-0001.pdf", "définitif", true),
        ]
    );
    assert_eq!(page["money"]["open"], 0);
    assert_eq!(page["title"], "Refonte du site et boutique");
    let paid: i64 = page["payments"].as_array().unwrap().iter().map(|p| p["amount"].as_i64().unwrap()).sum();
    assert_eq!(paid, 400_000);
}

#[test]
fn a_deal_without_deposit_passes_over_that_step() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let mut content = website();
    content["deposit"] = json!("0");
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "hand"}));
    let order = books.on(day(9, 24)).done("accept_quote", tests::acceptance(quote));
    let page = expect(&books, (9, 24), deal, "signed", "begin_delivery", "begin_delivery");
    assert_eq!(page["steps"][3]["state"], "skipped");
    assert_eq!(page["next"]["complete"], true);
    books.on(day(9, 24)).done("begin_delivery", json!({"order": order, "began_on": "24/09/2026"}));
    expect(&books, (9, 24), deal, "in_delivery", "record_delivery", "record_delivery");
    books.on(day(9, 30)).done("record_delivery", json!({"order": order, "delivered_on": "30/09/2026"}));
    let balance = books.on(day(9, 30)).done("issue_balance_invoice", json!({"order": order}));
    let view = books.on(day(9, 30)).ask("invoice", json!({"id": balance}));
    assert_eq!((&view["row"]["gross"], &view["deductions"]), (&json!(400_000), &json!([])));
}

#[test]
fn work_begun_before_its_deposit_keeps_its_reason() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let house = books.on(day(9, 25));
    house.done(
        "begin_delivery",
        json!({"order": order, "began_on": "25/09/2026", "override_reason": "cliente de longue date"}),
    );
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["stage"], "in_delivery");
    assert_eq!(page["override_reason"], "cliente de longue date");
    assert!(page["timeline"][0]["text"].as_str().unwrap().contains("cliente de longue date"));
}

#[test]
fn a_lost_deal_says_why_and_rests() {
    let books = Books::camille();
    let (deal, _) = tests::quoted(&books);
    let house = books.on(day(10, 1));
    house.done("lose_deal", json!({"deal": deal, "reason": "price", "words": "Trop cher pour cette année."}));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(
        (&page["stage"], &page["next"], &page["may_lose"]),
        (&json!("lost"), &Value::Null, &json!(false))
    );
    assert_eq!(page["lost"], json!({"reason": "price", "words": "Trop cher pour cette année."}));
    assert_eq!(page["timeline"][0]["title"], "Affaire classée perdue");
    assert_eq!(house.ask("deals", json!({}))["rows"], json!([]));
    assert_eq!(house.ask("deals", json!({"closed": true}))["rows"][0]["stage"], "lost");
    assert_eq!(house.ask("quotes", json!({}))["rows"][0]["status"], "lost");
    assert_eq!(tests::for_today(&house.ask("today", json!({}))), json!([]));
}
