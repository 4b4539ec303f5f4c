//! A file for a judge: what is claimed, what it would leave out, and the archive that verifies itself.

use documents::bundle::{JOURNAL, check};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, Door, bytes, day, delivered, hand_over, refusal};
use values::refusal::Code;

/// A client who signed and received, got the balance invoice by hand, and never paid it.
fn unpaid() -> Books {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let invoice = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    hand_over(&books, day(11, 20), invoice);
    books.on(day(11, 21)).done("add_note", json!({"deal": 1, "kind": "note", "text": "Mauvaise humeur."}));
    books
}

fn file(house: &Door, payload: Value) -> Vec<u8> {
    let paper = house.ask("court_file", payload);
    assert_eq!(paper["media_type"], "application/zip");
    bytes(&paper)
}

fn pieces(house: &Door, payload: Value) -> BTreeMap<String, Vec<u8>> {
    let (checked, pieces) = check(&file(house, payload));
    assert!(checked.ok, "{:?}", checked.findings);
    pieces
}

#[test]
fn the_file_holds_the_chain_of_papers_and_verifies_itself() {
    let books = unpaid();
    let house = books.on(day(12, 31));
    let case = house.ask("court_case", json!({"id": 1}));
    let gaps = case["gaps"].to_string();
    assert!(gaps.contains("mise en demeure") && gaps.contains("procès-verbal"), "{gaps}");
    assert_eq!(case["limit"]["last_day"], "2031-11-20", "five years from the delivery");
    let routes: Vec<&str> =
        case["routes"].as_array().unwrap().iter().map(|route| route["code"].as_str().unwrap()).collect();
    assert_eq!(routes, ["mediation", "small_claim", "order", "hearing", "collector"]);

    let all = pieces(&house, json!({"client": 1}));
    let names = all.keys().cloned().collect::<Vec<_>>().join("\n");
    for wanted in
        ["00 Sommaire.pdf", "Devis D-2026-0001", "F-2026-0002", "verifier.html", "empreintes.txt", JOURNAL]
    {
        assert!(names.contains(wanted), "{wanted} in {names}");
    }
    // What one wrote for oneself stays at home.
    let journal = String::from_utf8(all[JOURNAL].clone()).unwrap();
    assert!(!journal.contains("Mauvaise humeur") && journal.contains("Bon pour accord"));
    assert_eq!(file(&house, json!({"client": 1})), file(&house, json!({"client": 1})), "the same each time");

    assert_eq!(
        bytes(&house.job("export_court_file", json!({"client": 1}))),
        file(&house, json!({"client": 1}))
    );

    // A piece may stay out.
    let left = case["pieces"][0]["document"].as_i64().unwrap();
    let fewer = pieces(&house, json!({"client": 1, "leave_out": [left]}));
    assert_eq!(fewer.len(), all.len() - 1);
}

#[test]
fn who_owes_nothing_late_has_no_file() {
    let books = unpaid();
    let refused = refusal(books.on(day(11, 25)).0.ask("court_file", json!({"client": 1})).unwrap_err());
    assert!(refused.message.contains("n’a rien en retard"), "{}", refused.message);
}

#[test]
fn a_client_in_proceedings_has_no_route_but_a_day_to_declare() {
    let books = unpaid();
    let house = books.on(day(12, 31));
    house.done("record_insolvency", json!({"client": 1, "published_on": "15/12/2026", "words": ""}));
    let case = house.ask("court_case", json!({"id": 1}));
    assert_eq!(case["routes"], json!([]));
    assert!(case["gaps"][0]["text"].as_str().unwrap().contains("15 février 2027"), "{case}");
}

#[test]
fn what_left_from_another_deal_is_in_and_what_never_left_is_not() {
    let books = unpaid();
    let house = books.on(day(12, 31));
    let deal = house.done("open_deal", json!({"client": 1, "title": "Affiche"}));
    let content = json!({"subject": "Affiche", "due_on": "2026-12-31", "lines": tests::website()["lines"]});
    let second = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    hand_over(&books, day(12, 31), second);
    let later = books.on(chrono::NaiveDate::from_ymd_opt(2027, 1, 20).unwrap());
    let formal = json!({"invoice": 2, "also": [second], "method": "registered", "tone": "formal"});
    later.done("remind_client", formal);
    tests::pay(&books, chrono::NaiveDate::from_ymd_opt(2027, 1, 20).unwrap(), 2, "2800");
    // Of the second deal alone: the notice that began with the first one goes with it.
    let names: Vec<String> = pieces(&later, json!({"client": 1})).into_keys().collect();
    assert!(names.iter().any(|name| name.contains("Mise en demeure")), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("D-2026-0001")), "{names:?}");
    let sending = later.ask("invoice", json!({"id": second}))["sendings"][0]["id"].clone();
    later.done("withdraw_sending", json!({"sending": sending}));
    let names: Vec<String> = pieces(&later, json!({"client": 1})).into_keys().collect();
    assert!(!names.iter().any(|name| name.contains("Mise en demeure")), "it did not leave: {names:?}");
}

