//! What leaves: invoices sent, quotes followed up, late clients reminded, cheques on their way, receipts.

use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};
use tests::{Books, Door, bakery, bytes, day, delivered, quoted, website};

/// The bakery can be written to.
pub fn with_email(books: &Books) {
    let mut card = bakery();
    card["email"] = json!("anne@legoff.example");
    card["phone"] = json!("02 96 00 00 00");
    books.on(day(9, 3)).done("change_client", json!({"client": 1, "card": card}));
}

/// A balance invoice of 2 800,00 € issued on 20 November, due on 20 December; answers (deal, invoice).
pub fn invoiced(books: &Books) -> (i64, i64) {
    let (deal, order) = delivered(books);
    with_email(books);
    (deal, books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order})))
}

pub fn kinds(house: &Door, deal: i64) -> Vec<String> {
    let page = house.ask("deal", json!({"id": deal}));
    let mut all = vec![page["next"].clone()];
    all.extend(page["others"].as_array().unwrap().clone());
    all.iter().filter_map(|task| task["kind"].as_str().map(str::to_owned)).collect()
}

pub fn send(house: &Door, invoice: i64) -> i64 {
    house.done("send_invoice", json!({"invoice": invoice, "method": "email"}))
}

pub fn latest(house: &Door, deal: i64) -> Value {
    house.ask("deal", json!({"id": deal}))["timeline"][0].clone()
}

/// The text and the attachment of a message.
fn read(eml: &[u8]) -> (String, String, String, Vec<u8>) {
    let message = MessageParser::default().parse(eml).expect("a message");
    let to =
        message.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned();
    let joined = message.attachment(0).expect("an attachment");
    assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"), "mail programs open it as a draft");
    assert!(joined.attachment_name().is_some_and(|name| name.ends_with(".pdf")));
    (
        to,
        message.subject().unwrap_or_default().to_owned(),
        message.body_text(0).unwrap_or_default().into_owned(),
        joined.contents().to_vec(),
    )
}

#[test]
fn an_invoice_leaves_with_its_message_kept_as_it_was() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    let house = books.on(day(11, 23));
    assert_eq!(kinds(&house, deal)[0], "send_invoice");
    let row = house.ask("invoice", json!({"id": invoice}))["row"].clone();
    assert_eq!((&row["to_send"], &row["sent_on"]), (&json!(true), &Value::Null));
    let preview = house.ask("preview_message", json!({"what": "invoice", "id": invoice}));
    assert_eq!(preview["recipient"], "anne@legoff.example");
    assert_eq!(preview["attachment"], "F-2026-0002.pdf");
    let (to, subject, text, pdf) = read(&bytes(&preview["message"]));
    assert_eq!(
        (to.as_str(), subject.as_str()),
        ("anne@legoff.example", "Facture F-2026-0002\u{a0}: Refonte du site")
    );
    assert!(text.contains("Bonjour Anne Le Goff,") && text.contains("Camille Durand EI"), "{text}");
    assert!(text.contains("FR76 3000 6000 0112 3456 7890 189"), "{text}");
    assert_eq!(pdf, bytes(&house.ask("document", json!({"id": row["document"]}))), "the paper itself");
    assert_eq!(
        preview,
        house.ask("preview_message", json!({"what": "invoice", "id": invoice})),
        "the same again"
    );

    send(&house, invoice);
    let entry = latest(&house, deal);
    assert_eq!(entry["title"], "Facture F-2026-0002 envoyée par e-mail, le 23 novembre 2026");
    assert_eq!(bytes(&house.ask("document", json!({"id": entry["document"]}))), bytes(&preview["message"]));
    let view = house.ask("invoice", json!({"id": invoice}));
    assert_eq!((&view["row"]["to_send"], &view["row"]["sent_on"]), (&json!(false), &json!("2026-11-23")));
    assert_eq!(view["sendings"][0]["method"], "email");
    assert!(!kinds(&house, deal).contains(&"send_invoice".to_owned()));
    let again = house.ask("preview_message", json!({"what": "invoice", "id": invoice}));
    assert_ne!(again["message"], preview["message"], "a second message is another one");
    house.verified();
}

