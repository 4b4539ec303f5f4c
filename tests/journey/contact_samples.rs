//! Real files of contacts, read as their index tells, and bytes of any kind, which never stop the reader.

use crate::contact_files::{each, lines};
use proptest::prelude::*;
use serde_json::json;
use std::path::{Path, PathBuf};
use tests::{Books, day, file, refusal};

/// The fact that an index tells after `name=`.
fn fact<'a>(facts: &'a str, name: &str) -> Option<&'a str> {
    facts.split(&format!("{name}=")).nth(1)?.split([';', ' ']).next()
}

/// The full names that the index tells, when they are written in plain letters.
fn full_names(facts: &str) -> Vec<String> {
    let Some(list) = facts.split("FN=[").nth(1).and_then(|rest| rest.split(']').next()) else {
        return Vec::new();
    };
    list.split("', '")
        .map(|name| name.trim_matches('\'').to_owned())
        .filter(|name| !name.is_empty() && !name.contains(['=', '\\', '{']))
        .collect()
}

#[test]
fn real_files_come_in_as_their_index_tells() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpora =
        std::env::var_os("PARCOURS_CORPORA").map_or_else(|| root.join("../shared/corpora"), PathBuf::from);
    let folder = corpora.join("contacts");
    let Ok(index) = std::fs::read_to_string(folder.join("INDEX.tsv")) else {
        println!("not run: no corpora at {}", corpora.display());
        return;
    };
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let ask = |bytes: &[u8]| house.0.ask("preview_client_import", json!({"file": file("contacts", bytes)}));
    for row in index.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (name, facts) = (cells[0], cells.get(6).copied().unwrap_or_default());
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let answer = ask(&bytes);
        let read = match answer {
            Ok(read) => read,
            Err(failure) => {
                let refusal = refusal(failure);
                assert_eq!(refusal.field.as_deref(), Some("file"), "{name}");
                let cards = fact(facts, "n_BEGIN").and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
                assert_eq!(cards, 0, "{name} holds cards and was refused: {}", refusal.message);
                assert!(
                    !name.starts_with("csv/") || name.ends_with(".ldif"),
                    "{name} was refused: {}",
                    refusal.message
                );
                println!("{name}: refused, {}", refusal.message);
                continue;
            }
        };
        let (rows, refused) = (read["rows"].as_array().unwrap(), read["refused"].as_array().unwrap());
        let contacts: usize = rows.iter().map(|row| row["lines"].as_array().unwrap().len()).sum();
        let wanted = match fact(facts, "n_BEGIN") {
            Some(cards) => cards.parse::<usize>().unwrap(),
            None if name.ends_with(".out") => contacts + refused.len(),
            None => fact(facts, "preamble)").and_then(|n| n.parse::<usize>().ok()).unwrap() - 1,
        };
        assert_eq!(contacts + refused.len(), wanted, "{name}: {read:#}");
        let said = read.to_string();
        for full in full_names(facts) {
            assert!(said.contains(&full), "{name}: « {full} » is nowhere in {read:#}");
        }
        for row in rows {
            let (line, card) = (&row["line"], &row["card"]);
            assert!(!card["name"].as_str().unwrap().is_empty(), "{name}:{line}");
            house.0.ask("client_duplicates", json!({"card": card})).unwrap();
        }
        // What another reader writes of the same card reads the same.
        if let Ok(written) = std::fs::read(folder.join(format!("{name}.out"))) {
            let other = ask(&written).unwrap();
            assert_eq!(each(&read, "/card/name"), each(&other, "/card/name"), "{name} as written again");
            assert_eq!(each(&read, "/card/email"), each(&other, "/card/email"), "{name} as written again");
        }
        let reasons: Vec<String> =
            refused.iter().map(|r| format!("line {}: {}", r["line"], r["reason"])).collect();
        println!("{name}: {} of {wanted} {}", rows.len(), reasons.join(" | "));
        if !rows.is_empty() {
            let taken = lines(&read);
            let import =
                house.done("import_clients", json!({"file": file("contacts", &bytes), "rows": taken}));
            house.done("undo_client_import", json!({"import": import}));
        }
    }
    house.verified();
}

/// Pieces that readers trip over.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(b"BEGIN:VCARD\r\n".to_vec()),
        Just(b"END:VCARD\n".to_vec()),
        Just(b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=\r\n=A9=\r\n".to_vec()),
        Just(b"ADR;TYPE=\"a,b:c\":;;\\,\\;\\n".to_vec()),
        Just(b"item1.ORG;ENCODING=B:AAAA\r\n ====\r\n\r\n".to_vec()),
        Just(b"AGENT:\r\n".to_vec()),
        Just(b"N;CHARSET=SHIFT_JIS:\x88\xc0;\x93\xa1\n".to_vec()),
        Just(b"BDAY:--04-\r\nTEL;PREF=999999999999:1\r\nREV:99999999999999\r\n".to_vec()),
        Just(b"Nom;E-mail;\"Code postal\"\r\n".to_vec()),
        Just(b"\"\"\",\"\t|;\r".to_vec()),
        Just("é\u{301}\u{202e}SIRET 552 100 554".as_bytes().to_vec()),
        Just(b"\xff\xfe\x00".to_vec()),
        prop::collection::vec(any::<u8>(), 0..24),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn no_bytes_ever_stop_the_reader(pieces in prop::collection::vec(piece(), 0..12)) {
        let bytes = pieces.concat();
        match incoming::contacts::read(&bytes) {
            Ok(read) => for row in &read.rows {
                prop_assert!(!row.card.name.is_empty());
                prop_assert_eq!(&row.card.read().unwrap(), &row.card, "what is proposed can be kept as it is");
            },
            Err(refusal) => prop_assert_eq!(refusal.field.as_deref(), Some("file")),
        }
    }
}
