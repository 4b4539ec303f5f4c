//! What is too large, and what acts by itself: refused at its field before any work, whoever is writing meanwhile.

use documents::{Given, Unfit, fit};
use serde_json::{Value, json};
use std::fmt::Write as _;
use tests::{Books, Door, bakery, camille, day, file, pdf, quoted, refusal, website};
use values::refusal::Code;

const MANY: usize = 100_000;

fn with(mut payload: Value, field: &str, value: Value) -> Value {
    payload[field] = value;
    payload
}

/// Payloads that are too large, by the door that takes them and the field that it is said at.
fn large() -> Vec<(&'static str, Value, &'static str)> {
    let words = || json!((0..MANY).map(|i| i.to_string()).collect::<Vec<_>>());
    let ids = || json!((0..MANY).collect::<Vec<_>>());
    let long = || json!("a".repeat(10_000_000));
    let heavy = || json!({"name": "a.pdf", "base64": "A".repeat(40_000_000)});
    let line = json!({"label": "Maquettes", "unit_price": "1"});
    let mut nested = json!("a");
    for _ in 0..60 {
        nested = json!({"a": nested});
    }
    let lines = json!(vec![line; MANY]);
    let quote = |content: Value| json!({"deal": 1, "method": "email", "content": content});
    let title = "a".repeat(1_000_000);
    vec![
        ("add_client", with(bakery(), "tags", words()), "tags"),
        ("add_client", with(bakery(), "confirmed", words()), "confirmed"),
        ("add_client", with(bakery(), "name", long()), "name"),
        ("add_client", with(bakery(), "address", json!({"street": long()})), "address.street"),
        ("add_client", with(bakery(), &title, json!(1)), ""),
        ("change_client", json!({"client": 1, "card": with(bakery(), "tags", words())}), "tags"),
        ("set_identity", with(camille(), "confirmed", words()), "confirmed"),
        ("send_quote", quote(with(website(), "lines", lines)), "lines"),
        ("send_quote", quote(with(website(), "supplies", words())), "supplies"),
        ("send_quote", quote(with(website(), "notes", long())), "notes"),
        ("accept_quote", json!({"quote": 1, "options": ids()}), "options"),
        ("issue_balance_invoice", json!({"order": 1, "instalments": ids()}), "instalments"),
        ("import_clients", json!({"file": {"name": "a.csv", "base64": "YQ=="}, "rows": ids()}), "rows"),
        ("attach_file", json!({"deal": 1, "label": "a", "file": heavy()}), "file"),
        ("set_logo", json!({"file": heavy()}), "file"),
        ("add_note", json!({"deal": 1, "kind": "note", "text": nested}), ""),
        ("add_note", json!({"deal": vec![vec![1; 2_900]; 2_900], "kind": "note"}), ""),
    ]
}

#[test]
fn what_is_too_large_is_refused_while_somebody_else_writes() {
    let books = Books::camille();
    quoted(&books);
    let door = books.on(day(9, 20));
    let raw = books.raw();
    // Whoever needed the lock would wait five seconds, and say so.
    raw.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    for (action, payload, field) in large() {
        let refused = door.refused(action, payload);
        let at = refused.field.as_deref().unwrap_or_default();
        assert_eq!((refused.code, at), (Code::Invalid, field), "{action}: {}", refused.message);
    }
    let draft = json!({"key": "quote:1", "content": {"notes": "a".repeat(3_000_000)}});
    let refused = refusal(door.0.draft("save_draft", draft).expect_err("kept"));
    assert_eq!(refused.field.as_deref(), Some("notes"), "{}", refused.message);
    let content = with(website(), "lines", json!(vec![json!({}); MANY]));
    let refused =
        refusal(door.0.ask("preview_quote", json!({"deal": 1, "content": content})).expect_err("worked out"));
    assert_eq!(refused.field.as_deref(), Some("lines"), "{}", refused.message);
    let numbers = json!({"path": "a", "last_numbers": vec!["F-2026-0001"; MANY]});
    let refused = refusal(door.0.job("restore", numbers).expect_err("read"));
    assert_eq!(refused.field.as_deref(), Some("last_numbers"), "{}", refused.message);
}

#[test]
fn the_longest_that_anybody_needs_passes() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let line = json!({"label": "Maquettes", "detail": "Accueil", "unit": "jours", "unit_price": "1", "vat_rate": 2000});
    let content = with(website(), "lines", json!(vec![line; 500]));
    let door = books.on(day(9, 20));
    door.done("publish_terms", json!({"text": "é".repeat(60_000)}));
    let preview = door.ask("preview_quote", json!({"deal": deal, "content": content}));
    assert_eq!(preview["lines"].as_array().map(Vec::len), Some(500));
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

/// A PNG that says how large it is, and holds not one point.
fn empty_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = [&size[..], &[8, 6, 0, 0, 0]].concat();
    for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", &[0x78, 0x9c][..])] {
        let chunk = [&kind[..], data].concat();
        bytes.extend(u32::try_from(data.len()).expect("small").to_be_bytes());
        bytes.extend(&chunk);
        bytes.extend(crc(&chunk).to_be_bytes());
    }
    bytes
}

