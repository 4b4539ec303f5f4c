//! Ten thousand files that were changed at random: each is read or refused, none stops the program.

use crate::statement::tests::samples;
use crate::statement::{preview_table, read_statement};

/// The same dice each time: a fault is found again by its number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}

/// What breaks readers more often than chance would.
const SPICE: [&[u8]; 24] = [
    b"<",
    b">",
    b"&",
    b";",
    b"\"",
    b"\n",
    b":",
    b"^",
    b"!",
    b"-",
    b",",
    b"9999999999999999999",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"</",
    b"<![CDATA[",
    b"]]>",
    b"\0",
    b"<STMTTRN>",
    b"<Ntry>",
    b":61:",
    b"04",
    "€".as_bytes(),
];

fn changed(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let to = (at + 1 + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 if !bytes.is_empty() => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.truncate(at),
            3 => {
                let part = bytes[at..to].to_vec();
                let place = dice.below(bytes.len());
                bytes.splice(place..place, part);
            }
            _ => {
                let spice = SPICE[dice.below(SPICE.len())].to_vec();
                bytes.splice(at..at, spice);
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

#[test]
fn ten_thousand_changed_files_are_read_or_refused() {
    let samples = samples::all();
    let (mut read, mut refused) = (0, 0);
    for number in 0..10_000_u64 {
        let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let sample = &samples[dice.below(samples.len())];
        let bytes = changed(sample, &mut dice);
        if number % 20 == 0 {
            let _ = preview_table(&bytes);
        }
        match read_statement(&bytes, None) {
            Ok(_) => read += 1,
            Err(refusal) => {
                assert!(!refusal.message.is_empty() && refusal.field.is_some(), "{number}");
                refused += 1;
            }
        }
    }
    assert!(read > 1_000 && refused > 1_000, "{read} read, {refused} refused: the dice are loaded");
}
