//! The desk: who I am, my clients, notes, search, long lists.

use serde_json::{Value, json};
use tests::{Books, bakery, bytes, camille, day, file, opened, pay};

fn titles(answer: &Value) -> Vec<String> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn search_finds_by_words_beginnings_numbers_and_amounts() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let house = books.on(day(11, 20));
    let client = house.done("add_client", json!({"kind": "sole_trader", "name": "Éloïse Çağlar", "email": "eloise@atelier-œuvre.fr", "address": {"city": "Saint-Étienne"}}));
    house.done("open_deal", json!({"client": client, "title": "Identité visuelle"}));
    house.done("issue_balance_invoice", json!({"order": order}));
    let search = |text: &str| titles(&house.ask("search", json!({"text": text})));
    assert_eq!(
        search("eloise"),
        ["Éloïse Çağlar", "Identité visuelle"],
        "accents are ignored, clients come first"
    );
    assert_eq!(search("ÉTIENNE"), ["Éloïse Çağlar"]);
    assert_eq!(search("ident"), ["Identité visuelle"], "the beginning of a word is enough");
    assert_eq!(search("F-2026-0002"), ["F-2026-0002"]);
    assert_eq!(search("2 800,00"), ["F-2026-0002"], "an amount to be paid");
    assert_eq!(search("552100554"), ["Boulangerie Le Goff SARL"], "by SIREN");
    assert_eq!(search("goff lannion"), ["Boulangerie Le Goff SARL"], "every word must be there");
    assert_eq!(search("goff étienne"), Vec::<String>::new());
    let all = search("goff");
    for expected in
        ["Boulangerie Le Goff SARL", "Refonte du site", "D-2026-0001", "CO-2026-0001", "F-2026-0001"]
    {
        assert!(all.iter().any(|title| title == expected), "{expected} is not in {all:?}");
    }
    for odd in ["", "  ", "\"", "' OR 1=1 --", "*", "NEAR(", "a AND", "中", "🙂", "%", "-", "\u{0}"] {
        search(odd);
        house.ask("clients", json!({"search": odd}));
    }
    house.done(
        "change_client",
        json!({"client": client, "card": {"kind": "sole_trader", "name": "Atelier Çağlar"}}),
    );
    assert_eq!(search("éloïse"), ["Identité visuelle"], "an old name is no longer the client's");
}

#[test]
fn a_long_list_of_clients_comes_in_pages_whole_and_in_order() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    for n in 0..120 {
        house.done("add_client", json!({"kind": "company", "name": format!("Client {:03}", (n * 77) % 120), "address": {"city": "Rennes"}}));
    }
    for search in ["", "client"] {
        let mut names = Vec::new();
        let mut before = Value::Null;
        loop {
            let page = house.ask("clients", json!({"search": search, "before": before}));
            let rows = page["rows"].as_array().unwrap();
            assert!(rows.len() <= 50);
            names.extend(rows.iter().map(|r| r["name"].as_str().unwrap().to_owned()));
            before = rows.last().unwrap()["id"].clone();
            if page["more"] == false {
                break;
            }
            assert!(names.len() < 200, "the pages do not end");
        }
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!((count, names.len()), (120, 120), "search « {search} »");
    }
}

#[test]
fn quotes_invoices_payments_and_closed_deals_come_in_pages() {
    let books = Books::camille();
    let (_, order) = tests::signed(&books);
    let invoice = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(9, 30));
    let client = house.ask("clients", json!({}))["rows"][0]["id"].clone();
    for n in 0..60 {
        house.done("record_payment", json!({"invoice": invoice, "amount": "0,50", "received_on": "30/09/2026", "method": "cash", "reference": format!("{n}")}));
        let deal = house.done("open_deal", json!({"client": client, "title": format!("Affaire {n}")}));
        house.done("lose_deal", json!({"deal": deal, "reason": "no_answer"}));
    }
    for (question, filter) in [("payments", json!({})), ("deals", json!({"closed": true}))] {
        let first = house.ask(question, filter.clone());
        assert_eq!(
            (first["rows"].as_array().unwrap().len(), &first["more"]),
            (50, &json!(true)),
            "{question}"
        );
        let mut next = filter;
        next["before"] = first["rows"][49]["id"].clone();
        let second = house.ask(question, next);
        assert_eq!(
            (second["rows"].as_array().unwrap().len(), &second["more"]),
            (10, &json!(false)),
            "{question}"
        );
    }
    for question in ["quotes", "invoices"] {
        let page = house.ask(question, json!({"before": 1}));
        assert_eq!(page["rows"], json!([]), "{question}");
    }
}

