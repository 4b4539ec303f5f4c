//! From the texts of a line to pieces: letters or figures that stand together, and what parts them.

use values::letters::folded;

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing, or a space.
    Wide,
    /// A sign without a space.
    Sign,
    /// The piece before, letters against figures.
    Glued,
}

/// Letters alone, or figures alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub before: Gap,
}

impl Token {
    pub fn figures(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The pieces of a text, folded.
pub fn pieces(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut gap = Gap::Wide;
    let mut last: Option<bool> = None;
    for c in folded(text).chars() {
        if !c.is_alphanumeric() {
            if c.is_whitespace() || gap == Gap::Wide {
                gap = Gap::Wide;
            } else {
                gap = Gap::Sign;
            }
            last = None;
            continue;
        }
        let figure = c.is_ascii_digit();
        match (last, out.last_mut()) {
            (Some(before), Some(piece)) if before == figure => piece.text.push(c),
            (Some(_), _) => out.push(Token { text: c.to_string(), before: Gap::Glued }),
            (None, _) => out.push(Token { text: c.to_string(), before: gap }),
        }
        last = Some(figure);
        gap = Gap::Sign;
    }
    out
}

/// Figures without the zeros before them.
pub fn trimmed(figures: &str) -> &str {
    let text = figures.trim_start_matches('0');
    if text.is_empty() { "0" } else { text }
}

/// What banks write around what is said: no part of a name.
const BANK_WORDS: [&str; 50] = [
    "vir",
    "virt",
    "virement",
    "virements",
    "sepa",
    "recu",
    "recus",
    "inst",
    "instantane",
    "instant",
    "prlv",
    "prelevement",
    "emis",
    "faveur",
    "europeen",
    "permanent",
    "tiers",
    "ref",
    "reference",
    "motif",
    "id",
    "e2e",
    "rum",
    "ics",
    "bic",
    "iban",
    "nom",
    "dont",
    "date",
    "libelle",
    "remise",
    "cheque",
    "cheques",
    "chq",
    "carte",
    "cb",
    "facture",
    "factures",
    "fact",
    "fac",
    "paiement",
    "reglement",
    "acompte",
    "solde",
    "payment",
    "transfer",
    "invoice",
    "compte",
    "client",
    "fournisseur",
];

pub fn is_bank_word(word: &str) -> bool {
    BANK_WORDS.contains(&word)
}

/// What payers write of what they pay, and small words between: they name nobody.
const PURPOSE_WORDS: [&str; 50] = [
    "merci",
    "prestation",
    "prestations",
    "honoraires",
    "mission",
    "travaux",
    "service",
    "services",
    "commande",
    "cmd",
    "cde",
    "dossier",
    "objet",
    "devis",
    "numero",
    "num",
    "no",
    "votre",
    "notre",
    "selon",
    "suivant",
    "pour",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "mois",
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "versement",
    "especes",
    "depot",
    "internet",
    "mobile",
    "web",
    "agence",
    "guichet",
    "banque",
];

/// Does it say nothing of who pays? What holds figures is a number of something.
pub fn names_nobody(word: &str) -> bool {
    is_bank_word(word) || PURPOSE_WORDS.contains(&word) || word.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_figures_come_apart_and_know_what_parts_them() {
        let told: Vec<(String, Gap)> =
            pieces("VIR F-2026-0035 n°F20260035").into_iter().map(|p| (p.text, p.before)).collect();
        let wanted = [
            ("vir", Gap::Wide),
            ("f", Gap::Wide),
            ("2026", Gap::Sign),
            ("0035", Gap::Sign),
            ("n", Gap::Wide),
            ("f", Gap::Sign),
            ("20260035", Gap::Glued),
        ];
        assert_eq!(told, wanted.map(|(text, gap)| (text.to_owned(), gap)));
    }
}
