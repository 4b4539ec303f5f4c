//! Statements of banks through the door: what is new comes in once, what it is said to be can be taken back.

use crate::typed_places::ofx;
use proptest::prelude::*;
use serde_json::{Value, json};
use tests::{Books, Door, day, file, signed};

/// What stands on the accounts, whatever the order in which it came.
fn standing(books: &Books) -> Vec<(String, i64, String, bool)> {
    let raw = books.raw();
    let mut statement = raw
        .prepare("SELECT day, amount, label, pending FROM bank_line ORDER BY day, amount, label, pending")
        .unwrap();
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The deposit of 1 200,00 € waits for its money; answers the books and the invoice.
pub fn waiting() -> (Books, i64) {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let invoice = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    (books, invoice)
}

pub fn imported(door: &Door, lines: &[(u32, &str, &str)]) -> i64 {
    door.done("import_statement", json!({"file": ofx("releve.ofx", lines)}))
}

pub fn open_of(door: &Door, invoice: i64) -> Value {
    door.ask("invoice", json!({"id": invoice}))["row"]["open"].clone()
}

fn rows(door: &Door, list: &str) -> Vec<Value> {
    door.ask("bank_lines", json!({"list": list}))["rows"].as_array().cloned().unwrap_or_default()
}

#[test]
fn what_is_new_comes_in_once_and_a_file_goes_while_nothing_rests_on_it() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let first = imported(&door, &[(2, "10.00", "A"), (2, "10.00", "A"), (3, "5.00", "B")]);
    let more = ofx("plus.ofx", &[(2, "10.00", "A"), (2, "10.00", "A"), (2, "10.00", "A"), (5, "-1.00", "C")]);
    let preview = door.ask("preview_statement", json!({"file": more}));
    let part = &preview["parts"][0];
    assert_eq!((&part["new"], &part["known"]), (&json!(2), &json!(2)), "{preview:#}");
    assert_eq!(part["told"], "2\u{a0}opérations nouvelles, 2\u{a0}déjà connues");
    let second = door.done("import_statement", json!({"file": more}));
    let both = standing(&books);
    assert_eq!(both.len(), 5);
    let again = door.refused("import_statement", json!({"file": more}));
    assert_eq!(again.field.as_deref(), Some("file"));
    assert!(again.message.contains("déjà importé, le 12 octobre 2026"), "{}", again.message);

    // Without the first, what the second shows stands.
    door.done("undo_statement_import", json!({"import": first}));
    assert_eq!(standing(&books).len(), 4);
    door.done("explain_line", json!({"line": 1, "kind": "other_income"}));
    assert!(
        door.refused("undo_statement_import", json!({"import": second})).message.contains("1\u{a0}opération")
    );
    door.done("undo_match", json!({"line": 1}));
    door.done("undo_statement_import", json!({"import": second}));
    assert!(standing(&books).is_empty());
    assert!(door.refused("undo_statement_import", json!({"import": second})).message.contains("introuvable"));
    door.verified();
}

#[test]
fn whose_account_it_is_is_asked_once() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let qif =
        |name: &str, day: &str| file(name, format!("!Type:Bank\nD{day}\nT12.00\nPLe Goff\n^\n").as_bytes());
    let refused = door.refused("import_statement", json!({"file": qif("a.qif", "02/10/2026")}));
    assert_eq!(refused.field.as_deref(), Some("account"));
    let preview = door.ask("preview_statement", json!({"file": qif("a.qif", "02/10/2026")}));
    assert_eq!((&preview["ready"], preview["parts"][0]["asked"].is_string()), (&json!(false), true));
    let said = json!([{"account": "Livret"}]);
    door.done("import_statement", json!({"file": qif("a.qif", "02/10/2026"), "accounts": said}));
    door.done("import_statement", json!({"file": qif("b.qif", "03/10/2026"), "accounts": said}));
    // The account that papers name is known by its IBAN.
    imported(&door, &[(4, "1.00", "D")]);
    let accounts = door.ask("statements", json!({}))["accounts"].clone();
    assert_eq!((&accounts[0]["label"], &accounts[0]["last_day"]), (&json!("Livret"), &json!("2026-10-03")));
    assert_eq!(accounts[1]["iban"], "FR7630006000011234567890189");
    let wrong = json!({"file": ofx("x.ofx", &[(5, "1.00", "E")]), "accounts": [{"named": "FR7630006000011234567890189", "account": "Livret"}]});
    assert!(door.refused("import_statement", wrong).message.contains("et non de « Livret »"));
    door.done("change_bank_account", json!({"account": 2, "label": "Compte pro"}));
    let taken = door.refused("change_bank_account", json!({"account": 2, "label": "livret"}));
    assert_eq!(taken.field.as_deref(), Some("label"));
    door.verified();
}

