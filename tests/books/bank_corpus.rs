//! Real files of banks, where a corpus stands beside the house: each gives what the corpus's index tells of it, or is
//! refused where it is malformed.

use incoming::statement::found::{BankBalanceKind, BankFile, BankFormat};
use incoming::statement::read_statement;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files that hold no statement, or half of one.
const MALFORMED: [&str; 13] = [
    "bsp_invalid.xml",
    "new_statement_without_previous_ended.txt",
    "operation.txt",
    "operation_out_of_statement.txt",
    "currency_in_25.sta",
    "empty_line.sta",
    "account_identification.sta",
    "annacruz__error.ofx",
    "banking-xml200.ofx",
    "account_listing_aggregation.ofx",
    "bank_small.ofx",
    "signon_success.ofx",
    "empty.qif",
];

fn corpus() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("PARCOURS_CORPORA")?).join("bank");
    folder.join("INDEX.tsv").is_file().then_some(folder)
}

/// What the index computed of a file: `n_tx=3`, `sum=-59.50`, of the whole or of each statement in turn.
fn facts(told: &str) -> Vec<(String, String)> {
    let computed = told.split("C: ").last().unwrap_or_default();
    let words = computed.split([' ', ';', '|']).filter_map(|word| word.split_once('='));
    words.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect()
}

/// `-1234.5`, `1,50` in hundredths; a fraction of one is left to the reader's warning.
fn cents(text: &str) -> Option<i64> {
    let text = text.replace(',', ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let units: i64 = whole.trim_start_matches(['-', '+']).parse().ok()?;
    let hundredths: i64 = format!("{fraction:0<2}").get(..2)?.parse().ok()?;
    let cents = units * 100 + hundredths;
    Some(if whole.starts_with('-') { -cents } else { cents })
}

struct Told {
    lines: usize,
    net: i64,
    opening: Vec<i64>,
    closing: Vec<i64>,
    currencies: Vec<String>,
}

fn told(file: &BankFile) -> Told {
    let lines = || file.statements.iter().flat_map(|one| &one.lines);
    let balances = |kind: BankBalanceKind| {
        let all = file.statements.iter().flat_map(|one| &one.balances);
        all.filter(|one| one.kind == kind).map(|one| one.amount.0).collect()
    };
    Told {
        lines: lines().count(),
        net: lines().map(|line| line.amount.0).sum(),
        opening: balances(BankBalanceKind::Opening),
        closing: balances(BankBalanceKind::Closing),
        currencies: file.statements.iter().filter_map(|one| one.account.currency.clone()).collect(),
    }
}

/// What differs from the index, all of it at once.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn of<T: PartialEq + std::fmt::Debug>(&mut self, name: &str, what: &str, read: T, index: T) {
        if read != index {
            self.0.push(format!("{name}: {what} is {read:?}, the index tells {index:?}"));
        }
    }
}

fn compare(differences: &mut Differences, name: &str, file: &BankFile, facts: &[(String, String)]) {
    let told = told(file);
    let all = |wanted: &str| -> Vec<&str> {
        facts.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).collect()
    };
    let number = |wanted: &str| all(wanted).first().and_then(|value| value.parse::<usize>().ok());
    let sum = |wanted: &str| all(wanted).iter().filter_map(|text| cents(text)).sum::<i64>();
    match file.format {
        BankFormat::Ofx => {
            differences.of(name, "lines", Some(told.lines), number("n_tx"));
            // Sums with fractions of a cent are rounded line by line.
            if all("sum")[0].split('.').nth(1).is_none_or(|fraction| fraction.len() <= 2) {
                differences.of(name, "sum", told.net, sum("sum"));
            }
            let ledger: Vec<i64> =
                all("ledger").iter().flat_map(|told| told.split('/')).filter_map(cents).collect();
            differences.of(name, "ledger", told.closing, ledger);
            let currency = told.currencies.first().map(String::as_str);
            differences.of(name, "currency", currency, all("cur").first().copied());
        }
        BankFormat::Camt052 | BankFormat::Camt053 | BankFormat::Camt054 => {
            differences.of(name, "net", told.net, sum("net"));
            let entries: usize = all("n_ntry").iter().filter_map(|count| count.parse::<usize>().ok()).sum();
            differences.of(name, "a line for each entry", told.lines >= entries, true);
            let pending =
                file.statements.iter().flat_map(|one| &one.lines).filter(|line| line.pending).count();
            differences.of(name, "pending", pending, number("not_booked").unwrap_or(0));
        }
        BankFormat::Cfonb120 => {
            differences.of(name, "lines", Some(told.lines), number("n_tx"));
            differences.of(name, "sum", told.net, sum("sum"));
            let index = |wanted: &str| all(wanted).into_iter().filter_map(cents).collect::<Vec<i64>>();
            differences.of(name, "opening", told.opening, index("open"));
            differences.of(name, "closing", told.closing, index("close"));
        }
        BankFormat::Mt940 => {
            differences.of(name, "lines", Some(told.lines), number("n_:61:"));
            // The index counts a reversal of a credit as money received; the balances say that it is not.
            let reversed = name.ends_with("sepa_mt9401.sta");
            if reversed {
                let wrong = file.warnings.iter().filter(|one| one.text.contains("mènent le solde")).count();
                differences.of(name, "statements whose balances do not agree", wrong, 0);
            } else if !all("sum").is_empty() {
                differences.of(name, "sum", told.net, sum("sum"));
            }
            // It knows no balance without its currency, and of those within a day none.
            let closing = all("close(last)").first().and_then(|last| cents(last)).filter(|last| *last != 0);
            if let Some(closing) = closing {
                differences.of(name, "a closing balance", told.closing.contains(&closing), true);
            }
        }
        BankFormat::Qif => {
            // What opens an account is a movement in QIF, and a balance here.
            differences.of(name, "lines", Some(told.lines + told.opening.len()), number("n_T"));
            differences.of(name, "sum", told.net, sum("sum_T"));
        }
        BankFormat::Csv => {
            let records = number("header/preamble)").unwrap_or(usize::MAX);
            differences.of(name, "fewer lines than records", (1..records).contains(&told.lines), true);
        }
    }
}

