//! What is taken back of statements, and what is kept of how a line was split.

use crate::statements::{imported, open_of, waiting};
use serde_json::{Value, json};
use tests::{Books, Door, day, file};

/// What the books tell of money, whatever rows they hold: what is left of an invoice and of a payment, the receipts of
/// each month, the client’s account, the VAT and the entries of the year.
fn money(door: &Door, invoice: i64, payment: i64) -> Value {
    let asked = door.ask("payments", json!({}));
    let row = asked["rows"].as_array().expect("rows").iter().find(|row| row["id"] == payment).cloned();
    let row = row.expect("the payment");
    let span = json!({"from": "01/01/2026", "to": "31/12/2026"});
    let account = door.ask("statement", json!({"client": 1}));
    let mut receipts = std::collections::BTreeMap::<String, i64>::new();
    for one in door.ask("receipts_book", span.clone())["rows"].as_array().expect("receipts") {
        let day = one["on"].as_str().expect("a day").to_owned();
        *receipts.entry(day).or_default() += one["amount"].as_i64().expect("cents");
    }
    receipts.retain(|_, amount| *amount != 0);
    json!({
        "open": open_of(door, invoice),
        "left": row["left"],
        "reversed": row["reversed"],
        "receipts": receipts,
        "account": account,
        "vat": door.ask("vat_due", span),
    })
}

/// Confirming, undoing and confirming again is confirming; undoing is as if nothing had been.
#[test]
fn what_took_money_back_is_undone_whole() {
    for (kind, amount, paid) in [("rejected", "-1200.00", "1200"), ("refund", "-300.00", "1500")] {
        let (books, invoice) = waiting();
        let door = books.on(day(10, 12));
        let typed = json!({"invoice": invoice, "amount": paid, "received_on": "01/10/2026", "method": "transfer", "keep_excess": true});
        let payment = door.done("record_payment", typed);
        imported(&door, &[(6, amount, "REJET OU REMBOURSEMENT")]);
        let before = money(&door, invoice, payment);
        let explain = json!({"line": 1, "kind": kind, "payment": payment, "words": "Rejeté"});
        door.done("explain_line", explain.clone());
        let confirmed = money(&door, invoice, payment);
        assert_ne!(confirmed, before, "{kind}");
        for _ in 0..2 {
            door.done("undo_match", json!({"line": 1}));
            assert_eq!(money(&door, invoice, payment), before, "{kind}");
            assert_eq!(door.ask("bank_lines", json!({"list": "explained"}))["rows"], json!([]));
            // What never was is not offered as what a line may be.
            let ways = door.ask("matches", json!({}));
            assert!(!ways.to_string().contains("\"payment\":2"), "{ways:#}");
            door.done("explain_line", explain.clone());
            assert_eq!(money(&door, invoice, payment), confirmed, "{kind}");
        }
        door.verified();
    }
}

#[test]
fn what_stands_again_settles_no_more_than_is_left() {
    let (books, invoice) = waiting();
    let payment = tests::pay(&books, day(10, 1), invoice, "1200");
    let door = books.on(day(10, 12));
    imported(&door, &[(6, "-1200.00", "REJET")]);
    door.done("explain_line", json!({"line": 1, "kind": "rejected", "payment": payment, "words": "Rejeté"}));
    door.done(
        "record_payment",
        json!({"invoice": invoice, "amount": "500", "received_on": "08/10/2026", "method": "transfer"}),
    );
    door.done("undo_match", json!({"line": 1}));
    assert_eq!(open_of(&door, invoice), 0);
    let told = door.ask("payments", json!({}));
    let row = told["rows"].as_array().expect("rows").iter().find(|row| row["id"] == payment).expect("it");
    assert_eq!((&row["left"], &row["reversed"]), (&json!(50_000), &json!(false)));
    door.verified();
}