#[test]
fn a_client_page_gathers_deals_and_invoices() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let invoice = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(9, 25));
    let client = house.ask("deal", json!({"id": deal}))["client"]["id"].clone();
    let page = house.ask("client", json!({"id": client}));
    assert_eq!((&page["deals"][0]["id"], &page["invoices"][0]["id"]), (&json!(deal), &json!(invoice)));
    assert_eq!(
        (&page["open"], &page["late"], &page["more_invoices"]),
        (&json!(120_000), &json!(0), &json!(false))
    );
    assert_eq!(page["card"]["siret"], "552100554");
    pay(&books, day(9, 26), invoice, "1200");
    assert_eq!(books.on(day(9, 26)).ask("client", json!({"id": client}))["open"], 0);
}

#[test]
fn a_paper_names_the_client_as_they_were_that_day() {
    let books = Books::camille();
    let (deal, _) = tests::quoted(&books);
    let house = books.on(day(9, 11));
    let page = house.ask("deal", json!({"id": deal}));
    let before = house.ask("document", json!({"id": page["quote"]["document"]}));
    let mut card = bakery();
    card["name"] = json!("Fournil de Lannion");
    house.done("change_client", json!({"client": page["client"]["id"], "card": card}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["client"]["name"], "Fournil de Lannion");
    assert_eq!(house.ask("document", json!({"id": page["quote"]["document"]})), before);
    assert_eq!(
        house.job("export_document", json!({"document": page["quote"]["document"]}))["base64"],
        before["base64"]
    );
}

#[test]
fn settings_are_read_back_and_used() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let defaults = house.ask("preferences", json!({}))["effective"].clone();
    assert_eq!(
        (&defaults["payment_days"], &defaults["validity_days"], &defaults["deposit"]),
        (&json!(30), &json!(30), &json!("30"))
    );
    house.done("set_preferences", json!({"payment_days": "45", "validity_days": "15", "deposit": "40", "time_zone": "Europe/Paris", "discount_wording": "Escompte de 2 % à dix jours."}));
    let deal = opened(&books);
    let preview =
        books.on(day(9, 10)).ask("preview_quote", json!({"deal": deal, "content": tests::website()}));
    assert_eq!((&preview["payment_days"], &preview["valid_until"]), (&json!(45), &json!("2026-09-25")));
    let view = house.ask("identity", json!({}));
    assert_eq!(view["full_name"], "Camille Durand EI");
    assert_eq!(view["identity"]["vat_number"], "FR44732829320", "worked out from the SIREN");
}

#[test]
fn terms_have_versions_and_the_same_text_is_not_a_new_one() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    assert_eq!(house.ask("terms", json!({}))["current"]["version"], 1);
    let same =
        house.refused("publish_terms", json!({"text": "Article 1. Le client paie à trente jours.\r\n"}));
    assert_eq!(same.field.as_deref(), Some("text"));
    house.done("publish_terms", json!({"text": "Article 1. Le client paie à quinze jours."}));
    assert_eq!(house.ask("terms", json!({}))["current"]["version"], 2);
}

