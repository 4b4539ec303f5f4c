//! What fields understand before anything is sent: days in French words, numbers set as French people write them.

use serde_json::{Value, json};
use tests::{Books, Door, day};

fn understood(door: &Door, text: &str, holds: &str) -> Value {
    door.ask("understood", json!({"text": text, "holds": holds}))
}

#[test]
fn a_day_is_understood_in_french_words() {
    let books = Books::camille();
    // A Monday.
    let door = books.on(day(11, 23));
    for (typed, holds, set, said) in [
        ("15/12", "coming", "15/12/2026", "mardi 15 décembre 2026"),
        ("15 décembre 2026", "coming", "15/12/2026", "mardi 15 décembre 2026"),
        ("demain", "coming", "24/11/2026", "mardi 24 novembre 2026"),
        ("vendredi", "coming", "27/11/2026", "vendredi 27 novembre 2026"),
        ("ven.", "past", "20/11/2026", "vendredi 20 novembre 2026"),
        ("+30 j", "coming", "23/12/2026", "mercredi 23 décembre 2026"),
        ("fin du mois", "coming", "30/11/2026", "lundi 30 novembre 2026"),
        ("151226", "coming", "15/12/2026", "mardi 15 décembre 2026"),
        ("1er décembre", "coming", "01/12/2026", "mardi 1er décembre 2026"),
        ("lundi prochain", "coming", "30/11/2026", "lundi 30 novembre 2026"),
        ("dans 2 semaines", "coming", "07/12/2026", "lundi 7 décembre 2026"),
        ("dans 3 jours", "coming", "26/11/2026", "jeudi 26 novembre 2026"),
        ("la semaine prochaine", "coming", "30/11/2026", "lundi 30 novembre 2026"),
        ("fin novembre", "coming", "30/11/2026", "lundi 30 novembre 2026"),
        ("le 5", "coming", "05/12/2026", "samedi 5 décembre 2026"),
        ("le 5", "past", "05/11/2026", "jeudi 5 novembre 2026"),
    ] {
        let found = understood(&door, typed, holds);
        assert_eq!((&found["set"], &found["said"]), (&json!(set), &json!(said)), "{typed}");
    }
}

#[test]
fn a_day_that_two_people_hear_in_two_ways_is_asked_about() {
    let books = Books::camille();
    let asked = understood(&books.on(day(11, 23)), "vendredi prochain", "coming");
    assert_eq!(asked["set"], Value::Null);
    assert_eq!(
        asked["readings"].as_array().unwrap().iter().map(|one| one["typed"].clone()).collect::<Vec<_>>(),
        ["27/11/2026", "04/12/2026"]
    );
}

#[test]
fn a_day_goes_one_by_one_over_the_end_of_a_year() {
    let books = Books::camille();
    let door = books.on(day(11, 23));
    let step = |text: &str, by: i32| {
        door.ask("understood", json!({"text": text, "holds": "coming", "step": by}))["set"].clone()
    };
    assert_eq!(step("31/12/2026", 1), json!("01/01/2027"));
    assert_eq!(step("01/01/2027", -1), json!("31/12/2026"));
    assert_eq!(step("", 1), json!("24/11/2026"));
}

#[test]
fn numbers_are_set_in_french_and_never_guessed() {
    let books = Books::camille();
    let door = books.on(day(11, 23));
    for (typed, holds, set) in [
        ("1450", "amount", "1\u{202f}450,00"),
        ("14,4", "price", "14,40"),
        ("0,085", "price", "0,085"),
        ("80 €", "amount", "80,00"),
        ("3,50", "quantity", "3,5"),
        ("30 %", "percent", "30"),
    ] {
        assert_eq!(understood(&door, typed, holds)["set"], json!(set), "{typed}");
    }
    let asked = understood(&door, "1.200", "amount");
    assert_eq!((asked["set"].clone(), asked["readings"].as_array().map(Vec::len)), (Value::Null, Some(2)));
    // What is set is read again as the same.
    for (typed, holds) in [("1234567,8", "amount"), ("1,2345", "price"), ("1,2345", "quantity")] {
        let once = understood(&door, typed, holds)["set"].clone();
        let Some(text) = once.as_str() else { continue };
        assert_eq!(understood(&door, text, holds)["set"], once, "{typed}");
    }
    assert_eq!(understood(&door, " ", "amount")["set"], Value::Null);
}