#[test]
fn a_share_that_is_typed_is_kept_and_the_rest_stays_in_favour() {
    let (books, invoice) = waiting();
    let door = books.on(day(10, 12));
    imported(&door, &[(2, "1000.00", "VIR LE GOFF")]);
    let split = |amount: &str| json!({"line": 1, "allocations": [{"invoice": invoice, "amount": amount}], "keep_excess": true});
    let over = door.refused("match_line", split("1300"));
    assert_eq!(over.field.as_deref(), Some("allocations[0].amount"));
    door.done("match_line", split("600"));
    assert_eq!(open_of(&door, invoice), 60_000);
    assert_eq!(door.ask("payments", json!({}))["rows"][0]["amount"], 100_000);
    door.verified();
}

/// Lines of one bank's number.
fn numbered(name: &str, amounts: &[&str]) -> Value {
    let told: String = amounts
        .iter()
        .map(|amount| {
            format!(
                "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20261001<TRNAMT>{amount}<FITID>B1<NAME>Salaires</STMTTRN>"
            )
        })
        .collect();
    let text = format!(
        "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001\
         <ACCTID>12345678901</BANKACCTFROM><BANKTRANLIST>{told}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    );
    json!({"file": file(name, text.as_bytes())})
}

#[test]
fn a_sum_keeps_all_its_parts_where_the_file_that_told_them_goes() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let parts = door.done("import_statement", numbered("a.ofx", &["-1000.00", "-1000.00", "-1000.00"]));
    door.done("import_statement", numbered("b.ofx", &["-3000.00"]));
    door.done("undo_statement_import", json!({"import": parts}));
    let sum: i64 = books.raw().query_row("SELECT sum(amount) FROM bank_line", [], |r| r.get(0)).unwrap();
    assert_eq!(sum, -300_000);
    door.verified();
}

#[test]
fn what_is_no_euro_or_another_movement_is_no_refund() {
    let (books, invoice) = waiting();
    let payment = books.on(day(10, 1)).done(
        "record_payment",
        json!({"invoice": invoice, "amount": "1300", "received_on": "01/10/2026", "method": "transfer", "keep_excess": true}),
    );
    let door = books.on(day(10, 12));
    let dollars = "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>30006<BRANCHID>00001\
         <ACCTID>98765432109</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>OTHER<DTPOSTED>20261006<TRNAMT>-1200.00<NAME>WIRE</STMTTRN>\
         </BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
    let file = file("usd.ofx", dollars.as_bytes());
    let named = door.ask("preview_statement", json!({"file": file}))["parts"][0]["named"].clone();
    let said = json!([{"named": named, "account": "Dollars"}]);
    door.done("import_statement", json!({"file": file, "accounts": said}));
    let rejected = |line: i64, payment: i64| json!({"line": line, "kind": "rejected", "payment": payment, "words": "Rejeté"});
    let refused = door.refused("explain_line", rejected(1, payment));
    assert_eq!(refused.field.as_deref(), Some("line"), "{}", refused.message);
    assert!(refused.message.contains("euros"));
    // A refund is nothing that the client's bank took back.
    let refund = door.done(
        "refund_client",
        json!({"payment": payment, "amount": "100", "refunded_on": "05/10/2026", "method": "transfer"}),
    );
    imported(&door, &[(6, "-100.00", "VIR LE GOFF")]);
    let refused = door.refused("explain_line", rejected(2, refund));
    assert_eq!(refused.field.as_deref(), Some("payment"), "{}", refused.message);
    door.done("explain_line", json!({"line": 2, "kind": "refund", "payment": refund}));
    door.done("undo_match", json!({"line": 2}));
    door.verified();
}

