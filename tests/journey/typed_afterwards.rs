//! The payloads of what follows a paper: messages, reminders, charges, money, the follow-up, the books themselves.

use crate::typed_places::{
    AHEAD, CONTESTED, OUTBOX, PERSON, SHORT, STATEMENT, SUPPLIED, TASKS, UNHAPPY, life_cycle, mail_server,
    ofx,
};
use serde_json::{Value, json};
use tests::{file, supplier_invoice};

/// A message about that, as it is typed.
fn mailed(about: &str, id: i64, day: &str) -> Value {
    json!({about: id, "recipient": "a@b.fr", "sent_on": day, "message_subject": "S", "message_body": "T"})
}

/// Those actions in the order of the list, each with where it is done.
pub fn afterwards() -> Vec<(&'static str, Value, usize)> {
    let proof = || file("accord.pdf", &tests::scan("fait main"));
    let end = ofx("fin.ofx", &[(12, "7.00", "VIR DIVERS")]);
    let own = json!({"named": "FR7630006000011234567890189", "account": "Compte professionnel"});
    let mut thanks = mailed("deal", 1, "02/12/2026");
    thanks["occasion"] = json!("thanks");
    vec![
        (
            "send_invoice",
            json!({"invoice": 2, "method": "email", "recipient": "a@b.fr", "sent_on": "21/11/2026", "message_subject": "S", "message_body": "T"}),
            14,
        ),
        (
            "record_quote_sent",
            json!({"quote": 1, "method": "email", "recipient": "a@b.fr", "sent_on": "24/09/2026", "message_subject": "S", "message_body": "T"}),
            1,
        ),
        (
            "follow_up_quote",
            json!({"quote": 1, "method": "email", "recipient": "a@b.fr", "followed_on": "24/09/2026", "message_subject": "S", "message_body": "T", "words": "W"}),
            1,
        ),
        (
            "remind_client",
            json!({"invoice": 2, "also": [2], "step": 3, "method": "email", "tone": "firm", "recipient": "a@b.fr", "sent_on": "28/12/2026", "message_subject": "S", "message_body": "T", "words": "W"}),
            14,
        ),
        (
            "set_message_template",
            json!({"code": "receipt", "language": "french", "subject": "Votre paiement", "body": "Merci, Anne.", "confirmed": ["body"]}),
            0,
        ),
        ("write_to_client", thanks, 6),
        ("send_receipt", mailed("payment", 1, "28/12/2026"), OUTBOX),
        ("announce_to_clients", json!({"clients": [1], "message_subject": "S", "message_body": "T"}), OUTBOX),
        ("set_quote_follow_ups", json!({"steps": [{"days": "4", "channel": "email", "by_itself": true}]}), 0),
        (
            "set_reminder_policy",
            json!({"profile": "regular", "steps": [{"days": "4", "channel": "email", "tone": "neutral", "by_itself": true, "least": "50"}]}),
            0,
        ),
        (
            "set_accounting",
            json!({"urssaf": "month", "vat": "quarter", "began_on": "01/03/2026", "pays_income_tax": true, "cipav": false,
                "accounts": [{"usage": "bank", "number": "512100"}]}),
            0,
        ),
        (
            "check_reception",
            json!({"invoice": 2, "result": "being_approved", "checked_on": "27/12/2026", "words": "Anne l’a vue"}),
            14,
        ),
        (
            "note_platform_status",
            json!({"invoice": 2, "status": "approved", "noted_on": "27/12/2026", "words": "Bon à payer"}),
            14,
        ),
        (
            "import_platform_statuses",
            json!({"file": life_cycle("F-2026-0002", "732829320", "205", "20261227")}),
            14,
        ),
        (
            "keep_received_invoice",
            json!({"file": file("h-3.xml", supplier_invoice("H-3").as_bytes()), "due_on": "30/11/2026"}),
            0,
        ),
        ("settle_received_invoice", json!({"received": 1, "paid_on": "10/11/2026"}), SUPPLIED),
        ("remove_received_invoice", json!({"received": 1}), SUPPLIED),
        (
            "record_promise",
            json!({"invoice": 2, "promised_on": "15/01/2027", "amount": "1000", "words": "Anne, au téléphone"}),
            14,
        ),
        ("confirm_promise", mailed("invoice", 2, "28/12/2026"), CONTESTED),
        (
            "open_dispute",
            json!({"invoice": 2, "reason": "quality", "lines": [0], "amount": "500", "words": "Deux pages manquent", "next": "Anne envoie la liste",
                "next_by": "05/01/2027"}),
            14,
        ),
        (
            "settle_dispute",
            json!({"dispute": 1, "outcome": "agreement", "words": "Pages ajoutées"}),
            CONTESTED,
        ),
        ("hold_reminders", json!({"client": 1, "until": "15/01/2027", "reason": "Inventaire"}), 14),
        (
            "record_insolvency",
            json!({"client": 1, "published_on": "21/12/2026", "judged_on": "18/12/2026", "words": "Tribunal de Saint-Brieuc"}),
            14,
        ),
        (
            "declare_claim",
            json!({"stop": 2, "declared_on": "27/12/2026", "amount": "9", "words": "Vu"}),
            CONTESTED,
        ),
        ("record_cession", json!({"invoice": 2, "to": "Factor SA"}), 14),
        (
            "file_claim",
            json!({"client": 1, "route": "order", "filed_on": "02/12/2026", "court": "Tribunal de commerce de Rennes", "reference": "2026 001", "words": "En ligne"}),
            SHORT,
        ),
        (
            "note_court_step",
            json!({"claim": 1, "step": "granted", "noted_on": "27/12/2026", "words": "Par le greffe"}),
            CONTESTED,
        ),
        ("suspend_work", json!({"client": 1, "reason": "Solde impayé"}), SHORT),
        ("tell_suspension", mailed("client", 1, "28/12/2026"), CONTESTED),
        ("resume_work", json!({"client": 1, "words": "Payé hier"}), CONTESTED),
        (
            "record_security",
            json!({"client": 1, "kind": "insurance", "who": "Assureur SA", "amount": "5000", "until": "31/12/2027", "days": "60", "words": "Police 12"}),
            SHORT,
        ),
        ("end_security", json!({"security": 1, "words": "Contrat résilié"}), CONTESTED),
        ("declare_to_insurer", json!({"security": 1, "invoice": 2, "declared_on": "27/12/2026"}), CONTESTED),
        (
            "decide_risk",
            json!({"client": 1, "choice": "deposit", "deposit": "40", "reason": "Deux retards", "again_on": "01/03/2027"}),
            SHORT,
        ),
        ("resume_reminders", json!({"stop": 1, "words": "Inventaire fini"}), CONTESTED),
        (
            "record_late_reason",
            json!({"invoice": 2, "reason": "signer_away", "words": "Anne rentre lundi"}),
            CONTESTED,
        ),
        (
            "agree_payment_plan",
            json!({"client": 1, "parts": [{"due_on": "15/01/2027", "amount": "1000"}, {"due_on": "15/02/2027", "amount": "1800"}],
                "breaks_at": "1", "words": "Anne"}),
            14,
        ),
        ("end_payment_plan", json!({"plan": 1, "reason": "Deuxième échéance impayée"}), CONTESTED),
        ("withdraw_sending", json!({"sending": 1}), 1),
        ("set_mail_server", mail_server(), 0),
        ("queue_reminders", json!({"all": true}), OUTBOX),
        ("drop_message", json!({"message": 1}), OUTBOX),
        ("resend_message", json!({"message": 4}), OUTBOX),
        ("resolve_message", json!({"message": 3, "left": true}), OUTBOX),
        ("take_message", json!({"message": 1}), OUTBOX),
        (
            "note_message",
            json!({"message": 2, "state": "failed", "words": "Plus tard", "again": "later", "wait": 300, "stops_all": true}),
            OUTBOX,
        ),
        ("deposit_cheque", json!({"payment": 2, "deposited_on": "02/12/2026"}), 15),
        ("clear_cheque", json!({"payment": 3, "cleared_on": "03/12/2026"}), 15),
        ("bounce_cheque", json!({"payment": 3, "bounced_on": "03/12/2026", "words": "sans provision"}), 15),
        ("issue_receipt", json!({"payment": 1}), 6),
        ("record_satisfaction", json!({"deal": 1, "answered_on": "02/12/2026", "score": "9"}), 6),
        ("confirm_clock", json!({}), AHEAD),
        ("set_review_day", json!({"day": 1}), 0),
        ("finish_review", json!({}), 0),
        ("handle_complaint", json!({"deal": 1, "called_on": "02/12/2026", "words": "Entendu"}), UNHAPPY),
        ("ask_testimonial", json!({"deal": 1, "asked_on": "02/12/2026"}), UNHAPPY),
        ("record_testimonial", json!({"deal": 1, "received_on": "02/12/2026", "words": "Bien"}), UNHAPPY),
        ("ask_referral", json!({"deal": 1, "asked_on": "02/12/2026"}), UNHAPPY),
        ("record_referral", json!({"deal": 1, "received_on": "02/12/2026", "name": "Hugo Petit"}), UNHAPPY),
        ("plan_contact", json!({"deal": 1, "planned_on": "02/03/2027", "why": "été"}), UNHAPPY),
        ("record_contact", json!({"deal": 1, "contacted_on": "02/12/2026", "words": "Appelé"}), UNHAPPY),
        ("add_task", json!({"deal": 1, "text": "Rappeler Anne", "day": "jeudi"}), 0),
        ("complete_task", json!({"task": 1}), TASKS),
        ("reopen_task", json!({"task": 2}), TASKS),
        ("put_off_task", json!({"task": "qualify_contact-d1-deal1", "until": "demain"}), 0),
        ("dismiss_task", json!({"task": "qualify_contact-d1-deal1", "reason": "Plus besoin"}), 0),
        ("restore_task", json!({"choice": 1}), TASKS),
        ("undo_action", json!({"line": 5}), TASKS),
        ("set_first_number", json!({"series": "invoice", "year": "2026", "first": "35"}), 0),
        (
            "record_past_invoice",
            json!({"client": 1, "number": "2026-07-15", "title": "Affiches", "issued_on": "15/07/2026", "due_on": "14/08/2026",
                "total": "1200", "open": "700", "vat_rate": 2000, "file": proof()}),
            0,
        ),
        ("record_past_receipt", json!({"month": "03/2026", "activity": "liberal", "amount": "800"}), 0),
        ("undo_past_receipt", json!({"receipt": 1}), PERSON),
        ("import_statement", json!({"file": end, "accounts": [own]}), STATEMENT),
        ("undo_statement_import", json!({"import": 2}), STATEMENT),
        (
            "change_bank_account",
            json!({"account": 1, "label": "Pro", "opened_on": "01/01/26", "closed_on": "10/10/26"}),
            STATEMENT,
        ),
        ("watch_folder", json!({"folder": std::env::temp_dir()}), STATEMENT),
        ("pass_over_files", json!({"files": ["0".repeat(64)]}), STATEMENT),
        ("propose_files_again", json!({"files": ["1".repeat(64)]}), STATEMENT),
        (
            "match_line",
            json!({"line": 1, "allocations": [{"invoice": 1, "amount": "1200"}], "method": "transfer"}),
            STATEMENT,
        ),
        ("explain_line", json!({"line": 2, "kind": "other_income", "words": "Assurance"}), STATEMENT),
        ("undo_match", json!({"line": 3}), STATEMENT),
    ]
}
