//! Papers written out as they were sealed: one by its number or its place, or all of a period.

use crate::cli::papers::{put, reading};
use crate::cli::stop::Stop;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::entry::{self, Paper};
use books::error::{Error, Result};
use books::house::House;
use books::reading::Reading;
use books::{seal, vault};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use values::day::Near;
use values::input;
use values::letters::squeezed;
use values::refusal::Refusal;

/// What is exported instead of one paper.
pub const PERIOD: &str = "papers";

/// What is exported for an approved platform.
pub const ELECTRONIC: &str = "e-invoices";

/// What is exported of a client's account.
pub const STATEMENT: &str = "statement";

/// What the books hold of a paper.
struct Kept {
    id: i64,
    kind: String,
    number: String,
    name: String,
    sha256: String,
    /// It was issued here, and not joined.
    sealed: bool,
}

impl Kept {
    fn read(r: &Row) -> rusqlite::Result<Kept> {
        Ok(Kept {
            id: r.get("id")?,
            kind: r.get("kind")?,
            number: r.get("number")?,
            name: r.get("name")?,
            sha256: r.get("sha256")?,
            sealed: r.get("sealed")?,
        })
    }

    fn bytes(&self, db: &Connection) -> Result<Vec<u8>> {
        vault::kept(Reading::of(db), &self.sha256)
    }

    fn told(&self, out: &Path, bytes: &[u8]) -> Value {
        json!({
            "document": self.id,
            "kind": self.kind,
            "number": self.number,
            "path": out.to_string_lossy(),
            "bytes": bytes.len(),
            "sha256": seal::hash_bytes(bytes),
        })
    }
}

const KEPT: &str = "SELECT id, kind, number, name, sha256, prior_seal IS NOT NULL AS sealed FROM document";

/// Writes one paper to a file.
pub fn one(
    house: &House,
    data: &Path,
    what: &str,
    number: Option<&str>,
    out: &Path,
    overwrite: bool,
) -> std::result::Result<Value, Stop> {
    let db = reading(house)?;
    let (kind, wanted) = match number {
        Some(number) => (Some(what), number),
        None => (None, what),
    };
    let paper = found(&db, kind, wanted)?;
    let bytes = paper.bytes(&db)?;
    put(data, out, overwrite, &bytes)?;
    Ok(paper.told(out, &bytes))
}

/// Writes a client's statement of account to a file.
pub fn statement(
    house: &House,
    data: &Path,
    client: Option<&str>,
    on: &str,
    (out, overwrite): (&Path, bool),
) -> std::result::Result<Value, Stop> {
    let Some(client) = client.and_then(|typed| typed.trim().parse::<i64>().ok()) else {
        return Err(Refusal::at(
            "number",
            "Dites de quel client, par son identifiant : « parcours ask clients » les donne.",
        )
        .into());
    };
    let paper: Paper = entry::read(&house.ask("statement_paper", json!({"client": client, "on": on}))?)?;
    let bytes = STANDARD.decode(&paper.base64).map_err(|e| Error::Broken(format!("statement: {e}")))?;
    put(data, out, overwrite, &bytes)?;
    Ok(json!({
        "path": out.to_string_lossy(),
        "bytes": bytes.len(),
        "sha256": seal::hash_bytes(&bytes),
    }))
}

/// The latest paper of that number, or the one at that place.
fn found(db: &Connection, kind: Option<&str>, wanted: &str) -> std::result::Result<Kept, Stop> {
    let mut known = BTreeSet::new();
    let mut candidates: Vec<Kept> = Vec::new();
    let (number, place) = (squeezed(wanted), wanted.trim().parse::<i64>().ok());
    let mut statement = db.prepare(&format!("{KEPT} ORDER BY id")).map_err(Error::from)?;
    let mut rows = statement.query([]).map_err(Error::from)?;
    while let Some(row) = rows.next().map_err(Error::from)? {
        let paper = Kept::read(row).map_err(Error::from)?;
        let by_number = !number.is_empty() && squeezed(&paper.number) == number;
        let of_kind = kind.is_none_or(|kind| paper.kind == family(kind) || paper.kind == kind);
        if of_kind && (place == Some(paper.id) || by_number) {
            candidates.push(paper);
        } else {
            known.insert(paper.kind);
        }
    }
    // A place names one; of a number, what was issued comes before what was joined.
    if let Some(at) = candidates.iter().position(|paper| place == Some(paper.id)) {
        return Ok(candidates.swap_remove(at));
    }
    if candidates.iter().any(|paper| paper.sealed) {
        candidates.retain(|paper| paper.sealed);
    }
    let kinds: BTreeSet<String> = candidates.iter().map(|paper| paper.kind.clone()).collect();
    if kinds.len() > 1 {
        let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
        let message = format!(
            "Plusieurs pièces portent le numéro {wanted} ({kinds}) : dites laquelle devant le numéro."
        );
        return Err(Refusal::at("what", message).into());
    }
    if let Some(kind) = kind.filter(|kind| !known.contains(*kind) && !known.contains(family(kind))) {
        let known = known.into_iter().filter(|kind| !kind.is_empty()).collect::<Vec<_>>().join(", ");
        if candidates.is_empty() {
            let message =
                format!("Vos données n’ont aucune pièce de cette nature ({kind}) ; elles ont : {known}.");
            return Err(Refusal::at("what", message).into());
        }
    }
    candidates.pop().ok_or_else(|| {
        let field = if kind.is_some() { "number" } else { "what" };
        Refusal::at(field, format!("Aucune pièce ne porte ce numéro : {wanted}.")).into()
    })
}