#[test]
fn sending_is_refused_where_it_cannot_have_happened() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let invoice = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    let house = books.on(day(11, 23));
    for (payload, field) in [
        (json!({"method": "email"}), "recipient"),
        (json!({"method": "email", "recipient": "anne"}), "recipient"),
        (json!({"method": "phone"}), "method"),
        (json!({"method": "post", "sent_on": "2026-11-24"}), "sent_on"),
        (json!({"method": "post", "sent_on": "2026-11-19"}), "sent_on"),
    ] {
        let mut payload = payload;
        payload["invoice"] = json!(invoice);
        assert_eq!(house.refused("send_invoice", payload).field.as_deref(), Some(field));
    }
    let portal =
        json!({"invoice": invoice, "method": "portal", "recipient": "Chorus Pro", "sent_on": "20/11/2026"});
    house.done("send_invoice", portal);
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["sendings"][0]["recipient"], "Chorus Pro");
    house.verified();
}

#[test]
fn a_credit_note_leaves_when_its_invoice_did() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    let house = books.on(day(11, 23));
    send(&house, invoice);
    let note =
        house.done("credit_invoice", json!({"invoice": invoice, "amount": "2800", "reason": "Abandon"}));
    assert_eq!(kinds(&house, deal)[0], "send_invoice");
    let text = house.ask("preview_message", json!({"what": "invoice", "id": note}))["body"].to_string();
    assert!(text.contains("l’avoir A-2026-0001"), "{text}");
    house.done("send_invoice", json!({"invoice": note, "method": "hand"}));
    assert!(!kinds(&house, deal).contains(&"send_invoice".to_owned()));
    let refusal = house.refused("remind_client", json!({"invoice": note, "method": "post"}));
    assert!(refusal.message.contains("Un avoir"), "{}", refusal.message);
}

#[test]
fn a_quote_without_answer_is_followed_up_at_its_intervals() {
    let books = Books::camille();
    let (deal, quote) = quoted(&books);
    with_email(&books);
    assert_eq!(kinds(&books.on(day(9, 12)), deal), ["collect_signature"]);
    let house = books.on(day(9, 19));
    let task = tests::for_today(&house.ask("today", json!({})))[0].clone();
    assert_eq!(task["text"], "Relancer le devis D-2026-0001, 9\u{a0}jours sans réponse");
    let message = house.ask("preview_message", json!({"what": "quote_follow_up", "id": quote}));
    assert!(message["body"].as_str().unwrap().contains("Avez-vous pu regarder le devis D-2026-0001"));
    let call = json!({"quote": quote, "method": "phone"});
    assert_eq!(house.refused("follow_up_quote", call.clone()).field.as_deref(), Some("words"));
    let mut call = call;
    call["words"] = json!("Elle en parle à son associé lundi.");
    house.done("follow_up_quote", call);
    assert_eq!(house.ask("dunning_plan", json!({}))["due"], json!([]), "its next step is to come");
    let entry = latest(&house, deal);
    assert_eq!(entry["title"], "Devis D-2026-0001 relancé par téléphone, le 19 septembre 2026");
    assert_eq!(entry["text"], "Elle en parle à son associé lundi.");
    assert_eq!(kinds(&house, deal), ["collect_signature"]);
    let house = books.on(day(9, 25));
    house.done("follow_up_quote", json!({"quote": quote, "method": "email"}));
    assert!(latest(&house, deal)["document"].is_i64(), "its message is kept");
    // The quote as it was sent can be opened as a message too.
    let message = house.ask("preview_message", json!({"what": "quote", "id": quote}));
    assert_eq!(message["attachment"], "D-2026-0001.pdf");
    house.verified();

    let expired =
        books.on(day(10, 11)).refused("follow_up_quote", json!({"quote": quote, "method": "email"}));
    assert!(expired.message.contains("n’est plus valable"), "{}", expired.message);
    books.on(day(9, 26)).done("accept_quote", tests::acceptance(quote));
    let signed = books.on(day(9, 27)).refused("follow_up_quote", json!({"quote": quote, "method": "email"}));
    assert!(signed.message.contains("est signé"), "{}", signed.message);
}

