//! A clock that was wrong: nothing is dated out of order, and there is a road back.

use serde_json::{Value, json};
use tests::{Books, day, signed, website};
use values::refusal::Code;

#[test]
fn what_a_wrong_clock_dated_is_told_and_put_right() {
    let books = Books::camille();
    let (deal, order) = signed(&books);
    // One day with the clock four years ahead: a note, and a paper.
    let ahead = "2030-01-05".parse().expect("a day");
    books.on(ahead).done("add_note", json!({"deal": deal, "kind": "note", "text": "Rappeler."}));
    let opened = json!({"client": 1, "title": "Carte"});
    let other = books.on(day(9, 24)).done("open_deal", opened);
    books.on(ahead).done("send_quote", json!({"deal": other, "content": website(), "method": "email"}));

    let door = books.on(day(10, 6));
    door.done("add_note", json!({"deal": deal, "kind": "note", "text": "Tout va bien."}));
    for (name, payload) in [
        ("issue_deposit_invoice", json!({"order": order})),
        ("send_quote", json!({"deal": other, "content": website(), "method": "email"})),
    ] {
        let refusal = books.on(day(10, 6)).refused(name, payload);
        assert_eq!(refusal.code, Code::ClockBehind, "{name}: a later line hides nothing");
        assert!(refusal.message.contains("Réglages"), "{}", refusal.message);
    }
    let told = door.ask("books", json!({}))["clock"].clone();
    assert_eq!(told["latest_on"], "2030-01-05");
    assert_eq!(door.ask("books", json!({}))["clock"], told, "asked again, the same");
    assert_eq!(told["lines"], 2);
    assert_eq!(told["papers"], json!([{"number": "D-2030-0001", "day": "2030-01-05", "holds": false}]));

    door.done("confirm_clock", json!({}));
    assert_eq!(door.ask("books", json!({}))["clock"], Value::Null);
    let again = door.refused("confirm_clock", json!({}));
    assert!(again.message.contains("rien à confirmer"), "{}", again.message);
    door.done("issue_deposit_invoice", json!({"order": order}));
    door.verified();
}

#[test]
fn a_series_never_goes_back_whatever_was_written_since() {
    // Accepted on the 25th; the clock goes back; a note in between; accepted again.
    for issue in ["accept_quote", "send_quote"] {
        let books = Books::camille();
        let (deal, _) = signed(&books);
        let mut deals = Vec::new();
        for title in ["Affiche", "Carte"] {
            let door = books.on(day(9, 24));
            let other = door.done("open_deal", json!({"client": 1, "title": title}));
            let quote =
                door.done("send_quote", json!({"deal": other, "content": website(), "method": "email"}));
            deals.push(quote);
        }
        let accept = |quote: i64, on: &str| json!({"quote": quote, "signed_on": on, "signed_by": "Anne Faure", "method": "email", "words": "C’est d’accord.", "terms_accepted": true});
        let payload = |n: usize| accept(deals[n], "2026-09-24");
        let late = books.on(day(11, 25));
        if issue == "send_quote" {
            let fresh = late.done("open_deal", json!({"client": 1, "title": "Dépliant"}));
            late.done("send_quote", json!({"deal": fresh, "content": website(), "method": "email"}));
        } else {
            late.done(issue, payload(0));
        }
        let back = books.on(day(10, 1));
        back.done("add_note", json!({"deal": deal, "kind": "note", "text": "Rappeler."}));
        let payload = if issue == "send_quote" {
            let fresh = back.done("open_deal", json!({"client": 1, "title": "Flyer"}));
            json!({"deal": fresh, "content": website(), "method": "email"})
        } else {
            payload(1)
        };
        let refused = back.refused(issue, payload.clone());
        assert_eq!(refused.code, Code::ClockBehind, "{issue}: {}", refused.message);
        // Even where the clock is said to be right, a series stays in order: of one year, it waits.
        back.done("confirm_clock", json!({}));
        let refused = back.refused(issue, payload);
        assert_eq!(refused.code, Code::ClockBehind, "{issue}: {}", refused.message);
        assert!(refused.message.contains("25 novembre 2026"), "{}", refused.message);
        back.verified();
    }
}