/// Of an account that the books do not know.
fn of_savings(name: &str, line: &str) -> Value {
    let text = format!(
        "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>B<ACCTID>00077<ACCTTYPE>SAVINGS</BANKACCTFROM>\n<BANKTRANLIST>\n<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261002<TRNAMT>7.00<FITID>{line}<NAME>{line}</STMTTRN>\n</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    );
    file(name, text.as_bytes())
}

#[test]
fn a_wrong_answer_to_whose_account_it_is_is_put_right() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let labels = || -> Vec<String> {
        let told = door.ask("statements", json!({}));
        let rows = told["accounts"].as_array().expect("accounts").iter();
        rows.map(|one| one["label"].as_str().expect("a label").to_owned()).collect()
    };
    let told = |name: &str, line: &str, account: &str| json!({"file": of_savings(name, line), "accounts": [{"named": "00077", "account": account}]});
    let wrong = door.done("import_statement", told("a.ofx", "A", "Caisse"));
    let refused = door.refused("import_statement", told("b.ofx", "B", "Livret"));
    assert!(refused.message.contains("Caisse"), "{}", refused.message);
    door.done("undo_statement_import", json!({"import": wrong}));
    assert_eq!(labels(), Vec::<String>::new());
    let first = door.done("import_statement", told("a.ofx", "A", "Livret"));
    // Another statement shows that name too: it stays known.
    door.done("import_statement", json!({"file": of_savings("b.ofx", "B")}));
    door.done("undo_statement_import", json!({"import": first}));
    door.done("import_statement", json!({"file": of_savings("a.ofx", "A")}));
    assert_eq!(labels(), ["Livret"]);
    door.verified();
}

#[test]
fn a_reading_of_a_table_goes_with_the_only_statement_read_so() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let table = file("releve.csv", "Jour;Quoi;Combien\n02/10/2026;VIR;7,00\n".as_bytes());
    let read = |columns: [&str; 3]| json!({"separator": ";", "first_line": 2, "columns": columns, "order": null, "comma": null});
    let said = json!([{"named": "", "account": "Livret"}]);
    let right = json!({"file": table, "accounts": said, "mapping": read(["day", "label", "amount"])});
    let import = door.done("import_statement", right);
    let kept =
        || -> i64 { books.raw().query_row("SELECT count(*) FROM table_mapping", [], |r| r.get(0)).unwrap() };
    assert_eq!(kept(), 1);
    door.done("undo_statement_import", json!({"import": import}));
    assert_eq!(kept(), 0);
    door.verified();
}

#[test]
fn accounts_that_a_file_does_not_name_are_told_one_after_the_other() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let text = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n\
        TRANSFER,Current,2026-10-01 10:00:00,2026-10-02 10:00:00,Le Goff,7.00,0.00,EUR,COMPLETED,7.00\n\
        TRANSFER,Current,2026-10-01 10:00:00,2026-10-02 11:00:00,Harbour,9.00,0.00,USD,COMPLETED,9.00\n";
    let said = |accounts: &[&str]| {
        let accounts: Vec<Value> =
            accounts.iter().map(|account| json!({"named": "", "account": account})).collect();
        json!({"file": file("revolut.csv", text.as_bytes()), "accounts": accounts})
    };
    let asked = door.ask("preview_statement", said(&["", "Dollars"]));
    let parts = asked["parts"].as_array().expect("parts");
    assert!(parts[0]["asked"].is_string() && parts[1]["account"]["label"] == "Dollars", "{asked:#}");
    let refused = door.refused("import_statement", said(&["Compte", "Compte"]));
    assert_eq!(refused.field.as_deref(), Some("accounts[1].account"));
    door.done("import_statement", said(&["Compte", "Dollars"]));
    let told = door.ask("statements", json!({}));
    assert_eq!(told["accounts"][1]["currency"], "USD", "{told:#}");
    door.verified();
}

#[test]
fn a_statement_may_be_longer_than_a_file_that_is_kept() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let line = "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261002<TRNAMT>7.00<FITID>1<NAME>VIR</STMTTRN>";
    let text = format!(
        "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901</BANKACCTFROM><BANKTRANLIST>{line}{}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n",
        "\n".repeat(11_000_000)
    );
    let told = door.ask("preview_statement", json!({"file": file("long.ofx", text.as_bytes())}));
    assert_eq!(told["parts"][0]["new"], 1);
}