#[test]
fn follow_ups_of_quotes_are_steps_of_the_plan() {
    let books = Books::camille();
    let (deal, quote) = quoted(&books);
    with_email(&books);
    let house = books.on(day(9, 11));
    let step = |days: &str, channel: &str| json!({"days": days, "channel": channel, "by_itself": false});
    for (steps, field) in [
        (json!([step("8", "email"), step("8", "email")]), "steps[1].days"),
        (json!([step("bientôt", "email")]), "steps[0].days"),
        (json!([step("3", "portal")]), "steps[0].channel"),
        (json!([{"days": "3", "channel": "phone", "by_itself": true}]), "steps[0].by_itself"),
    ] {
        let refusal = house.refused("set_quote_follow_ups", json!({"steps": steps}));
        assert_eq!(refusal.field.as_deref(), Some(field));
    }
    let refusal = house.refused("set_preferences", json!({"follow_up_days": "3"}));
    assert_eq!(refusal.field.as_deref(), Some("follow_up_days"));
    house.done("set_quote_follow_ups", json!({"steps": [step("1", "email"), step("12", "phone")]}));
    assert!(kinds(&house, deal).contains(&"follow_up_quote".to_owned()));
    let entry = house.ask("dunning_plan", json!({}))["due"][0].clone();
    assert_eq!(
        (&entry["quote"], &entry["invoices"], &entry["step"], &entry["complete"]),
        (&json!("D-2026-0001"), &json!([]), &json!(1), &json!(true))
    );
    let told = house.ask("rehearse_dunning", json!({"days": 20}));
    let asked: Vec<(String, String)> = told["days"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| {
            let message = one["messages"].get(0)?;
            Some((one["day"].as_str()?.to_owned(), message["channel"].as_str()?.to_owned()))
        })
        .collect();
    assert_eq!(asked[0], ("2026-09-11".to_owned(), "email".to_owned()));
    assert_eq!(asked[1], ("2026-09-22".to_owned(), "phone".to_owned()));
    // What is left alone stays so, and says why.
    house.done("hold_reminders", json!({"client": 1, "until": "2026-10-01", "reason": "vu avec Anne"}));
    let plan = house.ask("dunning_plan", json!({}));
    assert_eq!((&plan["due"], &plan["held"][0]["guard"]), (&json!([]), &json!("hold")));
    assert_eq!(plan["held"][0]["quote"], "D-2026-0001");
    let waiting = tests::all_tasks(&house.ask("today", json!({})));
    assert!(waiting.to_string().contains("vu avec Anne"), "{waiting}");
    house.done("set_quote_follow_ups", json!({"steps": []}));
    assert!(!kinds(&books.on(day(9, 28)), deal).contains(&"follow_up_quote".to_owned()));
    let shipped = house.done("set_quote_follow_ups", json!({}));
    assert!(shipped > 0);
    let steps = house.ask("reminder_policies", json!({}))["quotes"].clone();
    assert_eq!((&steps["shipped"], steps["steps"].as_array().unwrap().len()), (&json!(true), 3));
    house.done("lose_deal", json!({"deal": deal, "reason": "price"}));
    house.refused("follow_up_quote", json!({"quote": quote, "method": "post"}));
    house.verified();
}

