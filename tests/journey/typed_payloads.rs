//! For every action, a payload that is done as it stands, and the place where it is done.

use crate::typed_afterwards::afterwards;
use crate::typed_places::{CATALOGUE, LAW, OUTBOX, PERSON, RESERVED, SHORT, UNDER_WAY, VAT_CHANGED, in_two};
use serde_json::{Value, json};
use tests::{acceptance, bakery, camille, file, website};

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
    let road = vec![
        ("set_identity", identity, 0),
        (
            "add_law_row",
            json!({"kind": "wording", "code": "no_discount", "text": "Sans escompte.", "translations": [{"language": "german", "text": "Kein Skonto."}],
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
        (
            "take_directory_addresses",
            json!({"file": file("annuaire.csv", b"SIREN;Adresse de facturation\n552100554;552100554_COMPTA\n"),
                "picks": [{"client": 1, "address": "552100554_COMPTA"}]}),
            0,
        ),
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
    ];
    [road, afterwards()].concat()
}
