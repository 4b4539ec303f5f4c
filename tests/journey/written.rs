//! What is written to a client once the work is paid, and the same to all: what is noted, refused and left.

use serde_json::{Value, json};
use tests::{Books, Door, bakery, day, delivered, pay};

/// The website, paid on 1 December; answers the deal. Anne has an address.
fn paid(books: &Books) -> i64 {
    let (deal, order) = delivered(books);
    let house = books.on(day(11, 20));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    let mut card = bakery();
    card["email"] = json!("anne@exemple.fr");
    house.done("change_client", json!({"client": 1, "card": card}));
    drop(house);
    pay(books, day(12, 1), balance, "2800");
    deal
}

fn write(deal: i64, occasion: &str) -> Value {
    json!({"deal": deal, "occasion": occasion})
}

fn preview(house: &Door, what: &str, id: i64) -> Value {
    let asked = json!({"what": what, "id": id});
    house.ask("preview_message", asked)
}

fn title(house: &Door, deal: i64) -> String {
    house.ask("deal", json!({"id": deal}))["timeline"][0]["title"].as_str().unwrap().replace('\u{a0}', " ")
}

#[test]
fn each_message_of_the_follow_up_moves_it_on_and_keeps_its_words() {
    let books = Books::camille();
    let deal = paid(&books);
    let house = books.on(day(12, 2));
    let message = preview(&house, "thanks", deal);
    assert_eq!(message["recipient"], "anne@exemple.fr");
    assert!(message["body"].as_str().unwrap().contains("Refonte du site"), "{message}");
    assert_eq!(message["attachment"], "");
    let sent = house.done("write_to_client", write(deal, "thanks"));
    assert_eq!(title(&house, deal), "Client remercié par e-mail, le 2 décembre 2026");
    let next = house.ask("deal", json!({"id": deal}))["next"].clone();
    assert_eq!(next["kind"], "ask_satisfaction");
    assert!(house.refused("write_to_client", write(deal, "thanks")).message.contains("déjà remercié"));
    // It did not leave after all: it is to be done again.
    house.done("withdraw_sending", json!({"sending": sent}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["next"]["kind"], "thank_client");
    house.done("write_to_client", write(deal, "thanks"));
    drop(house);
    let house = books.on(day(12, 9));
    house.done("write_to_client", write(deal, "satisfaction"));
    assert_eq!(title(&house, deal), "Satisfaction demandée par e-mail, le 9 décembre 2026");
    assert!(house.refused("write_to_client", write(deal, "satisfaction")).message.contains("déjà partie"));
    // The answer is waited for a week.
    let waits = house.ask("follow_up", json!({}))["tasks"][0].clone();
    assert_eq!((&waits["kind"], &waits["until"]), (&json!("note_satisfaction"), &json!("2026-12-16")));
    house.done("record_satisfaction", json!({"deal": deal, "answered_on": "09/12/2026", "score": "10"}));
    for occasion in ["testimonial", "referral"] {
        house.done("write_to_client", write(deal, occasion));
        assert!(house.refused("write_to_client", write(deal, occasion)).message.contains("déjà été demandé"));
    }
    house.done("plan_contact", json!({"deal": deal, "planned_on": "05/01/2027", "why": "Salon"}));
    house.done("write_to_client", write(deal, "news"));
    assert_eq!(house.ask("follow_up", json!({}))["tasks"], json!([]), "the contact that was planned is made");
    house.verified();
}

#[test]
fn who_wants_no_more_of_it_is_not_written_to() {
    let books = Books::camille();
    let deal = paid(&books);
    let house = books.on(day(12, 2));
    let early = house
        .refused("write_to_client", json!({"deal": deal, "occasion": "thanks", "sent_on": "01/11/2026"}));
    assert_eq!(early.field.as_deref(), Some("sent_on"));
    let nobody = json!({"deal": deal, "occasion": "thanks", "recipient": "anne"});
    assert_eq!(house.refused("write_to_client", nobody).field.as_deref(), Some("recipient"));
    let mut card = bakery();
    (card["email"], card["opted_out"]) = (json!("anne@exemple.fr"), json!(true));
    house.done("change_client", json!({"client": 1, "card": card}));
    for occasion in ["testimonial", "referral", "news"] {
        let refused = house.refused("write_to_client", write(deal, occasion));
        assert!(refused.message.contains("ne veut plus recevoir"), "{}", refused.message);
    }
    house.done("write_to_client", write(deal, "thanks"));
}

#[test]
fn a_promise_is_confirmed_as_agreed_while_it_is_waited_for() {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    let house = books.on(day(12, 28));
    let confirm = json!({"invoice": balance, "recipient": "anne@exemple.fr"});
    assert!(house.refused("confirm_promise", confirm.clone()).message.contains("notez-la d’abord"));
    let promised =
        json!({"invoice": balance, "promised_on": "2027-01-08", "amount": "1000", "words": "Anne"});
    house.done("record_promise", promised);
    let message = preview(&house, "promise", balance);
    let body = message["body"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        body.contains("vous réglez 1 000,00 € de la facture F-2026-0002") && body.contains("8 janvier 2027"),
        "{body}"
    );
    let early = json!({"invoice": balance, "recipient": "anne@exemple.fr", "sent_on": "27/12/2026"});
    assert_eq!(house.refused("confirm_promise", early).field.as_deref(), Some("sent_on"));
    house.done("confirm_promise", confirm.clone());
    assert_eq!(
        title(&house, deal),
        "Promesse de paiement de F-2026-0002 confirmée par e-mail, le 28 décembre 2026"
    );
    // It is no reminder, and says nothing once the day went by.
    assert_eq!(house.ask("dunning_plan", json!({}))["held"][0]["guard"], "promise");
    let late = books.on(chrono::NaiveDate::from_ymd_opt(2027, 1, 11).unwrap());
    late.refused("confirm_promise", confirm);
    late.verified();
}

#[test]
fn a_receipt_leaves_once_it_is_made() {
    let books = Books::camille();
    let deal = paid(&books);
    let house = books.on(day(12, 2));
    let send = json!({"payment": 2});
    assert!(house.refused("send_receipt", send.clone()).message.contains("établissez-le"));
    house.done("issue_receipt", json!({"payment": 2}));
    let early = json!({"payment": 2, "sent_on": "01/12/2026"});
    assert_eq!(house.refused("send_receipt", early).field.as_deref(), Some("sent_on"));
    house.done("send_receipt", send);
    assert_eq!(title(&house, deal), "Reçu de paiement envoyé par e-mail, le 2 décembre 2026");
    let rows = house.ask("deal", json!({"id": deal}))["follow_up_sendings"].clone();
    assert_eq!((&rows[0]["kind"], &rows[0]["may_withdraw"]), (&json!("receipt"), &json!(true)));
    house.done("reverse_payment", json!({"payment": 2, "reason": "Chèque sans provision"}));
    assert!(house.refused("send_receipt", json!({"payment": 2})).message.contains("ne part plus"));
    house.verified();
}

#[test]
fn an_announcement_goes_to_each_who_can_be_reached_and_waits_once() {
    let books = Books::camille();
    paid(&books);
    let house = books.on(day(12, 2));
    let words =
        json!({"message_subject": "Nouvel IBAN", "message_body": "Mon compte change le 1er janvier."});
    assert!(
        house.refused("announce_to_clients", words.clone()).message.contains("Réglages"),
        "no server is set"
    );
    let mut other = bakery();
    (other["name"], other["kind"], other["siret"], other["email"]) =
        (json!("Halles"), json!("person"), json!(""), json!(""));
    let client = house.done("add_client", other);
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let content = json!({"subject": "Affiche", "lines": tests::website()["lines"]});
    house.done("issue_invoice", json!({"deal": deal, "content": content}));
    let zoe = json!({"kind": "person", "name": "Zoé Martin", "email": "zoe@exemple.fr", "address": bakery()["address"]});
    let zoe = house.done("add_client", zoe);
    let deal = house.done("open_deal", json!({"client": zoe, "title": "Portrait"}));
    let content = json!({"subject": "Portrait", "lines": tests::website()["lines"]});
    house.done("issue_invoice", json!({"deal": deal, "content": content}));
    let prospect =
        house.done("add_client", json!({"kind": "person", "name": "Hugo Petit", "email": "h@exemple.fr"}));
    house.done("open_deal", json!({"client": prospect, "title": "Idée"}));
    let whom = house.ask("announcement_recipients", json!({}));
    assert_eq!(whom["reached"][0]["addresses"], "anne@exemple.fr");
    assert_eq!(
        (whom["reached"].as_array().unwrap().len(), &whom["without"][0]["name"]),
        (2, &json!("Halles"))
    );
    house.done(
        "set_mail_server",
        json!({"host": "smtp.exemple.fr", "port": "465", "security": "tls", "user": "camille@exemple.fr"}),
    );
    for field in ["message_subject", "message_body"] {
        let mut missing = words.clone();
        missing[field] = json!(" ");
        assert_eq!(house.refused("announce_to_clients", missing).field.as_deref(), Some(field));
    }
    house.done("announce_to_clients", words.clone());
    let waiting = house.ask("outbox", json!({}))["waiting"].clone();
    assert_eq!(waiting.as_array().unwrap().len(), 2);
    for one in waiting.as_array().unwrap() {
        let document = house.ask("document", json!({"id": one["document"]}));
        let bytes = tests::bytes(&document);
        let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        let (text, name) = (message.body_text(0).unwrap(), one["recipient"].as_str().unwrap());
        let greeted =
            if name == "anne@exemple.fr" { "Bonjour Anne Le Goff," } else { "Bonjour Zoé Martin," };
        assert!(text.starts_with(greeted) && text.contains("Mon compte change"), "{text}");
    }
    assert!(
        house
            .refused("announce_to_clients", words)
            .message
            .contains("Une annonce à Boulangerie Le Goff SARL attend déjà")
    );
    house.verified();
}
