//! How the outbox is worked on: by one process at a time, by itself on the day of a step, by the command line; its settings,
//! and what becomes of it in a copy that is put back.

use crate::stand::{hand_over, row, says, states};
use serde_json::json;
use tests::outbox::{books, invoice, later, queue, typed};
use tests::smtp::{PASSWORD, Setup, Smtp};
use tests::{Books, day};

#[test]
fn one_process_at_a_time_hands_over_and_none_from_the_demonstration() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    queue(&house, invoice(&house, 1), "anne@exemple.fr");
    let lock = std::fs::File::create(books.folder().join("outbox.lock")).unwrap();
    lock.try_lock().unwrap();
    says(&json!(hand_over(&house, &smtp).halted), "déjà");
    drop(lock);
    assert_eq!(hand_over(&house, &smtp).messages.len(), 1);
}

#[test]
fn a_step_leaves_by_itself_on_its_day_and_waits_for_a_word_after_it() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let steps = json!([{"days": "3", "channel": "email", "tone": "neutral", "by_itself": true},
        {"days": "10", "channel": "email", "tone": "firm", "by_itself": true}]);
    house.done("set_reminder_policy", json!({"profile": "regular", "steps": steps}));
    for rank in [1, 2] {
        let id = invoice(&house, rank);
        house.done("send_invoice", json!({"invoice": id, "method": "hand"}));
    }
    drop(house);
    // Due on Monday 21 September: the step comes on Thursday 24.
    assert!(hand_over(&books.on(day(9, 23)), &smtp).messages.is_empty());
    let house = books.on(day(9, 24));
    assert_eq!(hand_over(&house, &smtp).messages.len(), 2);
    assert!(hand_over(&house, &smtp).messages.is_empty(), "once");
    assert!(row(&house, 1)["by_itself"].as_bool().unwrap());
    drop(house);
    // Nobody was there on 1 October: on the 2nd, it waits for a word.
    let house = books.on(day(10, 2));
    assert!(hand_over(&house, &smtp).messages.is_empty());
    assert_eq!(house.ask("outbox", json!({}))["late"].as_array().unwrap().len(), 2);
    house.done("queue_reminders", json!({"all": true}));
    assert_eq!(hand_over(&house, &smtp).messages.len(), 2);
    assert!(house.ask("outbox", json!({}))["late"].as_array().unwrap().is_empty());
    assert_eq!(smtp.taken().len(), 4);
    house.verified();
}

#[test]
fn nothing_is_queued_without_a_server_or_by_another_way() {
    let books = Books::camille();
    let house = books.on(later(0));
    let id = invoice(&house, 1);
    let send = |method: &str| json!({"invoice": id, "method": method, "recipient": "anne@exemple.fr", "queue": true});
    says(&json!(house.refused("send_invoice", send("email")).message), "Réglages, Envoi");
    let server = json!({"host": "smtp.exemple.fr", "security": "tls", "user": "camille@exemple.fr"});
    house.done("set_mail_server", server);
    assert_eq!(house.refused("send_invoice", send("post")).field.as_deref(), Some("method"));
    let nobody = json!({"invoice": id, "method": "email", "recipient": "", "queue": true});
    house.done("change_client", json!({"client": 1, "card": tests::bakery()}));
    assert_eq!(house.refused("send_invoice", nobody).field.as_deref(), Some("recipient"));
    let past = json!({"invoice": id, "method": "email", "recipient": "a@b.fr", "sent_on": "02/09/2026", "queue": true});
    let house = books.on(later(1));
    assert_eq!(house.refused("send_invoice", past).field.as_deref(), Some("sent_on"));
    assert!(states(&house).is_empty());
}