#[test]
fn a_late_client_is_reminded_in_three_tones_and_never_wrongly() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    let remind = json!({"invoice": invoice, "method": "email"});
    let says = |refusal: values::refusal::Refusal, words: &str| {
        assert!(refusal.message.contains(words), "{}", refusal.message);
    };
    says(books.on(day(12, 20)).refused("remind_client", remind.clone()), "n’est pas en retard");
    says(books.on(day(12, 21)).refused("remind_client", remind.clone()), "envoyez-la d’abord");
    send(&books.on(day(12, 21)), invoice);
    let tones = [(day(12, 22), "friendly"), (day(12, 24), "neutral"), (day(12, 31), "firm")];
    for (on, tone) in tones {
        assert_eq!(books.on(on).ask("preview_reminder", json!({"invoice": invoice}))["tone"], tone);
    }
    // It left on the day after its due date: its steps count from there.
    assert!(!kinds(&books.on(day(12, 23)), deal).contains(&"remind_client".to_owned()));
    let house = books.on(day(12, 24));
    assert_eq!(kinds(&house, deal)[0], "remind_client");
    let preview = house.ask("preview_reminder", json!({"invoice": invoice, "tone": "firm"}));
    assert!(preview["message"]["body"].as_str().unwrap().contains("40\u{a0}€"), "{preview}");
    house.done("remind_client", json!({"invoice": invoice, "method": "email", "tone": "friendly"}));
    let entry = latest(&house, deal);
    assert_eq!(entry["title"], "Relance amicale de F-2026-0002 par e-mail, le 24 décembre 2026");
    let (_, subject, text, pdf) = read(&bytes(&house.ask("document", json!({"id": entry["document"]}))));
    assert_eq!(subject, "Facture F-2026-0002\u{a0}: un petit rappel");
    assert!(text.contains("2 800,00") || text.contains("2\u{202f}800,00"), "{text}");
    assert!(!text.contains("40\u{a0}€"), "a friendly word asks for no charges: {text}");
    assert!(pdf.starts_with(b"%PDF"));
    assert!(!kinds(&house, deal).contains(&"remind_client".to_owned()), "left alone for a week");
    assert!(kinds(&books.on(day(12, 31)), deal).contains(&"remind_client".to_owned()));
    tests::pay(&books, day(12, 30), invoice, "2800,00");
    says(books.on(day(12, 30)).refused("remind_client", remind), "est payée");
    books.on(day(12, 30)).verified();
}

#[test]
fn a_private_person_never_reads_of_the_forty_euros() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let mut identity = tests::camille();
    identity["mediator"] = json!("CNPM, 27 avenue de la Libération, 42400 Saint-Chamond");
    house.done("set_identity", identity);
    let client = house.done(
        "add_client",
        json!({"kind": "person", "name": "Hugo Petit", "email": "hugo@exemple.fr",
            "address": {"street": "3 rue du Port", "postcode": "22300", "city": "Lannion"}}),
    );
    let deal = house.done("open_deal", json!({"client": client, "title": "Faire-part"}));
    let content = json!({"subject": "Faire-part", "lines": website()["lines"]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    send(&house, invoice);
    let house = books.on(day(12, 1));
    for tone in ["friendly", "neutral", "firm"] {
        let preview = house.ask("preview_reminder", json!({"invoice": invoice, "tone": tone}));
        let text = preview["message"]["body"].as_str().unwrap();
        assert!(!text.contains("40\u{a0}€") && !text.contains("L441-10"), "{tone}: {text}");
        assert!(text.starts_with("Bonjour Hugo Petit,"), "{text}");
    }
}

#[test]
fn a_call_is_kept_with_its_words() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    send(&books.on(day(11, 23)), invoice);
    let house = books.on(day(12, 28));
    let call = json!({"invoice": invoice, "method": "phone"});
    assert_eq!(house.refused("remind_client", call.clone()).field.as_deref(), Some("words"));
    let mut call = call;
    call["words"] = json!("Promis pour vendredi.");
    house.done("remind_client", call);
    assert_eq!(latest(&house, deal)["text"], "Promis pour vendredi.");
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["sendings"][0]["words"], "Promis pour vendredi.");
    house.verified();
}

