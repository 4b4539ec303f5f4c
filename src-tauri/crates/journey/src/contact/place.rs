//! Where somebody is for VAT: which part of France, another country of the Union, or beyond it.
//!
//! Invariant: a country that the table does not know is never taken for another.

use crate::contact::address::Address;
use crate::contact::apart::{self, Apart, PartStanding};
use crate::contact::card::ClientCard;
pub use crate::contact::country::{country_code, country_name, numbered_in};
use crate::legal;
use chrono::NaiveDate;

/// A part of France with VAT rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Territory {
    Metropolis,
    Corsica,
    /// Guadeloupe and Martinique, one territory between them (CGI art. 294-2).
    Antilles,
    Reunion,
    /// No VAT (CGI art. 294-1).
    Guyane,
    /// No VAT (CGI art. 294-1).
    Mayotte,
}

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    France(Territory),
    /// Another country of the European Union, by its code.
    Union(&'static str),
    /// Beyond the Union, a French collectivity or a part of another member state outside the territory of VAT.
    Beyond(&'static str),
    /// A country by a name that the table does not know.
    Unknown(String),
}

impl Territory {
    /// The rows of rates that hold there.
    #[must_use]
    pub fn rates(self) -> &'static str {
        match self {
            Territory::Metropolis => "metropolis",
            Territory::Corsica => "corsica",
            Territory::Antilles | Territory::Reunion => "antilles_reunion",
            Territory::Guyane | Territory::Mayotte => "none",
        }
    }

    #[must_use]
    pub fn has_vat(self) -> bool {
        !matches!(self, Territory::Guyane | Territory::Mayotte)
    }

    /// Do goods that go from one to the other stay within one territory (CGI art. 294-2)?
    #[must_use]
    pub fn is_one_with(self, other: Territory) -> bool {
        let mainland = |t| matches!(t, Territory::Metropolis | Territory::Corsica);
        self == other || (mainland(self) && mainland(other))
    }

    /// « en métropole », « à La Réunion »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Territory::Metropolis => "en métropole",
            Territory::Corsica => "en Corse",
            Territory::Antilles => "en Guadeloupe et en Martinique",
            Territory::Reunion => "à La Réunion",
            Territory::Guyane => "en Guyane",
            Territory::Mayotte => "à Mayotte",
        }
    }
}

/// Where an address is on that day, for services.
#[must_use]
pub fn zone(address: &Address, day: NaiveDate) -> Zone {
    let country = address.country.trim();
    if country.is_empty() {
        return of_postcode(&address.postcode);
    }
    match country_code(country) {
        Some("FR" | "MC") => of_postcode(&address.postcode),
        Some("GP" | "MQ") => Zone::France(Territory::Antilles),
        Some("RE") => Zone::France(Territory::Reunion),
        Some("GF") => Zone::France(Territory::Guyane),
        Some("YT") => Zone::France(Territory::Mayotte),
        Some(code) => abroad(code, address, day),
        None => Zone::Unknown(country.to_owned()),
    }
}

/// The same for goods: Northern Ireland is treated as a part of the Union.
#[must_use]
pub fn zone_of_goods(address: &Address, day: NaiveDate) -> Zone {
    let part = country_code(&address.country).and_then(|code| part_at(code, address, day));
    match part {
        Some(Apart { standing: PartStanding::Goods, country, .. }) => Zone::Union(country),
        Some(_) | None => zone(address, day),
    }
}

fn abroad(code: &'static str, address: &Address, day: NaiveDate) -> Zone {
    match part_at(code, address, day).map(|part| (part.standing, part.code)) {
        Some((PartStanding::Excluded | PartStanding::Beyond, part)) => Zone::Beyond(part),
        Some((PartStanding::Goods, _)) => Zone::Beyond(code),
        None if legal::in_union(code, day) => Zone::Union(code),
        None => Zone::Beyond(code),
    }
}

