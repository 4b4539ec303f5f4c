//! Importing clients from a file: what would come in is shown first, all of it comes in one action, and one action
//! takes it back.
//!
//! Invariant: reading a file never stops on what it finds: a line is a proposal, or it is refused with its reason.

use super::duplicates::{Duplicate, Known};
use super::{csv, vcard};
use crate::act::{Act, Ask};
use crate::error::Result;
use crate::surface::{Empty, FileBytes, bytes_of, unprintable, unprintable_message};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use journey::contact::likeness::{Marks, folded};
use journey::contact::{Address, ClientCard, ClientKind};
use journey::identifiers;
use journey::refusal::{Code, Refusal};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

/// Most contacts in one file: what people can look through.
const MOST: usize = 3_000;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewClientImport {
    pub file: FileBytes,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportClients {
    pub file: FileBytes,
    /// The lines to take, as the preview counts them.
    pub rows: Vec<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoClientImport {
    pub import: i64,
}

/// What a column of a table was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportColumn {
    pub header: String,
    /// In French; empty when nothing of it is kept.
    pub read_as: String,
}

/// A line that cannot come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RefusedLine {
    pub line: i64,
    /// How it begins, so that people know which one it is.
    pub text: String,
    pub reason: String,
}

/// Something of a contact that does not come in as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportProblem {
    pub field: String,
    pub message: String,
}

/// A client as it would come in.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientProposal {
    /// Where it begins in the file, from one.
    pub line: i64,
    pub card: ClientCard,
    pub problems: Vec<ImportProblem>,
    /// What the contact says that a card has no place for: « Note : … ».
    pub left_out: Vec<String>,
    /// Clients it may already be.
    pub duplicates: Vec<Duplicate>,
    /// The line of the same file that it repeats.
    pub repeats: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    Vcard,
    Csv,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientImportPreview {
    pub format: ImportFormat,
    /// How it was read, in French: « Tableau CSV, séparé par des points-virgules, Windows-1252 ».
    pub read_as: String,
    pub columns: Vec<ImportColumn>,
    pub rows: Vec<ClientProposal>,
    pub refused: Vec<RefusedLine>,
}

/// An import made earlier.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientImport {
    pub id: i64,
    pub day: String,
    pub file: String,
    /// How many clients came in, and how many of them could still be taken back.
    pub clients: i64,
    pub removable: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientImports {
    pub rows: Vec<ClientImport>,
}

/// A contact as read, before it is made a client's card.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub line: i64,
    /// The file says where it ends.
    pub ended: bool,
    pub person: String,
    pub organisation: String,
    pub nickname: String,
    pub contact: String,
    /// The best first.
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub address: Address,
    pub siret: String,
    pub vat_number: String,
    /// What a card has no place for: (what it is, what it says).
    pub more: Vec<(&'static str, String)>,
}

impl Found {
    pub fn add(&mut self, what: &'static str, text: String) {
        let text = tidy(&text);
        if !text.is_empty() {
            self.more.push((what, text));
        }
    }
}

pub fn preview(ask: &Ask, payload: PreviewClientImport) -> Result<ClientImportPreview> {
    let mut read = read(&bytes_of("file", &payload.file)?)?;
    let known = Known::all(ask)?;
    let mut seen = Known::default();
    for row in &mut read.rows {
        let marks = Marks::of(&row.card);
        row.duplicates = known.like(&marks, None);
        row.repeats = seen.like(&marks, None).first().map(|d| d.id);
        seen.add(row.line, &row.card);
    }
    Ok(read)
}

pub fn import(act: &Act, payload: ImportClients) -> Result<i64> {
    let wanted: BTreeSet<i64> = payload.rows.iter().copied().collect();
    if wanted.is_empty() {
        return Err(Refusal::at("rows", "Cochez au moins un contact à importer.").into());
    }
    let read = read(&bytes_of("file", &payload.file)?)?;
    let cards: BTreeMap<i64, ClientCard> = read.rows.into_iter().map(|row| (row.line, row.card)).collect();
    for line in wanted {
        let Some(card) = cards.get(&line) else {
            let reason = read.refused.iter().find(|r| r.line == line).map(|r| r.reason.as_str());
            let reason = reason.unwrap_or("Aucun contact ne commence à cette ligne.");
            return Err(
                Refusal::at("rows", format!("La ligne {line} ne peut pas être importée. {reason}")).into()
            );
        };
        super::insert_client(act, card)?;
    }
    // The line that this action is about to write.
    Ok(act.head.seq + 1)
}

