//! The work under way: what the client supplies, stages planned, reached and announced, the acceptance of the whole.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, acceptance, bytes, day, file, opened, pay, website};

/// The website with what the client supplies and its stages, signed on 24 September: (deal, order).
fn signed(books: &Books) -> (i64, i64) {
    let deal = opened(books);
    let mut content = website();
    content["supplies"] = json!(["Le logo", "Les textes"]);
    content["stages"] = json!([
        {"label": "Maquettes", "planned_on": "2026-10-15"},
        {"label": "Intégration", "planned_on": ""},
        {"label": "Mise en ligne", "planned_on": "2026-11-16"}
    ]);
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    (deal, books.on(day(9, 24)).done("accept_quote", acceptance(quote)))
}

/// The same, its deposit paid and the work begun on 3 October.
fn begun(books: &Books) -> (i64, i64) {
    let (deal, order) = signed(books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(books, day(10, 2), deposit, "1200,00");
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "2026-10-03"}));
    (deal, order)
}

fn kinds(books: &Books, on: NaiveDate) -> Vec<String> {
    let today = books.on(on).ask("today", json!({}));
    tests::for_today(&today)
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["kind"].as_str().unwrap().to_owned())
        .collect()
}

fn delivery(house: &Door, deal: i64) -> Value {
    house.ask("deal", json!({"id": deal}))["delivery"].clone()
}

fn told(house: &Door, deal: i64) -> String {
    let page = house.ask("deal", json!({"id": deal}));
    let lines = page["timeline"].as_array().unwrap().iter();
    lines
        .map(|line| format!("{} | {}\n", line["title"].as_str().unwrap(), line["text"].as_str().unwrap()))
        .collect()
}

#[test]
fn what_the_client_supplies_is_asked_for_again_then_received_with_its_file() {
    let books = Books::camille();
    let (deal, order) = begun(&books);
    let house = books.on(day(10, 3));
    let tasks = tests::for_today(&house.ask("today", json!({})));
    let ask = tasks.as_array().unwrap().iter().find(|t| t["kind"] == "ask_supply").unwrap().clone();
    assert_eq!((&ask["text"], &ask["complete"]), (&json!("Demander le logo"), &json!(true)));
    house.done("ask_supply", ask["action"]["payload"].clone());
    house.done(
        "ask_supply",
        json!({"order": order, "supply": 1, "asked_on": "03/10/2026", "words": "Par e-mail"}),
    );
    assert!(!kinds(&books, day(10, 9)).contains(&"ask_supply".to_owned()), "an answer is awaited for a week");
    assert_eq!(kinds(&books, day(10, 10)).iter().filter(|k| *k == "ask_supply").count(), 2);

    let house = books.on(day(10, 10));
    let pixel = include_bytes!("../../assets/icons/32.png");
    house.done(
        "receive_supply",
        json!({"order": order, "supply": 0, "received_on": "09/10/2026", "file": file("logo.png", pixel)}),
    );
    let logo = delivery(&house, deal)["supplies"][0].clone();
    assert_eq!((&logo["asked_on"], &logo["received_on"]), (&json!("2026-10-03"), &json!("2026-10-09")));
    let kept = house.ask("document", json!({"id": logo["document"]}));
    assert_eq!((&kept["name"], bytes(&kept)), (&json!("Le logo.png"), pixel.to_vec()));

    for (action, payload, field) in [
        ("ask_supply", json!({"order": order, "supply": 0, "asked_on": "10/10/2026"}), None),
        ("receive_supply", json!({"order": order, "supply": 0, "received_on": "10/10/2026"}), None),
        ("ask_supply", json!({"order": order, "supply": 2, "asked_on": "10/10/2026"}), Some("supply")),
        ("ask_supply", json!({"order": order, "supply": 1, "asked_on": "11/10/2026"}), Some("asked_on")),
        ("ask_supply", json!({"order": order, "supply": 1, "asked_on": "23/09/2026"}), Some("asked_on")),
        (
            "receive_supply",
            json!({"order": order, "supply": 1, "received_on": "11/10/2026"}),
            Some("received_on"),
        ),
        (
            "receive_supply",
            json!({"order": order, "supply": 1, "received_on": "10/10/2026", "file": file("a.pdf", b"rien")}),
            Some("file"),
        ),
    ] {
        let refusal = house.refused(action, payload.clone());
        assert_eq!(refusal.field.as_deref(), field, "{action} {payload}: {}", refusal.message);
    }
    let story = told(&house, deal);
    for line in [
        "Reçu du client : Le logo | Le 9 octobre 2026.",
        "Demandé au client : Les textes | Le 3 octobre 2026. Par e-mail",
    ] {
        assert!(story.contains(line), "{line} is not in\n{story}");
    }
    house.verified();
}

