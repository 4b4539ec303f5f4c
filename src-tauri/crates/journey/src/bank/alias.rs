//! By what a payer is known again, once a line of theirs was confirmed.

use crate::bank::movement::Movement;
use values::letters::{folded, squeezed};

/// The kinds of what is learned, as they are stored.
pub const IBAN: &str = "iban";
pub const LABEL: &str = "label";

/// Words that banks put around a payer’s name.
const AROUND: [&str; 24] = [
    "vir",
    "virt",
    "virement",
    "virements",
    "sepa",
    "inst",
    "instantane",
    "recu",
    "recus",
    "de",
    "du",
    "par",
    "pour",
    "m",
    "mr",
    "mme",
    "mlle",
    "emis",
    "faveur",
    "ref",
    "motif",
    "remise",
    "credit",
    "transfer",
];

/// What a line teaches of who paid it, by kind: their account, and their name or the words of its label.
#[must_use]
pub fn aliases(line: &Movement) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let account = squeezed(&line.payer_account);
    if account.len() >= 5 {
        found.push((IBAN, account));
    }
    let words = if line.payer.trim().is_empty() { words(&line.label) } else { words(&line.payer) };
    if words.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
        found.push((LABEL, words));
    }
    found
}

/// The words of a text that say who, without numbers, days and what every transfer says.
fn words(text: &str) -> String {
    let text = folded(text);
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && !word.chars().any(|c| c.is_ascii_digit()) && !AROUND.contains(word)
        })
        .take(6)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use values::money::Cents;

    #[test]
    fn who_pays_is_known_by_their_account_and_their_name() {
        let line = |label: &str, payer: &str, account: &str| Movement {
            day: NaiveDate::from_ymd_opt(2026, 3, 6).unwrap(),
            amount: Cents(1),
            currency: None,
            label: label.to_owned(),
            payer: payer.to_owned(),
            payer_account: account.to_owned(),
            reference: String::new(),
            bank_ids: Vec::new(),
            pending: false,
        };
        let known = aliases(&line("VIR SEPA", "Boulangerie Le Goff", "FR76 3000 6000"));
        assert_eq!(known, [(IBAN, "FR7630006000".to_owned()), (LABEL, "boulangerie le goff".to_owned())]);
        assert_eq!(
            aliases(&line("VIR INST DE LE GOFF F-2026-0012 06/03", "", "")),
            [(LABEL, "le goff f".to_owned())]
        );
        assert_eq!(aliases(&line("VIREMENT 12", "", "")), []);
    }
}
