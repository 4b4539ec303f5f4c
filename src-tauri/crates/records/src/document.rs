//! Documents: every paper that left and every file that came in, one row each, their bytes in the vault.

use crate::contact;
use crate::facts::facts;
use books::act::{Act, Ask};
use books::entry::{FileBytes, bytes_of};
use books::error::{Error, Result};
use books::vault;
use documents::letter::Letter;
use documents::sheet::{self, Sheet};
use documents::{Given, Unfit};
use rusqlite::params;
use values::input;
use values::refusal::{Code, Refusal};

/// Where something hangs: on a deal, or on a client without one.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    Deal(i64),
    Client(i64),
}

impl Subject {
    pub fn of(ask: &Ask, deal: Option<i64>, client: Option<i64>) -> Result<Subject> {
        match (deal, client) {
            (Some(deal), None) => facts(ask, deal).map(|_| Subject::Deal(deal)),
            (None, Some(client)) => contact::card(ask, client).map(|_| Subject::Client(client)),
            (Some(_), Some(_)) | (None, None) => {
                Err(Refusal::at("deal", "Dites de quelle affaire il s’agit, ou de quel client.").into())
            }
        }
    }

    pub fn deal(self) -> Option<i64> {
        match self {
            Subject::Deal(deal) => Some(deal),
            Subject::Client(_) => None,
        }
    }

    pub fn client(self) -> Option<i64> {
        match self {
            Subject::Deal(_) => None,
            Subject::Client(client) => Some(client),
        }
    }
}

/// A paper or a file on its way to the books.
#[derive(Clone, Copy, Debug)]
pub struct NewDocument<'a> {
    pub kind: &'a str,
    pub subject: Subject,
    pub number: &'a str,
    pub name: &'a str,
    pub media_type: &'a str,
    pub bytes: &'a [u8],
    /// What a file that was joined is, in words.
    pub label: &'a str,
    /// The payment that a receipt is of.
    pub payment: Option<i64>,
    /// What a paper without rows of its own was made from, in JSON.
    pub made_from: &'a str,
    /// It was issued: it remembers the head that is printed on it.
    pub issued: bool,
}

impl<'a> NewDocument<'a> {
    /// A file that hangs there, and nothing more.
    #[must_use]
    pub fn file(
        kind: &'a str,
        subject: Subject,
        name: &'a str,
        media_type: &'a str,
        bytes: &'a [u8],
    ) -> NewDocument<'a> {
        NewDocument {
            kind,
            subject,
            name,
            media_type,
            bytes,
            number: "",
            label: "",
            payment: None,
            made_from: "",
            issued: false,
        }
    }

    /// A deal's paper, as it is issued.
    #[must_use]
    pub fn issued(
        kind: &'a str,
        deal: i64,
        number: &'a str,
        name: &'a str,
        bytes: &'a [u8],
    ) -> NewDocument<'a> {
        let subject = Subject::Deal(deal);
        NewDocument {
            number,
            issued: true,
            ..NewDocument::file(kind, subject, name, "application/pdf", bytes)
        }
    }
}

/// Keeps a document; answers its row.
pub fn keep(act: &Act, new: &NewDocument) -> Result<i64> {
    let sha256 = vault::keep(act, new.bytes)?;
    act.db
        .prepare_cached(
            "INSERT INTO document (kind, deal, client, number, name, media_type, sha256, created_on, prior_seal, label, payment, made_from)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            new.kind,
            new.subject.deal(),
            new.subject.client(),
            new.number,
            new.name,
            new.media_type,
            sha256,
            act.today.to_string(),
            new.issued.then_some(&act.head.seal),
            new.label,
            new.payment,
            new.made_from
        ])?;
    Ok(act.db.last_insert_rowid())
}

