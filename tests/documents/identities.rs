//! Who sells and who buys, as the law wants it of each form; where it is brought, in what units, under which logo.

use crate::reader::{flat, pages, paper};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use std::io::Cursor;
use tests::{Books, bakery, camille, day, file};

/// What the first quote of that seller to that client says.
fn quote(seller: &Value, client: &Value, line: &Value) -> String {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    house.done("set_identity", seller.clone());
    let client = house.done("add_client", client.clone());
    let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
    let content = json!({"subject": "Site", "lines": [line]});
    house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    flat(&paper(&house, deal, "D-2026-0001"))
}

fn day_of_work() -> Value {
    json!({"label": "Intégration", "quantity": "3", "unit": "jour", "unit_price": "480", "vat_rate": 2000})
}

fn with(base: Value, more: &Value) -> Value {
    let mut all = base;
    for (key, value) in more.as_object().unwrap() {
        all[key] = value.clone();
    }
    all
}

#[test]
fn each_form_of_company_says_what_the_law_wants_of_it() {
    for (form, french, english, german) in [
        (
            json!({"legal_form": "eurl", "name": "Durand", "capital": "1 000 €", "registry": "RCS Rennes"}),
            "Durand EURL|EURL au capital de 1 000 € · 732 829 320 RCS Rennes",
            "EURL with share capital of €1,000 · 732 829 320 RCS Rennes",
            "EURL mit einem Kapital von 1.000 € · 732 829 320 RCS Rennes",
        ),
        (
            json!({"legal_form": "sas", "name": "Durand", "capital": "1000", "variable_capital": true, "registry": "Rennes"}),
            "Durand SAS|SAS à capital variable au capital de 1 000 € · 732 829 320 RCS Rennes",
            "SAS with variable capital of €1,000 · 732 829 320 RCS Rennes",
            "SAS mit variablem Kapital von 1.000 € · 732 829 320 RCS Rennes",
        ),
        (
            json!({"legal_form": "sarl", "name": "SARL Durand et fille", "capital": "7 500,50", "registry": "RCS Rennes B 732 829 320"}),
            "SARL Durand et fille|SARL au capital de 7 500,50 € · 732 829 320 RCS Rennes",
            "SARL with share capital of €7,500.50",
            "SARL mit einem Kapital von 7.500,50 €",
        ),
        (
            json!({"legal_form": "snc", "name": "Durand", "registry": "RCS Le Mans"}),
            "Durand SNC|732 829 320 RCS Le Mans",
            "732 829 320 RCS Le Mans",
            "732 829 320 RCS Le Mans",
        ),
        (
            json!({"legal_form": "scp", "name": "Durand", "capital": "500", "registry": "RCS Rennes"}),
            "SCP au capital de 500 € · 732 829 320 RCS Rennes",
            "SCP with share capital of €500",
            "SCP mit einem Kapital von 500 €",
        ),
        (
            json!({"legal_form": "ei", "registry": "RCS Rennes"}),
            "Camille Durand EI|732 829 320 RCS Rennes",
            "Camille Durand EI|732 829 320 RCS Rennes",
            "Camille Durand EI|732 829 320 RCS Rennes",
        ),
        (json!({"legal_form": "micro", "registry": "RNE"}), "Camille Durand EI|732 829 320 RNE", "EI", "EI"),
        (
            json!({"legal_form": "association", "name": "Les Amis du Trégor", "registry": "RNA W353001234"}),
            "Les Amis du Trégor|RNA W353001234",
            "RNA W353001234",
            "RNA W353001234",
        ),
        (
            json!({"legal_form": "other", "form_name": "GmbH", "name": "Meyer", "capital": "25 000", "registry": "HRB 1234 Amtsgericht Kehl"}),
            "Meyer GmbH|GmbH au capital de 25 000 € · HRB 1234 Amtsgericht Kehl",
            "GmbH with share capital of €25,000 · HRB 1234 Amtsgericht Kehl",
            "GmbH mit einem Kapital von 25.000 € · HRB 1234 Amtsgericht Kehl",
        ),
    ] {
        let seller = with(camille(), &form);
        for (language, wanted) in [("french", french), ("english", english), ("german", german)] {
            let said = quote(&seller, &with(bakery(), &json!({"language": language})), &day_of_work());
            for words in wanted.split('|') {
                assert!(said.contains(words), "{form}: « {words} » is not in {said}");
            }
        }
    }
}

#[test]
fn a_company_is_asked_for_what_its_papers_must_say() {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    let full = json!({"legal_form": "sas", "name": "Durand", "capital": "1 000", "registry": "RCS Rennes"});
    for (more, field) in [
        (json!({"capital": ""}), "capital"),
        (json!({"capital": "0"}), "capital"),
        (json!({"registry": ""}), "registry"),
        (json!({"registry": "552 100 554 RCS Rennes"}), "registry"),
        (json!({"legal_form": "snc", "registry": ""}), "registry"),
        (json!({"legal_form": "other"}), "form_name"),
    ] {
        let refused = house.refused("set_identity", with(with(camille(), &full), &more));
        assert_eq!(refused.field.as_deref(), Some(field), "{more}");
    }
}