#[test]
fn a_table_that_is_not_known_is_told_once_and_remembered() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let table =
        |day: &str| file("banque.csv", format!("Quand;Quoi;Combien\n{day};VIR ZOE;10,00\n").as_bytes());
    let said = json!([{"account": "Caisse"}]);
    let seen = door.ask("preview_table", json!({"file": table("02/10/2026")}));
    assert_eq!(seen["titles"].as_array().map(Vec::len), Some(3), "{seen:#}");
    let unread = door.refused("import_statement", json!({"file": table("02/10/2026"), "accounts": said}));
    assert_eq!(unread.field.as_deref(), Some("file"));
    let mapping = json!({"first_line": 2, "columns": ["day", "label", "amount"]});
    door.done("import_statement", json!({"file": table("02/10/2026"), "accounts": said, "mapping": mapping}));
    door.done("import_statement", json!({"file": table("03/10/2026"), "accounts": said}));
    assert_eq!(standing(&books).len(), 2);
}

#[test]
fn a_line_pays_an_invoice_and_that_is_taken_back_and_done_again() {
    let (books, invoice) = waiting();
    let door = books.on(day(10, 12));
    imported(&door, &[(2, "1200.00", "VIR BOULANGERIE LE GOFF"), (3, "-12.00", "FRAIS")]);
    let before = (open_of(&door, invoice), door.ask("payments", json!({}))["rows"].clone());
    let pays = json!({"line": 1, "allocations": [{"invoice": invoice}]});
    for _ in 0..2 {
        door.done("match_line", pays.clone());
        assert_eq!(open_of(&door, invoice), 0);
        let told = rows(&door, "explained");
        assert_eq!(
            (&told[0]["explanation"]["kind"], &told[0]["explanation"]["clients"]),
            (&json!("payments"), &json!("Boulangerie Le Goff SARL"))
        );
        assert!(rows(&door, "received").is_empty());
        let payment = door.ask("payments", json!({}))["rows"][0].clone();
        assert_eq!(
            (&payment["received_on"], &payment["reference"]),
            (&json!("2026-10-02"), &json!("VIR BOULANGERIE LE GOFF"))
        );
        assert_eq!(door.refused("match_line", pays.clone()).field.as_deref(), Some("line"));
        door.done("undo_match", json!({"line": 1}));
        assert_eq!(open_of(&door, invoice), before.0);
        let learned: i64 =
            books.raw().query_row("SELECT count(*) FROM payer_alias", [], |r| r.get(0)).unwrap();
        assert_eq!(learned, 0, "what it taught is forgotten");
    }
    assert_eq!(
        door.refused("match_line", json!({"line": 2, "allocations": [{"invoice": invoice}]}))
            .field
            .as_deref(),
        Some("line")
    );
    door.verified();
}

#[test]
fn a_line_goes_over_two_invoices_with_what_the_bank_kept() {
    let (books, invoice) = waiting();
    let door = books.on(day(10, 12));
    let deal = door.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let content = json!({"subject": "Dépannage", "lines": [{"label": "Dépannage", "unit_price": "100", "vat_rate": 2000}]});
    let other = door.done("issue_invoice", json!({"deal": deal, "content": content}));
    imported(&door, &[(2, "1315.00", "VIR LE GOFF")]);
    let two = json!([{"invoice": invoice}, {"invoice": other}]);
    let split = json!({"line": 1, "allocations": [{"invoice": invoice, "amount": "1200"}, {"invoice": other, "amount": "120"}]});
    let over = door.refused("match_line", split);
    assert!(over.message.contains("dépassent l’opération de 5,00"), "{}", over.message);
    door.done("match_line", json!({"line": 1, "allocations": two, "fee": "5"}));
    assert_eq!((open_of(&door, invoice), open_of(&door, other)), (json!(0), json!(0)));
    let payment = door.ask("payments", json!({}))["rows"][0].clone();
    assert_eq!((&payment["amount"], &payment["fee"]), (&json!(132_000), &json!(500)));
    door.done("undo_match", json!({"line": 1}));
    assert_eq!((open_of(&door, invoice), open_of(&door, other)), (json!(120_000), json!(12_000)));
    door.verified();
}

