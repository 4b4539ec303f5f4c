//! Invoices that suppliers send are kept once, with their file; what is to be paid is told, and noted as paid by hand.

use serde_json::{Value, json};
use tests::{Books, bytes, day, file, supplier_invoice};

fn dropped(text: &str) -> Value {
    json!({"file": file("hebergeur.xml", text.as_bytes())})
}

#[test]
fn a_supplier_s_invoice_is_kept_once_with_its_file_and_its_day() {
    let books = Books::camille();
    let house = books.on(day(10, 20));
    let told = supplier_invoice("H-12");
    let preview = house.ask("preview_received_invoice", dropped(&told));
    assert_eq!(
        (&preview["due_on"], &preview["payable"]),
        (&json!("2026-11-04"), &json!(true)),
        "{preview:#}"
    );
    assert_eq!((&preview["warnings"], &preview["refused"]), (&json!([]), &Value::Null), "{preview:#}");
    let id = house.done("keep_received_invoice", dropped(&told));
    // The same file, and the same invoice from another file.
    let refused = house.refused("keep_received_invoice", dropped(&told));
    assert_eq!(refused.field.as_deref(), Some("file"));
    assert!(refused.message.contains("déjà gardée, depuis le 20 octobre 2026"), "{}", refused.message);
    let again = told.replace("Maquettes", "Serveur");
    let refused = house.refused("keep_received_invoice", dropped(&again));
    assert!(refused.message.contains("d’un autre fichier"), "{}", refused.message);
    assert_eq!(house.ask("preview_received_invoice", dropped(&again))["kept"], json!(id));
    // Another seller may give the same number.
    let other =
        told.replace("404833048", "443061841").replace("FR83", "FR64").replace("Hébergeur SAS", "Autre SARL");
    house.done("keep_received_invoice", dropped(&other));
    let list = house.ask("received_invoices", json!({}));
    assert_eq!(
        (&list["count"], &list["to_pay"], &list["due"]),
        (&json!(2), &json!(200_000), &json!(0)),
        "{list:#}"
    );
    assert_eq!(house.ask("received_invoices", json!({"search": "hebergeur"}))["count"], 1);
    let view = house.ask("received_invoice", json!({"id": id}));
    assert_eq!(
        (&view["row"]["seller"], &view["reference"]),
        (&json!("Hébergeur SAS"), &json!("H-12")),
        "{view:#}"
    );
    assert_eq!(view["checked"]["valid"], true, "{view:#}");
    let paper = house.job("export_received_file", json!({"id": id}));
    assert_eq!(bytes(&paper), told.as_bytes(), "the very bytes");
    assert_eq!(house.ask("received_file", json!({"id": id})), paper);
    house.verified();
}

#[test]
fn what_is_due_is_one_line_of_the_day_until_it_is_paid() {
    let books = Books::camille();
    let house = books.on(day(10, 20));
    let first = house.done("keep_received_invoice", dropped(&supplier_invoice("H-12")));
    let mut later = dropped(&supplier_invoice("H-13"));
    later["due_on"] = json!("30/11/2026");
    let second = house.done("keep_received_invoice", later);
    let lines = |house: &tests::Door| -> Vec<String> {
        let today = house.ask("today", json!({}));
        let all = today["agenda"].to_string();
        ["Payer la facture H-12 de Hébergeur SAS", "Payer 2 factures reçues"]
            .into_iter()
            .filter(|line| all.replace('\u{a0}', " ").contains(line))
            .map(str::to_owned)
            .collect()
    };
    assert!(lines(&house).is_empty(), "not due yet");
    let house = books.on(day(11, 4));
    assert_eq!(lines(&house), ["Payer la facture H-12 de Hébergeur SAS"]);
    let house = books.on(day(11, 30));
    assert_eq!(lines(&house), ["Payer 2 factures reçues"]);
    for early in ["01/10/2026", "01/12/2026"] {
        let refused = house.refused("settle_received_invoice", json!({"received": first, "paid_on": early}));
        assert_eq!(refused.field.as_deref(), Some("paid_on"), "{early}");
    }
    house.done("settle_received_invoice", json!({"received": first, "paid_on": "29/11/2026"}));
    house.done("settle_received_invoice", json!({"received": second, "paid_on": "30/11/2026"}));
    assert!(lines(&house).is_empty());
    let paid = house.ask("received_invoices", json!({"shown": "paid"}));
    assert_eq!((&paid["count"], &paid["to_pay"]), (&json!(2), &json!(0)), "{paid:#}");
    house.done("settle_received_invoice", json!({"received": second}));
    assert_eq!(house.ask("received_invoices", json!({"shown": "to_pay"}))["count"], 1);
    house.verified();
}

#[test]
fn one_taken_off_the_list_comes_back_by_undoing_or_by_its_file() {
    let books = Books::camille();
    let house = books.on(day(10, 20));
    let told = supplier_invoice("H-12");
    let id = house.done("keep_received_invoice", dropped(&told));
    let removed = house.0.act("remove_received_invoice", json!({"received": id})).unwrap();
    assert_eq!(house.ask("received_invoices", json!({}))["any"], false);
    assert!(house.0.ask("received_invoice", json!({"id": id})).is_err());
    house.done("undo_action", json!({"line": removed["undo"]}));
    assert_eq!(house.ask("received_invoices", json!({}))["count"], 1);
    house.done("remove_received_invoice", json!({"received": id}));
    assert_eq!(house.done("keep_received_invoice", dropped(&told)), id, "the same row again");
    house.verified();
}

#[test]
fn what_is_odd_is_said_and_one_s_own_is_refused() {
    let books = Books::camille();
    let house = books.on(day(10, 20));
    let own = include_str!("../../src-tauri/crates/einvoice/tests/samples/invoice.xml");
    let refused = house.refused("keep_received_invoice", dropped(own));
    assert!(refused.message.contains("de vous"), "{}", refused.message);
    let elsewhere =
        supplier_invoice("H-12").replace("732829320", "552100554").replace(">1208.67<", ">1208.66<");
    let preview = house.ask("preview_received_invoice", dropped(&elsewhere));
    let warnings = preview["warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), 2, "{preview:#}");
    assert!(warnings[0].as_str().unwrap().contains("une autre entreprise"), "{preview:#}");
    let id = house.done("keep_received_invoice", dropped(&elsewhere));
    assert_eq!(house.ask("received_invoice", json!({"id": id}))["row"]["verdict"], "errors");
    // A credit note is to be deducted: nothing is due of it.
    let credit = include_str!("../../src-tauri/crates/einvoice/tests/samples/credit-note.xml");
    let credit = credit.replace("732829320", "404833048").replace("FR44404833048", "FR83404833048");
    let id = house.done("keep_received_invoice", dropped(&credit));
    let row = house.ask("received_invoice", json!({"id": id}))["row"].clone();
    assert_eq!((&row["credit"], &row["state"]["label"]), (&json!(true), &json!("à déduire")), "{row:#}");
    assert!(row["total"].as_i64().unwrap() < 0, "{row:#}");
    house.verified();
}
