//! The list of the day: put off, left, taken back; own tasks; what was done; first steps.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, day, for_today, opened, quoted, signed};

/// A Monday.
const MONDAY: (u32, u32) = (11, 23);

fn list(house: &Door) -> Value {
    house.ask("today", json!({}))
}

fn keys(tasks: &Value) -> Vec<String> {
    tasks.as_array().unwrap().iter().map(|task| task["key"].as_str().unwrap().to_owned()).collect()
}

fn today(books: &Books, on: NaiveDate) -> Vec<String> {
    keys(&for_today(&list(&books.on(on))))
}

#[test]
fn a_task_put_off_comes_back_on_its_day_or_when_it_is_taken_back() {
    let books = Books::camille();
    opened(&books);
    let on = day(MONDAY.0, MONDAY.1);
    let house = books.on(on);
    let task = "qualify_contact-d1-deal1";
    assert_eq!(keys(&for_today(&list(&house))), [task]);
    for (typed, field) in [("hier", "until"), ("aujourd’hui", "until"), ("", "until"), ("bientôt", "until")]
    {
        let refused = house.refused("put_off_task", json!({"task": task, "until": typed}));
        assert_eq!(refused.field.as_deref(), Some(field), "« {typed} »");
    }
    let choice = house.done("put_off_task", json!({"task": task, "until": "jeudi"}));
    let now = list(&house);
    assert_eq!(for_today(&now), json!([]));
    assert_eq!(now["agenda"]["laid"][0]["until"], "2026-11-26");
    assert_eq!(now["agenda"]["laid"][0]["choice"], choice);
    assert!(today(&books, day(11, 25)).is_empty());
    assert_eq!(today(&books, day(11, 26)), [task], "a pure function of books and day");
    // The same task again is the same choice.
    assert_eq!(house.done("put_off_task", json!({"task": task, "until": "+1 j"})), choice);
    assert_eq!(today(&books, day(11, 24)), [task]);
    house.done("restore_task", json!({"choice": choice}));
    assert_eq!(keys(&for_today(&list(&house))), [task]);
    assert!(house.refused("restore_task", json!({"choice": choice})).message.contains("déjà revenue"));
    house.verified();
}

#[test]
fn a_task_is_left_for_good_alone_or_for_its_client() {
    let books = Books::camille();
    opened(&books);
    let house = books.on(day(9, 4));
    house.done("open_deal", json!({"client": 1, "title": "Affiche"}));
    house.done("open_deal", json!({"client": 1, "title": "Carte"}));
    let all = |house: &Door| keys(&for_today(&list(house)));
    assert_eq!(all(&house).len(), 3);
    house.done("dismiss_task", json!({"task": "qualify_contact-d2-deal2", "reason": "Elle rappellera"}));
    assert_eq!(all(&house).len(), 2);
    assert_eq!(list(&house)["agenda"]["laid"][0]["reason"], "Elle rappellera");
    let whole = house.done("dismiss_task", json!({"task": "qualify_contact-d1-deal1", "for_client": true}));
    assert!(all(&house).is_empty(), "none of that kind is asked for that client any more");
    house.done("open_deal", json!({"client": 1, "title": "Menu"}));
    assert!(all(&house).is_empty());
    house.done("restore_task", json!({"choice": whole}));
    assert_eq!(all(&house).len(), 3);
    // What is no task, or no longer one, is neither put off nor left.
    for gone in ["thank_client-d1-deal1", "qualify_contact-d9-deal9", "own_task-o4", "x", "record_contact-c9"]
    {
        house.refused("dismiss_task", json!({"task": gone}));
        house.refused("put_off_task", json!({"task": gone, "until": "demain"}));
    }
    house.verified();
}

