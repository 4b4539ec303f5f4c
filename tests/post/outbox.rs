//! The outbox over a real mail server: what is queued leaves once, and is noted with its very bytes; what does not leave
//! stays, with its reason.

use crate::stand::{hand_over, hand_over_with, kinds, remind, row, says, short, states};
use journey::outbox::message::MessageState;
use mail_parser::MessageParser;
use parcours::jobs::outbox::{run, try_again};
use post::Passwords;
use serde_json::{Value, json};
use tests::outbox::{books, invoice, later, queue, typed};
use tests::smtp::{Certificate, Setup, Smtp};
use tests::{bytes, pay};

#[test]
fn what_is_queued_leaves_once_and_is_noted_with_its_very_bytes() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let mut with_copy = typed(&smtp.server());
    with_copy["copy_to_self"] = json!(true);
    house.done("set_mail_server", with_copy);
    let invoices = [1, 2, 3].map(|rank| invoice(&house, rank));
    assert!(kinds(&house, 1, "today").contains(&"send_invoice".to_owned()));
    let messages = [0, 1, 2].map(|rank| queue(&house, invoices[rank], &format!("client{rank}@exemple.fr")));
    // It waits: it is neither to be done again, nor done.
    assert!(!kinds(&house, 1, "today").contains(&"send_invoice".to_owned()));
    assert!(kinds(&house, 1, "waiting").contains(&"send_invoice".to_owned()));
    assert!(house.ask("invoice", json!({"id": invoices[0]}))["sendings"].as_array().unwrap().is_empty());
    let twice = json!({"invoice": invoices[0], "method": "email", "recipient": "a@exemple.fr"});
    says(&json!(house.refused("send_invoice", twice).message), "attend déjà dans la boîte d’envoi");

    let done = hand_over(&house, &smtp);
    assert_eq!(done.halted, None);
    assert_eq!(done.messages.iter().map(|one| one.message).collect::<Vec<_>>(), messages, "in their order");
    assert!(done.messages.iter().all(|one| one.state == MessageState::Sent), "{done:?}");
    let taken = smtp.taken();
    assert_eq!(taken.len(), 3);
    assert_eq!(taken[0].to, ["client0@exemple.fr", "camille@exemple.fr"], "and a copy to oneself");
    let kept = house.ask("document", json!({"id": row(&house, messages[0])["document"]}));
    assert_eq!(taken[0].bytes, bytes(&kept), "to the letter");
    let read = MessageParser::default().parse(&taken[0].bytes).unwrap();
    assert!(read.header("X-Unsent").is_none() && read.header("Bcc").is_none());
    assert_eq!(read.attachment_count(), 1);
    let sendings = house.ask("invoice", json!({"id": invoices[0]}))["sendings"].clone();
    assert_eq!(
        (&sendings[0]["method"], &sendings[0]["recipient"], &sendings[0]["document"]),
        (&json!("email"), &json!("client0@exemple.fr"), &row(&house, messages[0])["document"])
    );
    assert!(!kinds(&house, 1, "waiting").contains(&"send_invoice".to_owned()));

    assert!(hand_over(&house, &smtp).messages.is_empty(), "nothing leaves twice");
    assert_eq!(smtp.told("DATA"), 3);
    house.verified();

    // A reminder follows the message of its invoice.
    let house = books.on(later(30));
    let message = remind(&house, invoices[0]);
    let plan = house.ask("dunning_plan", json!({}));
    assert!(plan["due"].as_array().unwrap().iter().all(|one| one["client"]["name"] != "Client 1"));
    let held =
        plan["held"].as_array().unwrap().iter().find(|one| one["client"]["name"] == "Client 1").unwrap();
    assert_eq!(held["guard"], "outbox", "{held}");
    assert_eq!(hand_over(&house, &smtp).messages.len(), 1);
    let id = read.message_id().unwrap();
    let reminder = smtp.taken().pop().unwrap();
    let reminder = MessageParser::default().parse(&reminder.bytes).unwrap().into_owned();
    assert_eq!((reminder.in_reply_to().as_text(), reminder.references().as_text()), (Some(id), Some(id)));
    assert_ne!(reminder.message_id(), Some(id));
    assert_eq!(row(&house, message)["state"], "sent");
    let plan = house.ask("dunning_plan", json!({}));
    let held = plan["held"].as_array().unwrap().iter().any(|one| one["client"]["name"] == "Client 1");
    let written = |one: &serde_json::Value| one["client"]["name"] == "Client 1" && one["channel"] == "email";
    let due = plan["due"].as_array().unwrap().iter().any(written);
    assert!(!held && !due, "its step is done: {plan:#}");
    house.verified();
}