/// Credit notes are invoices in the books.
fn family(kind: &str) -> &str {
    if kind == "credit_note" { "invoice" } else { kind }
}

/// From one day to another, both included.
#[derive(Clone, Copy)]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

impl Period {
    /// # Errors
    /// A day that is missing or unreadable, or a period that ends before it begins, at its field.
    pub fn read(from: &str, to: &str, today: NaiveDate) -> std::result::Result<Period, Stop> {
        let near = Near::Past(today);
        let (from, to) = (input::day("from", from, near)?, input::day("to", to, near)?);
        if to < from {
            return Err(Refusal::at("to", "La période finit avant de commencer.").into());
        }
        Ok(Period { from, to })
    }
}

/// Writes every paper issued in a period into a folder, which is made if it is missing. What already stands there as it
/// would be written stays; anything else is in the way, and nothing is written then.
pub fn period(
    house: &House,
    data: &Path,
    period: Period,
    out: &Path,
    overwrite: bool,
) -> std::result::Result<Value, Stop> {
    let db = reading(house)?;
    let papers: Vec<Kept> = db
        .prepare(&format!("{KEPT} WHERE prior_seal IS NOT NULL AND created_on BETWEEN ?1 AND ?2 ORDER BY id"))
        .and_then(|mut statement| {
            let days = params![period.from.to_string(), period.to.to_string()];
            statement.query_map(days, Kept::read)?.collect()
        })
        .map_err(Error::from)?;
    if papers.is_empty() {
        return Err(Refusal::at("from", "Aucune pièce n’a été émise dans cette période.").into());
    }
    write_all((&db, data), papers, out, overwrite)
}

/// Writes every electronic invoice of a period, each under its number, as one hands them to a platform; says which
/// invoices have none, and why.
pub fn electronic(
    house: &House,
    data: &Path,
    period: Period,
    out: &Path,
    overwrite: bool,
) -> std::result::Result<Value, Stop> {
    let db = reading(house)?;
    let issued: Vec<(Kept, bool, bool)> = db
        .prepare(
            "SELECT coalesce(d.id, 0) AS id, coalesce(d.kind, '') AS kind, i.number, i.number || '.pdf' AS name,
                    coalesce(d.sha256, '') AS sha256, coalesce(d.prior_seal, '') != '' AS sealed,
                    i.kind = 'elsewhere' AS elsewhere, i.wordings ->> '$.electronic' IS NOT NULL AS electronic
             FROM invoice i LEFT JOIN document d ON d.id = i.document
             WHERE i.issued_on BETWEEN ?1 AND ?2 ORDER BY i.id",
        )
        .and_then(|mut statement| {
            let days = params![period.from.to_string(), period.to.to_string()];
            statement
                .query_map(days, |r| Ok((Kept::read(r)?, r.get("elsewhere")?, r.get("electronic")?)))?
                .collect()
        })
        .map_err(Error::from)?;
    let (mut papers, mut left_out) = (Vec::new(), Vec::new());
    for (paper, elsewhere, is_electronic) in issued {
        let reason = match (elsewhere, is_electronic) {
            (true, _) => "Établie avec un autre outil.",
            (false, false) => "Émise avant que Parcours ne fasse de factures électroniques.",
            (false, true) => {
                papers.push(paper);
                continue;
            }
        };
        left_out.push(json!({"number": paper.number, "reason": reason}));
    }
    if papers.is_empty() {
        let message = "Aucune facture électronique n’a été émise dans cette période.";
        return Err(Refusal::at("from", message).into());
    }
    let mut told = write_all((&db, data), papers, out, overwrite)?;
    told["left_out"] = json!(left_out);
    Ok(told)
}

/// Writes papers into a folder, one after the other.
fn write_all(
    (db, data): (&Connection, &Path),
    papers: Vec<Kept>,
    out: &Path,
    overwrite: bool,
) -> std::result::Result<Value, Stop> {
    if !out.is_dir() {
        std::fs::create_dir(out).map_err(|e| Error::folder_at("out", out, &e))?;
    }
    let mut names = BTreeSet::new();
    let mut wanted: Vec<(Kept, PathBuf)> = Vec::new();
    for paper in papers {
        let name = name(&paper, &mut names);
        wanted.push((paper, out.join(name)));
    }
    let mut missing = Vec::new();
    for (paper, path) in wanted {
        match std::fs::read(&path) {
            Ok(bytes) if seal::hash_bytes(&bytes) == paper.sha256 => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => missing.push((paper, path)),
            Ok(_) | Err(_) if overwrite => missing.push((paper, path)),
            Ok(_) | Err(_) => {
                let message = format!(
                    "Il y a déjà un autre fichier {} : choisissez un autre dossier, ou ajoutez --overwrite.",
                    path.display()
                );
                return Err(Refusal::at("out", message).into());
            }
        }
    }
    let mut written = Vec::new();
    for (paper, path) in missing {
        let bytes = paper.bytes(db)?;
        put(data, &path, overwrite, &bytes)?;
        written.push(paper.told(&path, &bytes));
    }
    Ok(json!({"folder": out.to_string_lossy(), "papers": names.len(), "written": written}))
}

/// A name of its own in the folder, whatever system it is on.
fn name(paper: &Kept, taken: &mut BTreeSet<String>) -> String {
    let safe: String = paper
        .name
        .chars()
        .map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c })
        .collect();
    let (stem, end) = safe.rsplit_once('.').unwrap_or((&safe, "pdf"));
    let mut name = format!("{stem}.{end}");
    if !taken.insert(name.to_lowercase()) {
        name = format!("{stem} ({}).{end}", paper.id);
        taken.insert(name.to_lowercase());
    }
    name
}