#[test]
fn a_picture_is_measured_before_it_is_unfolded() {
    let books = Books::camille();
    let (_, quote) = quoted(&books);
    let door = books.on(day(9, 24));
    for (width, height) in [(20_000, 20_000), (11_500, 11_500), (1_000_000, 26)] {
        let refused = door.refused("set_logo", json!({"file": file("logo.png", &empty_png(width, height))}));
        assert_eq!(refused.field.as_deref(), Some("file"));
        let size = format!("{width} × {height}");
        assert!(refused.message.contains(&size), "its points were looked for: {}", refused.message);
    }
    let refused = door.refused("set_logo", json!({"file": file("logo.png", &empty_png(20, 20))}));
    assert!(refused.message.contains("illisible"), "{}", refused.message);
    let mut drawn = tests::acceptance(quote);
    drawn["method"] = json!("drawn");
    drawn["proof"] = file("signature.png", &empty_png(4_000, 4_000));
    assert_eq!(door.refused("accept_quote", drawn).field.as_deref(), Some("proof"));
}

/// A PDF whose table tells one object of a megabyte so many times: read, it takes as many megabytes.
fn told_over_and_over(times: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
    let pages = bytes.len();
    bytes.extend(b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n");
    let page = bytes.len();
    bytes.extend(b"3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n");
    let place = bytes.len();
    let filling = " ".repeat(1_000_000);
    bytes.extend(format!("4 0 obj\n<< /Length 1000000 >>\nstream\n{filling}\nendstream\nendobj\n").bytes());
    let start = bytes.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", times + 4);
    for at in [9, pages, page].into_iter().chain(std::iter::repeat_n(place, times)) {
        writeln!(table, "{at:010} 00000 n ").expect("written");
    }
    write!(table, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", times + 4)
        .expect("written");
    bytes.extend(table.bytes());
    bytes
}

#[test]
fn a_pdf_that_unfolds_too_far_is_not_opened() {
    assert_eq!(fit(&told_over_and_over(20), Given::Pages), Ok(1));
    let heavy = told_over_and_over(3_000);
    assert_eq!(fit(&heavy, Given::Pages), Err(Unfit::Heavy));
    assert_eq!(documents::printed_seal(&heavy), None);
    let books = Books::camille();
    let door = books.on(day(9, 1));
    door.done("add_client", bakery());
    for (action, payload) in [("publish_terms", json!({})), ("record_past_invoice", past_invoice(&[]))] {
        let refused = door.refused(action, with(payload, "file", file("a.pdf", &heavy)));
        assert_eq!(refused.field.as_deref(), Some("file"), "{action}: {}", refused.message);
        assert!(refused.message.contains("trop lourd"), "{action}: {}", refused.message);
    }
}

fn past_invoice(bytes: &[u8]) -> Value {
    json!({"client": 1, "number": "26-07", "title": "Affiches", "issued_on": "15/07/2026", "due_on": "14/08/2026",
        "total": "1 200", "open": "700,00", "vat_rate": 2000, "file": file("facture.pdf", bytes)})
}

#[test]
fn an_invoice_from_elsewhere_that_acts_is_not_sent_on() {
    let books = Books::camille();
    let door = books.on(day(9, 1));
    door.done("add_client", bakery());
    let data = |name: &str| format!("<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F 3 0 R >> >>");
    for (what, catalogue, more) in [
        ("script", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "null".to_owned()),
        ("action", "/OpenAction 4 0 R", "<< /S /Launch /F (calc.exe) >>".to_owned()),
        ("fichier joint", "/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>", data("facture.exe")),
        ("fichier joint", "", "<< /Type /Annot /Subtype /FileAttachment >>".to_owned()),
    ] {
        let refused = door.refused("record_past_invoice", past_invoice(&pdf(catalogue, &more)));
        assert_eq!(refused.field.as_deref(), Some("file"), "{catalogue}: {}", refused.message);
        assert!(refused.message.contains(what), "{catalogue} {more}: {}", refused.message);
    }
    let torn = pdf("", "null").into_iter().take(120).collect::<Vec<_>>();
    let refused = door.refused("record_past_invoice", past_invoice(&torn));
    assert!(refused.message.contains("endommagé"), "{}", refused.message);
    // What machines read of an invoice goes with it.
    let joined = pdf("/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>", &data("factur-x.xml"));
    door.done("record_past_invoice", past_invoice(&joined));
}

fn refused_file(door: &Door, name: &str, text: &str) -> String {
    let payload = json!({"file": file(name, text.as_bytes())});
    let refused = refusal(door.0.ask("preview_client_import", payload).expect_err("read"));
    assert_eq!(refused.field.as_deref(), Some("file"));
    refused.message
}

#[test]
fn a_file_of_contacts_is_counted_before_it_is_read() {
    let books = Books::camille();
    let door = books.on(day(9, 1));
    let rows = |rows: usize| "Nom;E-mail\n".to_owned() + &"A;a@b.fr\n".repeat(rows);
    for (name, text, most) in [
        ("a.csv", rows(1_000_000), "150000"),
        ("a.csv", "Nom;E-mail\r".to_owned() + &"A;a@b.fr\r".repeat(200_000), "150000"),
        ("a.vcf", "BEGIN:VCARD\nFN:A\nEND:VCARD\n".repeat(60_000), "150000"),
        ("a.vcf", format!("BEGIN:VCARD\nFN:A\n{}END:VCARD\n", "TEL:1\n".repeat(160_000)), "150000"),
        ("a.csv", rows(7_000), "6000"),
        ("a.csv", rows(3_001), "3001"),
    ] {
        let message = refused_file(&door, name, &text);
        assert!(message.contains(most), "{name}: {message}");
    }
}
