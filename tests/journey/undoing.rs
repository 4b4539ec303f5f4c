//! What was done last and left no paper is taken back whole, and done again; what left one is not.

use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};
use tests::{Books, Door, day, signed};

use crate::typed_payloads::valid;
use crate::typed_places::places;

/// Everything that the books hold beside their journal, and what the search knows of it.
fn held(books: &Books) -> Vec<String> {
    let db = Connection::open(books.path()).unwrap();
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' AND name NOT LIKE 'journal%' ORDER BY name")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut all = Vec::new();
    for table in tables {
        let mut statement = db.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(r) = rows.next().unwrap() {
            let told: Vec<String> = columns
                .iter()
                .enumerate()
                // The day on which a deal last changed is that of its last line, this one too.
                .filter(|(_, column)| !(table == "deal_state" && *column == "changed_on"))
                .map(|(i, column)| format!("{column}={:?}", r.get_ref(i).unwrap()))
                .collect();
            all.push(format!("{table}: {}", told.join(" ")));
        }
    }
    all.extend(found_by(&db));
    all.sort();
    all
}

/// What everything is found by, whatever the order of the words.
fn found_by(db: &Connection) -> Vec<String> {
    let mut statement = db.prepare("SELECT kind, ref, words FROM search_index").unwrap();
    let found = statement
        .query_map([], |r| {
            let (kind, id, words): (String, i64, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
            let mut words: Vec<&str> = words.split(' ').collect();
            words.sort_unstable();
            Ok(format!("search: {kind} {id} {}", words.join(" ")))
        })
        .unwrap();
    found.map(Result::unwrap).collect()
}

/// Does it, takes it back, does it again and takes it back: the books are as before, then as after.
fn there_and_back(books: &Books, door: &Door, action: &str, payload: &Value, before: &[String], line: i64) {
    let after = held(books);
    assert_ne!(before, after, "{action} wrote something");
    let undo = |line: &Value| match door.0.act("undo_action", json!({"line": line})) {
        Ok(done) => done["undo"].clone(),
        Err(failure) => panic!("{action} {payload}, line {line}: {failure:?}"),
    };
    let back = undo(&json!(line));
    assert_eq!(held(books), before, "{action} is taken back whole");
    door.verified();
    assert_eq!(door.refused("undo_action", json!({"line": line})).message, "C’est déjà annulé.");
    let again = undo(&back);
    assert_eq!(held(books), after, "{action} is done again");
    door.verified();
    undo(&again);
    assert_eq!(held(books), before, "{action} is taken back once more");
    door.verified();
}

/// What leaves a paper, a number, money, a client, or the bytes of a proof as these payloads join one; or has a way back of its own.
const FOR_GOOD: &[&str] = &[
    "set_identity",
    "add_client",
    "open_deal",
    "import_clients",
    "use_credit",
    "give_up_remainder",
    "write_off_invoice",
    "claim_remainder",
    "set_logo",
    "publish_terms",
    "undo_client_import",
    "record_solvency_check",
    "merge_clients",
    "erase_client",
    "erase_person",
    "attach_file",
    "send_quote",
    "accept_quote",
    "issue_deposit_invoice",
    "issue_balance_invoice",
    "issue_progress_invoice",
    "issue_invoice",
    "issue_order_confirmation",
    "issue_welcome_page",
    "issue_acceptance_report",
    "issue_receipt",
    "record_delivery",
    "record_acceptance",
    "record_payment",
    "reverse_payment",
    "refund_client",
    "keep_money",
    "bounce_cheque",
    "claim_charges",
    "credit_invoice",
    "correct_invoice",
    "cancel_deal",
    "record_start_request",
    "record_withdrawal",
    "receive_supply",
    "send_invoice",
    "record_quote_sent",
    "remind_client",
    "confirm_promise",
    "tell_suspension",
    "issue_duplicate",
    "send_duplicate",
    "write_to_client",
    "send_receipt",
    "announce_to_clients",
    "agree_payment_plan",
    "follow_up_quote",
    "queue_reminders",
    "drop_message",
    "resend_message",
    "resolve_message",
    "take_message",
    "note_message",
    "confirm_clock",
    "set_first_number",
    "record_past_invoice",
    "record_past_receipt",
    "undo_past_receipt",
    "keep_received_invoice",
    "import_statement",
    "undo_statement_import",
    "match_line",
    "explain_line",
    "undo_match",
];

#[test]
fn each_act_that_leaves_no_paper_is_taken_back_whole_and_done_again() {
    let places = places();
    let mut for_good = Vec::new();
    for (action, payload, place) in valid() {
        let place = &places[place];
        let books = place.copy();
        let door = books.on(place.today);
        let before = held(&books);
        let done = match door.0.act(action, payload.clone()) {
            Ok(done) => done,
            Err(failure) => panic!("{action} {payload}: {failure:?}"),
        };
        match done["undo"].as_i64() {
            Some(line) => there_and_back(&books, &door, action, &payload, &before, line),
            None => for_good.push(action),
        }
    }
    let mut expected = FOR_GOOD.to_vec();
    expected.sort_unstable();
    for_good.sort_unstable();
    assert_eq!(for_good, expected);
}

#[test]
fn what_rests_on_it_is_taken_back_first_and_papers_never() {
    let books = Books::camille();
    let (deal, order) = signed(&books);
    let door = books.on(day(9, 24));
    let invoice = door.done("issue_deposit_invoice", json!({"order": order}));
    let line = |done: Value| done["undo"].clone();
    let pay =
        json!({"invoice": invoice, "amount": "1200", "received_on": "24/09/2026", "method": "transfer"});
    let paid = door.0.act("record_payment", pay).unwrap();
    assert_eq!(paid["undo"], Value::Null, "a payment is taken back by its own reversal");
    let last = door.ask("last_deed", json!({}));
    assert!(last["refused"].as_str().unwrap().contains("un paiement s’annule dans la liste"), "{last}");

    let begun =
        line(door.0.act("begin_delivery", json!({"order": order, "began_on": "24/09/2026"})).unwrap());
    let noted = line(
        door.0.act("add_note", json!({"deal": deal, "kind": "note", "text": "Le logo d’abord"})).unwrap(),
    );
    let door = books.on(day(11, 20));
    let delivered =
        line(door.0.act("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"})).unwrap());
    // A note stands apart; what is done on the road goes back in order.
    let refused = door.refused("undo_action", json!({"line": begun}));
    assert!(refused.message.contains("noté depuis"), "{}", refused.message);
    let entry = |door: &Door, seq: &Value| {
        let view = door.ask("deal", json!({"id": deal}));
        let found = view["timeline"].as_array().unwrap().iter().find(|entry| entry["id"] == *seq).cloned();
        found.unwrap_or_else(|| panic!("{seq} on the timeline"))
    };
    assert_eq!(
        (
            &entry(&door, &delivered)["may_undo"],
            &entry(&door, &begun)["may_undo"],
            &entry(&door, &noted)["may_undo"]
        ),
        (&json!(true), &json!(false), &json!(true))
    );
    door.0.act("undo_action", json!({"line": noted})).unwrap();
    let last = door.ask("last_deed", json!({}));
    assert_eq!((&last["line"], &last["refused"]), (&delivered, &Value::Null), "{last}");
    let back = line(door.0.act("undo_action", json!({"line": delivered})).unwrap());
    assert_eq!(entry(&door, &delivered)["undone_on"], "2026-11-20");
    door.0.act("undo_action", json!({"line": begun})).unwrap();
    // What was taken back first is not done again before what it rested on.
    door.refused("undo_action", json!({"line": back}));
    let state = door.ask("deal", json!({"id": deal}));
    assert_eq!(state["stage"], "deposit_paid", "{}", state["stage"]);
    assert_eq!(door.ask("last_deed", json!({}))["line"], Value::Null, "nothing of today is left");
    assert_eq!(door.refused("undo_action", json!({"line": 100_000})).code, values::refusal::Code::NotFound);
    door.verified();
}

