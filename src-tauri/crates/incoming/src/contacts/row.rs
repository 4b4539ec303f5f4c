//! A row of a table as a contact.
//!
//! Invariant: every cell that says something is on the card or told with its column.

use crate::contacts::addresses::{Key, Placed, placed};
use crate::contacts::cells::Record;
use crate::contacts::columns::{Column, Known, is_postcode};
use crate::contacts::found::Found;
use crate::contacts::holds::{Group, Holds};
use crate::contacts::reach::{digits, mails};
use crate::contacts::{kind, place};
use crate::text::tidy;
use journey::contact::{Address, ClientKind};

/// The columns of a table, with what they are called.
pub struct Sheet {
    pub titles: Vec<String>,
    pub columns: Vec<Known>,
    /// Postcodes are written with five figures there.
    five: bool,
}

impl Sheet {
    pub fn new(titles: Vec<String>, columns: Vec<Known>, rows: &[Record]) -> Sheet {
        let five = rows.iter().any(|row| {
            let cells = columns.iter().zip(&row.cells);
            let codes = cells.filter(|(known, _)| known.column().is_some_and(|c| c.holds == Holds::Postcode));
            codes.into_iter().any(|(_, cell)| is_postcode(cell.trim()))
        });
        Sheet { titles, columns, five }
    }
}

/// A cell that says something, under what its column is called.
struct Cell<'a> {
    title: &'a str,
    column: Option<Column>,
    text: &'a str,
}

pub fn contact(sheet: &Sheet, cells: &[String], line: i64) -> Found {
    let mut found = Found { line, ended: true, ..Found::default() };
    let beyond: Vec<String> =
        (sheet.titles.len()..cells.len()).map(|i| format!("Colonne {}", i + 1)).collect();
    let filled: Vec<Cell> = cells
        .iter()
        .enumerate()
        .map(|(i, cell)| Cell {
            title: sheet
                .titles
                .get(i)
                .or_else(|| beyond.get(i - sheet.titles.len()))
                .map_or("", String::as_str),
            column: sheet.columns.get(i).and_then(|known| known.column()),
            text: cell.trim(),
        })
        .filter(|cell| !tidy(cell.text).is_empty())
        .collect();
    who(&mut found, &filled);
    reached(&mut found, &filled);
    identified(&mut found, &filled);
    placed_at(&mut found, &filled, sheet.five);
    for cell in &filled {
        match cell.column.map(|column| column.holds) {
            None => found.add(cell.title, cell.text),
            Some(Holds::Note) => found.add("Note", cell.text),
            Some(Holds::Tags) => tags(&mut found, cell.text),
            Some(Holds::Kind) => {
                let told = kind::told(cell.text).or_else(|| kind::answered(cell.title, cell.text));
                if told == Some(ClientKind::Company) && kind::is_vague(cell.title, cell.text) {
                    found.professional = true;
                } else if told.is_some() && found.kind.is_none() {
                    found.kind = told;
                } else {
                    found.add(cell.title, cell.text);
                }
            }
            Some(_) => {}
        }
    }
    found
}

/// Cells of one meaning, what is nobody’s in particular first.
fn of<'a, 'b>(filled: &'b [Cell<'a>], wanted: Holds) -> Vec<&'b Cell<'a>> {
    let mut of: Vec<(u8, &Cell)> = filled
        .iter()
        .filter_map(|cell| cell.column.filter(|c| c.holds == wanted).map(|c| (c.group.reach(), cell)))
        .collect();
    of.sort_by_key(|(rank, _)| *rank);
    of.into_iter().map(|(_, cell)| cell).collect()
}

/// The first cell of that meaning; the others are told.
fn one(found: &mut Found, filled: &[Cell], wanted: Holds) -> String {
    let mut cells = of(filled, wanted).into_iter();
    let first = cells.next().map(|cell| tidy(cell.text)).unwrap_or_default();
    for cell in cells.filter(|cell| tidy(cell.text) != first) {
        found.add(cell.title, cell.text);
    }
    first
}

