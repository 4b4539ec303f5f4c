//! Parts of countries that stand apart for VAT, by their postcodes, their towns and their names (CGI art. 256-0).
//!
//! Invariant: a place is known by a row of the table, and never taken for a part of another country.

use crate::legal::{Dates, rows};
use chrono::NaiveDate;
use values::letters::folded;

const TABLE: &str = include_str!("../../../../../assets/legal/vat_territories.tsv");

/// How a part of a country stands towards the VAT of the Union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartStanding {
    /// Of a member state, and outside the territory of its VAT.
    Excluded,
    /// Of a member state that is in the Union without it.
    Beyond,
    /// Of a country beyond the Union, and in it for goods alone.
    Goods,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// ISO 3166-1 where it has a code of its own.
    pub code: &'static str,
    /// The country by whose name its addresses are written.
    pub country: &'static str,
    /// « Canaries, Espagne »
    pub french: &'static str,
    pub standing: PartStanding,
    postcodes: &'static str,
    towns: &'static str,
    names: &'static str,
    dates: Dates,
}

/// Every row, by code.
pub fn all() -> impl Iterator<Item = Apart> {
    rows(TABLE).filter_map(|row| {
        let [code, country, french, postcodes, towns, names, standing] = *row.first_chunk()?;
        let standing = match standing {
            "excluded" => PartStanding::Excluded,
            "beyond" => PartStanding::Beyond,
            "goods" => PartStanding::Goods,
            _ => return None,
        };
        let dates = Dates::of(row.get(7..)?)?;
        Some(Apart { code, country, french, standing, postcodes, towns, names, dates })
    })
}

/// The part of that country in which a postcode or a town lies on that day.
#[must_use]
pub fn part_of(country: &str, (postcode, town): (&str, &str), day: NaiveDate) -> Option<Apart> {
    let signs: String = postcode.to_uppercase().chars().filter(|sign| sign.is_ascii_alphanumeric()).collect();
    // « D-27498 » begins with the letters of its country.
    let digits = signs.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let town = plain(town);
    all().find(|row| {
        let begins = |start: &str| {
            if start.starts_with(|sign: char| sign.is_ascii_digit()) { digits } else { &signs }
                .starts_with(start)
        };
        let there = list(row.postcodes).any(begins) || list(row.towns).any(|known| plain(known) == town);
        row.country == country && row.dates.holds_on(day) && there
    })
}

/// The part that bears that name, where an address writes it for its country.
#[must_use]
pub fn named(name: &str) -> Option<Apart> {
    let wanted = plain(name);
    all().find(|row| list(row.names).any(|known| plain(known) == wanted))
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|one| !one.is_empty())
}

/// A name of a place without its case, accents, signs and articles.
#[must_use]
pub fn plain(name: &str) -> String {
    let text = folded(&name.replace(['’', '\'', '-', '.', '\u{a0}', '\u{202f}'], " "));
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| !matches!(*word, "le" | "la" | "les" | "l")).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there(country: &str, postcode: &str, town: &str) -> Option<&'static str> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        part_of(country, (postcode, town), day).map(|row| row.code)
    }

    #[test]
    fn every_row_is_read_and_says_when_and_where() {
        assert_eq!(all().count(), rows(TABLE).count());
        for row in rows(TABLE) {
            assert_eq!(row.len(), 12, "{row:?}");
            let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_else(|_| panic!("{row:?}"));
            assert!(day(row[11]) <= day(row[10]) && !row[9].is_empty(), "{row:?}");
        }
    }

    #[test]
    fn a_part_is_known_by_its_postcode_or_its_town() {
        for (country, postcode, town, code) in [
            ("ES", "35001", "Las Palmas", Some("ES-CN")),
            ("ES", "ES-38001", "", Some("ES-CN")),
            ("ES", "51001", "", Some("ES-CE")),
            ("ES", "52001", "", Some("ES-ML")),
            ("ES", "28035", "Madrid", None),
            ("ES", "", "MELILLA", Some("ES-ML")),
            ("DE", "D-27498", "", Some("DE-HE")),
            ("DE", "78266", "", Some("DE-BU")),
            ("DE", "35037", "Marburg", None),
            ("IT", "23041", "", Some("IT-LI")),
            ("IT", "23030", "Livigno", Some("IT-LI")),
            ("IT", "22060", "Campione d'Italia", Some("IT-CA")),
            ("IT", "38100", "Trento", None),
            ("FI", "22100", "Mariehamn", Some("AX")),
            ("GR", "630 86", "Karyes", Some("GR-AT")),
            ("DK", "3900", "Nuuk", Some("GL")),
            ("DK", "100", "Torshavn", Some("FO")),
            ("GB", "BT1 1AA", "Belfast", Some("XI")),
            ("GB", "B1 1AA", "Birmingham", None),
        ] {
            assert_eq!(there(country, postcode, town), code, "{country} {postcode} {town}");
        }
    }
}
