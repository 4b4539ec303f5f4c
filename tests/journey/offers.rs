//! What a quote offers in full: sections, options, disbursements, prices with VAT, catalogue, versions, terms as a file.

use serde_json::{Value, json};
use tests::{Books, acceptance, camille, day, file, opened, pdf, website};

/// A site with a section, an option, a disbursement, a supply and a stage.
fn whole() -> Value {
    json!({
        "subject": "Refonte du site", "deposit": "30", "duration": "3 semaines", "discount": "10",
        "supplies": ["Le logo", " ", "Les textes"],
        "stages": [{"label": "Maquettes", "planned_on": "15/10/2026"}, {"label": "Mise en ligne"}, {}],
        "lines": [
            {"label": "Maquettes", "section": "Conception", "unit_price": "1000", "vat_rate": 2000},
            {"label": "Photos", "unit_price": "300", "vat_rate": 2000, "optional": true},
            {"label": "Hébergement, un an", "section": "Mise en ligne", "unit_price": "120", "nature": "disbursement", "vat_rate": 2000}
        ]
    })
}

fn sent(books: &Books, content: Value) -> (i64, i64) {
    let deal = opened(books);
    (
        deal,
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"})),
    )
}

#[test]
fn options_and_disbursements_stay_out_of_the_discount_and_of_vat() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(9, 10));
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": whole()}));
    assert_eq!(preview["sendable"], true, "{preview:#}");
    assert_eq!(
        preview["totals"]["gross"],
        108_000 + 12_000,
        "(1 000 less 10 %) with VAT, and 120 to the cent"
    );
    assert_eq!((&preview["disbursements"], &preview["work"]["net"]), (&json!(12_000), &json!(90_000)));
    assert_eq!(preview["work"]["groups"].as_array().unwrap().len(), 1, "no rate of its own");
    let mut content = whole();
    content["lines"][2]["discount"] = json!("5");
    let send = json!({"deal": deal, "content": content, "method": "email"});
    assert_eq!(house.refused("send_quote", send).field.as_deref(), Some("lines[2].discount"));

    let quote = house.done("send_quote", json!({"deal": deal, "content": whole(), "method": "email"}));
    let mut signature = acceptance(quote);
    signature["options"] = json!([1]);
    let house = books.on(day(9, 24));
    let order = house.done("accept_quote", signature);
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["order"]["gross"], 140_400 + 12_000, "the photos are ticked");
    // The deposit takes its part of the disbursement outside VAT, and the balance the rest: nothing is lost.
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let view = house.ask("invoice", json!({"id": deposit}));
    assert_eq!((&view["disbursements"], &view["totals"]["gross"]), (&json!(3_600), &json!(45_720)));
    tests::pay(&books, day(10, 2), deposit, "457,20");
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    let house = books.on(day(11, 20));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    let view = house.ask("invoice", json!({"id": balance}));
    assert_eq!((&view["disbursements"], &view["totals"]["gross"]), (&json!(8_400), &json!(106_680)));
    house.verified();
}

#[test]
fn in_franchise_a_disbursement_stands_apart_too() {
    let books = Books::camille();
    let mut camille = tests::camille();
    camille["vat_regime"] = json!("franchise");
    books.on(day(9, 1)).done("set_identity", camille);
    let deal = opened(&books);
    let preview = books.on(day(9, 10)).ask("preview_quote", json!({"deal": deal, "content": whole()}));
    assert_eq!((&preview["totals"]["gross"], &preview["disbursements"]), (&json!(102_000), &json!(12_000)));
    assert_eq!(preview["work"]["gross"], 90_000);
}

#[test]
fn a_first_quote_announces_no_reminder_unless_one_chooses_so() {
    let books = Books::camille();
    let (deal, _) = sent(&books, whole());
    let house = books.on(day(9, 12));
    let told = |content: Value| {
        house.ask("preview_quote", json!({"deal": deal, "content": content}))["reminders"].clone()
    };
    assert_eq!(told(whole()), "");
    let habits = house.ask("preferences", json!({}));
    assert_eq!(&habits["preferences"]["announce_reminders"], &json!(false));
    assert!(habits["usual_reminders"].as_str().unwrap().contains("mise en demeure"));

    house.done("set_preferences", json!({"announce_reminders": true}));
    assert!(told(whole()).as_str().unwrap().contains("mise en demeure"));
    // What is not said stays as it was; who one is said again changes nothing either.
    house.done("set_preferences", json!({"payment_days": "45"}));
    house.done("set_identity", camille());
    assert!(told(whole()).as_str().unwrap().contains("mise en demeure"));
    // It says what the policy in force will do.
    let steps = json!([{"days": "4", "channel": "email", "tone": "neutral"}]);
    house.done("set_reminder_policy", json!({"client": 1, "steps": steps}));
    let sentence = told(whole()).as_str().unwrap().replace('\u{a0}', " ");
    assert_eq!(sentence, "En cas de retard, je vous relance par e-mail après 4 jours.");
    house.done("set_preferences", json!({"announce_reminders": false}));
    assert_eq!(told(whole()), "");
}

