//! What leaves and when: a quote that is numbered first, a sending that was noted by mistake.

use crate::sending::{invoiced, kinds, latest, send, with_email};
use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, day};

#[test]
fn a_quote_is_numbered_first_and_leaves_when_it_leaves() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    with_email(&books);
    let house = books.on(day(9, 10));
    let quote = house.done("send_quote", json!({"deal": deal, "content": tests::website()}));
    assert_eq!(latest(&house, deal)["title"], "Devis D-2026-0001 numéroté");
    assert_eq!(house.ask("quotes", json!({}))["rows"][0]["status"], "to_send");
    // Days later it is still to be sent, and nobody is asked about what they never had.
    let house = books.on(day(9, 14));
    assert_eq!(kinds(&house, deal), ["record_quote_sent"]);
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["steps"][2]["detail"], "devis à envoyer");
    let refusal = house.refused("follow_up_quote", json!({"quote": quote, "method": "post"}));
    assert!(refusal.message.contains("pas encore parti"), "{}", refusal.message);
    let early = json!({"quote": quote, "method": "hand", "sent_on": "09/09/2026"});
    assert_eq!(house.refused("record_quote_sent", early).field.as_deref(), Some("sent_on"));
    let called = house.refused("record_quote_sent", json!({"quote": quote, "method": "phone"}));
    assert_eq!(called.field.as_deref(), Some("method"));

    house.done(
        "record_quote_sent",
        json!({"quote": quote, "method": "email", "recipient": "anne@legoff.example"}),
    );
    let entry = latest(&house, deal);
    assert_eq!(entry["title"], "Devis D-2026-0001 envoyé par e-mail, le 14 septembre 2026");
    assert_eq!(entry["text"], "À anne@legoff.example.");
    assert!(entry["document"].is_i64(), "its message is kept");
    assert_eq!(house.ask("quotes", json!({}))["rows"][0]["status"], "sent");
    assert_eq!(kinds(&house, deal), ["collect_signature"]);
    // It is followed up from the day it left.
    assert_eq!(kinds(&books.on(day(9, 16)), deal), ["collect_signature"]);
    let house = books.on(day(9, 17));
    assert_eq!(kinds(&house, deal)[0], "follow_up_quote");
    let versions = house.ask("quote_versions", json!({"id": quote}));
    assert_eq!(
        (&versions["rows"][0]["method"], &versions["rows"][0]["left_on"]),
        (&json!("email"), &json!("2026-09-14"))
    );
    house.verified();
}

#[test]
fn a_sending_noted_by_mistake_is_withdrawn_and_has_to_leave_again() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    send(&books.on(day(12, 21)), invoice);
    let house = books.on(day(12, 24));
    let sent = |house: &Door| house.ask("invoice", json!({"id": invoice}))["sendings"].clone();
    let id = sent(&house)[0]["id"].clone();
    house.done("remind_client", json!({"invoice": invoice, "method": "email"}));
    let reminder = sent(&house)[0]["id"].clone();
    // What was chased did leave, until the reminder is withdrawn too.
    let refusal = house.refused("withdraw_sending", json!({"sending": id}));
    assert!(refusal.message.contains("relance"), "{}", refusal.message);
    assert_eq!(sent(&house)[1]["may_withdraw"], false);
    house.done("withdraw_sending", json!({"sending": reminder}));
    assert_eq!(kinds(&house, deal)[0], "remind_client", "nobody was reminded");
    assert_eq!(latest(&house, deal)["title"], "Relance retirée : elle n’est pas partie");
    house.done("withdraw_sending", json!({"sending": id}));
    assert_eq!(kinds(&house, deal)[0], "send_invoice");
    assert_eq!(house.ask("invoices", json!({}))["rows"][0]["to_send"], true);
    let left = sent(&house);
    assert_eq!((&left[1]["withdrawn_on"], &left[1]["may_withdraw"]), (&json!("2026-12-24"), &json!(false)));
    let again = house.refused("withdraw_sending", json!({"sending": id}));
    assert!(again.message.contains("déjà"), "{}", again.message);
    house.refused("withdraw_sending", json!({"sending": 99}));
    send(&house, invoice);
    assert!(!kinds(&house, deal).contains(&"send_invoice".to_owned()));
    house.verified();

    // A quote that its client signed did reach them.
    let quote = house.ask("deal", json!({"id": deal}))["quote_sendings"][0].clone();
    assert_eq!((&quote["kind"], &quote["may_withdraw"]), (&json!("quote"), &json!(false)));
    let refusal = house.refused("withdraw_sending", json!({"sending": quote["id"]}));
    assert!(refusal.message.contains("a signé"), "{}", refusal.message);
}

