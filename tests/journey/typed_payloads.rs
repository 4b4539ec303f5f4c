//! For every action, a payload that is done as it stands, and the place where it is done.

use crate::typed_places::{
    AHEAD, CATALOGUE, CONTESTED, LAW, OUTBOX, PERSON, RESERVED, SHORT, STATEMENT, TASKS, UNDER_WAY, UNHAPPY,
    VAT_CHANGED, in_two, life_cycle, mail_server, ofx,
};
use serde_json::{Value, json};
use tests::{acceptance, bakery, camille, file, website};

/// A message about that, as it is typed.
fn mailed(about: &str, id: i64, day: &str) -> Value {
    json!({about: id, "recipient": "a@b.fr", "sent_on": day, "message_subject": "S", "message_body": "T"})
}

/// Every action with a payload that is done, and where.
pub fn valid() -> Vec<(&'static str, Value, usize)> {
    let proof = || file("accord.pdf", &tests::scan("fait main"));
    let pixel = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGPgz07GihiGlgQAggM3Qaj0Fq4AAAAASUVORK5CYII=";
    let mut full = website();
    full["lines"][0]["discount"] = json!("10");
    full["lines"][0]["quantity"] = json!("1");
    full["supplies"] = json!(["Le logo"]);
    full["stages"] = json!([{"label": "Maquettes", "planned_on": "01/10/2026"}]);
    let item = json!({"label": "Maquettes", "detail": "Trois pistes", "unit": "forfait", "unit_price": "1450", "vat_rate": 2000});
    let mut words = acceptance(1);
    words["proof"] = proof();
    let mut identity = camille();
    identity["confirmed"] = json!(["siret"]);
    identity["layout"] = json!("compact");
    identity["accounts"] =
        json!([{"label": "Livret", "iban": "FR14 2004 1010 0505 0001 3M02 606", "bic": "PSSTFRPPREN"}]);
    identity["ways"] = json!([{"name": "Chèque", "words": "À l’ordre de Camille Durand"}]);
    let mut card = bakery();
    card["confirmed"] = json!(["siret"]);
    card["tags"] = json!(["pain"]);
    let end = ofx("fin.ofx", &[(12, "7.00", "VIR DIVERS")]);
    let own = json!({"named": "FR7630006000011234567890189", "account": "Compte professionnel"});
    let mut thanks = mailed("deal", 1, "02/12/2026");
    thanks["occasion"] = json!("thanks");
    vec![
        ("set_identity", identity, 0),
        (
            "add_law_row",
            json!({"kind": "wording", "code": "no_discount", "text": "Sans escompte.", "english": "No discount.",
                "valid_from": "01/01/2028", "source": "usage"}),
            0,
        ),
        ("remove_law_row", json!({"row": 0}), LAW),
        (
            "set_preferences",
            json!({"time_zone": "Europe/Paris",
                "own_words": [{"paper": "quote", "language": "french", "opening": "Bonjour", "closing": "Merci"}]}),
            0,
        ),
        ("set_logo", json!({"file": {"name": "logo.png", "base64": pixel}}), 0),
        ("remove_logo", json!({}), 0),
        ("publish_terms", json!({"file": file("cgv.pdf", &tests::scan("fait main"))}), 0),
        ("add_catalogue_item", item.clone(), 0),
        ("change_catalogue_item", json!({"item": 1, "card": item}), CATALOGUE),
        ("remove_catalogue_item", json!({"item": 1}), CATALOGUE),
        ("add_client", card.clone(), 0),
        ("change_client", json!({"client": 1, "card": card}), 0),
        (
            "import_clients",
            json!({"file": file("contacts.csv", b"Nom;E-mail\nHugo Petit;hugo@exemple.fr\n"), "rows": [2]}),
            0,
        ),
        ("undo_client_import", json!({"import": 5}), 8),
        ("confirm_client", json!({"client": 1}), 0),
        (
            "record_solvency_check",
            json!({"client": 1, "checked_on": "09/09/2026", "source": "Infogreffe", "result": "good", "words": "Comptes déposés", "file": proof()}),
            0,
        ),
        (
            "add_person",
            json!({"client": 1, "card": {"name": "Zoé Martin", "function": "comptable", "email": "zoe@exemple.fr", "pays": true}}),
            0,
        ),
        ("change_person", json!({"person": 1, "card": {"name": "Zoé Martin"}}), PERSON),
        ("remove_person", json!({"person": 1}), PERSON),
        ("merge_clients", json!({"from": 2, "into": 1}), 8),
        ("erase_client", json!({"client": 1, "name": "Boulangerie Le Goff SARL"}), 0),
        ("erase_person", json!({"person": 1, "name": "Anne Le Goff"}), PERSON),
        (
            "open_deal",
            json!({"new_client": {"name": "Lumen", "kind": "company"}, "title": "Logo", "source": "Hugo"}),
            0,
        ),
        ("change_deal", json!({"deal": 1, "title": "Logo"}), 0),
        ("qualify_deal", json!({"deal": 1}), 0),
        ("lose_deal", json!({"deal": 1, "reason": "price"}), 0),
        ("add_note", json!({"deal": 1, "kind": "note", "text": "Rappeler."}), 0),
        ("attach_file", json!({"deal": 1, "file": proof(), "label": "Charte graphique"}), 0),
        ("send_quote", json!({"deal": 1, "content": full, "method": "email"}), 0),
        ("accept_quote", words, 1),
        ("issue_deposit_invoice", json!({"order": 1}), 2),
        (
            "record_payment",
            json!({"invoice": 3, "amount": "240", "received_on": "02/12/2026", "method": "transfer", "others": [{"invoice": 4, "amount": "120"}]}),
            7,
        ),
        (
            "begin_delivery",
            json!({"order": 1, "began_on": "25/09/2026", "override_reason": "de confiance"}),
            3,
        ),
        (
            "ask_supply",
            json!({"order": 1, "supply": 0, "asked_on": "20/11/2026", "words": "Par e-mail"}),
            UNDER_WAY,
        ),
        (
            "receive_supply",
            json!({"order": 1, "supply": 0, "received_on": "20/11/2026", "words": "Par e-mail", "file": proof()}),
            UNDER_WAY,
        ),
        (
            "plan_stage",
            json!({"order": 1, "stage": 1, "planned_on": "30/11/2026", "words": "Textes en retard"}),
            UNDER_WAY,
        ),
        (
            "reach_stage",
            json!({"order": 1, "stage": 1, "reached_on": "20/11/2026", "override_reason": "Promis avant"}),
            UNDER_WAY,
        ),
        (
            "announce_stage",
            json!({"order": 1, "stage": 0, "announced_on": "20/11/2026", "words": "C’est fait."}),
            UNDER_WAY,
        ),
        ("record_delivery", json!({"order": 1, "delivered_on": "20/11/2026", "proof": proof()}), 4),
        (
            "issue_acceptance_report",
            json!({"order": 1, "done": "Le site", "reserves": "Le menu du pied de page"}),
            5,
        ),
        (
            "record_acceptance",
            json!({"order": 1, "manner": "with_reserves", "accepted_on": "20/11/2026", "signed_by": "Anne Le Goff",
                "reserves": "Le menu du pied de page", "proof": proof()}),
            5,
        ),
        ("lift_reserves", json!({"order": 1, "lifted_on": "22/11/2026", "words": "Menu refait"}), RESERVED),
        ("issue_balance_invoice", json!({"order": 1, "instalments": in_two("2026-12-20", "2027-01-10")}), 5),
        (
            "issue_progress_invoice",
            json!({"order": 1, "percent": "20", "stage": "Maquettes validées", "instalments": in_two("2026-12-20", "2027-01-10")}),
            4,
        ),
        (
            "issue_invoice",
            json!({"deal": 1, "content": {"subject": "Dépannage", "instalments": in_two("2026-10-10", "2026-11-08"), "lines": [{"label": "Dépannage", "quantity": "1", "unit_price": "50", "discount": "10", "vat_rate": 2000}]}}),
            0,
        ),
        (
            "credit_invoice",
            json!({"invoice": 2, "lines": [{"line": 0, "quantity": "0,5"}, {"line": 1, "amount": "30"}], "reason": "Geste"}),
            6,
        ),
        ("correct_invoice", json!({"invoice": 2, "reason": "Mauvaise adresse"}), 6),
        ("claim_charges", json!({"invoice": 2, "until": "28/12/2026"}), 14),
        (
            "record_charges",
            json!({"invoice": 2, "kind": "late", "words": "", "amount": "10", "received_on": "28/12/2026", "method": "transfer", "reference": "VIR 12"}),
            OUTBOX,
        ),
        ("waive_charges", json!({"invoice": 2, "reason": "Client fidèle"}), 14),
        (
            "agree_due_date",
            json!({"invoice": 2, "due_on": "31/01/2027", "reason": "Anne, au téléphone"}),
            SHORT,
        ),
        ("reverse_payment", json!({"payment": 2, "reason": "Chèque sans provision", "gone_on": ""}), 6),
        (
            "refund_client",
            json!({"payment": 2, "amount": "100", "refunded_on": "02/12/2026", "method": "transfer"}),
            7,
        ),
        ("use_credit", json!({"payment": 2, "invoice": 3, "amount": "50"}), 7),
        ("give_up_remainder", json!({"invoice": 2, "reason": "Frais bancaires"}), SHORT),
        (
            "write_off_invoice",
            json!({"invoice": 2, "ground": "liquidation", "lost_on": "02/12/2026", "reason": "Jugement du 1er décembre"}),
            SHORT,
        ),
        ("issue_duplicate", json!({"invoice": 2}), SHORT),
        ("send_duplicate", json!({"invoice": 3, "method": "post", "sent_on": "02/12/2026"}), SHORT),
        ("claim_remainder", json!({"invoice": 3, "reason": "Erreur de ma part"}), SHORT),
        ("keep_money", json!({"payment": 2, "reason": "Indemnité convenue"}), 7),
        ("issue_order_confirmation", json!({"order": 1}), 2),
        ("issue_welcome_page", json!({"order": 1}), 2),
        ("drop_amendment", json!({"quote": 2, "words": "Trop cher"}), 13),
        (
            "settle_order_vat",
            json!({"order": 1, "keep": "net", "vat_rate": 2000, "vat_reason": ""}),
            VAT_CHANGED,
        ),
        (
            "record_start_request",
            json!({"order": 1, "requested_on": "25/09/2026", "words": "Commencez.", "proof": proof(), "waiver": true}),
            9,
        ),
        ("record_engagement", json!({"order": 1, "order_number": "EJ-12", "received_on": "24/09/2026"}), 2),
        (
            "record_withdrawal",
            json!({"deal": 1, "withdrawn_on": "25/09/2026", "words": "Je me rétracte.", "proof": proof()}),
            9,
        ),
        (
            "cancel_deal",
            json!({"deal": 1, "reason": "other", "printed_reason": "Projet arrêté", "done": "50", "order_number": "BC-7"}),
            4,
        ),
        ("thank_client", json!({"deal": 1, "thanked_on": "02/12/2026"}), 6),
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
        ("confirm_promise", mailed("invoice", 2, "28/12/2026"), CONTESTED),
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
            "record_promise",
            json!({"invoice": 2, "promised_on": "15/01/2027", "amount": "1000", "words": "Anne, au téléphone"}),
            14,
        ),
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
        (
            "match_line",
            json!({"line": 1, "allocations": [{"invoice": 1, "amount": "1200"}], "method": "transfer"}),
            STATEMENT,
        ),
        ("explain_line", json!({"line": 2, "kind": "other_income", "words": "Assurance"}), STATEMENT),
        ("undo_match", json!({"line": 3}), STATEMENT),
    ]
}