#[test]
fn a_stage_is_planned_again_reached_announced_and_invoiced() {
    let books = Books::camille();
    let (deal, order) = begun(&books);
    let house = books.on(day(10, 17));
    assert!(kinds(&books, day(10, 17)).contains(&"reach_stage".to_owned()), "two days late");
    let plan = |on: &str, words: &str| json!({"order": order, "stage": 0, "planned_on": on, "words": words});
    assert_eq!(house.refused("plan_stage", plan("20/10/2026", "")).field.as_deref(), Some("words"));
    assert_eq!(house.refused("plan_stage", plan("16/10/2026", "Grève")).field.as_deref(), Some("planned_on"));
    assert_eq!(house.refused("plan_stage", plan("15/10/2026", "Grève")).field.as_deref(), Some("planned_on"));
    house.done("plan_stage", plan("20/10/2026", "Textes reçus en retard"));
    // A stage without a day is planned without a reason.
    house.done("plan_stage", json!({"order": order, "stage": 1, "planned_on": "02/11/2026"}));
    let stages = delivery(&house, deal)["stages"].clone();
    assert_eq!((&stages[0]["planned_on"], &stages[0]["late"]), (&json!("2026-10-20"), &json!(false)));
    assert_eq!(
        stages[0]["plans"],
        json!([{"instead_of": "2026-10-15", "changed_on": "2026-10-17", "words": "Textes reçus en retard"}])
    );
    assert!(!kinds(&books, day(10, 20)).contains(&"reach_stage".to_owned()));

    let house = books.on(day(10, 21));
    let task = tests::for_today(&house.ask("today", json!({})))
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["kind"] == "reach_stage")
        .unwrap()
        .clone();
    assert_eq!(task["text"], "Étape « Maquettes » en retard de 1\u{a0}jour");
    let announce =
        |on: &str| json!({"order": order, "stage": 0, "announced_on": on, "words": "Bonjour, c’est fait 🙂"});
    assert!(house.refused("announce_stage", announce("21/10/2026")).message.contains("pas encore atteinte"));
    let mut early = task["action"]["payload"].clone();
    early["reached_on"] = json!("02/10/2026");
    assert_eq!(house.refused("reach_stage", early).field.as_deref(), Some("reached_on"));
    house.done("reach_stage", task["action"]["payload"].clone());
    assert!(
        house
            .refused("reach_stage", task["action"]["payload"].clone())
            .message
            .contains("atteinte depuis le 21 octobre")
    );

    let text = house.ask("stage_announcement", json!({"order": order, "stage": 0}))["text"]
        .as_str()
        .unwrap()
        .to_owned();
    for part in [
        "« Maquettes »",
        "« Intégration », prévue le 2 novembre 2026",
        "le logo, les textes",
        "Camille Durand",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(kinds(&books, day(10, 21)).contains(&"announce_stage".to_owned()));
    assert_eq!(
        house.refused("announce_stage", announce("20/10/2026")).field.as_deref(),
        Some("announced_on")
    );
    house.done("announce_stage", announce("21/10/2026"));
    assert!(!kinds(&books, day(10, 21)).contains(&"announce_stage".to_owned()));
    let invoice =
        house.done("issue_progress_invoice", json!({"order": order, "percent": "30", "stage": "Maquettes"}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["lines"][0]["detail"], "Maquettes");

    let story = told(&house, deal);
    for line in [
        "Étape « Maquettes » prévue le 20 octobre 2026 | Textes reçus en retard",
        "Étape « Maquettes » atteinte | Le 21 octobre 2026.",
        "Étape « Maquettes » annoncée au client | Le 21 octobre 2026.\nBonjour, c’est fait 🙂",
    ] {
        assert!(story.contains(line), "{line} is not in\n{story}");
    }
    house.verified();
}

#[test]
fn nothing_is_reached_before_the_work_begins_and_a_late_whole_is_told() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(10, 16));
    let reach = json!({"order": order, "stage": 0, "reached_on": "16/10/2026"});
    assert!(house.refused("reach_stage", reach).message.contains("pas commencé"));
    assert!(
        kinds(&books, day(10, 16)).contains(&"plan_stage".to_owned()),
        "the day passed before the work began"
    );

    let books = Books::camille();
    let (_, order) = begun(&books);
    assert!(!kinds(&books, day(11, 16)).contains(&"expected_delivery".to_owned()));
    let house = books.on(day(11, 17));
    let first = tests::for_today(&house.ask("today", json!({})))
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["kind"] == "expected_delivery")
        .unwrap()
        .clone();
    assert_eq!(
        (&first["text"], &first["tone"]),
        (&json!("Livraison prévue le 16 novembre 2026"), &json!("soon"))
    );
    house.done("record_delivery", first["action"]["payload"].clone());
    let plan = json!({"order": order, "stage": 2, "planned_on": "20/11/2026", "words": "Reporté"});
    assert!(house.refused("plan_stage", plan).message.contains("livré"));
    house.verified();
}