#[test]
fn what_is_agreed_beside_the_lines_is_frozen_and_comes_back() {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_preferences", json!({"announce_reminders": true}));
    let (deal, _) = sent(&books, whole());
    let house = books.on(day(9, 12));
    let content = house.ask("last_quote_content", json!({"id": deal}))["content"].clone();
    assert_eq!(content["supplies"], json!(["Le logo", "Les textes"]));
    assert_eq!(content["stages"][0], json!({"label": "Maquettes", "planned_on": "15/10/2026"}));
    assert_eq!(content["lines"][1]["optional"], true);
    assert_eq!(content["lines"][2]["section"], "Mise en ligne");
    assert_eq!(content["payment_means"], "", "what was not typed follows the preferences");
    let stored: String =
        books.raw().query_row("SELECT conditions FROM quote_version", [], |r| r.get(0)).unwrap();
    assert!(stored.contains("mise en demeure") && stored.contains("virement"), "frozen as printed: {stored}");
    house.done("set_preferences", json!({"payment_means": "Paiement par virement ou par carte."}));
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": whole()}));
    assert_eq!(preview["payment_means"], "Paiement par virement ou par carte.");

    for (field, value, at) in [
        ("stages", json!([{"planned_on": "15/10/2026"}]), "stages[0].label"),
        ("stages", json!([{"label": "Maquettes", "planned_on": "30/02/2026"}]), "stages[0].planned_on"),
        ("supplies", json!(["le logo\u{202e}"]), "supplies[0]"),
        (
            "lines",
            json!([{"label": "Photos", "unit_price": "300", "vat_rate": 2000, "optional": true}]),
            "lines",
        ),
    ] {
        let mut content = whole();
        content[field] = value;
        let refusal =
            house.refused("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
        assert_eq!(refusal.field.as_deref(), Some(at));
    }
    house.verified();
}

#[test]
fn a_price_typed_with_vat_is_kept_as_typed() {
    let books = Books::camille();
    let mut content = website();
    content["with_vat"] = json!(true);
    content["lines"] = json!([{"label": "Logo", "unit_price": "1000", "vat_rate": 2000}, {"label": "Carte", "quantity": "3", "unit_price": "99,99", "vat_rate": 1000}]);
    let (deal, _) = sent(&books, content.clone());
    let house = books.on(day(9, 12));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["quote"]["gross"], 100_000 + 29_997);
    let again = house.ask("last_quote_content", json!({"id": deal}))["content"].clone();
    assert_eq!((&again["with_vat"], &again["lines"][1]["unit_price"]), (&json!(true), &json!("99,99")));
    content["lines"][0]["unit_price"] = json!("100,05");
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": content}));
    let problem = &preview["problems"][0];
    assert_eq!((&problem["field"], &problem["blocking"]), (&json!("lines[0].unit_price"), &json!(false)));
    assert_eq!(preview["lines"][0], 10_005, "as it is typed");
    assert_eq!(preview["totals"]["gross"], 10_004 + 29_997, "what the paper makes of it");
    // The same on an invoice without quote.
    let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let line = json!({"label": "Dépannage", "unit_price": "120", "vat_rate": 2000});
    let advanced = json!({"label": "Nom de domaine", "unit_price": "14", "nature": "disbursement"});
    let typed =
        json!({"subject": "Dépannage", "with_vat": true, "discount": "50", "lines": [line, advanced]});
    let preview = house.ask("preview_invoice", json!({"deal": other, "content": typed}));
    assert_eq!((&preview["typed"], &preview["disbursements"]), (&json!([12_000, 1_400]), &json!(1_400)));
    let invoice = house.done("issue_invoice", json!({"deal": other, "content": typed}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["totals"]["gross"], 6_000 + 1_400);
    house.verified();
}

#[test]
fn the_catalogue_is_found_by_words_changed_and_emptied() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let item =
        json!({"label": "Journée de développement", "unit": "jour", "unit_price": "480", "vat_rate": 2000});
    let id = house.done("add_catalogue_item", item.clone());
    house.done(
        "add_catalogue_item",
        json!({"label": "Affiche", "unit_price": "90,50", "vat_rate": 2000, "nature": "goods"}),
    );
    let found = house.ask("catalogue", json!({"search": "journee develop"}));
    assert_eq!(
        (found["rows"].as_array().unwrap().len(), &found["rows"][0]["unit_price"]),
        (1, &json!(4_800_000))
    );
    assert_eq!(house.ask("catalogue", json!({}))["rows"][0]["card"]["label"], "Affiche", "by label");
    assert_eq!(house.refused("add_catalogue_item", item.clone()).field.as_deref(), Some("label"));
    let mut dearer = item;
    dearer["unit_price"] = json!("520");
    house.done("change_catalogue_item", json!({"item": id, "card": dearer}));
    house.done("remove_catalogue_item", json!({"item": id}));
    assert_eq!(house.ask("catalogue", json!({"search": "journée"}))["rows"], json!([]));
    house.verified();
}

