//! Charsets of files that do not say theirs: the Web's own, and those of Macs and of DOS, told apart by the words they
//! make.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// From byte 128 on, as DOS writes Western Europe (850) and the rest (437).
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    Web(&'static Encoding),
    Dos850,
    Dos437,
}

impl Charset {
    /// By the name that a file gives it.
    pub fn named(label: &[u8]) -> Option<Charset> {
        let label = label.trim_ascii().to_ascii_lowercase();
        match label.as_slice() {
            b"cp850" | b"ibm850" | b"850" | b"dos-850" => Some(Charset::Dos850),
            b"cp437" | b"ibm437" | b"437" => Some(Charset::Dos437),
            b"macroman" | b"mac-roman" | b"x-macroman" => Some(Charset::Web(MACINTOSH)),
            _ => Encoding::for_label(&label).map(Charset::Web),
        }
    }

    pub fn decode(self, bytes: &[u8]) -> String {
        let dos = |page: &str| {
            let page: Vec<char> = page.chars().collect();
            let letter = |byte: u8| match byte.checked_sub(128) {
                None => char::from(byte),
                Some(at) => page.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
            };
            bytes.iter().map(|byte| letter(*byte)).collect()
        };
        match self {
            Charset::Web(encoding) => encoding.decode_with_bom_removal(bytes).0.into_owned(),
            Charset::Dos850 => dos(DOS_850),
            Charset::Dos437 => dos(DOS_437),
        }
    }

    /// As people know it.
    pub fn french(self) -> &'static str {
        match self {
            Charset::Dos850 => "DOS (CP850)",
            Charset::Dos437 => "DOS (CP437)",
            Charset::Web(encoding) if encoding == WINDOWS_1252 => "Windows-1252",
            Charset::Web(encoding) if encoding == MACINTOSH => "Mac Roman",
            Charset::Web(encoding) => encoding.name(),
        }
    }

    /// Two bytes a letter: no line of such a file has a charset of its own.
    pub fn is_wide(self) -> bool {
        self == Charset::Web(UTF_16LE) || self == Charset::Web(UTF_16BE)
    }

    /// Does plain text read as itself?
    pub fn keeps_ascii(self) -> bool {
        match self {
            Charset::Web(encoding) => encoding.is_ascii_compatible(),
            Charset::Dos850 | Charset::Dos437 => true,
        }
    }

    /// What a file is written in: what its mark says, else UTF-8 where it is, UTF-16 where every other byte is nothing,
    /// else what makes the likeliest words.
    pub fn of(bytes: &[u8]) -> Charset {
        if let Some((encoding, _)) = Encoding::for_bom(bytes) {
            return Charset::Web(encoding);
        }
        let sample = bytes.get(..bytes.len().min(4_000)).unwrap_or_default();
        let nothing = |at: usize| {
            sample.iter().skip(at).step_by(2).filter(|b| **b == 0).count() * 10 > sample.len() * 2
        };
        match (nothing(0), nothing(1)) {
            (true, false) => Charset::Web(UTF_16BE),
            (false, true) => Charset::Web(UTF_16LE),
            _ if is_utf8(bytes) => Charset::Web(UTF_8),
            _ => likeliest(bytes),
        }
    }
}

/// UTF-8 throughout, or but for a letter that was cut here and there.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || broken * 3 < whole
}

fn likeliest(bytes: &[u8]) -> Charset {
    let sample = bytes.get(..bytes.len().min(200_000)).unwrap_or(bytes);
    let mut best = Charset::Web(WINDOWS_1252);
    let mut most = sense(&best.decode(sample));
    for other in [Charset::Web(MACINTOSH), Charset::Dos850, Charset::Dos437] {
        let found = sense(&other.decode(sample));
        if found > most {
            (best, most) = (other, found);
        }
    }
    best
}

/// How much the letters beyond ASCII look like those of words.
fn sense(text: &str) -> i64 {
    let letters: Vec<char> = text.chars().collect();
    let at = |i: Option<usize>| i.and_then(|i| letters.get(i)).copied().unwrap_or(' ');
    let mut sum = 0;
    for (i, c) in letters.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let (before, after) = (at(i.checked_sub(1)), at(i.checked_add(1)));
        let inside = before.is_alphabetic() && after.is_alphabetic();
        sum += if "àâäçèéêëîïôöùûüÿœæñáíóúßãõåø".contains(*c) {
            match (before.is_alphabetic(), after.is_alphabetic()) {
                _ if before.is_uppercase() && after.is_uppercase() => -2,
                (true, _) => 3,
                (false, _) => 1,
            }
        } else if "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒÆÑÁÍÓÚÅØ".contains(*c) {
            match (before.is_lowercase(), before.is_uppercase() || after.is_alphabetic()) {
                (true, _) => -4,
                (false, true) => 2,
                (false, false) => -1,
            }
        } else if "’‘".contains(*c) {
            if inside { 2 } else { 0 }
        } else if "«»“”–—…€°²•™®©·\u{a0}".contains(*c) {
            if inside { -3 } else { 0 }
        } else if c.is_alphabetic() {
            -3
        } else {
            -4
        };
    }
    sum
}

/// Letters that were written twice, « CafÃ© », as they were meant.
pub fn once(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â']) {
        return None;
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    let meant = if lost { None } else { String::from_utf8(bytes.into_owned()).ok() }?;
    (sense(&meant) > sense(text)).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_dos_have_a_letter_for_every_byte() {
        assert_eq!((DOS_850.chars().count(), DOS_437.chars().count()), (128, 128));
    }
}