#[test]
fn what_is_no_more_to_be_said_is_held_and_never_sent() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let invoices = [1, 2, 3, 4].map(|rank| {
        let id = invoice(&house, rank);
        house.done("send_invoice", json!({"invoice": id, "method": "hand"}));
        id
    });
    let house = books.on(later(30));
    let messages = invoices.map(|id| remind(&house, id));
    drop(house);
    pay(&books, later(30), invoices[0], "4000");
    pay(&books, later(30), invoices[1], "1000");
    let house = books.on(later(30));
    house.done("open_dispute", json!({"invoice": invoices[2], "reason": "quality", "words": "Deux pages"}));
    let done = hand_over(&house, &smtp);
    let told: Vec<(i64, MessageState)> = done.messages.iter().map(|one| (one.message, one.state)).collect();
    let held = MessageState::Failed;
    assert_eq!(
        told,
        [(messages[0], held), (messages[1], held), (messages[2], held), (messages[3], MessageState::Sent)]
    );
    says(&row(&house, messages[0])["words"], "payée");
    says(&row(&house, messages[1])["words"], "a changé");
    says(&row(&house, messages[2])["words"], "contestée");
    assert_eq!(smtp.taken().len(), 1, "only what is still owed");
    assert!(hand_over(&house, &smtp).messages.is_empty(), "what was held stays so");
    // It is taken back, and can then be written again.
    house.done("drop_message", json!({"message": messages[1]}));
    let again = remind(&house, invoices[1]);
    assert_eq!(hand_over(&house, &smtp).messages[0].message, again);
    house.verified();
}

#[test]
fn a_refused_password_keeps_all_back_until_it_is_told() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let messages = [1, 2].map(|rank| queue(&house, invoice(&house, rank), "anne@exemple.fr"));
    let none = run(&house.0, &Passwords::default(), &short(), &|_, _| true).unwrap();
    says(&json!(none.halted), "mot de passe");
    assert!(smtp.log().is_empty(), "nobody is called for nothing");
    // It is told where one sends and where one works, once; and tried again once it is known.
    assert!(run(&house.0, &Passwords::default(), &short(), &|_, _| true).unwrap().messages.is_empty());
    says(&house.ask("outbox", json!({}))["halted"], "Réglages, Envoi");
    let tasks = tests::all_tasks(&house.ask("today", json!({})));
    let told: Vec<&Value> =
        tasks.as_array().unwrap().iter().filter(|task| task["kind"] == "set_mail_server").collect();
    assert_eq!(told.len(), 1, "{tasks:#}");
    says(&told[0]["text"], "2 messages attendent");

    let done = hand_over_with(&house, &smtp, "faux");
    says(&json!(done.halted), "mot de passe");
    assert_eq!(states(&house), [(messages[0], "failed".to_owned()), (messages[1], "ready".to_owned())]);
    assert_eq!(row(&house, messages[0])["again"], "after_change");
    let calls = smtp.told("connection");
    assert!(hand_over_with(&house, &smtp, "faux").messages.is_empty());
    assert_eq!(smtp.told("connection"), calls, "the same password is not tried again and again");
    says(&house.ask("outbox", json!({}))["halted"], "mot de passe");

    try_again(&house.0).unwrap();
    assert!(hand_over(&house, &smtp).messages.iter().all(|one| one.state == MessageState::Sent));
    assert_eq!(smtp.taken().len(), 2);
    house.verified();
}

#[test]
fn a_refused_recipient_or_a_message_too_large_keeps_no_other_back() {
    let Some(smtp) = Smtp::start(Setup { most: 300_000, ..Setup::default() }) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let wrong = queue(&house, invoice(&house, 1), "refused@exemple.fr");
    let spam = queue(&house, invoice(&house, 2), "spam@exemple.fr");
    let heavy = queue(&house, invoice(&house, 3), "heavy@exemple.fr");
    let good = queue(&house, invoice(&house, 4), "anne@exemple.fr");
    let done = hand_over(&house, &smtp);
    assert_eq!(done.halted, None);
    for message in [wrong, spam, heavy] {
        let row = row(&house, message);
        assert_eq!(
            (&row["state"], &row["again"], &row["next_try"]),
            (&json!("failed"), &json!("never"), &json!(null)),
            "{row}"
        );
    }
    says(&row(&house, wrong)["words"], "refused@exemple.fr");
    assert_eq!(row(&house, good)["state"], "sent");
    assert!(hand_over(&house, &smtp).messages.is_empty());
    house.done("resend_message", json!({"message": wrong}));
    assert_eq!(hand_over(&house, &smtp).messages[0].state, MessageState::Failed, "when one asks for it");
    house.verified();
}

