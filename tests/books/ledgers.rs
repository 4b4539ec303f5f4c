//! Books of accounts written out by the command line: each holds what its question tells, goes over nothing, and is not
//! begun for days that make no sense.

use crate::stand::{cli, long_road};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::{read, read_dir, write};
use std::io::Read as _;
use std::path::Path;
use tests::Books;

const FROM: &str = "01/01/2026";
const TO: &str = "22/11/2026";

/// What is exported, and the book it is.
const BOOKS: [(&str, &str); 7] = [
    ("receipts-book", "receipts"),
    ("vat", "vat"),
    ("urssaf", "urssaf"),
    ("sales-journal", "sales_journal"),
    ("fec", "entries"),
    ("receipts-fec", "receipt_entries"),
    ("e-reporting", "e_reporting"),
];

fn export(
    books: &Books,
    what: &str,
    (from, to): (&str, &str),
    out: &Path,
    more: &[&str],
) -> (i32, Value, Value) {
    let out = out.to_str().expect("a path");
    let words = ["export", what, "--from", from, "--to", to, "--out", out];
    cli(books.folder(), &[&words[..], more].concat())
}

fn asked(books: &Books, question: &str, payload: &Value) -> Value {
    let (code, told, said) = cli(books.folder(), &["ask", question, &payload.to_string()]);
    assert_eq!(code, 0, "{question}: {said}");
    told
}

/// The bytes of a book as the question gives them.
fn paper(books: &Books, book: &str, format: &str) -> Vec<u8> {
    let told = asked(books, "book_paper", &json!({"book": book, "format": format, "from": FROM, "to": TO}));
    STANDARD.decode(told["base64"].as_str().expect("bytes")).expect("base64")
}

/// Cents as a table writes them.
fn written(cents: &Value) -> String {
    let cents = cents.as_i64().expect("an amount");
    format!("{},{:02}", cents / 100, cents.abs() % 100)
}

#[test]
fn each_book_is_written_out_as_its_question_tells_it_and_over_nothing() {
    let books = long_road();
    let there = tempfile::tempdir().expect("a folder");
    for (what, book) in BOOKS {
        let formats: &[&str] = if what.ends_with("fec") { &["fec"] } else { &["csv", "pdf"] };
        for format in formats {
            let end = if *format == "fec" { "txt" } else { format };
            let out = there.path().join(format!("{what}.{end}"));
            let (code, done, said) = export(&books, what, (FROM, TO), &out, &[]);
            assert_eq!(code, 0, "{what} {format}: {said}");
            assert_eq!((&done["book"], &done["format"]), (&json!(book), &json!(format)), "{done}");
            let bytes = read(&out).expect("written");
            assert_eq!(done["bytes"], bytes.len(), "{done}");
            assert_eq!(done["sha256"], books::seal::hash_bytes(&bytes), "{done}");
            assert!(bytes == paper(&books, book, format), "{what} {format} is what the question gives");

            write(&out, "celui d’avant").expect("a file");
            let (code, _, said) = export(&books, what, (FROM, TO), &out, &[]);
            assert_eq!((code, &said["field"]), (2, &json!("out")), "{what}: {said}");
            assert_eq!(read(&out).expect("kept"), "celui d’avant".as_bytes());
            assert_eq!(export(&books, what, (FROM, TO), &out, &["--overwrite"]).0, 0);
            assert!(read(&out).expect("written") == bytes);
        }
    }
    let text =
        |name: &str| String::from_utf8(read(there.path().join(name)).expect("written")).expect("UTF-8");
    let span = json!({"from": FROM, "to": TO});
    let receipts = asked(&books, "receipts_book", &span);
    let table = text("receipts-book.csv");
    assert_eq!(table.lines().count(), rows(&receipts).len() + 1, "{table}");
    assert!(!rows(&receipts).is_empty(), "{table}");
    assert!(rows(&receipts).iter().all(|row| table.contains(&written(&row["amount"]))), "{table}");
    let sales = asked(&books, "sales_journal", &span);
    let (table, entries) = (text("sales-journal.csv"), text("fec.txt"));
    for row in rows(&sales) {
        let number = row["number"].as_str().expect("a number");
        assert!(table.contains(number) && entries.contains(number), "{number}");
    }
    let urssaf = asked(&books, "urssaf", &span);
    let table = text("urssaf.csv");
    for period in urssaf["periods"].as_array().expect("periods") {
        for row in rows(period) {
            assert!(table.contains(&written(&row["turnover"])), "{row} in {table}");
        }
    }
    let vat = asked(&books, "vat_due", &span);
    let table = text("vat.csv");
    let rates = vat["periods"].as_array().expect("periods").iter().flat_map(rows);
    let told: Vec<String> =
        rates.map(|row| format!("{};{}", written(&row["net"]), written(&row["vat"]))).collect();
    assert!(!told.is_empty() && told.iter().all(|figures| table.contains(figures)), "{told:?} in {table}");
    let reported = asked(&books, "e_reporting", &span);
    assert_eq!(text("e-reporting.csv").lines().count(), rows(&reported).len() + 1);
    // What each entry debits it credits; the sales are those of the journal, before VAT.
    let (of_sales, _) = balanced(&text("fec.txt"));
    let net: i64 = rows(&sales).iter().map(|row| row["net"].as_i64().expect("an amount")).sum();
    assert_eq!(of_sales, net);
    let (_, received) = balanced(&text("receipts-fec.txt"));
    let amounts: i64 = rows(&receipts).iter().map(|row| row["amount"].as_i64().expect("an amount")).sum();
    assert_eq!(received, amounts);
}