#[test]
fn own_tasks_are_typed_with_their_day_done_and_taken_up_again() {
    let books = Books::camille();
    let (deal, _) = quoted(&books);
    let on = day(MONDAY.0, MONDAY.1);
    let house = books.on(on);
    let preview = house.ask("preview_task", json!({"text": "Rappeler Anne jeudi"}));
    assert_eq!((&preview["text"], &preview["day"]), (&json!("Rappeler Anne"), &json!("2026-11-26")));
    assert_eq!(preview["day_told"].as_str().unwrap().replace('\u{a0}', " "), "jeudi 26 novembre");
    let call = house.done("add_task", json!({"text": "Rappeler Anne jeudi", "deal": deal}));
    let paper = house.done("add_task", json!({"text": "Racheter du papier"}));
    assert_eq!(house.refused("add_task", json!({"text": " "})).field.as_deref(), Some("text"));
    let answer = list(&house);
    let week = answer["agenda"]["week"].as_array().unwrap();
    assert_eq!((week.len(), &week[0]["task"]["text"]), (1, &json!("Rappeler Anne")));
    let of_deal = house.ask("deal", json!({"id": deal}));
    assert!(of_deal["others"].to_string().contains("Rappeler Anne"), "it stands on its deal too");
    assert_eq!(of_deal["timeline"][0]["title"], "Tâche notée");
    let own = |answer: &Value| {
        let tasks = for_today(answer);
        tasks
            .as_array()
            .unwrap()
            .iter()
            .filter(|task| task["kind"] == "own_task")
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(own(&answer)[0]["client"], Value::Null, "it is about nobody");
    assert_eq!(own(&list(&books.on(day(11, 26))))[0]["tone"], "soon", "on its day, it is due");
    let task = own(&answer)[0].clone();
    house.done("complete_task", task["action"]["payload"].clone());
    let answer = list(&house);
    assert!(own(&answer).is_empty());
    assert_eq!(
        (&answer["done"][0]["text"], &answer["done"][0]["own"]),
        (&json!("Racheter du papier"), &json!(paper))
    );
    assert!(house.refused("complete_task", json!({"task": paper})).message.contains("déjà faite"));
    house.done("reopen_task", json!({"task": paper}));
    assert_eq!(own(&list(&house)).len(), 1);
    house.done("complete_task", json!({"task": call}));
    assert_eq!(list(&books.on(day(11, 24)))["done"], json!([]), "another day, nothing is done yet");
    house.verified();
}

#[test]
fn each_task_says_why_it_is_there() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let client = house.done(
        "add_client",
        json!({"kind": "company", "name": "Lumen", "email": "a@lumen.fr",
        "siret": "552100554", "address": tests::bakery()["address"]}),
    );
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let line = json!({"label": "Affiche", "unit_price": "100", "vat_rate": 2000});
    let content = json!({"subject": "Affiche", "due_on": "01/10/2026", "lines": [line]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    let late = list(&books.on(day(10, 20)));
    let tasks = for_today(&late);
    assert_eq!(tasks.as_array().unwrap().len(), 1, "never sent and late is one task: {tasks:#}");
    assert!(tasks[0]["text"].as_str().unwrap().contains("jamais envoyée"), "{tasks:#}");
    assert_eq!(late["counts"]["today"], 1, "the badge tells what is late");
    house.done("send_invoice", json!({"invoice": invoice, "method": "email"}));
    books.on(day(10, 3)).done("remind_client", json!({"invoice": invoice, "method": "email"}));
    let why = for_today(&list(&books.on(day(10, 20))))[0]["why"].to_string().replace('\u{a0}', " ");
    assert!(
        why.contains("F-2026-0001 : 120,00 € depuis 19 jours.")
            && why.contains("Dernière relance il y a 17 jours"),
        "{why}"
    );
    let waiting = list(&books.on(day(10, 5)));
    assert_eq!(for_today(&waiting), json!([]), "reminded two days ago: left alone");
    assert_eq!(waiting["agenda"]["waiting"][0]["task"]["until"], "2026-10-10");
}

#[test]
fn a_thank_you_comes_in_time_or_not_at_all() {
    let books = Books::camille();
    let (deal, order) = tests::delivered(&books);
    let house = books.on(day(11, 20));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    house.done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    tests::pay(&books, day(11, 25), balance, "2800");
    let kinds = |on| -> Vec<String> {
        let tasks = for_today(&list(&books.on(on)));
        tasks.as_array().unwrap().iter().map(|task| task["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(day(12, 25)), ["thank_client"]);
    assert_eq!(kinds(day(12, 26)), ["ask_satisfaction"]);
    let later = NaiveDate::from_ymd_opt(2027, 4, 1).unwrap();
    assert!(kinds(later).is_empty());
    assert_eq!(books.on(later).ask("deal", json!({"id": deal}))["next"], Value::Null);
}

#[test]
fn new_books_tell_what_to_begin_with_until_a_few_invoices_are_issued() {
    let books = Books::camille();
    let steps = |books: &Books| list(&books.opened_on(day(9, 10)))["first_steps"].clone();
    let left = |steps: &Value| -> Vec<String> {
        let left = steps.as_array().unwrap().iter().filter(|step| step["done"] == false);
        left.map(|step| step["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(left(&steps(&books)), ["client", "quote", "logo"]);
    let bare = Books::empty();
    bare.on(day(9, 10)).done("set_identity", tests::camille());
    assert_eq!(left(&steps(&bare)), ["client", "quote", "logo", "terms"], "a copy is kept by itself");
    opened(&books);
    assert_eq!(left(&steps(&books)), ["quote", "logo"]);
    // A quote alone makes no figure; an invoice does.
    let books = Books::camille();
    let (_, order) = signed(&books);
    assert_eq!(left(&steps(&books)), ["logo"]);
    assert_eq!(list(&books.on(day(9, 24)))["fresh"], true);
    let house = books.on(day(9, 24));
    house.done("issue_deposit_invoice", json!({"order": order}));
    let home = list(&house);
    assert_eq!((home["fresh"].clone(), left(&home["first_steps"])), (json!(false), vec!["logo".to_owned()]));
    let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    for issued in 2..=5 {
        assert_eq!(left(&list(&house)["first_steps"]), ["logo"], "after {issued} invoices");
        let content = json!({"subject": "Dépannage", "lines": [line.clone()]});
        house.done("issue_invoice", json!({"deal": other, "content": content}));
    }
    assert_eq!(list(&house)["first_steps"], json!([]));
}
