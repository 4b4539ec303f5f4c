//! Entries in the format of the FEC (LPF art. A47 A-1): tabs, days as AAAAMMJJ, decimal commas, one line for each side.
//!
//! It is no legal FEC, which holds all entries of a firm: these are of sales and of money received.

use crate::accounting::choices::{AccountUse, AccountingChoices};
use crate::accounting::entry::{Entry, EntryLine};
use crate::accounting::span::Span;
use crate::language::Language;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use values::words::plain;

const COLUMNS: [&str; 18] = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
];

/// Those of books that count receipts (A47 A-1 VIII, 5° and 7°).
const OF_RECEIPTS: [&str; 4] = ["DateRglt", "ModeRglt", "NatOp", "IdClient"];

/// An entry with its number, « 2026-0012 »: its rank in its year, whatever span is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedEntry {
    pub number: String,
    pub entry: Entry,
}

/// The entries of a span, in order of days, each with its number in its year.
#[must_use]
pub fn numbered(mut entries: Vec<Entry>, span: Span) -> Vec<NumberedEntry> {
    entries.sort_by(|a, b| (a.on, a.journal, &a.piece).cmp(&(b.on, b.journal, &b.piece)));
    let mut ranks: BTreeMap<i32, usize> = BTreeMap::new();
    let mut numbered = Vec::new();
    for entry in entries {
        let rank = ranks.entry(entry.on.year()).or_default();
        *rank += 1;
        let number = format!("{}-{rank:05}", entry.on.year());
        if span.holds(entry.on) {
            numbered.push(NumberedEntry { number, entry });
        }
    }
    numbered
}

/// The file. With `of_receipts` each line tells the settlement too, in columns 19 to 22.
#[must_use]
pub fn fec(entries: &[NumberedEntry], choices: &AccountingChoices, of_receipts: bool) -> String {
    let mut header: Vec<&str> = COLUMNS.to_vec();
    if of_receipts {
        header.extend(OF_RECEIPTS);
    }
    let mut file = header.join("\t");
    file.push_str("\r\n");
    for numbered in entries {
        for line in &numbered.entry.lines {
            file.push_str(&columns(numbered, *line, choices, of_receipts).join("\t"));
            file.push_str("\r\n");
        }
    }
    file
}

fn columns(
    numbered: &NumberedEntry,
    line: EntryLine,
    choices: &AccountingChoices,
    of_receipts: bool,
) -> Vec<String> {
    let entry = &numbered.entry;
    let (code, journal) = entry.journal.named();
    let of_client = matches!(line.account, AccountUse::Clients | AccountUse::Deposits);
    let client = |text: String| if of_client { text } else { String::new() };
    let mut columns = vec![
        code.to_owned(),
        journal.to_owned(),
        numbered.number.clone(),
        compact(entry.on),
        choices.account(line.account).to_owned(),
        line.account.usual().1.to_owned(),
        client(auxiliary(entry.client.id)),
        client(clean(&entry.client.name)),
        clean(&entry.piece),
        compact(entry.piece_on),
        clean(&entry.label),
        plain(line.debit),
        plain(line.credit),
        String::new(),
        String::new(),
        compact(entry.on),
        String::new(),
        String::new(),
    ];
    if of_receipts {
        let methods: Vec<&str> = entry.methods.iter().map(|method| method.named(Language::French)).collect();
        let settled = if methods.is_empty() { "sans mouvement".to_owned() } else { methods.join(", ") };
        columns.extend([compact(entry.on), settled, clean(&entry.label), auxiliary(entry.client.id)]);
    }
    columns
}

/// The account of a client within that of all.
fn auxiliary(client: i64) -> String {
    format!("C{client:06}")
}

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// Neither tab nor line break stands in a column.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}
