//! Several people of one firm, each on a line of a file: one client with its people.

use crate::contacts::found::ClientProposal;
use journey::contact::likeness::Marks;
use journey::contact::person::PersonCard;
use journey::contact::{Address, ClientCard, ClientKind};
use std::collections::HashMap;
use values::letters::folded;

/// Lines that name the same firm and different people, brought together where they stand first.
pub fn gathered(rows: Vec<ClientProposal>) -> Vec<ClientProposal> {
    let mut firms: Vec<Vec<ClientProposal>> = Vec::new();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for row in rows {
        let key = key(&row);
        let known = by_name.entry(key).or_default();
        let of = known.iter().copied().find(|i| firms.get(*i).is_some_and(|firm| belongs(firm, &row)));
        match of.and_then(|i| firms.get_mut(i)) {
            Some(firm) => firm.push(row),
            None => {
                known.push(firms.len());
                firms.push(vec![row]);
            }
        }
    }
    firms.into_iter().filter_map(together).collect()
}

fn key(row: &ClientProposal) -> String {
    folded(&row.card.name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Is this somebody else of that firm? Two SIRENs or two postcodes are two firms.
fn belongs(firm: &[ClientProposal], row: &ClientProposal) -> bool {
    let marks = Marks::of(&row.card);
    let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
    let person = folded(&row.card.contact);
    row.card.kind != ClientKind::Person
        && firm.iter().all(|other| {
            let of = Marks::of(&other.card);
            other.card.kind != ClientKind::Person
                && !differ(&marks.siren, &of.siren)
                && !differ(&marks.postcode, &of.postcode)
                && folded(&other.card.contact) != person
        })
        && (!person.is_empty() || firm.iter().all(|other| !other.card.contact.is_empty()))
}

fn together(firm: Vec<ClientProposal>) -> Option<ClientProposal> {
    let several = firm.len() > 1;
    let mut rows = firm.into_iter();
    let mut whole = rows.next()?;
    if several {
        whole.people.extend(person(&whole.card, &mut whole.left_out));
    }
    for mut row in rows {
        whole.people.extend(person(&row.card, &mut row.left_out));
        let who = if row.card.contact.is_empty() { row.card.name.clone() } else { row.card.contact.clone() };
        let others = [
            ("Adresse", &whole.card.address, &row.card.address),
            ("Adresse de livraison", &whole.card.delivery_address, &row.card.delivery_address),
        ];
        for (what, kept, other) in others {
            if *kept != Address::default() && *other != Address::default() && kept != other {
                whole.left_out.push(format!("{who}, {what} : {}", other.lines().join(", ")));
            }
        }
        for (what, kept, other) in [
            ("SIREN ou SIRET", &whole.card.siret, &row.card.siret),
            ("Numéro de TVA", &whole.card.vat_number, &row.card.vat_number),
        ] {
            if !kept.is_empty() && !other.is_empty() && kept != other {
                whole.left_out.push(format!("{who}, {what} : {other}"));
            }
        }
        if row.card.contact.is_empty() {
            // What is nobody’s is the firm’s, and is told where it has another.
            for (what, kept, other) in [
                ("Autre e-mail", &whole.card.email, &row.card.email),
                ("Autre téléphone", &whole.card.phone, &row.card.phone),
            ] {
                if !kept.is_empty() && !other.is_empty() && kept != other {
                    whole.left_out.push(format!("{what} : {other}"));
                }
            }
        }
        let siret = row.card.siret.len() > whole.card.siret.len();
        let longer = if siret { Some(row.card.siret.clone()) } else { None };
        (whole.card, _) = whole.card.completed_by(&row.card);
        if let Some(siret) = longer {
            whole.card.siret = siret;
        }
        whole.left_out.extend(row.left_out.into_iter().map(|said| format!("{who}, {said}")));
        whole.problems.extend(row.problems);
        whole.lines.extend(row.lines);
    }
    Some(whole)
}

/// Who a line of a firm speaks of; what they do there is kept with them.
fn person(card: &ClientCard, left_out: &mut Vec<String>) -> Option<PersonCard> {
    if card.contact.is_empty() {
        return None;
    }
    let function = left_out.iter().find_map(|said| said.strip_prefix("Fonction : ")).map(str::to_owned);
    let person = PersonCard {
        name: card.contact.clone(),
        function: function.clone().unwrap_or_default(),
        email: card.email.clone(),
        phone: card.phone.clone(),
        ..PersonCard::default()
    };
    let read = person.read().or_else(|_| PersonCard { function: String::new(), ..person }.read()).ok()?;
    if function.is_some_and(|function| function == read.function) {
        left_out.retain(|said| !said.starts_with("Fonction : "));
    }
    Some(read)
}
