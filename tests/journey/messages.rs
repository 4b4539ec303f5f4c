//! What leaves agrees: a message says what its paper and the books say, and reaches all whom it concerns.

use crate::credit_lines::invoiced;
use serde_json::{Value, json};
use tests::{Books, Door, bakery, bytes, camille, day, delivered, hand_over, pay};

fn three_hundred(books: &Books, parts: bool) -> i64 {
    let mut content = json!({"lines": [{"label": "Atelier", "unit_price": "300", "vat_rate": 2000}]});
    if parts {
        content["instalments"] =
            json!([{"due_on": "01/10/2026", "part": "50 %"}, {"due_on": "30/10/2026", "part": ""}]);
    }
    invoiced(books, content)
}

fn said(house: &Door, what: &str, id: i64) -> String {
    let preview = house.ask("preview_message", json!({"what": what, "id": id}));
    preview["body"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn an_invoice_in_two_parts_says_each_with_its_day() {
    let books = Books::camille();
    let invoice = three_hundred(&books, true);
    let house = books.on(day(9, 4));
    let body = said(&house, "invoice", invoice);
    assert!(
        body.contains("Elle est à régler en 2 fois : 180,00 € au plus tard le 1er octobre 2026 ; 180,00 € au plus tard le 30 octobre 2026."),
        "{body}"
    );
    pay(&books, day(9, 4), invoice, "200");
    let body = said(&books.on(day(9, 4)), "invoice", invoice);
    assert!(body.contains("Vous en avez déjà réglé 200,00 €."), "{body}");
    assert!(body.contains("Il reste 160,00 € à payer, au plus tard le 30 octobre 2026."), "{body}");
    // Two parts that are late are each said.
    let other = three_hundred(&books, true);
    hand_over(&books, day(9, 4), other);
    let body = said(&books.on(day(11, 2)), "reminder", other);
    assert!(body.contains("n’est pas encore réglée : 360,00 € restent dus"), "{body}");
    assert!(
        body.contains("180,00 € depuis le 1er octobre 2026, 180,00 € depuis le 30 octobre 2026"),
        "{body}"
    );
    pay(&books, day(11, 2), other, "60");
    assert!(said(&books.on(day(11, 2)), "reminder", other).contains("pas encore entièrement réglée"));
}

#[test]
fn what_was_taken_back_is_said_annulled_and_what_was_paid_settled() {
    let books = Books::camille();
    let invoice = three_hundred(&books, false);
    let house = books.on(day(9, 4));
    let part = house.done("credit_invoice", json!({"invoice": invoice, "amount": "60", "reason": "Geste"}));
    let body = said(&house, "invoice", invoice);
    assert!(body.contains("L’avoir A-2026-0001 en déduit 60,00 €. Il reste 300,00 € à payer"), "{body}");
    assert!(said(&house, "invoice", part).contains("Il reste 300,00 € à payer sur cette facture"));
    let rest = house.done("credit_invoice", json!({"invoice": invoice, "reason": "Annulée"}));
    let body = said(&house, "invoice", invoice);
    assert!(body.contains("Elle est annulée par les avoirs A-2026-0001, A-2026-0002"), "{body}");
    assert!(!body.contains("réglée") && !body.contains("virement"), "{body}");
    assert!(said(&house, "invoice", rest).contains("Il annule cette facture"));

    let paid = three_hundred(&books, false);
    pay(&books, day(9, 4), paid, "360");
    assert!(said(&house, "invoice", paid).contains("Elle est déjà réglée : il ne reste rien à payer."));
    let note = house.done("credit_invoice", json!({"invoice": paid, "amount": "36", "reason": "Geste"}));
    assert!(said(&house, "invoice", note).contains("36,00 € sont en votre faveur"));
    let short = three_hundred(&books, false);
    let payment = pay(&books, day(9, 4), short, "359");
    house.done("issue_receipt", json!({"payment": payment}));
    let receipt = said(&house, "receipt", payment);
    assert!(receipt.contains("Il reste 1,00 € à payer sur la facture"), "{receipt}");
    house.done("give_up_remainder", json!({"invoice": short, "reason": "Frais"}));
    let body = said(&house, "invoice", short);
    assert!(body.contains("Il ne reste rien à payer.") && !body.contains("au plus tard"), "{body}");
    // The receipt said what held on its day; its message says no more of it.
    assert!(!said(&house, "receipt", payment).contains("Il reste 1,00"));
}

#[test]
fn a_balance_says_what_it_deducts() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 22)).done("issue_balance_invoice", json!({"order": order}));
    let body = said(&books.on(day(11, 22)), "invoice", balance);
    assert!(body.contains("d’un montant de 2 800,00 € TTC"), "{body}");
    assert!(body.contains("déjà facturé : F-2026-0001."), "{body}");
}

