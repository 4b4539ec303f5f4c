//! Camille, her clients, and a road to walk them along: builders with sensible defaults over the one door.

pub mod outbox;
pub mod smtp;

use base64::Engine;
use chrono::NaiveDate;
use parcours::{Failure, House, Opening};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use values::refusal::Refusal;

/// A day of 2026.
#[must_use]
pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day of the calendar")
}

/// A signature as a finger draws it: a PNG.
pub const SIGNATURE: &[u8] = include_bytes!("fixtures/signature.png");

/// A data folder of its own, entered on any day.
pub struct Books {
    folder: TempDir,
}

impl Default for Books {
    fn default() -> Books {
        Books::empty()
    }
}

impl Books {
    /// Nothing yet.
    #[must_use]
    pub fn empty() -> Books {
        Books { folder: tempfile::tempdir().expect("a folder") }
    }

    /// Camille, liable to VAT, with terms, on 1 September.
    #[must_use]
    pub fn camille() -> Books {
        let books = Books::empty();
        let house = books.on(day(9, 1));
        house.done("set_identity", camille());
        house.done("publish_terms", json!({"text": "Article 1. Le client paie à trente jours."}));
        books
    }

    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    #[must_use]
    pub fn path(&self) -> PathBuf {
        books::file::path(self.folder())
    }

    /// The house, entered on that day; the backup of the day is not waited for.
    #[must_use]
    pub fn on(&self, today: NaiveDate) -> Door {
        Door(parcours::enter(self.opening(today)))
    }

    /// The house as a process enters it on that day, its backup kept first.
    #[must_use]
    pub fn opened_on(&self, today: NaiveDate) -> Door {
        Door(parcours::open(self.opening(today)))
    }

    fn opening(&self, today: NaiveDate) -> Opening {
        Opening { data: Some(self.folder().to_path_buf()), today: Some(today) }
    }

    /// A connection past the door, as a tamperer or a curious person would open the file.
    #[must_use]
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).expect("the file opens")
    }
}

/// The door, with sentences instead of results.
pub struct Door(pub House);

impl Door {
    /// Performs an action that must be done; answers the id.
    pub fn done(&self, name: &str, payload: Value) -> i64 {
        let shown = payload.to_string();
        match self.0.act(name, payload) {
            Ok(done) => done["id"].as_i64().expect("an id"),
            Err(failure) => panic!("{name} {shown}: {failure:?}"),
        }
    }

    /// Performs an action that must be refused.
    pub fn refused(&self, name: &str, payload: Value) -> Refusal {
        let shown = payload.to_string();
        match self.0.act(name, payload) {
            Ok(done) => panic!("{name} {shown} was done: {done}"),
            Err(failure) => refusal(failure),
        }
    }

    pub fn ask(&self, name: &str, payload: Value) -> Value {
        match self.0.ask(name, payload) {
            Ok(answer) => answer,
            Err(failure) => panic!("{name}: {failure:?}"),
        }
    }

    pub fn job(&self, name: &str, payload: Value) -> Value {
        match self.0.job(name, payload) {
            Ok(answer) => answer,
            Err(failure) => panic!("{name}: {failure:?}"),
        }
    }

    /// The books pass verification; answers the report.
    pub fn verified(&self) -> Value {
        let report = self.job("verify", json!({}));
        assert_eq!(report["ok"], true, "{report:#}");
        report
    }
}

/// The refusal that a call must have ended with.
#[must_use]
pub fn refusal(failure: Failure) -> Refusal {
    match failure {
        Failure::Refused(refusal) => refusal,
        Failure::Internal(sentence) => panic!("an internal error instead of a refusal: {sentence}"),
    }
}

#[must_use]
pub fn camille() -> Value {
    json!({
        "legal_form": "ei", "name": "Camille Durand", "trade": "Design et sites web", "siret": "732 829 320 00074", "ape": "7410Z",
        "address": {"street": "12 rue des Carmes", "postcode": "35000", "city": "Rennes"},
        "email": "camille@exemple.fr", "phone": "06 00 00 00 00", "vat_regime": "liable",
        "iban": "FR76 3000 6000 0112 3456 7890 189", "bic": "AGRIFRPP", "electronic_address": "732829320"
    })
}

#[must_use]
pub fn bakery() -> Value {
    json!({
        "kind": "company", "name": "Boulangerie Le Goff SARL", "siret": "552 100 554", "contact": "Anne Le Goff", "electronic_address": "552100554",
        "address": {"street": "4 place des Halles", "postcode": "22300", "city": "Lannion"}
    })
}

/// A quote of 4 000,00 € TTC with a deposit of 30 %.
#[must_use]
pub fn website() -> Value {
    json!({
        "subject": "Refonte du site", "deposit": "30", "duration": "3 semaines",
        "lines": [
            {"label": "Conception des maquettes", "detail": "Accueil, boutique, fiche produit", "unit": "forfait", "unit_price": "1450", "vat_rate": 2000},
            {"label": "Intégration et mise en ligne", "quantity": "3,5", "unit": "jours", "unit_price": "480,00", "vat_rate": 2000},
            {"label": "Formation à la mise à jour", "unit": "forfait", "unit_price": "203,33", "vat_rate": 2000}
        ]
    })
}

