//! vCard 2.1, 3.0 and 4.0 (RFC 2426, 6350): bytes in, contacts out, each with the line its card begins at.
//!
//! Cards are found and their letters decoded here, line by line, because one file may mix charsets; what stands in a
//! card is parsed by `calcard`.

use crate::charset::{Charset, once};
use crate::contacts::found::{Found, RefusedLine};
use crate::contacts::properties::contact;
use calcard::vcard::VCard;
use encoding_rs::{UTF_8, WINDOWS_1252};

/// Does this text hold a card?
#[must_use]
pub fn is_vcard(text: &str) -> bool {
    text.lines().any(|line| is_mark(line, "BEGIN"))
}

/// Every card of a file, and what could not be read. Lines are counted from one.
#[must_use]
pub fn read(bytes: &[u8], charset: Charset) -> (Vec<Found>, Vec<RefusedLine>) {
    let mut found = Vec::new();
    let mut refused = Vec::new();
    for piece in pieces(bytes, charset) {
        match piece {
            Piece::Card { line, text, ended, nested } => match VCard::parse(&text) {
                Ok(card) => match contact(&card, line, ended) {
                    Ok(mut contact) => {
                        for name in nested {
                            contact.add("Fiche contenue (AGENT)", &name);
                        }
                        found.push(contact);
                    }
                    Err(reason) => {
                        refused.push(RefusedLine { line, text: String::new(), reason: reason.into() })
                    }
                },
                Err(_) => refused.push(RefusedLine {
                    line,
                    text: String::new(),
                    reason: "Cette fiche est illisible.".into(),
                }),
            },
            Piece::Stray { line, text } => refused.push(RefusedLine {
                line,
                text,
                reason: "Ce texte n’est dans aucune fiche (entre BEGIN:VCARD et END:VCARD).".into(),
            }),
        }
    }
    (found, refused)
}

enum Piece {
    Card {
        line: i64,
        text: String,
        ended: bool,
        /// The names of cards that stand within it.
        nested: Vec<String>,
    },
    /// Text outside any card: its first line.
    Stray { line: i64, text: String },
}

/// Cuts a file into cards, decoding each line by the charset that its property declares.
fn pieces(bytes: &[u8], file: Charset) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut card: Option<(i64, String)> = None;
    // Cards nested in an AGENT property are no contacts of their own.
    let mut nested = 0;
    let mut inside: Vec<String> = Vec::new();
    let mut charset = None;
    let mut soft_break = false;
    let mut agent = false;
    let mut stray = false;
    for (line, raw) in lines(bytes) {
        let folded = raw.starts_with(b" ") || raw.starts_with(b"\t");
        let continues = soft_break || folded;
        if !continues {
            charset = declared(raw);
        }
        let mut text = decoded(raw, charset, file);
        if let Some(meant) = once(&text) {
            text = meant;
        }
        if text.trim().is_empty() {
            if std::mem::take(&mut soft_break) {
                end_break(card.as_mut());
            }
            continue;
        }
        if !continues && is_mark(&text, "BEGIN") {
            if card.is_some() && agent {
                nested += 1;
            } else {
                // The card before was never ended.
                if let Some((line, text)) = card.take() {
                    pieces.push(ended(line, text, false, &mut inside));
                }
                card = Some((line, String::new()));
                nested = 0;
            }
            (agent, stray) = (false, false);
            continue;
        }
        if !continues && is_mark(&text, "END") {
            if nested > 0 {
                nested -= 1;
            } else if let Some((line, text)) = card.take() {
                pieces.push(ended(line, text, true, &mut inside));
            }
            (agent, soft_break) = (false, false);
            continue;
        }
        let Some((_, body)) = &mut card else {
            if !stray {
                pieces.push(Piece::Stray { line, text: text.trim().chars().take(60).collect() });
            }
            stray = true;
            continue;
        };
        if nested > 0 {
            inside.extend(full_name(&text));
            continue;
        }
        if !continues {
            text = plain_parameters(&text);
            let header = text.split(':').next().unwrap_or_default().to_ascii_uppercase();
            agent = header.split(';').next() == Some("AGENT");
            soft_break = header.contains("QUOTED-PRINTABLE");
            if soft_break && !header.contains("CHARSET=") {
                text = with_charset(&text);
            }
        }
        soft_break = soft_break && text.trim_end().ends_with('=');
        body.push_str(&text);
        body.push_str("\r\n");
    }
    if let Some((line, text)) = card {
        pieces.push(ended(line, text, false, &mut inside));
    }
    pieces
}

/// Nothing follows the break of the line before.
fn end_break(card: Option<&mut (i64, String)>) {
    if let Some((_, body)) = card {
        body.truncate(body.trim_end().trim_end_matches('=').len());
        body.push_str("\r\n");
    }
}

/// The name of a card that stands within another.
fn full_name(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    (name.trim().to_ascii_uppercase().split(';').next() == Some("FN")).then(|| value.trim().to_owned())
}

