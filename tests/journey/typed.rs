//! Bad input in every field of every entry, worked out from the JSON schemas: each is accepted and kept as typed, or
//! refused in French at its field; never an internal error, never a trace in the books.

use crate::ledger::{Ledger, ledger, reads_well};
use crate::schema::{Field, Kind, fields, texts, wrong_types};
use books::entry::Run;
use chrono::NaiveDate;
use parcours::Failure;
use parcours::describe::described;
use parcours::surface::ENTRIES;
use serde_json::{Value, json};
use tests::{
    Books, Door, acceptance, bakery, camille, day, delivered, file, opened, pay, quoted, signed, website,
};
use values::refusal::Code;

/// A place on the road from which an action is done, made once and copied for each try.
struct Place {
    books: Books,
    today: NaiveDate,
}

impl Place {
    fn of(today: NaiveDate, walk: impl FnOnce(&Books)) -> Place {
        let books = Books::camille();
        walk(&books);
        Place { books, today }
    }

    fn copy(&self) -> Books {
        let copy = Books::empty();
        std::fs::copy(self.books.path(), copy.path()).unwrap();
        copy
    }
}

/// Two due dates: half of it, then what is left.
fn in_two(first: &str, last: &str) -> Value {
    json!([{"due_on": first, "part": "50 %"}, {"due_on": last, "part": ""}])
}

/// The place where work with supplies and stages goes on, its first stage reached.
const UNDER_WAY: usize = 10;

/// The place where the client accepted with reserves.
const RESERVED: usize = 11;

/// The place where the catalogue holds something.
const CATALOGUE: usize = 12;
/// And those where someone works at the bakery, and where a client was not happy.
const PERSON: usize = 16;
const UNHAPPY: usize = 17;

/// A PDF of one empty page.
fn pdf() -> Vec<u8> {
    use lopdf::{Document, Object, dictionary};
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {"Type" => "Page", "Parent" => pages});
    let kids = dictionary! {"Type" => "Pages", "Kids" => vec![Object::from(page)], "Count" => 1};
    document.objects.insert(pages, Object::Dictionary(kids));
    let catalogue = document.add_object(dictionary! {"Type" => "Catalog", "Pages" => pages});
    document.trailer.set("Root", catalogue);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Every action with a payload that is done, and where.
