//! Exports of well-known programs, written from the same contacts: whole cards come out of each, and no cell is lost.

use crate::contact_programs::{Contact, PROGRAMS, Program, contacts};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, day, file};
use values::letters::folded;

/// The row that a line of the file is part of.
fn by_line(read: &Value) -> BTreeMap<i64, &Value> {
    let rows = read["rows"].as_array().unwrap();
    let line = |one: &Value| one.as_i64().unwrap();
    rows.iter()
        .flat_map(|row| row["lines"].as_array().unwrap().iter().map(move |one| (line(one), row)))
        .collect()
}

/// The card that a contact makes, of what a program writes of it.
fn expected(program: &Program, contact: &Contact) -> Value {
    let has = |holds: &str| program.columns().any(|(_, held)| held == holds);
    let of = |holds: &str| if has(holds) { contact.of(holds, program) } else { String::new() };
    let first =
        |all: &[&str]| all.iter().map(|holds| of(holds)).find(|text| !text.is_empty()).unwrap_or_default();
    let person = if has("Full") || has("First") { contact.full() } else { String::new() };
    let firm = of("Firm");
    let (name, contact_name) = if firm.is_empty() { (person, String::new()) } else { (firm, person) };
    let whole = has("Street") || has("Whole");
    let country = if contact.country == "France" { String::new() } else { contact.country.clone() };
    let part = |text: &str| if whole { text.to_owned() } else { String::new() };
    json!({
        "name": name,
        "contact": contact_name,
        "kind": contact.kind,
        "email": of("Email"),
        "phone": first(&["Phone", "Mobile"]),
        "siret": first(&["Siret", "Siren"]),
        "vat_number": of("Vat"),
        "address": {
            "street": part(&contact.street), "extra": if has("Extra") || has("Whole") { part(&contact.extra) } else { String::new() },
            "postcode": part(&contact.postcode), "city": part(&contact.city),
            "country": if has("Country") || has("Whole") { country } else { String::new() },
        },
        "delivery_address": of("DeliveryStreet"),
    })
}

/// Every word of a cell is on the card, with its people, or told beside it.
fn nothing_lost(program: &str, row: &Value, header: &str, cell: &str) {
    let said = folded(&row.to_string());
    let squeezed: String = said.chars().filter(|c| c.is_alphanumeric()).collect();
    for word in folded(cell).split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1 && *w != "france") {
        let known = said.contains(word) || squeezed.contains(word);
        assert!(known, "{program}: « {word} » of {header} = « {cell} » is lost in {row:#}");
    }
}

#[test]
fn twelve_programs_export_and_whole_cards_come_in() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let all = contacts(60);
    assert!(PROGRAMS.len() >= 12);
    for program in PROGRAMS {
        let (bytes, lines) = program.export(&all);
        let read = house.ask("preview_client_import", json!({"file": file("export.csv", &bytes)}));
        assert_eq!(read["refused"], json!([]), "{}", program.name);
        let rows = by_line(&read);
        for (contact, line) in all.iter().zip(lines) {
            let row = rows.get(&line).unwrap_or_else(|| panic!("{}: line {line} is in no row", program.name));
            let at = format!("{} line {line}: {row:#}", program.name);
            // What it is is said by the kind of the card.
            for (header, holds) in
                program.columns().filter(|(_, holds)| !holds.ends_with("Kind") && *holds != "IsCompany")
            {
                nothing_lost(program.name, row, header, &contact.of(holds, program));
            }
            let wanted = expected(program, contact);
            let card = &row["card"];
            let people = row["people"].as_array().unwrap();
            assert_eq!(card["name"], wanted["name"], "{at}");
            if people.is_empty() {
                for field in ["contact", "kind", "email", "phone", "siret", "vat_number", "address"] {
                    assert_eq!(card[field], wanted[field], "{field} of {at}");
                }
                assert_eq!(card["delivery_address"]["street"], wanted["delivery_address"], "{at}");
            } else {
                let one = people.iter().find(|one| one["name"] == wanted["contact"]);
                let one = one.unwrap_or_else(|| panic!("{} is nobody of {at}", wanted["contact"]));
                assert_eq!((&one["email"], &one["phone"]), (&wanted["email"], &wanted["phone"]), "{at}");
            }
        }
        let taken: Vec<i64> =
            read["rows"].as_array().unwrap().iter().map(|row| row["line"].as_i64().unwrap()).collect();
        let import = house.done("import_clients", json!({"file": file("export.csv", &bytes), "rows": taken}));
        house.done("undo_client_import", json!({"import": import}));
    }
    assert_eq!(house.ask("clients", json!({}))["rows"], json!([]));
    house.verified();
}