/// Its name, lines, net, and the first and last balance of its column.
type KnownTable = (&'static str, usize, i64, Option<(i64, i64)>);

/// What people know of some tables beside the index's own counts.
const TABLES: [KnownTable; 8] = [
    ("vrischmann__ccm-courant-00000000001.csv", 24, -178_612, Some((837_758, 659_146))),
    ("afup__credit_mutuel_extra_columns.csv", 11, 504_100, Some((2_331_869, 2_835_969))),
    ("enobase__n26.csv", 6, 666_251, None),
    ("reubano__n26-fr.csv", 2, 0, None),
    ("sebastienrousseau__csv_french_headers.csv", 3, 226_094, None),
    ("sebastienrousseau__csv_european_decimals.csv", 3, 226_094, None),
    ("ch.banana.revolut.transactions.business1_20222609.csv", 8, 131_695, None),
    ("enobase__revolut-personal.csv", 9, 172_071, None),
];

fn known(name: &str, file: &BankFile) {
    let told = told(file);
    for (_, lines, net, balances) in TABLES.iter().filter(|(table, ..)| name.ends_with(table)) {
        assert_eq!((told.lines, told.net), (*lines, *net), "{name}");
        if let Some((opening, closing)) = balances {
            assert_eq!((told.opening[0], told.closing[0]), (*opening, *closing), "{name}");
            assert!(file.warnings.is_empty(), "{name}: {:?}", file.warnings);
        }
    }
}

#[test]
fn every_file_of_the_corpus_gives_what_its_index_tells() {
    let Some(folder) = corpus() else {
        println!("not run: PARCOURS_CORPORA names no folder with bank/INDEX.tsv");
        return;
    };
    let index = std::fs::read_to_string(folder.join("INDEX.tsv")).expect("the index");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut differences = Differences::default();
    for row in index.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (name, about, tags) = (cells[0], cells[6], cells[7]);
        if !name.contains('/') || tags == "golden" || name.ends_with(".json") {
            continue;
        }
        let read = read_statement(&std::fs::read(folder.join(name)).expect("a file"), None);
        let malformed = MALFORMED.iter().any(|one| name.ends_with(one));
        match read {
            Ok(file) => {
                assert!(!malformed, "{name} is malformed, and was read");
                compare(&mut differences, name, &file, &facts(about));
                known(name, &file);
                *counts.entry(format!("{:?}", file.format)).or_default() += 1;
            }
            Err(refusal) => {
                assert!(malformed, "{name}: {}", refusal.message);
                *counts.entry("refused".to_owned()).or_default() += 1;
            }
        }
    }
    println!("{counts:?}");
    assert!(differences.0.is_empty(), "{:#?}", differences.0);
    assert_eq!(counts.get("refused").copied(), Some(MALFORMED.len()));
}

/// No name says what a file is: under any other it is read the same.
#[test]
fn every_file_read_twice_is_read_the_same() {
    let Some(folder) = corpus() else {
        println!("not run: PARCOURS_CORPORA names no folder with bank/INDEX.tsv");
        return;
    };
    let bytes = |name: &str| std::fs::read(Path::new(&folder).join(name)).expect("a file");
    let file = bytes("ofx/actual__8859-1.qfx");
    let read = read_statement(&file, None).expect("it reads");
    assert_eq!(read.statements[0].lines[0].payer.as_deref(), Some("Paiement facture/Carte prépayée"));
    assert_eq!(read_statement(&file, None).expect("it reads"), read);
}