/// The clients of an import that nothing hangs on and that nobody changed since.
fn removable(ask: &Ask, imported: &[(i64, String)]) -> Result<Vec<i64>> {
    let mut free = Vec::new();
    for (client, card) in imported {
        let now: Option<String> = ask
            .db
            .prepare_cached("SELECT card FROM client WHERE id = ?1")?
            .query_row([client], |r| r.get(0))
            .optional()?;
        if now.as_ref() == Some(card) && super::duplicates::hanging(ask, *client)?.is_empty() {
            free.push(*client);
        }
    }
    Ok(free)
}

/// (client, card as it came in) of a journal line.
fn imported(body: &Value) -> Vec<(i64, String)> {
    let rows = body["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .filter(|row| row["table"] == "client")
        .filter_map(|row| Some((row["id"].as_i64()?, row["row"]["card"].as_str()?.to_owned())))
        .collect()
}

pub fn undo(act: &Act, payload: UndoClientImport) -> Result<i64> {
    let body: String = act
        .db
        .prepare_cached("SELECT b.body FROM journal j JOIN journal_body b ON b.seq = j.seq WHERE j.seq = ?1 AND j.action = 'import_clients'")?
        .query_row([payload.import], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cet import"))?;
    let free = removable(&act.ask(), &imported(&serde_json::from_str(&body)?))?;
    if free.is_empty() {
        return Err(Refusal::not_now(
            "Plus aucun client de cet import ne peut être retiré : chacun a une affaire, a été modifié ou n’est plus dans vos livres.",
        )
        .into());
    }
    for client in free {
        super::duplicates::remove_client(act, client)?;
    }
    Ok(payload.import)
}

/// The latest imports, so that one can be taken back after its message has gone.
pub fn imports(ask: &Ask, _: Empty) -> Result<ClientImports> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.seq, j.day, b.body FROM journal j JOIN journal_body b ON b.seq = j.seq
         WHERE j.action = 'import_clients' ORDER BY j.seq DESC LIMIT 5",
    )?;
    let lines: Vec<(i64, String, String)> = statement
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let rows = lines
        .into_iter()
        .map(|(id, day, body)| {
            let body: Value = serde_json::from_str(&body)?;
            let clients = imported(&body);
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            Ok(ClientImport {
                id,
                day,
                file: body["payload"]["file"]["name"].as_str().unwrap_or_default().to_owned(),
                removable: count(removable(ask, &clients)?.len()),
                clients: count(clients.len()),
            })
        })
        .collect::<Result<_>>()?;
    Ok(ClientImports { rows })
}

/// Reads a file of either format; duplicates are left to who knows the clients.
pub fn read(bytes: &[u8]) -> Result<ClientImportPreview, Refusal> {
    let refused = |message: &str| Err(Refusal::at("file", message));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return refused(
            "Ce fichier est un classeur : ouvrez-le et enregistrez-le en CSV, puis importez ce CSV.",
        );
    }
    let (text, encoding) = decoded(bytes);
    if text.trim().is_empty() {
        return refused("Ce fichier est vide.");
    }
    if text.contains('\0') {
        return refused(
            "Ce fichier n’est ni une vCard ni un tableau CSV : exportez vos contacts dans l’un de ces formats.",
        );
    }
    let is_vcard = vcard::is_vcard(&text);
    let (format, read_as, columns, found, mut refused_lines) = if is_vcard {
        // Each line of a card may have a charset of its own, unless the whole file has one of two bytes.
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        let (found, refused) = vcard::read(if wide { text.as_bytes() } else { bytes });
        (ImportFormat::Vcard, "Fiches vCard".to_owned(), Vec::new(), found, refused)
    } else {
        let first = text.trim_start().lines().next().unwrap_or_default().to_ascii_lowercase();
        if first.starts_with("dn:") || first.starts_with("dn::") || first.starts_with("version: 1") {
            return refused("Ce fichier est au format LDIF : exportez vos contacts en vCard ou en CSV.");
        }
        let Some(table) = csv::read(&text) else {
            return refused(
                "Ce fichier n’est ni une vCard ni un tableau CSV de contacts : il faut au moins une colonne de noms ou d’e-mails.",
            );
        };
        let separator = match table.separator {
            b';' => "des points-virgules",
            b'\t' => "des tabulations",
            b'|' => "des barres",
            _ => "des virgules",
        };
        let name = if encoding == WINDOWS_1252 { "Windows-1252" } else { encoding.name() };
        (
            ImportFormat::Csv,
            format!("Tableau CSV séparé par {separator}, {name}"),
            table.columns,
            table.found,
            table.refused,
        )
    };
    if found.len() > MOST {
        return Err(Refusal::at(
            "file",
            format!(
                "Ce fichier compte {} contacts, {MOST} au plus à la fois : partagez-le en plusieurs.",
                found.len()
            ),
        ));
    }
    let mut rows = Vec::new();
    for contact in found {
        match proposed(contact) {
            Ok(row) => rows.push(row),
            Err(line) => refused_lines.push(line),
        }
    }
    refused_lines.sort_by_key(|r| r.line);
    Ok(ClientImportPreview { format, read_as, columns, rows, refused: refused_lines })
}

