//! Books for the State: the receipts book and the VAT that falls due, through the one door.

use journey::vat::Totals;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, Door, bakery, bytes, camille, day, pay};
use values::money::{BasisPoints, Cents, divide};

fn year() -> Value {
    json!({"from": "01/01/2026", "to": "31/12/2026"})
}

fn book(house: &Door, asked: Value) -> Vec<(String, String, i64)> {
    let told = house.ask("receipts_book", asked);
    let rows = told["rows"].as_array().unwrap();
    let word = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    rows.iter()
        .map(|row| (word(row, "voucher"), word(row, "kind"), row["amount"].as_i64().unwrap()))
        .collect()
}

/// (rate, base, VAT) of each rate in a span.
fn due(house: &Door, from: &str, to: &str) -> Vec<(i64, i64, i64)> {
    let told = house.ask("vat_due", json!({"from": from, "to": to}));
    let number = |row: &Value, name: &str| row[name].as_i64().unwrap();
    let rows = told["whole"]["rows"].as_array().unwrap();
    rows.iter().map(|row| (number(row, "rate"), number(row, "net"), number(row, "vat"))).collect()
}

fn invoice(books: &Books, lines: Value) -> i64 {
    let house = books.on(day(9, 3));
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    house.done(
        "issue_invoice",
        json!({"deal": deal, "content": {"subject": "Affiche", "due_on": "01/10/2026", "lines": lines}}),
    )
}

#[test]
fn every_receipt_stands_in_the_book_once_with_its_voucher_and_cash_apart() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    let paid = |amount: &str, method: &str| {
        books.on(day(11, 21)).done(
            "record_payment",
            json!({"invoice": balance, "amount": amount, "received_on": "21/11/2026", "method": method,
                "keep_excess": true}),
        )
    };
    paid("300", "cash");
    let bounced = paid("500", "cheque");
    let house = books.on(day(11, 25));
    house.done("deposit_cheque", json!({"payment": bounced}));
    house.done("bounce_cheque", json!({"payment": bounced, "words": "sans provision"}));
    let last = books.on(day(11, 26)).done(
        "record_payment",
        json!({"invoice": balance, "amount": "2600", "received_on": "26/11/2026", "method": "transfer",
            "keep_excess": true}),
    );
    let house = books.on(day(11, 27));
    house.done(
        "refund_client",
        json!({"payment": last, "amount": "100", "refunded_on": "27/11/2026", "method": "transfer"}),
    );
    let line = |voucher: &str, kind: &str, amount| (voucher.to_owned(), kind.to_owned(), amount);
    assert_eq!(
        book(&house, year()),
        [
            line("R-0001", "payment", 120_000),
            line("R-0002", "payment", 30_000),
            line("R-0003", "payment", 50_000),
            line("R-0004", "reversal", -50_000),
            line("R-0005", "payment", 260_000),
            line("R-0006", "refund", -10_000),
        ]
    );
    let told = house.ask("receipts_book", year());
    assert_eq!(
        told["totals"],
        json!({"whole": 400_000, "cash": 30_000, "other": 370_000, "charges": 0, "fees": 0})
    );
    assert!(told["rows"][3]["reference"].as_str().unwrap().contains("sans provision"));
    assert_eq!(told["rows"][0]["nature"], "Acompte · Refonte du site");
    // The same line bears the same number whatever days are asked for.
    let november = json!({"from": "01/11/2026", "to": "26/11/2026"});
    assert_eq!(book(&house, november)[0].0, "R-0002");
    let refusal = tests::refusal(
        house.0.ask("receipts_book", json!({"from": "02/11/2026", "to": "01/11/2026"})).unwrap_err(),
    );
    assert_eq!(refusal.field.as_deref(), Some("to"));
}

