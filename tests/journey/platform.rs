//! What the approved platform says of an invoice, through the door: noted, read from its message, and what follows.

use crate::typed_places::life_cycle;
use serde_json::{Value, json};
use tests::{Books, Door, day, deposit_left};

const SIREN: &str = "732829320";

fn view(house: &Door, invoice: i64) -> Value {
    house.ask("invoice", json!({"id": invoice}))
}

fn held(house: &Door) -> Vec<String> {
    let plan = house.ask("dunning_plan", json!({}));
    plan["held"].as_array().unwrap().iter().map(|one| one["guard"].as_str().unwrap().to_owned()).collect()
}

fn tasks(house: &Door) -> usize {
    house.ask("today", json!({}))["agenda"].to_string().matches("\"kind\":\"platform_status\"").count()
}

fn import(number: &str, siren: &str, code: &str, on: &str) -> Value {
    json!({"file": life_cycle(number, siren, code, on)})
}

#[test]
fn a_refusal_keeps_reminders_back_until_the_invoice_is_taken_back_and_made_again() {
    let books = Books::camille();
    let invoice = deposit_left(&books);
    let house = books.on(day(10, 12));
    house.done("import_platform_statuses", import("F-2026-0001", SIREN, "200", "20260924"));
    house.done(
        "note_platform_status",
        json!({"invoice": invoice, "status": "approved", "noted_on": "2026-09-30"}),
    );
    assert_eq!((held(&house), tasks(&house)), (vec![], 0));
    assert_eq!(house.ask("dunning_plan", json!({}))["due"].as_array().unwrap().len(), 1);

    house.done("import_platform_statuses", import("F-2026-0001", SIREN, "210", "20261009"));
    let told = view(&house, invoice);
    let codes: Vec<&str> =
        told["platform"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["210", "205", "200"], "{told:#}");
    assert_eq!(told["platform"][0]["words"], "Taux de TVA erroné");
    assert_eq!((held(&house), tasks(&house)), (vec!["platform".to_owned()], 1));
    assert!(told["reminders"]["held"].as_str().unwrap().contains("refusée par le client"), "{told:#}");
    let refused = house.refused("remind_client", json!({"invoice": invoice, "method": "email"}));
    assert!(refused.message.contains("avoir"), "{}", refused.message);

    // Taken back, nothing is left to answer; the deposit is to be invoiced again.
    house.done("credit_invoice", json!({"invoice": invoice, "amount": "", "reason": "Taux de TVA erroné"}));
    assert_eq!((held(&house), tasks(&house)), (vec![], 0));
    assert_eq!(view(&house, invoice)["row"]["open"], 0);
    let agenda = house.ask("today", json!({}))["agenda"].to_string();
    assert!(agenda.contains("\"issue_deposit_invoice\""), "{agenda}");
    house.verified();
}

#[test]
fn the_latest_status_holds_and_money_on_its_way_is_waited_for() {
    let books = Books::camille();
    let invoice = deposit_left(&books);
    let house = books.on(day(10, 12));
    for (status, held_back, answer) in [
        ("in_dispute", true, 1),
        ("completed", false, 0),
        ("suspended", true, 1),
        ("payment_sent", true, 0),
        ("cashed", false, 0),
    ] {
        house.done(
            "note_platform_status",
            json!({"invoice": invoice, "status": status, "noted_on": "2026-10-12", "words": "Dit par Anne"}),
        );
        assert_eq!((!held(&house).is_empty(), tasks(&house)), (held_back, answer), "{status}");
    }
    house.done(
        "note_platform_status",
        json!({"invoice": invoice, "status": "payment_sent", "noted_on": "2026-10-12"}),
    );
    drop(house);
    assert_eq!(held(&books.on(day(10, 21))), ["platform"]);
    assert_eq!(held(&books.on(day(10, 22))), Vec::<String>::new());
}

#[test]
fn what_is_not_ones_own_or_not_of_its_time_is_refused_and_a_message_is_read_once() {
    let books = Books::camille();
    let invoice = deposit_left(&books);
    let house = books.on(day(10, 12));
    for (payload, words) in [
        (import("F-2026-0001", "552100554", "205", "20261009"), "autre entreprise"),
        (import("F-2026-0099", SIREN, "205", "20261009"), "ne connaissent pas"),
        (import("F-2026-0001", SIREN, "299", "20261009"), "statut inconnu"),
        (import("F-2026-0001", SIREN, "205", "20261013"), "à venir"),
        (import("F-2026-0001", SIREN, "205", "20260901"), "24 septembre"),
        (json!({"file": tests::file("facture.xml", b"<Invoice/>")}), "cycle de vie"),
        (json!({"file": tests::file("vide.xml", b"")}), ""),
    ] {
        let refused = house.refused("import_platform_statuses", payload);
        assert_eq!(refused.field.as_deref(), Some("file"), "{}", refused.message);
        assert!(refused.message.replace('\u{a0}', " ").contains(words), "{}", refused.message);
    }
    let early = json!({"invoice": invoice, "status": "deposited", "noted_on": "2026-09-23"});
    assert_eq!(house.refused("note_platform_status", early).field.as_deref(), Some("noted_on"));
    let late = json!({"invoice": invoice, "status": "deposited", "noted_on": "2026-10-13"});
    assert_eq!(house.refused("note_platform_status", late).field.as_deref(), Some("noted_on"));
    assert_eq!(view(&house, invoice)["platform"], json!([]));

    let once = import("F-2026-0001", SIREN, "205", "20261009");
    let done = house.0.act("import_platform_statuses", once.clone()).unwrap();
    let again = house.refused("import_platform_statuses", once);
    assert!(again.message.contains("déjà noté"), "{}", again.message);
    house.done("undo_action", json!({"line": done["undo"]}));
    assert_eq!(view(&house, invoice)["platform"], json!([]));
    house.verified();
}