fn cheque(books: &Books, invoice: i64) -> i64 {
    books.on(day(12, 1)).done(
        "record_payment",
        json!({"invoice": invoice, "amount": "2800", "received_on": "01/12/2026", "method": "cheque", "reference": "n° 1234567"}),
    )
}

#[test]
fn a_cheque_is_deposited_then_cleared() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    let payment = cheque(&books, invoice);
    let house = books.on(day(12, 2));
    assert_eq!(kinds(&house, deal)[0], "deposit_cheque");
    house.refused("clear_cheque", json!({"payment": payment}));
    let early = json!({"payment": payment, "deposited_on": "30/11/2026"});
    assert_eq!(house.refused("deposit_cheque", early).field.as_deref(), Some("deposited_on"));
    house.done("deposit_cheque", json!({"payment": payment}));
    house.refused("deposit_cheque", json!({"payment": payment}));
    let pressing = |on| {
        tests::for_today(&books.on(on).ask("today", json!({})))
            .as_array()
            .unwrap()
            .iter()
            .any(|t| t["kind"] == "clear_cheque")
    };
    assert!(!pressing(day(12, 9)) && pressing(day(12, 10)));
    // Even where nothing else is left to do in the deal.
    let late = books.on(day(12, 10));
    late.done("record_satisfaction", json!({"deal": deal, "answered_on": "10/12/2026"}));
    assert!(pressing(day(12, 10)), "the money is still to be looked for");
    late.done("clear_cheque", json!({"payment": payment}));
    assert!(!pressing(day(12, 10)));
    assert_eq!(
        late.ask("payments", json!({}))["rows"][0]["cheque"],
        json!({"state": "cleared", "since": "2026-12-10"})
    );
    assert!(
        late.refused("bounce_cheque", json!({"payment": payment, "words": "x"})).message.contains("encaissé")
    );
    late.verified();
}

#[test]
fn a_cheque_that_bounces_is_to_pay_again() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    let payment = cheque(&books, invoice);
    let transfer = 1;
    let house = books.on(day(12, 10));
    assert!(house.refused("deposit_cheque", json!({"payment": transfer})).message.contains("pas un chèque"));
    house.done("deposit_cheque", json!({"payment": payment, "deposited_on": "02/12/2026"}));
    let silent = house.refused("bounce_cheque", json!({"payment": payment, "words": ""}));
    assert_eq!(silent.field.as_deref(), Some("words"));
    house.done("bounce_cheque", json!({"payment": payment, "words": "sans provision"}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 280_000);
    assert_eq!(latest(&house, deal)["text"], "Le 10 décembre 2026 : sans provision.");
    let row = house.ask("payments", json!({}))["rows"][1].clone();
    assert_eq!((&row["reversed"], &row["cheque"]["state"]), (&json!(true), &json!("bounced")));
    house.refused("issue_receipt", json!({"payment": payment}));
    house.verified();
}

#[test]
fn a_receipt_is_written_once_and_says_what_is_left() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    let payment = tests::pay(&books, day(12, 1), invoice, "1234,56");
    let house = books.on(day(12, 2));
    let none = house.0.ask("preview_message", json!({"what": "receipt", "id": payment}));
    assert!(none.is_err(), "no message without a receipt");
    let receipt = house.done("issue_receipt", json!({"payment": payment}));
    assert!(house.refused("issue_receipt", json!({"payment": payment})).message.contains("déjà établi"));
    assert_eq!(house.ask("payments", json!({}))["rows"][0]["receipt"], receipt);
    let message = house.ask("preview_message", json!({"what": "receipt", "id": payment}));
    let (_, _, text, pdf) = read(&bytes(&message["message"]));
    assert!(text.contains("par virement, le 1er décembre 2026"), "{text}");
    assert_eq!(pdf, bytes(&house.ask("document", json!({"id": receipt}))));
    house.verified();
}
