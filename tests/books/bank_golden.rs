//! What other readers made of the same files: entries, days and balances of CAMT and MT940, amounts and days of tables.

use chrono::NaiveDate;
use incoming::statement::found::{BankFile, BankLine};
use incoming::statement::read_statement;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn corpus() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("PARCOURS_CORPORA").unwrap_or_default()).join("bank");
    if folder.join("INDEX.tsv").is_file() {
        return Some(folder);
    }
    println!("not run: PARCOURS_CORPORA names no folder with bank/INDEX.tsv");
    None
}

/// Each file of a folder that has another reader's result beside it.
fn golden(folder: &Path, prefix: &str, ending: &str) -> Vec<(String, BankFile, Value)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let file = path.with_extension(ending);
        if name.starts_with(prefix) && name.ends_with(".json") && file.is_file() {
            let read = read_statement(&std::fs::read(&file).expect("a file"), None).expect("it reads");
            let told = serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("JSON");
            found.push((name, read, told));
        }
    }
    found
}

fn lines(file: &BankFile) -> Vec<&BankLine> {
    file.statements.iter().flat_map(|one| &one.lines).collect()
}

fn day(told: &Value) -> Option<NaiveDate> {
    told.as_str().and_then(|text| text.get(..10)).and_then(|text| text.parse().ok())
}

/// Hundredths of `{getAmount: "885", getCurrency: {getCode}}`: a yen has none.
fn money(told: &Value) -> i64 {
    let units: i64 = told["getAmount"].as_str().expect("an amount").parse().expect("a number");
    if told["getCurrency"]["getCode"] == "JPY" { units * 100 } else { units }
}

#[test]
fn camt_is_read_as_another_reader_reads_it() {
    let Some(corpus) = corpus() else { return };
    let mut count = 0;
    for folder in ["camt052", "camt053", "camt054"] {
        for (name, file, told) in golden(&corpus.join(folder), "genkgo", "xml") {
            let entries = told["getEntries"].as_array().expect("entries");
            // Of several statements it told the last.
            let read = lines(&file);
            let skipped = read.len().checked_sub(entries.len()).expect("a line for each entry");
            assert!(skipped == 0 || file.statements[0].balances.len() > 2, "{name}");
            for (line, entry) in read.iter().skip(skipped).zip(entries) {
                assert_eq!(line.amount.0, money(&entry["getAmount"]), "{name}");
                if let Some(booked) = day(&entry["getBookingDate"]["0"]) {
                    assert_eq!(line.day, booked, "{name}");
                }
                assert_eq!(line.value_day, day(&entry["getValueDate"]["0"]), "{name}");
                count += 1;
            }
            let told = entries.first().and_then(|entry| entry["getRecord"]["getBalances"].as_array());
            let told =
                told.into_iter().flatten().map(|one| (day(&one["getDate"]["0"]), money(&one["getAmount"])));
            let told: Vec<(Option<NaiveDate>, i64)> = told.collect();
            let own = file.statements.iter().flat_map(|one| &one.balances);
            let own: Vec<(Option<NaiveDate>, i64)> = own.map(|one| (one.day, one.amount.0)).collect();
            assert!(own.ends_with(&told), "{name}: {own:?} {told:?}");
        }
    }
    assert!(count > 8, "{count} entries were compared");
}

/// `"54484.04"` in hundredths.
fn decimal(told: &Value) -> i64 {
    let text = told.as_str().expect("an amount");
    let (units, rest) = text.split_once('.').unwrap_or((text, ""));
    units.parse::<i64>().expect("units") * 100
        + format!("{rest:0<2}")[..2].parse::<i64>().expect("hundredths")
}

#[test]
fn mt940_is_read_as_another_reader_reads_it() {
    let Some(corpus) = corpus() else { return };
    let mut count = 0;
    for (name, file, told) in golden(&corpus.join("mt940"), "svenstaro", "sta") {
        let messages = told.as_array().expect("messages");
        let entries: Vec<&Value> =
            messages.iter().flat_map(|one| one["statement_lines"].as_array().expect("lines")).collect();
        let read = lines(&file);
        assert_eq!(read.len(), entries.len(), "{name}");
        for (line, entry) in read.iter().zip(entries) {
            let paid = entry["ext_debit_credit_indicator"] == "Debit";
            let amount = decimal(&entry["amount"]);
            assert_eq!(line.amount.0, if paid { -amount } else { amount }, "{name}: line {}", line.line);
            assert_eq!(line.value_day, day(&entry["value_date"]), "{name}: line {}", line.line);
            if let Some(booked) = day(&entry["entry_date"]) {
                assert_eq!(line.day, booked, "{name}: line {}", line.line);
            }
            count += 1;
        }
        let balances =
            |which: &str| messages.iter().map(|one| decimal(&one[which]["amount"])).collect::<Vec<i64>>();
        let own = file.statements.iter().flat_map(|one| &one.balances).map(|one| one.amount.0);
        let own: Vec<i64> = own.collect();
        for amount in balances("opening_balance").into_iter().chain(balances("closing_balance")) {
            assert!(own.contains(&amount), "{name}: {amount}");
        }
    }
    assert!(count > 90, "{count} lines were compared");
}

fn table(rows: &str) -> Option<BankFile> {
    read_statement(format!("Date;Libellé;Montant\n{rows}").as_bytes(), None).ok()
}

/// Figures and days that three importers of French files agree on.
#[test]
fn amounts_and_days_are_read_as_other_importers_read_them() {
    let Some(corpus) = corpus() else { return };
    let oracle = std::fs::read_to_string(corpus.join("amount_date_oracle.tsv")).expect("the oracle");
    let mut count = 0;
    for row in oracle.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (kind, input, expected) = (cells[0], cells[1], cells[2]);
        if kind == "amount" {
            let read = table(&format!("13/03/2026;a;{input}\n"));
            let amount = read.as_ref().and_then(|file| lines(file).first().map(|line| line.amount.0));
            let wanted = (!matches!(expected, "REJECT" | "EMPTY")).then(|| {
                let cents = decimal(&Value::from(expected.trim_start_matches('-')));
                if expected.starts_with('-') { -cents } else { cents }
            });
            assert_eq!(amount, wanted, "« {input} »");
            count += 1;
            continue;
        }
        let days: Vec<&str> = input.trim_matches(['[', ']']).split(',').collect();
        // An hour and its zone are OFX's; one that comes alone is decided by itself.
        if (input.ends_with(']') && !input.starts_with('[')) || expected.contains("when alone") {
            continue;
        }
        let read = table(&days.iter().map(|day| format!("{day};a;1,00\n")).collect::<String>());
        match expected.split(' ').next().unwrap_or_default() {
            "REJECT" | "inconsistent:" => assert!(read.is_none(), "« {input} »"),
            "ambiguous:" => {
                let warnings = read.expect("it reads").warnings;
                assert!(warnings.iter().any(|one| one.text.contains("jour, puis mois")), "« {input} »");
            }
            "file" => {
                let first = lines(read.as_ref().expect("it reads"))[0].day.to_string();
                let month_first = expected.contains("month first");
                assert_eq!(first, if month_first { "2026-04-13" } else { "2026-04-03" }, "« {input} »");
            }
            wanted => {
                assert_eq!(lines(read.as_ref().expect("it reads"))[0].day.to_string(), wanted, "« {input} »")
            }
        }
        count += 1;
    }
    assert!(count > 25, "{count} were compared");
}
