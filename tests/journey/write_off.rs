//! Losses: what is left of an invoice is written off on a ground, counts as a loss, and may be claimed again.

use serde_json::{Value, json};
use tests::{Books, Door, bytes, camille, day, website};
use values::refusal::Code;

/// 4 000 € of services, sent and late.
fn late(identity: Value) -> (Books, i64) {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let house = books.on(day(9, 4));
    house.done("set_identity", identity);
    let content = json!({"subject": "Site", "due_on": "01/10/2026", "lines": website()["lines"]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    drop(house);
    (books, invoice)
}

fn view(house: &Door, invoice: i64) -> Value {
    house.ask("invoice", json!({"id": invoice}))
}

fn lost(invoice: i64, ground: &str) -> Value {
    json!({"invoice": invoice, "ground": ground, "lost_on": "02/11/2026", "reason": "Jugement du 2 novembre"})
}

#[test]
fn an_invoice_nobody_paid_is_written_off_whole_and_claimed_again() {
    let (books, invoice) = late(camille());
    let house = books.on(day(11, 10));
    assert!(!house.ask("dunning_plan", json!({}))["due"].as_array().unwrap().is_empty());
    let mut wrong = lost(invoice, "liquidation");
    wrong["lost_on"] = json!("11/11/2026");
    assert_eq!(house.refused("write_off_invoice", wrong.clone()).field.as_deref(), Some("lost_on"));
    wrong["lost_on"] = json!("01/09/2026");
    assert_eq!(house.refused("write_off_invoice", wrong).field.as_deref(), Some("lost_on"));
    house.done("write_off_invoice", lost(invoice, "liquidation"));
    let told = view(&house, invoice);
    assert_eq!(
        (&told["row"]["open"], &told["row"]["states"][0]["label"]),
        (&json!(0), &json!("passée en perte"))
    );
    assert_eq!(told["loss"]["amount"], 400_000);
    assert_eq!(told["loss"]["vat_note"], json!([]), "under receipts, its VAT never fell due");
    let board = house.ask("reminders", json!({}));
    assert_eq!(board["plan"]["due"], json!([]), "nobody is asked any more");
    assert_eq!(board["losses"], json!([{"year": "2026", "invoices": 1, "amount": 400_000}]));
    let kinds = tests::all_tasks(&house.ask("today", json!({}))).to_string();
    assert!(!kinds.contains("thank_client"), "who did not pay is not thanked");
    assert_eq!(house.refused("write_off_invoice", lost(invoice, "other")).code, Code::NotNow);
    let pay =
        json!({"invoice": invoice, "amount": "4000", "received_on": "10/11/2026", "method": "transfer"});
    assert!(house.0.act("record_payment", pay.clone()).is_err(), "first it is claimed again");
    house.done("claim_remainder", json!({"invoice": invoice, "reason": "Il a payé"}));
    let told = view(&house, invoice);
    assert_eq!((&told["loss"], &told["row"]["open"]), (&Value::Null, &json!(400_000)));
    assert_eq!(house.ask("reminders", json!({}))["losses"][0]["amount"], 0);
    house.done("record_payment", pay);
    assert_eq!(view(&house, invoice)["row"]["open"], 0);
    house.verified();
}

#[test]
fn vat_that_was_paid_at_the_invoice_is_had_back_of_a_loss_for_good() {
    let mut debits = camille();
    debits["vat_on_debits"] = json!(true);
    let (books, invoice) = late(debits);
    let house = books.on(day(11, 10));
    house.done(
        "record_payment",
        json!({"invoice": invoice, "amount": "1000", "received_on": "10/11/2026", "method": "transfer"}),
    );
    house.done("write_off_invoice", lost(invoice, "certified"));
    let note = view(&house, invoice)["loss"]["vat_note"].to_string().replace(['\u{a0}', '\u{202f}'], " ");
    // 666,67 € of VAT over 4 000 €: three quarters of it.
    assert!(note.contains("500,00 € de TVA") && note.contains("2 500,00 € (prix net)"), "{note}");
    assert!(note.contains("CGI art. 272"), "{note}");
    // The duplicate says it, is sealed, and goes to the client.
    let goes = |method: &str| json!({"invoice": invoice, "method": method, "recipient": "anne@exemple.fr"});
    assert_eq!(house.refused("send_duplicate", goes("email")).code, Code::NotNow, "first it is issued");
    let document = house.done("issue_duplicate", json!({"invoice": invoice}));
    assert_eq!(view(&house, invoice)["duplicate"], document);
    assert_eq!(house.refused("issue_duplicate", json!({"invoice": invoice})).code, Code::NotNow, "once");
    let paper = bytes(&house.ask("document", json!({"id": document})));
    if let Ok(folder) = std::env::var("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join("duplicate.pdf"), &paper).unwrap();
    }
    let message = house.ask("preview_message", json!({"what": "duplicate", "id": invoice}));
    let body = message["body"].as_str().unwrap();
    assert!(body.contains("ne le comptez pas deux fois") && body.contains("demeurée impayée"), "{body}");
    assert!(message["attachment"].as_str().unwrap().starts_with("Duplicata F-2026-0001"), "{message:#}");
    assert_eq!(house.refused("send_duplicate", goes("phone")).field.as_deref(), Some("method"));
    house.done("send_duplicate", goes("email"));
    assert_eq!(view(&house, invoice)["sendings"][0]["kind"], "duplicate");
    house.done("claim_remainder", json!({"invoice": invoice, "reason": "On continue"}));
    assert_eq!(view(&house, invoice)["duplicate"], Value::Null, "it says what is no more so");
    house.done("write_off_invoice", lost(invoice, "not_worth_it"));
    let note = view(&house, invoice)["loss"]["vat_note"].to_string();
    assert!(note.contains("ne se récupère pas"), "{note}");
    house.verified();
}

#[test]
fn in_franchise_there_is_no_vat_to_have_back() {
    let mut franchise = camille();
    franchise["vat_regime"] = json!("franchise");
    let books = Books::camille();
    let deal = tests::opened(&books);
    let house = books.on(day(9, 4));
    house.done("set_identity", franchise);
    let content = json!({"subject": "Site", "lines": [{"label": "Site", "unit_price": "100", "nature": "goods", "activity": "sales"}]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    drop(house);
    let house = books.on(day(11, 10));
    house.done("write_off_invoice", lost(invoice, "liquidation"));
    assert_eq!(view(&house, invoice)["loss"]["vat_note"], json!([]));
}

#[test]
fn a_copy_that_is_sent_again_is_marked_as_a_duplicate_and_asks_as_ever() {
    let (books, invoice) = late(camille());
    let house = books.on(day(11, 10));
    let document = house.done("issue_duplicate", json!({"invoice": invoice}));
    let db = books.raw();
    let (sheet, seal) = records::duplicate::stored(books::reading::Reading::of(&db), document).unwrap();
    assert_eq!((sheet.heading.as_str(), sheet.electronic), ("Facture, duplicata", None));
    assert!(sheet.payment.is_some() && sheet.opening.is_empty() && seal.len() == 64);
    house.done("send_duplicate", json!({"invoice": invoice, "method": "post"}));
    let told = house.ask("deal", json!({"id": 1}))["timeline"].to_string();
    assert!(told.contains("Duplicata de F-2026-0001 envoyé par courrier"), "{told}");
    assert!(!house.ask("dunning_plan", json!({}))["due"].as_array().unwrap().is_empty());
    house.verified();
}

#[test]
fn a_duplicate_outlives_the_erasure_of_its_client_as_its_invoice_does() {
    let (books, invoice) = late(camille());
    let house = books.on(day(11, 10));
    let document = house.done("issue_duplicate", json!({"invoice": invoice}));
    let before = bytes(&house.ask("document", json!({"id": document})));
    drop(house);
    tests::pay(&books, day(11, 11), invoice, "4000");
    let house = books.on(day(11, 12));
    let client = house.ask("deal", json!({"id": 1}))["client"]["id"].clone();
    let name = house.ask("client", json!({"id": client}))["card"]["name"].clone();
    house.done("erase_client", json!({"client": client, "name": name}));
    assert!(bytes(&house.ask("document", json!({"id": document}))) == before, "to the byte");
    house.verified();
}

#[test]
fn a_duplicate_asks_for_what_is_left_and_for_nothing_once_it_is_paid() {
    let (books, invoice) = late(camille());
    let sheet = |document: i64| {
        let db = books.raw();
        records::duplicate::stored(books::reading::Reading::of(&db), document).unwrap().0
    };
    let house = books.on(day(11, 10));
    let first = house.done("issue_duplicate", json!({"invoice": invoice}));
    assert_eq!(sheet(first).payment.unwrap().amount.0, 400_000);
    drop(house);
    tests::pay(&books, day(11, 11), invoice, "1000");
    let house = books.on(day(11, 12));
    assert_eq!(view(&house, invoice)["duplicate"], Value::Null, "it says what is no more so");
    let part = sheet(house.done("issue_duplicate", json!({"invoice": invoice})));
    let mark = part.notes[0].1.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        mark.contains("Déjà réglé : 1 000,00 €. Reste à payer au 12 novembre 2026 : 3 000,00 €."),
        "{mark}"
    );
    assert_eq!(part.payment.unwrap().amount.0, 300_000);
    drop(house);
    tests::pay(&books, day(11, 13), invoice, "3000");
    let house = books.on(day(11, 14));
    let paid = sheet(house.done("issue_duplicate", json!({"invoice": invoice})));
    assert!(paid.payment.is_none(), "nothing is asked for twice");
    house.verified();
}

#[test]
fn a_loss_in_part_reads_as_a_loss_asks_for_no_charges_and_is_barred_by_time_only_once_it_is() {
    let (books, invoice) = late(camille());
    tests::pay(&books, day(11, 9), invoice, "1000");
    let house = books.on(day(11, 10));
    let early = house.refused("write_off_invoice", lost(invoice, "prescribed"));
    assert_eq!(early.field.as_deref(), Some("ground"));
    assert!(early.message.contains("2031"), "{}", early.message);
    assert_eq!(house.ask("late_charges", json!({"invoice": invoice}))["may_claim"], true);
    house.done("write_off_invoice", lost(invoice, "liquidation"));
    let row = &view(&house, invoice)["row"];
    assert_eq!(row["states"], json!([{"label": "passée en perte", "tone": "none"}]));
    assert_eq!(house.ask("late_charges", json!({"invoice": invoice}))["may_claim"], false);
    let refused = house.refused("claim_charges", json!({"invoice": invoice}));
    assert!(refused.message.contains("passée en perte"), "{}", refused.message);
    house.verified();
}