#[test]
fn the_book_of_the_demo_equals_its_payments_month_by_month() {
    let folder = tempfile::tempdir().unwrap();
    let today = day(11, 22);
    parcours::jobs::demo::fill(&parcours::open, folder.path(), today, 1, &|_, _| true).unwrap();
    let house = Door(parcours::open(parcours::Opening {
        data: Some(folder.path().to_path_buf()),
        today: Some(today),
    }));
    let told = house.ask("receipts_book", json!({"from": "01/01/2024", "to": "22/11/2026"}));
    let mut months: BTreeMap<String, i64> = BTreeMap::new();
    for row in told["rows"].as_array().unwrap() {
        if row["kind"] != "charges" {
            *months.entry(row["on"].as_str().unwrap()[..7].to_owned()).or_default() +=
                row["amount"].as_i64().unwrap();
        }
    }
    let db = rusqlite::Connection::open(books::file::path(folder.path())).unwrap();
    let kept: BTreeMap<String, i64> = db
        .prepare("SELECT month, amount FROM month_receipts")
        .unwrap()
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    assert!(kept.len() > 6);
    months.retain(|month, amount| *amount != 0 || kept.contains_key(month));
    assert_eq!(months, kept);
    for (book, format) in [("receipts", "pdf"), ("receipts", "csv"), ("vat", "pdf"), ("vat", "csv")] {
        let asked = json!({"book": book, "format": format, "from": "01/01/2026", "to": "22/11/2026"});
        let file = bytes(&house.job("export_book", asked.clone()));
        assert_eq!(file, bytes(&house.ask("book_paper", asked)), "the same again");
        if let Ok(folder) = std::env::var("PARCOURS_PAPERS") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{book}.{format}")), file).unwrap();
        }
    }
}

#[test]
fn vat_on_receipts_of_several_rates_is_exact_over_the_whole_life() {
    let books = Books::camille();
    let lines = json!([
        {"label": "Maquette", "unit_price": "333,33", "vat_rate": 2000},
        {"label": "Tirage", "unit_price": "77,77", "vat_rate": 1000},
        {"label": "Livret", "unit_price": "11,11", "vat_rate": 550},
    ]);
    let invoice = invoice(&books, lines);
    // 333,33 + 66,67 ; 77,77 + 7,78 ; 11,11 + 0,61.
    for (d, amount) in [(5, "100"), (6, "0,01"), (7, "33,33"), (8, "363,93")] {
        pay(&books, day(10, d), invoice, amount);
    }
    let house = books.on(day(11, 1));
    assert_eq!(
        due(&house, "01/10/2026", "31/10/2026"),
        [(2000, 33_333, 6_667), (1000, 7_777, 778), (550, 1_111, 61)]
    );
    assert_eq!(due(&house, "01/09/2026", "30/09/2026"), []);
    let daily: i64 = (5..=8)
        .flat_map(|d| due(&house, &format!("{d}/10/2026"), &format!("{d}/10/2026")))
        .map(|(_, net, vat)| net + vat)
        .sum();
    assert_eq!(daily, 49_727);
}

