//! Entries for the accountant, read back by a reader that knows nothing of how they are written; contributions, thresholds
//! and the archive, through the one door.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use tests::{Books, Door, bytes, camille, day, pay};

const COLUMNS: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";

/// Cents of « 1234,50 ».
fn cents(text: &str) -> i64 {
    let (whole, part) = text.split_once(',').expect("a decimal comma");
    assert!(part.len() == 2 && !whole.starts_with('-'), "{text}");
    whole.parse::<i64>().unwrap() * 100 + part.parse::<i64>().unwrap()
}

/// What each account comes to, debits less credits, once every rule of the format was found to hold.
fn accounts(file: &str, more: &str) -> BTreeMap<String, i64> {
    let mut lines = file.split("\r\n");
    assert_eq!(lines.next().unwrap(), format!("{COLUMNS}{more}"));
    let width = COLUMNS.split('\t').count() + more.matches('\t').count();
    let (mut sums, mut entries) = (BTreeMap::new(), BTreeMap::<String, i64>::new());
    let mut last = (String::new(), String::new());
    let mut seen = BTreeSet::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let row: Vec<&str> = line.split('\t').collect();
        assert_eq!(row.len(), width, "{line}");
        for at in [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15] {
            assert!(!row[at].is_empty(), "an empty column {at}: {line}");
        }
        for at in [3, 9, 15] {
            assert!(
                chrono::NaiveDate::parse_from_str(row[at], "%Y%m%d").is_ok() && row[at].len() == 8,
                "{line}"
            );
        }
        assert!(row[4].len() >= 3 && row[4].chars().all(|c| c.is_ascii_digit()), "{line}");
        assert_eq!(row[6].is_empty(), row[7].is_empty(), "{line}");
        let here = (row[3].to_owned(), row[2].to_owned());
        assert!(here >= last, "in order: {line}");
        if here.1 != last.1 {
            assert!(seen.insert(here.1.clone()), "an entry stands in two places: {line}");
        }
        last = here;
        let (debit, credit) = (cents(row[11]), cents(row[12]));
        assert!((debit == 0) != (credit == 0), "one side: {line}");
        *entries.entry(row[2].to_owned()).or_default() += debit - credit;
        *sums.entry(row[4].to_owned()).or_default() += debit - credit;
        if !more.is_empty() {
            assert!(row[18].len() == 8 && row[19..22].iter().all(|cell| !cell.is_empty()), "{line}");
        }
    }
    assert!(entries.values().all(|sum| *sum == 0), "balanced: {entries:?}");
    sums.retain(|_, sum| *sum != 0);
    sums
}

fn entries(house: &Door, book: &str) -> String {
    let asked = json!({"book": book, "format": "fec", "from": "01/01/2024", "to": "31/12/2026"});
    String::from_utf8(bytes(&house.job("export_book", asked))).unwrap()
}

const OF_RECEIPTS: &str = "\tDateRglt\tModeRglt\tNatOp\tIdClient";

fn of(sums: &BTreeMap<String, i64>) -> Vec<(&str, i64)> {
    sums.iter().map(|(account, sum)| (account.as_str(), *sum)).collect()
}

#[test]
fn a_deal_from_deposit_to_loss_closes_its_accounts() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(&books, day(11, 21), balance, "1400");
    let house = books.on(day(11, 22));
    let sums = accounts(&entries(&house, "entries"), "");
    // 4 000,00 € of which 2 600,00 € came: two thirds of the VAT of the balance wait.
    assert_eq!(
        of(&sums),
        [
            ("411000", 140_000),
            ("445710", -43_334),
            ("445740", -23_333),
            ("512000", 260_000),
            ("706000", -333_333)
        ]
    );
    let sums = accounts(&entries(&house, "receipt_entries"), OF_RECEIPTS);
    assert_eq!(of(&sums), [("445710", -43_334), ("512000", 260_000), ("706000", -216_666)]);
    house.done(
        "write_off_invoice",
        json!({"invoice": balance, "ground": "liquidation", "lost_on": "22/11/2026", "reason": "Jugement"}),
    );
    let sums = accounts(&entries(&house, "entries"), "");
    assert_eq!(
        of(&sums),
        [("445710", -43_334), ("512000", 260_000), ("654000", 116_667), ("706000", -333_333)],
        "nothing waits any more, and the loss is net of VAT that never fell due"
    );
}

