//! A file changed at random: the same number, the same file.

/// Dice that fall alike for the same number.
pub struct Dice(u64);

impl Dice {
    pub fn of(number: u64) -> Dice {
        Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let most = u64::try_from(most.max(1)).unwrap_or(1);
        usize::try_from(self.0 % most).unwrap_or_default()
    }
}

/// What breaks readers more often than chance would.
const SPICE: [&[u8]; 32] = [
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#x110000;",
    b";",
    b"\"",
    b"\n",
    b"\r",
    b":",
    b"^",
    b"!",
    b"-",
    b",",
    b"0",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"2026-02-30",
    b"\xff\xfe",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"</",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"\0",
    b"<STMTTRN>",
    b"<Ntry>",
    b":61:",
    b"endobj",
    b"[[",
    "€\u{301}".as_bytes(),
];

/// So many changes at most: with more, nothing is read any longer.
const MOST: usize = 6;

/// Bytes turned, taken away, cut off, doubled, moved, or seasoned.
pub fn changed(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(MOST) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.below(bytes.len());
        let to = (at + 1 + dice.below(60)).min(bytes.len());
        match dice.below(8) {
            0 => bytes[at] = u8::try_from(dice.below(256)).unwrap_or_default(),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.truncate(at.max(bytes.len() / 3)),
            3 => {
                let part = bytes[at..to].to_vec();
                let place = dice.below(bytes.len());
                bytes.splice(place..place, part);
            }
            // A figure for another: amounts, days and lengths that nobody would write.
            4 => {
                let figure = bytes[at..].iter().position(u8::is_ascii_digit).map_or(at, |by| at + by);
                bytes[figure] = b'0' + u8::try_from(dice.below(10)).unwrap_or_default();
            }
            _ => {
                let spice = SPICE[dice.below(SPICE.len())];
                bytes.splice(at..at, spice.iter().copied());
            }
        }
    }
    bytes
}
