//! The properties of a card as a contact.
//!
//! Invariant: a property that says something is on the card or told by its name.

use crate::contacts::found::Found;
use crate::contacts::place;
use crate::contacts::place::with_region;
use crate::text::tidy;
use calcard::common::IanaString;
use calcard::vcard::{
    VCard, VCardEntry, VCardKind, VCardParameterName, VCardParameterValue, VCardProperty, VCardType,
    VCardValue,
};
use journey::contact::Address;
use values::letters::folded;

/// What a card says of a contact, as it is being read.
#[derive(Default)]
struct Reading {
    found: Found,
    emails: Vec<(u32, String)>,
    phones: Vec<(u32, String)>,
    addresses: Vec<(u32, Placed)>,
    labels: Vec<String>,
    named: String,
    is_company: bool,
}

#[derive(Clone, Default, PartialEq, Eq)]
struct Placed {
    address: Address,
    region: String,
    delivery: bool,
}

/// What a card says of a contact.
pub fn contact(card: &VCard, line: i64, ended: bool) -> Result<Found, &'static str> {
    let mut reading = Reading { found: Found { line, ended, ..Found::default() }, ..Reading::default() };
    for entry in &card.entries {
        reading.one(card, entry)?;
    }
    Ok(reading.whole())
}

impl Reading {
    #[allow(clippy::wildcard_enum_match_arm, reason = "a contact is made of a few of the forty properties")]
    fn one(&mut self, card: &VCard, entry: &VCardEntry) -> Result<(), &'static str> {
        let values = texts(entry);
        let first = || values.first().cloned().unwrap_or_default();
        let whole = || joined(&values, ", ");
        let found = &mut self.found;
        match &entry.name {
            VCardProperty::Fn => take(found, "Nom", |f| &mut f.person, joined(&values, " ")),
            VCardProperty::N => {
                let part = |i: usize| values.get(i).map(String::as_str).unwrap_or_default();
                let named = joined(&[part(1), part(2), part(0)], " ");
                if self.named.is_empty() {
                    self.named = named;
                } else if self.named != named {
                    found.add("Nom", &named);
                }
                for (i, what) in [(2, "Autre prénom"), (3, "Civilité"), (4, "Suffixe")] {
                    found.add(what, part(i));
                }
            }
            VCardProperty::Nickname => take(found, "Surnom", |f| &mut f.nickname, whole()),
            VCardProperty::Org => {
                found.add("Service", &joined(values.get(1..).unwrap_or_default(), ", "));
                take(found, "Autre société", |f| &mut f.organisation, first());
            }
            VCardProperty::Kind => match entry.values.first() {
                Some(VCardValue::Kind(VCardKind::Group)) => {
                    return Err("Cette fiche est un groupe de contacts.");
                }
                Some(VCardValue::Kind(VCardKind::Location)) => {
                    return Err("Cette fiche est celle d’un lieu.");
                }
                Some(VCardValue::Kind(VCardKind::Org)) => self.is_company = true,
                _ => {}
            },
            VCardProperty::Email => self.emails.push((rank(entry), whole())),
            VCardProperty::Tel if is_machine(entry) => found.add("Fax", &without(&whole(), "tel:")),
            VCardProperty::Tel => self.phones.push((rank(entry), without(&joined(&values, ";"), "tel:"))),
            VCardProperty::Adr => {
                let placed = Placed { delivery: is_delivery(card, entry), ..address(&values, &self.found) };
                self.addresses.push((rank(entry), placed));
                self.labels.extend(label_of(entry));
            }
            VCardProperty::Title | VCardProperty::Role => {
                take(found, "Fonction", |f| &mut f.function, whole())
            }
            VCardProperty::Note => found.add("Note", &joined(&values, " ; ")),
            VCardProperty::Categories => {
                found
                    .tags
                    .extend(values.iter().flat_map(|v| v.split(',')).map(tidy).filter(|tag| !tag.is_empty()));
            }
            VCardProperty::Other(name) => self.other(&name.to_ascii_uppercase(), &values),
            VCardProperty::Begin
            | VCardProperty::End
            | VCardProperty::Version
            | VCardProperty::Prodid
            | VCardProperty::Rev
            | VCardProperty::Uid
            | VCardProperty::Clientpidmap
            | VCardProperty::Created => {}
            VCardProperty::Photo => found.add("Photo", "image non reprise"),
            VCardProperty::Logo => found.add("Logo", "image non reprise"),
            VCardProperty::Sound => found.add("Son", "non repris"),
            VCardProperty::Key => found.add("Clé", "non reprise"),
            VCardProperty::Url => found.add("Site", &whole()),
            VCardProperty::Bday => found.add("Anniversaire", &whole()),
            VCardProperty::Anniversary => found.add("Date anniversaire", &whole()),
            VCardProperty::Impp => found.add("Messagerie", &whole()),
            property => found.add(property.as_str(), &joined(&values, " ; ")),
        }
        Ok(())
    }

    /// What programs add to the standard.
    fn other(&mut self, name: &str, values: &[String]) {
        let found = &mut self.found;
        let first = values.first().cloned().unwrap_or_default();
        match name {
            "X-SIRET" => found.siret = first,
            "X-SIREN" => fill(&mut found.siret, first),
            "X-VAT" | "X-TVA" | "X-VAT-NUMBER" | "X-VATNUMBER" | "X-TAX-ID" => {
                fill(&mut found.vat_number, first)
            }
            "X-ABSHOWAS" => self.is_company |= first.eq_ignore_ascii_case("COMPANY"),
            "LABEL" => self.labels.push(joined(values, "\n")),
            // A label beside a value, the land that an address is written for, how names are sorted.
            "X-ABLABEL" | "X-ABADR" | "X-ABUID" | "SORT-STRING" | "PROFILE" | "CLASS" | "MAILER"
            | "AGENT" => {}
            _ => found.add(name, &joined(values, " ; ")),
        }
    }

    fn whole(self) -> Found {
        let Reading { mut found, emails, phones, addresses, labels, named, is_company } = self;
        if folded(&found.person) != folded(&named) && !found.person.is_empty() {
            // « Le Goff Anne » and « Anne Le Goff » say the same.
            let sorted = |name: &str| {
                let mut words: Vec<String> = folded(name).split_whitespace().map(str::to_owned).collect();
                words.sort();
                words
            };
            if sorted(&named).iter().any(|word| !sorted(&found.person).contains(word)) {
                found.add("Nom", &named);
            }
        }
        fill(&mut found.person, named);
        if is_company {
            let person = found.person.clone();
            fill(&mut found.organisation, person);
        }
        found.emails = best(emails);
        found.phones = best(phones);
        let said = |placed: &Placed| placed.address != Address::default();
        let mut addresses = best(addresses.into_iter().filter(|(_, placed)| said(placed)).collect());
        let names = [found.person.clone(), found.organisation.clone()];
        let names: Vec<&str> = names.iter().map(String::as_str).filter(|n| !n.is_empty()).collect();
        for label in labels.iter().filter(|label| !tidy(label).is_empty()) {
            // A label writes an address out; alone, it is one.
            if addresses.is_empty() {
                let address = place::whole(label, &names)
                    .unwrap_or_else(|| Address { street: tidy(label), ..Address::default() });
                addresses.push(Placed { address, ..Placed::default() });
            } else if !addresses.iter().any(|placed| tells(label, &placed.address)) {
                found.add("Adresse", label);
            }
        }
        if let Some(main) = addresses.iter().position(|placed| !placed.delivery) {
            let Placed { address, region, .. } = addresses.remove(main);
            found.address = address;
            found.add("Région", &region);
        }
        if let Some(at) = addresses.iter().position(|placed| placed.delivery) {
            let placed = addresses.remove(at);
            if placed.address != found.address {
                found.delivery = placed.address;
                found.add("Région", &placed.region);
            }
        }
        let main = found.address.clone();
        for placed in addresses.iter().filter(|placed| placed.address != main) {
            found.add("Autre adresse", &place::shown(&placed.address));
            found.add("Région", &placed.region);
        }
        found
    }
}