fn valid() -> Vec<(&'static str, Value, usize)> {
    let proof = || file("accord.pdf", b"%PDF-1.7\nfait main\n%%EOF\n");
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
    let mut card = bakery();
    card["confirmed"] = json!(["siret"]);
    card["tags"] = json!(["pain"]);
    vec![
        ("set_identity", identity, 0),
        ("set_preferences", json!({"time_zone": "Europe/Paris"}), 0),
        ("set_logo", json!({"file": {"name": "logo.png", "base64": pixel}}), 0),
        ("remove_logo", json!({}), 0),
        ("publish_terms", json!({"file": file("cgv.pdf", &pdf())}), 0),
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
        ("open_deal", json!({"client": 1, "title": "Logo"}), 0),
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
        ("reach_stage", json!({"order": 1, "stage": 1, "reached_on": "20/11/2026"}), UNDER_WAY),
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
        ("credit_invoice", json!({"invoice": 2, "amount": "12", "reason": "Geste commercial"}), 6),
        ("correct_invoice", json!({"invoice": 2, "reason": "Mauvaise adresse"}), 6),
        ("reverse_payment", json!({"payment": 2, "reason": "Chèque sans provision"}), 6),
        (
            "refund_client",
            json!({"payment": 2, "amount": "100", "refunded_on": "02/12/2026", "method": "transfer"}),
            7,
        ),
        ("use_credit", json!({"payment": 2, "invoice": 3, "amount": "50"}), 7),
        ("keep_money", json!({"payment": 2, "reason": "Indemnité convenue"}), 7),
        ("issue_order_confirmation", json!({"order": 1}), 2),
        ("issue_welcome_page", json!({"order": 1}), 2),
        ("drop_amendment", json!({"quote": 2, "words": "Trop cher"}), 13),
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
            "follow_up_quote",
            json!({"quote": 1, "method": "email", "recipient": "a@b.fr", "followed_on": "24/09/2026", "message_subject": "S", "message_body": "T", "words": "W"}),
            1,
        ),
        (
            "remind_client",
            json!({"invoice": 2, "method": "email", "tone": "firm", "recipient": "a@b.fr", "sent_on": "28/12/2026", "message_subject": "S", "message_body": "T", "words": "W"}),
            14,
        ),
        ("deposit_cheque", json!({"payment": 2, "deposited_on": "02/12/2026"}), 15),
        ("clear_cheque", json!({"payment": 3, "cleared_on": "03/12/2026"}), 15),
        ("bounce_cheque", json!({"payment": 3, "bounced_on": "03/12/2026", "words": "sans provision"}), 15),
        ("issue_receipt", json!({"payment": 1}), 6),
        ("record_satisfaction", json!({"deal": 1, "answered_on": "02/12/2026", "score": "9"}), 6),
        ("set_review_day", json!({"day": 1}), 0),
        ("finish_review", json!({}), 0),
        ("handle_complaint", json!({"deal": 1, "called_on": "02/12/2026", "words": "Entendu"}), UNHAPPY),
        ("ask_testimonial", json!({"deal": 1, "asked_on": "02/12/2026"}), UNHAPPY),
        ("record_testimonial", json!({"deal": 1, "received_on": "02/12/2026", "words": "Bien"}), UNHAPPY),
        ("ask_referral", json!({"deal": 1, "asked_on": "02/12/2026"}), UNHAPPY),
        ("record_referral", json!({"deal": 1, "received_on": "02/12/2026", "name": "Hugo Petit"}), UNHAPPY),
        ("plan_contact", json!({"deal": 1, "planned_on": "02/03/2027", "why": "été"}), UNHAPPY),
        ("record_contact", json!({"deal": 1, "contacted_on": "02/12/2026", "words": "Appelé"}), UNHAPPY),
        ("set_first_number", json!({"series": "invoice", "year": "2026", "first": "35"}), 0),
        (
            "record_past_invoice",
            json!({"client": 1, "number": "2026-07-15", "title": "Affiches", "issued_on": "15/07/2026", "due_on": "14/08/2026",
                "total": "1200", "open": "700", "vat_rate": 2000, "file": proof()}),
            0,
        ),
        ("record_past_receipt", json!({"month": "03/2026", "activity": "liberal", "amount": "800"}), 0),
        ("undo_past_receipt", json!({"receipt": 1}), PERSON),
    ]
}