#[test]
fn what_is_recorded_already_is_recognised_and_outlives_the_line() {
    let (books, invoice) = waiting();
    let payment = tests::pay(&books, day(10, 1), invoice, "1200");
    let door = books.on(day(10, 12));
    imported(
        &door,
        &[(2, "1200.00", "VIR LE GOFF"), (4, "1200.00", "VIR LE GOFF"), (6, "-1200.00", "REJET")],
    );
    door.done("match_line", json!({"line": 1, "payments": [payment]}));
    assert_eq!(door.ask("payments", json!({}))["rows"].as_array().map(Vec::len), Some(1));
    let twice = door.refused("match_line", json!({"line": 2, "payments": [payment]}));
    assert_eq!(twice.field.as_deref(), Some("payments[0]"));
    door.done("undo_match", json!({"line": 1}));
    assert_eq!(open_of(&door, invoice), 0, "it was there before");
    door.done("match_line", json!({"line": 1, "payments": [payment]}));
    // The client's bank takes it back.
    let rejected = json!({"line": 3, "kind": "rejected", "payment": payment, "words": "Prélèvement rejeté"});
    door.done("explain_line", rejected);
    assert_eq!(open_of(&door, invoice), 120_000);
    door.verified();
}

#[test]
fn pending_lines_are_no_receipts_and_are_booked_whatever_comes_first() {
    let table = |rows: &str| {
        let head = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n";
        file("revolut.csv", format!("{head}{rows}").as_bytes())
    };
    let waits = table("TRANSFER,Current,2026-10-02 10:00:00,,Le Goff,40.00,0.00,EUR,PENDING,\n");
    let booked = table(
        "TRANSFER,Current,2026-10-02 10:00:00,2026-10-03 09:00:00,Le Goff,40.00,0.00,EUR,COMPLETED,40.00\n",
    );
    let mut ends = Vec::new();
    for files in [[&waits, &booked], [&booked, &waits]] {
        let books = Books::camille();
        let door = books.on(day(10, 12));
        for (i, file) in files.into_iter().enumerate() {
            let said = json!([{"account": "Revolut"}]);
            door.done("import_statement", json!({"file": file, "accounts": said}));
            if i == 0 && file == &waits {
                assert_eq!((rows(&door, "pending").len(), rows(&door, "received").len()), (1, 0));
            }
        }
        assert_eq!((rows(&door, "pending").len(), rows(&door, "received").len()), (0, 1));
        ends.push(standing(&books));
        door.verified();
    }
    assert_eq!(ends[0], ends[1]);
}

#[test]
fn balances_that_do_not_follow_are_told_with_both_figures() {
    let books = Books::camille();
    let door = books.on(day(10, 30));
    let told = |from: &str, day: &str, amount: &str, balance: &str| {
        let text = format!(
            "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901</BANKACCTFROM>\
             <BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{from}<TRNAMT>{amount}<NAME>A</STMTTRN></BANKTRANLIST>\
             <LEDGERBAL><BALAMT>{balance}<DTASOF>{day}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
        );
        json!({"file": file("releve.ofx", text.as_bytes())})
    };
    door.done("import_statement", told("20261002", "20261005", "10.00", "100.00"));
    let next = told("20261008", "20261010", "20.00", "150.00");
    let warned = door.ask("preview_statement", next.clone())["warnings"].to_string();
    assert!(warned.contains("120,00") && warned.contains("150,00"), "{warned}");
    door.done("import_statement", next);
    let kept = door.ask("statements", json!({}))["imports"][0]["warnings"].to_string();
    assert!(kept.contains("150,00"), "{kept}");
    let sound = door.ask("preview_statement", told("20261012", "20261015", "5.00", "155.00"));
    assert_eq!(sound["warnings"], json!([]));
}

