//! Places: an address in one piece, a postcode and a city in one, a country by its names.

use crate::text::tidy;
use journey::contact::{Address, is_france};
use values::letters::folded;

/// Names of other countries as lists of contacts write them, without accents.
const OTHERS: [&str; 76] = [
    "belgique",
    "belgium",
    "belgien",
    "suisse",
    "switzerland",
    "schweiz",
    "luxembourg",
    "luxemburg",
    "allemagne",
    "germany",
    "deutschland",
    "autriche",
    "austria",
    "osterreich",
    "espagne",
    "spain",
    "spanien",
    "espana",
    "italie",
    "italy",
    "italien",
    "italia",
    "portugal",
    "pays-bas",
    "pays bas",
    "netherlands",
    "the netherlands",
    "niederlande",
    "royaume-uni",
    "royaume uni",
    "united kingdom",
    "uk",
    "great britain",
    "grande-bretagne",
    "angleterre",
    "england",
    "ecosse",
    "scotland",
    "irlande",
    "ireland",
    "irland",
    "danemark",
    "denmark",
    "suede",
    "sweden",
    "norvege",
    "norway",
    "finlande",
    "finland",
    "pologne",
    "poland",
    "polen",
    "republique tcheque",
    "czech republic",
    "roumanie",
    "romania",
    "grece",
    "greece",
    "monaco",
    "andorre",
    "andorra",
    "maroc",
    "morocco",
    "tunisie",
    "tunisia",
    "algerie",
    "algeria",
    "senegal",
    "canada",
    "etats-unis",
    "etats unis",
    "united states",
    "united states of america",
    "usa",
    "japon",
    "japan",
];

/// Countries whose post wants the state or the province beside the city.
const WITH_REGION: [&str; 21] = [
    "canada",
    "ca",
    "etats-unis",
    "etats unis",
    "united states",
    "united states of america",
    "us",
    "usa",
    "australie",
    "australia",
    "au",
    "bresil",
    "brazil",
    "inde",
    "india",
    "mexique",
    "mexico",
    "chine",
    "china",
    "irlande",
    "ireland",
];

fn is_country(text: &str) -> bool {
    is_france(text) || OTHERS.contains(&folded(text).trim())
}

/// Is the state written beside the city there?
pub fn wants_region(country: &str) -> bool {
    WITH_REGION.contains(&folded(country).trim())
}

/// An address with its state beside the city where the post wants it; answers what is left over.
pub fn with_region(address: &mut Address, region: &str) -> String {
    let words = |text: &str| {
        let folded = folded(text);
        folded.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
    };
    let said = words(&address.city);
    if region.is_empty() || words(region).iter().all(|word| said.contains(word)) {
        return String::new();
    }
    if wants_region(&address.country) && !address.city.is_empty() {
        address.city = format!("{}, {region}", address.city);
        return String::new();
    }
    region.to_owned()
}

