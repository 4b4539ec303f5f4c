//! The words of messages are the user's own: read wherever a message is made, refused where they could not be filled.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::{Books, bakery, day, delivered, hand_over};
use values::refusal::Code;

/// The balance of a website, late on that day by eight days, of a client who can be written to.
fn late() -> (Books, i64) {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let mut card = bakery();
    card["email"] = json!("anne@legoff.example");
    books.on(day(11, 20)).done("change_client", json!({"client": 1, "card": card}));
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    hand_over(&books, day(11, 21), balance);
    (books, balance)
}

fn typed(code: &str, subject: &str, body: &str) -> Value {
    json!({"code": code, "language": "french", "subject": subject, "body": body})
}

#[test]
fn what_was_changed_is_said_from_then_on_and_what_left_stays() {
    let (books, balance) = late();
    let house = books.on(day(12, 28));
    let shown = |what: &str, id: i64| house.ask("preview_message", json!({"what": what, "id": id}));
    let before = shown("invoice", balance);
    let left = house.done("send_invoice", json!({"invoice": balance, "method": "email"}));
    house.done(
        "set_message_template",
        typed("invoice", "Votre {nature} {numéro}", "Salut !\n\n{situation} {virement}\n\n{signature}"),
    );
    let after = shown("invoice", balance);
    assert_eq!(after["subject"], "Votre facture de solde F-2026-0002");
    let body = after["body"].as_str().unwrap();
    assert!(body.starts_with("Salut\u{a0}!\n\nCe montant tient compte") && !body.contains("  "), "{body}");
    let kept: String =
        books.raw().query_row("SELECT subject FROM sending WHERE id = ?1", [left], |row| row.get(0)).unwrap();
    assert_eq!(before["subject"], kept, "what left is kept");

    // One client's language is one's own words; the other stays as it ships.
    house.done("set_message_template", typed("reminder_neutral", "Rappel {numéro}", "Il reste {reste}."));
    let reminder = house.ask("preview_reminder", json!({"invoice": balance, "tone": "neutral"}));
    assert_eq!(
        reminder["message"]["body"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " "),
        "Il reste 2 800,00 €."
    );
    let paper = json!({"invoice": balance, "tone": "neutral"});
    house.ask("preview_reminder_paper", paper);
    let view = house.ask("message_templates", json!({}));
    let all = view["templates"].as_array().unwrap();
    let of = |code: &str| all.iter().find(|one| one["code"] == code).unwrap();
    let words = of("reminder_neutral")["words"].as_array().unwrap().clone();
    let changed: Vec<_> = words.iter().map(|words| (&words["language"], &words["changed"])).collect();
    assert_eq!(
        json!(changed),
        json!([["french", true], ["english", false], ["german", false]]),
        "each language apart"
    );
    assert_eq!(words[0]["body"], "Il reste {reste}.");

    // The house's own words again.
    house.done("set_message_template", typed("invoice", "", ""));
    assert_eq!(shown("invoice", balance)["body"], before["body"]);
}

#[test]
fn a_message_that_cannot_be_filled_is_refused_at_its_field_and_changes_nothing() {
    let (books, _) = late();
    let house = books.on(day(12, 28));
    let refused = |code: &str, subject: &str, body: &str| {
        let refusal = house.refused("set_message_template", typed(code, subject, body));
        (refusal.field.unwrap_or_default(), refusal.message)
    };
    let (field, text) = refused("quote", "Devis {numéro}", "Payez {reste}.");
    assert_eq!(field, "body");
    assert!(text.contains("{valable jusqu’au}"), "{text}");
    assert_eq!(refused("quote", "Devis {numéro", "Bonjour").0, "subject");
    assert_eq!(refused("nothing", "Devis", "Bonjour").0, "code");
    // A formal notice may go without what the law wants in it, once one has said so.
    let notice = typed("reminder_formal", "Facture {numéro}", "Je vous mets en demeure de payer {reste}.");
    let refusal = house.refused("set_message_template", notice.clone());
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::Doubtful, Some("body")));
    assert!(refusal.message.contains("{pénalités}"), "{}", refusal.message);
    let unchanged = house.ask("message_templates", json!({})).to_string();
    assert!(!unchanged.contains("\"changed\":true"), "{unchanged}");
    let mut sure = notice;
    sure["confirmed"] = json!(["body"]);
    house.done("set_message_template", sure);
}

#[test]
fn a_template_is_shown_on_what_the_books_hold_or_on_an_example() {
    let (books, _) = late();
    let house = books.on(day(12, 28));
    let view = house.ask("message_templates", json!({}));
    let mut real = Vec::new();
    for template in view["templates"].as_array().unwrap() {
        for words in template["words"].as_array().unwrap() {
            let shown = house.ask(
                "preview_message_template",
                json!({"code": template["code"], "language": words["language"],
                    "subject": words["subject"], "body": words["body"]}),
            );
            let body = shown["body"].as_str().unwrap();
            assert!(!body.contains(['{', '}']) && !body.contains("  "), "{body}");
            if shown["about"] != "" {
                real.push(template["code"].as_str().unwrap().to_owned());
                assert!(shown["about"].as_str().unwrap().contains("Le Goff"), "{shown}");
            }
        }
    }
    let real: BTreeSet<&str> = real.iter().map(String::as_str).collect();
    let single = ["friendly", "neutral", "firm", "formal", "brief", "brief_firm"];
    let single = single.map(|tone| format!("reminder_{tone}"));
    let others = ["quote", "quote_follow_up", "invoice", "call_friendly", "call_neutral", "call_firm"];
    let wanted: BTreeSet<&str> = others.into_iter().chain(single.iter().map(String::as_str)).collect();
    assert!(wanted.is_subset(&real), "{real:?}");
    let empty = Books::empty();
    let preview = typed("reminders_firm", "Vos factures {numéros}", "{liste}");
    let shown = empty.on(day(9, 1)).ask("preview_message_template", preview);
    assert!(shown["about"] == "" && shown["body"].as_str().unwrap().contains("F-2026-0015"), "{shown}");
}

#[test]
fn a_call_has_its_script_by_tone_and_whom_to_call() {
    let (books, balance) = late();
    let house = books.on(day(12, 28));
    let script = |tone: &str| {
        let shown = house.ask("preview_reminder", json!({"invoice": balance, "tone": tone}));
        assert_eq!(shown["person"], "Anne Le Goff");
        shown["script"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
    };
    let neutral = script("neutral");
    assert!(neutral.starts_with("Bonjour, c’est Camille Durand EI."), "{neutral}");
    assert!(neutral.contains("F-2026-0002 : 2 800,00 €, attendus depuis le 20 décembre 2026"), "{neutral}");
    assert!(script("firm").contains("mise en demeure") && !neutral.contains("mise en demeure"));
    let brief = |tone: &str| {
        let asked = json!({"invoice": balance, "tone": tone, "brief": true});
        house.ask("preview_reminder", asked)["message"]["body"].as_str().unwrap().to_owned()
    };
    assert!(brief("firm").contains("sous huit jours") && !brief("friendly").contains("sous huit jours"));
}