#[test]
fn what_is_certain_is_confirmed_by_the_action_it_names_and_undone() {
    let (books, invoice) = waiting();
    let door = books.on(day(10, 12));
    let told = json!({"file": ofx("releve.ofx", &[(2, "1200.00", "VIR BOULANGERIE LE GOFF F-2026-0001"), (3, "77.00", "DIVERS")])});
    door.done("import_statement", told);
    let matches = door.ask("matches", json!({}));
    assert_eq!(matches["rows"].as_array().map(Vec::len), Some(2), "{matches:#}");
    let found = matches["rows"].as_array().unwrap().iter().find(|row| row["amount"] == 120_000).unwrap();
    let way = &found["proposals"][0];
    assert_eq!(
        (&way["certain"], &way["allocations"][0]["invoice"]),
        (&json!(true), &json!(invoice)),
        "{way:#}"
    );
    assert!(way["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()));
    let all = matches["certain"].as_array().cloned().unwrap_or_default();
    assert_eq!(all.len(), 1);
    for turn in 0..2 {
        for one in &all {
            door.done(one["name"].as_str().unwrap(), one["payload"].clone());
        }
        assert_eq!(open_of(&door, invoice), 0);
        assert_eq!(door.ask("matches", json!({}))["certain"], json!([]));
        door.done("undo_match", json!({"line": found["id"]}));
        assert_eq!(
            door.ask("matches", json!({}))["certain"].as_array().map(Vec::len),
            Some(1),
            "turn {turn}"
        );
    }
    // Noted by hand since: the line is that payment, and brings no other.
    let payment = tests::pay(&books, day(10, 3), invoice, "1200");
    let door = books.on(day(10, 12));
    let certain = door.ask("matches", json!({}))["certain"].clone();
    assert_eq!(certain[0]["payload"]["payments"], json!([payment]), "{certain:#}");
    door.verified();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Files that overlap, in any order, one of them twice: the same lines, as many of each as one file shows.
    #[test]
    fn files_that_overlap_give_the_same_books_in_any_order(
        all in proptest::collection::vec((1_u32..8, 1_u32..3, 0_usize..2), 1..14),
        cuts in proptest::collection::vec((1_u32..8, 1_u32..8), 2..4),
    ) {
        let label = ["VIR LE GOFF", "CB"];
        let mut files: Vec<Vec<(u32, String, &str)>> = vec![Vec::new(); cuts.len()];
        for (file, (from, to)) in files.iter_mut().zip(&cuts) {
            file.extend(all.iter().filter(|(day, ..)| (*from.min(to)..=*from.max(to)).contains(day))
                .map(|(day, amount, at)| (*day, format!("{amount}.00"), label[*at])));
        }
        files.retain(|file| !file.is_empty());
        let mut ends = Vec::new();
        for turn in 0..2 {
            let books = Books::camille();
            let door = books.on(day(10, 12));
            let mut order: Vec<usize> = (0..files.len()).collect();
            if turn == 1 { order.reverse(); }
            for at in order.iter().chain(order.first()) {
                let lines: Vec<(u32, &str, &str)> = files[*at].iter().map(|(day, amount, label)| (*day, amount.as_str(), *label)).collect();
                let _ = door.0.act("import_statement", json!({"file": ofx("releve.ofx", &lines)}));
            }
            ends.push(standing(&books));
        }
        prop_assert_eq!(&ends[0], &ends[1]);
    }
}

/// A payment by cheque may come, and may be taken back: the line says which.
#[test]
fn a_cheque_that_is_paid_in_is_certain() {
    let (books, invoice) = waiting();
    let door = books.on(day(10, 12));
    let cheque =
        json!({"invoice": invoice, "amount": "1200", "received_on": "01/10/2026", "method": "cheque"});
    let payment = door.done("record_payment", cheque);
    imported(&door, &[(6, "1200.00", "REMISE DE CHEQUE")]);
    let certain = &door.ask("matches", json!({}))["certain"];
    assert_eq!(certain[0]["payload"]["payments"], json!([payment]), "{certain:#}");
    assert_eq!(certain.as_array().map(Vec::len), Some(1));
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let books = Books::camille();
    let door = books.on(day(10, 12));
    let before = door.0.head().unwrap();
    let amounts: Vec<String> = (1..=450).map(|n| format!("{n}.00")).collect();
    let lines: Vec<(u32, &str, &str)> = amounts.iter().map(|amount| (2, amount.as_str(), "VIR")).collect();
    let payload = json!({"file": ofx("long.ofx", &lines)});
    let heard = std::cell::RefCell::new(Vec::new());
    let stopped = door.0.act_watched("import_statement", payload.clone(), &|done, of| {
        heard.borrow_mut().push((done, of));
        done < 201
    });
    assert!(tests::refusal(stopped.unwrap_err()).message.contains("Rien n’a été modifié"));
    assert_eq!(*heard.borrow(), [(1, 450), (101, 450), (201, 450)]);
    assert_eq!(door.0.head().unwrap(), before);
    assert!(standing(&books).is_empty());
    // By the page’s own word too; and the next one comes in whole.
    let door = books.on(day(10, 12));
    let stopped = door.0.act_watched("import_statement", payload.clone(), &|_, _| {
        door.0.cancel();
        true
    });
    assert!(stopped.is_err());
    assert!(standing(&books).is_empty());
    door.0.act_watched("import_statement", payload, &|_, _| true).unwrap();
    assert_eq!(standing(&books).len(), 450);
    drop(door);
    books.on(day(10, 12)).verified();
}
