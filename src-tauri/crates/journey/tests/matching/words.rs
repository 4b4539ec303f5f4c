//! How banks and payers write: labels, slips, names.

use crate::dice::Dice;

pub const FIRST: [&str; 16] = [
    "Anne", "Paul", "Sylvie", "Marc", "Inès", "Hugo", "Léa", "Karim", "Julie", "Thomas", "Nadia", "Olivier",
    "Chloé", "Étienne", "Fatima", "Rémi",
];
pub const LAST: [&str; 20] = [
    "Martin",
    "Bernard",
    "Le Goff",
    "Dubois",
    "Petit",
    "Moreau",
    "Lefebvre",
    "Nguyen",
    "Garcia",
    "Roux",
    "Fontaine",
    "Mercier",
    "Kervella",
    "Chevalier",
    "Masson",
    "Da Silva",
    "Perrin",
    "Marchand",
    "Duval",
    "Benoît",
];
pub const TRADES: [&str; 18] = [
    "Boulangerie",
    "Cabinet",
    "Studio",
    "Atelier",
    "Garage",
    "Pharmacie",
    "Librairie",
    "Menuiserie",
    "Agence",
    "Conseil",
    "Transports",
    "Hôtel",
    "Éditions",
    "Laboratoire",
    "Clinique",
    "Maison",
    "Domaine",
    "Institut",
];
pub const MADE_UP: [&str; 18] = [
    "Novalis",
    "Armorik",
    "Digitek",
    "Quantéa",
    "Bluewave",
    "Solenia",
    "Verdoya",
    "Kaïros",
    "Lumitech",
    "Optivia",
    "Pixelium",
    "Terralys",
    "Ventoris",
    "Cybelia",
    "Hexagone Data",
    "Océane Logistique",
    "Pôle Image",
    "Ty Breizh",
];
pub const FORMS: [&str; 6] = [" SARL", " SAS", " SASU", " EURL", "", ""];
pub const TOWNS: [&str; 8] = ["Rennes", "Nantes", "Lyon", "Brest", "Lille", "Vannes", "Paris", "Dinan"];

/// As most banks print: capitals without accents.
pub fn printed(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'É' | 'È' => 'E',
            'à' | 'â' => 'a',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'û' | 'ù' => 'u',
            'ç' => 'c',
            '’' => '\'',
            c => c,
        })
        .collect();
    plain.to_uppercase()
}

/// One slip: a neighbour in its place, one missing, one too many, or one for another.
pub fn slipped(dice: &mut Dice, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let from = i64::try_from(letters.len() / 3).unwrap();
    let at = usize::try_from(dice.of(from, i64::try_from(letters.len()).unwrap() - 2)).unwrap();
    match dice.of(0, 3) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, letters[at]),
        _ if letters[at].is_ascii_digit() => {
            letters[at] = *dice.one(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'O']);
        }
        _ => letters[at] = *dice.one(&['a', 'e', 'i', 'n', 'r', 's']),
    }
    letters.into_iter().collect()
}

/// A number as payers write it, whole.
pub fn number(dice: &mut Dice, number: &str) -> String {
    let parts: Vec<&str> = number.split('-').collect();
    let (head, year, rank) = (parts[0], parts[1], parts[2]);
    let last = rank.trim_start_matches('0');
    match dice.of(0, 11) {
        0..=4 => number.to_owned(),
        5 => number.replace('-', ""),
        6 => number.replace('-', " "),
        7 => format!("FACTURE {number}"),
        8 => format!("Fact n°{number}"),
        9 => number.to_lowercase(),
        10 => format!("FACT {year}-{rank}"),
        _ => format!("{head}{year}/{last}"),
    }
}

/// What else stands in a label: things that look like numbers and are none.
pub fn noise(dice: &mut Dice) -> String {
    let n = dice.of(0, 9_999_999);
    match dice.of(0, 8) {
        0 => format!("REF {n:07}"),
        1 => format!("ID {n:010}X"),
        2 => format!("CMD{}", n % 10_000),
        3 => format!("DOSSIER 2026/{}", n % 900),
        4 => format!("LE {:02}/{:02}", 1 + n % 28, 1 + n % 12),
        _ => String::new(),
    }
}

/// A longer number in which an invoice’s stands.
pub fn around(dice: &mut Dice, number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match dice.of(0, 3) {
        0 => format!("{number}{}", dice.of(0, 9)),
        1 => format!("MDT{}{digits}{}", dice.of(10, 99), dice.of(100, 999)),
        2 => format!("CMD-{}{digits}", dice.of(1, 9)),
        _ => format!("{}{digits}77", dice.of(1, 9)),
    }
}

/// What the bank writes of a transfer.
pub fn label(dice: &mut Dice, payer: &str, words: &str) -> String {
    let payer = printed(payer);
    let text = match dice.of(0, 7) {
        0 => format!("VIR SEPA {payer} {words}"),
        1 => format!("VIREMENT DE {payer} {words}"),
        2 => format!("VIR INST {payer} {words}"),
        3 => format!("{payer} /MOTIF {words}"),
        4 => format!("VIR RECU {} DE: {payer} MOTIF: {words}", dice.of(1_000_000, 9_999_999)),
        5 => format!("VIREMENT EN VOTRE FAVEUR {payer} {words}"),
        _ => format!("{payer} {words}"),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