fn places() -> Vec<Place> {
    let deposit = |books: &Books| books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": 1}));
    let begun = |books: &Books| {
        signed(books);
        pay(books, day(10, 2), deposit(books), "1200");
        books.on(day(10, 3)).done("begin_delivery", json!({"order": 1, "began_on": "03/10/2026"}));
    };
    vec![
        Place::of(day(9, 10), |books| _ = opened(books)),
        Place::of(day(9, 24), |books| _ = quoted(books)),
        Place::of(day(9, 24), |books| _ = signed(books)),
        Place::of(day(9, 25), |books| {
            signed(books);
            deposit(books);
        }),
        Place::of(day(11, 20), begun),
        Place::of(day(11, 20), |books| _ = delivered(books)),
        Place::of(day(12, 2), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            pay(books, day(12, 1), balance, "2800");
        }),
        // The balance was paid, then partly credited; another invoice of the same client is open.
        Place::of(day(12, 2), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            pay(books, day(12, 1), balance, "2800");
            let house = books.on(day(12, 2));
            let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
            let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
            for _ in 0..2 {
                let content = json!({"subject": "Dépannage", "lines": [line.clone()]});
                house.done("issue_invoice", json!({"deal": other, "content": content}));
            }
            house.done("credit_invoice", json!({"invoice": balance, "amount": "200", "reason": "Retard"}));
        }),
        // Two clients came in from a file after the bakery.
        Place::of(day(9, 4), |books| {
            opened(books);
            let table =
                file("contacts.csv", b"Nom;E-mail\nHugo Petit;hugo@exemple.fr\nLumen;lumen@exemple.fr\n");
            books.on(day(9, 4)).done("import_clients", json!({"file": table, "rows": [2, 3]}));
        }),
        // A private person signed at a distance.
        Place::of(day(9, 26), |books| {
            let house = books.on(day(9, 10));
            let mut me = camille();
            me["mediator"] = json!("CM2C, 14 rue Saint-Jean, 75017 Paris");
            house.done("set_identity", me);
            let mut card = bakery();
            card["kind"] = json!("person");
            let client = house.done("add_client", card);
            let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
            let quote =
                house.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
            let mut payload = acceptance(quote);
            payload["place"] = json!("distance");
            books.on(day(9, 24)).done("accept_quote", payload);
        }),
        Place::of(day(11, 20), |books| {
            opened(books);
            let mut content = website();
            content["supplies"] = json!(["Le logo"]);
            content["stages"] =
                json!([{"label": "Maquettes"}, {"label": "Mise en ligne", "planned_on": "2026-11-28"}]);
            content["deposit"] = json!("");
            books
                .on(day(9, 10))
                .done("send_quote", json!({"deal": 1, "content": content, "method": "email"}));
            books.on(day(9, 24)).done("accept_quote", acceptance(1));
            let house = books.on(day(10, 3));
            house.done("begin_delivery", json!({"order": 1, "began_on": "03/10/2026"}));
            house.done("reach_stage", json!({"order": 1, "stage": 0, "reached_on": "03/10/2026"}));
        }),
        Place::of(day(11, 22), |books| {
            delivered(books);
            let proof = file("pv.pdf", b"%PDF-1.7\nfait main\n%%EOF\n");
            let report = json!({"order": 1, "manner": "with_reserves", "accepted_on": "21/11/2026",
                "signed_by": "Anne Le Goff", "reserves": "Le menu", "proof": proof});
            books.on(day(11, 21)).done("record_acceptance", report);
        }),
        // Something is in the catalogue.
        Place::of(day(9, 4), |books| {
            let item = json!({"label": "Journée", "unit_price": "480", "vat_rate": 2000});
            books.on(day(9, 4)).done("add_catalogue_item", item);
        }),
        // An amendment waits for its signature.
        Place::of(day(9, 26), |books| {
            let (deal, _) = signed(books);
            let send = json!({"deal": deal, "content": website(), "method": "email"});
            books.on(day(9, 26)).done("send_quote", send);
        }),
        // The balance was sent and is late.
        Place::of(day(12, 28), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
        }),
        // Two cheques: one received, one deposited.
        Place::of(day(12, 10), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            for amount in ["100", "200"] {
                let cheque = json!({"invoice": balance, "amount": amount, "received_on": "01/12/2026", "method": "cheque"});
                books.on(day(12, 1)).done("record_payment", cheque);
            }
            books.on(day(12, 2)).done("deposit_cheque", json!({"payment": 3}));
        }),
        // Someone works at the bakery.
        Place::of(day(9, 10), |books| {
            opened(books);
            books.on(day(9, 4)).done("add_person", json!({"client": 1, "card": {"name": "Anne Le Goff"}}));
            let receipt = json!({"month": "03/2026", "activity": "liberal", "amount": "800"});
            books.on(day(9, 4)).done("record_past_receipt", receipt);
        }),
        // All is paid, and the client was not happy.
        Place::of(day(12, 2), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            pay(books, day(12, 1), balance, "2800");
            let answer = json!({"deal": 1, "answered_on": "02/12/2026", "score": "3"});
            books.on(day(12, 2)).done("record_satisfaction", answer);
        }),
    ]
}

/// Does the ledger hold this text, in a column of its own or inside kept JSON?
fn holds(ledger: &Ledger, text: &str) -> bool {
    let escaped = serde_json::to_string(text).unwrap();
    let escaped = escaped.trim_matches('"');
    ledger
        .0
        .iter()
        .filter(|(table, _)| !table.starts_with("journal") && !table.starts_with("search"))
        .any(|(_, rows)| rows.values().any(|row| row.contains(text) || row.contains(escaped)))
}

/// Values that are worked out, not kept letter by letter; and what is not kept at all.
fn is_worked_out(action: &str, field: &Field) -> bool {
    let date = field.last().ends_with("_on") || field.last() == "valid_until";
    let number = matches!(
        field.last(),
        "budget"
            | "check_above"
            | "month"
            | "year"
            | "first"
            | "total"
            | "open"
            | "amount"
            | "quantity"
            | "unit_price"
            | "discount"
            | "deposit"
            | "percent"
            | "fee"
            | "done"
            | "part"
    );
    let identifier =
        matches!(field.last(), "siret" | "vat_number" | "iban" | "bic" | "score" | "payment_days");
    let unkept = field.path.iter().any(|part| part == "confirmed" || part == "file" || part == "proof");
    // Terms are kept whole, and so is every text of a quote.
    date || (number && action != "set_preferences") || identifier || unkept || field.kind != Kind::Text
}