#[test]
fn where_it_is_brought_is_said_where_it_says_something() {
    let goods = json!({"label": "Affiches", "quantity": "2", "unit_price": "50", "vat_rate": 2000, "nature": "goods"});
    let same = json!({"delivery_address": bakery()["address"]});
    let shouted = json!({"delivery_address": {"street": "4 PLACE DES HALLES", "postcode": "22300", "city": "LANNION", "country": "France"}});
    let elsewhere =
        json!({"delivery_address": {"street": "Zone de Kerbabu", "postcode": "22300", "city": "Lannion"}});
    for (client, line, wanted) in [
        (json!({}), day_of_work(), None),
        (same.clone(), day_of_work(), None),
        (shouted, day_of_work(), None),
        (json!({}), goods.clone(), Some("Livraison : même adresse")),
        (same, goods.clone(), Some("Livraison : même adresse")),
        (elsewhere.clone(), day_of_work(), Some("Livraison : Zone de Kerbabu, 22300 Lannion")),
        (elsewhere, goods, Some("Livraison : Zone de Kerbabu, 22300 Lannion")),
    ] {
        let said = quote(&camille(), &with(bakery(), &client), &line);
        match wanted {
            Some(words) => assert!(said.contains(words), "{client}: {said}"),
            None => assert!(!said.contains("Livraison"), "{client}: {said}"),
        }
    }
}

#[test]
fn units_agree_on_papers_of_every_language() {
    for (quantity, unit, french, english, german) in [
        ("3", "jour", "3 jours", "3 days", "3 Tage"),
        ("1,5", "jours", "1,5 jour", "1.5 days", "1,5 Tage"),
        ("2", "heure", "2 heures", "2 hours", "2 Stunden"),
        ("0,5", "heure", "0,5 heure", "0.5 hours", "0,5 Stunden"),
        ("1", "jours", "1 jour", "1 day", "1 Tag"),
        ("4", "mois", "4 mois", "4 months", "4 Monate"),
        ("3", "truc", "3 truc", "3 truc", "3 truc"),
    ] {
        let line = json!({"label": "Travail", "quantity": quantity, "unit": unit, "unit_price": "10", "vat_rate": 2000});
        for (language, wanted) in [("french", french), ("english", english), ("german", german)] {
            let said = quote(&camille(), &with(bakery(), &json!({"language": language})), &line);
            assert!(said.contains(&format!(" {wanted} ")), "« {wanted} » is not in {said}");
        }
    }
}

#[test]
fn a_client_s_name_is_printed_in_its_own_letters_or_told_before_a_paper() {
    for name in [
        "Παπαδόπουλος ΑΕ",
        "ООО Ёлкин и Ко",
        "כהן ובניו",
        "شركة النور",
        "შპს მზიური",
        "Արարատ ՍՊԸ",
        "บริษัท สยาม จำกัด",
        "Łódź Żółć",
    ] {
        let said = quote(&camille(), &with(bakery(), &json!({"name": name})), &day_of_work());
        // A reader copies the letters of a line that runs from right to left in the order in which they are drawn.
        for letter in
            name.chars().filter(|letter| letter.is_alphabetic() && !('\u{600}'..'\u{700}').contains(letter))
        {
            assert!(said.contains(letter), "{name}: {letter:?} is not in {said}");
        }
    }
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let client =
        house.done("add_client", with(bakery(), &json!({"name": "東京商事", "contact": "Anne Le Goff"})));
    assert_eq!(house.ask("client", json!({"id": client}))["card"]["name"], "東京商事");
    let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
    let content = json!({"subject": "Site", "lines": [day_of_work()]});
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": content}));
    let told =
        preview["problems"].as_array().unwrap().iter().find(|problem| problem["field"] == "client.name");
    assert!(told.unwrap()["message"].as_str().unwrap().contains("東"), "{preview:#}");
    let sent = json!({"deal": deal, "content": content, "method": "email"});
    assert_eq!(house.refused("send_quote", sent).field.as_deref(), Some("client.name"));
}

#[test]
fn light_marks_are_set_and_never_printed_raw() {
    let line = json!({
        "label": "Un site **complet**", "detail": "Compris :\n- un *essai*\n- deux\n1. trois\n<b>brut</b> et 2 * 3",
        "unit_price": "10", "vat_rate": 2000
    });
    let said = quote(&camille(), &bakery(), &line);
    for words in ["Un site complet", "– un essai", "– deux", "1. trois", "<b>brut</b> et 2 * 3"] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    assert!(!said.contains("**"), "{said}");
}

/// A JPEG of 400 by 160 that says how it must be turned.
fn turned(orientation: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(400, 160, |x, y| Rgb([(x / 2) as u8, (y + 60) as u8, 90]));
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let mut bytes = jpeg.into_inner();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let segment: Vec<u8> = [0xff, 0xe1].into_iter().chain(length).chain(exif).collect();
    bytes.splice(2..2, segment);
    bytes
}