#[test]
fn a_server_is_set_tried_and_trusted_with_its_password() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = Books::camille();
    let house = books.on(later(0));
    assert_eq!(
        house.ask("mail_settings", json!({})),
        json!({"account": null, "address": "camille@exemple.fr"})
    );
    let presets = house.ask("mail_presets", json!({}));
    assert!(
        presets["preset"].is_null() && presets["all"].as_array().unwrap().len() > 5,
        "nothing is guessed"
    );
    assert_eq!(house.job("mail_password", json!({}))["needed"], false);
    // Tried as it is typed, before it is kept: what is wrong is told at its field.
    let server = typed(&smtp.server());
    let field = |server: &serde_json::Value, password: &str| {
        let tried = house.0.job("try_mail_server", json!({"server": server, "password": password}));
        tests::refusal(tried.unwrap_err()).field
    };
    assert_eq!(field(&server, "faux").as_deref(), Some("password"));
    assert_eq!(field(&server, "").as_deref(), Some("password"));
    let mut closed = server.clone();
    closed["port"] = json!("1");
    assert_eq!(field(&closed, PASSWORD).as_deref(), Some("port"));
    closed["host"] = json!("");
    assert_eq!(field(&closed, PASSWORD).as_deref(), Some("host"));
    let tried = house.job("try_mail_server", json!({"server": server, "password": PASSWORD}));
    assert_eq!(tried["address"], "camille@exemple.fr");
    assert_eq!(smtp.taken().len(), 1);

    assert!(house.0.job("keep_mail_password", json!({"password": PASSWORD})).is_err(), "of which server?");
    house.done("set_mail_server", server);
    let message = queue(&house, invoice(&house, 1), "anne@exemple.fr");
    assert_eq!(house.job("mail_password", json!({}))["known"], false);
    says(&house.job("send_outbox", json!({}))["halted"], "mot de passe");
    assert_eq!(house.job("keep_mail_password", json!({"password": PASSWORD}))["known"], true);
    let work = house.ask("outbox_work", json!({}));
    assert_eq!((&work["due"], &work["by_itself"]), (&json!([message]), &json!(false)));
    let given = house.ask("message_to_send", json!({"id": message}));
    assert_eq!((&given["from"], &given["to"]), (&json!("camille@exemple.fr"), &json!(["anne@exemple.fr"])));
    assert_eq!(house.job("send_outbox", json!({}))["messages"][0]["state"], "sent");
    assert_eq!(house.job("keep_mail_password", json!({"password": ""}))["known"], false);
    // It stands in no book.
    let raw = std::fs::read(books.path()).unwrap();
    assert!(!raw.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes()));
    house.verified();
}

#[test]
fn what_waits_in_a_copy_that_is_put_back_is_in_doubt() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let message = queue(&house, invoice(&house, 1), "anne@exemple.fr");
    house.job("backup", json!({}));
    let backup = house.ask("books", json!({}))["backups"][0]["path"].clone();
    assert_eq!(hand_over(&house, &smtp).messages.len(), 1);
    assert_eq!(house.ask("today", json!({}))["counts"]["outbox"], 0);
    house.job("restore", json!({"path": backup}));
    assert!(hand_over(&house, &smtp).messages.is_empty(), "it left since that copy");
    says(&row(&house, message)["words"], "sauvegarde");
    assert_eq!(house.ask("today", json!({}))["counts"]["outbox"], 1, "and one is told");
    house.done("resolve_message", json!({"message": message, "left": true}));
    assert_eq!(smtp.taken().len(), 1);
    house.verified();
}

/// The command line on those books, its password in the environment.
fn cli(books: &Books, arguments: &[&str]) -> (i32, serde_json::Value) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parcours-cli"));
    command.arg("--data").arg(books.folder()).args(["--today", &later(0).to_string()]).args(arguments);
    let output = command.env("PARCOURS_SMTP_PASSWORD", PASSWORD).output().expect("the command runs");
    (output.status.code().unwrap_or(-1), serde_json::from_slice(&output.stdout).unwrap_or_default())
}

#[test]
fn the_command_line_sends_and_ends_by_what_became_of_each() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let door = || books.on(later(0));
    assert_eq!(cli(&books, &["outbox", "send"]), (0, json!({"messages": [], "halted": null})));
    let house = door();
    queue(&house, invoice(&house, 1), "anne@exemple.fr");
    drop(house);
    assert_eq!(cli(&books, &["outbox", "list"]).1["waiting"][0]["state"], "ready");
    let (code, told) = cli(&books, &["outbox", "send"]);
    assert_eq!((code, &told["messages"][0]["state"]), (0, &json!("sent")), "{told}");
    let house = door();
    queue(&house, invoice(&house, 2), "refused@exemple.fr");
    drop(house);
    assert_eq!(cli(&books, &["outbox", "send"]).0, 2);
    let house = door();
    queue(&house, invoice(&house, 3), "lost@exemple.fr");
    drop(house);
    assert_eq!(cli(&books, &["outbox", "send"]).0, 3);
    assert_eq!(smtp.taken().len(), 1);
    door().verified();
}