#[test]
fn all_who_receive_invoices_are_written_to_with_copies() {
    let books = Books::camille();
    let invoice = three_hundred(&books, false);
    let house = books.on(day(9, 4));
    for (name, email) in [("Zoé Martin", "zoé@café.example"), ("Yann Le Bris", "yann@legoff.example")] {
        let card = json!({"name": name, "email": email, "receives_invoices": true});
        house.done("add_person", json!({"client": 1, "card": card}));
    }
    let preview = house
        .ask("preview_message", json!({"what": "invoice", "id": invoice, "copies": "compta@legoff.example"}));
    assert_eq!(preview["recipient"], "zoé@café.example, yann@legoff.example");
    let message = bytes(&preview["message"]);
    let mail = mail_parser::MessageParser::default().parse(&message).unwrap();
    let to: Vec<&str> = mail.to().unwrap().iter().filter_map(|one| one.address()).collect();
    assert_eq!(to, ["zoé@café.example", "yann@legoff.example"]);
    assert_eq!(mail.to().unwrap().iter().next().unwrap().name(), Some("Zoé Martin"));
    let copies: Vec<&str> = mail.cc().unwrap().iter().filter_map(|one| one.address()).collect();
    assert_eq!(copies, ["compta@legoff.example"]);
    assert!(preview["body"].as_str().unwrap().starts_with("Bonjour,"));

    let send = |to: &str, copies: &str, method: &str| json!({"invoice": invoice, "method": method, "recipient": to, "copies": copies});
    for (to, copies, method, field) in [
        ("a@b.fr, non", "", "email", "recipient"),
        ("a@b.fr", "non", "email", "copies"),
        ("", "a@b.fr", "post", "copies"),
    ] {
        let refusal = house.refused("send_invoice", send(to, copies, method));
        assert_eq!(refusal.field.as_deref(), Some(field), "{to} {copies}");
    }
    house.done("send_invoice", send("a@b.fr; c@d.fr a@b.fr", "e@f.fr", "email"));
    let row = house.ask("invoice", json!({"id": invoice}))["sendings"][0].clone();
    assert_eq!((&row["recipient"], &row["copies"]), (&json!("a@b.fr, c@d.fr"), &json!("e@f.fr")));
    house.verified();
}

#[test]
fn who_is_abroad_reads_the_country_and_a_telephone_to_dial() {
    let books = Books::camille();
    let mut me = camille();
    me["phone"] = json!("06 12 34 56 78");
    me["address"]["country"] = json!("France");
    let house = books.on(day(9, 1));
    house.done("set_identity", me);
    let seller = |card: Value| {
        let client = house.done("add_client", card);
        let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
        house.ask("preview_quote", json!({"deal": deal, "content": {"subject": "Site"}}))["seller"]
            .to_string()
    };
    let abroad = seller(json!({"kind": "company", "name": "Lumen Ltd",
        "address": {"street": "1 Strand", "postcode": "WC2N 5HR", "city": "London", "country": "Royaume-Uni"}}));
    assert!(abroad.contains("Rennes, France") && abroad.contains("+33 6 12 34 56 78"), "{abroad}");
    let here = seller(bakery());
    assert!(!here.contains("France\"") && here.contains("06 12 34 56 78"), "{here}");
}
