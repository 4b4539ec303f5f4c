//! Finding: one folding of letters for all that is searched or compared, numbers as they are kept and as they are
//! printed; and numbers pasted with what hides in them.

use serde_json::{Value, json};
use tests::{Books, acceptance, camille, day, delivered, quoted};

fn names(answer: &Value, list: &str, name: &str) -> Vec<String> {
    answer[list].as_array().unwrap().iter().map(|one| one[name].as_str().unwrap().to_owned()).collect()
}

#[test]
fn letters_are_the_same_however_they_are_written() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    for (name, typed) in [
        ("Œuvre & Cie", "oeuvre"),
        ("Lætitia Æbel", "laetitia aebel"),
        ("Straße GmbH", "STRASSE"),
        ("Łódź Studio", "lodz"),
        ("Ørsted", "orsted"),
        ("L’Hôtel d’Été", "l'hotel d'ete"),
        ("Jean–Noël Île", "jean-noel ile"),
        ("Ğüneş İnşaat", "gunes insaat"),
        ("oeuvre d'art", "ŒUVRE D’ART"),
        ("Strasse 9", "straße"),
    ] {
        let client = house.done("add_client", json!({"kind": "company", "name": name}));
        house.done("open_deal", json!({"client": client, "title": format!("Affiche {name}")}));
        house.done(
            "add_catalogue_item",
            json!({"label": format!("Fiche {name}"), "unit_price": "10", "vat_rate": 2000}),
        );
        for typed in [typed, name, &name.to_uppercase(), &typed.to_lowercase()] {
            let hits = names(&house.ask("search", json!({"text": typed})), "hits", "title");
            assert!(hits.iter().any(|hit| hit == name), "« {typed} » finds « {name} »: {hits:?}");
            assert!(hits.iter().any(|hit| hit == &format!("Affiche {name}")), "« {typed} »: {hits:?}");
            let clients = names(&house.ask("clients", json!({"search": typed})), "rows", "name");
            assert!(clients.iter().any(|one| one == name), "« {typed} » in the clients: {clients:?}");
            let fiches = house.ask("catalogue", json!({"search": typed}))["rows"].to_string();
            assert!(fiches.contains(name), "« {typed} » in the catalogue: {fiches}");
        }
        let shouted = name.to_uppercase();
        let like = house.ask("client_duplicates", json!({"card": {"kind": "company", "name": shouted}}));
        assert!(names(&like, "rows", "name").iter().any(|one| one == name), "« {shouted} » is « {name} »");
    }
    house.verified();
}