#[test]
fn telephones_export_cards_and_whole_cards_come_in() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let all = contacts(60);
    for (program, bytes) in [("iCloud", icloud(&all)), ("Android", android(&all))] {
        let read = house.ask("preview_client_import", json!({"file": file("export.vcf", &bytes)}));
        assert_eq!(read["refused"], json!([]), "{program}");
        let rows = by_line(&read);
        assert_eq!(rows.len(), all.len(), "{program}");
        for (contact, row) in all.iter().zip(rows.values()) {
            let card = &row["card"];
            let name = if contact.firm.is_empty() { contact.full() } else { contact.firm.clone() };
            assert_eq!(card["name"], name, "{program}: {row:#}");
            for text in [
                &contact.function,
                &contact.email,
                &contact.mobile,
                &contact.note,
                &contact.web,
                &contact.street,
                &contact.city,
            ] {
                nothing_lost(program, row, "a property", text);
            }
            if row["people"] == json!([]) {
                assert_eq!(
                    (&card["email"], &card["phone"]),
                    (&json!(contact.email), &json!(contact.phone)),
                    "{program}"
                );
                assert_eq!(
                    (&card["address"]["street"], &card["address"]["city"]),
                    (&json!(contact.street), &json!(contact.city))
                );
            }
        }
    }
}

/// A value of a card with what stands for something else written otherwise.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n")
}

fn icloud(all: &[Contact]) -> Vec<u8> {
    let mut out = String::new();
    for c in all {
        let firm = if c.firm.is_empty() { String::new() } else { format!("ORG:{};\r\n", escaped(&c.firm)) };
        out.push_str(&format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iOS 18//EN\r\nN:{last};{first};;;\r\nFN:{first} {last}\r\n{firm}TITLE:{title}\r\nEMAIL;type=INTERNET;type=WORK;type=pref:{email}\r\nTEL;type=WORK;type=VOICE;type=pref:{phone}\r\nTEL;type=CELL;type=VOICE:{mobile}\r\nitem1.ADR;type=WORK;type=pref:;;{street}\\n{extra};{city};;{postcode};{country}\r\nitem1.X-ABADR:fr\r\nNOTE:{note}\r\nitem2.URL;type=pref:{web}\r\nitem2.X-ABLabel:_$!<HomePage>!$_\r\nREV:2026-03-12T08:00:00Z\r\nEND:VCARD\r\n",
            last = escaped(&c.last), first = escaped(&c.first), title = escaped(&c.function), email = c.email, phone = c.phone, mobile = c.mobile,
            street = escaped(&c.street), extra = escaped(&c.extra), city = escaped(&c.city), postcode = c.postcode, country = c.country, note = escaped(&c.note), web = c.web,
        ));
    }
    out.into_bytes()
}

/// Android writes what is not ASCII as its bytes, in soft-broken lines.
fn android(all: &[Contact]) -> Vec<u8> {
    let mut out = String::new();
    let property = |name: &str, values: &[&str]| {
        let written = |text: &str| {
            let bytes = text.bytes().map(|b| {
                if b.is_ascii_alphanumeric() || b == b' ' {
                    char::from(b).to_string()
                } else {
                    format!("={b:02X}")
                }
            });
            bytes.collect::<Vec<_>>()
        };
        if values.iter().all(|value| value.is_ascii() && !value.contains([';', '='])) {
            return format!("{name}:{}\r\n", values.join(";"));
        }
        let mut line = String::new();
        let mut width = 0;
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                line.push(';');
            }
            for piece in written(value) {
                if width > 60 {
                    line.push_str("=\r\n");
                    width = 0;
                }
                width += piece.len();
                line.push_str(&piece);
            }
        }
        format!("{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{line}\r\n")
    };
    for c in all {
        out.push_str("BEGIN:VCARD\r\nVERSION:2.1\r\n");
        out.push_str(&property("N", &[&c.last, &c.first, "", "", ""]));
        out.push_str(&property("FN", &[&c.full()]));
        if !c.firm.is_empty() {
            out.push_str(&property("ORG", &[&c.firm]));
        }
        for (name, value) in [
            ("TITLE", &c.function),
            ("TEL;WORK", &c.phone),
            ("TEL;CELL", &c.mobile),
            ("EMAIL;WORK", &c.email),
            ("NOTE", &c.note),
            ("URL", &c.web),
        ] {
            if !value.is_empty() {
                out.push_str(&property(name, &[value]));
            }
        }
        out.push_str(&property("ADR;WORK", &["", &c.extra, &c.street, &c.city, "", &c.postcode, &c.country]));
        out.push_str("END:VCARD\r\n");
    }
    assert!(folded(&out).contains("quoted-printable"));
    out.into_bytes()
}