/// A PNG of one colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let body = [kind, data].concat();
        let mut crc = u32::MAX;
        for byte in &body {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            }
        }
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &body, &(!crc).to_be_bytes()].concat()
    }
    let mut raw = Vec::new();
    for _ in 0..height {
        raw.push(0);
        raw.extend(std::iter::repeat_n([15_u8, 107, 99], width as usize).flatten());
    }
    // zlib with stored blocks.
    let mut packed = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = raw.chunks(65_535).collect();
    for (i, block) in blocks.iter().enumerate() {
        packed.push(u8::from(i + 1 == blocks.len()));
        let length = u16::try_from(block.len()).unwrap();
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend_from_slice(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &raw {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    packed.extend(((b << 16) | a).to_be_bytes());
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 2, 0, 0, 0][..]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &packed), chunk(b"IEND", &[])]
        .concat()
}

#[test]
fn a_logo_is_scaled_printed_and_taken_off() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    house.done("set_logo", json!({"file": file("logo.jpg", &png(1600, 400))}));
    let view = house.ask("identity", json!({}));
    let kept = bytes(&view["logo"]);
    // Width and height stand at bytes 16 to 24 of a PNG.
    assert_eq!(&kept[16..24], [0, 0, 3, 32, 0, 0, 0, 200], "800 by 200");
    let (deal, _) = tests::quoted(&books);
    let page = books.on(day(9, 10)).ask("deal", json!({"id": deal}));
    let with = bytes(&books.on(day(9, 10)).ask("document", json!({"id": page["quote"]["document"]})));
    books.on(day(9, 10)).done("remove_logo", json!({}));
    assert_eq!(books.on(day(9, 10)).ask("identity", json!({}))["has_logo"], false);
    let without = bytes(
        &books.on(day(9, 10)).ask("preview_quote_paper", json!({"deal": deal, "content": tests::website()})),
    );
    assert!(
        with.windows(14).any(|w| w == b"/Subtype/Image" || w == b"/Subtype /Imag"),
        "the logo is printed"
    );
    assert!(!without.windows(14).any(|w| w == b"/Subtype/Image" || w == b"/Subtype /Imag"));
    let whole = png(16, 16);
    for (name, broken) in [
        ("truncated.png", &whole[..whole.len() / 2]),
        ("note.png", b"pas une image".as_slice()),
        ("small.png", &png(2, 2)),
        ("empty.png", &[]),
    ] {
        let refusal = house.refused("set_logo", json!({"file": file(name, broken)}));
        assert_eq!(refusal.field.as_deref(), Some("file"), "{name}");
        crate::ledger::reads_well(&refusal.message);
    }
}

#[test]
fn who_i_am_is_checked_and_a_doubtful_number_may_be_confirmed() {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    assert_eq!(house.ask("today", json!({}))["has_identity"], false);
    assert_eq!(house.ask("identity", json!({}))["identity"], Value::Null);
    let mut doubtful = camille();
    doubtful["siret"] = json!("732 829 320 00075");
    let refusal = house.refused("set_identity", doubtful.clone());
    assert_eq!((refusal.code, refusal.field.as_deref()), (values::refusal::Code::Doubtful, Some("siret")));
    doubtful["confirmed"] = json!(["siret"]);
    house.done("set_identity", doubtful);
    let mut company = camille();
    company["legal_form"] = json!("sasu");
    assert_eq!(house.refused("set_identity", company).field.as_deref(), Some("capital"));
}

#[test]
fn the_books_say_where_they_are_and_jobs_answer() {
    let books = Books::camille();
    let (deal, _) = tests::quoted(&books);
    let house = books.on(day(9, 11));
    let view = house.ask("books", json!({}));
    assert_eq!(view["path"], json!(books.path()));
    assert_eq!(view["lines"], 5, "identity, terms, client, deal, quote");
    house.done("add_note", json!({"deal": deal, "kind": "note", "text": "Avant la copie."}));
    let kept = house.job("backup", json!({}));
    assert!(kept["path"].is_string(), "{kept}");
    house.verified();
    house.job("cancel_job", json!({}));
    house.done("add_note", json!({"deal": deal, "kind": "note", "text": "Après la copie."}));
    let restored = house.job("restore", json!({"path": kept["path"]}));
    assert!(restored["message"].is_string());
    let titles = house.ask("deal", json!({"id": deal}))["timeline"].as_array().unwrap().len();
    assert_eq!(titles, 3, "the second note came after the copy");
}