#[test]
fn numbers_are_found_as_they_are_printed() {
    let books = Books::camille();
    delivered(&books);
    let house = books.on(day(11, 21));
    let client = house.done(
        "add_client",
        json!({"kind": "company", "name": "Atelier Nord", "siret": "73282932000074", "phone": "06 12 34 56 78",
               "vat_number": "FR44732829320", "email": "bonjour@nord.example"}),
    );
    house.done(
        "add_person",
        json!({"client": client, "card": {"name": "Zoé", "email": "zoe@ailleurs.example", "phone": "+33 (0)2.96.00.00.00"}}),
    );
    house.done(
        "add_client",
        json!({"kind": "company", "name": "Berlin", "phone": "+49 30 123456", "vat_number": "DE123456789"}),
    );
    for (typed, wanted) in [
        ("552 100 554", "Boulangerie Le Goff SARL"),
        ("552\u{a0}100\u{a0}554", "Boulangerie Le Goff SARL"),
        ("552.100.554", "Boulangerie Le Goff SARL"),
        ("552 100", "Boulangerie Le Goff SARL"),
        ("goff 552 100 554", "Boulangerie Le Goff SARL"),
        ("732 829 320 00074", "Atelier Nord"),
        ("732829320", "Atelier Nord"),
        ("FR44 732 829 320", "Atelier Nord"),
        ("FR 44 732 829 320", "Atelier Nord"),
        ("fr44732829320", "Atelier Nord"),
        ("FR96 552 100 554", "Boulangerie Le Goff SARL"),
        ("DE 123 456 789", "Berlin"),
        ("0612345678", "Atelier Nord"),
        ("06 12 34 56 78", "Atelier Nord"),
        ("06.12.34.56.78", "Atelier Nord"),
        ("06 12 34", "Atelier Nord"),
        ("+33 6 12 34 56 78", "Atelier Nord"),
        ("+33612345678", "Atelier Nord"),
        ("0033 6 12 34 56 78", "Atelier Nord"),
        ("33612345678", "Atelier Nord"),
        ("+33 (0)6 12 34 56 78", "Atelier Nord"),
        ("nord 06 12 34 56 78", "Atelier Nord"),
        ("02 96 00 00 00", "Atelier Nord"),
        ("zoe@ailleurs.example", "Atelier Nord"),
        ("+49 30 12 34 56", "Berlin"),
        ("0049 30 123456", "Berlin"),
        ("F20260001", "F-2026-0001"),
        ("f 2026 0001", "F-2026-0001"),
        ("F-2026-1", "F-2026-0001"),
        ("f2026-0001", "F-2026-0001"),
        ("F–2026–0001", "F-2026-0001"),
        ("F\u{200b}-2026-0001\u{feff}", "F-2026-0001"),
        ("2026 0001", "F-2026-0001"),
        ("20260001", "F-2026-0001"),
        ("F202600", "F-2026-0001"),
        ("D20260001", "D-2026-0001"),
        ("CO20260001", "CO-2026-0001"),
    ] {
        let hits = names(&house.ask("search", json!({"text": typed})), "hits", "title");
        assert!(hits.iter().any(|hit| hit == wanted), "« {typed} » finds « {wanted} »: {hits:?}");
        if wanted.contains(' ') {
            let clients = names(&house.ask("clients", json!({"search": typed})), "rows", "name");
            assert_eq!(clients, [wanted], "« {typed} » in the clients");
        }
    }
    for typed in ["552 100 555", "F20260009", "06 12 34 56 79", "+32 6 12 34 56 78"] {
        assert_eq!(house.ask("search", json!({"text": typed}))["hits"], json!([]), "« {typed} »");
    }
    house.verified();
}

/// A text with something hidden before, after and between its letters.
fn hidden(text: &str) -> String {
    const MARKS: [char; 9] = [
        '\u{200b}', '\u{feff}', '\u{ad}', '\u{200e}', '\u{202a}', '\u{202c}', '\u{2060}', '\u{2066}',
        '\u{200d}',
    ];
    let mut out = String::from("\u{a0}\u{feff}");
    for (c, mark) in text.chars().zip(MARKS.iter().cycle()) {
        out.push(if c == ' ' { '\u{202f}' } else { c });
        out.push(*mark);
    }
    out.push('\u{a0}');
    out
}

