//! Bad input in every field of every entry, worked out from the JSON schemas: each is accepted and kept as typed, or
//! refused in French at its field; never an internal error, never a trace in the books.

use crate::ledger::{Ledger, ledger, reads_well};
use crate::schema::{Field, Kind, fields, texts, wrong_types};
use crate::typed_payloads::valid;
use crate::typed_places::{Place, places};
use books::entry::Run;
use parcours::Failure;
use parcours::describe::described;
use parcours::surface::ENTRIES;
use serde_json::{Value, json};
use tests::{Books, Door, day, opened, signed, website};
use values::letters;
use values::refusal::Code;

/// Does the ledger hold this text, in a column of its own or inside kept JSON?
fn holds(ledger: &Ledger, text: &str) -> bool {
    let escaped = serde_json::to_string(text).unwrap();
    let escaped = escaped.trim_matches('"');
    ledger
        .0
        .iter()
        .filter(|(table, _)| !table.starts_with("journal") && !table.starts_with("search"))
        .any(|(_, rows)| rows.values().any(|row| row.contains(text) || row.contains(escaped)))
}

/// Values that are worked out, not kept letter by letter; and what is not kept at all.
fn is_worked_out(action: &str, field: &Field) -> bool {
    let date =
        field.last().ends_with("_on") || ["valid_until", "valid_from", "vat_since"].contains(&field.last());
    let number = matches!(
        field.last(),
        "budget"
            | "check_above"
            | "credit_limit"
            | "month"
            | "year"
            | "first"
            | "total"
            | "open"
            | "amount"
            | "quantity"
            | "unit_price"
            | "discount"
            | "deposit"
            | "percent"
            | "rate"
            | "replaces"
            | "fee"
            | "done"
            | "part"
            | "days"
            | "months"
            | "least"
            | "port"
            | "from_hour"
            | "to_hour"
    );
    let identifier =
        matches!(field.last(), "siret" | "vat_number" | "iban" | "bic" | "score" | "payment_days");
    let unkept = field.path.iter().any(|part| part == "confirmed" || part == "file" || part == "proof");
    // Terms are kept whole, and so is every text of a quote.
    date || (number && action != "set_preferences") || identifier || unkept || field.kind != Kind::Text
}

struct Try<'a> {
    place: &'a Place,
    books: Books,
    house: Door,
    before: Ledger,
}

