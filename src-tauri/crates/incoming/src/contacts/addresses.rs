//! The addresses of a row: each of its own columns, the one of papers, the one of deliveries, and those that are left.

use crate::contacts::columns::{Column, is_postcode};
use crate::contacts::holds::{Group, Holds};
use crate::contacts::place;
use crate::contacts::reach::{Figures, figures};
use crate::text::tidy;
use journey::contact::{Address, is_france};

/// The columns of one address: its group, and which of it.
pub type Key = (Group, u8);

/// One address of a row, and the region that it leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub key: Key,
    pub address: Address,
    /// A region that is not written on letters there.
    pub region: String,
    /// An address in one piece that says something else than its own columns.
    pub other: String,
    pub mended: Option<String>,
}

/// What the columns of one address say; cells are in the order of the table.
pub fn placed(key: Key, cells: &[(Column, &str)], addressees: &[&str], five: bool) -> Placed {
    let joined = |wanted: Holds, between: &str| {
        let parts: Vec<&str> = cells
            .iter()
            .filter(|(c, cell)| c.holds == wanted && !cell.is_empty())
            .map(|(_, cell)| *cell)
            .collect();
        parts.join(between)
    };
    let one = |wanted: Holds| tidy(&joined(wanted, ", "));
    let mut address = Address {
        postcode: postcode(&one(Holds::Postcode)),
        city: one(Holds::City),
        country: one(Holds::Country),
        ..Address::default()
    };
    apart(&mut address, &one(Holds::Town));
    let street = joined(Holds::Street, "\n");
    let extra = joined(Holds::Extra, "\n");
    let whole = joined(Holds::Whole, "\n");
    let mut other = String::new();
    lines(&mut address, &street, &extra, addressees);
    let number = one(Holds::HouseNumber);
    if !number.is_empty() && !address.street.starts_with(&number) {
        address.street = format!("{number} {}", address.street).trim().to_owned();
    }
    if !whole.is_empty() {
        if address.street.is_empty() && address.city.is_empty() {
            let country = std::mem::take(&mut address.country);
            address = place::whole(&whole, addressees).unwrap_or(Address { street: tidy(&whole), ..address });
            if address.country.is_empty() && !is_france(&country) {
                address.country = country;
            }
        } else {
            other = tidy(&whole);
        }
    }
    if is_france(&address.country) {
        address.country = String::new();
    }
    let region = place::with_region(&mut address, &one(Holds::Region));
    let mended = zero(&mut address, five);
    Placed { key, address, region, other, mended }
}

/// « 35000.0 » of a spreadsheet, « F-35000 » of an envelope.
fn postcode(cell: &str) -> String {
    let code = match figures(cell) {
        Figures::Restored(code) => code,
        Figures::Kept | Figures::Lost => cell.to_owned(),
    };
    let bare = code.strip_prefix("FR-").or_else(|| code.strip_prefix("F-")).map(str::trim);
    bare.filter(|bare| is_postcode(bare)).map_or(code.clone(), str::to_owned)
}

/// « 35000 Rennes » in one cell, whatever its column.
fn apart(address: &mut Address, town: &str) {
    if !town.is_empty() && address.postcode.is_empty() && address.city.is_empty() {
        match place::town(town) {
            Some((postcode, city)) => (address.postcode, address.city) = (postcode, city),
            None => town.clone_into(&mut address.city),
        }
        return;
    }
    let single = match (address.postcode.is_empty(), address.city.is_empty()) {
        (true, false) => address.city.clone(),
        (false, true) => address.postcode.clone(),
        _ => return,
    };
    if let Some((postcode, city)) = place::town(&single) {
        (address.postcode, address.city) = (postcode, city);
    }
}

/// Street and complement, from cells that may hold several lines, or all of the address.
fn lines(address: &mut Address, street: &str, extra: &str, addressees: &[&str]) {
    let all = [street, extra].iter().filter(|t| !t.trim().is_empty()).copied().collect::<Vec<_>>().join("\n");
    if address.postcode.is_empty()
        && address.city.is_empty()
        && let Some(whole) = place::whole(&all, addressees)
    {
        let country = std::mem::take(&mut address.country);
        *address = whole;
        if address.country.is_empty() {
            address.country = country;
        }
        return;
    }
    let town = format!("{} {}", address.postcode, address.city);
    let said = [town.as_str(), &address.city, &address.postcode, &address.country].map(tidy);
    let mut parts = all
        .lines()
        .map(|line| tidy(line).trim_end_matches(',').to_owned())
        .filter(|line| !line.is_empty() && !said.contains(line));
    address.street = parts.next().unwrap_or_default();
    address.extra = parts.collect::<Vec<_>>().join(", ");
    if street.trim().is_empty() && !address.street.is_empty() && !extra.trim().is_empty() {
        // A complement alone stays one.
        let alone = [address.street.as_str(), &address.extra].join(", ");
        address.extra = alone.trim_end_matches([',', ' ']).to_owned();
        address.street = String::new();
    }
}

/// « 1000 » for Bourg-en-Bresse, where the list writes others with five figures.
fn zero(address: &mut Address, five: bool) -> Option<String> {
    let spoilt = address.postcode.len() == 4 && address.postcode.bytes().all(|b| b.is_ascii_digit());
    if !five || !spoilt || !address.country.is_empty() {
        return None;
    }
    let mended = format!("0{}", address.postcode);
    let said =
        format!("Code postal « {} » lu « {mended} » : un tableur ôte le zéro du début.", address.postcode);
    address.postcode = mended;
    Some(said)
}