struct Try<'a> {
    place: &'a Place,
    books: Books,
    house: Door,
    before: Ledger,
}

impl<'a> Try<'a> {
    fn at(place: &'a Place) -> Try<'a> {
        let books = place.copy();
        let house = books.on(place.today);
        let before = ledger(&books);
        Try { place, books, house, before }
    }

    /// Performs it; answers whether it was done. A refusal is checked in every way.
    fn perform(&mut self, action: &str, field: &Field, what: &str, value: Value, payload: Value) -> bool {
        let at = format!("{action}, {} = {what}", field.name());
        match self.house.0.act(action, payload) {
            Ok(_) => {
                let after = ledger(&self.books);
                self.before.only_grew(&after, &at);
                if let Some(text) = value.as_str()
                    && !text.trim().is_empty()
                    && !is_worked_out(action, field)
                {
                    assert!(holds(&after, text.trim()), "{at}: done, but what was typed is not what is kept");
                }
                *self = Try::at(self.place);
                true
            }
            Err(Failure::Internal(sentence)) => panic!("{at}: an internal error: {sentence}"),
            Err(Failure::Refused(refusal)) => {
                reads_well(&refusal.message);
                let named = refusal.field.clone().unwrap_or_default();
                let expected = field.name();
                let missing = field.kind == Kind::Number && refusal.code == Code::NotFound;
                let elsewhere =
                    (action, expected.as_str(), named.as_str()) == ("accept_quote", "words", "proof");
                let inside = expected == named
                    || expected.starts_with(&format!("{named}."))
                    || expected.starts_with(&format!("{named}["));
                assert!(
                    (inside && !named.is_empty()) || missing || elsewhere,
                    "{at}: refused at « {named} »: {}",
                    refusal.message
                );
                assert_eq!(ledger(&self.books), self.before, "{at}: a refusal left a trace");
                false
            }
        }
    }
}

#[test]
fn every_field_of_every_action_is_kept_as_typed_or_refused_at_its_place() {
    let list = described();
    let places = places();
    let valid = valid();
    let actions: Vec<&str> =
        ENTRIES.iter().filter(|e| matches!(e.run, Run::Action(..))).map(|e| e.name).collect();
    let covered: Vec<&str> = valid.iter().map(|(name, ..)| *name).collect();
    assert_eq!(covered, actions, "every action of the list has a payload here");
    // One thread for each part: every try has a folder of its own.
    let shares: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|share| {
                let (list, places, valid) = (&list, &places, &valid);
                scope.spawn(move || {
                    let (mut done, mut refused) = (0, 0);
                    for (action, payload, place) in valid.iter().skip(share).step_by(4) {
                        let (d, r) = try_all(list, action, payload, &places[*place]);
                        done += d;
                        refused += r;
                    }
                    (done, refused)
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let (done, refused) = shares.iter().fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
    assert!(done > 200 && refused > 600, "{done} done, {refused} refused: fields were not found");
}

fn try_all(list: &Value, action: &str, payload: &Value, place: &Place) -> (usize, usize) {
    let entry = list["entries"].as_array().unwrap().iter().find(|e| e["name"] == action).unwrap();
    let mut found = Vec::new();
    fields(&entry["payload"], &list["$defs"], &[], &mut found);
    let mut attempt = Try::at(place);
    let (mut done, mut refused) = (0, 0);
    let mut count = |was_done: bool| if was_done { done += 1 } else { refused += 1 };
    for field in &found {
        if matches!(field.kind, Kind::Text | Kind::Choice) {
            for (what, text) in texts() {
                let value = json!(text);
                count(attempt.perform(action, field, what, value.clone(), field.put(payload, value)));
            }
        }
        for value in wrong_types(field.kind) {
            let what = value.to_string();
            let was_done = attempt.perform(action, field, &what, Value::Null, field.put(payload, value));
            assert!(!was_done, "{action}, {} = {what}: the wrong type was accepted", field.name());
            count(false);
        }
    }
    let extra = Field { path: vec!["surprise".into()], kind: Kind::Bool };
    assert!(
        !attempt.perform(action, &extra, "an unknown field", Value::Null, extra.put(payload, json!(1))),
        "{action} takes anything"
    );
    for whole in [json!([]), json!("x"), json!(12), json!(true)] {
        match attempt.house.0.act(action, whole.clone()) {
            Err(Failure::Refused(refusal)) => reads_well(&refusal.message),
            other => panic!("{action} {whole}: {other:?}"),
        }
    }
    (done, refused)
}

#[test]
fn the_payloads_here_are_done_as_they_stand() {
    let places = places();
    for (action, payload, place) in valid() {
        let books = places[place].copy();
        books.on(places[place].today).done(action, payload);
        books.on(places[place].today).verified();
    }
}

#[test]
fn no_question_stumbles_over_what_is_typed() {
    let list = described();
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(9, 24));
    let before = ledger(&books);
    for entry in list["entries"].as_array().unwrap().iter().filter(|e| e["kind"] == "question") {
        let name = entry["name"].as_str().unwrap();
        let payload = match name {
            "preview_quote" | "preview_quote_paper" => json!({"deal": 1, "content": website()}),
            "preview_deposit_invoice"
            | "preview_deposit_paper"
            | "preview_balance_invoice"
            | "preview_balance_paper" => json!({"order": order}),
            _ => json!({}),
        };
        let mut found = Vec::new();
        fields(&entry["payload"], &list["$defs"], &[], &mut found);
        for field in &found {
            let typed = texts().into_iter().map(|(_, text)| json!(text));
            // A paper takes long to lay out: a few values are enough there.
            let most = if name.ends_with("paper") { 4 } else { usize::MAX };
            for value in wrong_types(field.kind)
                .into_iter()
                .chain(typed)
                .chain([json!(-1), json!(i64::MAX), Value::Null])
                .take(most)
            {
                match house.0.ask(name, field.put(&payload, value.clone())) {
                    Ok(_) => {}
                    Err(Failure::Refused(refusal)) => reads_well(&refusal.message),
                    Err(Failure::Internal(sentence)) => {
                        panic!(
                            "{name}, {} = {}: {sentence}",
                            field.name(),
                            value.to_string().chars().take(40).collect::<String>()
                        )
                    }
                }
            }
        }
    }
    assert_eq!(ledger(&books), before, "a question wrote");
}

#[test]
fn a_preview_points_at_what_an_action_would_refuse() {
    let books = Books::camille();
    opened(&books);
    let house = books.on(day(9, 10));
    let list = described();
    let entry = list["entries"].as_array().unwrap().iter().find(|e| e["name"] == "send_quote").unwrap();
    let mut found = Vec::new();
    fields(
        &entry["payload"]["$ref"]
            .as_str()
            .map_or(entry["payload"].clone(), |r| list["$defs"][r.trim_start_matches("#/$defs/")].clone())["properties"]
            ["content"],
        &list["$defs"],
        &["content".into()],
        &mut found,
    );
    assert!(found.len() > 12, "{found:?}");
    let send = json!({"deal": 1, "content": website(), "method": "email"});
    for field in found.iter().filter(|f| f.kind == Kind::Text) {
        for (what, text) in texts() {
            let payload = field.put(&send, json!(text));
            let preview = house.ask("preview_quote", json!({"deal": 1, "content": payload["content"]}));
            if preview["sendable"] == true {
                continue;
            }
            let refusal = house.refused("send_quote", payload);
            let fields: Vec<&Value> = preview["problems"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|p| p["blocking"] == true)
                .map(|p| &p["field"])
                .collect();
            assert!(
                fields.contains(&&json!(refusal.field)),
                "{} = {what}: {fields:?} but {:?}",
                field.name(),
                refusal.field
            );
        }
    }
}

#[test]
fn a_draft_is_kept_whatever_is_in_it_within_bounds() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let save =
        |key: &str, content: Value| house.0.draft("save_draft", json!({"key": key, "content": content}));
    for (_, text) in texts() {
        save("client:new", json!({"name": text})).unwrap();
        assert_eq!(house.ask("draft", json!({"key": "client:new"}))["content"]["name"], json!(text));
    }
    for (key, content, field) in [
        ("", json!({}), "key"),
        (&"x".repeat(101), json!({}), "key"),
        ("identity", json!("x".repeat(2_000_001)), "content"),
    ] {
        let refusal = tests::refusal(save(key, content).unwrap_err());
        assert_eq!(refusal.field.as_deref(), Some(field));
        reads_well(&refusal.message);
    }
}