/// The bakery and a deal with it, opened on 3 September; answers the deal.
pub fn opened(books: &Books) -> i64 {
    let house = books.on(day(9, 3));
    let client = house.done("add_client", bakery());
    house.done("open_deal", json!({"client": client, "title": "Refonte du site"}))
}

/// The same deal with its quote sent on 10 September; answers (deal, quote).
pub fn quoted(books: &Books) -> (i64, i64) {
    let deal = opened(books);
    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    (deal, quote)
}

/// The same deal signed on 24 September; answers (deal, order).
pub fn signed(books: &Books) -> (i64, i64) {
    let (deal, quote) = quoted(books);
    (deal, books.on(day(9, 24)).done("accept_quote", acceptance(quote)))
}

/// Its deposit F-2026-0001 of 1 200,00 €, to be paid on 8 October, sent by hand on 24 September; answers the invoice.
pub fn deposit_left(books: &Books) -> i64 {
    let (_, order) = signed(books);
    let house = books.on(day(9, 24));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order, "due_on": "2026-10-08"}));
    house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    invoice
}

#[must_use]
pub fn acceptance(quote: i64) -> Value {
    json!({
        "quote": quote, "signed_on": "24/09/2026", "signed_by": "Anne Le Goff", "quality": "gérante", "method": "email",
        "terms_accepted": true, "words": "Bon pour accord, Anne Le Goff"
    })
}

/// The same deal with its deposit of 1 200,00 € invoiced and paid, the work done on 20 November; answers (deal, order).
pub fn delivered(books: &Books) -> (i64, i64) {
    let (deal, order) = signed(books);
    let invoice = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(books, day(10, 2), invoice, "1200,00");
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "2026-10-03"}));
    books.on(day(11, 20)).done("record_delivery", json!({"order": order, "delivered_on": "2026-11-20"}));
    (deal, order)
}

/// A transfer received that day.
pub fn pay(books: &Books, on: NaiveDate, invoice: i64, amount: &str) -> i64 {
    let payment =
        json!({"invoice": invoice, "amount": amount, "received_on": on.to_string(), "method": "transfer"});
    books.on(on).done("record_payment", payment)
}

/// An invoice handed over that day.
pub fn hand_over(books: &Books, on: NaiveDate, invoice: i64) -> i64 {
    books.on(on).done("send_invoice", json!({"invoice": invoice, "method": "hand"}))
}

/// The bytes of a paper answered in base64.
#[must_use]
pub fn bytes(paper: &Value) -> Vec<u8> {
    let text = paper["base64"].as_str().expect("bytes in base64");
    base64::engine::general_purpose::STANDARD.decode(text).expect("base64")
}

/// Bytes as a file that comes in.
#[must_use]
pub fn file(name: &str, bytes: &[u8]) -> Value {
    json!({"name": name, "base64": base64::engine::general_purpose::STANDARD.encode(bytes)})
}

/// An electronic invoice in XML of a supplier of Camille's, with that number: 1,000.00 EUR are due on 4 November 2026.
#[must_use]
pub fn supplier_invoice(number: &str) -> String {
    let told = include_str!("../src-tauri/crates/einvoice/tests/samples/invoice.xml");
    told.replace("<ram:GlobalID schemeID=\"0009\">73282932000074</ram:GlobalID>", "")
        .replace("FR44732829320", "FR83404833048")
        .replace("552100554", "BUYER")
        .replace("732829320", "404833048")
        .replace("BUYER", "732829320")
        .replace("Boulangerie Le Goff", "CLIENT")
        .replace("Camille Durand EI", "Hébergeur SAS")
        .replace("CLIENT", "Camille Durand EI")
        .replace("F-2026-0042", number)
}

/// A PDF of one empty page that holds a mark to be looked for in the books.
#[must_use]
pub fn scan(mark: &str) -> Vec<u8> {
    pdf("", &format!("({mark})"))
}

/// A PDF of one page, with something in its catalogue and one more object, its fourth.
#[must_use]
pub fn pdf(catalogue: &str, more: &str) -> Vec<u8> {
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
        more.to_owned(),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// The tasks of the day as the list holds them, seen or not, those of one deal or batch one after the other.
pub fn for_today(answer: &Value) -> Value {
    in_parts(answer, &["first", "others"])
}

/// All tasks of the list, wherever they stand.
pub fn all_tasks(answer: &Value) -> Value {
    in_parts(answer, &["first", "others", "week", "waiting"])
}

/// Those of the parts of the list that are named.
pub fn in_parts(answer: &Value, parts: &[&str]) -> Value {
    let agenda = &answer["agenda"];
    let lines = parts.iter().flat_map(|part| agenda[*part].as_array().expect("lines"));
    Value::Array(lines.flat_map(in_line).collect())
}

fn in_line(line: &Value) -> Vec<Value> {
    let more = line["more"].as_array().expect("tasks").iter().cloned();
    std::iter::once(line["task"].clone()).chain(more).collect()
}