#[test]
fn the_demos_entries_keep_every_rule_and_agree_with_its_books() {
    let folder = tempfile::tempdir().unwrap();
    let today = day(11, 22);
    parcours::jobs::demo::fill(&parcours::open, folder.path(), today, 1, &|_, _| true).unwrap();
    let opening = parcours::Opening { data: Some(folder.path().to_path_buf()), today: Some(today) };
    let house = Door(parcours::open(opening));
    let span = json!({"from": "01/01/2024", "to": "31/12/2026"});
    let sums = accounts(&entries(&house, "entries"), "");
    let of = |account: &str| sums.get(account).copied().unwrap_or_default();
    let vat = house.ask("vat_due", span.clone())["whole"]["vat"].as_i64().unwrap();
    assert_eq!(of("445710"), -vat, "VAT collected is VAT due");
    let receipts = house.ask("receipts_book", span.clone())["totals"].clone();
    let money: i64 = ["512000", "511200", "530000", "627000"].into_iter().map(of).sum();
    assert_eq!(money, receipts["whole"].as_i64().unwrap() - past(&house, &span));
    accounts(&entries(&house, "receipt_entries"), OF_RECEIPTS);
    let out = tempfile::tempdir().unwrap();
    let done = house.job("export_accountant", json!({"from": "01/01/2026", "folder": out.path()}));
    let mut archive =
        zip::ZipArchive::new(std::fs::File::open(done["path"].as_str().unwrap()).unwrap()).unwrap();
    assert_eq!(archive.len(), usize::try_from(done["files"].as_u64().unwrap()).unwrap() + 1);
    let mut list = String::new();
    archive.by_name("liste.csv").unwrap().read_to_string(&mut list).unwrap();
    for row in list.lines().skip(1) {
        let [name, length, hash] = row.split(';').collect::<Vec<_>>().try_into().unwrap();
        let mut file = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut file).unwrap();
        assert_eq!(
            (file.len().to_string(), books::seal::hash_bytes(&file)),
            (length.to_owned(), hash.to_owned())
        );
    }
    for (book, format) in [("urssaf", "pdf"), ("sales_journal", "pdf"), ("e_reporting", "csv")] {
        let file =
            bytes(&house.job("export_book", json!({"book": book, "format": format, "from": "01/01/2026"})));
        if let Ok(folder) = std::env::var("PARCOURS_PAPERS") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{book}.{format}")), file).unwrap();
        }
    }
}

#[test]
fn a_balance_annulled_and_issued_again_takes_its_deposit_as_turnover_once() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let house = books.on(day(11, 20));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    let before = accounts(&entries(&house, "entries"), "");
    let note = |amount: &str| {
        let note = json!({"invoice": balance, "amount": amount, "reason": "Mauvaise adresse"});
        house.done("credit_invoice", note)
    };
    note("1000");
    let part = accounts(&entries(&house, "entries"), "");
    assert_eq!(part.get("419100"), None, "a part of it still deducts the deposit");
    note("");
    let sums = accounts(&entries(&house, "entries"), "");
    assert_eq!((sums.get("706000"), sums["419100"]), (None, -100_000), "owed to the client again");
    house.done("issue_balance_invoice", json!({"order": order}));
    assert_eq!(accounts(&entries(&house, "entries"), ""), before);
}

fn past(house: &Door, span: &Value) -> i64 {
    let told = house.ask("receipts_book", span.clone());
    let rows = told["rows"].as_array().unwrap();
    rows.iter().filter(|row| row["kind"] == "past").map(|row| row["amount"].as_i64().unwrap()).sum()
}

#[test]
fn contributions_and_thresholds_count_what_was_received() {
    let books = Books::empty();
    let mut identity = camille();
    (identity["legal_form"], identity["vat_regime"]) = (json!("micro"), json!("franchise"));
    books.on(day(9, 1)).done("set_identity", identity);
    let house = books.on(day(9, 3));
    let client = house.done("add_client", tests::bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let lines = json!([
        {"label": "Affiche", "unit_price": "30000", "vat_rate": 0},
        {"label": "Timbres", "unit_price": "12,50", "vat_rate": 0, "nature": "disbursement"},
    ]);
    let content = json!({"subject": "Affiche", "due_on": "01/10/2026", "lines": lines});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    pay(&books, day(10, 5), invoice, "30012,50");
    let house = books.on(day(11, 1));
    let told = house.ask("urssaf", json!({"from": "01/10/2026", "to": "31/10/2026"}));
    let [period] = told["periods"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!(
        (&period["name"], &period["due_on"], &period["goes_on"]),
        (&json!("4e trimestre 2026"), &json!("2027-01-31"), &json!(true))
    );
    let [row] = period["rows"].as_array().unwrap().as_slice() else { panic!("{period}") };
    // Without the stamps; 25,6 % and 0,2 % of 30 000 €.
    assert_eq!((&row["declared"], &row["contributions"]), (&json!(30_000), &json!(774_000)));
    let gauges = house.ask("thresholds", json!({}))["gauges"].clone();
    let told: Vec<(&str, &str)> = gauges
        .as_array()
        .unwrap()
        .iter()
        .map(|gauge| (gauge["code"].as_str().unwrap(), gauge["level"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [("vat_services_base", "near"), ("vat_services_upper", "calm"), ("micro_services", "calm")]
    );
    assert_eq!(
        house.ask("thresholds", json!({"on": "01/10/2026"}))["gauges"][0]["turnover"],
        0,
        "as of any day"
    );
    let row = json!({"kind": "figure", "code": "vat_services_base", "rate": "25 000", "valid_from": "01/11/2026", "source": "Loi"});
    house.done("add_law_row", row);
    assert_eq!(house.ask("thresholds", json!({}))["gauges"][0]["level"], "crossed");
    let rows = house.ask("law", json!({}))["rows"].clone();
    let known =
        rows.as_array().unwrap().iter().find(|row| row["code"] == "vat_services_base").unwrap().clone();
    assert_eq!((&known["amount"], &known["added"]), (&json!(2_500_000), &json!(0)));
    let vat = house.ask("vat_due", json!({}));
    assert_eq!(vat["whole"]["vat"], 0);
    assert!(vat["sentences"].to_string().contains("franchise"));
}
