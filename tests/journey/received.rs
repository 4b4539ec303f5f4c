//! Payment from the money: what it may be for, what it settles in turn, what will be left; one act over several
//! invoices, which the timeline and the list of payments name.

use serde_json::{Value, json};
use tests::{Books, Door, bakery, day};

/// Three invoices of the bakery, of 1 213,20 €, 432,00 € and 60,00 €, and one of 1 645,20 € of somebody else.
fn four(books: &Books) -> Vec<i64> {
    let house = books.on(day(9, 4));
    let first = house.done("add_client", bakery());
    let other = house.done(
        "add_client",
        json!({"kind": "company", "name": "Lumen",
        "address": {"street": "1 rue du Port", "postcode": "29200", "city": "Brest"}, "siret": "732829320"}),
    );
    [(first, "1011"), (first, "360"), (first, "50"), (other, "1371")]
        .into_iter()
        .map(|(client, price)| {
            let deal = house.done("open_deal", json!({"client": client, "title": "Dépannage"}));
            let line = json!({"label": "Dépannage", "unit_price": price, "vat_rate": 2000});
            let content = json!({"subject": "Dépannage", "lines": [line]});
            house.done("issue_invoice", json!({"deal": deal, "content": content}))
        })
        .collect()
}

fn weigh(house: &Door, payload: Value) -> Value {
    house.ask("weigh_payment", payload)
}

fn open(house: &Door, invoice: i64) -> i64 {
    house.ask("invoice", json!({"id": invoice}))["row"]["open"].as_i64().unwrap()
}

#[test]
fn an_amount_proposes_what_it_may_be_for() {
    let books = Books::camille();
    let four = four(&books);
    let house = books.on(day(9, 10));
    let proposed = |payload: Value| -> Vec<(Value, String)> {
        let weighed = weigh(&house, payload);
        let all = weighed["proposals"].as_array().unwrap().iter();
        all.map(|one| (one["invoices"].clone(), one["said"].as_str().unwrap().to_owned())).collect()
    };
    let found = proposed(json!({"amount": "1 645,20"}));
    assert_eq!(found[0].0, json!([four[3]]));
    assert!(found[0].1.contains("il en reste exactement 1\u{202f}645,20"), "{}", found[0].1);
    assert_eq!(found[1].0, json!([four[0], four[1]]));
    assert!(
        found[1].1.contains("F-2026-0001 et F-2026-0002") && found[1].1.contains("Le Goff"),
        "{}",
        found[1].1
    );
    assert_eq!(proposed(json!({"amount": "1645,20", "client": 1})).len(), 1, "of who paid alone");
    let oldest = proposed(json!({"amount": "1300", "client": 1}));
    assert_eq!(oldest[0].0, json!([four[0], four[1]]));
    assert!(oldest[0].1.contains("les plus anciennes"), "{}", oldest[0].1);
    assert_eq!(proposed(json!({"amount": "1300"})), [], "nothing is guessed");
    assert_eq!(proposed(json!({"amount": "beaucoup"})), []);
}

#[test]
fn what_is_ticked_adds_up() {
    let books = Books::camille();
    let four = four(&books);
    let house = books.on(day(9, 10));
    let both = json!([{"invoice": four[0]}, {"invoice": four[1]}]);
    let said = |amount: &str| {
        let weighed = weigh(&house, json!({"amount": amount, "chosen": both, "method": "transfer"}));
        assert_eq!(weighed["whole"], 164_520);
        (weighed["said"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " "), weighed)
    };
    assert_eq!(said("1645,20").0, "Le compte est juste.");
    assert_eq!(said("1213,20").0, "Il restera 432,00 € à payer sur F-2026-0002.");
    assert_eq!(said("1657,20").0, "12,00 € de trop.");
    let (words, weighed) = said("");
    assert_eq!((words.as_str(), &weighed["asks_fee"]), ("", &json!(false)));
    assert_eq!(weighed["open"].as_array().unwrap().len(), 3, "of that client alone");
    assert_eq!(weigh(&house, json!({"method": "card"}))["asks_fee"], true);
    assert_eq!(weigh(&house, json!({"amount": "12"}))["excess"], 0, "nothing is chosen to go beyond");
    assert_eq!(weigh(&house, json!({}))["open"].as_array().unwrap().len(), 4);
}

#[test]
fn one_transfer_settles_several_and_names_them_all() {
    let books = Books::camille();
    let four = four(&books);
    let house = books.on(day(9, 10));
    let mut payment = json!({"invoice": four[0], "amount": "1600", "received_on": "10/09/2026", "method": "transfer",
        "others": [{"invoice": four[1]}, {"invoice": four[2]}]});
    let refusal = house.refused("record_payment", payment.clone());
    assert_eq!(refusal.field.as_deref(), Some("others[1].invoice"));
    assert!(refusal.message.contains("ne va pas jusqu’à F-2026-0003"), "{}", refusal.message);
    assert_eq!(open(&house, four[0]), 121_320, "a refusal settles nothing");
    payment["others"] = json!([{"invoice": four[1]}]);
    payment["give_up"] = json!("Frais de sa banque");
    house.done("record_payment", payment);
    assert_eq!((open(&house, four[0]), open(&house, four[1])), (0, 0));
    let second = house.ask("invoice", json!({"id": four[1]}));
    assert_eq!(second["row"]["given_up"], 4_520, "what is given up is of the one that is short");
    let told = house.ask("deal", json!({"id": 1}))["timeline"][0]["text"].as_str().unwrap().to_owned();
    assert!(told.contains("Sur F-2026-0001 et F-2026-0002, le"), "{told}");
    assert!(told.contains("45,20"), "{told}");
    let listed = house.ask("payments", json!({}))["rows"][0]["number"].clone();
    assert_eq!(listed, "F-2026-0001, F-2026-0002");
    house.verified();
}

#[test]
fn what_goes_beyond_all_is_kept_or_refused() {
    let books = Books::camille();
    let four = four(&books);
    let house = books.on(day(9, 10));
    let mut payment = json!({"invoice": four[0], "amount": "1657,20", "received_on": "10/09/2026",
        "method": "transfer", "others": [{"invoice": four[1]}]});
    assert_eq!(house.refused("record_payment", payment.clone()).field.as_deref(), Some("amount"));
    payment["keep_excess"] = json!(true);
    house.done("record_payment", payment);
    assert_eq!((open(&house, four[0]), open(&house, four[1])), (0, 0));
    assert_eq!(house.ask("payments", json!({}))["rows"][0]["left"], 1_200);
    house.verified();
}