#[test]
fn what_is_paid_by_a_plan_or_given_up_is_not_claimed() {
    let books = unpaid();
    let house = books.on(day(12, 31));
    house.done("waive_charges", json!({"invoice": 2, "reason": "Geste"}));
    assert!(!pieces(&house, json!({"client": 1})).is_empty());
    house.done("agree_payment_plan", json!({"client": 1, "count": "2", "first_on": "2027-01-15"}));
    let refused = refusal(house.0.ask("court_file", json!({"client": 1})).unwrap_err());
    assert!(refused.message.contains("n’a rien en retard"), "{}", refused.message);
}

#[test]
fn a_newer_time_before_a_court_is_written_down_and_holds_from_its_day() {
    let books = unpaid();
    let year = |y: i32, m: u32, d: u32| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let house = books.on(day(12, 31));
    let row = |code: &str, months: &str, from: &str| json!({"kind": "court_clock", "code": code, "months": months, "valid_from": from, "source": "Décret à venir"});
    let field = |payload: serde_json::Value| house.refused("add_law_row", payload).field.unwrap();
    assert_eq!(field(row("order.closed", "2", "01/01/2028")), "code");
    for odd in ["", "0", "-1", "25", "deux"] {
        assert_eq!(field(row("order.granted", odd, "01/01/2028")), "months", "{odd}");
    }
    assert_eq!(field(row("order.granted", "3", "01/01/2028")), "months", "nothing changes");
    assert_eq!(field(row("order.granted", "2", "01/09/2026")), "valid_from");
    house.done("add_law_row", row("order.granted", "2", "01/01/2027"));
    let coming = house.ask("law", json!({}))["coming"].to_string();
    assert!(coming.contains("Injonction de payer, décision favorable rendue"), "{coming}");
    house.done("file_claim", json!({"client": 1, "route": "order", "filed_on": "31/12/2026"}));
    let later = books.on(year(2027, 1, 5));
    later.done("note_court_step", json!({"claim": 1, "step": "granted", "noted_on": "05/01/2027"}));
    let next = later.ask("client", json!({"id": 1}))["claims"][0]["next"].clone();
    assert_eq!((&next["by"], &next["source"]), (&json!("2027-03-05"), &json!("Décret à venir")), "{next:#}");
    assert!(next["text"].as_str().unwrap().contains("signifier"), "what to do stays so");
    later.verified();
}

#[test]
fn a_claim_in_proceedings_is_a_task_until_it_is_declared() {
    let books = unpaid();
    let house = books.on(day(12, 31));
    let court = house.done("record_insolvency", json!({"client": 1, "published_on": "15/12/2026"}));
    let task = |house: &tests::Door| -> Option<serde_json::Value> {
        let all = tests::for_today(&house.ask("today", json!({})));
        all.as_array().unwrap().iter().find(|task| task["kind"] == "declare_claim").cloned()
    };
    let told = task(&house).unwrap();
    assert_eq!(told["text"], "Déclarer votre créance au plus tard le 15 février 2027");
    assert_eq!(told["amount"], house.ask("client", json!({"id": 1}))["open"]);
    let over = books.on(chrono::NaiveDate::from_ymd_opt(2027, 2, 16).unwrap());
    assert_eq!(task(&over).unwrap()["text"], "Demander un relevé de forclusion avant le 15 juin 2027");
    drop(over);

    let declared = |on: &str, amount: &str| json!({"stop": court, "declared_on": on, "amount": amount});
    assert_eq!(
        house.refused("declare_claim", declared("10/12/2026", "100")).field.as_deref(),
        Some("declared_on")
    );
    assert_eq!(
        house.refused("declare_claim", declared("31/12/2027", "100")).field.as_deref(),
        Some("declared_on")
    );
    assert_eq!(house.refused("declare_claim", declared("20/12/2026", "0")).field.as_deref(), Some("amount"));
    house.done("declare_claim", declared("20/12/2026", "2800"));
    assert_eq!(house.refused("declare_claim", declared("21/12/2026", "2800")).code, Code::NotNow, "once");
    assert_eq!(task(&house), None);
    let stop = &house.ask("client", json!({"id": 1}))["stops"][0];
    assert_eq!((stop["declared_on"].as_str(), &stop["declared"]), (Some("2026-12-20"), &json!(280_000)));
    assert!(stop["debts"][0].as_str().unwrap().contains("déclarée depuis le 20"), "{stop:#}");
    house.done("resume_reminders", json!({"stop": court, "words": "Clôture"}));
    let told = house.ask("client_timeline", json!({"client": 1}))["rows"][0]["title"].to_string();
    assert!(told.contains("Procédure collective terminée"), "{told}");
    house.verified();
}
