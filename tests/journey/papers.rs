//! A paper before it is issued is refused at the field at which issuing it is.

use serde_json::{Value, json};
use tests::{Books, Door, bakery, day, delivered, refusal, website};

/// The field at which that question is refused.
fn refused(door: &Door, name: &str, payload: Value) -> Option<String> {
    refusal(door.0.ask(name, payload).expect_err("printed")).field
}

#[test]
fn a_letter_that_cannot_be_printed_is_said_where_it_was_typed() {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let door = books.on(day(11, 22));
    let invoice = door.done("issue_balance_invoice", json!({"order": order}));
    let open = door.done("open_deal", json!({"client": 1, "title": "Carte"}));
    let odd = "Site 𓀀";
    let mut content = website();
    content["lines"][1]["detail"] = json!(odd);
    let alone =
        json!({"subject": odd, "lines": [{"label": "Affiche", "unit_price": "300", "vat_rate": 2000}]});
    let credit = json!({"invoice": invoice, "reason": odd});
    let report = json!({"order": order, "done": odd});
    for (at, preview, action, payload, more) in [
        (
            "lines[1].detail",
            "preview_quote_paper",
            "send_quote",
            json!({"deal": open, "content": content}),
            json!({"method": "hand"}),
        ),
        (
            "subject",
            "preview_invoice_paper",
            "issue_invoice",
            json!({"deal": deal, "content": alone}),
            json!({}),
        ),
        ("reason", "preview_credit_paper", "credit_invoice", credit, json!({})),
        ("done", "preview_acceptance_paper", "issue_acceptance_report", report, json!({})),
    ] {
        let mut whole = payload.clone();
        for (name, value) in more.as_object().into_iter().flatten() {
            whole[name] = value.clone();
        }
        assert_eq!(door.refused(action, whole).field.as_deref(), Some(at), "{action}");
        assert_eq!(refused(&door, preview, payload).as_deref(), Some(at), "{preview}");
    }
    let letter = json!({"invoice": invoice, "message_subject": odd});
    let late = books.on("2027-03-01".parse().expect("a day"));
    assert_eq!(refused(&late, "preview_reminder_paper", letter).as_deref(), Some("message_subject"));
    // What stands on no paper may hold anything.
    door.done("add_client", bakery());
    door.done("add_note", json!({"deal": open, "kind": "note", "text": odd}));
}