#[test]
fn a_report_is_given_to_sign_signed_with_reserves_and_these_are_lifted() {
    let books = Books::camille();
    let (deal, order) = begun(&books);
    let house = books.on(day(11, 20));
    let report = |done: &str| json!({"order": order, "done": done});
    assert!(house.refused("issue_acceptance_report", report("Le site")).message.contains("livraison"));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    assert_eq!(house.refused("issue_acceptance_report", report(" ")).field.as_deref(), Some("done"));
    let done = house.ask("acceptance_report", json!({"order": order}))["done"].as_str().unwrap().to_owned();
    assert_eq!(done, "Conception des maquettes\nIntégration et mise en ligne\nFormation à la mise à jour");
    assert!(bytes(&house.ask("preview_acceptance_paper", report(&done))).starts_with(b"%PDF-"));
    assert_eq!(delivery(&house, deal)["reception"]["report"], Value::Null, "a preview issues nothing");
    house.done("issue_acceptance_report", report(&done));
    let view = delivery(&house, deal)["reception"].clone();
    assert_eq!(
        house.ask("document", json!({"id": view["report"]}))["name"],
        "PV de réception CO-2026-0001.pdf"
    );
    let waits = tests::in_parts(&house.ask("today", json!({})), &["waiting"]);
    assert!(waits.to_string().contains("sign_report"), "a week is left to the client");
    // Lost on the way, it is given again under its rank.
    house.done("issue_acceptance_report", report(&done));
    let again = delivery(&house, deal)["reception"]["report"].clone();
    assert_eq!(house.ask("document", json!({"id": again}))["name"], "PV de réception CO-2026-0001-2.pdf");

    let house = books.on(day(11, 23));
    let said = |changes: Value| {
        let mut payload = json!({"order": order, "manner": "with_reserves", "accepted_on": "23/11/2026",
            "signed_by": "Anne Le Goff", "reserves": "Le menu\nLe pied de page", "proof": file("pv.pdf", &tests::scan("pv"))});
        for (key, value) in changes.as_object().unwrap() {
            payload[key] = value.clone();
        }
        payload
    };
    for (changes, field) in [
        (json!({"signed_by": ""}), "signed_by"),
        (json!({"reserves": ""}), "reserves"),
        (json!({"proof": null}), "proof"),
        (json!({"proof": file("pv.pdf", b"bonjour")}), "proof"),
        (json!({"accepted_on": "19/11/2026"}), "accepted_on"),
        (json!({"accepted_on": "24/11/2026"}), "accepted_on"),
        (json!({"manner": "tacit"}), "manner"),
    ] {
        let refusal = house.refused("record_acceptance", said(changes.clone()));
        assert_eq!(refusal.field.as_deref(), Some(field), "{changes}: {}", refusal.message);
    }
    house.done("record_acceptance", said(json!({})));
    let view = delivery(&house, deal)["reception"].clone();
    assert_eq!((&view["manner"], &view["may_lift"]), (&json!("with_reserves"), &json!(true)));
    assert_eq!(bytes(&house.ask("document", json!({"id": view["proof"]}))), tests::scan("pv"));
    assert!(house.refused("record_acceptance", said(json!({}))).message.contains("acceptée depuis"));
    assert!(house.refused("issue_acceptance_report", report("Le site")).message.contains("acceptée depuis"));
    let tasks = kinds(&books, day(11, 23));
    assert!(
        tasks.contains(&"lift_reserves".to_owned()) && !tasks.contains(&"sign_report".to_owned()),
        "{tasks:?}"
    );

    let lift = |on: &str| json!({"order": order, "lifted_on": on, "words": "Menu refait"});
    let house = books.on(day(11, 30));
    assert_eq!(house.refused("lift_reserves", lift("22/11/2026")).field.as_deref(), Some("lifted_on"));
    assert_eq!(house.refused("lift_reserves", lift("01/12/2026")).field.as_deref(), Some("lifted_on"));
    house.done("lift_reserves", lift("29/11/2026"));
    assert!(house.refused("lift_reserves", lift("30/11/2026")).message.contains("pas de réserve"));
    assert!(!kinds(&books, day(11, 30)).contains(&"lift_reserves".to_owned()));
    let story = told(&house, deal);
    for line in [
        "PV de réception CO-2026-0001 établi | ",
        "Réception avec réserves | Signée par Anne Le Goff, le 23 novembre 2026.\nLe menu\nLe pied de page",
        "Réserves levées | Le 29 novembre 2026. Menu refait",
    ] {
        assert!(story.contains(line), "{line} is not in\n{story}");
    }
    house.verified();
}
#[test]
fn silence_is_acceptance_only_under_accepted_terms_that_say_so() {
    let tacit = |books: &Books| {
        let terms = json!({"text": "Article 1. Sans réponse sous huit jours, la livraison est acceptée.", "tacit_days": "8"});
        books.on(day(9, 2)).done("publish_terms", terms);
    };
    let silence = |order: i64, on: &str| json!({"order": order, "manner": "tacit", "accepted_on": on});

    let books = Books::camille();
    let (_, order) = delivered(&books);
    // Terms published after the order bind it to nothing.
    let later = json!({"text": "Article 1. Sans réponse sous huit jours, la livraison est acceptée.", "tacit_days": "8"});
    books.on(day(11, 20)).done("publish_terms", later);
    let house = books.on(day(12, 20));
    assert!(
        house.refused("record_acceptance", silence(order, "20/12/2026")).message.contains("ne prévoient pas")
    );

    let books = Books::camille();
    tacit(&books);
    let (deal, order) = delivered(&books);
    assert_eq!(delivery(&books.on(day(11, 20)), deal)["reception"]["tacit_from"], "2026-11-29");
    let house = books.on(day(11, 28));
    assert!(
        house.refused("record_acceptance", silence(order, "28/11/2026")).message.contains("court encore")
    );
    assert!(!kinds(&books, day(11, 28)).contains(&"record_tacit_acceptance".to_owned()));
    let house = books.on(day(11, 29));
    let tasks = tests::for_today(&house.ask("today", json!({})));
    let task = tasks.as_array().unwrap().iter().find(|t| t["kind"] == "record_tacit_acceptance").unwrap();
    house.done("record_acceptance", task["action"]["payload"].clone());
    let view = delivery(&house, deal)["reception"].clone();
    assert_eq!((&view["manner"], &view["accepted_on"]), (&json!("tacit"), &json!("2026-11-29")));
    assert!(told(&house, deal).contains("Réception acquise par le silence du client | Le 29 novembre 2026."));
    house.verified();
}

/// The signed website, begun at once and delivered on 20 November: (deal, order).
fn delivered(books: &Books) -> (i64, i64) {
    let (deal, order) = begun(books);
    books.on(day(11, 20)).done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    (deal, order)
}
