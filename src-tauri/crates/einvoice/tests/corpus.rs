//! Real and official invoices, with the outcome that their index tells. Without the folder this says that it did not run.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // A test that cannot go on has failed, and this one tells a table.

use einvoice::check::check;
use einvoice::document::Document;
use einvoice::finding::Severity;
use einvoice::rules::{judge, judge_french};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("PARCOURS_CORPORA").map(|all| Path::new(&all).join("invoices"));
    let folder = folder.filter(|folder| folder.join("INDEX.tsv").is_file());
    if folder.is_none() {
        println!("not run: PARCOURS_CORPORA names no folder of invoices");
    }
    folder
}

/// What the index says of a file.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Valid,
    Wrong,
    /// The French rules that it breaks, without their terms.
    French(BTreeSet<String>),
    Nothing,
}

fn told(facts: &str) -> Told {
    let truth = facts.split("C: ").next().unwrap_or_default();
    if truth.contains("BR-FR v1.4.0.03") || truth.contains("mutant, failed_assert") && truth.contains("BR-FR")
    {
        let ids = truth.split("ids=").nth(1).unwrap_or_default().split([' ', '|']).next().unwrap_or_default();
        let ids = ids.split(',').filter(|id| id.starts_with("BR-"));
        return Told::French(ids.map(|id| id.split('_').next().unwrap_or(id).to_owned()).collect());
    }
    let has = |words: &[&str]| words.iter().any(|word| truth.contains(word));
    if has(&[
        "expected=rejet",
        "errors BR",
        "failed=1",
        "failed=2",
        "failed-assert=",
        "engine raise",
        "must be reported as no Factur-X",
    ]) {
        Told::Wrong
    } else if has(&["expected=acceptation", "T: valid", "valid per EN16931", "failed=0"]) {
        Told::Valid
    } else {
        Told::Nothing
    }
}

fn french(bytes: &[u8]) -> BTreeSet<String> {
    let document = Document::read(bytes).unwrap();
    let found = judge_french(&document).into_iter().filter(|finding| finding.severity == Severity::Error);
    found.map(|finding| finding.rule.split('_').next().unwrap().to_owned()).collect()
}

#[test]
fn files_have_the_outcome_that_their_index_tells() {
    let Some(folder) = folder() else { return };
    let index = std::fs::read_to_string(folder.join("INDEX.tsv")).unwrap();
    let (mut agreed, mut read, mut differ) = (0, 0, Vec::new());
    for row in index.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (Some(name), Some(facts)) = (cells.first(), cells.get(6)) else { continue };
        let ending = name.rsplit('.').next().unwrap_or_default();
        if !matches!(ending, "xml" | "pdf") || name.contains("rules") {
            continue;
        }
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let checked = check(&bytes);
        read += 1;
        let ok = match told(facts) {
            Told::Valid => checked.as_ref().is_ok_and(einvoice::check::Checked::is_valid),
            Told::Wrong => checked.as_ref().map_or(true, |checked| !checked.is_valid()),
            Told::French(rules) => rules == french(&bytes),
            Told::Nothing => continue,
        };
        if ok {
            agreed += 1;
        } else {
            let rules =
                checked.map(|checked| checked.findings.into_iter().map(|one| one.rule).collect::<Vec<_>>());
            differ.push(format!("{name}: {:?}, read as {rules:?}", told(facts)));
        }
    }
    println!("{read} files read, {agreed} with the outcome told");
    assert!(differ.is_empty(), "{differ:#?}");
    assert!(agreed >= 60, "only {agreed} outcomes were told");
}

/// Fragments of invoices, each with the rule that it keeps or breaks.
#[test]
fn fragments_keep_and_break_the_rules_that_they_are_written_for() {
    let Some(folder) = folder() else { return };
    let (mut agreed, mut differ) = (0, Vec::new());
    for set in ["rules_ubl", "cii_rules"] {
        for entry in std::fs::read_dir(folder.join(set)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for (nth, test) in text.split("<test>").skip(1).enumerate() {
                let (head, body) = test.split_once("</assert>").unwrap();
                let body = body.split("</test>").next().unwrap().trim();
                let Ok(document) = Document::read(body.as_bytes()) else { continue };
                let broken: BTreeSet<String> =
                    judge(&document).into_iter().map(|finding| finding.rule).collect();
                for (kind, wanted) in [
                    ("<success>", false),
                    ("<success number", false),
                    ("<error>", true),
                    ("<error number", true),
                ] {
                    for part in head.split(kind).skip(1) {
                        let rule = part.split('<').next().unwrap().rsplit('>').next().unwrap().trim();
                        if broken.contains(rule) == wanted {
                            agreed += 1;
                        } else {
                            let name = path.file_name().unwrap().to_string_lossy().into_owned();
                            differ.push(format!(
                                "{name} test {}: {rule} {}",
                                nth + 1,
                                if wanted { "kept" } else { "broken" }
                            ));
                        }
                    }
                }
            }
        }
    }
    println!("{agreed} fragments agree, {} differ", differ.len());
    assert!(differ.is_empty(), "{differ:#?}");
}