fn ended(line: i64, body: String, ended: bool, inside: &mut Vec<String>) -> Piece {
    let nested = std::mem::take(inside);
    Piece::Card { line, text: format!("BEGIN:VCARD\r\n{body}END:VCARD\r\n"), ended, nested }
}

/// A property whose encoding is said as the standard says it: « QUOTED-PRINTABLE » alone, as vCard 2.1 allows, and what
/// telephones make of it.
fn plain_parameters(line: &str) -> String {
    let Some((header, value)) = line.split_once(':') else { return line.to_owned() };
    let mut out = String::new();
    let name = header.split(';').next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
    // A day is told as it is written.
    let day = ["BDAY", "ANNIVERSARY", "DEATHDATE", "TZ"]
        .iter()
        .any(|known| name.trim().eq_ignore_ascii_case(known));
    for (i, part) in header.split(';').enumerate() {
        let said = match part.trim().to_ascii_uppercase().replace('"', "").as_str() {
            _ if i == 0 => part.to_owned(),
            "QUOTED-PRINTABLE"
            | "QUOTED"
            | "QP"
            | "ENCODING=QUOTED-PRINTABLE"
            | "ENCODING=QUOTED"
            | "ENCODING=QP"
            | "ENCODING=Q"
            | "ENCODING=QUOTEDPRINTABLE" => "ENCODING=QUOTED-PRINTABLE".to_owned(),
            "BASE64" => "ENCODING=BASE64".to_owned(),
            said if said.starts_with("VALUE=DATE") => "VALUE=TEXT".to_owned(),
            said if day && said.starts_with("VALUE=") => continue,
            // Nothing is encoded, or the charset is its own.
            "8BIT" | "7BIT" | "ENCODING=8BIT" | "ENCODING=7BIT" => continue,
            _ => part.to_owned(),
        };
        if i > 0 {
            out.push(';');
        }
        out.push_str(&said);
    }
    if day {
        out.push_str(";VALUE=TEXT");
    }
    // Some programs encode and do not say so.
    let upper = out.to_ascii_uppercase();
    if !upper.contains("ENCODING=") && upper.contains("CHARSET=") && is_encoded(value) {
        out.push_str(";ENCODING=QUOTED-PRINTABLE");
    }
    format!("{out}:{value}")
}

/// Two bytes in a row that are no letter of ASCII, written out.
fn is_encoded(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.windows(6).any(|six| {
        let byte = |at: usize| {
            six.get(at..at + 3)
                .filter(|three| three.first() == Some(&b'='))
                .and_then(|three| std::str::from_utf8(three.get(1..)?).ok())
                .and_then(|hex| u8::from_str_radix(hex, 16).ok())
                .is_some_and(|byte| byte >= 0x80)
        };
        byte(0) && byte(3)
    })
}

/// Lines with their rank from one, whatever ends them.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (i64, &[u8])> {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut rank = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        rank += 1;
        let end = rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        Some((rank, line))
    })
}

fn is_mark(line: &str, mark: &str) -> bool {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').split_once(':').is_some_and(
        |(name, value)| name.trim().eq_ignore_ascii_case(mark) && value.trim().eq_ignore_ascii_case("VCARD"),
    )
}

/// The charset that a property declares for its value.
fn declared(raw: &[u8]) -> Option<Charset> {
    let header = raw.split(|b| *b == b':').next().unwrap_or_default();
    header.split(|b| *b == b';').find_map(|parameter| {
        let (name, value) = parameter.split_at_checked("CHARSET=".len())?;
        name.eq_ignore_ascii_case(b"CHARSET=").then(|| Charset::named(value)).flatten()
    })
}

/// UTF-8 where it is; otherwise what is declared, or what the file looks like.
fn decoded(raw: &[u8], declared: Option<Charset>, file: Charset) -> String {
    match std::str::from_utf8(raw) {
        // Escapes of ISO-2022 are plain letters too.
        Ok(text) if declared.is_none_or(Charset::keeps_ascii) => text.to_owned(),
        _ => {
            let utf8 = Charset::Web(UTF_8);
            let file = if file == utf8 { Charset::Web(WINDOWS_1252) } else { file };
            declared.filter(|c| *c != utf8).unwrap_or(file).decode(raw)
        }
    }
}

/// A quoted-printable property that does not say its charset, with the one its bytes are in.
fn with_charset(line: &str) -> String {
    let Some((header, value)) = line.split_once(':') else { return line.to_owned() };
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'=')
            .then(|| after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    // A soft break may cut a letter in two.
    let cut = bytes.last() == Some(&b'=');
    let text = bytes.strip_suffix(b"=").unwrap_or(&bytes);
    let whole = std::str::from_utf8(text).map_or_else(|e| cut && e.error_len().is_none(), |_| true);
    format!("{header};CHARSET={}:{value}", if whole { "UTF-8" } else { "windows-1252" })
}
