//! Quotes: worked out as typed, numbered when sent, changed by new versions, kept in progress as drafts.

use serde_json::{Value, json};
use tests::{Books, acceptance, bakery, day, opened, quoted, website};

#[test]
fn a_changed_quote_keeps_its_number_and_only_the_latest_is_signed() {
    let books = Books::camille();
    let (deal, quote) = tests::quoted(&books);
    let house = books.on(day(9, 15));
    let mut content = house.ask("last_quote_content", json!({"id": deal}))["content"].clone();
    assert_eq!(content["lines"][1]["quantity"], "3,5", "a new version starts from what was sent");
    assert_eq!(content["valid_until"], "", "with a validity of its own");
    content["lines"][0]["unit_price"] = json!("1 283,33");
    assert_eq!(house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"})), quote);
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["quote"]["number"], &page["quote"]["version"]), (&json!("D-2026-0001"), &json!(2)));
    assert_eq!(page["quote"]["gross"], 379_999, "(1 283,33 + 1 680 + 203,33) HT, 20 % of VAT");
    assert_eq!(page["timeline"][0]["title"], "Devis D-2026-0001, version 2, envoyé");
    let names: Vec<&Value> = page["documents"].as_array().unwrap().iter().map(|d| &d["name"]).collect();
    assert_eq!(names, ["D-2026-0001-v2.pdf", "D-2026-0001.pdf"], "both versions are kept");

    // Signed on the 12th: before the version that holds now was sent.
    let mut early = acceptance(quote);
    early["signed_on"] = json!("12/09/2026");
    let refusal = books.on(day(9, 24)).refused("accept_quote", early);
    assert_eq!(refusal.field.as_deref(), Some("signed_on"));
    books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let page = books.on(day(9, 24)).ask("deal", json!({"id": deal}));
    assert_eq!(page["order"]["gross"], 379_999);
}

#[test]
fn a_sent_quote_can_be_sent_again_as_it_is() {
    let books = Books::camille();
    let (deal, _) = tests::quoted(&books);
    let house = books.on(day(9, 15));
    let content = house.ask("last_quote_content", json!({"id": deal}))["content"].clone();
    let before = house.ask("deal", json!({"id": deal}))["quote"]["gross"].clone();
    house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["quote"]["gross"], before);
    assert_eq!(house.ask("last_quote_content", json!({"id": deal}))["content"], content);
}

#[test]
fn a_quote_expires_and_may_be_renewed() {
    let books = Books::camille();
    let (deal, quote) = tests::quoted(&books);
    let house = books.on(day(10, 11));
    let row = &house.ask("quotes", json!({}))["rows"][0];
    assert_eq!((&row["valid_until"], &row["status"]), (&json!("2026-10-10"), &json!("expired")));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["next"]["kind"], "renew_quote");
    let mut late = acceptance(quote);
    late["signed_on"] = json!("11/10/2026");
    let refusal = house.refused("accept_quote", late);
    assert_eq!(refusal.field.as_deref(), Some("late_words"), "{}", refusal.message);
    // Signed in time, recorded later: the client kept their word, and there is nothing to say of it.
    let mut in_time = acceptance(quote);
    in_time["late_words"] = json!("Convenu au téléphone");
    assert_eq!(house.refused("accept_quote", in_time).field.as_deref(), Some("late_words"));
    house.done("accept_quote", acceptance(quote));
    assert_eq!(house.ask("quotes", json!({}))["rows"][0]["status"], "signed");
}

#[test]
fn a_late_signature_is_taken_with_a_word_that_is_kept() {
    let books = Books::camille();
    let (deal, quote) = quoted(&books);
    let house = books.on(day(10, 12));
    let mut late = acceptance(quote);
    late["signed_on"] = json!("12/10/2026");
    late["late_words"] = json!("ok");
    assert_eq!(house.refused("accept_quote", late.clone()).field.as_deref(), Some("late_words"));
    late["late_words"] = json!("Convenu au téléphone, mêmes délais");
    house.done("accept_quote", late);
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["stage"], "signed");
    let told = house.ask("deal", json!({"id": deal}))["timeline"].to_string();
    assert!(told.contains("Après la fin de validité : Convenu au téléphone, mêmes délais"), "{told}");
    house.verified();
}