/// The part that stands apart for VAT in which an address lies: named for its country, or told by postcode or town.
fn part_at(code: &str, address: &Address, day: NaiveDate) -> Option<Apart> {
    apart::named(&address.country).or_else(|| apart::part_of(code, (&address.postcode, &address.city), day))
}

/// « hors de l’Union (Suisse) », of the code of what is beyond.
#[must_use]
pub fn beyond(code: &str) -> String {
    let excluded = apart::all().any(|row| row.code == code && row.standing == PartStanding::Excluded);
    let name = country_name(code);
    if excluded {
        format!("hors du territoire de TVA de l’Union ({name} : CGI art. 256-0)")
    } else {
        format!("hors de l’Union ({name})")
    }
}

/// The country of an address, by the code of ISO 3166-1; none for a name that the table does not know. France is
/// named by nobody at home, its collectivities by their postcodes.
#[must_use]
pub fn country_of(address: &Address) -> Option<&'static str> {
    let country = address.country.trim();
    if !country.is_empty() {
        return country_code(country);
    }
    match of_postcode(&address.postcode) {
        Zone::Union(code) | Zone::Beyond(code) => Some(code),
        Zone::France(_) | Zone::Unknown(_) => Some("FR"),
    }
}

/// Where a client is established: their address; where it names no country, that of their VAT number.
#[must_use]
pub fn of_client(client: &ClientCard, day: NaiveDate) -> Zone {
    let numbered = by_number(client, &client.address).map(|code| abroad(code, &client.address, day));
    numbered.unwrap_or_else(|| zone(&client.address, day))
}

/// Where goods go that are delivered at a client’s own address.
#[must_use]
pub fn goods_of_client(client: &ClientCard, day: NaiveDate) -> Zone {
    let numbered = by_number(client, &client.address).map(|code| abroad(code, &client.address, day));
    numbered.unwrap_or_else(|| zone_of_goods(&client.address, day))
}

/// The country of one of a client's addresses, as [`of_client`] tells it.
#[must_use]
pub fn country_at(client: &ClientCard, address: &Address) -> Option<&'static str> {
    by_number(client, address).or_else(|| country_of(address))
}

/// Is a client where French VAT or its exceptions hold, overseas departments among them?
#[must_use]
pub fn is_at_home(client: &ClientCard, day: NaiveDate) -> bool {
    matches!(of_client(client, day), Zone::France(_))
}

/// One who names no country and no SIREN is where their VAT number is.
fn by_number(client: &ClientCard, address: &Address) -> Option<&'static str> {
    let unplaced = address.country.trim().is_empty() && client.siret.is_empty();
    numbered_in(&client.vat_number).filter(|code| unplaced && *code != "FR")
}

