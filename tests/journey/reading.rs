//! Numbers and days through the door: what can be read in two ways is asked, whichever field it stands in.

use crate::schema::{Field, Kind, fields};
use crate::typed_payloads::valid;
use crate::typed_places::places;
use parcours::Failure;
use parcours::describe::described;
use serde_json::json;
use tests::{Books, day, opened, signed};
use values::day::Near;
use values::input;

/// Every field that holds an amount, a price or a quantity.
fn holds_a_number(field: &Field) -> bool {
    matches!(
        field.last(),
        "amount" | "budget" | "check_above" | "total" | "open" | "fee" | "quantity" | "unit_price" | "part"
    )
}

#[test]
fn a_thousands_mark_is_guessed_in_no_field_of_any_action() {
    let (list, places) = (described(), places());
    let mut asked = Vec::new();
    for (action, payload, place) in valid() {
        let entry = list["entries"].as_array().unwrap().iter().find(|e| e["name"] == action).unwrap();
        let mut found = Vec::new();
        fields(&entry["payload"], &list["$defs"], &[], &mut found);
        let books = places[place].copy();
        let house = books.on(places[place].today);
        // A credit note is asked for in lines or as a whole, each line by quantity or by amount.
        for field in found.iter().filter(|field| field.kind == Kind::Text && holds_a_number(field)) {
            for typed in ["1.200", "1,440"] {
                let at = format!("{action}, {} = {typed}", field.name());
                let mut payload = payload.clone();
                if action == "credit_invoice" {
                    let by_line = field.path[0] == "lines";
                    payload["amount"] = json!("");
                    payload["lines"] = if by_line { json!([{"line": 0}]) } else { json!([]) };
                }
                let Err(Failure::Refused(refusal)) = house.0.act(action, field.put(&payload, json!(typed)))
                else {
                    panic!("{at}: guessed");
                };
                assert_eq!(refusal.field, Some(field.name()), "{at}: {}", refusal.message);
                assert_eq!(refusal.readings.len(), 2, "{at}: {}", refusal.message);
                for reading in &refusal.readings {
                    assert!(refusal.message.contains(&reading.shown), "{at}: {}", refusal.message);
                }
                asked.push(field.name());
            }
        }
    }
    assert!(asked.len() >= 30, "fields were not found: {asked:?}");
}

#[test]
fn a_preview_asks_at_the_line_and_takes_either_answer() {
    let books = Books::camille();
    opened(&books);
    let house = books.on(day(9, 10));
    let preview = |quantity: &str, price: &str| {
        let lines = json!([{"label": "Mots", "quantity": quantity, "unit_price": price, "vat_rate": 2000}]);
        house.ask(
            "preview_quote",
            json!({"deal": 1, "content": {"subject": "Traduction", "duration": "1 jour", "lines": lines}}),
        )
    };
    let asked = preview("1.200", "1,5");
    let problem = &asked["problems"][0];
    assert_eq!((&problem["field"], &problem["blocking"]), (&json!("lines[0].quantity"), &json!(true)));
    assert_eq!(problem["readings"][0]["typed"], "1200");
    assert_eq!(problem["readings"][1]["typed"], "1,2");
    assert_eq!(preview("1200", "1,5")["totals"]["net"], 180_000);
    assert_eq!(preview("1,2", "1,5")["totals"]["net"], 180);
    assert_eq!(preview("1 200", "1.5")["totals"]["net"], 180_000);
    assert_eq!(preview("1,2340", "1.200,00")["totals"]["net"], 148_080);
}

#[test]
fn a_payment_is_read_as_people_write_it() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(9, 24));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let payment = |amount: &str, on: &str| json!({"invoice": deposit, "amount": amount, "received_on": on, "method": "transfer"});
    let refusal = house.refused("record_payment", payment("1.200", "24/09/2026"));
    assert_eq!(refusal.field.as_deref(), Some("amount"));
    assert_eq!(refusal.readings[0].shown, "1\u{202f}200,00\u{a0}€");
    let house = books.on(day(10, 5));
    house.done("record_payment", payment("1.100,50 €", "2 oct."));
    house.done("record_payment", payment("99€50", "hier"));
}

/// Where the French text of a field shows a value, typing it again gives that value: the page's own table, which its
/// tests hold it to.
#[test]
fn what_the_window_shows_is_read_as_it_was() {
    let today = day(11, 22);
    let mut rows = 0;
    for row in include_str!("../../ui/src/kit/shown.tsv").lines().skip(1) {
        let [how, value, shown] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let read = match how {
            "euros" | "signed" | "typedAmount" => input::amount("f", shown).unwrap().0.to_string(),
            "unitPrice" => input::unit_price("f", shown).unwrap().0.to_string(),
            "quantity" => input::quantity("f", shown).unwrap().0.to_string(),
            "percent" => input::percent("f", shown).unwrap().0.to_string(),
            "date" | "typedDate" | "shortDate" | "shortDateElsewhen" => {
                let near = if value > "2026-11-22" { Near::Coming(today) } else { Near::Past(today) };
                input::day("f", shown, near).unwrap().to_string()
            }
            other => panic!("{other}"),
        };
        assert_eq!(read, value, "{row}");
        rows += 1;
    }
    assert!(rows > 90, "{rows}");
}