#[test]
fn every_version_says_what_changed() {
    let books = Books::camille();
    let (deal, quote) = sent(&books, whole());
    let house = books.on(day(9, 15));
    let mut content = house.ask("last_quote_content", json!({"id": deal}))["content"].clone();
    content["lines"][0]["unit_price"] = json!("1100");
    content["supplies"] = json!(["Le logo"]);
    content["deposit"] = json!("40");
    house.done("send_quote", json!({"deal": deal, "content": content, "method": "hand"}));
    let rows = house.ask("quote_versions", json!({"id": quote}))["rows"].clone();
    assert_eq!(
        (&rows[0]["version"], &rows[1]["version"], &rows[1]["changes"]),
        (&json!(2), &json!(1), &json!([]))
    );
    let changes: Vec<String> = rows[0]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c.as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " "))
        .collect();
    assert_eq!(
        changes,
        [
            "« Maquettes » : prix 1 000,00 € → 1 100,00 €.",
            "Acompte : 30 % → 40 %.",
            "Valable jusqu’au : 10 octobre 2026 → 15 octobre 2026.",
            "N’est plus à fournir : Les textes."
        ]
    );
    let first = house.ask("document", json!({"id": rows[1]["document"]}));
    assert_eq!(first["name"], "D-2026-0001.pdf", "each version's paper opens");
}

#[test]
fn terms_may_be_a_pdf_with_tacit_acceptance() {
    let books = Books::camille();
    let (deal, quote) = tests::quoted(&books);
    let house = books.on(day(9, 11));
    let paper = house.ask("quote_versions", json!({"id": quote}))["rows"][0]["document"].clone();
    let pdf = tests::bytes(&house.ask("document", json!({"id": paper})));
    for (payload, field) in [
        (json!({"file": file("cgv.pdf", b"%PDF-1.7 nothing %%EOF")}), "file"),
        (json!({"file": file("cgv.pdf", b"bonjour")}), "file"),
        (json!({"file": file("cgv.pdf", &pdf[..pdf.len() / 2])}), "file"),
        (json!({"file": file("cgv.pdf", &pdf), "text": "Article 1. Le client paie."}), "text"),
        (json!({"file": file("cgv.pdf", &pdf), "tacit_days": "0"}), "tacit_days"),
        (json!({"text": "court"}), "text"),
    ] {
        assert_eq!(house.refused("publish_terms", payload).field.as_deref(), Some(field));
    }
    house.done("publish_terms", json!({"file": file("cgv.exe", &pdf), "tacit_days": "15"}));
    let view = house.ask("terms", json!({}));
    let current = &view["current"];
    assert_eq!(
        (&current["version"], &current["is_file"], &current["tacit_days"]),
        (&json!(2), &json!(true), &json!(15))
    );
    assert_eq!(view["earlier"][0]["version"], 1);
    let opened = house.ask("terms_file", json!({"version": 2}));
    assert_eq!((tests::bytes(&opened), &opened["media_type"]), (pdf.clone(), &json!("application/pdf")));
    assert_eq!(house.ask("terms_file", json!({"version": 1}))["media_type"], "text/plain");
    let again = json!({"file": file("cgv.pdf", &pdf), "tacit_days": "15"});
    assert_eq!(house.refused("publish_terms", again).field.as_deref(), Some("file"));
    house.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    house.verified();
}

#[test]
fn a_refused_quote_shows_its_reason() {
    let books = Books::camille();
    let (deal, _) = tests::quoted(&books);
    let house = books.on(day(9, 20));
    house.done("lose_deal", json!({"deal": deal, "reason": "price", "words": "Trop cher"}));
    let row = house.ask("quotes", json!({}))["rows"][0].clone();
    assert_eq!((&row["status"], &row["lost"]), (&json!("lost"), &json!("price")));
}

#[test]
fn terms_that_are_more_than_pages_do_not_travel() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    for (what, catalogue, more) in [
        ("script", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "null"),
        ("script", "/Names << /JavaScript 4 0 R >>", "<< /Names [(a) << /S /JavaScript /JS (1) >>] >>"),
        ("action", "/OpenAction 4 0 R", "<< /S /Launch /F (calc.exe) >>"),
        ("action", "/AA << /WC << /S /SubmitForm /F (http://example.org) >> >>", "null"),
        ("action", "/AcroForm << /XFA [] >>", "null"),
        ("fichier joint", "/Names << /EmbeddedFiles 4 0 R >>", "<< /Names [] >>"),
        ("fichier joint", "", "<< /Type /Annot /Subtype /FileAttachment >>"),
    ] {
        let bytes = pdf(catalogue, more);
        let refused = house.refused("publish_terms", json!({"file": file("cgv.pdf", &bytes)}));
        assert_eq!(refused.field.as_deref(), Some("file"), "{catalogue}: {}", refused.message);
        assert!(refused.message.contains(what), "{catalogue} {more}: {}", refused.message);
    }
    house.done("publish_terms", json!({"file": file("cgv.pdf", &pdf("", "null"))}));
}