/// Does the label say what this address does, and nothing else?
fn tells(label: &str, address: &Address) -> bool {
    let said = folded(&[address.lines().join(" "), place::shown(address)].concat());
    folded(label).split(|c: char| !c.is_alphanumeric()).all(|word| said.contains(word))
}

/// The first value given stays; another one is told.
fn take(found: &mut Found, what: &str, slot: fn(&mut Found) -> &mut String, value: String) {
    let kept = slot(found);
    if kept.trim().is_empty() {
        *kept = value;
    } else if *kept != value {
        found.add(what, &value);
    }
}

/// The first value given stays.
fn fill(slot: &mut String, value: String) {
    if slot.trim().is_empty() {
        *slot = value;
    }
}

fn joined<T: AsRef<str>>(parts: &[T], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(|p| p.as_ref().trim()).filter(|p| !p.is_empty()).collect();
    parts.join(between)
}

fn without(text: &str, scheme: &str) -> String {
    match text.split_at_checked(scheme.len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case(scheme) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// One text per component of a property.
#[allow(clippy::wildcard_enum_match_arm, reason = "whatever else a value is, it is written as text")]
fn texts(entry: &VCardEntry) -> Vec<String> {
    entry
        .values
        .iter()
        .map(|value| match value {
            VCardValue::Component(parts) => joined(parts, ", "),
            VCardValue::Binary(data) => String::from_utf8(data.data.clone()).unwrap_or_default(),
            VCardValue::Integer(number) => number.to_string(),
            VCardValue::Float(number) => number.to_string(),
            VCardValue::Boolean(yes) => yes.to_string(),
            VCardValue::Sex(sex) => sex.as_str().to_owned(),
            VCardValue::GramGender(gender) => gender.as_str().to_owned(),
            VCardValue::PartialDateTime(day) => {
                let part = |n: Option<u32>| n.map(|n| format!("{n:02}"));
                let parts = [
                    day.year.map(|y| format!("{y:04}")),
                    part(day.month.map(u32::from)),
                    part(day.day.map(u32::from)),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join("-")
            }
            other => other.as_text().unwrap_or_default().to_owned(),
        })
        .collect()
}

/// Post-office box, complement, street, city, region, postcode, country (RFC 6350, 6.3.1); or all of it in one piece.
fn address(values: &[String], found: &Found) -> Placed {
    let part = |i: usize| values.get(i).map(|v| v.trim()).unwrap_or_default();
    let filled = values.iter().filter(|v| !v.trim().is_empty()).count();
    let names: Vec<&str> =
        [found.person.as_str(), found.organisation.as_str()].into_iter().filter(|n| !n.is_empty()).collect();
    if part(3).is_empty() && part(5).is_empty() {
        let text = joined(values, "\n");
        if let Some(address) = place::whole(&text, &names) {
            return Placed { address, ..Placed::default() };
        }
        if filled == 1 {
            return Placed {
                address: Address { street: tidy(&text), ..Address::default() },
                ..Placed::default()
            };
        }
    }
    let mut street = part(2).lines().map(|l| l.trim().trim_end_matches(',')).filter(|l| !l.is_empty());
    let first = street.next().unwrap_or_default().to_owned();
    let mut extra: Vec<&str> =
        [part(1), part(0)].into_iter().filter(|p| !p.is_empty()).chain(street).collect();
    // What a later standard adds stands behind the country.
    extra.extend(values.iter().skip(7).map(|v| v.trim()).filter(|v| !v.is_empty()));
    let mut address = Address {
        street: first,
        extra: extra.join(", "),
        postcode: part(5).to_owned(),
        city: part(3).to_owned(),
        country: part(6).to_owned(),
    };
    let single = if address.postcode.is_empty() { &address.city } else { &address.postcode };
    if (address.postcode.is_empty() || address.city.is_empty())
        && let Some((postcode, city)) = place::town(single)
    {
        (address.postcode, address.city) = (postcode, city);
    }
    let region = with_region(&mut address, part(4));
    Placed { address, region, delivery: false }
}

/// The address as one writes it, where it is said beside its parts.
fn label_of(entry: &VCardEntry) -> Option<String> {
    entry.params.iter().find_map(|p| match (&p.name, &p.value) {
        (VCardParameterName::Label, VCardParameterValue::Text(text)) => Some(text.clone()),
        _ => None,
    })
}

/// Is it where things are delivered, by its type or by the label that its program gives it?
fn is_delivery(card: &VCard, entry: &VCardEntry) -> bool {
    let says = |text: &str| {
        let text = folded(text);
        ["livraison", "delivery", "shipping", "liefer"].iter().any(|word| text.contains(word))
    };
    let typed = entry.params.iter().any(|p| matches!(&p.value, VCardParameterValue::Text(text) if p.name == VCardParameterName::Type && says(text)));
    typed
        || entry.group.as_ref().is_some_and(|group| {
            card.entries.iter().any(|other| {
            other.group.as_ref() == Some(group)
                && matches!(&other.name, VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-ABLabel"))
                && texts(other).iter().any(|text| says(text))
        })
        })
}

/// What stands first among several: the preferred one, then work, then what says nothing, then home.
fn rank(entry: &VCardEntry) -> u32 {
    let preferred = entry.params.iter().find_map(|p| match (&p.name, &p.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(n)) => Some(*n),
        (VCardParameterName::Pref, _) => Some(0),
        (VCardParameterName::Type, VCardParameterValue::Text(t)) if t.eq_ignore_ascii_case("pref") => Some(0),
        _ => None,
    });
    match preferred {
        Some(n) => n.min(100),
        None if has_type(entry, VCardType::Work) => 200,
        None if has_type(entry, VCardType::Home) => 400,
        None => 300,
    }
}

fn is_machine(entry: &VCardEntry) -> bool {
    has_type(entry, VCardType::Fax) || has_type(entry, VCardType::Pager)
}

fn has_type(entry: &VCardEntry, wanted: VCardType) -> bool {
    entry.params.iter().any(|p| matches!(&p.value, VCardParameterValue::Type(t) if *t == wanted))
}

/// By rank, in the order of the card where ranks are the same.
fn best<T>(mut ranked: Vec<(u32, T)>) -> Vec<T> {
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, value)| value).collect()
}
