//! Follow-up in full: a call to who was not happy, a word and a name from who was, planned contacts, and the screen.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, bakery, day, delivered, pay};

fn later(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The website, paid on 1 December and answered the day after; answers the deal.
fn answered(books: &Books, score: &str) -> i64 {
    let (deal, order) = delivered(books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(books, day(12, 1), balance, "2800");
    let answer = json!({"deal": deal, "answered_on": "02/12/2026", "score": score, "words": "Très bien"});
    books.on(day(12, 2)).done("record_satisfaction", answer);
    deal
}

fn kinds(tasks: &Value) -> Vec<&str> {
    tasks.as_array().unwrap().iter().map(|t| t["kind"].as_str().unwrap()).collect()
}

fn today(house: &Door) -> Value {
    tests::for_today(&house.ask("today", json!({})))
}

fn this_week(house: &Door) -> Value {
    tests::in_parts(&house.ask("today", json!({})), &["first", "week"])
}

#[test]
fn who_was_not_happy_is_called_and_the_call_is_kept() {
    let books = Books::camille();
    let deal = answered(&books, "4");
    let house = books.on(day(12, 3));
    let tasks = today(&house);
    assert_eq!(kinds(&tasks), ["handle_complaint"], "the deal is over and listed all the same");
    assert_eq!(kinds(&today(&books.on(day(12, 6)))), Vec::<&str>::new(), "not on a Sunday");
    assert_eq!(house.ask("deal", json!({"id": deal}))["stage"], "followed_up");
    let mut call = tasks[0]["action"]["payload"].clone();
    assert_eq!(house.refused("handle_complaint", call.clone()).field.as_deref(), Some("words"));
    call["words"] = json!("Le délai l’a gêné ; un suivi hebdomadaire la prochaine fois.");
    house.done("handle_complaint", call.clone());
    assert!(today(&house).as_array().unwrap().is_empty());
    assert!(house.refused("handle_complaint", call).message.contains("déjà noté"));
    let told = house.ask("deal", json!({"id": deal}))["timeline"][0].clone();
    assert_eq!(told["title"], "Client déçu appelé");
    house.verified();
}

#[test]
fn who_was_happy_is_asked_a_word_then_a_name_a_month_later() {
    let books = Books::camille();
    let deal = answered(&books, "10");
    assert!(today(&books.on(day(12, 31))).as_array().unwrap().is_empty());
    let waiting = books.on(day(12, 31)).ask("follow_up", json!({}))["tasks"].clone();
    assert_eq!(kinds(&waiting), ["ask_testimonial"], "seen coming on the follow-up screen");
    let house = books.on(later(2027, 1, 4));
    let tasks = today(&house);
    assert_eq!((kinds(&tasks), &tasks[0]["complete"]), (vec!["ask_testimonial"], &json!(true)));
    house.done("ask_testimonial", tasks[0]["action"]["payload"].clone());
    let word =
        json!({"deal": deal, "received_on": "04/01/2027", "words": "Un site clair 🙂", "may_publish": true});
    let mut empty = word.clone();
    empty["words"] = json!(" ");
    assert_eq!(house.refused("record_testimonial", empty).field.as_deref(), Some("words"));
    house.done("record_testimonial", word.clone());
    assert!(house.refused("record_testimonial", word).message.contains("déjà"));
    let tasks = today(&house);
    assert_eq!(kinds(&tasks), ["ask_referral"]);
    house.done("ask_referral", tasks[0]["action"]["payload"].clone());
    assert!(today(&house).as_array().unwrap().is_empty());
    assert_eq!(
        house
            .refused("record_referral", json!({"deal": deal, "received_on": "04/01/2027", "name": ""}))
            .field
            .as_deref(),
        Some("name")
    );
    house.done("record_referral", json!({"deal": deal, "received_on": "04/01/2027", "name": "Hugo Petit"}));
    let view = house.ask("follow_up", json!({}));
    let said: Vec<&str> =
        view["said"].as_array().unwrap().iter().map(|s| s["kind"].as_str().unwrap()).collect();
    assert_eq!(said, ["referral", "testimonial", "satisfaction"]);
    assert_eq!(
        (&view["said"][0]["words"], &view["said"][1]["may_publish"]),
        (&json!("Hugo Petit"), &json!(true))
    );
    house.verified();
}

#[test]
fn who_asked_to_be_left_in_peace_is_not_asked_anything() {
    let books = Books::camille();
    answered(&books, "9");
    let house = books.on(later(2027, 1, 4));
    let mut card = bakery();
    card["opted_out"] = json!(true);
    house.done("change_client", json!({"client": 1, "card": card}));
    assert!(today(&house).as_array().unwrap().is_empty());
}

#[test]
fn a_contact_planned_on_a_deal_that_is_over_comes_back_on_its_day() {
    let books = Books::camille();
    let deal = answered(&books, "8");
    let house = books.on(day(12, 3));
    let yesterday = json!({"deal": deal, "planned_on": "02/12/2026"});
    assert_eq!(house.refused("plan_contact", yesterday).field.as_deref(), Some("planned_on"));
    house.done("plan_contact", json!({"deal": deal, "planned_on": "01/03/2027", "why": "saison d’été"}));
    assert!(today(&house).as_array().unwrap().is_empty());
    assert_eq!(kinds(&house.ask("follow_up", json!({}))["tasks"]), ["record_contact"]);
    let house = books.on(later(2027, 3, 1));
    let tasks = today(&house);
    assert_eq!(tasks[0]["text"], "Reprendre contact (saison d’été)");
    let mut payload = tasks[0]["action"]["payload"].clone();
    payload["contacted_on"] = json!("02/03/2027");
    assert_eq!(house.refused("record_contact", payload).field.as_deref(), Some("contacted_on"));
    house.done("record_contact", tasks[0]["action"]["payload"].clone());
    assert!(today(&house).as_array().unwrap().is_empty());
    house.verified();
}

#[test]
fn silence_and_anniversaries_of_those_who_come_back_are_proposed() {
    let books = Books::camille();
    answered(&books, "8");
    let house = books.on(day(12, 3));
    let mut card = bakery();
    card["profile"] = json!("regular");
    house.done("change_client", json!({"client": 1, "card": card}));
    assert!(this_week(&books.on(later(2027, 6, 1))).as_array().unwrap().is_empty());
    let silent = this_week(&books.on(later(2027, 6, 2)));
    assert_eq!(kinds(&silent), ["silent_client"], "six months after the last thing that happened");
    let house = books.on(later(2027, 6, 2));
    house.done("record_contact", silent[0]["action"]["payload"].clone());
    assert!(this_week(&house).as_array().unwrap().is_empty());
    // They signed on 24 September 2026.
    assert_eq!(kinds(&this_week(&books.on(later(2027, 9, 24)))), ["client_anniversary"]);
    assert!(this_week(&books.on(later(2027, 10, 1))).as_array().unwrap().is_empty());
    house.verified();
}

#[test]
fn figures_say_how_clients_are_and_where_they_come_from() {
    let books = Books::camille();
    let deal = answered(&books, "9");
    let house = books.on(day(12, 3));
    house.done("change_deal", json!({"deal": deal, "title": "Refonte du site", "source": "Salon"}));
    let figures = house.ask("follow_up", json!({}))["figures"].clone();
    assert_eq!(
        figures["satisfaction"],
        json!({"answers": 1, "average": "9,0 sur 10", "recommendation": null})
    );
    assert_eq!((&figures["clients"], &figures["repeat_share"]), (&json!(1), &json!(0)));
    assert_eq!(figures["sources"], json!([{"source": "Salon", "deals": 1, "revenue": 333_333}]));
    let other = house.done("open_deal", json!({"client": 1, "title": "Carte"}));
    let line = json!({"label": "Carte", "unit_price": "100", "vat_rate": 2000});
    house.done("issue_invoice", json!({"deal": other, "content": {"subject": "Carte", "lines": [line]}}));
    let figures = house.ask("follow_up", json!({}))["figures"].clone();
    assert_eq!((&figures["repeat_clients"], &figures["repeat_share"]), (&json!(1), &json!(100)));
    assert_eq!(figures["sources"][1], json!({"source": "", "deals": 1, "revenue": 10_000}));
}

#[test]
fn the_follow_up_begins_when_all_is_paid() {
    let books = Books::camille();
    let (deal, _) = delivered(&books);
    let house = books.on(day(11, 20));
    for (action, payload) in [
        ("ask_testimonial", json!({"deal": deal, "asked_on": "20/11/2026"})),
        ("record_testimonial", json!({"deal": deal, "received_on": "20/11/2026", "words": "Bravo"})),
        ("ask_referral", json!({"deal": deal, "asked_on": "20/11/2026"})),
        ("record_referral", json!({"deal": deal, "received_on": "20/11/2026", "name": "Hugo"})),
    ] {
        assert!(house.refused(action, payload).message.contains("tout est payé"), "{action}");
    }
    let call = json!({"deal": deal, "called_on": "20/11/2026", "words": "Rien"});
    assert!(house.refused("handle_complaint", call).message.contains("déçu"));
    house.verified();
}

#[test]
fn a_deal_that_is_over_stands_once_however_many_things_wait() {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    let cheque =
        json!({"invoice": balance, "amount": "2800", "received_on": "01/12/2026", "method": "cheque"});
    let house = books.on(day(12, 1));
    house.done("record_payment", cheque);
    house.done("record_satisfaction", json!({"deal": deal, "answered_on": "01/12/2026", "score": "3"}));
    // The cheque is to be deposited, and the client to be called: two lines, not four.
    let tasks = today(&house);
    let mut found = kinds(&tasks);
    found.sort_unstable();
    assert_eq!(found, ["deposit_cheque", "handle_complaint"]);
}

#[test]
fn nobody_is_asked_for_a_kind_word_while_they_owe() {
    let books = Books::camille();
    answered(&books, "10");
    let house = books.on(later(2027, 1, 4));
    assert_eq!(kinds(&today(&house)), ["ask_testimonial"]);
    let payment = house.ask("payments", json!({}))["rows"][0]["id"].clone();
    house.done("reverse_payment", json!({"payment": payment, "reason": "Virement rappelé"}));
    let tasks = today(&house);
    assert!(!kinds(&tasks).contains(&"ask_testimonial"), "{:?}", kinds(&tasks));
    house.verified();
}

#[test]
fn nothing_is_heard_of_a_client_before_their_deal_or_after_today() {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(&books, day(11, 21), balance, "2800,00");
    let door = books.on(day(12, 2));
    for (typed, said) in
        [("02/09/2026", "L’affaire a été ouverte le 3 septembre 2026"), ("03/12/2026", "à venir")]
    {
        let refused = door.refused("thank_client", json!({"deal": deal, "thanked_on": typed}));
        assert_eq!(refused.field.as_deref(), Some("thanked_on"));
        assert!(refused.message.contains(said), "{}", refused.message);
    }
    door.done("thank_client", json!({"deal": deal, "thanked_on": "02/12/2026"}));
    let refused =
        door.refused("record_satisfaction", json!({"deal": deal, "answered_on": "01/01/2000", "score": "9"}));
    assert_eq!(refused.field.as_deref(), Some("answered_on"));
    door.verified();
}