/// What a file of entries credits to sales, and debits at the bank, in cents, each less its contrary; each entry balances.
fn balanced(entries: &str) -> (i64, i64) {
    let mut open: BTreeMap<&str, i64> = BTreeMap::new();
    let (mut sales, mut bank) = (0, 0);
    for line in entries.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let cents = |field: &str| field.replace(',', "").parse::<i64>().expect("an amount");
        let debit = cents(fields[11]) - cents(fields[12]);
        *open.entry(fields[2]).or_default() += debit;
        match fields[4].chars().next() {
            Some('7') => sales -= debit,
            Some('5') => bank += debit,
            Some('4') => {}
            account => panic!("{account:?} in {line}"),
        }
    }
    assert!(!open.is_empty() && open.values().all(|left| *left == 0), "{open:?}");
    (sales, bank)
}

fn rows(told: &Value) -> &Vec<Value> {
    told["rows"].as_array().expect("rows")
}

#[test]
fn the_accountants_archive_holds_the_same_books() {
    let books = long_road();
    let there = tempfile::tempdir().expect("a folder");
    let out = there.path().join("comptable.zip");
    let (code, done, said) = export(&books, "accountant", (FROM, TO), &out, &[]);
    assert_eq!(code, 0, "{said}");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&out).expect("written")).expect("an archive");
    assert_eq!(json!(archive.len()), json!(done["files"].as_u64().expect("a count") + 1));
    let names: Vec<String> = (0..archive.len())
        .map(|at| archive.by_index(at).expect("a file").name().expect("a name").into_owned())
        .collect();
    for (book, format) in
        [("receipts", "csv"), ("urssaf", "csv"), ("sales_journal", "csv"), ("entries", "fec")]
    {
        let wanted = paper(&books, book, format);
        let holds = names.iter().any(|name| {
            let mut bytes = Vec::new();
            archive.by_name(name).expect("a file").read_to_end(&mut bytes).expect("it opens");
            bytes == wanted
        });
        assert!(holds, "{book}: {names:?}");
    }
    write(&out, "celle d’avant").expect("a file");
    let (code, _, said) = export(&books, "accountant", (FROM, TO), &out, &[]);
    assert_eq!((code, &said["field"]), (2, &json!("out")), "{said}");
    assert_eq!(read(&out).expect("kept"), "celle d’avant".as_bytes());
}

#[test]
fn days_that_make_no_sense_are_refused_in_french_and_nothing_is_written() {
    let books = long_road();
    let there = tempfile::tempdir().expect("a folder");
    let out = there.path().join("livre.csv");
    for what in BOOKS.map(|(what, _)| what).into_iter().chain(["accountant"]) {
        for (from, to, field) in
            [(TO, FROM, "to"), ("jamais", TO, "from"), (FROM, "31/02/2026", "to"), ("", "0", "to")]
        {
            let (code, told, said) = export(&books, what, (from, to), &out, &[]);
            assert_eq!(
                (code, &told, &said["field"]),
                (2, &Value::Null, &json!(field)),
                "{what} {from} {to}: {said}"
            );
            let message = said["message"].as_str().unwrap_or_default();
            assert!(message.ends_with(['.', '?']) && !message.contains("invalid"), "{message}");
        }
    }
    assert_eq!(read_dir(there.path()).expect("a folder").count(), 0);
}