/// Before one writes again: what was last noted or said, of the deal or of its client.
#[test]
fn the_last_words_of_a_client_are_at_hand() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    send(&books.on(day(11, 20)), invoice);
    let said = |house: &Door| house.ask("last_words", json!({"id": deal}))["words"].clone();
    let house = books.on(day(12, 28));
    assert_eq!(said(&house), Value::Null);
    let note = |of: Value, kind: &str, text: &str, on: &str| {
        let mut note = json!({"kind": kind, "text": text, "happened_on": on});
        note.as_object_mut().unwrap().extend(of.as_object().unwrap().clone());
        house.done("add_note", note)
    };
    note(json!({"deal": deal}), "call", "Promet le 30.", "12/12/2026");
    note(json!({"client": 1}), "note", "Change de comptable.", "01/12/2026");
    let other = house.done("open_deal", json!({"client": 1, "title": "Vitrine"}));
    note(json!({"deal": other}), "note", "Veut du bleu.", "20/12/2026");
    assert_eq!(said(&house), json!({"day": "2026-12-12", "call": true, "text": "Promet le 30."}));
    note(json!({"client": 1}), "note", "Injoignable.", "15/12/2026");
    assert_eq!(said(&house)["text"], "Injoignable.");
    let call = json!({"invoice": invoice, "method": "phone", "words": "Le virement part lundi."});
    let call = house.done("remind_client", call);
    assert_eq!(said(&house)["text"], "Le virement part lundi.");
    house.done("withdraw_sending", json!({"sending": call}));
    assert_eq!(said(&house)["text"], "Injoignable.", "the call was noted by mistake");
}

/// Who pays a part is left alone as long as who was reminded.
#[test]
fn a_reminder_waits_after_a_part_payment_as_after_a_reminder() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    send(&books.on(day(11, 20)), invoice);
    let may = |house: &Door| {
        let view = house.ask("invoice", json!({"id": invoice}));
        (view["reminders"]["may_remind"].clone(), view["reminders"]["due"].clone())
    };
    assert_eq!(may(&books.on(day(12, 10))), (json!(false), json!(false)), "not late");
    let house = books.on(day(12, 28));
    assert_eq!(may(&house), (json!(true), json!(true)));
    assert_eq!(house.ask("deal", json!({"id": deal}))["next"]["kind"], "remind_client");
    let part =
        json!({"invoice": invoice, "amount": "400", "received_on": "28/12/2026", "method": "transfer"});
    house.done("record_payment", part);
    assert_eq!(may(&house), (json!(true), json!(false)), "one can, but it is not the time");
    let next = house.ask("deal", json!({"id": deal}))["next"].clone();
    assert_eq!((&next["kind"], &next["until"]), (&json!("collect_payment"), &json!("2027-01-04")));
    let later = books.on(NaiveDate::from_ymd_opt(2027, 1, 4).expect("a day"));
    assert_eq!(may(&later), (json!(true), json!(true)));
    later.done("remind_client", json!({"invoice": invoice, "method": "email"}));
    assert_eq!(
        later.ask("dunning_plan", json!({}))["due"].as_array().map(|due| due[0]["channel"].clone()),
        Some(json!("phone")),
        "the call that goes with it is left"
    );
}