#[test]
fn numbers_are_read_without_what_a_paste_hides_in_them() {
    let books = Books::camille();
    let (_, quote) = quoted(&books);
    let house = books.on(day(9, 24));
    let mut identity = camille();
    for (field, text) in [
        ("siret", "732 829 320 00074"),
        ("iban", "FR76 3000 6000 0112 3456 7890 189"),
        ("bic", "AGRIFRPP"),
        ("email", "camille@durand.example"),
        ("phone", "02 99 00 00 00"),
        ("vat_number", "FR44 732 829 320"),
        ("ape", "62.01Z"),
    ] {
        identity[field] = json!(hidden(text));
    }
    identity["address"]["postcode"] = json!(hidden("35000"));
    house.done("set_identity", identity);
    let kept = house.ask("identity", json!({}))["identity"].clone();
    for (field, text) in [
        ("siret", "73282932000074"),
        ("iban", "FR7630006000011234567890189"),
        ("bic", "AGRIFRPP"),
        ("email", "camille@durand.example"),
        ("phone", "02 99 00 00 00"),
        ("vat_number", "FR44732829320"),
        ("ape", "62.01Z"),
    ] {
        assert_eq!(kept[field], text, "{field}");
    }
    assert_eq!(kept["address"]["postcode"], "35000");

    let client = house.done(
        "add_client",
        json!({"kind": "company", "name": "Nord", "siret": hidden("552 100 554"), "email": hidden("mailto:a@nord.example"),
               "phone": hidden("06 12 34 56 78"), "vat_number": hidden("FR96 552 100 554"), "payment_days": hidden("30"),
               "address": {"postcode": hidden("59 000")}, "delivery_address": {"postcode": hidden("59 001")}}),
    );
    let card = house.ask("client", json!({"id": client}))["card"].clone();
    assert_eq!((&card["siret"], &card["email"]), (&json!("552100554"), &json!("a@nord.example")));
    assert_eq!((&card["phone"], &card["vat_number"]), (&json!("06 12 34 56 78"), &json!("FR96552100554")));
    assert_eq!(
        (&card["payment_days"], &card["address"]["postcode"], &card["delivery_address"]["postcode"]),
        (&json!("30"), &json!("59000"), &json!("59001"))
    );
    let person =
        json!({"name": "Anne", "email": hidden("anne@nord.example"), "phone": hidden("07 00 00 00 00")});
    house.done("add_person", json!({"client": client, "card": person}));
    let people = house.ask("client", json!({"id": client}))["people"].to_string();
    assert!(people.contains("\"anne@nord.example\"") && people.contains("\"07 00 00 00 00\""), "{people}");

    let mut accepted = acceptance(quote);
    accepted["order_number"] = json!(hidden("BC-2026-77"));
    accepted["signed_on"] = json!(hidden("24/09/2026"));
    let order = house.done("accept_quote", accepted);
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    let shown = house.ask("search", json!({"text": "BC-2026-77"}))["hits"].to_string();
    assert!(shown.contains("CO-2026-0001"), "{shown}");
    house.done(
        "record_payment",
        json!({"invoice": invoice, "amount": hidden("1200,00"), "received_on": hidden("24/09/2026"), "method": "transfer", "reference": hidden("VIR 42")}),
    );
    let paid = house.ask("payments", json!({})).to_string();
    assert!(paid.contains("120000") && paid.contains("\"VIR 42\""), "{paid}");
    house.verified();
}

#[test]
fn a_name_is_confirmed_whatever_its_letters() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let client = house.done("add_client", json!({"kind": "person", "name": "Chloé L’Œil"}));
    house.done("erase_client", json!({"client": client, "name": "chloe l'oeil"}));
    assert_eq!(house.ask("clients", json!({}))["rows"], json!([]));
}

/// What is found by each of these, among the titles of hits; none of them where it is `!`.
fn finds(house: &tests::Door, cases: &[(&str, &str)]) {
    for (typed, wanted) in cases {
        let hits = names(&house.ask("search", json!({"text": typed})), "hits", "title");
        match wanted.strip_prefix('!') {
            Some(unwanted) => assert!(!hits.iter().any(|hit| hit == unwanted), "« {typed} »: {hits:?}"),
            None => assert!(hits.iter().any(|hit| hit == wanted), "« {typed} » finds « {wanted} »: {hits:?}"),
        }
    }
}

#[test]
fn one_slip_of_a_finger_is_forgiven_in_words_alone() {
    let books = Books::camille();
    delivered(&books);
    let house = books.on(day(11, 21));
    for name in ["Élise Moreau", "Théâtre de l’Écluse", "Œuvre & Cie", "Ateliers Kervella"] {
        house.done("add_client", json!({"kind": "person", "name": name}));
    }
    finds(
        &house,
        &[
            ("Élize", "Élise Moreau"),
            ("morau", "Élise Moreau"),
            ("moreaau", "Élise Moreau"),
            ("omreau", "Élise Moreau"),
            ("moraeu", "Élise Moreau"),
            ("noreau", "Élise Moreau"),
            ("elize moreau", "Élise Moreau"),
            ("elise noreau", "Élise Moreau"),
            ("elisemoreau", "Élise Moreau"),
            ("theatre ecluze", "Théâtre de l’Écluse"),
            ("téatre de l'écluse", "Théâtre de l’Écluse"),
            ("oeuvr", "Œuvre & Cie"),
            ("ouvre", "Œuvre & Cie"),
            ("ateliers kerv", "Ateliers Kervella"),
            ("atelires kerv", "Ateliers Kervella"),
            ("kerv ella", "Ateliers Kervella"),
            ("boulangrie", "Boulangerie Le Goff SARL"),
            // Two slips are another word, and figures are what they are.
            ("marou", "!Élise Moreau"),
            ("552100555", "!Boulangerie Le Goff SARL"),
            ("F-2026-0009", "!F-2026-0001"),
        ],
    );
    let near = |typed: &str| house.ask("search", json!({"text": typed}))["near"].clone();
    assert_eq!((near("morau"), near("moreau"), near("zzzzzz")), (json!(true), json!(false), json!(false)));
    for (typed, wanted) in [("morau", "Élise Moreau"), ("ecluze", "Théâtre de l’Écluse")] {
        let clients = names(&house.ask("clients", json!({"search": typed})), "rows", "name");
        assert_eq!(clients, [wanted], "« {typed} » in the clients");
    }
    house.verified();
}