/// The text of a file and its encoding: what its mark says, else UTF-8 where it is, UTF-16 where every other byte is
/// nothing, or Windows-1252.
fn decoded(bytes: &[u8]) -> (String, &'static Encoding) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => {
            let sample = bytes.get(..bytes.len().min(4_000)).unwrap_or_default();
            let nothing = |at: usize| {
                sample.iter().skip(at).step_by(2).filter(|b| **b == 0).count() * 10 > sample.len() * 2
            };
            match (nothing(0), nothing(1)) {
                (true, false) => UTF_16BE,
                (false, true) => UTF_16LE,
                _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
                _ => WINDOWS_1252,
            }
        }
    };
    (encoding.decode_with_bom_removal(bytes).0.into_owned(), encoding)
}

/// One line without what hides in it, accents joined to their letters.
fn tidy(text: &str) -> String {
    let visible = text.nfc().filter(|c| {
        !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
    });
    let spaced: String = visible.map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The card of a contact, or why there can be none.
fn proposed(found: Found) -> Result<ClientProposal, RefusedLine> {
    let line = found.line;
    let mut problems = Vec::new();
    let mut problem =
        |field: &str, message: String| problems.push(ImportProblem { field: field.to_owned(), message });
    let mut left_out: Vec<String> =
        found.more.iter().map(|(what, text)| format!("{what} : {text}")).collect();
    let (organisation, person) = (tidy(&found.organisation), tidy(&found.person));
    let mut emails = found.emails.iter().map(|e| tidy(e)).filter(|e| !e.is_empty());
    let mut phones = found.phones.iter().map(|p| tidy(p)).filter(|p| !p.is_empty());
    let mut contact = tidy(&found.contact);
    let email = emails.next().unwrap_or_default();
    left_out.extend(emails.filter(|e| *e != email).map(|e| format!("Autre e-mail : {e}")));
    let phone = phones.next().unwrap_or_default();
    left_out.extend(phones.filter(|p| *p != phone).map(|p| format!("Autre téléphone : {p}")));
    let name = if !organisation.is_empty() {
        if contact.is_empty() && folded(&person) != folded(&organisation) {
            contact.clone_from(&person);
        }
        organisation.clone()
    } else if !person.is_empty() {
        person
    } else if let Some(other) =
        [tidy(&found.nickname), contact.clone(), email.clone()].into_iter().find(|n| !n.is_empty())
    {
        problem("name", format!("Sans nom dans le fichier : « {other} » en tient lieu."));
        other
    } else {
        return Err(RefusedLine {
            line,
            text: phone,
            reason: "Ce contact n’a ni nom, ni société, ni e-mail.".into(),
        });
    };
    if !found.ended {
        problem("name", "La fin de la fiche manque (END:VCARD) : vérifiez ce qui a été lu.".into());
    }
    let mut siret: String = found.siret.chars().filter(char::is_ascii_digit).collect();
    if siret.is_empty() {
        siret = found.more.iter().find_map(|(_, text)| siret_in(text)).unwrap_or_default();
    } else if found.siret.chars().any(char::is_alphabetic) {
        // « 7,3E+13 »: a spreadsheet lost the digits.
        siret = tidy(&found.siret);
    }
    let kind =
        kind(&name, !organisation.is_empty() || !siret.is_empty() || !found.vat_number.trim().is_empty());
    let country = tidy(&found.address.country);
    let card = ClientCard {
        siret,
        vat_number: tidy(&found.vat_number),
        address: Address {
            street: tidy(&found.address.street),
            extra: tidy(&found.address.extra),
            postcode: tidy(&found.address.postcode),
            city: tidy(&found.address.city),
            country: if is_france(&country) { String::new() } else { country },
        },
        contact,
        email,
        phone,
        ..ClientCard::named(kind, &name)
    };
    let who =
        [card.name.as_str(), card.contact.as_str()].map(|name| name.chars().take(60).collect::<String>());
    let text = who.join(" ").trim().to_owned();
    match settled(card, &mut problems) {
        Ok(card) => {
            Ok(ClientProposal { line, card, problems, left_out, duplicates: Vec::new(), repeats: None })
        }
        Err(reason) => Err(RefusedLine { line, text, reason }),
    }
}

/// The card with what it cannot keep left out, each with its problem; a name that cannot be kept refuses it.
fn settled(mut card: ClientCard, problems: &mut Vec<ImportProblem>) -> Result<ClientCard, String> {
    // Each turn empties one field.
    for _ in 0..16 {
        let (field, message) = match card.read() {
            Err(Refusal { field: Some(field), message, code, .. }) => (
                field,
                if code == Code::Doubtful {
                    "La clé de contrôle de ce numéro est fausse.".into()
                } else {
                    message
                },
            ),
            Err(refusal) => return Err(refusal.message),
            Ok(read) => match unprintable(&serde_json::to_value(&read).unwrap_or_default(), "") {
                Some((field, letter)) => (field, unprintable_message(letter)),
                None => return Ok(read),
            },
        };
        let (label, slot) = match field.as_str() {
            "siret" => ("SIREN", &mut card.siret),
            "vat_number" => ("Numéro de TVA", &mut card.vat_number),
            "email" => ("E-mail", &mut card.email),
            "phone" => ("Téléphone", &mut card.phone),
            "contact" => ("Contact", &mut card.contact),
            "address.street" => ("Rue", &mut card.address.street),
            "address.extra" => ("Complément d’adresse", &mut card.address.extra),
            "address.postcode" => ("Code postal", &mut card.address.postcode),
            "address.city" => ("Ville", &mut card.address.city),
            "address.country" => ("Pays", &mut card.address.country),
            _ => return Err(message),
        };
        let shown: String = slot.chars().take(60).collect();
        slot.clear();
        problems
            .push(ImportProblem {
                message: format!("{label} « {shown} » laissé de côté. {message}"), field
            });
    }
    Err("Ce contact ne peut pas être lu.".into())
}

fn is_france(country: &str) -> bool {
    matches!(
        folded(country).as_str(),
        "fr" | "fra" | "france" | "frankreich" | "republique francaise" | "france metropolitaine"
    )
}

/// What a client is, as far as its name tells.
fn kind(name: &str, professional: bool) -> ClientKind {
    let folded = folded(name).replace('.', "");
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let starts = |known: &[&str]| known.iter().any(|k| folded.starts_with(k));
    let has = |known: &[&str]| words.iter().any(|w| known.contains(w));
    if starts(&[
        "mairie ",
        "ville de ",
        "commune de ",
        "departement d",
        "conseil departemental",
        "conseil regional",
        "region ",
        "communaute de communes",
        "communaute d agglo",
        "communaute d’agglo",
        "communaute d'agglo",
        "metropole ",
        "ministere ",
        "prefecture ",
        "universite ",
        "centre hospitalier",
        "chu ",
        "lycee ",
        "college ",
        "syndicat mixte",
    ]) {
        ClientKind::PublicBody
    } else if has(&["ei", "eirl"]) {
        ClientKind::SoleTrader
    } else if professional
        || has(&[
            "sarl",
            "sas",
            "sasu",
            "eurl",
            "sa",
            "snc",
            "sci",
            "scop",
            "gmbh",
            "ltd",
            "inc",
            "llc",
            "association",
        ])
    {
        ClientKind::Company
    } else {
        ClientKind::Person
    }
}

/// A SIRET or SIREN that a note names, if its key is right.
fn siret_in(text: &str) -> Option<String> {
    let folded = folded(text);
    let at =
        ["siret", "siren"].iter().filter_map(|word| folded.find(word).map(|at| at + word.len())).min()?;
    let rest = folded.get(at..)?;
    let digits: String = rest
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || c.is_whitespace())
        .filter(char::is_ascii_digit)
        .collect();
    [14, 9]
        .iter()
        .filter_map(|size| digits.get(..*size))
        .find(|n| identifiers::siren_or_siret("siret", n, false).is_ok())
        .map(str::to_owned)
}