fn is_figures(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn has_letters(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// « 35000 Rennes », « F-35000 Rennes », « Rennes 35000 », « 1012 AB Amsterdam », « London SW1A 1AA »: postcode and city.
pub fn town(text: &str) -> Option<(String, String)> {
    let text = tidy(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let rest = |from: usize, to: usize| words.get(from..to).unwrap_or_default().join(" ");
    let bare = |word: &str| word.trim_matches(['(', ')', ',', '.']).to_owned();
    let first = words.first()?;
    // The country's letter before the figures.
    let code = match first.split_once('-') {
        Some(("F" | "FR" | "B" | "BE" | "CH" | "D" | "DE" | "L" | "LU" | "A" | "AT", code)) => code,
        _ => first.trim_end_matches(','),
    };
    let named = |code: String, city: String| {
        let city = city.trim_matches([',', ' ', '-', '–']).to_owned();
        has_letters(&city).then_some((code, city))
    };
    let second = words.get(1).copied().unwrap_or_default();
    if code.len() == 2 && is_figures(code, 2, 2) && is_figures(second, 3, 3) {
        return named(format!("{code}{second}"), rest(2, words.len()));
    }
    if is_figures(code, 4, 5) {
        let letters = second.len() == 2 && second.bytes().all(|b| b.is_ascii_uppercase()) && words.len() > 2;
        if code.len() == 4 && letters {
            return named(format!("{code} {second}"), rest(2, words.len()));
        }
        return named(code.to_owned(), rest(1, words.len()));
    }
    let parts = code.split_once('-');
    if parts.is_some_and(|(a, b)| is_figures(a, 2, 4) && is_figures(b, 3, 3)) {
        return named(code.to_owned(), rest(1, words.len()));
    }
    let last = bare(words.last()?);
    if words.len() > 1 && is_figures(&last, 5, 5) {
        return named(last, rest(0, words.len() - 1));
    }
    // Britain and Canada: two groups of letters and figures.
    let before = words.len().checked_sub(2).and_then(|i| words.get(i)).map(|w| bare(w)).unwrap_or_default();
    let mixed = |word: &str, most: usize| {
        (2..=most).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && word.bytes().any(|b| b.is_ascii_digit())
            && word.bytes().any(|b| b.is_ascii_uppercase())
    };
    if words.len() > 2 && mixed(&before, 4) && mixed(&last, 3) && last.len() == 3 {
        return named(format!("{before} {last}"), rest(0, words.len() - 2));
    }
    None
}

/// « 12 rue des Lilas 35000 Rennes »: what stands before the last five figures, and the town they begin.
fn inline(piece: &str) -> Option<(String, String, String)> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let at = (1..words.len()).rev().find(|i| {
        let word = words.get(*i).map_or("", |w| w.trim_start_matches("F-"));
        is_figures(word, 5, 5) && words.get(i + 1).is_some_and(|next| has_letters(next))
    })?;
    let (street, rest) = words.split_at(at);
    let (postcode, city) = town(&rest.join(" "))?;
    Some((street.join(" ").trim_end_matches([',', '-', ' ']).to_owned(), postcode, city))
}

/// An address written in one piece, on lines or between commas; `None` where no town is found in it.
pub fn whole(text: &str, addressees: &[&str]) -> Option<Address> {
    let lines: Vec<&str> = text.lines().collect();
    let several = lines.iter().filter(|line| !line.trim().is_empty()).count() > 1;
    let pieces: Vec<String> = lines
        .iter()
        .flat_map(|line| line.split([',', ';', '|', '•']).flat_map(|piece| piece.split(" - ")))
        .map(tidy)
        .filter(|piece| !piece.is_empty())
        .collect();
    // On lines of their own, commas stay where they stand.
    let mut pieces: Vec<String> = if several {
        lines
            .iter()
            .map(|line| tidy(line).trim_matches([',', ' ']).to_owned())
            .filter(|l| !l.is_empty())
            .collect()
    } else {
        pieces
    };
    while pieces.first().is_some_and(|first| addressees.iter().any(|name| folded(name) == folded(first))) {
        pieces.remove(0);
    }
    // « 12, rue des Lilas ».
    if pieces.len() > 2 && pieces.first().is_some_and(|first| is_figures(first, 1, 4)) {
        let number = pieces.remove(0);
        if let Some(street) = pieces.first_mut() {
            *street = format!("{number} {street}");
        }
    }
    let mut address = Address::default();
    if pieces.last().is_some_and(|last| is_country(last)) {
        address.country = pieces.pop().unwrap_or_default();
    }
    let town_at = (0..pieces.len()).rev().find_map(|i| town(pieces.get(i)?).map(|found| (i, found)));
    let (street, (postcode, city)) = if let Some((i, (postcode, mut city))) = town_at {
        pieces.remove(i);
        // « Austin, TX 78701 ».
        if city.len() == 2 && i > 0 && city.bytes().all(|b| b.is_ascii_uppercase()) {
            city = format!("{}, {city}", pieces.remove(i - 1));
        }
        (None, (postcode, city))
    } else if let Some((i, found)) =
        (0..pieces.len()).rev().find_map(|i| inline(pieces.get(i)?).map(|f| (i, f)))
    {
        pieces.remove(i);
        (Some((i, found.0)), (found.1, found.2))
    } else {
        // « …, 35000, Rennes » or « …, Rennes, 35000 ».
        let i = (1..pieces.len()).rev().find(|i| pieces.get(*i).is_some_and(|p| is_figures(p, 4, 5)))?;
        let postcode = pieces.remove(i);
        let city = if i < pieces.len() { i } else { i - 1 };
        (None, (postcode, if city > 0 || pieces.len() == 1 { pieces.remove(city) } else { return None }))
    };
    if let Some((i, street)) = street {
        pieces.insert(i, street);
    }
    address.postcode = postcode;
    address.city = without_country(city, &mut address.country);
    if !pieces.is_empty() {
        address.street = pieces.remove(0);
    }
    address.extra = pieces.join(", ");
    if is_france(&address.country) {
        address.country = String::new();
    }
    Some(address)
}

/// « Paris France » is Paris.
fn without_country(city: String, country: &mut String) -> String {
    let words: Vec<&str> = city.split_whitespace().collect();
    for from in 1..words.len() {
        let (town, land) = words.split_at(from);
        let land = land.join(" ");
        let bare = land.trim_matches(['(', ')']);
        if is_country(bare) && bare.len() > 3 {
            if country.is_empty() {
                bare.clone_into(country);
            }
            return town.join(" ").trim_end_matches([',', '-', ' ']).to_owned();
        }
    }
    city
}

/// One address on one line, as it is told of what is left out.
pub fn shown(address: &Address) -> String {
    address.lines().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_one_piece_comes_apart() {
        for (text, wanted) in [
            ("12 rue des Lilas, 35000 Rennes", "12 rue des Lilas||35000|Rennes|"),
            ("12 rue des Lilas 35000 Rennes", "12 rue des Lilas||35000|Rennes|"),
            ("12, rue des Lilas, 35000 RENNES, France", "12 rue des Lilas||35000|RENNES|"),
            (
                "12 rue des Lilas\nBât. B, 2e étage\n35000 Rennes Cedex 7\nFRANCE",
                "12 rue des Lilas|Bât. B, 2e étage|35000|Rennes Cedex 7|",
            ),
            ("Anne Le Goff\n4 place des Halles\n22300 Lannion", "4 place des Halles||22300|Lannion|"),
            ("4 place des Halles - 22300 Lannion - France", "4 place des Halles||22300|Lannion|"),
            ("4 place des Halles, Lannion, 22300", "4 place des Halles||22300|Lannion|"),
            ("4 place des Halles, 22300, Lannion", "4 place des Halles||22300|Lannion|"),
            ("4 place des Halles 75001 Paris France", "4 place des Halles||75001|Paris|"),
            ("ZA du Port, BP 12345, F-22300 Lannion", "ZA du Port|BP 12345|22300|Lannion|"),
            ("Rue de la Loi 16, 1000 Bruxelles, Belgique", "Rue de la Loi 16||1000|Bruxelles|Belgique"),
            (
                "10 Downing Street, London SW1A 2AA, United Kingdom",
                "10 Downing Street||SW1A 2AA|London|United Kingdom",
            ),
            ("1 Main St, Austin, TX 78701, USA", "1 Main St||78701|Austin, TX|USA"),
            ("Dam 1\n1012 JS Amsterdam\nPays-Bas", "Dam 1||1012 JS|Amsterdam|Pays-Bas"),
        ] {
            let a = whole(text, &["Anne Le Goff"]).unwrap_or_default();
            let found = [a.street, a.extra, a.postcode, a.city, a.country].join("|");
            assert_eq!(found, wanted, "{text}");
        }
        assert_eq!(whole("au bout du chemin", &[]), None);
        assert_eq!(town("35 000 Rennes"), Some(("35000".into(), "Rennes".into())));
        assert_eq!(town("Rennes (35000)"), Some(("35000".into(), "Rennes".into())));
        assert_eq!(town("Rennes"), None);
    }
}