#[test]
fn what_was_taken_back_goes_with_an_erasure_and_is_not_done_again_over_another() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let door = books.on(day(9, 4));
    let act = |name: &str, payload: Value| door.0.act(name, payload).unwrap()["undo"].clone();
    let undo = |line: &Value| act("undo_action", json!({"line": line}));
    let task = |text: &str| json!({"task": "qualify_contact-d1-deal1", "reason": text});
    for (name, payload) in [
        ("add_note", json!({"deal": deal, "kind": "note", "text": "Zqdivorce"})),
        ("add_note", json!({"client": 1, "kind": "note", "text": "Zqmalade"})),
        ("add_task", json!({"client": 1, "text": "Rappeler Zqanne"})),
        ("change_client", json!({"client": 1, "card": {"kind": "company", "name": "Zqfournil"}})),
        ("dismiss_task", task("Zqlasse")),
    ] {
        let line = act(name, payload);
        undo(&line);
    }
    let done = door.0.act("open_deal", json!({"client": 1, "title": "Zqaffiche"})).unwrap();
    let (id, opened) = (&done["id"], &done["undo"]);
    let noted = act("add_note", json!({"deal": id, "kind": "note", "text": "Zqpressée"}));
    let unnoted = undo(&noted);
    undo(opened);
    // What it was about is no more: it is not done again, and said so.
    let refused = door.refused("undo_action", json!({"line": unnoted}));
    assert!(refused.message.contains("n’est plus là"), "{}", refused.message);
    // Another choice about the same task has taken its place.
    let first = act("dismiss_task", task("Zqlasse"));
    let back = undo(&first);
    act("dismiss_task", task("Zqencore"));
    door.refused("undo_action", json!({"line": back}));
    door.verified();

    let told = |books: &Books| -> String {
        let db = Connection::open(books.path()).unwrap();
        let mut bodies = db.prepare("SELECT body FROM journal_body").unwrap();
        let bodies: Vec<String> = bodies.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        bodies.join("\n")
    };
    assert!(told(&books).contains("Zqdivorce") && told(&books).contains("Zqpressée"));
    door.done("erase_client", json!({"client": 1, "name": "Boulangerie Le Goff SARL"}));
    assert!(!told(&books).contains("Zq"), "{}", told(&books));
    door.verified();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However many things are done, undone and done again on a deal, taking all of them back leads to where one began.
    #[test]
    fn any_number_of_acts_lead_back_to_where_one_began(steps in prop::collection::vec(0_u8..10, 1..14)) {
        let books = Books::camille();
        let (deal, order) = signed(&books);
        let door = books.on(day(9, 25));
        let before = held(&books);
        let mut lines: Vec<i64> = Vec::new();
        for step in steps {
            let (action, payload) = match step {
                0 => ("add_note", json!({"deal": deal, "kind": "call", "text": "Appelé"})),
                1 => ("begin_delivery", json!({"order": order, "began_on": "25/09/2026", "override_reason": "pressé"})),
                2 => ("record_delivery", json!({"order": order, "delivered_on": "25/09/2026"})),
                3 => ("change_client", json!({"client": 1, "card": {"kind": "company", "name": format!("Fournil {}", lines.len())}})),
                4 => ("add_task", json!({"deal": deal, "text": "Rappeler"})),
                5 => ("add_person", json!({"client": 1, "card": {"name": "Zoé"}})),
                6 => ("record_engagement", json!({"order": order, "order_number": format!("BC {}", lines.len())})),
                7 => ("change_deal", json!({"deal": deal, "title": format!("Refonte n° {}", lines.len())})),
                _ => {
                    if let Some(line) = lines.pop() {
                        door.0.act("undo_action", json!({"line": line})).unwrap();
                    }
                    continue;
                }
            };
            // The road refuses what comes too early or twice.
            if let Ok(done) = door.0.act(action, payload) {
                lines.push(done["undo"].as_i64().unwrap());
            }
        }
        while let Some(line) = lines.pop() {
            door.0.act("undo_action", json!({"line": line})).unwrap();
        }
        prop_assert_eq!(held(&books), before);
        door.verified();
    }
}