fn who(found: &mut Found, filled: &[Cell]) {
    let mut whole = |first: Holds, last: Holds| {
        let parts = [one(found, filled, first), one(found, filled, last)];
        parts.join(" ").trim().to_owned()
    };
    let (person, contact) =
        (whole(Holds::First, Holds::Last), whole(Holds::ContactFirst, Holds::ContactLast));
    let display = one(found, filled, Holds::Display);
    found.person = if person.is_empty() { display.clone() } else { person };
    if !display.is_empty() && display != found.person {
        found.add("Nom complet", &display);
    }
    let other = one(found, filled, Holds::Contact);
    found.contact = if contact.is_empty() { other.clone() } else { contact };
    if !other.is_empty() && other != found.contact {
        found.add("Contact", &other);
    }
    found.nickname = one(found, filled, Holds::Nickname);
    found.organisation = one(found, filled, Holds::Organisation);
    found.function = one(found, filled, Holds::Title);
}

fn reached(found: &mut Found, filled: &[Cell]) {
    found.emails = of(filled, Holds::Email).into_iter().map(|cell| cell.text.to_owned()).collect();
    found.phones = of(filled, Holds::Phone).into_iter().map(|cell| cell.text.to_owned()).collect();
    // A mail address may stand in the column of the contact’s name.
    if found.contact.contains('@') {
        let mails = mails(&found.contact);
        found.emails.extend(mails.addresses.into_iter().filter(|_| mails.understood));
        found.contact = mails.name;
    }
}

/// SIRET, SIREN and NIC stand together: the longest tells all of them.
fn identified(found: &mut Found, filled: &[Cell]) {
    let siret = one(found, filled, Holds::Siret);
    let siren = one(found, filled, Holds::Siren);
    let nic = one(found, filled, Holds::Nic);
    found.vat_number = one(found, filled, Holds::Vat);
    found.siret = if !siret.is_empty() {
        siret.clone()
    } else if digits(&siren).len() == 9 && digits(&nic).len() == 5 {
        format!("{siren}{nic}")
    } else {
        siren.clone()
    };
    let kept = digits(&found.siret);
    for (what, text) in [("SIREN", siren), ("NIC", nic)] {
        let figures = digits(&text);
        // Not every list puts them in the right column.
        if what == "SIREN" && figures.len() == 14 && kept.len() < 14 {
            found.siret = text;
        } else if !text.is_empty() && !kept.starts_with(&figures) && !kept.ends_with(&figures) {
            found.add(what, &text);
        }
    }
}

fn placed_at(found: &mut Found, filled: &[Cell], five: bool) {
    let mut keys: Vec<Key> = Vec::new();
    for column in filled.iter().filter_map(|cell| cell.column).filter(|column| column.holds.is_place()) {
        if !keys.contains(&(column.group, column.nth)) {
            keys.push((column.group, column.nth));
        }
    }
    keys.sort_unstable();
    let people = [found.person.clone(), found.organisation.clone(), found.contact.clone()];
    let addressees: Vec<&str> = people.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let mut all: Vec<Placed> = keys
        .into_iter()
        .map(|key| {
            let cells: Vec<(Column, &str)> = filled
                .iter()
                .filter_map(|cell| {
                    cell.column
                        .filter(|c| (c.group, c.nth) == key && c.holds.is_place())
                        .map(|c| (c, cell.text))
                })
                .collect();
            placed(key, &cells, &addressees, five)
        })
        .collect();
    for one in &all {
        found.add("Région", &one.region);
        found.add("Adresse complète", &one.other);
        found.mended.extend(one.mended.clone().map(|said| ("address.postcode", said)));
    }
    let full = |one: &Placed| !one.address.street.is_empty() || !one.address.city.is_empty();
    let said = |one: &Placed| one.address != Address::default();
    let is_delivery = |one: &Placed| one.key.0 == Group::Delivery;
    let main = all
        .iter()
        .position(|one| !is_delivery(one) && full(one))
        .or_else(|| all.iter().position(|one| !is_delivery(one) && said(one)));
    if let Some(at) = main {
        found.address = all.remove(at).address;
    }
    if let Some(at) = all.iter().position(|one| is_delivery(one) && said(one)) {
        let delivery = all.remove(at).address;
        if delivery != found.address {
            found.delivery = delivery;
        }
    }
    let main = found.address.clone();
    for one in all.iter().filter(|one| said(one) && one.address != main) {
        found.add(one.key.0.french(), &place::shown(&one.address));
    }
}

/// « presse, Bretagne », « * myContacts ::: presse »: what Google keeps for itself is no tag.
fn tags(found: &mut Found, cell: &str) {
    for tag in cell.split([',', ';', '|']).flat_map(|part| part.split(":::")).map(tidy) {
        if tag.starts_with('*') {
            found.add("Libellé", &tag);
        } else if !tag.is_empty() {
            found.tags.push(tag);
        }
    }
}