#[test]
fn vat_on_debits_falls_due_at_the_invoice_is_corrected_by_notes_and_had_back_of_losses() {
    let books = Books::empty();
    let mut identity = camille();
    identity["vat_on_debits"] = json!(true);
    books.on(day(9, 1)).done("set_identity", identity);
    let invoice = invoice(&books, json!([{"label": "Site", "unit_price": "1000", "vat_rate": 2000}]));
    let house = books.on(day(10, 5));
    assert_eq!(due(&house, "01/09/2026", "30/09/2026"), [(2000, 100_000, 20_000)]);
    house.done("credit_invoice", json!({"invoice": invoice, "amount": "240", "reason": "Geste"}));
    assert_eq!(due(&house, "01/10/2026", "31/10/2026"), [(2000, -20_000, -4_000)]);
    pay(&books, day(10, 20), invoice, "480");
    let house = books.on(day(11, 10));
    assert_eq!(due(&house, "01/09/2026", "10/11/2026"), [(2000, 80_000, 16_000)], "money changes nothing");
    house.done(
        "write_off_invoice",
        json!({"invoice": invoice, "ground": "liquidation", "lost_on": "02/11/2026", "reason": "Jugement"}),
    );
    let november = house.ask("vat_due", json!({"from": "01/11/2026", "to": "30/11/2026"}));
    let back = &november["whole"]["had_back"][0];
    let lost = house.ask("invoice", json!({"id": invoice}))["loss"].clone();
    assert_eq!(lost["amount"], 48_000);
    assert_eq!(november["whole"]["vat"], json!(-back["vat"].as_i64().unwrap()));
    assert_eq!((&back["rate"], &back["vat"]), (&json!(2000), &json!(8_000)));
    house.done("claim_remainder", json!({"invoice": invoice, "reason": "On continue"}));
    let november = house.ask("vat_due", json!({"from": "01/11/2026", "to": "30/11/2026"}));
    assert_eq!(november["whole"]["vat"], 0);
}

#[test]
fn a_deposit_is_due_with_its_money_and_a_write_off_under_receipts_gives_nothing_back() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let house = books.on(day(11, 20));
    assert_eq!(due(&house, "01/10/2026", "31/10/2026"), [(2000, 100_000, 20_000)]);
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    let house = books.on(day(11, 25));
    house.done(
        "write_off_invoice",
        json!({"invoice": balance, "ground": "liquidation", "lost_on": "24/11/2026", "reason": "Jugement"}),
    );
    let told = house.ask("vat_due", json!({"from": "01/11/2026", "to": "30/11/2026"}));
    assert_eq!((&told["whole"]["rows"], &told["whole"]["vat"]), (&json!([]), &json!(0)));
    assert!(told["sentences"].to_string().contains("1er janvier 2027"), "{told}");
}

#[test]
fn what_is_chosen_for_the_books_is_kept_and_read_back() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let wrong = json!({"accounts": [{"usage": "bank", "number": "51"}]});
    assert_eq!(house.refused("set_accounting", wrong).field.as_deref(), Some("accounts[0].number"));
    house.done(
        "set_accounting",
        json!({"vat": "quarter", "began_on": "01/03/2026", "accounts": [{"usage": "bank", "number": "512100"}]}),
    );
    let told = house.ask("accounting", json!({}));
    assert_eq!(
        (&told["chosen"]["vat"], &told["chosen"]["began_on"]),
        (&json!("quarter"), &json!("01/03/2026"))
    );
    assert!(told["chosen"]["accounts"].to_string().contains("512100"));
    assert_eq!(house.ask("vat_due", year())["periods"].as_array().unwrap().len(), 4);
}

#[test]
fn published_cases_of_rounding_agree() {
    let Some(corpora) = std::env::var_os("PARCOURS_CORPORA") else { return };
    let cases = std::path::Path::new(&corpora).join("finance/vat_rounding_dev.tsv");
    let Ok(text) = std::fs::read_to_string(cases) else { return };
    let row = |id: &str| text.lines().find(|line| line.starts_with(&format!("{id}\t"))).map(str::to_owned);
    let two_lines = [(BasisPoints(1_000), Cents(124)), (BasisPoints(1_000), Cents(124))];
    let totals = Totals::of_lines(&two_lines, BasisPoints(0));
    let said = format!("0.{:02} / {}.{:02}", totals.vat.0, totals.gross.0 / 100, totals.gross.0 % 100);
    assert!(row("V1").is_none_or(|case| case.contains(&said)), "{said}");
    // Half a cent goes up.
    for (thousandths, cents) in [(16_654, 1_665), (16_656, 1_666), (5, 1)] {
        let rounded = divide(thousandths, 10);
        assert_eq!(rounded, cents);
        assert!(row("V3").is_none_or(|case| case.contains("goes UP")));
    }
}