impl<'a> Try<'a> {
    fn at(place: &'a Place) -> Try<'a> {
        let books = place.copy();
        let house = books.on(place.today);
        let before = ledger(&books);
        Try { place, books, house, before }
    }

    /// Performs it; answers whether it was done. A refusal is checked in every way.
    fn perform(&mut self, action: &str, field: &Field, what: &str, value: Value, payload: Value) -> bool {
        let at = format!("{action}, {} = {what}", field.name());
        match self.house.0.act(action, payload) {
            Ok(_) => {
                let after = ledger(&self.books);
                self.before.only_grew(&after, &at);
                if let Some(text) = value.as_str()
                    && !text.trim().is_empty()
                    && !is_worked_out(action, field)
                {
                    // A number is kept without what hides in it.
                    let kept = holds(&after, text.trim()) || holds(&after, &letters::code(text));
                    assert!(kept, "{at}: done, but what was typed is not what is kept");
                }
                *self = Try::at(self.place);
                true
            }
            Err(Failure::Internal(sentence)) => panic!("{at}: an internal error: {sentence}"),
            Err(Failure::Refused(refusal)) => {
                reads_well(&refusal.message);
                let named = refusal.field.clone().unwrap_or_default();
                let expected = field.name();
                let missing = field.kind == Kind::Number && refusal.code == Code::NotFound;
                let elsewhere =
                    (action, expected.as_str(), named.as_str()) == ("accept_quote", "words", "proof");
                let inside = expected == named
                    || expected.starts_with(&format!("{named}."))
                    || expected.starts_with(&format!("{named}["));
                assert!(
                    (inside && !named.is_empty()) || missing || elsewhere,
                    "{at}: refused at « {named} »: {}",
                    refusal.message
                );
                assert_eq!(ledger(&self.books), self.before, "{at}: a refusal left a trace");
                false
            }
        }
    }
}

#[test]
fn every_field_of_every_action_is_kept_as_typed_or_refused_at_its_place() {
    let list = described();
    let places = places();
    let valid = valid();
    let actions: Vec<&str> =
        ENTRIES.iter().filter(|e| matches!(e.run, Run::Action(..))).map(|e| e.name).collect();
    let covered: Vec<&str> = valid.iter().map(|(name, ..)| *name).collect();
    assert_eq!(covered, actions, "every action of the list has a payload here");
    // One thread for each part: every try has a folder of its own.
    let shares: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|share| {
                let (list, places, valid) = (&list, &places, &valid);
                scope.spawn(move || {
                    let (mut done, mut refused) = (0, 0);
                    for (action, payload, place) in valid.iter().skip(share).step_by(4) {
                        let (d, r) = try_all(list, action, payload, &places[*place]);
                        done += d;
                        refused += r;
                    }
                    (done, refused)
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let (done, refused) = shares.iter().fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
    assert!(done > 200 && refused > 600, "{done} done, {refused} refused: fields were not found");
}

fn try_all(list: &Value, action: &str, payload: &Value, place: &Place) -> (usize, usize) {
    let entry = list["entries"].as_array().unwrap().iter().find(|e| e["name"] == action).unwrap();
    let mut found = Vec::new();
    fields(&entry["payload"], &list["$defs"], &[], &mut found);
    let mut attempt = Try::at(place);
    let (mut done, mut refused) = (0, 0);
    let mut count = |was_done: bool| if was_done { done += 1 } else { refused += 1 };
    for field in &found {
        if matches!(field.kind, Kind::Text | Kind::Choice) {
            for (what, text) in texts() {
                let value = json!(text);
                count(attempt.perform(action, field, what, value.clone(), field.put(payload, value)));
            }
        }
        for value in wrong_types(field.kind) {
            let what = value.to_string();
            let was_done = attempt.perform(action, field, &what, Value::Null, field.put(payload, value));
            assert!(!was_done, "{action}, {} = {what}: the wrong type was accepted", field.name());
            count(false);
        }
    }
    let extra = Field { path: vec!["surprise".into()], kind: Kind::Bool };
    assert!(
        !attempt.perform(action, &extra, "an unknown field", Value::Null, extra.put(payload, json!(1))),
        "{action} takes anything"
    );
    for whole in [json!([]), json!("x"), json!(12), json!(true)] {
        match attempt.house.0.act(action, whole.clone()) {
            Err(Failure::Refused(refusal)) => reads_well(&refusal.message),
            other => panic!("{action} {whole}: {other:?}"),
        }
    }
    (done, refused)
}

#[test]
fn the_payloads_here_are_done_as_they_stand() {
    let places = places();
    for (action, payload, place) in valid() {
        let books = places[place].copy();
        books.on(places[place].today).done(action, payload);
        books.on(places[place].today).verified();
    }
}

#[test]
fn no_question_stumbles_over_what_is_typed() {
    let list = described();
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(9, 24));
    let before = ledger(&books);
    for entry in list["entries"].as_array().unwrap().iter().filter(|e| e["kind"] == "question") {
        let name = entry["name"].as_str().unwrap();
        let payload = match name {
            "preview_quote" | "preview_quote_paper" => json!({"deal": 1, "content": website()}),
            "preview_deposit_invoice"
            | "preview_deposit_paper"
            | "preview_balance_invoice"
            | "preview_balance_paper" => json!({"order": order}),
            _ => json!({}),
        };
        let mut found = Vec::new();
        fields(&entry["payload"], &list["$defs"], &[], &mut found);
        for field in &found {
            let typed = texts().into_iter().map(|(_, text)| json!(text));
            // A paper takes long to lay out: a few values are enough there.
            let most = if name.ends_with("paper") { 4 } else { usize::MAX };
            for value in wrong_types(field.kind)
                .into_iter()
                .chain(typed)
                .chain([json!(-1), json!(i64::MAX), Value::Null])
                .take(most)
            {
                match house.0.ask(name, field.put(&payload, value.clone())) {
                    Ok(_) => {}
                    Err(Failure::Refused(refusal)) => reads_well(&refusal.message),
                    Err(Failure::Internal(sentence)) => {
                        panic!(
                            "{name}, {} = {}: {sentence}",
                            field.name(),
                            value.to_string().chars().take(40).collect::<String>()
                        )
                    }
                }
            }
        }
    }
    assert_eq!(ledger(&books), before, "a question wrote");
}

#[test]
fn a_preview_points_at_what_an_action_would_refuse() {
    let books = Books::camille();
    opened(&books);
    let house = books.on(day(9, 10));
    let list = described();
    let entry = list["entries"].as_array().unwrap().iter().find(|e| e["name"] == "send_quote").unwrap();
    let mut found = Vec::new();
    fields(
        &entry["payload"]["$ref"]
            .as_str()
            .map_or(entry["payload"].clone(), |r| list["$defs"][r.trim_start_matches("#/$defs/")].clone())["properties"]
            ["content"],
        &list["$defs"],
        &["content".into()],
        &mut found,
    );
    assert!(found.len() > 12, "{found:?}");
    let send = json!({"deal": 1, "content": website(), "method": "email"});
    for field in found.iter().filter(|f| f.kind == Kind::Text) {
        for (what, text) in texts() {
            let payload = field.put(&send, json!(text));
            let preview = house.ask("preview_quote", json!({"deal": 1, "content": payload["content"]}));
            if preview["sendable"] == true {
                continue;
            }
            let refusal = house.refused("send_quote", payload);
            let fields: Vec<&Value> = preview["problems"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|p| p["blocking"] == true)
                .map(|p| &p["field"])
                .collect();
            assert!(
                fields.contains(&&json!(refusal.field)),
                "{} = {what}: {fields:?} but {:?}",
                field.name(),
                refusal.field
            );
        }
    }
}

#[test]
fn a_draft_is_kept_whatever_is_in_it_within_bounds() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let save =
        |key: &str, content: Value| house.0.draft("save_draft", json!({"key": key, "content": content}));
    for (_, text) in texts() {
        save("client:new", json!({"name": text})).unwrap();
        assert_eq!(house.ask("draft", json!({"key": "client:new"}))["content"]["name"], json!(text));
    }
    for (key, content, field) in [
        ("", json!({}), "key"),
        (&"x".repeat(101), json!({}), "key"),
        ("identity", json!("x".repeat(2_000_001)), "content"),
    ] {
        let refusal = tests::refusal(save(key, content).unwrap_err());
        assert_eq!(refusal.field.as_deref(), Some(field));
        reads_well(&refusal.message);
    }
}