#[test]
fn a_logo_stands_upright_however_the_camera_was_held() {
    for orientation in 1..=8 {
        let books = Books::camille();
        let house = books.on(day(9, 1));
        house.done("set_logo", json!({"file": file("logo.jpg", &turned(orientation))}));
        let client = house.done("add_client", bakery());
        let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
        let content = json!({"subject": "Site", "lines": [day_of_work()]});
        house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
        let document = lopdf::Document::load_mem(&paper(&house, deal, "D-2026-0001")).unwrap();
        let logo = document.objects.values().filter_map(|object| object.as_stream().ok()).find(|stream| {
            stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|kind| kind == b"Image")
        });
        let side = |name: &[u8]| logo.unwrap().dict.get(name).unwrap().as_i64().unwrap();
        let (width, height) = (side(b"Width"), side(b"Height"));
        assert_eq!(orientation >= 5, height > width, "orientation {orientation}: {width} by {height}");
    }
}

/// Papers of eleven sellers to eleven clients: a short one stands on one page; left in a folder to be looked at.
#[test]
fn short_papers_of_sellers_and_clients_of_all_kinds_stand_on_one_page() {
    let folder = std::env::var_os("PARCOURS_PAPERS").map(std::path::PathBuf::from);
    let sellers = [
        json!({"legal_form": "micro", "vat_regime": "franchise"}),
        json!({"legal_form": "ei", "registry": "RNE"}),
        json!({"legal_form": "eurl", "name": "Durand", "capital": "1 000", "registry": "RCS Rennes"}),
        json!({"legal_form": "sasu", "name": "Durand", "capital": "100", "registry": "RCS Rennes", "vat_on_debits": true}),
        json!({"legal_form": "sas", "name": "Durand", "capital": "1000", "variable_capital": true, "registry": "Rennes"}),
        json!({"legal_form": "association", "name": "Les Amis du Trégor", "registry": "RNA W353001234"}),
        json!({"address": {"street": "1 rue de Paris", "postcode": "97400", "city": "Saint-Denis"}}),
        json!({"address": {"street": "1 cours Napoléon", "postcode": "20000", "city": "Ajaccio"}}),
        json!({"legal_form": "other", "form_name": "GmbH", "name": "Meyer", "registry": "HRB 1234 Amtsgericht Kehl"}),
        json!({"legal_form": "snc", "name": "Durand", "registry": "RCS Le Mans"}),
        json!({}),
    ];
    let foreign = |city: &str, country: &str| json!({"street": "1 Main Street", "postcode": "1000", "city": city, "country": country});
    let clients = [
        json!({}),
        json!({"kind": "sole_trader", "name": "Hugo Petit"}),
        json!({"kind": "public_body", "name": "Commune de Lannion"}),
        json!({"address": foreign("Berlin", "Allemagne"), "siret": "", "vat_number": "DE136695976", "language": "english"}),
        json!({"address": foreign("Berlin", "Allemagne"), "siret": "", "language": "german"}),
        json!({"address": foreign("Genève", "Suisse"), "siret": ""}),
        json!({"name": "כהן ובניו", "address": foreign("Tel Aviv", "Israël"), "siret": "", "language": "english"}),
        json!({"name": "شركة النور", "address": foreign("Tunis", "Tunisie"), "siret": ""}),
        json!({"name": "შპს მზიური · บริษัท สยาม · Արարատ"}),
        json!({"kind": "association", "name": "Association des Halles", "siret": ""}),
        json!({"kind": "person", "name": "Mary Smith", "siret": "", "address": foreign("London", "Royaume-Uni"), "language": "english"}),
    ];
    // A service to a firm abroad bears no French VAT; a person abroad pays it.
    let without_vat = [0, 3, 5, 6, 7];
    let line = json!({
        "label": "Un site **complet**", "detail": "Compris :\n- un *essai* par an\n- deux allers-retours\n1. trois",
        "quantity": "1,5", "unit": "jours", "unit_price": "480", "vat_rate": 2000
    });
    for (n, (seller, client)) in sellers.iter().zip(&clients).enumerate() {
        let rate = if without_vat.contains(&n) { 0 } else { 2000 };
        let line = with(line.clone(), &json!({"vat_rate": rate}));
        let books = Books::empty();
        let house = books.on(day(9, 1));
        house.done("set_identity", with(camille(), seller));
        let client = house.done("add_client", with(bakery(), client));
        let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
        let content = json!({"subject": "Site", "notes": "Sans **hébergement**.", "lines": [line]});
        let paper = house.ask("preview_quote_paper", json!({"deal": deal, "content": content}));
        let bytes = tests::bytes(&paper);
        assert_eq!(pages(&bytes), 1, "{seller} to {client}");
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("seller-{n}.pdf")), bytes).unwrap();
        }
    }
}
