//! Prudence with a client: work is stopped and taken up again, securities have their days, decisions are looked at again.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, day, signed};
use values::refusal::Code;

/// A deposit that is late since October, its order not begun.
fn unpaid() -> (Books, i64, i64) {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(9, 25));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    drop(house);
    (books, order, invoice)
}

fn tasks(house: &Door) -> Vec<(String, String)> {
    let agenda = house.ask("today", json!({}))["agenda"].clone();
    let told = |place: &str| -> Vec<(String, String)> {
        let lines = agenda[place].as_array().unwrap().iter();
        let all = lines
            .flat_map(|line| [vec![line["task"].clone()], line["more"].as_array().unwrap().clone()].concat());
        all.map(|task| (place.to_owned(), task["kind"].as_str().unwrap().to_owned())).collect()
    };
    ["first", "week", "waiting"].into_iter().flat_map(told).collect()
}

fn stands(house: &Door, place: &str, kind: &str) -> bool {
    tasks(house).contains(&(place.to_owned(), kind.to_owned()))
}

#[test]
fn stopped_work_does_not_begin_and_is_proposed_again_once_paid() {
    let (books, order, invoice) = unpaid();
    let house = books.on(day(11, 2));
    let nameless = json!({"client": 1, "reason": ""});
    assert_eq!(house.refused("suspend_work", nameless).field.as_deref(), Some("reason"));
    assert_eq!(house.refused("resume_work", json!({"client": 1})).code, Code::NotNow);
    let tell = json!({"client": 1, "recipient": "anne@exemple.fr"});
    assert_eq!(house.refused("tell_suspension", tell.clone()).code, Code::NotNow, "work goes on");
    house.done("suspend_work", json!({"client": 1, "reason": "Acompte impayé"}));
    let again = json!({"client": 1, "reason": "Acompte impayé"});
    assert_eq!(house.refused("suspend_work", again).code, Code::NotNow);
    assert_eq!(house.ask("deal", json!({"id": 1}))["suspension"]["reason"], "Acompte impayé");
    assert!(stands(&house, "waiting", "resume_work"));
    let message = house.ask("preview_message", json!({"what": "suspension", "id": 1}));
    let body = message["body"].as_str().unwrap();
    assert!(body.contains("F-2026-0001") && body.contains("1219"), "{body}");
    let early = json!({"client": 1, "recipient": "anne@exemple.fr", "sent_on": "01/11/2026"});
    assert_eq!(house.refused("tell_suspension", early).field.as_deref(), Some("sent_on"));
    house.done("tell_suspension", tell);
    let told = house.ask("deal", json!({"id": 1}))["timeline"][0]["title"].to_string();
    assert!(told.contains("prévenu de l’arrêt du travail par e-mail"), "{told}");
    drop(house);
    tests::pay(&books, day(11, 3), invoice, "1200");
    let house = books.on(day(11, 4));
    let begin = json!({"order": order, "began_on": "04/11/2026"});
    let refusal = house.refused("begin_delivery", begin.clone());
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::GateClosed, Some("override_reason")));
    assert!(stands(&house, "first", "resume_work"), "{:?}", tasks(&house));
    house.done("resume_work", json!({"client": 1, "words": "Payé le 3"}));
    house.done("begin_delivery", begin);
    assert_eq!(house.ask("client", json!({"id": 1}))["suspension"], Value::Null);
    house.verified();
}

#[test]
fn once_all_was_asked_the_user_is_asked_to_decide() {
    let (books, _, invoice) = unpaid();
    let on = |month, day| books.on(NaiveDate::from_ymd_opt(2027, month, day).unwrap());
    let detail = |house: &Door| -> Option<String> {
        let next = house.ask("deal", json!({"id": 1}))["next"].clone();
        (next["kind"] == "decide_debt").then(|| next["detail"].as_str().unwrap().to_owned())
    };
    let house = on(2, 1);
    let steps = json!([{"days": "7", "channel": "email", "tone": "friendly"}]);
    house.done("set_reminder_policy", json!({"client": 1, "steps": steps}));
    assert_eq!(detail(&house), None, "reminders are to come first");
    let asked = json!({"invoice": invoice, "method": "post", "tone": "friendly"});
    house.done("remind_client", asked);
    drop(house);
    let house = on(3, 1);
    assert_eq!(
        detail(&house).as_deref(),
        Some("Toutes vos relances sont faites, la dernière le 1er février 2027.")
    );
    // A notice is told by what left, not by what the policy had planned.
    let notice = json!({"invoice": invoice, "method": "registered", "tone": "formal"});
    let sent = house.done("remind_client", notice);
    assert_eq!(detail(&house).as_deref(), Some("Mise en demeure du 1er mars 2027 sans effet."));
    house.done("withdraw_sending", json!({"sending": sent}));
    assert!(detail(&house).unwrap().starts_with("Toutes vos relances"));
    // What to do was chosen.
    house.done("file_claim", json!({"client": 1, "route": "order", "filed_on": "01/03/2027"}));
    assert_eq!(detail(&house), None);
    house.verified();
}

