//! What a field 86 says of a movement: in numbered parts (`166?00…?20…?32…`), by code words (`/NAME/…/REMI/…`), or freely.

use crate::statement::account;
use crate::statement::text::{joined, said, tidy};

#[derive(Debug, Default)]
pub struct Details {
    pub label: String,
    pub payer: Option<String>,
    pub payer_account: Option<String>,
    pub reference: Option<String>,
}

/// Longest part of a numbered text: one that is full goes on in the next.
const FULL: usize = 27;
/// Longest line of a message.
const WIDE: usize = 65;

#[must_use]
pub fn read(lines: &[&str]) -> Details {
    if let Some(mark) = numbered(lines) {
        let whole: String = lines.concat();
        return parts(&whole, mark);
    }
    let mut whole = String::new();
    for line in lines {
        whole.push_str(line);
        if line.chars().count() < WIDE {
            whole.push(' ');
        }
    }
    if whole.starts_with('/') && ["/NAME/", "/REMI/", "/EREF/"].iter().any(|word| whole.contains(word)) {
        return words(&whole);
    }
    Details { label: tidy(&whole).into_owned(), ..Details::default() }
}

/// What stands before the numbers of parts, where a text is made of them: three figures come first.
fn numbered(lines: &[&str]) -> Option<char> {
    let whole = lines.first()?.trim_start();
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let code = whole.get(..3)?;
    let rest = match whole.get(3..)? {
        "" => lines.get(1)?,
        rest => rest,
    };
    let mark = rest.chars().next()?;
    let number = rest.get(mark.len_utf8()..mark.len_utf8() + 2)?;
    (figures(code) && figures(number) && matches!(mark, '?' | '>' | '~' | '^' | '|' | '<')).then_some(mark)
}

fn parts(whole: &str, mark: char) -> Details {
    let (mut kind, mut name, mut told) = (String::new(), String::new(), String::new());
    let (mut number, mut iban) = (None, None);
    for part in whole.split(mark).skip(1) {
        let Some((code, text)) = part.split_at_checked(2) else { continue };
        let joins = |out: &mut String| {
            out.push_str(text);
            if text.chars().count() < FULL {
                out.push(' ');
            }
        };
        match code {
            "00" => kind = text.to_owned(),
            "31" => number = said(text),
            "38" => iban = account::iban(text).or_else(|| said(text)),
            "32" | "33" => joins(&mut name),
            "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "60" | "61" | "62"
            | "63" | "64" | "65" => joins(&mut told),
            _ => {}
        }
    }
    let reference = coded(&told, "EREF+");
    let purpose = coded(&told, "SVWZ+").unwrap_or_else(|| told.clone());
    let number = number.map(|number| account::iban(&number).unwrap_or(number));
    Details {
        label: joined([kind.as_str(), purpose.as_str()]),
        payer: said(&name),
        payer_account: iban.or(number),
        reference,
    }
}

/// What follows a word of the SEPA, up to the next one.
fn coded(text: &str, word: &str) -> Option<String> {
    const WORDS: [&str; 13] = [
        "EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "COAM+", "OAMT+", "SVWZ+", "ABWA+", "ABWE+", "BREF+",
        "RREF+", "MTLG:",
    ];
    let (_, after) = text.split_once(word)?;
    let end = WORDS.iter().filter_map(|word| after.find(word)).min().unwrap_or(after.len());
    said(after.get(..end).unwrap_or(after))
}

fn words(whole: &str) -> Details {
    let told = |word: &str| {
        let (_, after) = whole.split_once(&format!("/{word}/"))?;
        said(after.get(..next_word(after)).unwrap_or(after).trim_matches('/'))
    };
    let iban = told("IBAN").map(|text| account::iban(&text).unwrap_or(text));
    let label = match told("REMI") {
        Some(remittance) => joined([told("TRTP").as_deref().unwrap_or_default(), &remittance]),
        None => tidy(whole).into_owned(),
    };
    Details { label, payer: told("NAME"), payer_account: iban, reference: told("EREF") }
}

/// Where the next `/WORD/` begins.
fn next_word(text: &str) -> usize {
    for (at, _) in text.match_indices('/') {
        let word = text.get(at + 1..).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let closed = text.get(at + 1 + word.len()..).is_some_and(|rest| rest.starts_with('/'));
        if closed && (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return at;
        }
    }
    text.len()
}
