//! The text of a file, whatever it is written in and whatever it says of that.

use crate::charset::Charset;
use encoding_rs::{ISO_8859_15, WINDOWS_1252};
use std::borrow::Cow;
use values::letters::is_hidden;

/// Longest label that is kept: more than a bank gives.
const MOST_LETTERS: usize = 1_000;

/// A file’s text, its lines ended by `\n` alone. What the bytes show goes before what the file says: « CHARSET:1252 »
/// stands above texts in UTF-8 as well.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    // Most are UTF-8 as they stand, and are not copied.
    if !bytes.contains(&0)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        return if text.contains('\r') { Cow::Owned(ended(text)) } else { Cow::Borrowed(text) };
    }
    let shown = Charset::of(bytes);
    let wide_or_utf8 = shown.is_wide() || shown == Charset::Web(encoding_rs::UTF_8);
    let charset = if wide_or_utf8 { shown } else { declared(bytes).unwrap_or(shown) };
    let mut text = charset.decode(bytes);
    // No bank writes « ¤ »: the byte is the euro’s, in ISO-8859-15.
    if charset == Charset::Web(WINDOWS_1252) && text.contains('¤') {
        text = Charset::Web(ISO_8859_15).decode(bytes);
    }
    Cow::Owned(ended(text.strip_prefix('\u{feff}').unwrap_or(&text)))
}

/// Lines ended by `\n` alone.
fn ended(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What the head of a file says that it is written in, but for UTF: `encoding="…"` in XML, `CHARSET:…` in OFX.
fn declared(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..bytes.len().min(1_000)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let after = |mark: &str| {
        let rest = head.split(mark).nth(1)?.trim_start_matches(['"', '\'', ' ']);
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next()?;
        Some(name.to_ascii_lowercase()).filter(|name| !name.is_empty())
    };
    let name = after("encoding=").or_else(|| after("CHARSET:"))?;
    let name = match name.as_str() {
        "1252" => "windows-1252".to_owned(),
        number if number.starts_with("8859-") => format!("iso-{number}"),
        _ => name,
    };
    let charset = Charset::named(name.as_bytes())?;
    (charset.keeps_ascii() && charset != Charset::Web(encoding_rs::UTF_8)).then_some(charset)
}

/// A text as one reads it: what hides left out, every run of spaces one space, no longer than a label is.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().min(MOST_LETTERS));
    let mut letters = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        for letter in word.chars().filter(|c| !is_hidden(*c)) {
            if letters == MOST_LETTERS {
                return Cow::Owned(out);
            }
            letters += 1;
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// Nothing is to be done on most texts of a bank.
fn is_tidy(text: &str) -> bool {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        let plain = |(at, byte): (usize, &u8)| match byte {
            b' ' => at.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b' '),
            _ => byte.is_ascii_graphic(),
        };
        return bytes.len() <= MOST_LETTERS && bytes.iter().enumerate().all(plain);
    }
    let mut before = '-';
    text.len() <= MOST_LETTERS
        && text.chars().all(|c| {
            let plain = match c {
                ' ' => before != ' ',
                '!'..='~' | '®'..='ʯ' => true,
                _ => !c.is_whitespace() && !c.is_control() && !is_hidden(c),
            };
            before = c;
            plain
        })
}

/// The same, none where nothing is left.
pub fn said(text: &str) -> Option<String> {
    let text = tidy(text);
    (!text.is_empty()).then(|| text.into_owned())
}

/// Texts one after another, without those that another already says: banks cut a name, and write it whole elsewhere.
pub fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out: Vec<Cow<'a, str>> = Vec::new();
    for part in parts.into_iter().map(tidy).filter(|part| !part.is_empty()) {
        if out.iter().any(|one| says(one, &part)) {
            continue;
        }
        out.retain(|one| !says(&part, one));
        out.push(part);
    }
    let whole = if out.len() == 1 { out.pop().unwrap_or_default().into_owned() } else { out.join(" ") };
    if whole.len() <= MOST_LETTERS { whole } else { tidy(&whole).into_owned() }
}

/// One text begins with another, or holds it between two spaces.
fn says(whole: &str, part: &str) -> bool {
    whole.len() >= part.len()
        && whole.match_indices(part).any(|(at, _)| {
            let before = whole.get(..at).unwrap_or_default();
            let after = whole.get(at + part.len()..).unwrap_or_default();
            at == 0 || (before.ends_with(' ') && (after.is_empty() || after.starts_with(' ')))
        })
}
