//! A bank's statement by the command line: shown as it is read, refused where it cannot be, brought in once.

use crate::stand::cli;
use serde_json::{Value, json};
use std::fs::File;
use std::path::Path;
use tests::Books;

const CFONB: &str = "\
0130006    00001EUR2 12345678901  010326                                                  0000000001000{
0430006    00001EUR2 12345678901  060326  060326VIR SEPA LE GOFF                 0000012  0000000012000{
0730006    00001EUR2 12345678901  100326                                                  0000000013100{
";

const TWO: &str = "OFXHEADER:100
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>A1</BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260306<TRNAMT>10.00<FITID>1<NAME>Le Goff</STMTTRN></BANKTRANLIST>
</STMTRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>A2</BANKACCTFROM>
<LEDGERBAL><BALAMT>5.00<DTASOF>20260310</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
";

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

#[test]
fn a_statement_is_shown_and_nothing_is_written() {
    let there = tempfile::tempdir().expect("a folder");
    let books = there.path().join("books");
    // Its name says nothing: what it holds is read.
    let file = written(there.path(), "releve.pdf", CFONB);
    let (code, told, refusal) = cli(&books, &["import", "bank", &file, "--preview"]);
    assert_eq!(code, 0, "{refusal}");
    assert_eq!(told["format"], "cfonb120");
    assert_eq!(told["account"], json!({"iban": "FR7630006000011234567890189", "currency": "EUR"}));
    let line = &told["lines"][0];
    let expected = json!({
        "line": 2, "day": "2026-03-06", "value_day": "2026-03-06", "amount": 120_000, "currency": null,
        "label": "VIR SEPA LE GOFF", "payer": null, "payer_account": null, "reference": null, "id": "0000012",
        "pending": false,
    });
    assert_eq!(line, &expected);
    assert_eq!((&told["new"], &told["known"]), (&json!(1), &json!(0)));
    let opening = json!({"day": "2026-03-01", "amount": 10_000, "currency": null, "kind": "opening"});
    assert_eq!(told["balances"][0], opening);
    // The balance after it does not agree: both figures are told, with the line.
    let text = told["warnings"][0]["text"].as_str().expect("a warning");
    assert_eq!(told["warnings"][0]["line"], 1);
    assert!(text.contains("1\u{202f}300,00") && text.contains("1\u{202f}310,00"), "{text}");
    assert!(!books.exists(), "no books are begun to look at a file");
}

#[test]
fn a_file_of_several_accounts_shows_each_or_the_one_that_is_named() {
    let books = Books::empty();
    let there = tempfile::tempdir().expect("a folder");
    let file = written(there.path(), "deux.ofx", TWO);
    let (_, told, _) = cli(books.folder(), &["import", "bank", &file, "--preview"]);
    assert_eq!((&told["account"], told["accounts"].as_array().map(Vec::len)), (&Value::Null, Some(2)));
    assert_eq!((&told["lines"][0]["account"], &told["balances"][0]["account"]), (&json!("A1"), &json!("A2")));
    let (_, told, _) = cli(books.folder(), &["import", "bank", &file, "--account", "a 2", "--preview"]);
    assert_eq!((&told["account"]["id"], &told["new"]), (&json!("A2"), &json!(0)));
    let (code, _, refusal) = cli(books.folder(), &["import", "bank", &file, "--account", "A3", "--preview"]);
    assert_eq!((code, &refusal["field"]), (2, &json!("account")));
    assert!(refusal["message"].as_str().is_some_and(|text| text.contains("A1, A2")), "{refusal}");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let books = Books::empty();
    let there = tempfile::tempdir().expect("a folder");
    let refused = |path: &str, more: &[&str]| {
        let (code, _, refusal) = cli(books.folder(), &[&["import", "bank", path], more].concat());
        assert_eq!(code, 2, "{refusal}");
        (refusal["field"].as_str().unwrap_or_default().to_owned(), refusal["message"].to_string())
    };
    let wrong = written(there.path(), "faux.txt", &CFONB.replace("060326  060326", "3x0226  060326"));
    let (field, message) = refused(&wrong, &["--preview"]);
    assert_eq!(field, "file");
    assert!(
        message.contains("Ligne 2, colonne 35 : on attend une date JJMMAA, et on lit « 3x0226 »"),
        "{message}"
    );
    assert_eq!(refused(&wrong, &[]).0, "file");
    assert_eq!(refused("/nowhere/releve.ofx", &["--preview"]).0, "file");
    // A file of a hundred megabytes that takes no room, and none in memory.
    let huge = there.path().join("enorme.csv");
    File::create(&huge).and_then(|file| file.set_len(100 << 20)).expect("a file");
    assert!(refused(&huge.to_string_lossy(), &["--preview"]).1.contains("64 Mo"));
}

#[test]
fn a_statement_comes_in_once_and_says_so() {
    let books = Books::empty();
    let there = tempfile::tempdir().expect("a folder");
    let file = written(there.path(), "releve.ofx", TWO);
    let (code, _, refusal) = cli(books.folder(), &["import", "bank", &file]);
    assert_eq!((code, &refusal["field"]), (2, &json!("account")), "{refusal}");
    let (_, told, _) = cli(books.folder(), &["import", "bank", &file, "--preview"]);
    assert_eq!((&told["new"], &told["import"]), (&json!(1), &Value::Null));
    for (new, known) in [(1, 0), (0, 1)] {
        let (code, told, refusal) = cli(books.folder(), &["import", "bank", &file, "--account", "A1"]);
        assert_eq!((code, &told["new"], &told["known"]), (0, &json!(new), &json!(known)), "{refusal}");
        assert_eq!(told["lines"].as_array().map(Vec::len), Some(1));
    }
    let more = TWO.replace(
        "</BANKTRANLIST>",
        "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260307<TRNAMT>7.00<FITID>2<NAME>Zoé</STMTTRN></BANKTRANLIST>",
    );
    let file = written(there.path(), "plus.ofx", &more);
    let (code, told, refusal) = cli(books.folder(), &["import", "bank", &file, "--account", "A1"]);
    assert_eq!((code, &told["new"], &told["known"]), (0, &json!(1), &json!(1)), "{refusal}");
    books.on(tests::day(11, 22)).verified();
}