#[test]
fn several_rates_and_discounts_agree_with_the_preview() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(9, 10));
    let content = json!({
        "subject": "Site, livre et formation", "discount": "10", "deposit": "40",
        "lines": [
            {"label": "Site", "quantity": "3,5", "unit": "jours", "unit_price": "480", "discount": "12,5", "vat_rate": 2000},
            {"label": "Livre", "quantity": "12", "unit_price": "19,9", "vat_rate": 550},
            {"label": "Billet", "quantity": "1", "unit_price": "100,0050", "vat_rate": 1000},
            {"label": "Traduction", "quantity": "1001", "unit": "mots", "unit_price": "0,085", "vat_rate": 2000}
        ]
    });
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": content}));
    assert_eq!(preview["lines"], json!([147_000, 23_880, 10_001, 8_509]));
    assert_eq!(preview["discount"], 18_939);
    // 1 555,09 − 155,51 and so on: the discount of 189,39 spread over the rates.
    assert_eq!(preview["totals"]["net"], 170_451);
    let groups: Vec<i64> =
        preview["totals"]["groups"].as_array().unwrap().iter().map(|g| g["net"].as_i64().unwrap()).collect();
    assert_eq!(groups.iter().sum::<i64>(), 170_451);
    for group in preview["totals"]["groups"].as_array().unwrap() {
        let (rate, net, vat) =
            (group["rate"].as_i64().unwrap(), group["net"].as_i64().unwrap(), group["vat"].as_i64().unwrap());
        assert_eq!(vat, (net * rate + 5_000) / 10_000, "VAT of {rate}");
    }
    assert_eq!(preview["sendable"], true, "{}", preview["problems"]);
    let paper = house.ask("preview_quote_paper", json!({"deal": deal, "content": content}));
    assert!(tests::bytes(&paper).starts_with(b"%PDF-"));
    let quote = house.done("send_quote", json!({"deal": deal, "content": content, "method": "post"}));
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let page = books.on(day(9, 24)).ask("deal", json!({"id": deal}));
    assert_eq!(page["order"]["gross"], preview["totals"]["gross"]);
    assert_eq!(page["order"]["deposit_agreed"], preview["deposit"]["gross"]);
    let deposit = books.on(day(9, 24)).ask("preview_deposit_invoice", json!({"order": order}));
    assert_eq!(deposit["totals"], preview["deposit"], "what was announced is what is invoiced");
}

#[test]
fn the_preview_names_every_problem_at_its_field() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let mut card = bakery();
    card["address"] = json!({});
    card["siret"] = json!("");
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte"}));
    let content = json!({"subject": "", "discount": "120", "valid_until": "01/09/2026", "payment_days": "90", "lines": [
        {"label": "Site", "quantity": "deux", "unit_price": "480", "vat_rate": 2000},
        {"label": "", "unit_price": "10", "vat_rate": 1960}
    ]});
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": content}));
    let mut blocking: Vec<&str> = preview["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| p["blocking"] == true)
        .map(|p| p["field"].as_str().unwrap())
        .collect();
    blocking.sort_unstable();
    assert_eq!(
        blocking,
        [
            "client.address",
            "discount",
            "lines[0].quantity",
            "lines[1].label",
            "payment_days",
            "subject",
            "valid_until"
        ]
    );
    assert_eq!(preview["sendable"], false);
    assert_eq!(preview["lines"], json!([null, 1000]));
}

#[test]
fn work_in_progress_survives_until_it_is_sent() {
    let books = Books::camille();
    let deal = opened(&books);
    let key = format!("quote:{deal}");
    let half = json!({"subject": "Refonte", "lines": [{"label": "Maquettes 🙂", "unit_price": "1 4"}]});
    let head = books.on(day(9, 5)).ask("books", json!({}))["head"].clone();
    books.on(day(9, 5)).0.draft("save_draft", json!({"key": key, "content": half})).unwrap();
    // The house was closed and is opened again.
    let house = books.on(day(9, 8));
    let draft = house.ask("draft", json!({"key": key}));
    assert_eq!(draft["content"], half, "as it was typed");
    assert_eq!(house.ask("books", json!({}))["head"], head, "a draft is no fact");
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["has_draft"], &page["next"]["kind"]), (&json!(true), &json!("finish_quote")));
    assert_eq!(house.ask("quotes", json!({}))["drafts"][0]["key"], json!(key));

    house.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    assert_eq!(house.ask("draft", json!({"key": key})), json!({"content": null, "saved_at": null}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["has_draft"], false);

    house.0.draft("save_draft", json!({"key": "identity", "content": {"name": "Cam"}})).unwrap();
    house.0.draft("discard_draft", json!({"key": "identity"})).unwrap();
    assert_eq!(house.ask("draft", json!({"key": "identity"}))["content"], Value::Null);
}

#[test]
fn in_franchise_no_vat_stands_anywhere() {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    let mut camille = tests::camille();
    camille["legal_form"] = json!("micro");
    camille["vat_regime"] = json!("franchise");
    house.done("set_identity", camille);
    let identity = house.ask("identity", json!({}));
    assert_eq!(identity["identity"]["vat_number"], "");
    assert!(identity["vat_wording"].as_str().unwrap().contains("293 B"));
    let deal = opened(&books);
    // Rates typed before the regime was known are not charged.
    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let house = books.on(day(9, 24));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    let view = house.ask("invoice", json!({"id": invoice}));
    assert_eq!(
        view["totals"],
        json!({"groups": [{"rate": 0, "net": 100_000, "vat": 0}], "net": 100_000, "vat": 0, "gross": 100_000})
    );
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["order"]["gross"], 333_333);
}

#[test]
fn rates_are_those_of_the_day_and_none_without_vat() {
    let rates = Books::camille().on(day(9, 1)).ask("vat_rates", json!({}));
    assert_eq!(rates, json!({"rates": [2000, 1000, 550, 210, 0], "usual": 2000}));
    let books = Books::empty();
    let house = books.on(day(9, 1));
    let mut camille = tests::camille();
    camille["legal_form"] = json!("micro");
    camille["vat_regime"] = json!("franchise");
    house.done("set_identity", camille);
    let exempt = house.ask("vat_rates", json!({}));
    assert_eq!(exempt, json!({"rates": [], "usual": 0}));
}
