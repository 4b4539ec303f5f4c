//! vCard 2.1, 3.0 and 4.0 (RFC 2426, 6350): bytes in, contacts out, each with the line its card begins at.
//!
//! Cards are found and their letters decoded here, line by line, because one file may mix charsets; what stands in a
//! card is parsed by `calcard`.

use crate::contacts::found::{Found, RefusedLine};
use calcard::vcard::{
    VCard, VCardEntry, VCardKind, VCardParameterName, VCardParameterValue, VCardProperty, VCardType,
    VCardValue,
};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use journey::contact::Address;

/// Does this text hold a card?
#[must_use]
pub fn is_vcard(text: &str) -> bool {
    text.lines().any(|line| is_mark(line, "BEGIN"))
}

/// Every card of a file, and what could not be read. Lines are counted from one.
#[must_use]
pub fn read(bytes: &[u8]) -> (Vec<Found>, Vec<RefusedLine>) {
    let mut found = Vec::new();
    let mut refused = Vec::new();
    for piece in pieces(bytes) {
        match piece {
            Piece::Card { line, text, ended } => match VCard::parse(&text) {
                Ok(card) => match contact(&card, line, ended) {
                    Ok(contact) => found.push(contact),
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
    },
    /// Text outside any card: its first line.
    Stray {
        line: i64,
        text: String,
    },
}

/// Cuts a file into cards, decoding each line by the charset that its property declares.
fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut card: Option<(i64, String)> = None;
    // Cards nested in an AGENT property are no contacts of their own.
    let mut nested = 0;
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
        let mut text = decoded(raw, charset);
        if text.trim().is_empty() {
            continue;
        }
        if !continues && is_mark(&text, "BEGIN") {
            if card.is_some() && agent {
                nested += 1;
            } else {
                // The card before was never ended.
                if let Some((line, text)) = card.take() {
                    pieces.push(ended(line, text, false));
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
                pieces.push(ended(line, text, true));
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
            continue;
        }
        let header = text.split(':').next().unwrap_or_default().to_ascii_uppercase();
        if !continues {
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
        pieces.push(ended(line, text, false));
    }
    pieces
}

fn ended(line: i64, body: String, ended: bool) -> Piece {
    Piece::Card { line, text: format!("BEGIN:VCARD\r\n{body}END:VCARD\r\n"), ended }
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
fn declared(raw: &[u8]) -> Option<&'static Encoding> {
    let header = raw.split(|b| *b == b':').next().unwrap_or_default();
    header.split(|b| *b == b';').find_map(|parameter| {
        let (name, value) = parameter.split_at_checked("CHARSET=".len())?;
        name.eq_ignore_ascii_case(b"CHARSET=").then(|| Encoding::for_label(value.trim_ascii())).flatten()
    })
}

/// UTF-8 where it is; otherwise what is declared, or the West's old default.
fn decoded(raw: &[u8], charset: Option<&'static Encoding>) -> String {
    match std::str::from_utf8(raw) {
        // Escapes of ISO-2022 are plain letters too.
        Ok(text) if charset.is_none_or(|c| c.is_ascii_compatible()) => text.to_owned(),
        _ => charset
            .filter(|c| *c != UTF_8)
            .unwrap_or(WINDOWS_1252)
            .decode_without_bom_handling(raw)
            .0
            .into_owned(),
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

/// What a card says of a contact.
#[allow(clippy::wildcard_enum_match_arm, reason = "a contact is made of a few of the forty properties")]
fn contact(card: &VCard, line: i64, ended: bool) -> Result<Found, &'static str> {
    let mut found = Found { line, ended, ..Found::default() };
    let (mut emails, mut phones, mut addresses) = (Vec::new(), Vec::new(), Vec::new());
    let mut named = String::new();
    let mut is_company = false;
    for entry in &card.entries {
        let values = texts(entry);
        let first = || values.first().cloned().unwrap_or_default();
        let whole = || joined(&values, ", ");
        match &entry.name {
            VCardProperty::Fn => fill(&mut found.person, joined(&values, " ")),
            VCardProperty::N => {
                let part = |i: usize| values.get(i).map(String::as_str).unwrap_or_default();
                fill(&mut named, joined(&[part(1), part(2), part(0)], " "));
            }
            VCardProperty::Nickname => fill(&mut found.nickname, first()),
            VCardProperty::Org => {
                if found.organisation.is_empty() {
                    found.add("Service", joined(values.get(1..).unwrap_or_default(), ", "));
                }
                fill(&mut found.organisation, first());
            }
            VCardProperty::Kind => match entry.values.first() {
                Some(VCardValue::Kind(VCardKind::Group)) => {
                    return Err("Cette fiche est un groupe de contacts.");
                }
                Some(VCardValue::Kind(VCardKind::Location)) => {
                    return Err("Cette fiche est celle d’un lieu.");
                }
                Some(VCardValue::Kind(VCardKind::Org)) => is_company = true,
                _ => {}
            },
            VCardProperty::Email => emails.push((rank(entry), without(&whole(), "mailto:"))),
            VCardProperty::Tel if is_machine(entry) => found.add("Fax", without(&whole(), "tel:")),
            VCardProperty::Tel => phones.push((rank(entry), without(&joined(&values, ";"), "tel:"))),
            VCardProperty::Adr => addresses.push((rank(entry), address(&values))),
            VCardProperty::Title | VCardProperty::Role => found.add("Fonction", whole()),
            VCardProperty::Note => found.add("Note", joined(&values, " ; ")),
            VCardProperty::Other(name)
                if name.eq_ignore_ascii_case("X-SIRET") || name.eq_ignore_ascii_case("X-SIREN") =>
            {
                fill(&mut found.siret, first());
            }
            VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-ABShowAs") => {
                is_company |= first().eq_ignore_ascii_case("COMPANY");
            }
            _ => {}
        }
    }
    fill(&mut found.person, named);
    if is_company {
        let person = found.person.clone();
        fill(&mut found.organisation, person);
    }
    found.emails = best(emails);
    found.phones = best(phones);
    found.address = best(addresses.into_iter().filter(|(_, a)| *a != Address::default()).collect())
        .into_iter()
        .next()
        .unwrap_or_default();
    Ok(found)
}

/// The first value given stays.
fn fill(slot: &mut String, value: String) {
    if slot.trim().is_empty() {
        *slot = value;
    }
}

fn joined<T: AsRef<str>>(parts: &[T], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(|p| p.as_ref().trim()).filter(|p| !p.is_empty()).collect();
    parts.join(between)
}

fn without(text: &str, scheme: &str) -> String {
    match text.split_at_checked(scheme.len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case(scheme) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// One text per component of a property.
#[allow(clippy::wildcard_enum_match_arm, reason = "whatever else a value is, it is written as text")]
fn texts(entry: &VCardEntry) -> Vec<String> {
    entry
        .values
        .iter()
        .map(|value| match value {
            VCardValue::Component(parts) => joined(parts, ", "),
            VCardValue::Binary(data) => String::from_utf8(data.data.clone()).unwrap_or_default(),
            other => other.as_text().unwrap_or_default().to_owned(),
        })
        .collect()
}

/// Post-office box, complement, street, city, region, postcode, country (RFC 6350, 6.3.1).
fn address(values: &[String]) -> Address {
    let part = |i: usize| values.get(i).map(|v| v.trim()).unwrap_or_default();
    let mut street = part(2).lines().map(|l| l.trim().trim_end_matches(',')).filter(|l| !l.is_empty());
    let first = street.next().unwrap_or_default().to_owned();
    let extra: Vec<&str> = [part(1), part(0)].into_iter().filter(|p| !p.is_empty()).chain(street).collect();
    Address {
        street: first,
        extra: extra.join(", "),
        postcode: part(5).to_owned(),
        city: part(3).to_owned(),
        country: part(6).to_owned(),
    }
}

/// What stands first among several: the preferred one, then work, then what says nothing, then home.
fn rank(entry: &VCardEntry) -> u32 {
    let preferred = entry.params.iter().find_map(|p| match (&p.name, &p.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(n)) => Some(*n),
        (VCardParameterName::Pref, _) => Some(0),
        (VCardParameterName::Type, VCardParameterValue::Text(t)) if t.eq_ignore_ascii_case("pref") => Some(0),
        _ => None,
    });
    match preferred {
        Some(n) => n.min(100),
        None if has_type(entry, VCardType::Work) => 200,
        None if has_type(entry, VCardType::Home) => 400,
        None => 300,
    }
}

fn is_machine(entry: &VCardEntry) -> bool {
    has_type(entry, VCardType::Fax) || has_type(entry, VCardType::Pager)
}

fn has_type(entry: &VCardEntry, wanted: VCardType) -> bool {
    entry.params.iter().any(|p| matches!(&p.value, VCardParameterValue::Type(t) if *t == wanted))
}

/// By rank, in the order of the card where ranks are the same.
fn best<T>(mut ranked: Vec<(u32, T)>) -> Vec<T> {
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, value)| value).collect()
}
