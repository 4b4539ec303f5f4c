//! Contacts that come in: a file of vCards or a table, read as clients to be.
//!
//! Invariant: reading a file never stops on what it finds: a line is a proposal, or it is refused with its reason.

pub mod cells;
pub mod columns;
pub mod found;
mod header;
mod holds;
pub mod table;
pub mod vcard;

use crate::contacts::found::{Found, ImportColumn, ImportProblem, RefusedLine};
use crate::text::{decoded, tidy};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use journey::contact::known::Duplicate;
use journey::contact::{Address, ClientCard, ClientKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::identifiers;
use values::letters::folded;
use values::refusal::{Code, Refusal};

/// Answers the field of a card that papers cannot print, and says so.
pub type Unprintable<'a> = &'a dyn Fn(&ClientCard) -> Option<(String, String)>;

/// Most contacts in one file: what people can look through.
const MOST: usize = 3_000;

/// Most lines of a file: contacts with their notes and pictures, and no more than can be read in an instant.
const MOST_LINES: usize = 150_000;

/// Lines, counted no further than needed.
fn lines(bytes: &[u8]) -> usize {
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|(i, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    ends.take(MOST_LINES + 1).count()
}

fn longer_than(most: usize) -> Refusal {
    Refusal::at("file", format!("Ce fichier a plus de {most} lignes : partagez-le en plusieurs."))
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

/// Reads a file of either format; duplicates are left to who knows the clients.
pub fn read(bytes: &[u8], unprintable: Unprintable) -> Result<ClientImportPreview, Refusal> {
    let refused = |message: &str| Err(Refusal::at("file", message));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return refused(
            "Ce fichier est un classeur : ouvrez-le et enregistrez-le en CSV, puis importez ce CSV.",
        );
    }
    if lines(bytes) > MOST_LINES {
        return Err(longer_than(MOST_LINES));
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
        let Some(table) = table::read(&text) else {
            return refused(
                "Ce fichier n’est ni une vCard ni un tableau CSV de contacts : il faut au moins une colonne de noms ou d’e-mails.",
            );
        };
        if table.cut {
            return Err(longer_than(table::MOST_ROWS));
        }
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
        match proposed(contact, unprintable) {
            Ok(row) => rows.push(row),
            Err(line) => refused_lines.push(line),
        }
    }
    refused_lines.sort_by_key(|r| r.line);
    Ok(ClientImportPreview { format, read_as, columns, rows, refused: refused_lines })
}

/// The card of a contact, or why there can be none.
fn proposed(found: Found, unprintable: Unprintable) -> Result<ClientProposal, RefusedLine> {
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
    match settled(card, &mut problems, unprintable) {
        Ok(card) => {
            Ok(ClientProposal { line, card, problems, left_out, duplicates: Vec::new(), repeats: None })
        }
        Err(reason) => Err(RefusedLine { line, text, reason }),
    }
}

/// The card with what it cannot keep left out, each with its problem; a name that cannot be kept refuses it.
fn settled(
    mut card: ClientCard,
    problems: &mut Vec<ImportProblem>,
    unprintable: Unprintable,
) -> Result<ClientCard, String> {
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
            Ok(read) => match unprintable(&read) {
                Some((field, message)) => (field, message),
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
