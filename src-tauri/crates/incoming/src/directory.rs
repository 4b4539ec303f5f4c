//! What the directory of electronic invoicing answers to a list of SIREN: the addresses that each opened.
//!
//! The State's own answer has `SIREN`, `Adresse de facturation` and `Adresse de facturation active`, a row for each
//! address; other tables are read by titles that say the same, or as the user says.

use crate::charset::Charset;
use crate::contacts::cells::{Record, records};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;
use values::refusal::Refusal;

/// Which column holds what, counted from 1; 0 for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DirectoryColumns {
    /// A SIREN, or a SIRET.
    pub siren: i64,
    pub address: i64,
    /// What follows the SIREN in an address, where the address does not stand whole.
    pub suffix: i64,
    /// Yes or no.
    pub active: i64,
    pub from: i64,
    pub until: i64,
    pub platform: i64,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryLine {
    /// Counted from 1.
    pub line: i64,
    /// Nine digits.
    pub siren: String,
    /// As written, without its scheme; empty where the row tells none.
    pub address: String,
    pub active: bool,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// As written; empty where the table does not say.
    pub platform: String,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryAnswer {
    pub titles: Vec<String>,
    /// The first rows below them.
    pub sample: Vec<Vec<String>>,
    pub columns: DirectoryColumns,
    /// Empty where the columns are not known.
    pub lines: Vec<DirectoryLine>,
    /// Rows that name no SIREN.
    pub unread: i64,
}

impl DirectoryColumns {
    /// Do they say what is needed?
    #[must_use]
    pub fn are_enough(self) -> bool {
        self.siren > 0 && (self.address > 0 || self.suffix > 0)
    }

    fn named(self) -> [(&'static str, i64); 7] {
        [
            ("siren", self.siren),
            ("address", self.address),
            ("suffix", self.suffix),
            ("active", self.active),
            ("from", self.from),
            ("until", self.until),
            ("platform", self.platform),
        ]
    }
}

/// Most rows of a table: the directory takes 5,000 numbers at a time, some with several addresses.
const MOST: usize = 50_000;
/// Rows of the sample.
const SHOWN: usize = 5;
/// How far below the top its titles are looked for.
const HEAD: usize = 10;

/// Reads a table by its titles, or by those columns where they are told.
///
/// # Errors
/// A sentence at the file that is no table.
pub fn read(bytes: &[u8], told: Option<DirectoryColumns>) -> Result<DirectoryAnswer, Refusal> {
    let text = Charset::of(bytes).decode(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let fitness = |separator: &u8| {
        let rows = records(text, *separator, HEAD);
        let known = rows.iter().map(|row| known(&row.cells)).max().unwrap_or(0);
        (known, rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
    };
    let separator = [b'|', b'\t', b',', b';'].into_iter().max_by_key(fitness).unwrap_or(b';');
    let rows = records(text, separator, MOST + HEAD + 1);
    let best =
        rows.iter().take(HEAD).enumerate().max_by_key(|(at, row)| (known(&row.cells), usize::MAX - at));
    let Some((at, head)) = best.filter(|(_, head)| head.cells.len() > 1) else {
        return Err(Refusal::at(
            "file",
            "Ce fichier n’est pas un tableau CSV : prenez celui que l’annuaire vous a rendu.",
        ));
    };
    let below = rows.get(at + 1..).unwrap_or_default();
    if below.len() > MOST {
        let text = format!("Ce fichier a plus de {MOST} lignes : partagez-le en plusieurs.");
        return Err(Refusal::at("file", text));
    }
    let columns = told.unwrap_or_else(|| by_titles(&head.cells));
    let last = i64::try_from(head.cells.len()).unwrap_or(i64::MAX);
    if let Some((name, column)) = columns.named().into_iter().find(|(_, column)| !(0..=last).contains(column))
    {
        let text = format!("Ce tableau n’a pas de colonne {column} : il en a {last}.");
        return Err(Refusal::at(format!("columns.{name}"), text));
    }
    let found: Vec<Option<DirectoryLine>> = if columns.are_enough() {
        below
            .iter()
            .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
            .map(|row| line(row, columns))
            .collect()
    } else {
        Vec::new()
    };
    let unread = found.iter().filter(|line| line.is_none()).count();
    Ok(DirectoryAnswer {
        titles: head.cells.iter().map(|cell| cell.trim().to_owned()).collect(),
        sample: below.iter().take(SHOWN).map(|row| row.cells.clone()).collect(),
        columns,
        lines: found.into_iter().flatten().collect(),
        unread: i64::try_from(unread).unwrap_or(i64::MAX),
    })
}

/// How many of its cells are titles that are known.
fn known(cells: &[String]) -> usize {
    by_titles(cells).named().iter().filter(|(_, column)| *column > 0).count()
}

/// What the titles say; the first that says a thing counts, a SIREN before a SIRET.
fn by_titles(cells: &[String]) -> DirectoryColumns {
    let mut found = DirectoryColumns::default();
    let mut siret = 0;
    for (column, cell) in (1..).zip(cells) {
        let title = folded(cell);
        let title = title.replace(['_', '-', '.'], " ");
        let any = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let place = if any(&["adresse", "identifiant", "identifier", "address"]) {
            if any(&["active", "actif", "etat", "statut"]) { &mut found.active } else { &mut found.address }
        } else if any(&["suffixe", "suffix"]) {
            &mut found.suffix
        } else if any(&["debut", "from", "depuis"]) {
            &mut found.from
        } else if any(&["fin", "until", "jusqu"]) {
            &mut found.until
        } else if any(&["plateforme", "matricule", "platform"]) {
            &mut found.platform
        } else if title == "active" || title == "actif" || title == "actif oui non" {
            &mut found.active
        } else if any(&["siren"]) {
            &mut found.siren
        } else if any(&["siret"]) {
            &mut siret
        } else {
            continue;
        };
        if *place == 0 {
            *place = column;
        }
    }
    if found.siren == 0 {
        found.siren = siret;
    }
    found
}

fn line(row: &Record, columns: DirectoryColumns) -> Option<DirectoryLine> {
    let cell = |column: i64| {
        let at = usize::try_from(column).ok().and_then(|column| column.checked_sub(1));
        at.and_then(|at| row.cells.get(at)).map(|cell| cell.trim()).unwrap_or_default()
    };
    let number: String = cell(columns.siren).chars().filter(|c| !c.is_whitespace()).collect();
    let siren = number.get(..9).filter(|_| matches!(number.len(), 9 | 14))?;
    if !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let written = cell(columns.address);
    let bare = written.strip_prefix("0225:").unwrap_or(written).trim();
    let suffix = cell(columns.suffix);
    let address = match (bare, suffix) {
        ("", "") if columns.address == 0 => siren.to_owned(),
        ("", "") => String::new(),
        ("", suffix) => format!("{siren}_{suffix}"),
        (bare, _) => bare.to_owned(),
    };
    Some(DirectoryLine {
        line: row.line,
        siren: siren.to_owned(),
        address,
        active: columns.active == 0 || says_yes(cell(columns.active)),
        from: day(cell(columns.from)),
        until: day(cell(columns.until)),
        platform: cell(columns.platform).to_owned(),
    })
}

fn says_yes(cell: &str) -> bool {
    matches!(
        folded(cell).as_str(),
        "1" | "oui" | "o" | "x" | "vrai" | "true" | "yes" | "active" | "actif" | "enabled"
    )
}

fn day(cell: &str) -> Option<NaiveDate> {
    let day = cell.get(..10).unwrap_or(cell);
    ["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"].iter().find_map(|form| NaiveDate::parse_from_str(day, form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_s_answer_is_read_by_its_titles() {
        let told = "SIREN;Adresse de facturation;Adresse de facturation active\n552100554;552100554_COMPTA;1\n552 100 554;0225:552100554;non\nABC;;\n";
        let answer = read(told.as_bytes(), None).unwrap();
        assert_eq!((answer.columns.siren, answer.columns.address, answer.columns.active), (1, 2, 3));
        let lines: Vec<(&str, bool)> =
            answer.lines.iter().map(|line| (line.address.as_str(), line.active)).collect();
        assert_eq!(lines, [("552100554_COMPTA", true), ("552100554", false)]);
        assert_eq!(answer.unread, 1);
        // With commas, and as Windows writes it.
        let told: Vec<u8> =
            "\u{feff}SIREN,Adresse de facturation\r\n552100554,552100554\r\n".bytes().collect();
        assert_eq!(read(&told, None).unwrap().lines.len(), 1);
    }

    #[test]
    fn other_tables_are_read_by_likely_titles_or_as_told() {
        let told = "Raison sociale|SIRET|Suffixe|Matricule plateforme|Date de début d'effet|Date de fin d'effet\nLe Goff|55210055400013|COMPTA|0042|01/09/2026|\n";
        let line = read(told.as_bytes(), None).unwrap().lines.remove(0);
        assert_eq!((line.siren.as_str(), line.address.as_str()), ("552100554", "552100554_COMPTA"));
        assert_eq!((line.from, line.platform.as_str()), (NaiveDate::from_ymd_opt(2026, 9, 1), "0042"));
        let told = "Qui;Numéro;Où\nLe Goff;552100554;552100554_X\n";
        let answer = read(told.as_bytes(), None).unwrap();
        assert!(answer.lines.is_empty() && !answer.columns.are_enough());
        let columns = DirectoryColumns { siren: 2, address: 3, ..DirectoryColumns::default() };
        assert_eq!(read(told.as_bytes(), Some(columns)).unwrap().lines[0].address, "552100554_X");
        assert!(read(b"Bonjour", None).is_err());
        assert!(read(b"", None).is_err());
    }
}