/// Keeps a proof of what happened to a deal's paper of that number.
pub fn keep_proof(
    act: &Act,
    kind: &str,
    deal: i64,
    number: &str,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<i64> {
    keep(
        act,
        &NewDocument { number, ..NewDocument::file(kind, Subject::Deal(deal), name, media_type, bytes) },
    )
}

/// Keeps a file that came in, its name with it; answers its document.
pub fn keep_file(act: &Act, kind: &str, at: Subject, file: &FileBytes, label: &str) -> Result<i64> {
    let bytes = bytes_of("file", file)?;
    let name = file_name(&file.name)?;
    let media_type = media_type(&name, &bytes);
    keep(act, &NewDocument { label, ..NewDocument::file(kind, at, &name, media_type, &bytes) })
}

/// Keeps a paper that bears its own number: a PDF or a picture of it.
pub fn keep_numbered_file(act: &Act, kind: &str, at: Subject, file: &FileBytes, number: &str) -> Result<i64> {
    let bytes = bytes_of("file", file)?;
    let name = file_name(&file.name)?;
    let media_type = media_type(&name, &bytes);
    if media_type != "application/pdf" && !media_type.starts_with("image/") {
        return Err(Refusal::at("file", "Joignez ce document en PDF, ou une image de ce document.").into());
    }
    if media_type == "application/pdf" {
        travels("file", &bytes, Given::Invoice)?;
    }
    keep(act, &NewDocument { number, ..NewDocument::file(kind, at, &name, media_type, &bytes) })
}

/// A PDF that others made and that goes to clients: it can be looked at whole, and does nothing by itself.
pub fn travels(field: &str, bytes: &[u8], given: Given) -> Result<()> {
    let sentence = match documents::fit(bytes, given) {
        Ok(_) => return Ok(()),
        Err(Unfit::Unreadable) => {
            "Ce PDF est endommagé, vide ou protégé par un mot de passe : enregistrez-le de nouveau."
                .to_owned()
        }
        Err(Unfit::Heavy) => {
            "Ce PDF est trop lourd une fois ouvert : imprimez-le de nouveau en PDF, plus léger.".to_owned()
        }
        Err(Unfit::Holds(what)) => format!(
            "Ce PDF contient {what} : il n’est pas envoyé à vos clients. Imprimez-le de nouveau en PDF, sans rien d’autre que ses pages."
        ),
    };
    Err(Refusal::at(field, sentence).into())
}

/// The bytes of a paper; `seal` is the journal's head before its line, absent from a draft.
pub fn print(sheet: &Sheet, seal: Option<&str>) -> Result<Vec<u8>> {
    documents::render(sheet, seal.and_then(|s| s.get(..32))).map_err(unprintable)
}

/// The bytes of a letter, likewise.
pub fn print_letter(letter: &Letter, seal: Option<&str>) -> Result<Vec<u8>> {
    documents::render_letter(letter, seal.and_then(|s| s.get(..32))).map_err(unprintable)
}

/// A letter that the fonts lack is found before, at its field; this is for what slipped through.
fn unprintable(error: sheet::Error) -> Error {
    match error {
        sheet::Error::MissingGlyph { letter, text } => Refusal::new(
            Code::Invalid,
            format!(
                "Le caractère « {letter} » ne peut pas être imprimé : remplacez-le dans « {} ».",
                text.chars().take(60).collect::<String>()
            ),
        )
        .into(),
        sheet::Error::Logo(_) => {
            Refusal::at("file", "Ce logo est illisible : choisissez un PNG ou un JPEG.").into()
        }
        sheet::Error::Pdf(_) => Error::Broken(format!("document: {error}")),
    }
}

/// The file's own name, without the folders it came from.
fn file_name(typed: &str) -> Result<String> {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = input::line("file.name", last, input::SHORT)?;
    if name.is_empty() || name.chars().all(|c| c == '.') {
        return Err(
            Refusal::at("file.name", "Ce fichier n’a pas de nom : renommez-le, puis joignez-le.").into()
        );
    }
    Ok(name)
}

/// What the bytes say they are, else what the name says.
fn media_type(name: &str, bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => return "application/pdf",
        [0x89, b'P', b'N', b'G', ..] => return "image/png",
        [0xff, 0xd8, 0xff, ..] => return "image/jpeg",
        _ => {}
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "txt" | "md" => "text/plain",
        "csv" => "text/csv",
        "eml" => "message/rfc822",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "zip" => "application/zip",
        // A name that lies about its bytes opens as what it is: nothing in particular.
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on has failed.
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_own_name_and_is_what_its_bytes_say() {
        assert_eq!(file_name("C:\\Documents\\charte.pdf").unwrap(), "charte.pdf");
        assert_eq!(file_name("../../charte é.pdf").unwrap(), "charte é.pdf");
        assert!(file_name("..").is_err() && file_name("dossier/").is_err());
        assert_eq!(media_type("photo.txt", b"\x89PNG\r\n"), "image/png");
        assert_eq!(media_type("photo.png", b"bonjour"), "application/octet-stream");
        assert_eq!(media_type("liste.CSV", b"a;b"), "text/csv");
    }
}