#[test]
fn stopped_work_reaches_no_stage_without_a_reason_that_stays() {
    let (books, order, invoice) = {
        let books = Books::camille();
        let deal = tests::opened(&books);
        let mut content = tests::website();
        content["stages"] = json!([{"label": "Maquettes"}]);
        let house = books.on(day(9, 10));
        let quote = house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
        drop(house);
        let house = books.on(day(9, 24));
        let order = house.done("accept_quote", tests::acceptance(quote));
        let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
        drop(house);
        (books, order, invoice)
    };
    tests::pay(&books, day(10, 2), invoice, "1200");
    let house = books.on(day(10, 3));
    house.done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    house.done("suspend_work", json!({"client": 1, "reason": "Autre facture impayée"}));
    let mut reach = json!({"order": order, "stage": 0, "reached_on": "03/10/2026"});
    assert_eq!(house.refused("reach_stage", reach.clone()).field.as_deref(), Some("override_reason"));
    reach["override_reason"] = json!("Promis avant la suspension");
    house.done("reach_stage", reach);
    let told = house.ask("deal", json!({"id": 1}))["timeline"].to_string();
    assert!(told.contains("Promis avant la suspension"), "{told}");
    house.verified();
}

#[test]
fn what_was_filed_has_its_days() {
    let (books, ..) = unpaid();
    let house = books.on(day(11, 2));
    let file =
        |route: &str, on: &str| json!({"client": 1, "route": route, "filed_on": on, "court": "Rennes"});
    let field = |payload: Value| house.refused("file_claim", payload).field.unwrap();
    assert_eq!(field(file("sortilege", "02/11/2026")), "route");
    assert_eq!(field(file("order", "03/11/2026")), "filed_on");
    assert!(house.ask("court_routes", json!({})).to_string().contains("Injonction de payer"));
    let claim = house.done("file_claim", file("order", "02/11/2026"));
    assert!(stands(&house, "waiting", "court_pending"), "{:?}", tasks(&house));
    drop(house);
    let house = books.on(day(11, 20));
    let note = |step: &str, on: &str| json!({"claim": claim, "step": step, "noted_on": on});
    assert_eq!(
        house.refused("note_court_step", note("granted", "01/11/2026")).field.as_deref(),
        Some("noted_on")
    );
    house.done("note_court_step", note("granted", "20/11/2026"));
    let told = house.ask("client", json!({"id": 1}))["claims"][0].clone();
    assert_eq!((&told["name"], &told["next"]["by"]), (&json!("Injonction de payer"), &json!("2027-02-20")));
    assert!(stands(&house, "waiting", "court_deadline"));
    drop(house);
    let late = books.on(chrono::NaiveDate::from_ymd_opt(2027, 2, 1).unwrap());
    assert!(stands(&late, "first", "court_deadline"), "{:?}", tasks(&late));
    late.done("note_court_step", note("closed", "01/02/2027"));
    assert_eq!(late.refused("note_court_step", note("served", "01/02/2027")).code, Code::NotNow);
    late.verified();
}

#[test]
fn securities_and_decisions_come_on_their_days() {
    let (books, _, invoice) = unpaid();
    let house = books.on(day(11, 2));
    let security = |more: Value| {
        let mut all =
            json!({"client": 1, "kind": "guarantor", "who": "Zoé", "until": "20/11/2026", "amount": "5000"});
        for (key, value) in more.as_object().unwrap() {
            all[key] = value.clone();
        }
        all
    };
    let field = |payload: Value| house.refused("record_security", payload).field.unwrap();
    assert_eq!(field(security(json!({"who": " "}))), "who");
    assert_eq!(field(security(json!({"amount": "-5"}))), "amount");
    assert_eq!(field(security(json!({"days": "60"}))), "days");
    assert_eq!(field(security(json!({"kind": "insurance"}))), "days");
    let guarantor = house.done("record_security", security(json!({})));
    let insurer = house.done(
        "record_security",
        security(json!({"kind": "insurance", "who": "Assureur", "until": "", "days": "25"})),
    );
    assert!(stands(&house, "week", "security_ends"), "{:?}", tasks(&house));
    assert!(stands(&house, "week", "declare_to_insurer"), "{:?}", tasks(&house));
    let declare =
        |security: i64| json!({"security": security, "invoice": invoice, "declared_on": "02/11/2026"});
    assert_eq!(house.refused("declare_to_insurer", declare(guarantor)).field.as_deref(), Some("security"));
    house.done("declare_to_insurer", declare(insurer));
    assert_eq!(house.refused("declare_to_insurer", declare(insurer)).code, Code::NotNow);
    assert!(!stands(&house, "week", "declare_to_insurer"));
    house.done("end_security", json!({"security": guarantor}));
    assert_eq!(house.refused("end_security", json!({"security": guarantor})).code, Code::NotNow);
    assert_eq!(house.ask("client", json!({"id": 1}))["securities"].as_array().unwrap().len(), 1);

    let mut decide = json!({"client": 1, "choice": "deposit", "deposit": "", "reason": "Retards", "again_on": "20/11/2026"});
    assert_eq!(house.refused("decide_risk", decide.clone()).field.as_deref(), Some("deposit"));
    decide["deposit"] = json!("70 %");
    decide["again_on"] = json!("02/11/2026");
    assert_eq!(house.refused("decide_risk", decide.clone()).field.as_deref(), Some("again_on"));
    decide["again_on"] = json!("20/11/2026");
    house.done("decide_risk", decide);
    let deal = house.done("open_deal", json!({"client": 1, "title": "Suite"}));
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": tests::website()}));
    assert_eq!(preview["risk"]["proposals"][0]["value"], "70", "what was decided is proposed");
    assert!(!stands(&house, "first", "decide_risk"));
    drop(house);
    let house = books.on(day(11, 20));
    assert!(stands(&house, "first", "decide_risk"), "{:?}", tasks(&house));
    house.verified();
}