/// The part of France of a postcode; Saint-Barthélemy and Saint-Martin write those of Guadeloupe.
fn of_postcode(postcode: &str) -> Zone {
    let code: String = postcode.chars().filter(char::is_ascii_digit).collect();
    let part = |n: usize| code.get(..n).unwrap_or_default();
    match (part(5), part(3), part(2)) {
        ("97133", _, _) | (_, "977", _) => Zone::Beyond("BL"),
        ("97150", _, _) | (_, "978", _) => Zone::Beyond("MF"),
        (_, "971" | "972", _) => Zone::France(Territory::Antilles),
        (_, "973", _) => Zone::France(Territory::Guyane),
        (_, "974", _) => Zone::France(Territory::Reunion),
        (_, "975", _) => Zone::Beyond("PM"),
        (_, "976" | "985", _) => Zone::France(Territory::Mayotte),
        (_, "984", _) => Zone::Beyond("TF"),
        (_, "986", _) => Zone::Beyond("WF"),
        (_, "987", _) => Zone::Beyond("PF"),
        (_, "988", _) => Zone::Beyond("NC"),
        (_, _, "20") => Zone::France(Territory::Corsica),
        _ => Zone::France(Territory::Metropolis),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(postcode: &str, country: &str) -> Zone {
        let address = Address { postcode: postcode.into(), country: country.into(), ..Address::default() };
        zone(&address, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap())
    }

    #[test]
    fn a_french_postcode_tells_its_territory() {
        for (postcode, zone) in [
            ("35000", Zone::France(Territory::Metropolis)),
            ("20090", Zone::France(Territory::Corsica)),
            ("97110", Zone::France(Territory::Antilles)),
            ("97200", Zone::France(Territory::Antilles)),
            ("97133", Zone::Beyond("BL")),
            ("97150", Zone::Beyond("MF")),
            ("97300", Zone::France(Territory::Guyane)),
            ("97400", Zone::France(Territory::Reunion)),
            ("97500", Zone::Beyond("PM")),
            ("97600", Zone::France(Territory::Mayotte)),
            ("98413", Zone::Beyond("TF")),
            ("98714", Zone::Beyond("PF")),
            ("98800", Zone::Beyond("NC")),
        ] {
            assert_eq!(at(postcode, ""), zone, "{postcode}");
        }
        assert_eq!(at("98000", "Monaco"), Zone::France(Territory::Metropolis));
        assert_eq!(at("97490", "La Réunion"), Zone::France(Territory::Reunion));
    }

    #[test]
    fn a_country_is_known_by_its_names_and_never_guessed() {
        for (name, zone) in [
            ("Allemagne", Zone::Union("DE")),
            ("germany", Zone::Union("DE")),
            ("Deutschland", Zone::Union("DE")),
            ("DE", Zone::Union("DE")),
            ("Pays Bas", Zone::Union("NL")),
            ("Grèce", Zone::Union("GR")),
            ("Royaume-Uni", Zone::Beyond("GB")),
            ("États-Unis", Zone::Beyond("US")),
            ("SUISSE", Zone::Beyond("CH")),
            ("la Côte d'Ivoire", Zone::Beyond("CI")),
            ("Allemange", Zone::Unknown("Allemange".into())),
        ] {
            assert_eq!(at("10115", name), zone, "{name}");
        }
        let before = NaiveDate::from_ymd_opt(2020, 12, 31).unwrap();
        let london = Address { country: "Royaume-Uni".into(), ..Address::default() };
        assert_eq!(super::zone(&london, before), Zone::Union("GB"));
    }

    #[test]
    fn a_part_that_stands_apart_is_beyond_its_country() {
        for (postcode, country, zone) in [
            ("35001", "Espagne", Zone::Beyond("ES-CN")),
            ("", "Îles Canaries", Zone::Beyond("ES-CN")),
            ("28001", "Espagne", Zone::Union("ES")),
            ("22100", "Finlande", Zone::Beyond("AX")),
            ("", "Åland", Zone::Beyond("AX")),
            ("78266", "DE", Zone::Beyond("DE-BU")),
            ("3900", "Danemark", Zone::Beyond("GL")),
            ("BT1 1AA", "Royaume-Uni", Zone::Beyond("GB")),
            ("IM1 1AA", "Royaume-Uni", Zone::Beyond("GB")),
        ] {
            assert_eq!(at(postcode, country), zone, "{postcode} {country}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let belfast =
            Address { postcode: "BT1 1AA".into(), country: "Royaume-Uni".into(), ..Address::default() };
        assert_eq!(zone_of_goods(&belfast, day), Zone::Union("GB"));
        let canaries = Address { country: "Canarias".into(), ..Address::default() };
        assert_eq!(
            (zone_of_goods(&canaries, day), country_of(&canaries)),
            (Zone::Beyond("ES-CN"), Some("ES"))
        );
        assert_eq!(beyond("CH"), "hors de l’Union (Suisse)");
    }

    #[test]
    fn a_vat_number_tells_its_country() {
        assert_eq!(numbered_in("EL123456789"), Some("GR"));
        assert_eq!(numbered_in("DE123456789"), Some("DE"));
        assert_eq!(numbered_in("FR44732829320"), Some("FR"));
        assert_eq!(numbered_in("GB123456789"), None);
        assert_eq!(numbered_in(""), None);
    }
}