#[test]
fn what_is_put_off_is_tried_again_in_its_time() {
    let Some(mut smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let grey = queue(&house, invoice(&house, 1), "greylist-2@exemple.fr");
    let good = queue(&house, invoice(&house, 2), "anne@exemple.fr");
    hand_over(&house, &smtp);
    assert_eq!(states(&house), [(grey, "failed".to_owned()), (good, "sent".to_owned())]);
    assert_eq!(row(&house, grey)["again"], "later");
    assert!(row(&house, grey)["next_try"].as_str().unwrap().starts_with("2026-09-02T12:"), "within minutes");
    assert!(hand_over(&house, &smtp).messages.is_empty(), "not before its time");
    drop(house);
    let house = books.on(later(1));
    assert_eq!(hand_over(&house, &smtp).messages[0].state, MessageState::Failed);
    drop(house);
    let house = books.on(later(2));
    assert_eq!(hand_over(&house, &smtp).messages[0].state, MessageState::Sent);

    // The machine of the server is off: everything waits, without a doubt.
    smtp.leave();
    let first = queue(&house, invoice(&house, 3), "anne@exemple.fr");
    let second = queue(&house, invoice(&house, 4), "anne@exemple.fr");
    let done = hand_over(&house, &smtp);
    assert_eq!(done.messages.len(), 1, "nobody else is tried while nobody answers");
    assert!(done.halted.is_some());
    drop(house);
    smtp.come_back();
    let house = books.on(later(3));
    let done = hand_over(&house, &smtp);
    assert_eq!(done.messages.iter().map(|one| one.message).collect::<Vec<_>>(), [second, first]);
    assert!(states(&house).iter().all(|(_, state)| state == "sent"), "{:?}", states(&house));
    house.verified();
}

#[test]
fn what_may_have_left_is_never_sent_again_by_itself() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let lost = queue(&house, invoice(&house, 1), "lost@exemple.fr");
    let kept = queue(&house, invoice(&house, 2), "mute@exemple.fr");
    let cut = queue(&house, invoice(&house, 3), "nodata@exemple.fr");
    let good = queue(&house, invoice(&house, 4), "anne@exemple.fr");
    let done = hand_over(&house, &smtp);
    assert!(done.halted.is_some(), "a call that is cut: {done:?}");
    assert_eq!(row(&house, lost)["state"], "unknown");
    assert_eq!(row(&house, kept)["state"], "unknown");
    let row_cut = row(&house, cut);
    assert_eq!(
        (&row_cut["state"], &row_cut["again"]),
        (&json!("failed"), &json!("later")),
        "cut before its end"
    );
    drop(house);
    // What was cut keeps no other back.
    let house = books.on(later(1));
    assert_eq!(hand_over(&house, &smtp).messages[0].message, good);
    assert_eq!(row(&house, lost)["state"], "unknown", "still");
    for action in ["drop_message", "resend_message"] {
        says(&json!(house.refused(action, json!({"message": lost})).message), "vérifiez");
    }
    // One looked: the first did not leave, the second did.
    house.done("resolve_message", json!({"message": kept, "left": true}));
    house.done("resolve_message", json!({"message": lost, "left": false}));
    assert_eq!(row(&house, kept)["state"], "sent");
    assert_eq!(house.ask("invoice", json!({"id": 2}))["sendings"][0]["day"], "2026-09-02", "the day it left");
    assert_eq!(states(&house)[0], (lost, "ready".to_owned()));
    house.verified();
}

#[test]
fn what_a_dead_process_was_handing_over_is_in_doubt() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let message = queue(&house, invoice(&house, 1), "anne@exemple.fr");
    house.done("take_message", json!({"message": message}));
    says(&json!(house.refused("take_message", json!({"message": message})).message), "en train de partir");
    let done = hand_over(&house, &smtp);
    assert_eq!((done.messages[0].message, done.messages[0].state), (message, MessageState::Unknown));
    assert!(smtp.taken().is_empty());
    house.done("resolve_message", json!({"message": message, "left": false}));
    hand_over(&house, &smtp);
    assert_eq!(smtp.taken().len(), 1);
    house.verified();
}

#[test]
fn an_expired_certificate_keeps_all_back() {
    let Some(smtp) = Smtp::start(Setup { certificate: Certificate::Expired, ..Setup::default() }) else {
        return;
    };
    let books = books(&smtp);
    let house = books.on(later(0));
    let message = queue(&house, invoice(&house, 1), "anne@exemple.fr");
    says(&json!(hand_over(&house, &smtp).halted), "certificat");
    assert_eq!(row(&house, message)["state"], "failed");
    says(&row(&house, message)["words"], "certificat");
    assert!(smtp.taken().is_empty());
    // Another server, and it leaves.
    let Some(other) = Smtp::start(Setup::default()) else { return };
    house.done("set_mail_server", typed(&other.server()));
    assert_eq!(hand_over(&house, &other).messages[0].state, MessageState::Sent);
    house.verified();
}
