//! The tags of OFX, of both of its writings: SGML, whose elements are not closed, and XML.
//!
//! Invariant: entities are those of the format and no others; nothing is defined by a file, so nothing unfolds.

use crate::statement::fault;
use crate::statement::place::Place;
use std::borrow::Cow;
use values::refusal::Refusal;

/// A tag, and the text up to the next one.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub closes: bool,
    pub value: Cow<'a, str>,
    /// Its offset in the text.
    pub at: usize,
}

pub struct Tags<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    #[must_use]
    pub fn new(text: &'a str) -> Tags<'a> {
        Tags { text, at: 0 }
    }

    /// The next tag; none at the end of the file.
    pub fn next(&mut self) -> Result<Option<Tag<'a>>, Refusal> {
        loop {
            let Some(at) = self.begins(self.at) else { return Ok(None) };
            let rest = self.text.get(at..).unwrap_or_default();
            if rest.starts_with("<!--") {
                self.at = self.after(at, "-->")?;
            } else if rest.starts_with("<![CDATA[") {
                self.at = self.after(at, "]]>")?;
            } else if rest.starts_with("<?") {
                self.at = self.after(at, ">")?;
            } else if rest.starts_with("<!") {
                return Err(fault::broken(
                    Place::of(self.text, at),
                    "ce fichier définit sa propre grammaire, ce qu’aucune banque ne fait",
                ));
            } else {
                return self.tag(at).map(Some);
            }
        }
    }

    fn tag(&mut self, at: usize) -> Result<Tag<'a>, Refusal> {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        let Some((inside, _)) = rest.split_once('>') else { return Err(self.cut(at, ">")) };
        let end = at + inside.len() + 2;
        let (closes, name) = match inside.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inside),
        };
        let ends = |byte: u8| byte == b'/' || byte.is_ascii_whitespace();
        let length = name.bytes().position(ends).unwrap_or(name.len());
        let name = name.get(..length).unwrap_or(name);
        self.at = end;
        let value = if closes || inside.ends_with('/') { Cow::Borrowed("") } else { self.value(end)? };
        Ok(Tag { name, closes, value, at })
    }

    /// The text after a tag, up to the next; what CDATA holds is taken as it is.
    fn value(&mut self, from: usize) -> Result<Cow<'a, str>, Refusal> {
        let end = self.begins(from).unwrap_or(self.text.len());
        let plain = self.text.get(from..end).unwrap_or_default().trim();
        if plain.is_empty() && self.text.get(end..).is_some_and(|rest| rest.starts_with("<![CDATA[")) {
            let after = self.after(end, "]]>")?;
            self.at = after;
            return Ok(Cow::Borrowed(self.text.get(end + 9..after - 3).unwrap_or_default().trim()));
        }
        Ok(unescaped(plain))
    }

    /// Where the next tag begins: a lone « < » in a text is no tag.
    fn begins(&self, from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let at = from + self.text.get(from..)?.find('<')?;
            let next = self.text.as_bytes().get(at + 1).copied().unwrap_or(b' ');
            if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// Behind the next `mark`, which must come.
    fn after(&self, at: usize, mark: &str) -> Result<usize, Refusal> {
        let found = self.text.get(at..).and_then(|rest| rest.find(mark));
        found.map(|found| at + found + mark.len()).ok_or_else(|| self.cut(at, mark))
    }

    fn cut(&self, at: usize, mark: &str) -> Refusal {
        let told = format!("« {mark} » est attendu, et le fichier s’arrête avant");
        fault::broken(Place::of(self.text, at), &told)
    }
}

/// OFX 2.2 § 2.3.2.1: `&lt;`, `&gt;`, `&amp;`, `&nbsp;`; XML adds quotes and numbers. Any other is kept as it is written.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        match entity.and_then(|(name, after)| Some((letter(name)?, after))) {
            Some((letter, after)) => {
                out.push(letter);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn letter(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "nbsp" => Some('\u{a0}'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