#[test]
fn amounts_and_ranks_are_found_by_their_beginning_with_where_they_stand() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let house = books.on(day(11, 21));
    house.done("issue_balance_invoice", json!({"order": order}));
    let hits = |typed: &str| house.ask("search", json!({"text": typed}))["hits"].as_array().unwrap().clone();
    let invoice = |typed: &str, number: &str| {
        hits(typed)
            .into_iter()
            .find(|hit| hit["title"] == number)
            .unwrap_or_else(|| panic!("« {typed} »: {:?}", hits(typed)))
    };
    // 4 000,00 in all: a deposit of 1 200,00, which is paid, and 2 800,00.
    for typed in ["2800", "2 800", "2800,", "2800,0", "280", "2 800,00 €", "2", "0002", "F-2026-2"] {
        let hit = invoice(typed, "F-2026-0002");
        assert_eq!(
            (&hit["amount"], &hit["open"], &hit["day"]),
            (&json!(280_000), &json!(280_000), &json!("2026-11-21")),
            "« {typed} »"
        );
        assert_eq!(hit["states"][0]["label"], "à payer", "« {typed} »");
    }
    let paid = invoice("1200", "F-2026-0001");
    assert_eq!((&paid["open"], &paid["states"][0]["label"]), (&json!(0), &json!("payée")));
    house.done(
        "record_payment",
        json!({"invoice": 2, "amount": "1 519,60", "received_on": "21/11/2026", "method": "transfer"}),
    );
    // By what is left and by what was paid, with the whole beside.
    for typed in ["1280,4", "1280", "1519", "1 519,60"] {
        let hit = invoice(typed, "F-2026-0002");
        assert_eq!((&hit["amount"], &hit["open"]), (&json!(280_000), &json!(128_040)), "« {typed} »");
        assert_eq!(hit["states"][0]["label"], "payée en partie", "« {typed} »");
    }
    for typed in ["400", "4000"] {
        assert_eq!(invoice(typed, "D-2026-0001")["states"][0]["label"], "signé", "« {typed} »");
    }
    for typed in ["28005", "2800,5", "9", "0003"] {
        assert!(
            hits(typed).iter().all(|hit| hit["title"] != "F-2026-0002"),
            "« {typed} »: {:?}",
            hits(typed)
        );
    }
    let client = hits("goff").into_iter().find(|hit| hit["kind"] == "client").unwrap();
    assert_eq!((&client["amount"], &client["states"][0]["label"]), (&json!(128_040), &json!("à payer")));
    house.verified();
}

#[test]
fn what_was_touched_last_is_told_before_anything_is_typed() {
    let books = Books::camille();
    delivered(&books);
    let house = books.on(day(11, 21));
    let client = house.done("add_client", json!({"kind": "company", "name": "Atelier Nord"}));
    let hits = |query: Value| names(&house.ask("search", query), "hits", "title");
    assert_eq!(
        hits(json!({"text": " "})),
        ["Atelier Nord", "Refonte du site", "Boulangerie Le Goff SARL"],
        "the client was added before the deal was opened"
    );
    house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    assert_eq!(hits(json!({"text": ""}))[..3], ["Affiche", "Atelier Nord", "Refonte du site"]);
    assert_eq!(hits(json!({"text": "", "kind": "client"})), ["Atelier Nord", "Boulangerie Le Goff SARL"]);
    assert_eq!(hits(json!({"text": "", "kind": "quote"})), ["D-2026-0001"]);
    assert_eq!(hits(json!({"text": "", "kind": "invoice"})), Vec::<String>::new());
    assert_eq!(hits(json!({"text": "nord", "kind": "deal"})), ["Affiche"]);
}
