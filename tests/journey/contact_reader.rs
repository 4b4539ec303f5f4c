//! Cards as an independent reader reads them: all that it finds is in ours, on the card or told beside it, and our card
//! says nothing that it does not find.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tests::{Books, day, file};
use values::letters::folded;
use vobject::Component;
use vobject::component::read_component;

/// What programs note for themselves: no contact is told of it.
const SILENT: [&str; 13] = [
    "VERSION",
    "PRODID",
    "REV",
    "UID",
    "KIND",
    "CLIENTPIDMAP",
    "SORT-STRING",
    "PROFILE",
    "CLASS",
    "MAILER",
    "X-ABSHOWAS",
    "X-ABLABEL",
    "X-ABADR",
];

/// Pictures and keys are told to be left out, not shown.
const BYTES: [&str; 5] = ["PHOTO", "LOGO", "SOUND", "KEY", "AGENT"];

fn words(text: &str) -> BTreeSet<String> {
    let folded = folded(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 1)
        .map(str::to_owned)
        .collect()
}

/// Bytes written out, as the other reader leaves them.
fn written_out(value: &str, charset: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let byte = (*first == b'=')
            .then(|| after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    if charset.to_uppercase().contains("8859-1") || std::str::from_utf8(&bytes).is_err() {
        return bytes.into_iter().map(char::from).collect();
    }
    String::from_utf8(bytes).unwrap()
}

/// Soft breaks of quoted-printable made whole lines: the other reader knows of none.
fn unbroken(text: &str) -> String {
    let mut out = String::new();
    let mut soft = false;
    let mut encoded = false;
    for line in text.lines() {
        if !soft {
            encoded = line.split(':').next().unwrap_or_default().to_uppercase().contains("QUOTED");
        }
        soft = encoded && line.trim_end().ends_with('=');
        out.push_str(if soft { line.trim_end().trim_end_matches('=') } else { line });
        if !soft {
            out.push_str("\r\n");
        }
    }
    out
}

/// (property, value) of every property of a card that says something of the contact.
fn said(card: &Component) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, properties) in &card.props {
        let name = name.to_uppercase();
        if SILENT.contains(&name.as_str()) || BYTES.contains(&name.as_str()) {
            continue;
        }
        for property in properties {
            let param = |wanted: &str| {
                let found = property.params.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted));
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            let bare = property.params.keys().any(|key| key.to_uppercase().contains("QUOTED"));
            let encoded = bare || param("ENCODING").to_uppercase().starts_with('Q');
            let value = property.value_as_string();
            all.push((name.clone(), if encoded { written_out(&value, &param("CHARSET")) } else { value }));
        }
    }
    all
}

fn cards(text: &str) -> Option<Vec<Component>> {
    let text = unbroken(text);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    let mut all = Vec::new();
    while !rest.trim().is_empty() {
        let (card, after) = read_component(rest).ok()?;
        all.push(card);
        rest = after.trim_start();
    }
    Some(all)
}

/// What a row says, on its card or beside it.
fn told(row: &Value) -> BTreeSet<String> {
    fn texts(value: &Value, out: &mut String) {
        match value {
            Value::String(text) => {
                out.push_str(text);
                out.push('\n');
            }
            Value::Array(all) => all.iter().for_each(|one| texts(one, out)),
            Value::Object(all) => all.values().for_each(|one| texts(one, out)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut out = String::new();
    texts(row, &mut out);
    words(&out)
}

/// Every word of the other's card that ours does not say, by property.
fn missing(other: &Component, row: &Value) -> Vec<String> {
    let ours = told(row);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let all: String = row.to_string();
    let mut lost = Vec::new();
    for (name, value) in said(other) {
        for word in words(&value) {
            // A day may be written with its own dashes, a scheme before an address is no part of it, France is home.
            let known = ours.contains(&word)
                || ["mailto", "tel", "france"].contains(&word.as_str())
                || (word.chars().all(|c| c.is_ascii_digit()) && digits(&all).contains(&word))
                || (name == "BDAY" && digits(&all).contains(digits(&word).get(..8).unwrap_or("-")));
            if !known {
                lost.push(format!("{name}: « {word} » of « {value} »"));
            }
        }
    }
    lost
}

#[test]
fn an_independent_reader_finds_nothing_that_ours_loses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpora =
        std::env::var_os("PARCOURS_CORPORA").map_or_else(|| root.join("../shared/corpora"), PathBuf::from);
    let folder = corpora.join("contacts");
    if !folder.is_dir() {
        println!("not run: no corpora at {}", corpora.display());
        return;
    }
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let mut files: Vec<PathBuf> = ["vcard", "vcard_aosp", "vcard_calcard", "csv"]
        .iter()
        .filter_map(|name| std::fs::read_dir(folder.join(name)).ok())
        .flat_map(|entries| entries.map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "vcf"))
        .collect();
    files.sort();
    let (mut compared, mut lost) = (0, Vec::new());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            println!("{name}: not compared, its letters are not UTF-8, which the other reader asks for");
            continue;
        };
        let Ok(ours) = house.0.ask("preview_client_import", json!({"file": file("c.vcf", &bytes)})) else {
            println!("{name}: not compared, it holds no card");
            continue;
        };
        let Some(others) = cards(&text) else {
            println!("{name}: not compared, the other reader stops at it");
            continue;
        };
        let rows = ours["rows"].as_array().unwrap();
        if rows.len() != others.len() {
            println!("{name}: not compared one by one, {} rows of {} cards", rows.len(), others.len());
            continue;
        }
        for (other, row) in others.iter().zip(rows) {
            compared += 1;
            lost.extend(
                missing(other, row).into_iter().map(|what| format!("{name}:{}: {what}", row["line"])),
            );
            let theirs: BTreeSet<String> = said(other).iter().flat_map(|(_, value)| words(value)).collect();
            for field in ["name", "contact", "email"] {
                for word in words(row["card"][field].as_str().unwrap()) {
                    if !theirs.contains(&word) {
                        lost.push(format!("{name}: « {word} » of {field} is nowhere in the card"));
                    }
                }
            }
        }
    }
    println!("{compared} cards compared");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(compared > 30, "{compared} cards compared");
}
